"""Labels of rows within sentences: abbreviations, standards and proper nouns keep their capitals."""

import pytest

from catalog.finder.facets import facet_by_name
from catalog.quantities.formatters import label_in_sentence
from catalog.sheet.registry import SPECS

WRITTEN_SO = "eSIM"


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Weight", "weight"),
        ("A sensor", "a sensor"),
        ("RAW", "RAW"),
        ("Wi-Fi", "Wi-Fi"),
        ("USB version", "USB version"),
        ("3D face unlock", "3D face unlock"),
        ("f-number", "f-number"),
        ("Bluetooth version", "Bluetooth version"),
    ],
)
def test_a_label_within_a_sentence_keeps_the_capitals_that_belong_to_it(label, words):
    assert label_in_sentence(label) == words


def test_no_row_of_the_sheet_has_a_small_letter_before_a_capital_in_a_sentence():
    for spec in SPECS.values():
        if spec.label.startswith(WRITTEN_SO):
            continue
        first, second = label_in_sentence(spec.label).ljust(2)[:2]
        assert not (first.islower() and second.isupper()), spec.label


def test_the_finder_names_a_row_of_a_lens_without_spoiling_an_abbreviation():
    assert facet_by_name("lens.raw").label.endswith(": RAW")
