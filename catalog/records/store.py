"""From content to what is stored: new records in bulk, changed ones row by row. Call it inside a transaction."""

from datetime import datetime
from itertools import takewhile, zip_longest

from django.db.models import ForeignKey

from catalog.models import Camera, LoadedRecord, Phone, Relation
from catalog.models.fields import PartialDateField
from catalog.quantities.partial_dates import PartialDate

from .serializer import content_digest, plain_value
from .shapes import RECORD_SHAPES, kind_of_model

BULK = 500


class IdsByKind(dict):
    """Kind → {slug: id} of all stored records of a kind, fetched when they are first asked for."""

    def __missing__(self, kind):
        self[kind] = dict(RECORD_SHAPES[kind].model.objects.values_list("slug", "id"))
        return self[kind]


class RecordStore:
    """Writes records; knows the ids of all that have been written, by kind and slug."""

    def __init__(self):
        self.ids = IdsByKind()
        self.relations = []

    def add(self, kind, contents, keys=()):
        """Store new records of one kind, under ``keys`` where they had one."""
        shape = RECORD_SHAPES[kind]
        records = [
            shape.model(pk=key, slug=content[kind], **self.columns(content, shape))
            for content, key in zip_longest(contents, keys)
        ]
        shape.model.objects.bulk_create(records, BULK)
        self.ids[kind].update((record.slug, record.id) for record in records)
        self.tie(records, contents, shape)
        self.add_rows(list(zip(records, contents, strict=True)), shape)

    def tie(self, records, contents, shape):
        """Name in each record those of its own kind that were stored together with it."""
        for record, content in zip(records, contents, strict=True):
            late = {key: value for key, value in self.columns(content, shape).items() if getattr(record, key) != value}
            if late:
                shape.model.objects.filter(id=record.id).update(**late)

    def change(self, kind, content, before=None):
        """Bring one stored record in line with ``content``. Its cameras and displays keep their ids where they stay.

        Lists that are the same in ``before``, what is stored now, are left alone.
        """
        shape = RECORD_SHAPES[kind]
        record = shape.model.objects.get(slug=content[kind])
        _assign_columns(record, self.columns(content, shape), shape)
        record.save()
        if shape.lists:
            self.replace_rows(record, content, shape, before)

    def rename(self, old, new):
        """Move a stored phone to another slug; its old address keeps working."""
        phone = Phone.objects.get(pk=self.ids["phone"].pop(old))
        phone.slug = new
        phone.save()
        self.ids["phone"][new] = phone.pk

    def add_rows(self, pairs, shape):
        """Store the rows of many new records, list by list. ``pairs`` are (record, content)."""
        for name, rows_shape in shape.lists:
            self.add_list(name, rows_shape, [(record, content.get(name, ())) for record, content in pairs])

    def add_list(self, name, shape, owners_and_rows, first=1):
        """Store rows of many owners, the ``first`` of each at that place."""
        if shape.model is Relation:
            self.relations += [(owner.id, row) for owner, rows in owners_and_rows for row in rows]
            return
        made = [
            (self.made(shape, owner, row, position), row)
            for owner, rows in owners_and_rows
            for position, row in enumerate(rows, first)
        ]
        shape.model.objects.bulk_create([row for row, _ in made], BULK)
        self.add_rows(made, shape)
        if shape.model is Camera:
            self.share_sensors(made)

    def replace_rows(self, record, content, shape, before=None):
        for name, rows_shape in shape.lists:
            wanted = content.get(name, ())
            if before and before.get(name, ()) == wanted:
                continue
            if rows_shape.block:
                self.replace_in_place(name, rows_shape, record, wanted)
            else:
                self.replace_changed_tail(name, rows_shape, record, wanted)

    def replace_changed_tail(self, name, shape, record, wanted):
        """Rows before it keep their ids: forms that are open, and reports, name rows by them."""
        here = list(_own_rows(record, name))
        same = takewhile(lambda pair: self.says(*pair, shape), zip(here, wanted, strict=False))
        kept = sum(1 for _ in same)
        if gone := [row.pk for row in here[kept:]]:
            shape.model.objects.filter(pk__in=gone).delete()
        self.add_list(name, shape, [(record, wanted[kept:])], first=kept + 1)

    def says(self, row, content, shape):
        """Whether a stored row says this, to the type of each value."""
        columns = self.columns(content, shape)
        return all(
            repr(plain_value(getattr(row, field.attname)))
            == repr(plain_value(columns.get(field.attname, field.get_default())))
            for field in shape.columns.values()
        )

    def replace_in_place(self, name, shape, record, wanted):
        """Change rows where they stand; what is left over goes, what is new comes behind."""
        here = list(getattr(record, name).all())
        for row, content in zip(here, wanted, strict=False):
            _assign_columns(row, self.columns(content, shape), shape)
            row.position = here.index(row) + 1
            row.save()
            self.replace_rows(row, content, shape)
        shape.model.objects.filter(id__in=[row.id for row in here[len(wanted) :]]).delete()
        made = [(self.made(shape, record, row, place), row) for place, row in enumerate(wanted, 1) if place > len(here)]
        shape.model.objects.bulk_create([row for row, _ in made])
        self.add_rows(made, shape)
        if shape.model is Camera:
            self.share_sensors(list(zip(record.cameras.all(), wanted, strict=True)))

    def made(self, shape, owner, content, position):
        """An unsaved row that belongs to ``owner``: a record, or a row of one."""
        row = shape.model(**self.columns(content, shape))
        if hasattr(row, "position"):
            row.position = position
        for name in shape.owners:
            field = row._meta.get_field(name)
            setattr(row, field.attname, _owner_id(owner, field))
        return row

    def share_sensors(self, made):
        """Tie cameras to those whose sensor they share, once all have ids."""
        by_place = {(camera.phone_id, camera.position): camera for camera, _ in made}
        for camera, content in made:
            place = content.get("shares_sensor_with")
            if place and (camera.phone_id, place) in by_place:
                camera.shares_sensor_with = by_place[camera.phone_id, place]
                camera.save(update_fields=["shares_sensor_with"])

    def columns(self, content, shape):
        """Keyword arguments for the model: references by id, dates as dates; none to what is not there yet."""
        return {
            field.attname: self.stored(field, content[key])
            for key, field in shape.columns.items()
            if key in content and key != "shares_sensor_with" and not self.is_stored_later(field, content[key])
        }

    def stored(self, field, value):
        if isinstance(field, ForeignKey):
            return self.ids[kind_of_model(field.related_model)][value]
        if isinstance(field, PartialDateField):
            return PartialDate.parse(value)
        return datetime.fromisoformat(value) if field.get_internal_type() == "DateTimeField" else value

    def is_stored_later(self, field, value):
        """Whether a record names another of its own kind that is not stored yet: a brand its maker."""
        return isinstance(field, ForeignKey) and value not in self.ids[kind_of_model(field.related_model)]

    def add_relations(self):
        """Store the relations of all phones written so far, once all phones are there."""
        phones = self.ids["phone"]
        made = [
            Relation(phone_id=owner, other_id=phones[row["other"]], kind=row["kind"], detail=row.get("detail"))
            for owner, row in self.relations
        ]
        Relation.objects.bulk_create(made, BULK)
        self.relations.clear()

    def remember(self, kind, records):
        """Keep the text and digest of each (content, text), to see later whether somebody changed it here."""
        rows = [
            LoadedRecord(kind=kind, slug=content[kind], digest=content_digest(content), text=text)
            for content, text in records
        ]
        keys, values = ["kind", "slug"], ["digest", "text"]
        LoadedRecord.objects.bulk_create(rows, BULK, update_conflicts=True, unique_fields=keys, update_fields=values)


def _assign_columns(record, columns, shape):
    """Give every column its value, or back its default."""
    for field in shape.columns.values():
        setattr(record, field.attname, columns.get(field.attname, field.get_default()))


def _owner_id(owner, field):
    """The key of ``owner``, or of what it belongs to itself: of a camera or of its phone. None where there is none."""
    return owner.id if isinstance(owner, field.related_model) else getattr(owner, field.attname, None)


def _own_rows(record, name):
    rows = getattr(record, name)
    own = rows.filter(camera=None) if name == "claims" and isinstance(record, Phone) else rows
    return own.all()


MAX_TRACKED_PHONES = 2000
"""Phones that are told apart by those who keep something of them; after more than that they begin anew."""


def with_old_slugs(content, stored):
    """``content`` with every slug that the phone once had here: an old address is never given up."""
    slugs = {row["slug"] for rows in (content, stored) for row in rows.get("old_slugs", ())}
    return {**content, "old_slugs": [{"slug": slug} for slug in sorted(slugs)]} if slugs else content
