"""Record files that say what they said when they were loaded last: recognised by their text, without being read."""

from catalog.models import LoadedRecord, Revision
from catalog.models.touched_phones import key_chunks
from catalog.models.vocabulary import Act
from catalog.records.record_format import record_format


def unchanged_files(kind, paths, ids):
    """Those of ``paths``, files of records of one kind, whose text was loaded before in today's format, and whose
    record is stored and was not changed here in the meantime. ``ids``: slug → key of the stored records.

    A record that was changed here without a note in its history may be among them. It is left alone like one that
    was noted, and only not reported as in conflict.
    """
    noted = keys_changed_here(kind)
    found = []
    for some in key_chunks(paths):
        texts = loaded_texts(kind, [path.stem for path in some])
        for path in some:
            key = ids.get(path.stem)
            if key is None or key in noted:
                continue
            if texts.get(path.stem, "").encode() == path.read_bytes():
                found.append(path)
    return found


def loaded_texts(kind, slugs):
    loaded = LoadedRecord.objects.filter(kind=kind, form=record_format(), slug__in=slugs)
    return dict(loaded.values_list("slug", "text"))


def keys_changed_here(kind):
    """The keys of the records of a kind that were ever changed otherwise than by a load."""
    others = Revision.objects.filter(kind=kind).exclude(edit__act=Act.LOADED)
    return set(others.order_by().values_list("record", flat=True))
