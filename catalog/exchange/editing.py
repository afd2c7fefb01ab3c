"""One record at a time: is this content sound, and make it so. What the desk does with contents goes through here."""

from .contents import Slugs
from .crosschecks import CrossChecks
from .history import content_of
from .loading import with_old_slugs
from .reading import read_record
from .shapes import KINDS, in_order
from .storing import Store
from .writing import record_text


class Unsound(Exception):
    """Content that cannot be stored. ``faults`` say where and why."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__("; ".join(f"{fault.field}: {fault.reason}".removeprefix(": ") for fault in faults))


def checked(kind, content):
    """``content`` in its one order and form; raises ``Unsound`` with every fault, alone and against other records."""
    _, read, faults, lines = read_record(record_text(kind, content), content[kind])
    if read and not faults:
        faults = _faults_among_others(kind, read, lines)
    if faults:
        raise Unsound(faults)
    return in_order(read, KINDS[kind])


def _faults_among_others(kind, content, lines):
    checks = CrossChecks(Slugs())
    checks.expect(kind, [content[kind]])
    faults = list(checks.faults_in(kind, content, "", lines))
    return faults + [fault for _, late in checks.late_faults() for fault in late]


def store(recording, kind, content, record=None):
    """Bring a stored ``record`` in line with ``content``, or add a new one (None); return it, noted in ``recording``.

    Raises ``Unsound``. A slug that differs renames a phone, whose old address keeps working. Call it inside a
    transaction, and move the stamp after it.
    """
    before = record and content_of(record)
    record = record and _renamed(record, content[kind])
    content = checked(kind, with_old_slugs(content, content_of(record) if record else {}))
    writer = Store()
    writer.change(kind, content) if record else writer.add(kind, [content])
    writer.add_relations()
    stored = KINDS[kind].model.objects.get(slug=content[kind])
    recording.note(kind, stored.pk, before, content_of(stored))
    return stored


def _renamed(record, slug):
    if record.slug != slug:
        record.slug = slug
        record.save()
    return record
