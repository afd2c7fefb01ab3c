"""In what two contents of one record differ, and who changed it, value by value.

``theirs`` is what is stored, ``mine`` what somebody would have instead, ``base`` what both began with. Rows of lists
are matched by what they are, so a camera put in between does not make all others look different.
"""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from catalog.records.shapes import RECORD_SHAPES

from .diff import ROW_IDENTITY, Change, is_reordered, pair_rows, row_places, value_differs

THEIRS, MINE = "theirs", "mine"
SLUG, SHARED_SENSOR = "slug", "shares_sensor_with"


@dataclass(frozen=True)
class MergeDifference:
    """One thing in which the two differ, as a ``change`` from theirs to mine; ``was`` is the same from the base, None
    where that is not known. ``default`` is the side that changed it; None: both did, or nobody knows."""

    change: Change
    was: Change | None = None
    default: str | None = None

    @property
    def id(self):
        return difference_id(self.change)


class Sides(NamedTuple):
    """The same row or list three times. ``base`` is None where it was not there, or nobody knows."""

    base: Any
    theirs: Any
    mine: Any

    def of(self, key, empty=None):
        """The three values of one key."""
        base = None
        if self.base is not None:
            base = self.base.get(key, empty)
        return Sides(base, self.theirs.get(key, empty), self.mine.get(key, empty))

    @property
    def changed_by(self):
        """Whoever changed it; None where both did."""
        if self.theirs == self.base:
            return MINE
        if self.mine == self.base:
            return THEIRS
        return None


def merge_differences(kind, base, theirs, mine):
    """Yield every ``MergeDifference`` in the order of the record. ``theirs`` is None for a new record, ``base`` where
    none is known."""
    shape = RECORD_SHAPES[kind]
    slugs = differing_slugs(kind, theirs, mine)
    if theirs and slugs:
        slug_rows = Sides(_slug_row(kind, base), _slug_row(kind, theirs), _slug_row(kind, mine))
        yield _column_difference(shape, SLUG, slug_rows, ())
    for difference in _row_differences(shape, Sides(base, theirs or {}, mine), ()):
        if not follows_slug(difference.change, slugs):
            yield difference


def _slug_row(kind, content):
    if not content:
        return None
    return {SLUG: content[kind]}


def differing_slugs(kind, theirs, mine):
    """The slugs of both contents where they differ; empty where the record keeps its slug."""
    if not theirs:
        return {mine[kind]}
    return {theirs[kind]} ^ {mine[kind]}


def follows_slug(change, slugs):
    """Whether it is an old address that came or went because the slug is another."""
    return change.lists == ("old_slugs",) and change.within[0].row["slug"] in slugs


def difference_id(change):
    """What names a question, whatever the order of its rows: ``cameras[rear,main,1].f_number``."""
    steps = [f"{pair.list}[{_row_identity(pair)}]" for pair in change.within]
    if change.order:
        steps.append(f"{change.key}:order")
    elif change.key:
        steps.append(change.key)
    return ".".join(steps)


def _row_identity(pair):
    values = [str(pair.row.get(key)) for key in ROW_IDENTITY[pair.list]]
    identity = ",".join([*values, str(pair.number)])
    if pair.new is None:
        return f"-{identity}"
    return identity


def _row_differences(shape, sides, within, places=None):
    for key in shape.columns:
        if value_differs(key, sides.theirs, sides.mine, places):
            yield _column_difference(shape, key, sides, within)
    for name, inner in shape.lists:
        yield from _list_differences(name, inner, sides.of(name, []), within)


def _column_difference(shape, key, sides, within):
    values = sides.of(key)
    change = Change(shape, key, values.theirs, values.mine, within)
    if sides.base is None:
        return MergeDifference(change)
    was = replace(change, old=values.base, within=_within_base_row(within, sides.base))
    return MergeDifference(change, was, values.changed_by)


def _within_base_row(within, row):
    """``within`` with the row of the base as the old one of the innermost pair."""
    if not within:
        return ()
    *outer, pair = within
    return (*outer, replace(pair, old=row))


def _list_differences(name, shape, sides, within):
    pairs = pair_rows(name, shape, sides.theirs, sides.mine)
    base_rows = _base_rows(name, shape, sides.base, sides.theirs) | _base_rows(name, shape, sides.base, sides.mine)
    places = row_places(pairs, sides.theirs, sides.mine)
    for pair in pairs:
        was = base_rows.get(id(pair.old), base_rows.get(id(pair.new)))
        if pair.stays:
            yield from _row_differences(shape, Sides(was, pair.old, pair.new), (*within, pair), places)
        else:
            yield _presence_difference(pair, was, within, is_known=sides.base is not None)
    if shape.has_order and is_reordered(places):
        yield _order_difference(name, shape, sides, within)


def _base_rows(name, shape, base, rows):
    """Which row of the base each of ``rows`` was, by their identity in memory."""
    pairs = pair_rows(name, shape, base or [], rows)
    return {id(pair.new): pair.old for pair in pairs if pair.stays}


def _presence_difference(pair, was, within, *, is_known):
    change = Change(pair.shape, None, pair.old, pair.new, (*within, pair))
    if not is_known:
        return MergeDifference(change)
    before = replace(change, old=was, within=(*within, replace(pair, old=was, new=pair.row)))
    return MergeDifference(change, before, Sides(was, pair.old, pair.new).changed_by)


def _order_difference(name, shape, sides, within):
    change = Change(shape, name, sides.theirs, sides.mine, within, order=True)
    if sides.base is None:
        return MergeDifference(change)
    was = replace(change, old=sides.base)
    they_moved = _is_reordered_from(sides.base, sides.theirs, name, shape)
    i_moved = _is_reordered_from(sides.base, sides.mine, name, shape)
    if they_moved == i_moved:
        return MergeDifference(change, was)
    return MergeDifference(change, was, MINE if i_moved else THEIRS)


def _is_reordered_from(base, rows, name, shape):
    return is_reordered(row_places(pair_rows(name, shape, base, rows), base, rows))
