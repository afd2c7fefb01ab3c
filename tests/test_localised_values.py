"""Values of the sheet in other languages: figures keep their digits, names stay, and no word is left in English."""

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.prefetch import fetch_phones
from catalog.languages.localised_text import LocalText, localised
from catalog.languages.printed_cells import PROSE
from catalog.languages.sheet_messages import VERBATIM_ROWS, sheet_words
from catalog.models import Camera, Display, Phone, vocabulary
from catalog.pages.detail_tables import phone_detail_tables
from catalog.quantities.formatters import (
    CURRENCY_SYMBOLS,
    THIN_SPACE,
    format_list,
    format_money,
    format_number,
    format_quantity,
    format_span,
)
from catalog.sheet.camera_specs import format_f_number
from catalog.sheet.registry import SHEET

from .pseudo_language import PSEUDO, WORD
from .shipped import load_shipped

LANGUAGES = ("de", "ja")
MAX_TERM = 35
"""Letters of a term that may stand in a list; what is longer is a sentence."""


def quantity(figure_and_unit):
    """``161.5 mm`` with the space that the sheet puts before a unit."""
    return re.sub(r"(?<=\d) (?=[A-Za-zµ%$€£¥]+\S*$)", THIN_SPACE, figure_and_unit)


def in_language(language, text, key=""):
    with translation.override(language):
        return localised(text, key)


# Figures, dates and money, which need no translation.


@pytest.mark.parametrize(
    ("text", "german", "japanese"),
    [
        (quantity("5,000 mAh"), quantity("5.000 mAh"), quantity("5,000 mAh")),
        (quantity("12,140.5 g"), quantity("12.140,5 g"), quantity("12,140.5 g")),
        (quantity("24–70 mm"), quantity("24–70 mm"), quantity("24–70 mm")),
        (quantity("3.5–7.5 mm"), quantity("3,5–7,5 mm"), quantity("3.5–7.5 mm")),
        (quantity("161.5 × 77 × 9.3 mm"), quantity("161,5 × 77 × 9,3 mm"), quantity("161.5 × 77 × 9.3 mm")),
        (quantity("13.5, 24, 70 mm"), quantity("13,5; 24; 70 mm"), quantity("13.5、24、70 mm")),
        (quantity("13, 24, 70 mm"), quantity("13, 24, 70 mm"), quantity("13、24、70 mm")),
        ("f/1.8", "f/1,8", "f/1.8"),
        ("f/3.1–6.3", "f/3,1–6,3", "f/3.1–6.3"),
        ("f/1.5, f/2.4", "f/1,5; f/2,4", "f/1.5、f/2.4"),
        ("2.9×", "2,9×", "2.9×"),
        ("19.5:9", "19,5:9", "19.5:9"),
        ("2.70", "2,70", "2.70"),
        ("12,140", "12.140", "12,140"),
        ("+0.3", "+0,3", "+0.3"),
        (quantity("−0.7 ppi"), quantity("−0,7 ppi"), quantity("−0.7 ppi")),
        ("2160p60", "2160p60", "2160p60"),
        ("Android 12.1", "Android 12.1", "Android 12.1"),
        ("Bluetooth 5.3 (LE)", "Bluetooth 5.3 (LE)", "Bluetooth 5.3 (LE)"),
        ("USB 3.2 Gen 2x1", "USB 3.2 Gen 2x1", "USB 3.2 Gen 2x1"),
        (quantity("Q, 3.1, 10 Gbit/s"), quantity("Q, 3.1, 10 Gbit/s"), quantity("Q、3.1、10 Gbit/s")),
        ("B1, B3", "B1, B3", "B1、B3"),
        (quantity("12 GB, 16 GB"), quantity("12 GB, 16 GB"), quantity("12 GB、16 GB")),
        ("GPS, Galileo, Japan", "GPS, Galileo, Japan", "GPS、Galileo、日本"),
        ("Glass back, and a case", "Glass back, and a case", "Glass back, and a case"),
        (quantity("90 %"), quantity("90 %"), "90%"),
        (f"6.43{THIN_SPACE}in × 2.94{THIN_SPACE}in", quantity("6,43 × 2,94 Zoll"), "6.43 × 2.94インチ"),
        ("18 November 2022", "18. November 2022", "2022年11月18日"),
        ("May 2022", "Mai 2022", "2022年5月"),
        ("4th quarter 2022", "4. Quartal 2022", "2022年第4四半期"),
        ("31 February 2022", "31 February 2022", "31 February 2022"),
        ("2022", "2022", "2022"),
        ("¥225,360", quantity("225.360 ¥"), "225,360円"),
        ("$1,199", quantity("1.199 $"), "1,199米ドル"),
        ("US$1,199", quantity("1.199 US$"), "1,199米ドル"),
        ("€1,199.50", quantity("1.199,50 €"), "1,199.50ユーロ"),
        ("€999–1,199", quantity("999–1.199 €"), "999–1,199ユーロ"),
        ("+€54", quantity("+54 €"), "+54ユーロ"),
        (quantity("1,899 CHF"), quantity("1.899 CHF"), quantity("1,899 CHF")),
        ("Japan, Germany", "Japan, Deutschland", "日本、ドイツ"),
        ("Xperia 1.5 (Japan)", "Xperia 1.5 (Japan)", "Xperia 1.5（日本）"),
    ],
)  # fmt: skip
def test_figures_dates_and_money(text, german, japanese):
    assert in_language("de", text) == german
    assert in_language("ja", text) == japanese


@pytest.mark.parametrize("key", sorted(VERBATIM_ROWS))
@pytest.mark.parametrize("text", ["5.3", "3.2", "Black, Glass, Japan", "Titanium (China)"])
@pytest.mark.usefixtures("made_up_language")
def test_names_and_versions_stay_in_their_rows(key, text):
    assert in_language(PSEUDO, text, key) == text


