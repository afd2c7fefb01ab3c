"""Two contents of one record told apart: value by value, and rows by what they are, not by where they stand.

A phone that loses its first camera loses that camera; the others have not changed.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import partial

from catalog.records.shapes import RECORD_SHAPES, Shape

ROW_IDENTITY = {
    "old_slugs": ("slug",),
    "aliases": ("name",),
    "displays": ("display_role",),
    "phone_chipsets": ("chipset",),
    "memory_versions": ("ram_gb", "storage_gb"),
    "launch_prices": ("price_currency", "country", "ram_gb", "storage_gb", "applies_to"),
    "usb_ports": ("edge",),
    "cameras": ("facing", "role"),
    "model_codes": ("code",),
    "markets": ("country", "carrier"),
    "relations": ("kind", "other"),
    "variations": ("key", "applies_to"),
    "software_observations": ("os_version", "seen_on"),
    "extra_rows": ("group", "label"),
    "claims": ("key", "row", "source"),
    "phones": ("phone",),
    "sources": ("source",),
}
"""By which columns a row of each list is taken for the same row. Several may have them in common: two telephotos."""


@dataclass(frozen=True)
class RowPair:
    """One row of a list before and after; ``old`` or ``new`` is None where there was or is none. ``number`` tells it
    from its likes: the 2nd telephoto."""

    list: str
    shape: Shape
    old: dict | None
    new: dict | None
    number: int = 1

    @property
    def row(self):
        if self.new is None:
            return self.old
        return self.new

    @property
    def stays(self):
        """Whether the row was in the list before and is in it after."""
        return self.old is not None and self.new is not None


@dataclass(frozen=True)
class Change:
    """One value that differs. ``within`` are the rows that hold it, the outermost first. Without a ``key`` the whole
    row came or went; ``order`` says that the rows of the list ``key`` stand in another order."""

    shape: Shape
    key: str | None
    old: object
    new: object
    within: tuple[RowPair, ...] = ()
    order: bool = False

    @property
    def lists(self):
        """The lists that lead to it: (“cameras”, “claims”)."""
        return tuple(pair.list for pair in self.within)


def diff_contents(kind, old, new):
    """Every change from one content to another, in the order of the record. None stands for no record."""
    return _diff_row(RECORD_SHAPES[kind], old or {}, new or {}, ())


def _diff_row(shape, old, new, within, places=None):
    changes = []
    for key in shape.columns:
        if value_differs(key, old, new, places):
            changes.append(Change(shape, key, old.get(key), new.get(key), within))
    for name, inner in shape.lists:
        changes += _diff_list(name, inner, old.get(name) or [], new.get(name) or [], within)
    return changes


def value_differs(key, old, new, places=None):
    """Whether a row says something else now. A camera that shares its sensor names the other by its place: that is the
    same camera where it stands now."""
    if key != "shares_sensor_with" or places is None:
        return old.get(key) != new.get(key)
    return places.get(old.get(key)) != new.get(key)


def _diff_list(name, shape, old, new, within):
    pairs = pair_rows(name, shape, old, new)
    places = row_places(pairs, old, new)
    changes = []
    for pair in pairs:
        here = (*within, pair)
        if pair.stays:
            changes += _diff_row(shape, pair.old, pair.new, here, places)
        else:
            changes.append(Change(shape, None, pair.old, pair.new, here))
    if shape.has_order and is_reordered(places):
        changes.append(Change(shape, name, old, new, within, order=True))
    return changes


def row_places(pairs, old, new):
    """Where each row that stayed stood → where it stands, from 1."""
    old_places = _places_by_id(old)
    new_places = _places_by_id(new)
    return {old_places[id(pair.old)]: new_places[id(pair.new)] for pair in pairs if pair.stays}


def _places_by_id(rows):
    return {id(row): place for place, row in enumerate(rows, 1)}


def is_reordered(places):
    now = [places[place] for place in sorted(places)]
    return now != sorted(now)


def pair_rows(name, shape, old, new):
    """Each row of ``old`` with the row of ``new`` that it became, in the order of ``new``; rows that went stand last.

    Rows that say the same belong together first, then those of the same identity, the likest first; a row of many
    values that kept most of them is the same row under another identity.
    """
    matcher = _RowMatcher(old, new)
    matcher.match_equal_rows()
    matcher.match_similar_rows(partial(_identity_similarity, keys=ROW_IDENTITY[name]))
    if shape.block:
        matcher.match_similar_rows(_value_similarity)
    pairs = [RowPair(name, shape, matcher.matches.get(place), row) for place, row in enumerate(new)]
    pairs += [RowPair(name, shape, row, None) for row in matcher.old.values()]
    return _number_pairs(pairs)


class _RowMatcher:
    """Finds which row of ``new`` each row of ``old`` became.

    ``old`` and ``new`` are the rows by place that have no match yet; ``matches`` has the old row by the place of the
    new one.
    """

    def __init__(self, old, new):
        self.old = dict(enumerate(old))
        self.new = dict(enumerate(new))
        self.matches = {}

    def match(self, here, there):
        self.matches[there] = self.old.pop(here)
        del self.new[there]

    def match_equal_rows(self):
        """Match rows that say the same on both sides, the first with the first."""
        places = defaultdict(list)
        for here, row in self.old.items():
            places[_row_text(row)].append(here)
        for there, row in list(self.new.items()):
            equal = places[_row_text(row)]
            if equal:
                self.match(equal.pop(0), there)

    def match_similar_rows(self, similarity):
        """Match the rows left, the likest pairs first; ``similarity(old, new)`` is a number, 0 for rows that are not
        alike."""
        for _, _, here, there in sorted(self.ranked_pairs(similarity)):
            if here in self.old and there in self.new:
                self.match(here, there)

    def ranked_pairs(self, similarity):
        for here, old in self.old.items():
            for there, new in self.new.items():
                likeness = similarity(old, new)
                if likeness:
                    yield -likeness, abs(here - there), here, there


def _row_text(row):
    return repr(sorted(row.items()))


def _identity_similarity(old, new, keys):
    if any(old.get(key) != new.get(key) for key in keys):
        return 0
    return 1 + _equal_value_count(old, new)


def _value_similarity(old, new):
    common = _equal_value_count(old, new)
    if 2 * common <= max(len(old), len(new)):
        return 0
    return common


def _equal_value_count(old, new):
    return sum(new.get(key) == value for key, value in old.items())


def _number_pairs(pairs):
    """The pairs, each with its number among those of its side that have the same identity."""
    counts = defaultdict(int)
    numbered = []
    for pair in pairs:
        values = [str(pair.row.get(key)) for key in ROW_IDENTITY[pair.list]]
        identity = (pair.new is None, *values)
        counts[identity] += 1
        numbered.append(replace(pair, number=counts[identity]))
    return numbered
