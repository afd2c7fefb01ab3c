"""The texts that the sheet and the vocabularies bring to pages, for the files of translations."""

from functools import cache

from catalog.models import vocabulary
from catalog.sheet.abroad_specs import SALE_SPECS, SIM_SPEC
from catalog.sheet.registry import CLAIM_ONLY_SPECS, ENTRY_GROUP_BY_KEY, SHEET

from .value_forms import CONTEXT_WORDS, COUNTRY_WORDS, SIGN_WORDS, SINGULARS, UNIT_WORDS, VALUE_WORDS

VERBATIM_ROWS = frozenset((
    "name", "alias", "model_code", "code", "brand", "manufacturer", "carrier", "colours", "os_family", "os_at_launch",
    "os_skin", "chipset_maker", "chipset_part", "cpu", "gpu", "modem", "ram_technology", "storage_technology",
    "audio_tuning", "drop_standards", "lens_name", "co_branding", "sensor", "display_technology",
    "display_protection", "usb_version", "bluetooth_version", "bluetooth_codecs", "memory_version",
))  # fmt: skip
"""Rows whose values are names, codes and versions: they are the same in every language."""


def sheet_messages():
    """(text, context or None, where it is from) of every label, help, heading, choice and unit, each once."""
    found = {}
    for text, place in _texts():
        found.setdefault((str(text), None), place)
    for key, word in sorted(CONTEXT_WORDS):
        found[word, key] = f"choice of {key}"
    for unit in SIGN_WORDS:
        found[unit, "unit"] = "behind a figure"
    for unit in SINGULARS.values():
        found[unit, "unit of one"] = "behind a figure of one"
    found.pop(("", None), None)
    return [(text, context, place) for (text, context), place in found.items()]


@cache
def sheet_words():
    """Every text of ``sheet_messages`` that stands alone."""
    return frozenset(text for text, context, _ in sheet_messages() if context is None)


def _texts():
    for group in (*SHEET, *ENTRY_GROUP_BY_KEY.values()):
        yield group.label, f"group {group.key}"
        yield from _texts_of_specs(group.specs)
    yield from _texts_of_specs((*SALE_SPECS, SIM_SPEC, *CLAIM_ONLY_SPECS.values()))
    for name in vocabulary.__all__:
        for label in getattr(getattr(vocabulary, name), "labels", ()):
            yield label, f"choice of {name}"
    for label in vocabulary.INVERSE_RELATION_LABELS.values():
        yield label, "relation"
    for word in (*VALUE_WORDS, *COUNTRY_WORDS, *UNIT_WORDS):
        yield word, "value"


def _texts_of_specs(specs):
    """Those of the main camera's rows are its camera's, with a note behind the label."""
    for spec in specs:
        if spec.inner:
            continue
        yield spec.label, f"label of {spec.key}"
        yield spec.help, f"help of {spec.key}"
