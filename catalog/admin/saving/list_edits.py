"""Rows of a list that are edited in the list itself and sent together."""

from catalog.history.recorder import EditRecorder
from catalog.models import Revision
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Act

from ..shared.change_recorder import RecordChange


class ListConflict(Exception):
    """A record in a list that somebody else has changed since the list was opened."""

    def __init__(self, revision):
        self.revision = revision
        super().__init__()

    def __str__(self):
        revision = self.revision
        who = revision.edit.by or "a command"
        return (
            f"Nothing was saved: {revision.kind} {revision.slug} has been changed since this list was opened, "
            f"by {who}. Below is what it says now."
        )


class ListEdits:
    """The rows that one list sends. ``seen`` is the last revision of all when it was opened."""

    def __init__(self, user, seen):
        self.user, self.seen = user, seen
        self.changed = set()

    @catalogue_change()
    def store(self, row):
        """Store one row, and note it in the history. Raises ``ListConflict`` where somebody else has changed its
        record."""
        change = RecordChange([type(row).objects.get(pk=row.pk), row])
        row.save()
        for kind, key in change.contents_now():
            self.check(kind, key)
        change.record(EditRecorder(Act.SAVED, by=self.user))

    def check(self, kind, key):
        """Raises where the record has later revisions than the list has seen, but for those of this very list."""
        if (kind, key) in self.changed:
            return
        later = Revision.objects.of(kind, key).filter(pk__gt=self.seen).select_related("edit__by").first()
        if later:
            raise ListConflict(later)
        self.changed.add((kind, key))