def test_names_of_a_list_stand_between_the_commas_of_the_language():
    assert in_language("ja", "SBC, LDAC (Hi-Res, 24 bit)", "bluetooth_codecs") == "SBC、LDAC (Hi-Res, 24 bit)"
    assert in_language("ja", "Phone, the", "name") == "Phone, the"


def test_what_is_the_same_word_in_german_has_its_capital():
    assert in_language("de", "Main camera · sensor") == "Hauptkamera · Sensor"


@pytest.mark.usefixtures("made_up_language")
def test_what_is_said_of_a_row_of_names_is_translated():
    assert not WORD.search(in_language(PSEUDO, "not known", "colours"))
    assert not WORD.search(in_language(PSEUDO, "not published (checked May 2022)", "colours"))


def test_english_stays_as_it_is():
    assert localised(quantity("5,000 mAh")) == quantity("5,000 mAh")
    assert not isinstance(localised("Yes"), LocalText)


def test_a_text_that_is_localised_already_stays():
    with translation.override("de"):
        once = localised("€1,199")
        assert localised(once) == once == quantity("1.199 €")


# Whatever is put together.

NAMES = st.from_regex(r"[A-Z][a-z]{2,6} ?[A-Z]{2}[0-9]{1,3}", fullmatch=True)
NUMBERS = st.one_of(st.integers(0, 300_000), st.floats(0, 20_000).map(lambda number: round(number, 2)))
UNITS = st.sampled_from(["mm", "g", "mAh", "MP", "Hz", "%", "°", "GB", "cm³", "Gbit/s", "in", "years", "stops", "h"])
QUANTITIES = st.builds(format_quantity, NUMBERS, UNITS)
MONEY = st.builds(format_money, NUMBERS, st.sampled_from([*CURRENCY_SYMBOLS, "CHF", "SEK"]))
F_NUMBERS = st.floats(1, 30).map(format_f_number)
FIGURES = st.one_of(QUANTITIES, MONEY, F_NUMBERS, st.builds(format_span, F_NUMBERS, F_NUMBERS))
QUALIFIED = st.builds("{} {}".format, st.sampled_from(["about", "at most", "at least"]), FIGURES)
NOTED = st.builds("{} ({})".format, st.one_of(FIGURES, QUALIFIED), NAMES)
SINGLE = st.one_of(FIGURES, QUALIFIED, NOTED, NAMES, st.builds("{}: {}".format, NAMES, FIGURES))
VALUES = st.one_of(SINGLE, st.lists(SINGLE, min_size=2, max_size=4).map(format_list))


def digits_of(text):
    return re.sub(r"\D", "", text)


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO])
@given(value=VALUES)
def test_no_digit_is_lost_or_moved(language, value):
    assert digits_of(in_language(language, value)) == digits_of(value)


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO])
@given(name=NAMES, figures=st.lists(FIGURES, max_size=3))
def test_no_name_changes(language, name, figures):
    for value in (name, format_list([*figures, name, *figures]), f"{format_list(figures)} ({name})"):
        assert name in in_language(language, value)


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.one_of(NUMBERS.map(format_number), QUANTITIES))
def test_marks_between_digits_are_those_of_the_language(language, value):
    swapped = value.translate(str.maketrans(",.", ".,")) if language == "de" else value
    figure = re.match(r"[\d.,]+", swapped)[0]
    assert in_language(language, value).startswith(figure)


# Everything that the shipped catalogue prints.


def vocabulary_words():
    """The words of choices and of what cells say beside them, but for names such as “Dolby Vision”."""
    words = set()
    for name in vocabulary.__all__:
        for label in getattr(getattr(vocabulary, name), "labels", ()):
            words.update(WORD.findall(str(label)))
    return {word for word in words if word[1:].islower() and len(word) > 2}


def printed_values(phone):
    """(key of the row, text) of every cell, variation and claim."""
    facts = PhoneFacts.of(phone)
    records = {Phone: [phone], Camera: facts.cameras, Display: facts.displays}
    for group in SHEET:
        for spec in group.specs:
            for record in records[group.of]:
                yield from values_of(facts.cell(spec, record), spec.key)
    for table in phone_detail_tables(phone):
        for cell in (cell for row in table.rows for cell in row):
            yield from values_of(cell, cell.key)


def values_of(cell, key):
    assert key.removeprefix("main_") == cell.key.removeprefix("main_") or not cell.key, key
    yield cell.key, cell.text
    for claim in cell.claims:
        yield claim.key, claim.text


@pytest.mark.django_db
@pytest.mark.usefixtures("made_up_language")
def test_no_word_of_the_vocabularies_is_left_in_the_shipped_catalogue():
    load_shipped()
    values = set()
    for phone in fetch_phones(Phone.objects.published()):
        values.update(printed_values(phone))
    unwanted = vocabulary_words()
    left = {}
    for key, text in values:
        if key in VERBATIM_ROWS or key == PROSE:
            continue
        found = unwanted.intersection(WORD.findall(in_language(PSEUDO, text, key)))
        if found:
            left[key, text] = found
    assert left == {}


@pytest.mark.usefixtures("made_up_language")
def test_every_text_of_the_sheet_is_translated_alone_and_terms_in_lists_as_well():
    left = []
    for text in sheet_words():
        alone = in_language(PSEUDO, text)
        listed = in_language(PSEUDO, f"{quantity('5 mm')}, {text}") if len(text) < MAX_TERM else alone
        if WORD.search(alone) or alone not in listed:
            left.append((text, alone, listed))
    assert left == []
