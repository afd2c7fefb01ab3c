"""Two phones that are one: the content of what they become."""

from dataclasses import dataclass, field

from catalog.models.relations import acyclic_kinds, adjacency_lists, closes_cycle
from catalog.records.shapes import PHONE_SHAPE
from catalog.sheet.registry import PHONE_CLAIM_SPECS

from .diff import ROW_IDENTITY, Change, RowPair, pair_rows

UNMERGED_COLUMNS = {
    "name",
    "brand",
    "status",
    "publish_at",
    "publicly_known",
    "complete_sections",
    "launch_price_currency",
}
"""Columns that stay as the phone that stays has them; a price brings its currency."""
LISTS_WITH_OWN_RULE = ("cameras", "claims", "relations", "old_slugs")


@dataclass(frozen=True)
class PhoneMergeChoice:
    """What the editor chose: columns to ``take`` from the phone that goes, and whose cameras stay."""

    take: frozenset = frozenset()
    cameras_of_other: bool = False


@dataclass
class MergedPhone:
    """The content of both phones together. ``lost`` are the values and rows of the one that goes that have no place in
    it, as changes from what they are to what there is."""

    content: dict = field(default_factory=dict)
    lost: list[Change] = field(default_factory=list)

    def lose_row(self, pair, row, within=()):
        """Note that a row has no place in the content."""
        self.lost.append(Change(pair.shape, None, row, None, (*within, pair)))

    def lose_values(self, pair, stored):
        """Note the values of the old row of a pair that differ from those ``stored`` in its place."""
        for key, value in pair.old.items():
            if key not in pair.shape.columns or key == "shares_sensor_with":
                continue
            if stored.get(key) not in (None, value):
                self.lost.append(Change(pair.shape, key, value, stored[key], (pair,)))


def conflicting_columns(kept, other):
    """Columns of which both phones know another value."""
    return [key for key in PHONE_SHAPE.columns if _is_conflicting(key, kept, other)]


def _is_conflicting(key, kept, other):
    if key in UNMERGED_COLUMNS:
        return False
    if kept.get(key) is None or other.get(key) is None:
        return False
    return kept[key] != other[key]


def merged_phone(kept, other, choice, edges=()):
    """``kept`` with all that only ``other`` knows. ``edges`` are the ties of all further phones: (kinds, from, to)."""
    result = MergedPhone({"phone": kept["phone"]})
    _merge_columns(result, kept, other, choice)
    cameras = _merged_cameras(result, kept, other, choice)
    lists = {"cameras": cameras, "claims": _merged_claims(result, kept, other)}
    for name, shape in PHONE_SHAPE.lists:
        if name not in LISTS_WITH_OWN_RULE:
            lists[name] = _merged_rows(result, name, shape, kept.get(name, []), other.get(name, []))
    lists["relations"] = _merged_relations(result, kept, other, edges)
    lists["old_slugs"] = _merged_slugs(kept, other)
    _add_former_name(lists["aliases"], kept, other)
    result.content |= {name: rows for name, rows in lists.items() if rows}
    return result


def _merge_columns(result, kept, other, choice):
    for key in PHONE_SHAPE.columns:
        value = _merged_value(key, kept, other, choice)
        if value is not None:
            result.content[key] = value
        if key not in UNMERGED_COLUMNS and other.get(key) not in (None, value):
            result.lost.append(Change(PHONE_SHAPE, key, other[key], value))


def _merged_value(key, kept, other, choice):
    """The value of a column; None where neither phone knows it."""
    if key == "launch_price_currency":
        price = _merged_value("launch_price", kept, other, choice)
        source = kept if price == kept.get("launch_price") else other
        return source.get(key)
    if key in UNMERGED_COLUMNS or other.get(key) is None:
        return kept.get(key)
    if key in choice.take or kept.get(key) is None:
        return other[key]
    return kept[key]


def _merged_claims(result, kept, other):
    """The claims on both phones, and those that cameras without an heir leave to the phone."""
    claims = kept.get("claims", [])
    orphaned = result.content.get("claims", [])
    added = []
    for claim in [*other.get("claims", []), *orphaned]:
        if claim not in claims:
            added.append(claim)
    return [*claims, *added]


