"""Comments of a record file, and the values they belong to."""

from .yaml_tree import Mapping, Scalar, Sequence, parse_yaml_tree


def parse_comments(text):
    """Path → (comment lines before, comment behind). A path is a tuple of keys and row numbers from 0; the empty path
    holds what comes after everything. {} without comments."""
    if "#" not in text:
        return {}
    root, _ = parse_yaml_tree(text)
    places, spans = [], []
    _collect_places(root, (), places, spans)
    found = {}
    for number, line in enumerate(text.split("\n")):
        column = _comment_column(line, number, spans)
        if column is not None:
            _attach_comment(found, places, number + 1, line[column:].rstrip(), alone=not line[:column].strip())
    return {path: (tuple(before), behind) for path, (before, behind) in found.items()}


def _collect_places(node, path, places, spans):
    """Note the line of every key and row, in reading order, and where every scalar stands."""
    if isinstance(node, Scalar):
        spans.append(node.span)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            if isinstance(item, Mapping):
                places.append((item.line, (*path, number)))
            _collect_places(item, (*path, number), places, spans)
    else:
        for key, value in node.pairs:
            spans.append(key.span)
            if not node.flow:
                places.append((key.line, (*path, key.text)))
            _collect_places(value, (*path, key.text), places, spans)


def _comment_column(line, number, spans):
    """Where a comment starts in the line; None when each # in it belongs to a value."""
    for column, char in enumerate(line):
        opens = char == "#" and (column == 0 or line[column - 1] in " \t")
        if opens and not any(_is_inside_span(span, number, column) for span in spans):
            return column
    return None


def _is_inside_span(span, line, column):
    return bool(span) and (span[0], span[1]) <= (line, column) < (span[2], span[3])


def _attach_comment(found, places, line, comment, alone):
    """Give a comment to the next value when it stands alone, else to the last value begun in its line or before."""
    if alone:
        path = next((path for start, path in places if start > line), ())
        found.setdefault(path, ([], ""))[0].append(comment)
        return
    begun = [place for place in places if place[0] <= line]
    path = begun[-1][1] if begun else ()
    found[path] = (found.get(path, ([], ""))[0], comment)
