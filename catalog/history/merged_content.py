"""The content that takes some of its differences from one side, and all others from the other."""

from catalog.records.shapes import RECORD_SHAPES

from .diff import Change, is_reordered, pair_rows, row_places, value_differs
from .three_way_merge import SHARED_SENSOR, SLUG, Sides, difference_id, differing_slugs, follows_slug


def merged_sides(kind, theirs, mine, take):
    """The content that has of mine the questions whose ids are in ``take``, of theirs all others."""
    merger = _SideMerger(differing_slugs(kind, theirs, mine), take, takes_slug=not theirs or SLUG in take)
    row = merger.row(RECORD_SHAPES[kind], Sides(None, theirs or {}, mine), ())
    named = mine if merger.takes_slug else theirs
    return {kind: named[kind], **row}


class _SideMerger:
    """``take`` are the ids of the differences of which mine is taken; ``slugs`` are those of both contents where they
    differ."""

    def __init__(self, slugs, take, *, takes_slug):
        self.slugs = slugs
        self.take = take
        self.takes_slug = takes_slug

    def takes(self, change):
        """Whether mine is taken."""
        if follows_slug(change, self.slugs):
            return self.takes_slug
        return difference_id(change) in self.take

    def row(self, shape, sides, within):
        row = {}
        for key in shape.columns:
            change = Change(shape, key, sides.theirs.get(key), sides.mine.get(key), within)
            value = change.old
            if change.old != change.new and self.takes(change):
                value = change.new
            if value is not None:
                row[key] = value
        for name, inner in shape.lists:
            rows = self.list(name, inner, sides.of(name, []), within)
            if rows:
                row[name] = rows
        return row

    def list(self, name, shape, sides, within):
        pairs = pair_rows(name, shape, sides.theirs, sides.mine)
        places = row_places(pairs, sides.theirs, sides.mine)
        chosen = self.chosen_rows(pairs, within)
        order = Change(shape, name, sides.theirs, sides.mine, within, order=True)
        is_moved = shape.has_order and is_reordered(places)
        if is_moved and self.takes(order):
            chosen = _in_merged_order(chosen, sides.mine, sides.theirs)
        else:
            chosen = _in_merged_order(chosen, sides.theirs, sides.mine)
        if SHARED_SENSOR in shape.columns:
            self.update_sensor_places(chosen, sides, places, within)
        return [row for _, row in chosen]

    def chosen_rows(self, pairs, within):
        """(pair, row) of each pair of which a row is to be there."""
        chosen = []
        for pair in pairs:
            row = self.chosen_row(pair, (*within, pair))
            if row is not None:
                chosen.append((pair, row))
        return chosen

    def chosen_row(self, pair, within):
        """What becomes of one row; None where it is not to be there."""
        if pair.stays:
            return self.row(pair.shape, Sides(None, pair.old, pair.new), within)
        takes_mine = self.takes(Change(pair.shape, None, pair.old, pair.new, within))
        row = pair.new if takes_mine else pair.old
        if row is None:
            return None
        return dict(row)

    def update_sensor_places(self, chosen, sides, places, within):
        """Cameras name the camera whose sensor they share by its place: by where it stands now, if it does."""
        current = {}
        for place, (pair, _) in enumerate(chosen, 1):
            current[id(pair.old)] = place
            current[id(pair.new)] = place
        for pair, row in chosen:
            row.pop(SHARED_SENSOR, None)
            if self.takes_my_sensor(pair, places, within):
                shared = _shared_camera(pair.new, sides.mine)
            else:
                shared = _shared_camera(pair.old, sides.theirs)
            if shared is not None and id(shared) in current:
                row[SHARED_SENSOR] = current[id(shared)]

    def takes_my_sensor(self, pair, places, within):
        """Whether it is mine that says whose sensor the camera shares."""
        if not pair.stays:
            return pair.old is None
        if not value_differs(SHARED_SENSOR, pair.old, pair.new, places):
            return False
        old = pair.old.get(SHARED_SENSOR)
        new = pair.new.get(SHARED_SENSOR)
        return self.takes(Change(pair.shape, SHARED_SENSOR, old, new, (*within, pair)))


def _in_merged_order(chosen, first, second):
    """The chosen (pair, row) in the order of the first list; rows that only the second has stand behind the row that
    they stand behind there."""
    chosen_by_row = {}
    for one in chosen:
        pair, _ = one
        chosen_by_row[id(pair.old)] = one
        chosen_by_row[id(pair.new)] = one
    ordered = [chosen_by_row[id(row)] for row in first if id(row) in chosen_by_row]
    place = 0
    for one in [chosen_by_row[id(row)] for row in second if id(row) in chosen_by_row]:
        places = {id(other): number for number, other in enumerate(ordered)}
        if id(one) in places:
            place = places[id(one)]
        else:
            ordered.insert(place, one)
        place += 1
    return ordered


def _shared_camera(camera, cameras):
    """The camera whose sensor a camera shares; None where it shares none."""
    place = camera.get(SHARED_SENSOR) or 0
    if 0 < place <= len(cameras):
        return cameras[place - 1]
    return None
