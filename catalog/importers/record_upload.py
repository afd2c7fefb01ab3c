"""A record as text, downloaded, changed by hand and brought back: YAML as in a record file, or JSON."""

import json
import re
from dataclasses import dataclass, replace

from django.db import transaction

from catalog.history.recorder import Recording
from catalog.models.vocabulary import Act
from catalog.records.dump import loaded_texts
from catalog.records.editor import Unsound, store
from catalog.records.reader import read_record
from catalog.records.serializer import digest
from catalog.records.shapes import KINDS
from catalog.records.yaml_comments import comments_of
from catalog.records.yaml_tree import LARGEST_FILE, Fault, Scalar, Unreadable, parse
from catalog.records.yaml_writer import record_text

_REVISION = re.compile(r"(?m)^# Revision (\d{1,18})\b.*\n?")
_ODD = re.compile("[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


@dataclass(frozen=True)
class Uploaded:
    """What a text holds. ``content`` is None where nothing can be made of it; ``revision`` is the one that it was
    downloaded at, None where it does not say."""

    text: str
    kind: str | None = None
    content: dict | None = None
    faults: tuple[Fault, ...] = ()
    revision: int | None = None

    @property
    def told(self):
        """(fault, the line of the text that it is about), in the order of the lines."""
        lines = self.text.split("\n")
        return [
            (fault, lines[fault.line - 1] if 0 < fault.line <= len(lines) else "")
            for fault in sorted(self.faults, key=lambda fault: fault.line)
        ]


def yaml_of(kind, content, revision):
    """The file of a record, with the comments of the one it was loaded from, and the revision that it shows."""
    loaded = loaded_texts(kind, [content[kind]]).get(content[kind])
    text = record_text(kind, content, comments_of(loaded[1]) if loaded else {})
    if loaded and loaded[0] == digest(content):
        text = loaded[1]
    return f"{text.rstrip()}\n# Revision {revision}: by this line, what others change is told from what you change.\n"


def json_of(content):
    """Read again it is taken for YAML, so what YAML takes for no character, or for the end of a line, is written as a
    number."""
    text = json.dumps(_with_lone_values(content), indent=2, ensure_ascii=False)
    return _ODD.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"


def _with_lone_values(content):
    """Rows of one column as records write them: a list of its values."""
    shape = KINDS[next(iter(content))]
    alone = {name: rows.alone for name, rows in shape.lists if rows.alone and name in content}
    lone = {name: [row[column] for row in content[name]] for name, column in alone.items()}
    return {**content, **lone}


def read_bytes(data):
    """Raises nothing: what is wrong is among the faults."""
    if len(data) > 4 * LARGEST_FILE:
        return Uploaded("", faults=(Fault(1, "", f"the file is larger than {LARGEST_FILE:,} characters"),))
    try:
        return read(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        return Uploaded(data.decode("utf-8", "replace"), faults=(Fault(line, "", "the file is not UTF-8"),))


def read(text):
    """The record in a text, with every fault that it has by itself."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain, revision = _as_yaml(text), _REVISION.search(text)
    kind, content, faults, _ = read_record(plain, _name_in(plain))
    return Uploaded(text, kind, content, tuple(faults), int(revision[1]) if revision else None)


def _as_yaml(text):
    """JSON is nearly YAML: but for tabs before a line, and characters written as pairs."""
    if not text.lstrip("\ufeff \t\n").startswith("{"):
        return text
    text = re.sub(r"(?m)^[ \t]+", lambda found: " " * len(found[0]), text)
    return _PAIR.sub(lambda found: json.loads(f'"{found[0]}"'), text)


def _name_in(text):
    """The name that the record gives itself, as it would be that of its file."""
    try:
        root, _ = parse(text)
    except Unreadable:
        return ""
    name = root.pairs[0][1] if getattr(root, "pairs", None) else None
    return name.text if isinstance(name, Scalar) else ""


def tried(uploaded, record):
    """The same with all faults that it has among other records, each at its line; nothing is stored."""
    if uploaded.faults or not uploaded.content:
        return uploaded
    try:
        with transaction.atomic():
            store(Recording(Act.UPLOADED), uploaded.kind, uploaded.content, record)
            transaction.set_rollback(True)
    except Unsound as unsound:
        plain = _as_yaml(uploaded.text)
        lines = read_record(plain, uploaded.content[uploaded.kind])[3]
        found = [replace(fault, line=_line_of(fault, lines)) for fault in unsound.faults]
        return replace(uploaded, faults=tuple(found))
    return uploaded


def _line_of(fault, lines):
    """Where the field stands, or the row that it is missing in."""
    path = fault.field
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path, 1)
