"""The record files of a load: which there are, which say something new, and what they say."""

import pickle
from collections import Counter
from tempfile import TemporaryFile
from typing import NamedTuple

from catalog.records.record_files import record_files
from catalog.records.record_parser import parse_record, record_kind
from catalog.records.shapes import RECORD_SHAPES
from catalog.records.yaml_tree import Fault

from .coming_phones import MAX_PHONES_AT_ONCE
from .load_report import UNCHANGED
from .unchanged_files import unchanged_files


class ParsedRecordFile(NamedTuple):
    """``content`` is None where the file is unreadable; ``lines`` has the line of each field path."""

    text: str
    content: dict | None
    faults: list
    lines: dict


class RecordPaths:
    """Paths by kind: ``all`` in the order of their names, and the ``changed`` ones among them.

    What those hold is parsed once, before anything is locked, and kept in a temporary file: memory stays bounded
    whatever their number.
    """

    def __init__(self, paths, report):
        self.all = paths_by_kind(paths, report)
        self.changed = dict(self.all)
        self.places = {}
        self.file = TemporaryFile()  # noqa: SIM115 - closed by __exit__

    def __enter__(self):
        return self

    def __exit__(self, *fault):
        self.file.close()

    def leave_out_unchanged(self, ids, report):
        """Report the files that say what they said when they were loaded last; ``ids``: kind → slug → key of the
        stored records."""
        for kind, paths in self.all.items():
            names = Counter(path.stem for path in paths)
            single = [path for path in paths if names[path.stem] == 1]
            unchanged = set(unchanged_files(kind, single, ids[kind]))
            for path in unchanged:
                report.add(UNCHANGED, f"{kind} {path.stem}")
            self.leave_out(kind, unchanged)

    def leave_out(self, kind, paths):
        """Nothing more is to be done for these."""
        done = set(paths)
        self.changed[kind] = [path for path in self.changed[kind] if path not in done]

    def parse(self):
        for paths in self.changed.values():
            for path in paths:
                self.places[path] = self.file.tell()
                pickle.dump(tuple(parsed_file(path)), self.file)

    def parsed(self, path):
        self.file.seek(self.places[path])
        return ParsedRecordFile(*pickle.load(self.file))  # noqa: S301 - written by ``parse``

    @property
    def count(self):
        return sum(map(len, self.all.values()))

    @property
    def changed_count(self):
        return sum(map(len, self.changed.values()))

    @property
    def may_bring_many_phones(self):
        return len(self.changed["phone"]) > MAX_PHONES_AT_ONCE

    def expect_in(self, checks):
        for kind, paths in self.all.items():
            checks.expect(kind, [path.stem for path in paths])


def paths_by_kind(paths, report):
    """Every record file by its kind, in the order of their names; a path that is not there is a fault."""
    files = {kind: [] for kind in RECORD_SHAPES}
    found, absent = record_files(paths)
    for path in absent:
        report.reject(path, [Fault(1, "", "no such file or folder")])
    for path in found:
        text, fault = decode_record(path.read_bytes())
        kind = record_kind(text)
        if kind:
            files[kind].append(path)
        elif fault:
            report.reject(path, [fault])
        else:
            report.reject(path, parse_record(text, path.stem)[2])
    return files


def parsed_file(path):
    text, fault = decode_record(path.read_bytes())
    _, content, faults, lines = parse_record(text, path.stem)
    if fault:
        faults = [fault]
    return ParsedRecordFile(text, content, faults, lines)


def decode_record(data):
    """The text of a record file, and the fault in it where it is not UTF-8."""
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return data.decode("utf-8", "replace"), Fault(line, "", "the file is not UTF-8")
