"""Small charts through the years: true to time and value, whatever the figures."""

import re
from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.drawings.year_charts import HEIGHT, PLOT_SHAPES, WIDTH, Datum, year_labels, year_plot, year_scale

DAYS = st.integers(date(1995, 1, 1).toordinal(), date(2035, 12, 31).toordinal())
DATA = st.builds(Datum, st.integers(0, 6), DAYS, st.floats(-40, 20_000), st.sampled_from(["5", "f/4.8", "12,345"]))
SEVERAL = st.lists(DATA, min_size=1, max_size=24)
NAMES = [f"Line {number}" for number in range(7)]


def drawn(data):
    return year_plot(data, year_scale([datum.day for datum in data]), names=NAMES)


def spots(data):
    return [(mark.x, mark.y) for mark in drawn(data).marks]


@settings(deadline=None)
@given(SEVERAL)
def test_points_keep_the_order_of_time_and_of_value(data):
    for (one, (x1, y1)), (other, (x2, y2)) in combinations(zip(data, spots(data), strict=True), 2):
        assert one.day == other.day or (x1 <= x2) == (one.day < other.day) or x1 == x2
        assert one.value == other.value or (y1 >= y2) == (one.value < other.value) or y1 == y2


@settings(deadline=None)
@given(SEVERAL)
def test_points_and_words_stay_inside_the_box(data):
    plotted = drawn(data)
    for mark in plotted.marks:
        assert 5 <= mark.x <= WIDTH - 5
        assert 5 <= mark.y <= HEIGHT - 40
    for label in plotted.labels:
        assert 3 * len(label.text) <= label.x <= WIDTH - 3 * len(label.text)
        assert 9 <= label.y <= HEIGHT - 25


@settings(deadline=None)
@given(SEVERAL)
def test_equal_differences_are_equally_far_apart(data):
    """A value half way between two others stands half way between them; so does a day."""
    low, high = min(data, key=lambda datum: datum.value), max(data, key=lambda datum: datum.value)
    first, last = min(datum.day for datum in data), max(datum.day for datum in data)
    middle = Datum(0, (first + last) / 2, (low.value + high.value) / 2, "5")
    ends = [Datum(0, first, low.value, "5"), Datum(0, last, high.value, "5")]
    (*_, (x1, y1), (x2, y2), (x, y)) = spots([*data, *ends, middle])
    assert abs(x - (x1 + x2) / 2) < 0.02
    assert abs(y - (y1 + y2) / 2) < 0.02


@settings(deadline=None)
@given(SEVERAL)
def test_every_value_is_written_and_every_line_named_once(data):
    labels = drawn(data).labels
    assert {label.text for label in labels if not label.names} == {datum.text for datum in data}
    named = sorted(label.text for label in labels if label.names)
    assert named == sorted({NAMES[datum.series] for datum in data})


def test_charts_of_one_page_have_the_same_years():
    time = year_scale([date(2020, 5, 1).toordinal(), date(2023, 2, 1).toordinal()])
    short = year_plot([Datum(0, date(2021, 7, 1).toordinal(), 3, "3")], time)
    long = year_plot(
        [Datum(0, date(2021, 7, 1).toordinal(), 9, "9"), Datum(0, date(2023, 2, 1).toordinal(), 1, "1")], time
    )
    assert short.marks[0].x == long.marks[0].x
    assert [label.text for label in year_labels(time)] == ["2020", "2021", "2022", "2023"]


def test_next_to_no_change_does_not_fill_the_chart():
    day = date(2020, 5, 1).toordinal()
    (_, one), (_, other) = spots([Datum(0, day, 200, "200"), Datum(0, day, 201, "201")])
    assert one - other < HEIGHT / 20


def test_words_move_out_of_one_anothers_way_where_there_is_room():
    day = date(2020, 5, 1).toordinal()
    places = [(label.x, label.y) for label in drawn([Datum(n, day + 9 * n, 5, f"{n}5,000") for n in range(3)]).labels]
    for (x1, y1), (x2, y2) in combinations(places, 2):
        assert abs(x1 - x2) > 20 or abs(y1 - y2) >= 10


def test_lines_have_marks_of_their_own():
    day = date(2020, 5, 1).toordinal()
    marks = drawn([Datum(series, day, 5, "5") for series in range(len(PLOT_SHAPES))]).marks
    assert len({re.sub(r"[\d.-]+", "", mark.path) + mark.path for mark in marks}) == len(PLOT_SHAPES)
