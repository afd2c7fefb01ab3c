"""What became of a record's content, read from its history."""

from catalog.exchange.reading import read_record
from catalog.exchange.report import changes
from catalog.exchange.seeing import content_before, with_what_was_before
from catalog.exchange.writing import record_text
from catalog.models import Revision


def changes_in(revision):
    """[path, old, new] of every value that a revision changed; none for a record that came or went whole."""
    (found,) = with_what_was_before(Revision.objects.filter(pk=revision.pk))
    before = content_before(found)
    return (
        changes(*(as_read(revision.kind, one) for one in (before, found.content))) if before and found.content else []
    )


def as_read(kind, content):
    """With its keys in the order of a record; PostgreSQL keeps them in another."""
    return read_record(record_text(kind, content), content[kind])[1]
