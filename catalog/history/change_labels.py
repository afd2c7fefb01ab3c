"""What changes call the columns and lists that no row of the sheet prints."""

from django.utils.translation import gettext, gettext_noop

from catalog.quantities import formatters

LIST_LABELS = {
    "old_slugs": "Old address",
    "aliases": gettext_noop("Name"),
    "phone_chipsets": gettext_noop("Chipset"),
    "memory_versions": gettext_noop("Memory"),
    "cameras": gettext_noop("Camera"),
    "model_codes": gettext_noop("Model code"),
    "markets": gettext_noop("Market"),
    "software_observations": gettext_noop("Software seen"),
    "extra_rows": gettext_noop("Extra row"),
    "relations": "Relation",
    "variations": gettext_noop("Differs by version"),
    "usb_ports": gettext_noop("USB port"),
}
"""Name of a list → what one of its rows is called, where it is another word. What only editors see is in English."""
ROWS_IN_SENTENCE = (
    gettext_noop("aliases"), gettext_noop("displays"), gettext_noop("phone chipsets"), gettext_noop("memory versions"),
    gettext_noop("launch prices"), gettext_noop("usb ports"), gettext_noop("cameras"), gettext_noop("model codes"),
    gettext_noop("markets"), gettext_noop("variations"), gettext_noop("software observations"),
    gettext_noop("extra rows"),
)  # fmt: skip
"""Lists whose order readers are told of."""
COLUMN_LABELS = (
    gettext_noop("Kind"), gettext_noop("Applies to"), gettext_noop("Edge"), gettext_noop("For whom"),
    gettext_noop("Bands complete"), gettext_noop("Bands confidence"), gettext_noop("Bands basis"),
    gettext_noop("SIM arrangement"), gettext_noop("Warranty"), gettext_noop("Key"), gettext_noop("Value"),
    gettext_noop("OS version"), gettext_noop("Patch level"), gettext_noop("Build"), gettext_noop("Seen on"),
    gettext_noop("Source"), gettext_noop("Group"), gettext_noop("Label"), gettext_noop("Part number"),
    gettext_noop("Megapixels"),
)  # fmt: skip
"""Labels that are made from keys, and that readers see; a test holds that none is missing."""


def list_label(name):
    """What a row of the list of that name is called: “markets” → “Market”."""
    return gettext(LIST_LABELS.get(name) or formatters.label_of_key(name.removesuffix("s")))


def rows_in_sentence(name):
    """“memory versions”."""
    return gettext(name.replace("_", " "))
