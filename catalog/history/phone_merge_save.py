"""Two stored phones made one, with all that hangs on the one that goes."""

from django.db import transaction
from django.db.models import Max

from catalog.models import Camera, Guide, Page, Phone, Proposal, Relation, Report
from catalog.models.relations import acyclic_kinds
from catalog.models.touched_phones import with_related_phones
from catalog.records.record_save import InvalidContent, save_record, validated_content
from catalog.records.serializer import RecordSerializer, record_content
from catalog.records.store import RecordStore
from catalog.records.yaml_tree import Fault

from .phone_merge import merged_phone, pair_cameras


def relation_edges_of_others(kept, other):
    """(kinds, from, to) of the relations of all phones but these two, as if they were one already. One query."""
    relations = Relation.objects.exclude(phone__in=[kept.pk, other.pk])
    current = {other.slug: kept.slug}
    edges = []
    for kind, start, end in relations.values_list("kind", "phone__slug", "other__slug"):
        edges.append((acyclic_kinds(kind), current.get(start, start), current.get(end, end)))
    return edges


@transaction.atomic
def merge_phones(recording, kept, other, choice):
    """Make one phone of two; return the keys of the phones to move the stamp by.

    Raises ``InvalidContent`` where that cannot be. Photos, reports and proposals go along for good.
    """
    before = record_content(kept)
    gone = record_content(other)
    result = merged_phone(before, gone, choice, relation_edges_of_others(kept, other))
    related = with_related_phones({kept.pk, other.pk})
    cameras = result.content.get("cameras", [])
    report_places = _report_camera_places(kept, before, cameras) | _report_camera_places(other, gone, cameras)
    Relation.objects.filter(phone__in=[kept, other]).delete()
    _redirect_relations(recording, kept, other)
    _redirect_editorial(recording, kept, other, "guide", Guide)
    _redirect_editorial(recording, kept, other, "page", Page)
    _move_photos(kept, other)
    Report.objects.filter(phone=other).update(phone=kept)
    key = other.pk
    other.delete()
    recording.note("phone", key, gone, None)
    _store_merged_content(result.content)
    revision = recording.note("phone", kept.pk, before, record_content(kept))
    _update_report_cameras(report_places, kept)
    _move_proposals(kept, key, gone, before, revision)
    return related


def _store_merged_content(content):
    writer = RecordStore()
    writer.change("phone", validated_content("phone", content))
    writer.add_relations()


def _redirect_relations(recording, kept, other):
    """Let every other phone that named the one that goes name the one that stays, once."""
    related = Phone.objects.filter(relations__other=other).exclude(pk=kept.pk).distinct()
    tied = {phone.slug: phone for phone in related}
    for content in list(RecordSerializer().all_of("phone", list(tied))):
        relations = {}
        for row in content["relations"]:
            slug = _redirected(row["other"], kept, other)
            relations.setdefault((row["kind"], slug), {**row, "other": slug})
        redirected = {**content, "relations": list(relations.values())}
        save_record(recording, "phone", redirected, tied[content["phone"]])


def _redirected(slug, kept, other):
    if slug == other.slug:
        return kept.slug
    return slug


def _redirect_editorial(recording, kept, other, kind, model):
    """Let every record of ``kind`` (guides, pages) about the phone that goes be about the one that stays."""
    records = {record.slug: record for record in model.objects.about(other)}
    for content in list(RecordSerializer().all_of(kind, list(records))):
        slugs = dict.fromkeys(_redirected(row["phone"], kept, other) for row in content["phones"])
        redirected = {**content, "phones": [{"phone": slug} for slug in slugs]}
        if "baseline" in content:
            redirected["baseline"] = _redirected(content["baseline"], kept, other)
        _save_editorial(recording, redirected, kind, records[content[kind]])


def _save_editorial(recording, content, kind, record):
    """Raises ``InvalidContent`` whose faults name the record."""
    try:
        save_record(recording, kind, content, record)
    except InvalidContent as fault:
        name = f"{kind} {content[kind]}"
        raise InvalidContent([Fault(one.line, name, one.reason) for one in fault.faults]) from fault


def _move_photos(kept, other):
    last = kept.photos.aggregate(last=Max("position"))["last"] or 0
    for position, photo in enumerate(other.photos.all(), last + 1):
        photo.phone = kept
        photo.position = position
        photo.save(update_fields=["phone", "position"])


def _report_camera_places(phone, content, stay):
    """Report → the place among the cameras that ``stay`` of the one that it will speak of, for all reports on cameras
    of the phone. ``content`` is the phone's; None where no camera takes the place."""
    cameras = content.get("cameras", [])
    places = {id(row): place for place, row in enumerate(stay, 1)}
    heirs = {}
    for pair in pair_cameras(cameras, stay):
        if pair.stays:
            heirs[id(pair.old)] = places[id(pair.new)]
    heir_places = [heirs.get(id(row)) for row in cameras]
    found = {}
    for number, place in phone.reports.filter(camera__isnull=False).values_list("pk", "camera__position"):
        found[number] = heir_places[place - 1] if place <= len(cameras) else None
    return found


def _update_report_cameras(places, kept):
    cameras = dict(Camera.objects.filter(phone=kept).values_list("position", "pk"))
    for number, place in places.items():
        Report.objects.filter(pk=number).update(camera=cameras.get(place))


def _move_proposals(kept, key, gone, before, revision):
    """Open proposals for the one that goes are for the one that stays: what they would change is as it was."""
    own = {name: before[name] for name in ("phone", "name", "brand")}
    for proposal in Proposal.objects.filter(kind="phone", record=key):
        proposal.record = kept.pk
        proposal.slug = kept.slug
        proposal.base = revision
        proposal.content = proposal.content | own
        proposal.before = (proposal.before or gone) | own
        proposal.save(update_fields=["record", "slug", "base", "content", "before"])
