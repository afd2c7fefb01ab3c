"""Stored records as content, phones in batches: the counterpart of ``store``."""

import hashlib
import json
from datetime import datetime

from django.db.models import ForeignKey, Prefetch

from catalog.models import Camera, Claim, Phone
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate

from .shapes import RECORD_SHAPES, kind_of_model
from .value_parser import datetime_text

BATCH = 200


class SlugsByKind(dict):
    """Kind → {id: slug} of all stored records of a kind, fetched when they are first asked for."""

    def __missing__(self, kind):
        self[kind] = dict(RECORD_SHAPES[kind].model.objects.values_list("id", "slug"))
        return self[kind]


class RecordSerializer:
    """Content of stored records. Keeps the slugs that records name each other by, so that no row asks the database."""

    def __init__(self):
        self.slugs = SlugsByKind()

    def all_of(self, kind, slugs=None, **chosen):
        """Yield the content of every record of a kind, or of those named or ``chosen``, in the order of their slugs."""
        records = RECORD_SHAPES[kind].model.objects.order_by("slug").filter(**chosen)
        if slugs is not None:
            records = records.filter(slug__in=slugs)
        for record in _with_prefetched_rows(records).iterator(chunk_size=BATCH):
            yield {kind: record.slug, **self.row(record, RECORD_SHAPES[kind])}

    def row(self, record, shape):
        found = {}
        for key, field in shape.columns.items():
            value = self.value(record, field)
            if value is not None and value != shape.defaults.get(key):
                found[key] = value
        for name, inner in shape.lists:
            rows = [self.row(row, inner) for row in _child_rows(record, name)]
            if rows:
                found[name] = sorted(rows, key=inner.sort_key)
        return found

    def value(self, record, field):
        raw = getattr(record, field.attname)
        if raw is None or raw == "":
            return None
        if isinstance(field, ForeignKey):
            return self.named(record, field, raw)
        return plain_value(raw)

    def named(self, record, field, key):
        """The slug of another record; of another camera, which has none, its place."""
        kind = kind_of_model(field.related_model)
        if kind is None:
            return getattr(record, field.name).position
        return self.slugs[kind][key]


def plain_value(value):
    """A stored value as content holds it."""
    if isinstance(value, list):
        return [plain_value(item) for item in value]
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, datetime):
        return datetime_text(value)
    if isinstance(value, PartialDate):
        return str(value)
    return formatters.int_if_whole(value)


def content_digest(content):
    """SHA-256 of a content; equal for equal contents, whatever the order of their keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _with_prefetched_rows(records):
    if records.model is not Phone:
        return records.prefetch_related(*RECORD_SHAPES[kind_of_model(records.model)].rows)
    plain_lists = []
    for name in RECORD_SHAPES["phone"].rows:
        if name not in ("cameras", "claims"):
            plain_lists.append(name)
    return records.prefetch_related(
        *plain_lists,
        Prefetch("cameras", Camera.objects.select_related("shares_sensor_with").prefetch_related("claims")),
        Prefetch("claims", Claim.objects.filter(camera=None)),
    )


def _child_rows(record, name):
    """The rows of one list, as prefetched; a relation knows its others only by id, so they are not fetched."""
    return getattr(record, name).all()


def contents_by_key(kind, keys):
    """Key → content of records as they are stored now, in the order of their slugs. Two queries, and those for rows."""
    records = RECORD_SHAPES[kind].model.objects.filter(pk__in=keys)
    keys_by_slug = dict(records.values_list("slug", "pk"))
    contents = RecordSerializer().all_of(kind, list(keys_by_slug))
    return {keys_by_slug[content[kind]]: content for content in contents}


def record_content(record):
    """The content of one stored record, as it is in the database now; None where it is not there (any more)."""
    contents = RecordSerializer().all_of(kind_of_model(type(record)), pk=record.pk)
    return next(iter(contents), None)
