"""Two contents of one record told apart: value by value, and rows by what they are, not by where they stand.

A phone that loses its first camera loses that camera; the others have not changed.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from catalog.records.shapes import RECORD_SHAPES, Shape

ROW_IDENTITY = {
    "old_slugs": ("slug",),
    "aliases": ("name",),
    "displays": ("display_role",),
    "phone_chipsets": ("chipset",),
    "memory_versions": ("ram_gb", "storage_gb"),
    "cameras": ("facing", "role"),
    "model_codes": ("code",),
    "markets": ("country", "carrier"),
    "relations": ("kind", "other"),
    "variations": ("key", "applies_to"),
    "software_observations": ("os_version", "seen_on"),
    "extra_rows": ("group", "label"),
    "claims": ("key", "source"),
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
        return self.old if self.new is None else self.new


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
    changes = [
        Change(shape, key, old.get(key), new.get(key), within)
        for key in shape.columns
        if value_differs(key, old, new, places)
    ]
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
    found, changes = pair_rows(name, shape, old, new), []
    places = row_places(found, old, new)
    for pair in found:
        here = (*within, pair)
        if pair.old is None or pair.new is None:
            changes.append(Change(shape, None, pair.old, pair.new, here))
        else:
            changes += _diff_row(shape, pair.old, pair.new, here, places)
    if rows_have_order(shape) and is_reordered(places):
        changes.append(Change(shape, name, old, new, within, order=True))
    return changes


def row_places(found, old, new):
    """Where each row that stayed stood → where it stands, from 1."""
    was, now = ({id(row): place for place, row in enumerate(rows, 1)} for rows in (old, new))
    return {was[id(pair.old)]: now[id(pair.new)] for pair in found if pair.old is not None and pair.new is not None}


def rows_have_order(shape):
    return not shape.sorted_by and any(field.name == "position" for field in shape.model._meta.fields)


def is_reordered(places):
    now = [places[place] for place in sorted(places)]
    return now != sorted(now)


def pair_rows(name, shape, old, new):
    """Each row of ``old`` with the row of ``new`` that it became, in the order of ``new``; rows that went stand last.

    Rows that say the same belong together first, then those that are called the same, the likest first; a row of many
    values that kept most of them is the same row under another name.
    """
    left, right, became = list(enumerate(old)), list(enumerate(new)), {}
    _pair_equal_rows(left, right, became)
    for alike in (_identity_similarity(ROW_IDENTITY[name]), *([_value_similarity] if shape.block else [])):
        _pair_similar_rows(left, right, became, alike)
    came = [(new_row, old[became[place]] if place in became else None) for place, new_row in enumerate(new)]
    went = [(None, row) for place, row in left]
    return _number_pairs(name, shape, [(before, after) for after, before in came + went])


def _pair_equal_rows(left, right, became):
    """Move what says the same on both sides, the first with the first, into ``became``."""
    waiting = defaultdict(list)
    for here, row in reversed(left):
        waiting[repr(sorted(row.items()))].append(here)
    for there, row in right:
        if same := waiting[repr(sorted(row.items()))]:
            became[there] = same.pop()
    _remove_places(left, set(became.values()))
    _remove_places(right, set(became))


def _remove_places(rows, places):
    rows[:] = [(place, row) for place, row in rows if place not in places]


def _pair_similar_rows(left, right, became, alike):
    """Move the likest pairs, by the number that ``alike`` gives (0: not alike), from both lists into ``became``."""
    ranked = sorted(
        (-likeness, abs(here - there), here, there)
        for here, old in left
        for there, new in right
        if (likeness := alike(old, new))
    )
    taken_here, taken_there = set(), set()
    for _, _, here, there in ranked:
        if here not in taken_here and there not in taken_there:
            became[there] = here
            taken_here.add(here)
            taken_there.add(there)
    _remove_places(left, taken_here)
    _remove_places(right, taken_there)


def _identity_similarity(keys):
    def alike(old, new):
        return all(old.get(key) == new.get(key) for key in keys) and 1 + _equal_value_count(old, new)

    return alike


def _value_similarity(old, new):
    common = _equal_value_count(old, new)
    return common if 2 * common > max(len(old), len(new)) else 0


def _equal_value_count(old, new):
    return sum(new.get(key) == value for key, value in old.items())


def _number_pairs(name, shape, found):
    """``found`` as pairs, each with its number among those of its side that are called the same."""
    seen, numbered = {}, []
    for old, new in found:
        pair = RowPair(name, shape, old, new)
        called = (new is None, *(str(pair.row.get(key)) for key in ROW_IDENTITY[name]))
        seen[called] = seen.get(called, 0) + 1
        numbered.append(replace(pair, number=seen[called]))
    return numbered
