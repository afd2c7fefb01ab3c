"""What gunicorn logs, in the form of all other lines: its first process, which never loads the site, logs as well."""

import logging
import os

from gunicorn.glogging import Logger
from pythonjsonlogger.json import JsonFormatter

from .log_formats import JSON_FORMATTER, TEXT_FORMATTER

NO_REQUEST = {"request_id": "-"}


class ServerLog(Logger):
    """``gunicorn --logger-class phonesite.server_log.ServerLog``; ``LOG_FORMAT`` is read as in the settings, which say
    what is wrong with it."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(line_formatter(os.environ.get("LOG_FORMAT")))


def line_formatter(name):
    if name == "json":
        fields = [field for field in JSON_FORMATTER["fmt"] if field not in NO_REQUEST]
        return JsonFormatter(fields, static_fields=NO_REQUEST)
    return logging.Formatter(TEXT_FORMATTER["format"], style=TEXT_FORMATTER["style"], defaults=NO_REQUEST)
