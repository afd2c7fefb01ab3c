"""Lines of phones: predecessor → successor through one phone, and beside them the lines of its twins."""

from dataclasses import dataclass
from itertools import chain, zip_longest

from catalog.models import Phone, Relation
from catalog.models.vocabulary import TWIN_KINDS, RelationKind

from .phone_selection import MOST_PHONES as MOST_COMPARED
from .phone_selection import comparison_path

MOST_PHONES_SHOWN = 24
"""Phones that one page shows, those nearest in the line first."""


@dataclass(frozen=True)
class LineRelations:
    """For each slug those that came before it, those that followed, and its twins, by alphabet."""

    older: dict[str, list[str]]
    newer: dict[str, list[str]]
    twins: dict[str, list[str]]


def line_relations():
    """The ``LineRelations`` of all phones that readers may see. One query."""
    seen = Phone.objects.published()
    relations = Relation.objects.filter(kind__in=(RelationKind.SUCCESSOR, *TWIN_KINDS), phone__in=seen, other__in=seen)
    return line_relations_of(
        relations.order_by("phone__slug", "other__slug").values_list("phone__slug", "kind", "other__slug")
    )


def line_relations_of(relations):
    """The ``LineRelations`` of (slug, kind, slug of the other) triples."""
    found = LineRelations({}, {}, {})
    for slug, kind, other in relations:
        if kind == RelationKind.SUCCESSOR:
            _add_once(found.older, slug, other)
            _add_once(found.newer, other, slug)
        else:
            _add_once(found.twins, slug, other)
            _add_once(found.twins, other, slug)
    return found


def _add_once(onward, here, there):
    others = onward.setdefault(here, [])
    if there not in others:
        others.append(there)


def nearest_first(starts, onward):
    """Every slug on the ways from ``starts``, these first, the nearest first, each once; circles do no harm."""
    found = dict.fromkeys(starts)
    waiting = list(found)
    for slug in waiting:
        new = [other for other in onward.get(slug, ()) if other not in found]
        found.update(dict.fromkeys(new))
        waiting.extend(new)
    return waiting


def line_through(slug, kin):
    """The slug, then those before and after it by turns, the nearest first. Other successors of those before it are
    left out: they lead elsewhere."""
    both_ways = zip_longest(nearest_first([slug], kin.older), nearest_first([slug], kin.newer))
    return list(dict.fromkeys(filter(None, chain.from_iterable(both_ways))))


def lines_around(slug, kin):
    """The line through ``slug``, then those of its twins, each a list of slugs that are in none before it."""
    own = line_through(slug, kin)
    lines, placed = [own], set(own)
    for twin in nearest_first(own, kin.twins)[len(own) :]:
        lines.append([other for other in line_through(twin, kin) if other not in placed])
        placed.update(lines[-1])
    return [line for line in lines if line]


def limited_lines(lines, most=MOST_PHONES_SHOWN):
    """``lines`` with ``most`` phones altogether, and how many that leaves out."""
    kept, room = [], most
    for line in lines:
        kept.append(line[:room])
        room -= len(kept[-1])
    return [line for line in kept if line], sum(map(len, lines)) - most + room


