"""Dates known to the year, the quarter, the month or the day."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.quantities.partial_dates import DAY, MONTH, QUARTER, YEAR, PartialDate

quick = settings(derandomize=True, max_examples=150, deadline=None, database=None)

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2035, 12, 31))


def reduced(day, precision):
    """``day`` as it would be written if it were only known that precisely."""
    return {
        YEAR: f"{day:%Y}",
        QUARTER: f"{day:%Y}-Q{(day.month + 2) // 3}",
        MONTH: f"{day:%Y-%m}",
        DAY: f"{day:%Y-%m-%d}",
    }[precision]


def first_day(text):
    """The first day that the text may mean, reckoned by other means than PartialDate's own."""
    year, _, rest = text.partition("-")
    if rest.startswith("Q"):
        return date(int(year), 3 * int(rest[1]) - 2, 1)
    month, _, day = rest.partition("-")
    return date(int(year), int(month or 1), int(day or 1))


texts = st.builds(reduced, days, st.sampled_from([YEAR, QUARTER, MONTH, DAY]))


@quick
@given(texts)
def test_what_is_written_is_read_back_the_same(text):
    assert str(PartialDate.parse(text)) == text


@quick
@given(texts)
def test_the_stored_number_is_read_back_the_same(text):
    day = PartialDate.parse(text)
    assert PartialDate.from_number(day.number) == day


@quick
@given(st.lists(texts, min_size=2, max_size=12))
def test_dates_sort_by_the_day_they_may_begin_the_vaguer_first(some):
    by_calendar = sorted(some, key=lambda text: (first_day(text), PartialDate.parse(text).precision))
    assert [str(day) for day in sorted(map(PartialDate.parse, some))] == by_calendar
    assert [str(day) for day in sorted(map(PartialDate.parse, some), key=lambda day: day.number)] == by_calendar


def test_a_year_comes_before_its_quarters_months_and_days():
    in_order = ["2021-12-31", "2022", "2022-Q1", "2022-01", "2022-01-01", "2022-03-31", "2022-Q2", "2022-04", "2023"]
    assert [str(day) for day in sorted(map(PartialDate.parse, reversed(in_order)))] == in_order


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022", "2022"),
        ("2022-Q1", "1st quarter 2022"),
        ("2022-Q2", "2nd quarter 2022"),
        ("2022-Q3", "3rd quarter 2022"),
        ("2022-Q4", "4th quarter 2022"),
        ("2022-01", "January 2022"),
        ("2022-12", "December 2022"),
        ("2022-11-08", "8 November 2022"),
    ],
)
def test_words_say_no_more_than_is_known(text, words):
    assert PartialDate.parse(text).words == words


def test_no_month_and_no_day_is_made_up():
    assert (PartialDate.parse("2022").month, PartialDate.parse("2022").day) == (0, 0)
    assert (PartialDate.parse("2022-11").month, PartialDate.parse("2022-11").day) == (11, 0)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "22", "20222", "2022-1", "2022-00", "2022-13", "2022-11-00", "2022-02-29", "2022-02-31", "2022-Q0",
        "2022-Q5", "2022-q4", "2022/11", "11-2022", "2022-11-8", "2022-11-18T10:00", "0000", "-2022", "２０２２",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_what_to_write(text):
    with pytest.raises(ValueError, match="is not a date: write 2022, 2022-Q4, 2022-11 or 2022-11-18"):
        PartialDate.parse(text)


def test_a_leap_day_is_a_day_in_leap_years_only():
    assert str(PartialDate.parse("2024-02-29")) == "2024-02-29"
    with pytest.raises(ValueError, match="“2023-02-29”"):
        PartialDate.parse("2023-02-29")


def test_space_around_a_date_does_no_harm():
    assert PartialDate.parse(" 2022-11 ") == PartialDate.parse("2022-11")


@pytest.mark.parametrize(
    ("earlier", "later", "surely"),
    [
        ("2022-11-17", "2022-11-18", True),
        ("2022-11-18", "2022-11-18", False),
        ("2022-10", "2022-11-01", True),
        ("2022-11", "2022-11-18", False),
        ("2022-Q3", "2022-10", True),
        ("2022-Q4", "2022-11", False),
        ("2021", "2022", True),
        ("2022", "2022-12-31", False),
    ],
)
def test_a_vague_date_is_before_another_only_when_all_of_it_is(earlier, later, surely):
    assert PartialDate.parse(earlier).ends_before(PartialDate.parse(later)) is surely
