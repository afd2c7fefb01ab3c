"""One record at a time: is this content sound, and make it so. What the desk does with contents goes through here."""

from dataclasses import replace

from django.core.exceptions import ValidationError

from .content_checks import check_content
from .cross_checks import CrossChecks
from .serializer import SlugsByKind, record_content
from .shapes import RECORD_SHAPES, with_sorted_rows, without_empty_lists
from .store import RecordStore, with_old_slugs
from .yaml_tree import MAX_FILE_CHARACTERS, MAX_NODES, Fault, UnreadableYaml, parse_yaml_tree
from .yaml_writer import record_yaml


class InvalidContent(Exception):
    """Content that cannot be stored. ``faults`` say where and why."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__("; ".join(f"{fault.field}: {fault.reason}".removeprefix(": ") for fault in faults))


def validated_content(kind, content, checks=None):
    """``content`` in its one order and form; raises ``InvalidContent`` with every fault, alone and against
    other records.

    ``checks`` are those of several records that are stored together; loops they find only once they have seen all.
    """
    content, faults = check_alone(kind, content)
    if not faults:
        faults = _cross_check_faults(kind, content, checks)
    if faults:
        raise InvalidContent(faults)
    return with_sorted_rows(content, RECORD_SHAPES[kind])


def check_alone(kind, content):
    """(checked content, faults) of a record by itself. Lists of rows that nothing was put into are left out."""
    checked, found = check_content(kind, without_empty_lists(content, RECORD_SHAPES[kind]))
    faults = [Fault(1, fault.field, fault.reason) for fault in found]
    if not faults:
        faults = _size_faults(kind, checked)
    return checked, faults


def _size_faults(kind, content):
    """Why the file of this content could not be read again. It is written only where it may be too large: a
    character takes ten in a file at most, and no key or value is shorter than two here."""
    characters = len(str(content))
    if characters < min(MAX_FILE_CHARACTERS // 10, MAX_NODES * 2):
        return []
    try:
        parse_yaml_tree(record_yaml(kind, content))
    except UnreadableYaml as unreadable:
        return [replace(unreadable.fault, line=1)]
    return []


def _cross_check_faults(kind, content, checks=None):
    if checks:
        return list(checks.faults_in(kind, content, "", {}))
    checks = CrossChecks(SlugsByKind())
    checks.expect(kind, [content[kind]])
    faults = list(checks.faults_in(kind, content, "", {}))
    for _, late_faults in checks.late_faults():
        faults += late_faults
    return faults


def save_record(recording, kind, content, record=None, *, key=None):
    """Bring a stored ``record`` in line with ``content``, or add a new one (None); return it, noted in ``recording``.

    Raises ``InvalidContent``. A slug that differs renames a phone, whose old address keeps working. What is added gets
    the
    ``key`` that it had before it was deleted, and so its history. Call it inside a transaction, and move the stamp
    after it.
    """
    before = record and record_content(record)
    record = rename_record(kind, record, content[kind])
    content = validated_content(kind, with_old_slugs(content, record_content(record) if record else {}))
    writer = RecordStore()
    writer.change(kind, content) if record else writer.add(kind, [content], keys=[key])
    writer.add_relations()
    stored = RECORD_SHAPES[kind].model.objects.get(slug=content[kind])
    recording.note(kind, stored.pk, before, record_content(stored))
    return stored


def rename_record(kind, record, slug):
    """``record`` (None: a new one) under this slug; raises ``InvalidContent`` where another has it."""
    if RECORD_SHAPES[kind].model.objects.filter(slug=slug).exclude(pk=record and record.pk).exists():
        raise InvalidContent([Fault(1, "slug", f"another {kind} has the address “{slug}” now")])
    if record and record.slug != slug:
        record.slug = slug
        try:
            record.save()
        except ValidationError as fault:
            raise InvalidContent([Fault(1, "slug", " ".join(fault.messages))]) from fault
    return record
