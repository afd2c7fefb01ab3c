"""Storing a record's whole content at the desk."""

from catalog.models.touched_phones import records_by_model
from catalog.records.publishing_checks import becomes_published, publishing_faults
from catalog.records.record_save import InvalidContent, save_record
from catalog.records.serializer import record_content
from catalog.records.shapes import RECORD_SHAPES, normalised_content

from .change_recorder import related_phones, update_derived_data


def lock_record(kind, key):
    """The record, for this transaction; None where it is gone, or new."""
    return key and RECORD_SHAPES[kind].model.objects.select_for_update().filter(pk=key).first()


def store_content(recording, kind, content, record):
    """Store a content, and tell all who must know. Call it in a transaction of its own: ``InvalidContent``, after
    storing, where a phone may not be published."""
    before = record and record_content(record)
    content = normalised_content(content, RECORD_SHAPES[kind])
    stored = save_with_dependents(recording, kind, content, record)
    if kind == "phone" and becomes_published(before, content):
        check_publishing(stored)
    return stored


def check_publishing(phone):
    """Raises ``InvalidContent`` where a phone that has been stored as published lacks what published phones have."""
    faults = publishing_faults(phone)
    if faults:
        raise InvalidContent(faults)


def save_with_dependents(recording, kind, content, record=None, **options):
    """``save_record``, and let everybody know who shows the record, before and after."""
    phones = related_phones([record]) if record else set()
    stored = save_record(recording, kind, content, record, **options)
    update_derived_data(phones, records_by_model([stored]))
    return stored
