"""What became of a record's content, read from its history."""

from catalog.history.visibility import content_before, with_previous_content
from catalog.importers.load_report import field_changes
from catalog.models import Revision
from catalog.records.record_save import check_alone


def changes_in(revision):
    """[path, old, new] of every value that a revision changed; none for a record that came or went whole."""
    (found,) = with_previous_content(Revision.objects.filter(pk=revision.pk))
    before = content_before(found)
    return (
        field_changes(*(as_read(revision.kind, one) for one in (before, found.content)))
        if before and found.content
        else []
    )


def as_read(kind, content):
    """With its keys in the order of a record; PostgreSQL keeps them in another."""
    return check_alone(kind, content)[0]
