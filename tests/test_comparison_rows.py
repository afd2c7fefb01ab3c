"""What a comparison says of each row: whether it differs, which value is best, how far each is from a baseline."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.comparison.comparison_query import RowFilter, parse_comparison_query
from catalog.comparison.judging import best_columns, cell_difference
from catalog.facts.cells import Cell, FactRow, RowKind, State
from catalog.models import Camera
from catalog.quantities.optics import ESTIMATED_AREA_ERROR
from catalog.sheet.registry import SPECS
from catalog.sheet.spec import COMPUTED, ESTIMATED, STATED

from .factories import make_phone, make_sensor
from .reading import data, page, row, words

pytestmark = pytest.mark.django_db


def path_of(*names):
    return f"/compare/{'-vs-'.join(f'acme-{name}' for name in names)}"


def compare(client, *names, query=""):
    """With all rows, unless others are asked for."""
    if "rows=" not in query:
        query = f"{query or '?'}&rows=all".replace("?&", "?")
    return page(client, f"{path_of(*names)}/{query}")


def kinds(client, *names):
    """Key of a row → its kind."""
    table = data(client, f"{path_of(*names)}.json")["table"]
    return {row["key"]: row["kind"] for row in table["rows"]}


def shown(html, anchor):
    return words(f"<main>{row(html, anchor)}")


# Three kinds of rows


def test_rows_of_which_one_side_is_not_known_are_a_kind_of_their_own(client):
    make_phone("One", weight_g=150, depth_mm=8, height_mm=150)
    make_phone("Two", weight_g=250, height_mm=150)
    found = kinds(client, "one", "two")
    assert (found["weight_g"], found["depth_mm"], found["height_mm"]) == ("differs", "open", "same")
    html = compare(client, "one", "two")
    said = {key: "alike" in shown(html, f"body-{key}") for key in ("weight_g", "depth_mm", "height_mm")}
    assert said == {"weight_g": False, "depth_mm": False, "height_mm": True}
    assert "Known of some only 1" in words(html)


def test_a_difference_between_two_phones_stands_whatever_a_third_does_not_tell(client):
    make_phone("One", weight_g=150)
    make_phone("Two", weight_g=250)
    make_phone("Three")
    assert kinds(client, "one", "three", "two")["weight_g"] == "differs"


def test_dates_that_may_be_the_same_day_are_not_known_to_differ(client):
    make_phone("One", announced="2023-10")
    make_phone("Two", announced="2023-10-26")
    make_phone("Three", announced="2023-11")
    assert kinds(client, "one", "two")["announced"] == "open"
    assert "may be alike" in shown(compare(client, "one", "two"), "launch-announced")
    assert kinds(client, "one", "three")["announced"] == "differs"


def test_that_something_does_not_apply_differs_from_a_value_but_not_from_none(client):
    make_phone("Bar", form_factor="bar")
    make_phone("Fold", form_factor="fold_book", folded_height_mm=158)
    assert kinds(client, "bar", "fold")["folded_height_mm"] == "differs"


def test_only_differences_hides_the_equal_rows_and_lists_the_open_ones_apart(client):
    make_phone("One", weight_g=150, depth_mm=8, height_mm=150)
    make_phone("Two", weight_g=250, height_mm=150)
    html = compare(client, "one", "two", query="?rows=differences")
    table, _, apart = html.partition('id="apart"')
    assert 'id="body-weight_g"' in table
    assert 'id="body-height_mm"' not in html
    assert 'id="body-depth_mm"' in apart
    assert 'id="body-depth_mm"' not in table
    assert "3 rows that are alike are hidden." in words(html)  # height, announced, brand


@pytest.mark.parametrize(
    ("rows", "anchors"), [("open", {"body-depth_mm"}), ("same", {"body-height_mm", "launch-announced", "launch-brand"})]
)
def test_each_kind_of_row_can_be_shown_alone(client, rows, anchors):
    make_phone("One", weight_g=150, depth_mm=8, height_mm=150)
    make_phone("Two", weight_g=250, height_mm=150)
    html = compare(client, "one", "two", query=f"?rows={rows}")
    everything = {"body-weight_g", "body-depth_mm", "body-height_mm", "launch-announced", "launch-brand"}
    assert {anchor for anchor in everything if f'id="{anchor}"' in html} == anchors


# The best value


CELLS = st.builds(
    Cell,
    st.sampled_from(State),
    st.sampled_from(["5 g", "6 g", "Yes"]),
    variations=st.sampled_from([(), ("7 g (steel)",), ("7 g (steel)", "8 g (gold)"), ("8 g (gold)", "7 g (steel)")]),
)


@given(st.lists(CELLS, min_size=1, max_size=6))
def test_the_kind_of_a_row_is_what_a_slow_look_at_all_pairs_finds(cells):
    answered = [one for one in cells if one.is_known or one.state == State.NOT_APPLICABLE]
    kind = RowKind.SAME if len(answered) == len(cells) else RowKind.OPEN
    if any(one.answer != other.answer for one, other in combinations(answered, 2)):
        kind = RowKind.DIFFERS
    if any(set(one.variations) != set(other.variations) for one, other in combinations(answered, 2)):
        kind = RowKind.DIFFERS
    assert FactRow(SPECS["weight_g"], tuple(cells)).kind == kind


def cell(value=None, how=STATED, **facts):
    return Cell(State.NOT_KNOWN if value is None else State.KNOWN, str(value), value, how, **facts)


def best(key, *cells):
    return sorted(best_columns(FactRow(SPECS[key], cells)))


def test_the_best_value_is_marked_where_a_direction_is_agreed(client):
    make_phone("One", weight_g=150, height_mm=140)
    make_phone("Two", weight_g=250, height_mm=170)
    html = compare(client, "one", "two")
    assert "150 g" in shown(html, "body-weight_g").partition(" best")[0]
    assert shown(html, "body-weight_g").count("best") == 1
    assert "best" not in shown(html, "body-height_mm")


def test_ties_share_the_best_and_nobody_has_it_where_all_are_alike():
    assert best("weight_g", cell(150), cell(200), cell(150)) == [0, 2]
    assert best("weight_g", cell(150), cell(150)) == []
    assert best("weight_g", cell(150), cell()) == []


def test_values_that_are_printed_alike_are_one():
    first, second = replace(cell(150.001), text="150 g"), replace(cell(150.002), text="150 g")
    assert best("weight_g", first, second, cell(200)) == [0, 1]
    assert best("weight_g", first, second) == []


def test_a_figure_that_means_something_else_over_another_sensor_is_never_best():
    assert best("f_number", cell(1.6), cell(1.9)) == []
    assert best("pixel_pitch_um", cell(2.4), cell(1.2)) == []
    assert best("equivalent_f_number", cell(5.2), cell(7.4)) == [0]


def test_values_that_are_not_sure_are_never_best():
    assert best("sensor_width_mm", cell(12, ESTIMATED), cell(5), cell(6, COMPUTED)) == [2]
    assert best("sensor_area_mm2", cell(2000, unusual=True), cell(50), cell(60)) == [2]
    assert best("weight_g", cell(100, ESTIMATED), cell(150)) == []


def test_an_estimate_is_best_where_the_gap_is_larger_than_the_errors_of_both():
    assert best("sensor_area_mm2", cell(120, ESTIMATED), cell(50), cell(60, COMPUTED)) == [0]
    assert best("sensor_area_mm2", cell(100, ESTIMATED), cell(85)) == [], "it may be as little as 84"
    assert best("sensor_area_mm2", cell(100, ESTIMATED), cell(83)) == [0]
    assert best("sensor_area_mm2", cell(100, ESTIMATED), cell(75, ESTIMATED)) == [], "87 is possible for 75"
    assert best("equivalent_f_number", cell(5, ESTIMATED), cell(5.5)) == [0], "5.4 is possible for 5"
    assert best("equivalent_f_number", cell(5, ESTIMATED), cell(5.3), cell(9)) == []
    assert best("equivalent_f_number", cell(5, ESTIMATED), cell(5, ESTIMATED), cell(9)) == [0, 1], "ties share it"


def test_what_is_best_by_estimates_is_about_best(client):
    large = {"sensor_type": "1/1.0", "f_number": 2}
    small = {"sensor": make_sensor("Small", width_mm=6.4, height_mm=4.8), "f_number": 2}
    make_phone("Large", cameras=[large])
    make_phone("Small", cameras=[small])
    make_phone("Smaller", cameras=[{"sensor": make_sensor("Bead", width_mm=5.6, height_mm=4.2), "f_number": 2}])
    for key in ("sensor-sensor_area_mm2", "lens-equivalent_f_number"):
        cells = row(compare(client, "large", "small", "smaller"), f"camera-1-{key}").split("<td>")[1:]
        assert ["about best" in part for part in cells] == [True, False, False]
        sure = row(compare(client, "small", "smaller"), f"camera-1-{key}")
        assert ">best</span>" in sure
        assert "about" not in sure
    path = "/compare/acme-large-vs-acme-small/"
    data = client.get(path.removesuffix("/") + ".json").json()["table"]["rows"]
    area = next(one for one in data if one["key"] == "sensor_area_mm2")
    assert (area["best"], area["best_estimated"]) == (["acme-large"], True)
    assert "(estimated, about best)" in client.get(path.removesuffix("/") + ".txt").text


def test_no_estimate_of_the_shipped_catalogue_is_further_off_than_is_said(shipped):
    """Where the size of a sensor is stated or computed, each estimate of it is held against that."""
    spreads = []
    for camera in Camera.objects.select_related("sensor"):
        sizes = list(filter(None, camera.sensor_sizes().values()))
        for known, other in combinations(sizes, 2):
            if other.how == ESTIMATED and known.how != ESTIMATED:
                spreads.append(abs(other.area_mm2 / known.area_mm2 - 1))
    assert len(spreads) > 150
    assert 0.15 < max(spreads) <= ESTIMATED_AREA_ERROR


def test_what_is_printed_alike_in_the_readers_units_shares_the_best(client):
    make_phone("One", weight_g=150)
    make_phone("Two", weight_g=150.1)
    make_phone("Three", weight_g=200)
    metric = row(compare(client, "one", "two", "three"), "body-weight_g")
    assert metric.count(">best</span>") == 1
    imperial = row(compare(client, "one", "two", "three", query="?units=imperial"), "body-weight_g")
    assert imperial.count("5.29") == imperial.count(">best</span>") == 2


def test_a_disputed_value_is_never_best(client):
    claims = [{"key": "weight_g", "value": 140, "accepted": True}, {"key": "weight_g", "value": 190, "source": "b"}]
    make_phone("One", weight_g=140, claims=claims)
    make_phone("Two", weight_g=150)
    make_phone("Three", weight_g=160)
    weights = shown(compare(client, "one", "two", "three"), "body-weight_g")
    assert "150 g best" in weights.replace("(no source yet)", "").replace("  ", " ")
    assert weights.count("best") == 1


def test_an_impossibly_large_sensor_is_called_unusual_and_not_best(client):
    for name, (width, height) in {"Wild": (25.4, 19), "Large": (13.1, 9.8), "Small": (8.8, 6.6)}.items():
        make_phone(name, cameras=[{"sensor": make_sensor(name, width_mm=width, height_mm=height)}])
    html = compare(client, "wild", "large", "small")
    area = row(html, "camera-1-sensor-sensor_area_mm2").split("<td>")[1:]
    assert ["unusual" in part for part in area] == [True, False, False]
    assert ["mark--best" in part for part in area] == [False, True, False]


def test_of_dates_the_best_is_one_that_is_later_however_vaguely_the_others_are_known():
    assert best("supported_until", cell("2029-11"), cell("2027")) == [0]
    assert best("supported_until", cell("2029-11"), cell("2029")) == []


NUMBERS = st.lists(st.tuples(st.none() | st.integers(1, 5), st.sampled_from([STATED, COMPUTED, ESTIMATED])), max_size=6)


@given(NUMBERS, st.sampled_from(["weight_g", "sensor_area_mm2", "equivalent_f_number"]))
def test_the_best_is_what_a_slow_look_at_all_pairs_finds(values, key):
    """A value is best if it is no worse than any other, whatever the estimates among them turn out to be."""
    error = {"weight_g": None, "sensor_area_mm2": 0.16, "equivalent_f_number": 0.08}[key]
    competing = {}
    for number, (value, how) in enumerate(values):
        if value and how != ESTIMATED:
            competing[number] = (value, value, value)
        elif value and error:
            competing[number] = (value, value * (1 - error), value * (1 + error))
    certain = {value for value, low, high in competing.values() if low == high}
    for number, (value, _, _) in competing.items():
        if value in certain:  # printed alike: known as well as the best known
            competing[number] = (value, value, value)
    expected = [number for number, one in competing.items() if is_never_worse(one, competing.values(), key)]
    if len({value for value, _, _ in competing.values()}) < 2:
        expected = []
    assert best(key, *(cell(value, how) for value, how in values)) == expected


def is_never_worse(one, others, key):
    value, low, high = one
    if SPECS[key].better is min:
        return all(high <= other_low for other, other_low, _ in others if other != value)
    return all(low >= other_high for other, _, other_high in others if other != value)


# Against a baseline


def test_each_number_shows_how_far_it_is_from_the_baseline(client):
    sensor = make_sensor("Eye", width_mm=13.2, height_mm=8.8)
    small = make_sensor("Bead", width_mm=6.6, height_mm=4.4)
    make_phone("One", weight_g=150, cameras=[{"sensor": sensor, "f_number": 2}])
    make_phone("Two", weight_g=168, cameras=[{"sensor": small, "f_number": 2}])
    html = compare(client, "one", "two", query="?baseline=acme-one")
    assert "+18 g" in shown(html, "body-weight_g")
    assert "−2 stops" in shown(html, "camera-1-lens-equivalent_f_number")
    assert "the same" in shown(html, "camera-1-lens-f_number")
    assert "+18 g" not in compare(client, "one", "two")


def test_a_difference_from_an_estimate_is_about_so_much():
    weight = SPECS["equivalent_f_number"]
    assert cell_difference(weight, cell(4.0), cell(8.0, ESTIMATED)).startswith("about +2")
    assert cell_difference(weight, cell(4.0), cell()) == ""


@given(st.integers(1, 1000), st.integers(1, 1000))
def test_differences_are_opposite_seen_from_the_other_side(one, other):
    there, back = (cell_difference(SPECS["weight_g"], cell(a), cell(b)) for a, b in ((one, other), (other, one)))
    assert there.translate(str.maketrans("+−", "−+")) == back


# The address is the whole state


@pytest.mark.parametrize(
    ("query", "words_of_fault"),
    [
        ("rows=none", "There are no rows called “none”"),
        ("units=furlongs", "There are no units called “furlongs”"),
        ("baseline=acme-nine", "“acme-nine” is not one of the phones compared here"),
        ("pair=acme-one", "“acme-one” is not a pair of the phones compared here"),
        ("bodies=%3Cb%3E", "“&lt;b&gt;” is not a way to draw bodies"),
        ("open=body.B", "“body.B” is no list of groups of rows"),
        ("open=boddy", "There is no group of rows called “boddy” here."),
    ],
)
def test_a_bad_part_of_the_address_is_named_and_the_rest_is_kept(client, query, words_of_fault):
    make_phone("One", weight_g=150)
    make_phone("Two", weight_g=168)
    html = compare(client, "one", "two", query=f"?{query}&" + ("baseline=acme-one" if "baseline" not in query else ""))
    assert words_of_fault in html
    assert ("+18 g" in html) == ("baseline=acme-nine" not in query)


def test_imperial_units_are_asked_for_and_kept_by_every_link(client):
    make_phone("One", weight_g=150, height_mm=150)
    make_phone("Two", weight_g=168, height_mm=160)
    html = compare(client, "one", "two", query="?units=imperial&baseline=acme-one&rows=key")
    assert "5.29 oz" in shown(html, "key-facts-weight_g")
    assert "+0.63 oz" in shown(html, "key-facts-weight_g")
    head, _, body = html.partition("</head>")
    assert "150 g" not in body
    assert '<link rel="canonical" href="http://localhost:8000/compare/acme-one-vs-acme-two/">' in head
    assert 'href="/compare/acme-two-vs-acme-one/?baseline=acme-one&amp;units=imperial"' in html
    assert 'href="?baseline=acme-one&amp;rows=differences&amp;units=imperial"' in html


def test_in_imperial_units_lenses_and_sensors_stay_metric(client):
    for name, weight_g, focal_length in (("One", 150, 24), ("Two", 168, 35)):
        camera = {"focal_length_eq_mm": focal_length, "pixel_pitch_um": 1.2, "close_focus_cm": 10}
        make_phone(name, weight_g=weight_g, height_mm=150, cameras=[camera])
    html = compare(client, "one", "two", query="?units=imperial&baseline=acme-one")
    assert "5.29 oz" in words(html)
    assert "5.91 in" in words(html)
    assert "24 mm" in shown(html, "camera-1-lens-focal_length_eq_mm")
    assert "+11 mm" in shown(html, "camera-1-lens-focal_length_eq_mm")
    assert "10 cm" in shown(html, "camera-1-lens-close_focus_cm")


def test_phones_can_be_moved_removed_and_measured_against(client):
    for name in ("One", "Two", "Three"):
        make_phone(name)
    html = compare(client, "one", "two", "three", query="?baseline=acme-two&rows=key")
    for path in ("two-vs-acme-one-vs-acme-three", "one-vs-acme-three-vs-acme-two"):
        assert f'href="/compare/acme-{path}/?baseline=acme-two"' in html
    assert 'href="/compare/acme-one-vs-acme-three/"' in html  # without the baseline
    assert 'href="?baseline=acme-three"' in html


def test_what_is_asked_reads_back_from_its_own_address():
    query = {
        "baseline": "b",
        "rows": "open",
        "units": "imperial",
        "pair": "a-vs-c",
        "at": "50",
        "bodies": "overlay",
    } | {"open": "body.camera-1"}
    state = parse_comparison_query(query, ("a", "b", "c"))
    assert dict(state.pairs()) == query
    assert not state.faults
    assert state.shown_pair == ("a", "c")


PARAMETERS = ["baseline", "rows", "units", "pair", "at", "bodies", "country", "open"]


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text()))
def test_any_text_in_the_address_gives_a_state_that_reads_back(query):
    state = parse_comparison_query(query, ("a", "b"))
    again = parse_comparison_query(dict(state.pairs()), ("a", "b"))
    assert again == state
    assert not again.faults
    assert state.rows in RowFilter


# The same as data and as text


def test_the_table_as_data_has_kind_best_and_difference_of_each_row(client):
    make_phone("One", weight_g=150)
    make_phone("Two", weight_g=168)
    table = data(client, "/compare/acme-one-vs-acme-two.json?baseline=acme-one&rows=differences")["table"]
    assert table["baseline"] == "acme-one"
    assert [one["key"] for one in table["rows"]] == ["weight_g"]
    (weight,) = table["rows"]
    assert (weight["kind"], weight["best"], weight["unit"]) == ("differs", ["acme-one"], "g")
    assert [one["value"] for one in weight["cells"]] == [150, 168]
    assert weight["cells"][1]["difference"].startswith("+18")


def test_the_table_can_be_copied_as_markdown_and_as_text(client):
    make_phone("One", weight_g=150, colours=["Black|White"])
    make_phone("Two", weight_g=168)
    markdown = client.get("/compare/acme-one-vs-acme-two.md").content.decode()
    assert "|  | Acme One | Acme Two |" in markdown
    assert "| ≠ Weight | 150 g (best) | 168 g |" in markdown
    assert "Black\\|White" in markdown
    assert "http://localhost:8000/compare/acme-one-vs-acme-two/" in markdown
    text = client.get("/compare/acme-one-vs-acme-two.txt?rows=differences").content.decode()
    assert "≠ Weight: 150 g (best) / 168 g" in text
    assert "Colours" not in text
