"""Comments of a record file, and the values they belong to."""

import re
from collections import defaultdict

from .yaml_tree import Mapping, Scalar, Sequence, parse_yaml_tree

_COMMENT_START = re.compile(r"(?<![^ \t])#")


def parse_comments(text):
    """Path → (comment lines before, comment behind). A path is a tuple of keys and row numbers from 0; the empty path
    holds what comes after everything. {} without comments."""
    if "#" not in text:
        return {}
    root, _ = parse_yaml_tree(text)
    places = []
    spans = []
    _collect_places(root, (), places, spans)
    before = defaultdict(list)
    behind = {}
    for number, line in enumerate(text.split("\n")):
        column = _comment_column(line, number, spans)
        if column is None:
            continue
        comment = line[column:].rstrip()
        if line[:column].strip():
            behind[_path_begun_at(number + 1, places)] = comment
        else:
            before[_path_after(number + 1, places)].append(comment)
    return {path: (tuple(before.get(path, ())), behind.get(path, "")) for path in [*before, *behind]}


def _collect_places(node, path, places, spans):
    """Note the line of every key and row, in reading order, and where every scalar stands."""
    if isinstance(node, Scalar):
        spans.append(node.span)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            here = (*path, number)
            if isinstance(item, Mapping):
                places.append((item.line, here))
            _collect_places(item, here, places, spans)
    else:
        for key, value in node.pairs:
            here = (*path, key.text)
            spans.append(key.span)
            if not node.flow:
                places.append((key.line, here))
            _collect_places(value, here, places, spans)


def _comment_column(line, number, spans):
    """Where a comment starts in the line; None when each # in it belongs to a value."""
    for found in _COMMENT_START.finditer(line):
        if not _is_inside_any(spans, number, found.start()):
            return found.start()
    return None


def _is_inside_any(spans, line, column):
    """Whether a scalar stands there. One that was left out has no span."""
    place = (line, column)
    return any(span and span[:2] <= place < span[2:] for span in spans)


def _path_after(line, places):
    """The next value below a comment that has a line for itself; the empty path at the end."""
    for start, path in places:
        if start > line:
            return path
    return ()


def _path_begun_at(line, places):
    """The last value that begins in the line of a comment behind it, or before."""
    found = ()
    for start, path in places:
        if start <= line:
            found = path
    return found
