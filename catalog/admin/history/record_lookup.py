"""A stored record by its kind and key."""

from django.http import Http404

from catalog.records.shapes import RECORD_SHAPES


def find_record(kind, key):
    """The record; None where it is gone or, without a key, new."""
    if not key:
        return None
    return RECORD_SHAPES[kind].model.objects.filter(pk=key).first()


def record_or_404(kind, key):
    record = find_record(kind, key)
    if record is None:
        raise Http404
    return record
