"""Apple's phones in the npm package ios-device-list (MIT): model codes, identifiers, colours and sizes of storage.

One file, ``iphone.json``, lists them; a phone stands in it once for each of its hardware versions.
"""

from .listings import grouped, texts_at
from .parsed_phone import FileRefused, ParsedPhone, ParsedValue

DESCRIBES_PHONES = False
KEYS_NOT_TAKEN = {
    "versions[].Bootrom": "software that starts the phone",
    "versions[].FCCID": "a regulator's number, not the phone's",
    "versions[].InternalName": "the name of its board",
    "versions[].Models[].Model": "order numbers of single colours and sizes",
}
"""Path of the key → why nothing is taken from it."""


def split_listing(content):
    """A content for each name under “Generation”: ``{"name": …, "versions": […]}``."""
    for (name,), versions in grouped(content, "Generation"):
        yield {"name": name, "versions": versions}, name


def parse_phone(content, place):
    """The ``ParsedPhone`` of one name; ``FileRefused`` where it is no phone's."""
    name = content["name"]
    if not name.startswith("iPhone"):
        raise FileRefused("it is not a phone")
    versions = content["versions"]
    models = [model for version in versions for model in version.get("Models") or ()]
    parsed = ParsedPhone("Apple", name, place)
    for key, its_key in (("model_code", "ANumber"), ("identifier", "Identifier")):
        parsed.values += [ParsedValue(key, text, text) for text in texts_at(versions, its_key)]
    for key, its_key in (("colours", "Color"), ("storage_gb", "Storage")):
        texts = texts_at(models, its_key)
        if texts:
            parsed.values.append(ParsedValue(key, ", ".join(texts), "; ".join(texts)))
    return parsed
