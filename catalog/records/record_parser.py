"""Record files into checked content: every value of the text by path, with its line, and every fault at its line."""

import re

from .content_checks import Place, check_content
from .shapes import RECORD_SHAPES, field_path
from .value_parser import Unquoted
from .yaml_tree import Fault, Mapping, Scalar, Sequence, UnreadableYaml, parse_yaml_tree

_FIRST_KEY = re.compile(rf"\ufeff?(?:[ \t\r]*(?:#[^\n]*|---[ \t\r]*)?\n)*({'|'.join(RECORD_SHAPES)})[ \t]*:")


def record_kind(text):
    """What kind of record the text holds, by its first key; None when it does not say."""
    found = _FIRST_KEY.match(text)
    if found:
        return found[1]
    try:
        root = parse_yaml_tree(text)[0]
    except UnreadableYaml:
        return None
    return _first_key(root)


def parse_record(text, slug):
    """``(kind, content, faults, lines)`` of a file named ``slug``. ``lines`` maps field paths to lines; content is None
    when the file is unreadable."""
    try:
        root, faults = parse_yaml_tree(text)
    except UnreadableYaml as unreadable:
        return None, None, [unreadable.fault], {}
    kind = _first_key(root)
    if kind is None:
        reason = f"the first key must say what this is: {', '.join(RECORD_SHAPES)}"
        return None, None, [*faults, Fault(root.line, "", reason)], {}
    tree = _PlainTree(root)
    content = _with_rows(tree.content, RECORD_SHAPES[kind])
    checked, found = check_content(kind, content, slug)
    tree.starts["slug"] = tree.starts[kind]
    faults += [tree.with_line(fault) for fault in found]
    return kind, checked, faults, tree.lines


class _PlainTree:
    """The content of a YAML tree, and where its parts stand.

    ``lines`` has the line of every key and list item by path, ``starts`` the line on which its value starts.
    """

    def __init__(self, root):
        self.lines = {}
        self.starts = {}
        self.content = self.plain(root, "")

    def plain(self, node, path):
        self.starts[path] = node.line
        if isinstance(node, Scalar):
            return node.text if node.quoted else Unquoted(node.text)
        if isinstance(node, Sequence):
            return self.items(node, path)
        return self.pairs(node, path)

    def items(self, node, path):
        found = []
        for number, item in enumerate(node.items, 1):
            here = f"{path}[{number}]"
            self.lines[here] = item.line
            found.append(self.plain(item, here))
        return found

    def pairs(self, node, path):
        found = {}
        for key, value in node.pairs:
            here = field_path(path, key.text)
            self.lines[here] = key.line
            found[key.text] = self.plain(value, here)
        return found

    def with_line(self, fault):
        """The fault at its line; a broken constraint at the last of the values that it compares."""
        field = fault.field
        if fault.candidates:
            field = max(fault.candidates, key=self.lines.get)
        return Fault(self.line_of(field, fault.place), field, fault.reason)

    def line_of(self, field, place):
        if place is Place.ROW:
            row = field.rpartition(".")[0]
            return self.starts[row]
        if place is Place.KEY and field in self.lines:
            return self.lines[field]
        return self.starts[field]


def _with_rows(content, shape):
    """``content`` with each list of lone values, ``phones: [a, b]``, as the rows that it is short for."""
    rows = {}
    for name, inner in shape.lists:
        values = content.get(name)
        if inner.alone and isinstance(values, list):
            rows[name] = [{inner.alone: value} for value in values]
    return {**content, **rows}


def _first_key(root):
    """The kind of record that the first key names; None where it names none."""
    if not isinstance(root, Mapping) or not root.pairs:
        return None
    key, _ = root.pairs[0]
    if key.text in RECORD_SHAPES:
        return key.text
    return None
