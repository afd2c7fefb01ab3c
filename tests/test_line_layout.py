"""Lines as a grid: whatever the relations, each phone has a place of its own and each step an arrow."""

from dataclasses import dataclass
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.comparison.product_lines import (
    MOST_PHONES_SHOWN,
    limited_lines,
    line_family,
    line_relations_of,
    lines_around,
    nearest_first,
)
from catalog.drawings.line_drawing import line_drawing
from catalog.quantities.partial_dates import PartialDate

SLUGS = [f"phone-{number}" for number in range(12)]
KINDS = ("successor_of", "rebadge_of", "regional_version_of")


@dataclass(frozen=True)
class Maker:
    name: str


@dataclass(frozen=True)
class Handset:
    """As much of a phone as has to do with its place."""

    slug: str
    year: int
    brand_id: int

    released = None

    @property
    def announced(self):
        return PartialDate(self.year)

    @property
    def brand(self):
        return Maker(f"Brand {self.brand_id}")

    @property
    def name(self):
        return self.slug

    full_name = name


RELATIONS = st.lists(st.tuples(st.sampled_from(SLUGS), st.sampled_from(KINDS), st.sampled_from(SLUGS)), max_size=30)
PHONES = st.lists(st.tuples(st.integers(2000, 2010), st.integers(1, 3)), min_size=len(SLUGS), max_size=len(SLUGS))


def grid(relations, facts):
    kin = line_relations_of((one, kind, other) for one, kind, other in relations if one != other)
    lines, left_out = limited_lines(lines_around(SLUGS[0], kin))
    handsets = [Handset(slug, *those) for slug, those in zip(SLUGS, facts, strict=True)]
    shown = [phone for phone in handsets if any(phone.slug in line for line in lines)]
    return kin, line_family(shown, lines, kin, left_out)


@settings(deadline=None)
@given(RELATIONS, PHONES)
def test_every_phone_has_a_place_of_its_own(relations, facts):
    _, made = grid(relations, facts)
    assert len(set(made.phones)) == len(made.phones)
    places = {(made.lane(phone), made.row(phone)) for phone in made.phones}
    assert len(places) == len(made.phones) == sum(map(len, made.lanes))


@settings(deadline=None)
@given(RELATIONS, PHONES)
def test_a_row_is_a_phone_with_its_twins_and_rows_go_by_date(relations, facts):
    kin, made = grid(relations, facts)
    for row in made.rows:
        assert {phone.slug for phone in row} <= set(nearest_first([row[0].slug], kin.twins))
    years = [min(phone.year for phone in row) for row in made.rows]
    assert years == sorted(years)


@settings(deadline=None)
@given(RELATIONS, PHONES)
def test_all_before_and_after_the_phone_and_the_twins_of_these_are_there(relations, facts):
    """Found again by going on and on until nothing new is met."""
    _, made = grid(relations, facts)
    older = {(one, other) for one, kind, other in relations if kind == "successor_of" and one != other}
    twins = {(one, other) for one, kind, other in relations if kind != "successor_of"}
    twins |= {(other, one) for one, other in twins}
    line = spread({SLUGS[0]}, older) | spread({SLUGS[0]}, {(other, one) for one, other in older})
    others = spread(line, twins) - line
    beside = [spread({twin}, older) | spread({twin}, {(other, one) for one, other in older}) for twin in others]
    assert {phone.slug for phone in made.phones} == line.union(*beside)
    assert len(made.steps) == len(
        {(one, other) for one, other in older if {one, other} <= {phone.slug for phone in made.phones}}
    )


def spread(found, pairs):
    while new := {other for one, other in pairs if one in found} - found:
        found = found | new
    return found


@settings(deadline=None)
@given(RELATIONS, PHONES)
def test_boxes_never_overlap_and_every_step_has_an_arrow(relations, facts):
    _, made = grid(relations, facts)
    own = next(phone for phone in made.phones if phone.slug == SLUGS[0])
    drawing = line_drawing(made, {step: ["main camera: 24 mm → 23 mm"] for step in made.steps}, own)
    for note in drawing.notes:
        assert not [box for box in drawing.boxes if box.x < note.x < box.right and box.y - 2 < note.y < box.bottom + 10]
    for one, other in combinations(drawing.boxes, 2):
        beside = one.right < other.x or other.right < one.x
        assert beside or one.bottom < other.y or other.bottom < one.y
    assert len(drawing.arrows) == len(made.steps)
    assert all(0 <= box.x <= box.right <= drawing.width and box.bottom <= drawing.height for box in drawing.boxes)
    assert [box.phone for box in drawing.boxes if box.is_own] == [own]


def test_what_is_left_out_is_counted():
    lines = [list(range(20)), list(range(20, 27))]
    kept, left_out = limited_lines(lines)
    assert (sum(map(len, kept)), left_out) == (MOST_PHONES_SHOWN, 3)
    assert limited_lines([[1, 2], [3]]) == ([[1, 2], [3]], 0)
