"""Japanese carriers' phones in the npm package @devicefarmer/stf-device-db (CC BY-SA 4.0): who sold which, since when.

One file, ``devices-latest.json``, maps a carrier's model code to what is known of it. Its days stand as the moment at
which they begin in Japan, in universal time. Entries of other countries keep days of another kind, and are left out.
"""

from datetime import datetime, timedelta

from .parsed_phone import FileRefused, ParsedPhone, ParsedValue

DESCRIBES_PHONES = False
CARRIERS = {"docomo": "NTT docomo", "ドコモ": "NTT docomo", "au": "KDDI", "softbank": "SoftBank"}
"""Its name of a carrier, in small letters → ours."""
MAKERS = {"sony mobile": "Sony"}
JAPAN = timedelta(hours=9)
_MIDNIGHT_IN_JAPAN = "T15:00:00.000Z"
_NOT_OF_THE_SALE = "better sources say it of the phone as such"
KEYS_NOT_TAKEN = {
    "cpu": _NOT_OF_THE_SALE,
    "memory": _NOT_OF_THE_SALE,
    "display": _NOT_OF_THE_SALE,
    "os": _NOT_OF_THE_SALE,
    "flags": "marks of its own",
    "name.product": "a code name that a few have",
    "carrier.code": "its own short form of the carrier's name",
    "maker.code": "its own short form of the maker's name",
}
"""Path of the key → why nothing is taken from it."""


def split_listing(content):
    """The entry of each model code, with the code under “model”."""
    if not isinstance(content, dict):
        raise FileRefused("it is not a list of devices")
    for code, entry in content.items():
        if isinstance(entry, dict):
            yield {"model": code, **entry}, code


def parse_phone(content, place):
    """The ``ParsedPhone`` of one entry; ``FileRefused`` where it is of no Japanese carrier."""
    carrier = CARRIERS.get(_name_at(content, "carrier", "name").casefold())
    name = _name_at(content, "name", "id")
    maker = _name_at(content, "maker", "name")
    if not carrier or not name or not maker:
        raise FileRefused("it gives no Japanese carrier, maker and name")
    day = _day_in_japan(content.get("date"))
    parsed = ParsedPhone(MAKERS.get(maker.casefold(), maker), name, place)
    parsed.values.append(ParsedValue("market", f"JP, {carrier}, {day}", f"{carrier}, {content['date']}"))
    if _name_at(content, "name", "long") == content["model"]:
        parsed.values.append(ParsedValue("model_code", content["model"], content["model"]))
    return parsed


def _name_at(content, key, inner_key):
    """A text within a mapping; "" where there is none."""
    inner = content.get(key)
    text = inner.get(inner_key) if isinstance(inner, dict) else None
    return text if isinstance(text, str) else ""


def _day_in_japan(moment):
    """“2013-10-22T15:00:00.000Z” is 2013-10-23; ``FileRefused`` for what is no beginning of a day there."""
    if not isinstance(moment, str) or not moment.endswith(_MIDNIGHT_IN_JAPAN):
        raise FileRefused(f"“{moment}” is not the beginning of a day in Japan")
    try:
        return (datetime.fromisoformat(moment.removesuffix(".000Z")) + JAPAN).date().isoformat()
    except ValueError as fault:
        raise FileRefused(f"“{moment}” is not a point in time") from fault
