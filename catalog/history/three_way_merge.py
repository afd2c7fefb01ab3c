"""Two contents of one record, and what is chosen of each, value by value.

``theirs`` is what is stored, ``mine`` what somebody would have instead, ``base`` what both began with. Rows of lists
are matched by what they are, so a camera put in between does not make all others look different.
"""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from catalog.records.shapes import RECORD_SHAPES

from .diff import ROW_IDENTITY, Change, is_reordered, pair_rows, row_places, rows_have_order, value_differs

THEIRS, MINE = "theirs", "mine"
SLUG, SHARED_SENSOR = "slug", "shares_sensor_with"


@dataclass(frozen=True)
class MergeDifference:
    """One thing in which the two differ, as a ``change`` from theirs to mine; ``was`` is the same from the base, None
    where that is not known. ``default`` is the side that changed it; None: both did, or nobody knows."""

    id: str
    change: Change
    was: Change | None
    default: str | None


class Sides(NamedTuple):
    """The same row or list three times. ``base`` is None where it was not there, or nobody knows."""

    base: Any
    theirs: Any
    mine: Any

    def of(self, key, empty=None):
        return Sides(*(None if side is None else side.get(key, empty) for side in self))

    @property
    def changed_by(self):
        """Whoever changed it; None where both did."""
        if self.theirs == self.base:
            return MINE
        return THEIRS if self.mine == self.base else None


def merge_differences(kind, base, theirs, mine):
    """Yield every ``MergeDifference`` in the order of the record. ``theirs`` is None for a new record, ``base`` where
    none is
    known."""
    sides, slugs = Sides(base, theirs or {}, mine), {theirs and theirs[kind], mine[kind]}
    if theirs and len(slugs) > 1:
        yield _column_difference(
            RECORD_SHAPES[kind], SLUG, Sides(*({SLUG: one[kind]} if one else None for one in sides)), ()
        )
    for question in _row_differences(RECORD_SHAPES[kind], sides, ()):
        if not _follows_slug(question.change, slugs):
            yield question


def merged_sides(kind, theirs, mine, take):
    """The content that has of mine the questions whose ids are in ``take``, of theirs all others."""
    slugs, takes_slug = {theirs and theirs[kind], mine[kind]}, not theirs or SLUG in take

    def takes(change):
        return takes_slug if _follows_slug(change, slugs) else difference_id(change) in take

    row = _merged_row(RECORD_SHAPES[kind], Sides(None, theirs or {}, mine), (), takes)
    return {kind: mine[kind] if takes_slug else theirs[kind], **row}


def _follows_slug(change, slugs):
    """Whether it is an old address that came or went because the slug is another."""
    return change.lists == ("old_slugs",) and len(slugs) > 1 and change.within[0].row["slug"] in slugs


def difference_id(change):
    """What names a question, whatever the order of its rows: ``cameras[rear,main,1].f_number``."""
    rows = [f"{pair.list}[{_row_identity(pair)}]" for pair in change.within]
    return ".".join([*rows, *([f"{change.key}:order" if change.order else change.key] if change.key else [])])


def _row_identity(pair):
    gone = "-" if pair.new is None else ""
    return gone + ",".join([*(str(pair.row.get(key)) for key in ROW_IDENTITY[pair.list]), str(pair.number)])


# Asking


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
        return MergeDifference(difference_id(change), change, None, None)
    rows = (*within[:-1], replace(within[-1], old=sides.base)) if within else ()
    return MergeDifference(
        difference_id(change), change, replace(change, old=values.base, within=rows), values.changed_by
    )


def _list_differences(name, shape, sides, within):
    found = pair_rows(name, shape, sides.theirs, sides.mine)
    begun = _base_rows(name, shape, sides.base, sides.theirs) | _base_rows(name, shape, sides.base, sides.mine)
    places = row_places(found, sides.theirs, sides.mine)
    for pair in found:
        was = next((begun[id(row)] for row in (pair.old, pair.new) if id(row) in begun), None)
        if pair.old is None or pair.new is None:
            yield _presence_difference(pair, was, within, is_known=sides.base is not None)
        else:
            yield from _row_differences(shape, Sides(was, pair.old, pair.new), (*within, pair), places)
    if rows_have_order(shape) and is_reordered(places):
        yield _order_difference(name, shape, sides, within)


