"""Lines of phones: predecessor → successor through one phone, and beside them the lines of its twins."""

from collections import Counter
from dataclasses import dataclass
from itertools import chain, zip_longest
from operator import attrgetter

from catalog.languages.active_language import gettext
from catalog.models import Phone
from catalog.models.part_visibility import names_published_phone
from catalog.models.relation_graph import connected_relations
from catalog.models.vocabulary import RelationKind

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


def line_relations(slug):
    """The ``LineRelations`` of the phones that readers may see, as far as they lead to the one of that slug. One query,
    whose cost is that of these phones, however many others there are."""
    both_seen = names_published_phone("phone"), names_published_phone("other")
    relations = connected_relations(slug).filter(*both_seen).order_by("phone__slug", "other__slug")
    return line_relations_of(relations.values_list("phone__slug", "kind", "other__slug"))


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
        for other in onward.get(slug, ()):
            if other not in found:
                found[other] = None
                waiting.append(other)
    return waiting


def line_through(slug, kin):
    """The slug, then those before and after it by turns, the nearest first. Other successors of those before it are
    left out: they lead elsewhere."""
    older = nearest_first([slug], kin.older)
    newer = nearest_first([slug], kin.newer)
    by_turns = chain.from_iterable(zip_longest(older, newer))
    return list(dict.fromkeys(filter(None, by_turns)))


def lines_around(slug, kin):
    """The line through ``slug``, then those of its twins, each a list of slugs that are in none before it."""
    own = line_through(slug, kin)
    lines = [own]
    placed = set(own)
    twins = nearest_first(own, kin.twins)[len(own) :]
    for twin in twins:
        line = [other for other in line_through(twin, kin) if other not in placed]
        if line:
            lines.append(line)
            placed.update(line)
    return lines


def limited_lines(lines, most=MOST_PHONES_SHOWN):
    """``lines`` with ``most`` phones altogether, and how many that leaves out."""
    shown = []
    room = most
    left_out = 0
    for line in lines:
        part = line[:room]
        room -= len(part)
        left_out += len(line) - len(part)
        if part:
            shown.append(part)
    return shown, left_out


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
        return list(chain.from_iterable(self.rows))

    def lane(self, phone):
        return _number_of_group(self.lanes, phone)

    def row(self, phone):
        return _number_of_group(self.rows, phone)

    def before(self, phone):
        """Its predecessors that are shown."""
        return [older for older, newer in self.steps if newer == phone]

    def twins_of(self, phone):
        slugs = self.twins.get(phone.slug, ())
        return [other for other in self.phones if other.slug in slugs]

    @property
    def labels(self):
        """A name for each lane: the brand, or the newest phone where several lanes have the brand."""
        brands = Counter(lane[0].brand.name for lane in self.lanes)
        labels = []
        for lane in self.lanes:
            brand = lane[0].brand.name
            labels.append(brand if brands[brand] == 1 else lane[-1].full_name)
        return labels

    @property
    def comparisons(self):
        """(words, path) of the comparisons that one may open: of each line, and of all of them together."""
        named = []
        for line in self.lines:
            names = " → ".join(map(attrgetter("name"), line))
            named.append((names, line))
        if len(self.lines) > 1:
            named.append((gettext("all {number}").format(number=len(self.phones)), self.phones))
        return [(words, _path_of_phones(phones)) for words, phones in named if _fits_comparison(phones)]


def line_family(phones, lines, kin, left_out=0):
    """The ``Family`` of ``lines`` (lists of slugs), of which ``phones`` are those that readers may see."""
    by_slug = {phone.slug: phone for phone in phones}
    shown = _lines_of_phones(lines, by_slug)
    generations = _generations(phones, kin)
    lanes = _lanes(shown, kin, _group_numbers(generations))
    lane_of = _group_numbers(lanes)
    rows = tuple(tuple(sorted(row, key=lane_of.get)) for row in generations)
    return Family(
        lanes=tuple(map(tuple, lanes)),
        rows=rows,
        steps=tuple(_steps(rows, kin, by_slug)),
        lines=tuple(map(tuple, shown)),
        twins=kin.twins,
        left_out=left_out,
    )


def _number_of_group(groups, phone):
    return next(number for number, group in enumerate(groups) if phone in group)


def _group_numbers(groups):
    """Phone → the number of its group."""
    numbers = {}
    for number, group in enumerate(groups):
        numbers |= dict.fromkeys(group, number)
    return numbers


def _lines_of_phones(lines, by_slug):
    """``lines`` with phones for slugs, the oldest first; without phones that are not shown and lines that have none."""
    found = []
    for line in lines:
        phones = _known_phones(line, by_slug)
        if phones:
            found.append(sorted(phones, key=_age_key))
    return found


def _known_phones(slugs, by_slug):
    return [by_slug[slug] for slug in slugs if slug in by_slug]


def _steps(rows, kin, by_slug):
    """(predecessor, successor) by the rows of the successors."""
    for phone in chain.from_iterable(rows):
        for older in _known_phones(kin.older.get(phone.slug, ()), by_slug):
            yield older, phone


def announcement_day(phone):
    """When it was announced, else when it was first sold."""
    return phone.announced or phone.released


def _age_key(phone):
    return announcement_day(phone).first_day, phone.slug


def _generations(phones, kin):
    """Each phone together with its twins, by the date of the first of them."""
    by_slug = {phone.slug: phone for phone in phones}
    rows = {}
    for phone in sorted(phones, key=_age_key):
        twins = _known_phones(nearest_first([phone.slug], kin.twins), by_slug)
        rows.setdefault(frozenset(twins), sorted(twins, key=_age_key))
    return sorted(rows.values(), key=lambda row: _age_key(row[0]))


def _lanes(lines, kin, row_of):
    """The own line's lanes first, then those of its twins' lines from the oldest on."""
    if not lines:
        return []
    own, *others = lines
    lanes = []
    for line in sorted(others, key=lambda line: row_of[line[0]]):
        shared = _shared_lane(line, lanes, row_of)
        if shared:
            shared.append(line[0])
        else:
            lanes += _branches(line, kin, row_of)
    return _branches(own, kin, row_of) + lanes


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
    for lane in lanes:
        last = lane[-1]
        if last.slug in older and row_of[last] < row_of[phone]:
            return lane
    return None


def _shared_lane(line, lanes, row_of):
    """For a line of one phone: a lane of the same brand with nothing from its row on."""
    if len(line) > 1:
        return None
    (phone,) = line
    for lane in lanes:
        last = lane[-1]
        if last.brand_id == phone.brand_id and row_of[last] < row_of[phone]:
            return lane
    return None


def _path_of_phones(phones):
    return comparison_path(map(attrgetter("slug"), phones))


def _fits_comparison(phones):
    return 2 <= len(phones) <= MOST_COMPARED
