"""The two forms of a line in the log, for the site and for the server that runs it."""

FORMATS = ("text", "json")
FIELDS = ["asctime", "levelname", "request_id", "name"]
TEXT_FORMATTER = {"format": "{asctime} {levelname} {request_id} {name}: {message}", "style": "{"}
JSON_FORMATTER = {"()": "pythonjsonlogger.json.JsonFormatter", "fmt": [*FIELDS, "message"]}
JSON_REQUEST_FORMATTER = {"()": "pythonjsonlogger.json.JsonFormatter", "fmt": FIELDS}
"""A request says all of itself in fields of its own."""
