"""The texts that the sheet and the vocabularies bring to pages, for the files of translations."""

from catalog.models import vocabulary
from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, SHEET

VALUE_WORDS = ("Yes", "No", "none", "not known", "not published", "does not apply", "many countries")
"""What cells say beside choices, figures and names."""


def sheet_messages():
    """(text, where it is from) of every label, help, heading and choice, each text once."""
    found = {}
    for group in (*SHEET, *ENTRY_GROUP_BY_KEY.values()):
        found.setdefault(group.label, f"group {group.key}")
        for spec in group.specs:
            found.setdefault(spec.label, f"label of {spec.key}")
            found.setdefault(spec.help, f"help of {spec.key}")
    for name in vocabulary.__all__:
        for label in getattr(getattr(vocabulary, name), "labels", ()):
            found.setdefault(str(label), f"choice of {name}")
    for words in VALUE_WORDS:
        found.setdefault(words, "value")
    found.pop("", None)
    return found.items()