@dataclass(frozen=True)
class Family:
    """Lines as a grid: each phone has a lane (a column) and a row.

    A row is one generation: a phone with its twins. Rows go by date. A lane holds a line, or one branch of it;
    unconnected phones of one brand that are twins of one line may share a lane. ``steps`` are (predecessor, successor).
    """

    lanes: tuple[tuple[Phone, ...], ...]
    rows: tuple[tuple[Phone, ...], ...]
    steps: tuple[tuple[Phone, Phone], ...]
    lines: tuple[tuple[Phone, ...], ...]
    twins: dict[str, list[str]]
    left_out: int = 0

    @property
    def phones(self):
        """By generation, in the order of the lanes."""
        return [phone for row in self.rows for phone in row]

    def lane(self, phone):
        return next(number for number, lane in enumerate(self.lanes) if phone in lane)

    def row(self, phone):
        return next(number for number, row in enumerate(self.rows) if phone in row)

    def before(self, phone):
        """Its predecessors that are shown."""
        return [older for older, newer in self.steps if newer == phone]

    def twins_of(self, phone):
        slugs = self.twins.get(phone.slug, ())
        return [other for other in self.phones if other.slug in slugs]

    @property
    def labels(self):
        """A name for each lane: the brand, or the newest phone where several lanes have the brand."""
        brands = [lane[0].brand.name for lane in self.lanes]
        return [
            brand if brands.count(brand) == 1 else lane[-1].full_name
            for brand, lane in zip(brands, self.lanes, strict=True)
        ]

    @property
    def comparisons(self):
        """(words, path) of the comparisons that one may open: of each line, and of all of them together."""
        named = [(" → ".join(phone.name for phone in line), line) for line in self.lines]
        everything = [(f"all {len(self.phones)}", self.phones)] if len(self.lines) > 1 else []
        fitting = [(words, line) for words, line in named + everything if 2 <= len(line) <= MOST_COMPARED]
        return [(words, comparison_path(phone.slug for phone in line)) for words, line in fitting]


def line_family(phones, lines, kin, left_out=0):
    """The ``Family`` of ``lines`` (lists of slugs), of which ``phones`` are those that readers may see."""
    by_slug = {phone.slug: phone for phone in phones}
    shown = [sorted((by_slug[slug] for slug in line if slug in by_slug), key=_age_key) for line in lines]
    shown = [line for line in shown if line]
    generations = _generations(phones, kin)
    lanes = _lanes(shown, kin, {phone: number for number, row in enumerate(generations) for phone in row})
    order = {phone: number for number, lane in enumerate(lanes) for phone in lane}
    rows = tuple(tuple(sorted(row, key=order.get)) for row in generations)
    steps = tuple(
        (by_slug[slug], phone)
        for row in rows
        for phone in row
        for slug in kin.older.get(phone.slug, ())
        if slug in by_slug
    )
    return Family(tuple(map(tuple, lanes)), rows, steps, tuple(map(tuple, shown)), kin.twins, left_out)


def announcement_day(phone):
    """When it was announced, else when it was first sold."""
    return phone.announced or phone.released


def _age_key(phone):
    return announcement_day(phone).first_day, phone.slug


def _generations(phones, kin):
    """Each phone together with its twins, by the date of the first of them."""
    by_slug, rows = {phone.slug: phone for phone in phones}, {}
    for phone in sorted(phones, key=_age_key):
        group = [by_slug[slug] for slug in nearest_first([phone.slug], kin.twins) if slug in by_slug]
        rows.setdefault(frozenset(group), sorted(group, key=_age_key))
    return sorted(rows.values(), key=lambda row: _age_key(row[0]))


def _lanes(lines, kin, row_of):
    """The own line's lanes first, then those of its twins' lines from the oldest on."""
    own = _branches(lines[0], kin, row_of) if lines else []
    others = []
    for line in sorted(lines[1:], key=lambda line: row_of[line[0]]):
        shared = len(line) == 1 and _shared_lane(line[0], others, row_of)
        if shared:
            shared.append(line[0])
        else:
            others += _branches(line, kin, row_of)
    return own + others


def _branches(line, kin, row_of):
    lanes = []
    for phone in line:
        lane = _lane_for(phone, lanes, kin, row_of)
        if lane:
            lane.append(phone)
        else:
            lanes.append([phone])
    return lanes


def _lane_for(phone, lanes, kin, row_of):
    """The lane that ends in a predecessor of ``phone``, in a row above it."""
    older = kin.older.get(phone.slug, ())
    return next((lane for lane in lanes if lane[-1].slug in older and row_of[lane[-1]] < row_of[phone]), None)


def _shared_lane(phone, lanes, row_of):
    """A lane of the same brand with nothing from this row on."""
    brand, row = phone.brand_id, row_of[phone]
    return next((lane for lane in lanes if lane[-1].brand_id == brand and row_of[lane[-1]] < row), None)
