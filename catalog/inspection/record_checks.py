"""What only the catalogue knows of itself: its stamp, its records as files, relations, history."""

from datetime import timedelta
from itertools import islice

from django.db.models import Max
from django.utils import timezone

from catalog.models import Edit, Phone, Relation, Revision, Stamp, Touched
from catalog.models.relations import acyclic_kinds, adjacency_lists, closes_cycle
from catalog.records.record_parser import parse_record
from catalog.records.serializer import RecordSerializer
from catalog.records.shapes import RECORD_SHAPES, normalised_content
from catalog.records.yaml_writer import record_yaml

SAMPLE = 100
"""Records of each kind that are looked at where not all are."""
CLOCK_TOLERANCE = timedelta(minutes=5)


def stamp_faults():
    """The stamp is one row, not of the future, and no change is noted after it."""
    stamps = list(Stamp.objects.values_list("number", "moved_at"))
    if not stamps:
        if Phone.objects.exists():
            yield "there are phones, and no stamp"
        return
    number, moved_at = stamps[0]
    if len(stamps) > 1:
        yield "there are several stamps"
    if moved_at > timezone.now() + CLOCK_TOLERANCE:
        yield f"it moved last at {moved_at:%Y-%m-%d %H:%M}, which is to come"
    newest = Touched.objects.aggregate(newest=Max("stamp"))["newest"] or 0
    if newest > number:
        yield f"it is {number}, and the last change is noted as {newest}"


def sampled(items, *, is_whole):
    """All of them, or the first ``SAMPLE`` of a shuffled queryset."""
    if is_whole:
        return items
    return items.order_by("?")[:SAMPLE]


def record_faults(*, is_whole):
    """Records that could not be loaded again from the file that a dump writes, or would be others."""
    contents = RecordSerializer()
    for kind, shape in RECORD_SHAPES.items():
        slugs = None
        if not is_whole:
            slugs = list(sampled(shape.model.objects.all(), is_whole=False).values_list("slug", flat=True))
        for content in contents.all_of(kind, slugs):
            yield from _reload_faults(kind, content)


def _reload_faults(kind, content):
    slug = content[kind]
    _, read, faults, _ = parse_record(record_yaml(kind, content), slug)
    for fault in islice(faults, 1):
        yield f"{kind} {slug}: {fault.field or 'the record'}: {fault.reason}"
    if not faults and normalised_content(read, RECORD_SHAPES[kind]) != normalised_content(content, RECORD_SHAPES[kind]):
        yield f"{kind} {slug} reads otherwise than it is stored"


def relation_faults():
    """Phones that lead back to themselves."""
    edges = {}
    for kind, phone, other in Relation.objects.order_by("pk").values_list("kind", "phone", "other"):
        edges.setdefault(acyclic_kinds(kind), []).append((phone, other))
    looped = set()
    for pairs in edges.values():
        onward = adjacency_lists(pairs)
        looped |= {phone for phone, other in pairs if closes_cycle((phone, other), onward)}
    for slug in Phone.objects.filter(pk__in=looped).order_by("slug").values_list("slug", flat=True):
        yield f"{slug} is its own twin, origin or successor, over other phones"


def history_faults():
    """Edits that changed nothing, contents that are no records, and what is deleted and there, or the other way round.
    What was changed past the history is none: its next revision says what was there before."""
    for key in Edit.objects.filter(revisions=None).order_by("pk").values_list("pk", flat=True):
        yield f"edit {key} has no revision: some were deleted"
    last = {}
    for revision in Revision.objects.order_by("pk").iterator(chunk_size=500):
        yield from _revision_faults(revision)
        last[revision.kind, revision.record] = (revision.slug, revision.content is not None)
    for kind, shape in RECORD_SHAPES.items():
        stored = set(shape.model.objects.values_list("pk", flat=True))
        for (of_kind, key), (slug, is_there) in last.items():
            if of_kind == kind and is_there and key not in stored:
                yield f"{kind} {slug} is gone, and its history does not say so"
            if of_kind == kind and not is_there and key in stored:
                yield f"{kind} {slug} is there, and its history says that it was deleted"


def _revision_faults(revision):
    shape = RECORD_SHAPES.get(revision.kind)
    if shape is None:
        yield f"revision {revision.pk} is of no kind of record"
        return
    for content in (revision.before, revision.content):
        if content is None:
            continue
        if not isinstance(content, dict) or not content.get(revision.kind):
            yield f"revision {revision.pk} of {revision.kind} {revision.slug} holds no record"
