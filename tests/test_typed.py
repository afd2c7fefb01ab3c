"""What people type, understood: figures, dates, sizes, prices, memory, bands."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.quantities import formatters, parsers
from catalog.quantities.parsers.measures import UNIT_FACTORS, is_unit
from catalog.quantities.partial_dates import PartialDate

quick = settings(derandomize=True, max_examples=200, deadline=None, database=None)

READERS = [
    parsers.parse_type_label,
    parsers.parse_dimensions,
    parsers.parse_resolution,
    parsers.parse_date,
    parsers.parse_price,
    parsers.parse_currency,
    parsers.parse_memory_versions,
    parsers.parse_bands,
    parsers.parse_codes,
    parsers.parse_boolean,
    parsers.parse_number,
    parsers.parse_quantity,
]


def refusal(reader, *args, **options):
    with pytest.raises(ValueError, match=r"\w") as fault:
        reader(*args, **options)
    return str(fault.value)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1/1.31", "1/1.31"), ('1/1.31"', "1/1.31"), ("1/1.31″", "1/1.31"), ("1/1.31-inch", "1/1.31"),
        ("1/1.31 inches", "1/1.31"), ("1/1,31-type", "1/1.31"), ("Type 1/2.55", "1/2.55"), ("1/2", "1/2"),
        ("1/2.0", "1/2.0"), ("1.0-type", "1/1.0"), ("1 inch", "1/1.0"), ("1-inch-type", "1/1.0"), ("4/3", "1/0.75"),
        ("1 Zoll", "1/1.0"), ("1/1,31 Zoll", "1/1.31"), ("1/1.31インチ", "1/1.31"), ("1/1.31英寸", "1/1.31"),
    ],
)  # fmt: skip
def test_type_labels(text, label):
    assert parsers.parse_type_label(text) == label


@pytest.mark.parametrize("text", ["0.5", "1/", "4", "big", "2 inch", "1/1.31 x 2"])
def test_what_is_no_type_label_is_refused(text):
    assert "is not a sensor type" in refusal(parsers.parse_type_label, text)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("161 x 77 x 9.3 mm", [161, 77, 9.3]),
        ("161×77×9.3", [161, 77, 9.3]),
        ("161 mm x 77 mm x 9.3 mm", [161, 77, 9.3]),
        ("6.34 x 3.03 x 0.37 in", [161, 77, 9.4]),
        ("161,5 x 77,0 x 9,3 mm", [161.5, 77, 9.3]),
        ("161 x 77 x 9.3 mm (6.34 x 3.03 x 0.37 in)", [161, 77, 9.3]),
        ("161 (H) x 77 (W) x 9.3 (D) mm", [161, 77, 9.3]),
        ("W77 x H161 x D9.3mm", [161, 77, 9.3]),
        ("16.1 by 7.7 by 0.93 cm", [161, 77, 9.3]),
        ("9.8 x 7.3 mm", [9.8, 7.3]),
    ],
)
def test_sizes(text, sides):
    assert parsers.parse_dimensions(text) == sides


@pytest.mark.parametrize("text", ["161", "161 x 77 x 9 x 3", "a x b x c", "x", "H161 x H77 x D9 mm"])
def test_what_is_no_size_is_refused(text):
    assert "write" in refusal(parsers.parse_dimensions, text)


@pytest.mark.parametrize("text", ["3200x1440", "1440 × 3200 px", "1440 x 3200 pixels (~500 ppi)"])
def test_the_smaller_number_of_pixels_is_the_width(text):
    assert parsers.parse_resolution(text) == (1440, 3200)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Nov 2022", "2022-11"), ("november, 2022", "2022-11"), ("November 18, 2022", "2022-11-18"),
        ("18th Nov. 2022", "2022-11-18"), ("2022, November 18", "2022-11-18"), ("18. November 2022", "2022-11-18"),
        ("18.11.2022", "2022-11-18"), ("3.4.2022", "2022-04-03"), ("11/18/2022", "2022-11-18"),
        ("04/04/2022", "2022-04-04"), ("2022/11", "2022-11"), ("2022.11.8", "2022-11-08"), ("11/2022", "2022-11"),
        ("20221118", "2022-11-18"), ("Q4 2022", "2022-Q4"), ("2022 q4", "2022-Q4"), ("4Q2022", "2022-Q4"),
        ("2022年11月18日", "2022-11-18"), ("2022年11月", "2022-11"), ("2022年", "2022"), ("２０２２", "2022"),
    ],
)  # fmt: skip
def test_dates(text, meant):
    assert str(parsers.parse_date(text)) == meant


def test_a_date_that_countries_read_differently_is_refused_with_both_readings():
    assert "3 April 2022 or 4 March 2022: write 2022-04-03 or 2022-03-04" in refusal(parsers.parse_date, "03/04/2022")
    assert "four digits" in refusal(parsers.parse_date, "Nov 22")


@pytest.mark.parametrize("text", ["", "soon", "31.02.2022", "30 Feb 2022", "18.11.22", "2022-13", "May June 2022"])
def test_what_is_no_date_is_refused(text):
    assert "is not a date" in refusal(parsers.parse_date, text)


days = st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31))


@quick
@given(days, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%b %d %Y", "%d.%m.%Y", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"]))
def test_a_day_is_read_back_from_every_way_to_write_it(day, form):
    assert parsers.parse_date(day.strftime(form)).first_day == day


@quick
@given(days, st.sampled_from([1, 3, 4]))
def test_a_date_is_read_back_from_the_words_that_readers_see(day, precision):
    known = PartialDate(day.year, day.month if precision > 1 else 0, day.day if precision > 3 else 0, precision)
    assert parsers.parse_date(known.words) == known


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("8 oz", "g", 226.8), ("0.5 lb", "g", 226.8), ("211 g", "g", 211), ("0,211 kg", "g", 211), ("211", "g", 211),
        ("4,5", "g", 4.5), ("6.34 in", "mm", 161), ('6.7"', "in", 6.7), ("6.7-inch", "in", 6.7), ("67W", "w", 67),
        ("f/1.9", "f", 1.9), ("ƒ/1.9", "f", 1.9), ("F1.9", "f", 1.9), ("24mm", "mm", 24), ("24 mm equiv.", "mm", 24),
        ("120 Hz", "hz", 120), ("1.0 µm", "um", 1), ("1.0um", "um", 1), ("1.0 μm", "um", 1), ("800 nm", "um", 0.8),
        ("1 TB", "gb", 1024), ("512 MB", "gb", 0.5), ("160 MB", "gb", 0.16), ("٢١١ g", "g", 211),
        ("1.6 W/kg", "wkg", 1.6), ("50 MP", "mp", 50), ("7 years", "years", 7), ("10 cm", "cm", 10),
        ("2.6GHz", "ghz", 2.6), ("120°", "deg", 120), ("84 degrees", "deg", 84), ("3.5×", "zoom", 3.5),
        ("3x", "zoom", 3), ("10 Gbit/s", "gbps", 10), ("480 Mbit/s", "gbps", 0.48),
    ],
)  # fmt: skip
def test_quantities_in_the_unit_of_the_column(text, unit, value):
    assert parsers.parse_quantity(text, unit) == value


@pytest.mark.parametrize(
    ("text", "options", "value"),
    [
        ("4,500 mAh", {"whole": True}, 4500),
        ("4.500", {"whole": True}, 4500),
        ("5 Ah", {"whole": True}, 5000),
        ("120,000", {"decimals": 2}, 120_000),
        ("4,500", {"bounds": (300, 25_000)}, 4500),
        ("1 234,5", {}, 1234.5),
        ("1'234.5", {}, 1234.5),
        ("1,234.5", {}, 1234.5),
        ("1.234,5", {}, 1234.5),
    ],
)
def test_separators_are_told_apart_by_what_is_possible(text, options, value):
    assert parsers.parse_quantity(text, "mah", **options) == value


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("6,1 Zoll", "in", 6.1), ("6.1インチ", "in", 6.1), ("6.1英寸", "in", 6.1), ("6.1인치", "in", 6.1),
        ("6 pouces", "mm", 152.4),
        ("169 Gramm", "g", 169), ("169克", "g", 169), ("5000万像素", "mp", 50), ("1230万画素", "mp", 12.3),
        ("5000毫安时", "mah", 5000),
    ],
)  # fmt: skip
def test_units_have_their_words_in_other_languages(text, unit, value):
    assert parsers.parse_quantity(text, unit) == value


@pytest.mark.parametrize("text", ["mm", "OZ", "Zoll", "mAh", "µm"])
def test_a_unit_alone_is_known_as_one(text):
    assert is_unit(text)
    assert not is_unit(f"{text} 5")


@pytest.mark.parametrize(
    ("yes", "no"),
    [("是", "否"), ("支持", "无"), ("はい", "なし"), ("예", "없음"), ("ja", "nein"), ("oui", "non"), ("sì", "no")],
)
def test_yes_and_no_in_other_languages(yes, no):
    assert (parsers.parse_boolean(yes), parsers.parse_boolean(no)) == (True, False)


def test_a_comma_that_may_be_either_is_refused_with_both_readings():
    assert "may be 4.5 or 4500" in refusal(parsers.parse_quantity, "4,500", "mah")


@pytest.mark.parametrize("text", ["4,5 mAh", "4.5"])
def test_a_fraction_of_what_is_counted_is_refused(text):
    assert "whole number" in refusal(parsers.parse_quantity, text, "mah", whole=True)


@pytest.mark.parametrize("text", ["heavy", "", "1e999999", "--5", "1.2.3", "5 5", "9" * 40])
def test_what_is_no_number_is_refused(text):
    assert refusal(parsers.parse_quantity, text, "g") == "Enter a number."


@pytest.mark.parametrize("text", ["5 furlongs", "67 W", "5 mAh"])
def test_a_unit_of_another_sort_is_refused_with_the_one_meant(text):
    assert "write it in g" in refusal(parsers.parse_quantity, text, "g")


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        ("weight_g", "g"), ("used_megapixels", "mp"), ("f_number_max", "f"), ("stated_ppi", "ppi"),
        ("peak_brightness_nits", "nits"), ("security_years_promised", "years"), ("os_upgrades_promised", None),
        ("launch_price", None), ("focal_length_eq_steps_mm", "mm"), ("eu_battery_cycles", "cycles"),
    ],
)  # fmt: skip
def test_the_unit_of_a_column_is_the_end_of_its_name(column, unit):
    assert parsers.unit_of_column(column) == unit


@quick
@given(st.floats(0.001, 1e6), st.sampled_from(sorted(UNIT_FACTORS)))
def test_every_number_is_read_back_as_it_is_shown(value, unit):
    assert parsers.parse_quantity(str(formatters.int_if_whole(value)), unit) == value


@pytest.mark.parametrize(
    ("text", "amount", "code"),
    [
        ("¥225,360", 225360, "JPY"), ("￥225,360", 225360, "JPY"), ("225,360円", 225360, "JPY"),
        ("JPY 225360", 225360, "JPY"), ("€1,199", 1199, "EUR"), ("1.199,00 €", 1199, "EUR"), ("€ 1.199", 1199, "EUR"),
        ("$799.99", 799.99, "USD"), ("US$ 999", 999, "USD"), ("₹1,29,999", 129999, "INR"), ("CN¥3,999", 3999, "CNY"),
        ("3999元", 3999, "CNY"), ("899", 899, None), ("199,- EUR", 199, "EUR"),
    ],
)  # fmt: skip
def test_prices(text, amount, code):
    assert parsers.parse_price(text) == (amount, code)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kr 5990", "SEK, NOK or DKK"),
        ("USD 1,199 €", "two currencies"),
        ("1,199", "may be 1.199 or 1199"),
        ("cheap", "number"),
        ("5 bananas", "not a currency"),
    ],
)
def test_prices_that_are_not_clear_are_refused(text, words):
    assert words in refusal(parsers.parse_price, text)


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("12+512GB", [(12, 512)]),
        ("12GB/256GB", [(12, 256)]),
        ("8/256, 12/512", [(8, 256), (12, 512)]),
        ("12GB + 256/512GB", [(12, 256), (12, 512)]),
        ("128GB 8GB RAM, 1TB 16GB RAM", [(8, 128), (16, 1024)]),
        ("16GB+1TB", [(16, 1024)]),
        ("16/1TB", [(16, 1024)]),
        ("12GB + 1/2TB", [(12, 1024), (12, 2048)]),
        ("12GB RAM + 512GB ROM", [(12, 512)]),
        ("1 TB", [(None, 1024)]),
        ("12 GB RAM", [(12, None)]),
        ("512MB RAM", [(0.5, None)]),
    ],
)
def test_memory_versions(text, versions):
    assert parsers.parse_memory_versions(text) == versions


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("8/12 GB", "or several sizes of one"),
        ("8/12GB + 256/512GB", "which go together"),
        ("12 GB", "may be RAM or storage"),
        ("12+512+3", "more than RAM and storage"),
        ("plenty", "write 12+512GB"),
    ],
)
def test_memory_that_may_be_several_things_is_refused(text, words):
    assert words in refusal(parsers.parse_memory_versions, text)


@pytest.mark.parametrize(
    ("text", "kind", "bands"),
    [
        ("B1/3/8/41, n77", None, {"lte": [1, 3, 8, 41], "nr": [77]}),
        ("LTE B1, B3; NR n78 n79", None, {"lte": [1, 3], "nr": [78, 79]}),
        ("1 2 3", "lte", {"lte": [1, 2, 3]}),
        ("n77, n257/n261", None, {"nr": [77], "fr2": [257, 261]}),
        ("LTE: 1, 3 / 5G: 77, 78", None, {"lte": [1, 3], "nr": [77, 78]}),
        ("1, 77, 258 SA/NSA/Sub6/mmWave", "nr", {"nr": [1, 77], "fr2": [258]}),
        ("WCDMA B1/B5; FDD-LTE B1; TDD-LTE B38", None, {"3g": [1, 5], "lte": [1, 38]}),
        ("GSM 850/900 MHz", None, {"2g": [850, 900]}),
        ("B1 (2100), Band 3", None, {"lte": [1, 3]}),
    ],
)
def test_bands(text, kind, bands):
    assert parsers.parse_bands(text, kind) == bands


@pytest.mark.parametrize(
    ("text", "words"),
    [("1 2 3", "which network"), ("B700", "not a band of LTE"), ("n999", "not a band of NR"), ("B1, radio", "“radio”")],
)
def test_what_is_no_band_is_refused(text, words):
    assert words in refusal(parsers.parse_bands, text)


def test_codes_are_parted_by_commas_and_lines_and_come_once():
    assert parsers.parse_codes("SM-S908B, SM-S908B/DS;\nSM-S908B") == ["SM-S908B", "SM-S908B/DS"]
    assert "too long" in refusal(parsers.parse_codes, "A" * 61)


def test_words_stand_for_values():
    assert (parsers.parse_boolean("Yes"), parsers.parse_boolean("✗")) == (True, False)
    assert parsers.parse_choice("Fold out", [("fold-out", "Book"), ("bar", "Bar")]) == "fold-out"
    assert parsers.parse_choice("BOOK", [("fold-out", "Book"), ("bar", "Bar")]) == "fold-out"
    assert "is not one of: Book" in refusal(parsers.parse_choice, "slab", [("fold-out", "Book")])


soup = st.text(st.sampled_from("0123456789.,/+-x×'\" eEfFnNbBgGtTmM年月日¥€RAMoz½٣Ⅷ²߁²\0\n"), max_size=30)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@quick
@given(st.one_of(st.text(max_size=60), soup))
def test_no_text_at_all_makes_a_reader_fail_otherwise_than_in_words(reader, text):
    with suppress(ValueError):
        reader(text)


@quick
@given(st.one_of(st.text(max_size=60), soup), st.sampled_from(sorted(UNIT_FACTORS)), st.booleans())
def test_no_text_makes_a_quantity_that_is_no_finite_number(text, unit, whole):
    with suppress(ValueError):
        assert abs(parsers.parse_quantity(text, unit, whole=whole, bounds=(1, 1000))) < 1e120


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("text", ["9" * 100_000, "1 " * 900, "(" * 1900, "x" * 2000, "1,111" * 400, "\ufdfa" * 2000])
def test_long_texts_are_refused_at_once(reader, text):
    with suppress(ValueError):
        reader(text)


QUANTITIES = (
    "120", "120 mm", "5 in", '5"', "f/1.8", "F 2", "1:2.4", "24 mm equiv.", "24 eq.", "8 oz", "1/1.3", "4,500 mAh",
    "4500 mAh (typ)", "512 MB", "0.8 µm", "3x", "3 ×", "120°", "1e3 Hz", "-5 g", "2 years", "6インチ",
    "f/1.8 mm", "5 W/kg",
)  # fmt: skip


@pytest.mark.parametrize("text", QUANTITIES)
def test_a_figure_is_refused_for_every_unit_that_it_is_not_told_to_be_in(text):
    told = parsers.units_of_text(text)
    for unit in (None, *UNIT_FACTORS):
        if unit not in told:
            refusal(parsers.parse_quantity, text, unit)


def test_units_of_a_figure_are_those_that_it_can_be_converted_to():
    assert parsers.units_of_text("8 oz") == {"g"}
    assert parsers.units_of_text("f/1.8") == {"f"}
    assert parsers.units_of_text("24 mm equiv.") == {"mm"}
    assert {"mm", "cm", "m", "in"} == parsers.units_of_text("5 inches")
    assert parsers.units_of_text("aero 1") == set()
    assert {None, "g", "f"} < parsers.units_of_text("120")
