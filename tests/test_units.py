"""How numbers, units and lists are printed."""

import pytest

from catalog.quantities import formatters
from catalog.quantities.formatters import THIN_SPACE


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (9.30, 2, "9.3"),
        (211.0, 2, "211"),
        (200, 2, "200"),
        (12140, 2, "12,140"),
        (1.6003, 2, "1.6"),
        (0.125, 3, "0.125"),
        (84.08, 0, "84"),
        (460.0, 0, "460"),
        (1200.0, 0, "1,200"),
    ],
)
def test_numbers_carry_no_idle_zeros_and_lose_none_that_count(value, digits, text):
    assert formatters.format_number(value, digits) == text


def test_a_number_stays_on_one_line_with_its_unit():
    assert formatters.format_quantity(161.0, "mm") == "161\N{NARROW NO-BREAK SPACE}mm"


def test_neither_a_bare_number_nor_an_angle_has_a_space_after_it():
    assert formatters.format_quantity(3, "") == "3"
    assert formatters.format_quantity(84.08, "°", 0) == "84°"


@pytest.mark.parametrize(
    ("gigabytes", "text"),
    [
        (512, "512 GB"),
        (1.5, "1.5 GB"),
        (1024, "1 TB"),
        (2048, "2 TB"),
        (1536, "1.5 TB"),
        (0.5, "512 MB"),
        (0.25, "256 MB"),
        (0.16, "160 MB"),
    ],
)
def test_sizes_of_memory_read_as_on_the_box(gigabytes, text):
    assert formatters.format_gigabytes(gigabytes) == text.replace(" ", THIN_SPACE)


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [(225360.0, "JPY", "¥225,360"), (1199.5, "EUR", "€1,199.50"), (799.99, "USD", "$799.99")],
)
def test_prices_show_two_decimals_only_where_there_are_cents(amount, currency, text):
    assert formatters.format_money(amount, currency) == text.replace(" ", THIN_SPACE)


def test_a_float_without_a_fraction_is_written_as_a_whole_number():
    assert [repr(formatters.int_if_whole(value)) for value in (161.0, 9.3, 5000)] == ["161", "9.3", "5000"]


def test_what_is_no_number_is_written_as_it_is():
    assert (formatters.int_if_whole("IP68"), formatters.int_if_whole(True), formatters.int_if_whole(None)) == (
        "IP68",
        True,
        None,
    )


def test_an_empty_list_reads_as_none_for_it_is_an_answer():
    assert formatters.format_list([]) == "none"
    assert formatters.format_list(["IP65", "IP68"]) == "IP65, IP68"


@pytest.mark.parametrize(
    ("least", "most", "text"),
    [
        ("85 mm", "125 mm", "85–125 mm"),
        ("f/3.1", "f/6.3", "f/3.1–6.3"),
        ("1,200 mm", "2,400 mm", "1,200–2,400 mm"),
        ("85 mm", "85 mm", "85 mm"),
        ("85 mm", "does not apply", "85 mm"),
        ("85 mm", "12 cm", "85 mm"),
    ],
)
def test_two_quantities_are_printed_as_a_span_with_one_unit(least, most, text):
    least, most, text = (words.replace(" mm", f"{THIN_SPACE}mm") for words in (least, most, text))
    assert formatters.format_span(least, most) == text
