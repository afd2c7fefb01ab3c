"""What changed in records, noted as it happens. The counterpart of ``catalog.models.revisions``.

A record's history is kept as contents, not as copies of its tables: one revision holds the record with all its rows,
and two of them are told apart, and one of them brought back, by what loads and compares record files anyway.
"""

from catalog.models import Edit, Revision
from catalog.records.shapes import RECORD_SHAPES, normalised_content

from .visibility import revision_visibility


def latest_revision_number(kind, key):
    """The number of the last revision of a record; 0 where it has none. One query."""
    return Revision.objects.of(kind, key).values_list("pk", flat=True).first() or 0


def content_at_revision(kind, key, number):
    """The content that a record had at its revision of that number, 0: before its first; None where nothing tells."""
    revisions = Revision.objects.of(kind, key)
    if number:
        return revisions.get(pk=number).content
    first = revisions.last()
    if first is None:
        return None
    return first.before


class EditRecorder:
    """One act as it goes on. Its ``edit`` is stored with the first change that is noted; None while there is none."""

    def __init__(self, act, *, by=None, why=None, undoes=None):
        self.edit = None
        self.options = {"act": act, "by": by, "why": why, "undoes": undoes}

    def note(self, kind, key, before, after):
        """Note that a record had one content and has another; None stands for one that was not, or is no more, there.

        The same content twice is no change. Call it inside the transaction that changes the record.
        """
        before = _normalised(kind, before)
        after = _normalised(kind, after)
        if before == after:
            return None
        self.edit = self.edit or Edit.objects.create(**self.options)
        visibility = revision_visibility(kind, key, before, after, self.edit.at)
        slug = (after or before)[kind]
        last = Revision.objects.of(kind, key).first()
        if last and last.content == before:
            before = None
        return self.edit.revisions.create(kind=kind, record=key, slug=slug, before=before, content=after, **visibility)


def _normalised(kind, content):
    if content is None:
        return None
    return normalised_content(content, RECORD_SHAPES[kind])