def _base_rows(name, shape, base, rows):
    """Which row of the base each of ``rows`` was, by their identity in memory."""
    found = pair_rows(name, shape, base or [], rows)
    return {id(pair.new): pair.old for pair in found if pair.old is not None and pair.new is not None}


def _presence_difference(pair, was, within, *, is_known):
    change = Change(pair.shape, None, pair.old, pair.new, (*within, pair))
    if not is_known:
        return MergeDifference(difference_id(change), change, None, None)
    before = replace(change, old=was, within=(*within, replace(pair, old=was, new=pair.row)))
    return MergeDifference(difference_id(change), change, before, Sides(was, pair.old, pair.new).changed_by)


def _order_difference(name, shape, sides, within):
    change = Change(shape, name, sides.theirs, sides.mine, within, order=True)
    if sides.base is None:
        return MergeDifference(difference_id(change), change, None, None)
    moved = [
        is_reordered(row_places(pair_rows(name, shape, sides.base, rows), sides.base, rows))
        for rows in (change.old, change.new)
    ]
    default = {(False, True): MINE, (True, False): THEIRS}.get(tuple(moved))
    return MergeDifference(difference_id(change), change, replace(change, old=sides.base), default)


# Choosing


def _merged_row(shape, sides, within, takes):
    row = {}
    for key in shape.columns:
        change = Change(shape, key, sides.theirs.get(key), sides.mine.get(key), within)
        value = change.new if change.old != change.new and takes(change) else change.old
        if value is not None:
            row[key] = value
    for name, inner in shape.lists:
        if rows := _merged_list(name, inner, sides.of(name, []), within, takes):
            row[name] = rows
    return row


def _merged_list(name, shape, sides, within, takes):
    found = pair_rows(name, shape, sides.theirs, sides.mine)
    kept = [(pair, row) for pair in found if (row := _chosen_row(pair, within, takes)) is not None]
    order = Change(shape, name, sides.theirs, sides.mine, within, order=True)
    places = row_places(found, sides.theirs, sides.mine)
    moved = rows_have_order(shape) and is_reordered(places)
    kept = _merged_order(kept, *((sides.mine, sides.theirs) if moved and takes(order) else (sides.theirs, sides.mine)))
    if SHARED_SENSOR in shape.columns:
        _update_sensor_places(kept, sides, lambda pair: _takes_my_sensor(pair, places, within, takes))
    return [row for _, row in kept]


def _chosen_row(pair, within, takes):
    """What becomes of one row; None where it is not to be there."""
    here = (*within, pair)
    if pair.old is not None and pair.new is not None:
        return _merged_row(pair.shape, Sides(None, pair.old, pair.new), here, takes)
    side = pair.new if takes(Change(pair.shape, None, pair.old, pair.new, here)) else pair.old
    return None if side is None else dict(side)


def _merged_order(kept, first, second):
    """As the first has them; rows that only the second has stand behind the row that they stand behind there."""
    by_row = {id(row): one for one in kept for row in (one[0].old, one[0].new) if row is not None}
    ordered, place = [by_row[id(row)] for row in first if id(row) in by_row], 0
    for one in (by_row[id(row)] for row in second if id(row) in by_row):
        here = next((number for number, other in enumerate(ordered, 1) if other is one), None)
        if here is None:
            ordered.insert(place, one)
        place = here or place + 1
    return ordered


def _update_sensor_places(kept, sides, is_mine):
    """Cameras name the camera whose sensor they share by its place: by where it stands now, if it does."""
    here = {id(row): number for number, (pair, _) in enumerate(kept, 1) for row in (pair.old, pair.new)}
    for pair, row in kept:
        named, rows = (pair.new, sides.mine) if is_mine(pair) else (pair.old, sides.theirs)
        place = named.get(SHARED_SENSOR) or 0
        now = here.get(id(rows[place - 1])) if 0 < place <= len(rows) else None
        row.pop(SHARED_SENSOR, None)
        if now:
            row[SHARED_SENSOR] = now


def _takes_my_sensor(pair, places, within, takes):
    """Whether it is mine that says whose sensor the camera shares."""
    if pair.old is None or pair.new is None:
        return pair.old is None
    change = Change(
        pair.shape, SHARED_SENSOR, pair.old.get(SHARED_SENSOR), pair.new.get(SHARED_SENSOR), (*within, pair)
    )
    return value_differs(SHARED_SENSOR, pair.old, pair.new, places) and takes(change)
