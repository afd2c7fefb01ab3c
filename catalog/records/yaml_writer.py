"""From content to the text of a record, in one layout."""

import re

import yaml

from .shapes import RECORD_SHAPES
from .value_parser import as_text

MAX_ROW_LENGTH = 200
NO_COMMENTS = ((), "")

_RESOLVER = yaml.resolver.Resolver()
_NEEDS_QUOTES = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`~=<\s]|: | #|[:\s]$")
_NEEDS_QUOTES_IN_FLOW = re.compile(rf"{_NEEDS_QUOTES.pattern}|[,?\[\]{{}}]")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa1-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_UNSAFE_IN_BLOCK = re.compile(r"(?m)^[ \t]|[ \t]$|\r|\t")


def record_yaml(kind, content, comments=None):
    """The file of one record. ``comments`` maps paths to ``(lines before, words behind)``."""
    writer = _YamlWriter(comments or {})
    writer.line("", (kind,), f"{kind}: {content[kind]}")
    row = {key: value for key, value in content.items() if key != kind}
    writer.row(row, RECORD_SHAPES[kind], "", ())
    writer.lines += writer.comments_before(())
    return "\n".join(writer.lines) + "\n"


class _YamlWriter:
    def __init__(self, comments):
        self.comments = comments
        self.lines = []

    def line(self, indent, path, text):
        """One line with the comments that belong to it."""
        _, behind = self.comments.get(path, NO_COMMENTS)
        margin = _without_dash(indent)
        self.lines += [f"{margin}{comment}" for comment in self.comments_before(path)]
        if behind:
            text = f"{text}  {behind}"
        self.lines.append(f"{indent}{text}")

    def comments_before(self, path):
        return self.comments.get(path, NO_COMMENTS)[0]

    def row(self, row, shape, indent, path):
        """The pairs of one record or block row. A dash in ``indent`` opens an item: it is for the first line only."""
        for key, value in row.items():
            here = (*path, key)
            if key in shape.rows:
                self.rows(key, value, shape.rows[key], indent, here)
            elif _is_literal_block(value):
                self.line(indent, here, f"{key}: |-")
                self.literal_lines(value, _without_dash(indent))
            else:
                self.line(indent, here, f"{key}: {format_scalar(value, risky=_NEEDS_QUOTES)}")
            indent = _without_dash(indent)

    def rows(self, key, rows, shape, indent, path):
        """A list of rows below its key; rows of one column as a list of values behind it."""
        if shape.alone:
            values = [row[shape.alone] for row in rows]
            self.line(indent, path, f"{key}: {format_scalar(values)}")
            return
        self.line(indent, path, f"{key}:")
        for number, row in enumerate(rows):
            self.list_item(row, shape, _without_dash(indent), (*path, number))

    def literal_lines(self, text, indent):
        for line in text.split("\n"):
            self.lines.append(f"{indent}  {line}" if line else "")

    def list_item(self, row, shape, indent, path):
        """A row in one line where it is short; block rows, and those with comments in them, over several."""
        pairs = ", ".join(f"{key}: {format_scalar(value)}" for key, value in row.items())
        flow = f"{{{pairs}}}"
        if shape.block or len(flow) > MAX_ROW_LENGTH or self.has_inner_comments(path):
            self.lines += [f"{indent}{comment}" for comment in self.comments_before(path)]
            self.row(row, shape, f"{indent}- ", path)
        else:
            self.line(indent, path, f"- {flow}")

    def has_inner_comments(self, path):
        depth = len(path)
        return any(other[:depth] == path and len(other) > depth for other in self.comments)


def _without_dash(indent):
    """The indentation of the lines after the first of a list item."""
    return indent.replace("-", " ")


def _is_literal_block(value):
    if not isinstance(value, str) or "\n" not in value:
        return False
    return fits_literal_block(value)


def fits_literal_block(text):
    """Whether a text of several lines survives as a literal block."""
    return not (
        _UNSAFE_IN_BLOCK.search(text)
        or _UNPRINTABLE.search(text.replace("\n", ""))
        or text.startswith("\n")
        or text.endswith("\n")
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
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{_UNPRINTABLE.sub(_escape_character, escaped)}"'
    needs_quotes = not text or risky.search(text) or _resolves_to_another_type(text)
    if needs_quotes:
        doubled = text.replace("'", "''")
        return f"'{doubled}'"
    return text


def _escape_character(found):
    return f"\\U{ord(found[0]):08X}"


def _resolves_to_another_type(text):
    """Whether an ordinary YAML reader would take the bare text for a number, a date, a flag or nothing."""
    return _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) != "tag:yaml.org,2002:str"
