"""Two phones that are one: the content of what they become, and all that hangs on the one that goes."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from catalog.models import Camera, Guide, Phone, Proposal, Relation, Report
from catalog.models.relations import acyclic_kinds, adjacency_lists, closes_cycle
from catalog.records.record_save import InvalidContent, save_record, validated_content
from catalog.records.serializer import RecordSerializer, record_content
from catalog.records.shapes import PHONE_SHAPE
from catalog.records.store import RecordStore
from catalog.records.yaml_tree import Fault
from catalog.sheet.registry import PHONE_CLAIM_SPECS

from .diff import ROW_IDENTITY, Change, RowPair, pair_rows

UNMERGED_COLUMNS = {"name", "brand", "status", "publish_at", "complete_sections", "launch_price_currency"}
"""Columns that stay as the phone that stays has them; a price brings its currency."""


@dataclass(frozen=True)
class PhoneMergeChoice:
    """What the editor chose: columns to ``take`` from the phone that goes, and whose cameras stay."""

    take: frozenset = frozenset()
    cameras_of_other: bool = False


@dataclass
class MergedPhone:
    """The content of both phones together. ``lost`` are the values and rows of the one that goes that have no place in
    it, as changes from what they are to what there is."""

    content: dict
    lost: list[Change] = field(default_factory=list)


def conflicting_columns(kept, other):
    """Columns of which both phones know another value."""
    return [
        key
        for key in PHONE_SHAPE.columns
        if key not in UNMERGED_COLUMNS and None not in (kept.get(key), other.get(key)) and kept[key] != other[key]
    ]


def merged_phone(kept, other, choice, edges=()):
    """``kept`` with all that only ``other`` knows. ``edges`` are the ties of all further phones: (kinds, from, to)."""
    result = MergedPhone({})
    for key in ("phone", *PHONE_SHAPE.columns):
        _merge_column(result, key, kept, other, choice)
    cameras = _merge_cameras(result, kept, other, choice)
    for name, shape in PHONE_SHAPE.lists:
        rows = cameras if name == "cameras" else _merge_rows(result, name, shape, kept, other)
        if rows:
            result.content[name] = rows
    _merge_relations(result, kept, other, edges)
    _merge_names(result, kept, other)
    return result


def _merge_column(result, key, kept, other, choice):
    takes = (
        key not in UNMERGED_COLUMNS | {"phone"}
        and other.get(key) is not None
        and (kept.get(key) is None or key in choice.take)
    )
    value = other[key] if takes else kept.get(key)
    if value is not None:
        result.content[key] = value
    if key == "launch_price_currency" and result.content.get("launch_price") != kept.get("launch_price"):
        result.content[key] = other.get(key)
    if key in PHONE_SHAPE.columns and key not in UNMERGED_COLUMNS and other.get(key) not in (None, value):
        result.lost.append(Change(PHONE_SHAPE, key, other[key], value))


def _merge_rows(result, name, shape, kept, other):
    """The rows of both; where both have one, that of the phone that stays with what only the other knows of it."""
    if name in ("relations", "old_slugs"):
        return []
    mine, theirs = kept.get(name, []), other.get(name, [])
    if name == "claims":
        homeless = result.content.get("claims", [])
        return [*mine, *(row for row in [*theirs, *homeless] if row not in mine)]
    keys = next((keys for keys in shape.unique_together), ROW_IDENTITY[name])
    rows, places = [dict(row) for row in mine], {_row_key(keys, row): place for place, row in enumerate(mine)}
    for row in theirs:
        if _row_key(keys, row) not in places:
            rows.append(row)
            continue
        place = places[_row_key(keys, row)]
        _add_lost_values(result, RowPair(name, shape, row, mine[place]), rows[place])
        rows[place] = {**row, **rows[place]}
    return rows


def _row_key(keys, row):
    return tuple(row.get(key) for key in keys)


def _add_lost_values(result, pair, kept):
    for key, value in pair.old.items():
        if key in pair.shape.columns and kept.get(key) not in (None, value) and key != "shares_sensor_with":
            result.lost.append(Change(pair.shape, key, value, kept[key], (pair,)))


def _merge_cameras(result, kept, other, choice):
    """The cameras that stay, with the claims on those that do not where one of the same facing and role stays."""
    mine, theirs = kept.get("cameras", []), other.get("cameras", [])
    stay, go = (theirs, mine) if takes_other_cameras(kept, other, choice) else (mine, theirs)
    shape = PHONE_SHAPE.rows["cameras"]
    rows = [dict(row) for row in stay]
    for pair in pair_cameras(go, rows):
        if pair.old is None:
            continue
        if pair.new is None:
            _drop_camera(result, pair)
            continue
        _add_lost_values(result, pair, pair.new)
        claims = pair.new.get("claims", [])
        moved = [*claims, *(claim for claim in pair.old.get("claims", []) if claim not in claims)]
        if moved:
            pair.new["claims"] = moved
    return [_order_columns(row, shape) for row in rows]


def takes_other_cameras(kept, other, choice):
    return choice.cameras_of_other or not kept.get("cameras")


def pair_cameras(go, stay):
    """Cameras that go with those that take their place: of the same facing and role, the likest where there are
    several."""
    found = pair_rows("cameras", PHONE_SHAPE.rows["cameras"], go, stay)
    alike = [
        pair for pair in found if pair.old and pair.new and _facing_and_role(pair.old) == _facing_and_role(pair.new)
    ]
    paired = {id(row) for pair in alike for row in (pair.old, pair.new)}
    shape = PHONE_SHAPE.rows["cameras"]
    return [
        *alike,
        *(RowPair("cameras", shape, row, None) for row in go if id(row) not in paired),
        *(RowPair("cameras", shape, None, row) for row in stay if id(row) not in paired),
    ]


def _facing_and_role(camera):
    return camera["facing"], camera["role"]


def _order_columns(row, shape):
    return {key: row[key] for key in (*shape.columns, *shape.rows) if key in row}


def _drop_camera(result, pair):
    """A camera that goes and has no heir: what is said of the phone as well is said of it; the rest is lost."""
    result.lost.append(Change(pair.shape, None, {**pair.old, "claims": []}, None, (pair,)))
    for claim in pair.old.get("claims", []):
        if claim["key"] in PHONE_CLAIM_SPECS:
            result.content.setdefault("claims", []).append(claim)
        else:
            inner = RowPair("claims", pair.shape.rows["claims"], claim, None)
            result.lost.append(Change(inner.shape, None, claim, None, (pair, inner)))


def _merge_relations(result, kept, other, edges):
    """What both phones are to others, but not to each other, and nothing that would lead back to where it starts."""
    ours, rows = {kept["phone"], other["phone"]}, {}
    for row in [*kept.get("relations", []), *other.get("relations", [])]:
        kinds = acyclic_kinds(row["kind"])
        here = [(kept["phone"], one["other"]) for one in rows.values() if acyclic_kinds(one["kind"]) == kinds]
        onward = adjacency_lists([*((start, end) for those, start, end in edges if those == kinds), *here])
        if row["other"] in ours or (row["kind"], row["other"]) in rows:
            continue
        if closes_cycle((kept["phone"], row["other"]), onward):
            pair = RowPair("relations", PHONE_SHAPE.rows["relations"], row, None)
            result.lost.append(Change(pair.shape, None, row, None, (pair,)))
        else:
            rows[row["kind"], row["other"]] = row
    if rows:
        result.content["relations"] = list(rows.values())


def _merge_names(result, kept, other):
    """The name and addresses of the one that goes lead to the one that stays."""
    slugs = {row["slug"] for one in (kept, other) for row in one.get("old_slugs", [])} | {other["phone"]}
    result.content["old_slugs"] = [{"slug": slug} for slug in sorted(slugs)]
    aliases = result.content.setdefault("aliases", [])
    if other["name"] not in [kept["name"], *(row["name"] for row in aliases)]:
        aliases.append({"name": other["name"]})


# In the database


def relation_edges_of_others(kept, other):
    """(kinds, from, to) of the relations of all phones but these two, as if they were one already. One query."""
    found = Relation.objects.exclude(phone__in=[kept.pk, other.pk])
    edges = found.values_list("kind", "phone__slug", "other__slug")
    now = {other.slug: kept.slug}
    return [(acyclic_kinds(kind), now.get(start, start), now.get(end, end)) for kind, start, end in edges]


@transaction.atomic
def merge_phones(recording, kept, other, choice):
    """Make one phone of two; return the keys of the phones to move the stamp by.

    Raises ``InvalidContent`` where that cannot be. Photos, readers' reports and proposals go along, which undoing the
    edit
    does not bring back.
    """
    before, gone = record_content(kept), record_content(other)
    result = merged_phone(before, gone, choice, relation_edges_of_others(kept, other))
    reports = _report_camera_places(kept, other, before, gone, result.content)
    Relation.objects.filter(phone__in=[kept, other]).delete()
    tied = _redirect_relations(recording, kept, other)
    _redirect_guides(recording, kept, other)
    _move_photos(kept, other)
    Report.objects.filter(phone=other).update(phone=kept)
    key = other.pk
    other.delete()
    recording.note("phone", key, gone, None)
    content = validated_content("phone", result.content)
    writer = RecordStore()
    writer.change("phone", content)
    writer.add_relations()
    revision = recording.note("phone", kept.pk, before, record_content(kept))
    _update_report_cameras(reports, kept)
    _move_proposals(kept, key, gone, before, revision)
    return {kept.pk, key, *tied}


def _redirect_relations(recording, kept, other):
    """Let every other phone that named the one that goes name the one that stays, once."""
    tied = {phone.slug: phone for phone in Phone.objects.filter(relations__other=other).exclude(pk=kept.pk).distinct()}
    for content in list(RecordSerializer().all_of("phone", list(tied))):
        relations = {}
        for row in content["relations"]:
            turned = {**row, "other": kept.slug if row["other"] == other.slug else row["other"]}
            relations.setdefault((turned["kind"], turned["other"]), turned)
        phone = tied[content["phone"]]
        save_record(recording, "phone", {**content, "relations": list(relations.values())}, phone)
    return [phone.pk for phone in tied.values()]


def _redirect_guides(recording, kept, other):
    guides = {guide.slug: guide for guide in Guide.objects.about(other)}
    for content in list(RecordSerializer().all_of("guide", list(guides))):
        phones = dict.fromkeys(kept.slug if row["phone"] == other.slug else row["phone"] for row in content["phones"])
        changed = {**content, "phones": [{"phone": slug} for slug in phones]}
        if content.get("baseline") == other.slug:
            changed["baseline"] = kept.slug
        try:
            save_record(recording, "guide", changed, guides[content["guide"]])
        except InvalidContent as fault:
            raise InvalidContent(
                [Fault(one.line, f"guide {content['guide']}", one.reason) for one in fault.faults]
            ) from fault


def _move_photos(kept, other):
    last = kept.photos.aggregate(last=Max("position"))["last"] or 0
    for photo in other.photos.all():
        last += 1
        photo.phone, photo.position = kept, last
        photo.save(update_fields=["phone", "position"])


def _report_camera_places(kept, other, before, gone, content):
    """Report → the place of the camera that it will speak of, for all that speak of one."""
    found = {}
    for phone, was in ((kept, before), (other, gone)):
        rows, stay = was.get("cameras", []), content.get("cameras", [])
        heirs = {id(pair.old): pair.new for pair in pair_cameras(rows, stay) if pair.old and pair.new}
        for number, place in phone.reports.filter(camera__isnull=False).values_list("pk", "camera__position"):
            heir = heirs.get(id(rows[place - 1])) if place <= len(rows) else None
            found[number] = next((here for here, row in enumerate(stay, 1) if row is heir), None)
    return found


def _update_report_cameras(reports, kept):
    cameras = dict(Camera.objects.filter(phone=kept).values_list("position", "pk"))
    for number, place in reports.items():
        Report.objects.filter(pk=number).update(camera=cameras.get(place))


def _move_proposals(kept, key, gone, before, revision):
    """Open proposals for the one that goes are for the one that stays: what they would change is as it was."""
    own = {name: before[name] for name in ("phone", "name", "brand")}
    for proposal in Proposal.objects.filter(kind="phone", record=key):
        proposal.record, proposal.slug, proposal.base = kept.pk, kept.slug, revision
        proposal.content = proposal.content | own
        proposal.before = (proposal.before or gone) | own
        proposal.save(update_fields=["record", "slug", "base", "content", "before"])
