"""From content to what is stored: new records in bulk, changed ones row by row. Call it inside a transaction."""

from datetime import datetime
from itertools import takewhile, zip_longest

from django.db.models import DateTimeField

from catalog.models import Camera, LoadedRecord, Phone, Relation
from catalog.models.fields import PartialDateField
from catalog.quantities.partial_dates import PartialDate

from .record_format import record_format
from .serializer import content_digest, plain_value
from .shapes import RECORD_SHAPES

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
            columns = self.columns(content, shape)
            late = {}
            for key, value in columns.items():
                if getattr(record, key) != value:
                    late[key] = value
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
            for owner, rows in owners_and_rows:
                self.relations += [(owner.id, row) for row in rows]
            return
        made = []
        for owner, rows in owners_and_rows:
            made += self.made_rows(shape, owner, rows, first)
        self.add_made(made, shape)

    def made_rows(self, shape, owner, rows, first):
        """(unsaved row, its content) for rows of one owner."""
        return [(self.made(shape, owner, row, position), row) for position, row in enumerate(rows, first)]

    def add_made(self, made, shape):
        """Store (unsaved row, content) pairs and what is in them."""
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
        """Replace rows from the first that differs on. Rows before it keep their ids: open forms and reports name rows
        by them."""
        here = list(_own_rows(record, name))
        pairs = zip(here, wanted, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: self.says(*pair, shape), pairs))
        gone = [row.pk for row in here[same:]]
        if gone:
            shape.model.objects.filter(pk__in=gone).delete()
        self.add_list(name, shape, [(record, wanted[same:])], first=same + 1)

    def says(self, row, content, shape):
        """Whether a stored row says this, to the type of each value."""
        columns = self.columns(content, shape)
        for field in shape.columns.values():
            stored = plain_value(getattr(row, field.attname))
            wanted = plain_value(columns.get(field.attname, field.get_default()))
            if repr(stored) != repr(wanted):
                return False
        return True

    def replace_in_place(self, name, shape, record, wanted):
        """Change rows where they stand; what is left over goes, what is new comes behind."""
        here = list(getattr(record, name).all())
        for position, (row, content) in enumerate(zip(here, wanted, strict=False), 1):
            _assign_columns(row, self.columns(content, shape), shape)
            row.position = position
            row.save()
            self.replace_rows(row, content, shape)
        gone = here[len(wanted) :]
        shape.model.objects.filter(id__in=[row.id for row in gone]).delete()
        made = self.made_rows(shape, record, wanted[len(here) :], len(here) + 1)
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
            other = by_place.get((camera.phone_id, content.get("shares_sensor_with")))
            if other:
                camera.shares_sensor_with = other
                camera.save(update_fields=["shares_sensor_with"])

    def columns(self, content, shape):
        """Keyword arguments for the model: references by id, dates as dates; none to what is not there yet."""
        found = {}
        for key, field in shape.columns.items():
            if key not in content or key == "shares_sensor_with":
                continue
            kind = shape.references.get(key)
            if kind is None:
                found[field.attname] = _column_value(field, content[key])
            elif content[key] in self.ids[kind]:
                found[field.attname] = self.ids[kind][content[key]]
        return found

    def add_relations(self):
        """Store the relations of all phones written so far, once all phones are there."""
        phones = self.ids["phone"]
        made = [
            Relation(phone_id=owner, other_id=phones[row["other"]], kind=row["kind"], detail=row.get("detail"))
            for owner, row in self.relations
        ]
        Relation.objects.bulk_create(made, BULK)
        self.relations.clear()

    def remember(self, kind, records, form=None):
        """Keep the text and digest of each (content, text), to see later whether somebody changed it here. ``form`` is
        the record format they were read in, today's where it is None."""
        rows = []
        form = form or record_format()
        for content, text in records:
            digest = content_digest(content)
            rows.append(LoadedRecord(kind=kind, slug=content[kind], digest=digest, form=form, text=text))
        LoadedRecord.objects.bulk_create(
            rows, BULK, update_conflicts=True, unique_fields=["kind", "slug"], update_fields=["digest", "form", "text"]
        )


def _assign_columns(record, columns, shape):
    """Give every column its value, or back its default."""
    for field in shape.columns.values():
        setattr(record, field.attname, columns.get(field.attname, field.get_default()))


def _column_value(field, value):
    """A plain value as its column takes it."""
    if isinstance(field, PartialDateField):
        return PartialDate.parse(value)
    if isinstance(field, DateTimeField):
        return datetime.fromisoformat(value)
    return value


def _owner_id(owner, field):
    """The key of ``owner``, or of what it belongs to itself: of a camera or of its phone. None where there is none."""
    if isinstance(owner, field.related_model):
        return owner.id
    return getattr(owner, field.attname, None)


def _own_rows(record, name):
    """The rows of a list; of claims of a phone, not those of its cameras."""
    rows = getattr(record, name)
    if name == "claims" and isinstance(record, Phone):
        return rows.filter(camera=None)
    return rows.all()


def with_old_slugs(content, stored):
    """``content`` with every slug that the phone once had here: an old address is never given up."""
    rows = [*content.get("old_slugs", ()), *stored.get("old_slugs", ())]
    slugs = sorted({row["slug"] for row in rows})
    if not slugs:
        return content
    return {**content, "old_slugs": [{"slug": slug} for slug in slugs]}
