"""From content to the text of a record, in one layout."""

import re

import yaml

from .shapes import RECORD_SHAPES
from .value_parser import as_text

MAX_ROW_LENGTH = 200

_RESOLVER = yaml.resolver.Resolver()
_NEEDS_QUOTES = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`~=<\s]|: | #|[:\s]$")
_NEEDS_QUOTES_IN_FLOW = re.compile(rf"{_NEEDS_QUOTES.pattern}|[,\[\]{{}}]")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa1-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_UNSAFE_IN_BLOCK = re.compile(r"(?m)^[ \t]|[ \t]$|\r|\t")


def record_yaml(kind, content, comments=None):
    """The file of one record. ``comments`` maps paths to ``(lines before, words behind)``."""
    writer = _YamlWriter(comments or {})
    writer.line("", (kind,), f"{kind}: {content[kind]}")
    writer.row({key: value for key, value in content.items() if key != kind}, RECORD_SHAPES[kind], "", ())
    writer.lines += writer.comments.get((), ((), ""))[0]
    return "\n".join(writer.lines) + "\n"


class _YamlWriter:
    def __init__(self, comments):
        self.comments = comments
        self.lines = []

    def line(self, indent, path, text):
        """One line with the comments that belong to it."""
        before, behind = self.comments.get(path, ((), ""))
        self.lines += [f"{indent.replace('-', ' ')}{comment}" for comment in before]
        self.lines.append(f"{indent}{text}{'  ' if behind else ''}{behind}")

    def row(self, row, shape, indent, path):
        """The pairs of one record or block row. A dash in ``indent`` opens an item: it is for the first line only."""
        for key, value in row.items():
            if key in shape.rows and (column := shape.rows[key].alone):
                self.line(indent, (*path, key), f"{key}: {format_scalar([one[column] for one in value])}")
            elif key in shape.rows:
                self.line(indent, (*path, key), f"{key}:")
                self.list(value, shape.rows[key], indent.replace("-", " "), (*path, key))
            elif isinstance(value, str) and "\n" in value and fits_literal_block(value):
                self.line(indent, (*path, key), f"{key}: |-")
                self.lines += [f"{indent.replace('-', ' ')}  {line}" if line else "" for line in value.split("\n")]
            else:
                self.line(indent, (*path, key), f"{key}: {format_scalar(value, risky=_NEEDS_QUOTES)}")
            indent = indent.replace("-", " ")

    def list(self, rows, shape, indent, path):
        for number, row in enumerate(rows):
            here, flow = (
                (*path, number),
                f"{{{', '.join(f'{key}: {format_scalar(value)}' for key, value in row.items())}}}",
            )
            if shape.block or len(flow) > MAX_ROW_LENGTH or self.has_inner_comments(here):
                self.lines += [f"{indent}{comment}" for comment in self.comments.get(here, ((), ""))[0]]
                self.row(row, shape, f"{indent}- ", here)
            else:
                self.line(indent, here, f"- {flow}")

    def has_inner_comments(self, path):
        return any(other[: len(path)] == path and len(other) > len(path) for other in self.comments)


def fits_literal_block(text):
    """Whether a text of several lines survives as a literal block."""
    return (
        not _UNSAFE_IN_BLOCK.search(text)
        and not _UNPRINTABLE.search(text.replace("\n", ""))
        and not text.startswith("\n")
        and text[-1:] != "\n"
    )


def format_scalar(value, risky=_NEEDS_QUOTES_IN_FLOW):
    """One value, or a list of values, on one line. ``risky`` finds what must be quoted where it is to stand."""
    if isinstance(value, list):
        return f"[{', '.join(map(format_scalar, value))}]"
    if isinstance(value, int | float):
        return as_text(value)
    return _quote(str(value), risky)


def _quote(text, risky):
    if _UNPRINTABLE.search(text):
        escaped = text.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))
        return f'"{_UNPRINTABLE.sub(_escape_character, escaped)}"'
    if risky.search(text) or not text or _resolves_to_another_type(text):
        return "'" + text.replace("'", "''") + "'"
    return text


def _escape_character(found):
    return f"\\U{ord(found[0]):08X}"


def _resolves_to_another_type(text):
    """Whether an ordinary YAML reader would take the bare text for a number, a date, a flag or nothing."""
    return _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) != "tag:yaml.org,2002:str"
