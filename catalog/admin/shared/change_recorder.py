"""What follows from a change at the desk, in its transaction: history, the stamp, what the finder keeps."""

from collections import defaultdict
from contextlib import contextmanager

from catalog.finder.index_store import index_missing_phones
from catalog.history.recorder import EditRecorder
from catalog.models import Phone, Stamp
from catalog.models.catalogue_change import catalogue_change
from catalog.models.touched_phones import NOT_ON_PHONES, records_by_model, with_related_phones
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content
from catalog.records.shapes import RECORD_SHAPES, kind_of_model
from catalog.worklists.task_store import examine_phones

MAX_EXAMINED_PHONES = 100
"""Phones at once, about 15 ms each; what waits beyond is counted on the first screen, and examined from there."""


def update_derived_data(phones, records=None):
    """The catalogue has changed in these phones (keys; None: in any) and ``records`` (model → keys): readers get all
    phones that this touches anew, whole, with the next request, and editors what there is to do at them."""
    touched = Stamp.move(phones, records)
    index_missing_phones()
    examine_phones(touched, most=MAX_EXAMINED_PHONES)


def related_phones(rows):
    """The keys of the phones that ``rows`` are or belong to, and of all that have a relation with one of them now."""
    return with_related_phones(records_by_model(rows).get(Phone, ()))


def record_contents(rows):
    """(kind, key) → content of the stored records that ``rows`` are or belong to: a camera to its phone. Rows of
    neither sort have no history."""
    contents = {}
    for record in filter(None, map(owning_record, rows)):
        key = kind_of_model(type(record)), record.pk
        if record.pk and key not in contents:
            contents[key] = record_content(record)
    return contents


def owning_record(row):
    return row if kind_of_model(type(row)) else getattr(row, "phone", None)


class RecordChange:
    """Stored records before a change, and the phones related to them; ``record`` tells everybody what has become of
    them. ``rows`` are records or what belongs to them, new ones included."""

    def __init__(self, rows):
        self.rows = rows
        self.before = record_contents(rows)
        self.phones = related_phones(rows)

    def contents_now(self):
        return record_contents(self.rows)

    def record(self, recorder):
        """Note the change of each record in the history, and bring up to date what is made from them."""
        after = self.contents_now()
        hidden = defaultdict(set)
        for kind, key in self.before | after:
            contents = self.before.get((kind, key)), after.get((kind, key))
            recorder.note(kind, key, *contents)
            if not shows_on_phones(kind, *contents):
                hidden[RECORD_SHAPES[kind].model].add(key)
        records = {model: keys - hidden[model] for model, keys in records_by_model(self.rows).items()}
        update_derived_data(self.phones, records)


def shows_on_phones(kind, before, after):
    """Whether phones that name the record say what has changed from one content to another; None: there is none."""
    columns = NOT_ON_PHONES.get(RECORD_SHAPES[kind].model)
    if columns is None or before is None or after is None:
        return True
    return without_columns(before, columns) != without_columns(after, columns)


def without_columns(content, columns):
    return {key: value for key, value in content.items() if key not in columns}


@contextmanager
def record_deletion(request, rows, why=None):
    """Tells the history and the stamp what was deleted meanwhile: ``rows``, and with them what they are part of, and
    the phones that were tied to them."""
    with catalogue_change():
        owners = remaining_owners(rows) + phones_related_to([row for row in rows if isinstance(row, Phone)])
        change = RecordChange([*rows, *owners])
        yield
        change.rows = owners
        change.record(EditRecorder(Act.DELETED, by=request.user, why=why))


def remaining_owners(rows):
    """The records that ``rows`` belong to and that are not among them."""
    deleted = {(kind_of_model(type(row)), row.pk) for row in rows}
    owners = []
    for row in rows:
        owner = owning_record(row)
        if owner and (kind_of_model(type(owner)), owner.pk) not in deleted:
            owners.append(owner)
    return owners


def phones_related_to(phones):
    """Other phones that say what they are to one of these, and will say so no more."""
    if not phones:
        return []
    return list(Phone.objects.filter(relations__other__in=phones).exclude(pk__in=[one.pk for one in phones]).distinct())