def _merged_rows(result, name, shape, kept, other):
    """The rows of both; where both have one, that of the phone that stays with what only the other knows of it."""
    keys = ROW_IDENTITY[name]
    if shape.unique_together:
        keys = shape.unique_together[0]
    rows = [dict(row) for row in kept]
    places = {_row_key(keys, row): place for place, row in enumerate(kept)}
    for row in other:
        place = places.get(_row_key(keys, row))
        if place is None:
            rows.append(row)
            continue
        result.lose_values(RowPair(name, shape, row, kept[place]), rows[place])
        rows[place] = {**row, **rows[place]}
    return rows


def _row_key(keys, row):
    return tuple(row.get(key) for key in keys)


def _merged_cameras(result, kept, other, choice):
    """The cameras that stay, with the claims on those that do not where one of the same facing and role stays."""
    shape = PHONE_SHAPE.rows["cameras"]
    stay = kept.get("cameras", [])
    go = other.get("cameras", [])
    if takes_other_cameras(kept, other, choice):
        stay, go = go, stay
    rows = [dict(row) for row in stay]
    for pair in pair_cameras(go, rows):
        if pair.stays:
            result.lose_values(pair, pair.new)
            _move_camera_claims(pair)
        else:
            _drop_camera(result, pair)
    return [_order_columns(row, shape) for row in rows]


def takes_other_cameras(kept, other, choice):
    return choice.cameras_of_other or not kept.get("cameras")


def _move_camera_claims(pair):
    """Add the claims on a camera that goes to the one that takes its place."""
    claims = pair.new.get("claims", [])
    moved = [claim for claim in pair.old.get("claims", []) if claim not in claims]
    if moved:
        pair.new["claims"] = [*claims, *moved]


def pair_cameras(go, stay):
    """Cameras that go with those that take their place: of the same facing and role, the likest where there are
    several. Those whose place nobody takes come last."""
    shape = PHONE_SHAPE.rows["cameras"]
    alike = []
    for pair in pair_rows("cameras", shape, go, stay):
        if _is_same_camera(pair):
            alike.append(pair)
    paired = {id(pair.old) for pair in alike}
    dropped = []
    for row in go:
        if id(row) not in paired:
            dropped.append(RowPair("cameras", shape, row, None))
    return [*alike, *dropped]


def _is_same_camera(pair):
    if not pair.stays:
        return False
    return (pair.old["facing"], pair.old["role"]) == (pair.new["facing"], pair.new["role"])


def _order_columns(row, shape):
    return {key: row[key] for key in shape.order if key in row}


def _drop_camera(result, pair):
    """A camera that goes and has no heir: what is said of the phone as well is said of it; the rest is lost."""
    result.lose_row(pair, {**pair.old, "claims": []})
    for claim in pair.old.get("claims", []):
        if claim["key"] in PHONE_CLAIM_SPECS:
            result.content.setdefault("claims", []).append(claim)
        else:
            inner = RowPair("claims", pair.shape.rows["claims"], claim, None)
            result.lose_row(inner, claim, within=(pair,))


def _merged_relations(result, kept, other, edges):
    """What both phones are to others, but not to each other, and nothing that would lead back to where it starts."""
    own_slugs = {kept["phone"], other["phone"]}
    rows = {}
    for row in [*kept.get("relations", []), *other.get("relations", [])]:
        relation = row["kind"], row["other"]
        if row["other"] in own_slugs or relation in rows:
            continue
        if _closes_cycle(kept["phone"], row, rows, edges):
            result.lose_row(RowPair("relations", PHONE_SHAPE.rows["relations"], row, None), row)
        else:
            rows[relation] = row
    return list(rows.values())


def _closes_cycle(slug, row, relations, edges):
    """Whether a relation of the phone leads back to it by its other ``relations`` (kind, other) or by ``edges``."""
    kinds = acyclic_kinds(row["kind"])
    onward = [(start, end) for edge_kinds, start, end in edges if edge_kinds == kinds]
    onward += [(slug, other) for kind, other in relations if acyclic_kinds(kind) == kinds]
    return closes_cycle((slug, row["other"]), adjacency_lists(onward))


def _merged_slugs(kept, other):
    """The addresses of the phone that goes lead to the one that stays."""
    rows = [*kept.get("old_slugs", []), *other.get("old_slugs", [])]
    slugs = {other["phone"], *(row["slug"] for row in rows)}
    return [{"slug": slug} for slug in sorted(slugs)]


def _add_former_name(aliases, kept, other):
    """Add the name of the phone that goes to the ``aliases``, unless it is there."""
    names = [kept["name"], *(row["name"] for row in aliases)]
    if other["name"] not in names:
        aliases.append({"name": other["name"]})
