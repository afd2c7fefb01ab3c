"""A record as text that was downloaded, changed by hand and brought back: YAML as in a record file, or JSON."""

import json
import re
from dataclasses import dataclass, field, replace

from django.db import transaction

from catalog.history.recorder import EditRecorder
from catalog.models.catalogue_change import catalogue_change
from catalog.models.vocabulary import Act
from catalog.records.record_parser import parse_record
from catalog.records.record_save import InvalidContent, save_record
from catalog.records.yaml_tree import MAX_FILE_CHARACTERS, Fault, Mapping, Scalar, UnreadableYaml, parse_yaml_tree

from .record_paths import decode_record

_REVISION_COMMENT = re.compile(r"(?m)^# Revision (\d{1,18})\b.*\n?")
_SURROGATE_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


@dataclass(frozen=True)
class UploadedRecord:
    """What a text holds. ``content`` is None where nothing can be made of it; ``revision`` is the one that it was
    downloaded at, None where it does not say. ``lines`` has the line of each field by path."""

    text: str
    kind: str | None = None
    content: dict | None = None
    faults: tuple[Fault, ...] = ()
    revision: int | None = None
    lines: dict = field(default_factory=dict, repr=False, compare=False)

    @property
    def told(self):
        """(fault, the line of the text that it is about), in the order of the lines."""
        lines = dict(enumerate(self.text.split("\n"), 1))
        faults = sorted(self.faults, key=lambda fault: fault.line)
        return [(fault, lines.get(fault.line, "")) for fault in faults]


def parse_upload_bytes(data):
    """Raises nothing: what is wrong is among the faults."""
    if len(data) > 4 * MAX_FILE_CHARACTERS:
        fault = Fault(1, "", f"the file is larger than {MAX_FILE_CHARACTERS:,} characters")
        return UploadedRecord("", faults=(fault,))
    text, fault = decode_record(data)
    if fault:
        return UploadedRecord(text, faults=(fault,))
    return parse_upload_text(text)


def parse_upload_text(text):
    """The record in a text, with every fault that it has by itself."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = _json_to_yaml(text)
    kind, content, faults, lines = parse_record(plain, _slug_in_text(plain))
    revision = _REVISION_COMMENT.search(text)
    number = int(revision[1]) if revision else None
    return UploadedRecord(text, kind, content, tuple(faults), number, lines)


def _json_to_yaml(text):
    """JSON is nearly YAML: but for tabs before a line, and characters written as pairs."""
    if not text.lstrip("\ufeff \t\n").startswith("{"):
        return text
    text = re.sub(r"(?m)^[ \t]+", lambda found: " " * len(found[0]), text)
    return _SURROGATE_PAIR.sub(lambda found: json.loads(f'"{found[0]}"'), text)


def _slug_in_text(text):
    """The name that the record gives itself, as it would be that of its file."""
    try:
        root, _ = parse_yaml_tree(text)
    except UnreadableYaml:
        return ""
    if not isinstance(root, Mapping) or not root.pairs:
        return ""
    _, name = root.pairs[0]
    return name.text if isinstance(name, Scalar) else ""


def validated_upload(uploaded, record):
    """The same with all faults that it has among other records, each at its line; nothing is stored."""
    if uploaded.faults or not uploaded.content:
        return uploaded
    try:
        with catalogue_change():
            save_record(EditRecorder(Act.UPLOADED), uploaded.kind, uploaded.content, record)
            transaction.set_rollback(True)
    except InvalidContent as invalid:
        faults = [replace(fault, line=_nearest_line(fault, uploaded.lines)) for fault in invalid.faults]
        return replace(uploaded, faults=tuple(faults))
    return uploaded


def _nearest_line(fault, lines):
    """Where the field stands, or the row that it is missing in."""
    path = fault.field
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path, 1)
