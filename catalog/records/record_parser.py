"""From a tree to a record: plain content with every fault named.

Content is what JSON could hold: {"phone": slug, key: value, list name: [rows]}. What is not known, and what goes
without saying, is left out, so equal records have equal content.
"""

import re
from difflib import get_close_matches

from django.core.exceptions import ValidationError

from catalog.models.validators import validate_slug
from catalog.models.vocabulary import RelationKind
from catalog.sheet.registry import CAMERA_CLAIM_SPECS, CLAIM_ONLY_SPECS, PHONE_CLAIM_SPECS

from .constraints import condition_columns, violated_constraints
from .shapes import RECORD_SHAPES
from .value_parser import InvalidValue, is_null, parse_value, parse_value_for_key
from .yaml_tree import Fault, Mapping, Scalar, Sequence, UnreadableYaml, parse_yaml_tree

_FIRST_KEY = re.compile(rf"\ufeff?(?:[ \t\r]*(?:#[^\n]*|---[ \t\r]*)?\n)*({'|'.join(RECORD_SHAPES)})[ \t]*:")
CLAIM_KEYS = {*PHONE_CLAIM_SPECS, *CLAIM_ONLY_SPECS, *RelationKind.values}
"""What sources may speak of where they speak of the whole phone."""


def record_kind(text):
    """What kind of record the text holds, by its first key; None when it does not say."""
    found = _FIRST_KEY.match(text)
    if found:
        return found[1]
    try:
        root = parse_yaml_tree(text)[0]
    except UnreadableYaml:
        return None
    return root.pairs[0][0].text if _is_record(root) else None


def parse_record(text, slug):
    """``(kind, content, faults, lines)`` of a file named ``slug``. ``lines`` maps field paths to lines; content is None
    when the file is unreadable."""
    try:
        root, faults = parse_yaml_tree(text)
    except UnreadableYaml as fault:
        return None, None, [fault.fault], {}
    reader = _RecordParser(faults)
    kind, content = reader.record(root, slug)
    return kind, content, faults, reader.lines


class _RecordParser:
    def __init__(self, faults):
        self.faults = faults
        self.lines = {}

    def note(self, line, path, reason):
        self.faults.append(Fault(line, path, reason))

    def record(self, root, slug):
        if not _is_record(root):
            self.note(root.line, "", f"the first key must say what this is: {', '.join(RECORD_SHAPES)}")
            return None, None
        (head, name), *pairs = root.pairs
        kind = head.text
        self.check_name(name, slug, RECORD_SHAPES[kind])
        content = self.row(Mapping(root.line, pairs), RECORD_SHAPES[kind], "")
        self.check_baseline(content)
        return kind, {kind: slug, **content}

    def check_name(self, name, slug, shape):
        given = name.text if isinstance(name, Scalar) else ""
        longest = shape.model._meta.get_field("slug").max_length
        try:
            validate_slug(slug)
        except ValidationError as fault:
            self.note(name.line, "slug", fault.message.removesuffix("."))
            return
        if len(slug) > longest:
            self.note(name.line, "slug", f"{len(slug)} characters are too many: at most {longest}")
        elif given != slug:
            self.note(name.line, "slug", f"“{given}” lies in a file named “{slug}”")

    def row(self, node, shape, path):
        """One record or row: its values by key in the model's order, then its lists."""
        if not isinstance(node, Mapping):
            self.note(node.line, path, "expected keys and values")
            return {}
        found = {}
        for key, value in node.pairs:
            self.one(key, value, shape, path, found)
        self.check_row(found, shape, node.line, path)
        order = [*shape.columns, *shape.rows]
        return {key: found[key] for key in order if key in found and found[key] != shape.defaults.get(key)}

    def one(self, key, node, shape, path, found):
        """Read one pair into ``found``."""
        here = f"{path}.{key.text}" if path else key.text
        self.lines[here] = key.line
        if key.text in shape.rows:
            rows = self.rows(node, shape.rows[key.text], here)
            found.update({key.text: rows} if rows else {})
        elif key.text not in shape.columns:
            self.note(key.line, here, _unknown_key_message(key.text, [*shape.columns, *shape.rows]))
        elif not is_null(node):
            self.value(key, node, shape, here, found)

    def value(self, key, node, shape, here, found):
        about = found.get("key") if key.text == "value" else None
        try:
            found[key.text] = parse_value_for_key(node, about) if about else parse_value(shape.columns[key.text], node)
        except InvalidValue as fault:
            for reason in fault.reasons:
                self.note(node.line, here, reason)
            found[key.text] = None

    def rows(self, node, shape, path):
        if is_null(node) and not shape.least:
            return []
        if not isinstance(node, Sequence):
            self.note(node.line, path, "expected a list: [a, b]" if shape.alone else "expected a list of rows")
            return []
        for number, item in enumerate(node.items):
            self.lines[f"{path}[{number + 1}]"] = item.line
        read = self.single_value if shape.alone else self.row
        rows = [read(item, shape, f"{path}[{number}]") for number, item in enumerate(node.items, 1)]
        self.check_repeats(rows, shape, path)
        self.check_count(rows, shape, node.line, path)
        return rows

    def single_value(self, node, shape, path):
        """A value that stands alone in its list, as the row of one column that it is short for."""
        found = {}
        self.value(Scalar(shape.alone, node.line), node, shape, path, found)
        return found

    def check_count(self, rows, shape, line, path):
        if shape.most and not shape.least <= len(rows) <= shape.most:
            self.note(line, path, f"{len(rows)} given: at least {shape.least} and at most {shape.most}")
        elif not rows and not shape.alone:
            self.note(line, path, "an empty list of rows says nothing: if it is whole, complete_sections says so")

    def check_row(self, found, shape, line, path):
        """What concerns more than one value: what must be there, what must fit, what keys may be spoken of."""
        for name, field in shape.columns.items():
            if not field.null and not field.has_default() and name not in found and not field.blank:
                self.note(line, f"{path}.{name}".lstrip("."), "is missing")
        for name, rows in shape.lists:
            if rows.least and (here := f"{path}.{name}".lstrip(".")) not in self.lines:
                self.note(line, here, "is missing")
        unread = {key for key, value in found.items() if value is None}
        checks = [check for check in shape.checks if not condition_columns(check.condition) & unread]
        for constraint in violated_constraints(checks, {**shape.defaults, **found}):
            where = self.place_of(constraint, found, path)
            self.note(self.lines.get(where, line), where, str(constraint.violation_error_message).removesuffix("."))
        if "value" in shape.columns and isinstance(key := found.get("key"), str):
            self.check_key(key, line, path)

    def check_baseline(self, content):
        """What a guide measures its phones by is one of them."""
        baseline, phones = content.get("baseline"), [row.get("phone") for row in content.get("phones", ())]
        if baseline and baseline not in phones:
            self.note(self.lines["baseline"], "baseline", f"“{baseline}” is not one of its phones")

    def place_of(self, constraint, found, path):
        """The path of the last value that a constraint looks at; of the row where none of them is there."""
        looked_at = condition_columns(constraint.condition)
        paths = [f"{path}.{key}".lstrip(".") for key in found if key in looked_at]
        return max((at for at in paths if at in self.lines), key=self.lines.get, default=path)

    def check_key(self, key, line, path):
        whole = CLAIM_KEYS if path.startswith("claims[") else PHONE_CLAIM_SPECS
        known = CAMERA_CLAIM_SPECS if path.startswith("cameras[") else whole
        if key not in known:
            self.note(self.lines.get(f"{path}.key", line), f"{path}.key", _unknown_key_message(key, known))

    def check_repeats(self, rows, shape, path):
        for keys in shape.unique_together:
            seen = {}
            for number, row in enumerate(rows, 1):
                mark = tuple(str(row.get(key)) for key in keys)
                if None not in (row.get(key) for key in keys) and seen.setdefault(mark, number) != number:
                    self.note(
                        self.lines[f"{path}[{number}]"],
                        f"{path}[{number}]",
                        f"says again what row {seen[mark]} says: {', '.join(mark)}",
                    )


def _is_record(root):
    return isinstance(root, Mapping) and bool(root.pairs) and root.pairs[0][0].text in RECORD_SHAPES


def _unknown_key_message(key, known):
    near = get_close_matches(key, known, n=1)
    return f"“{key}” is no key here" + (f"; did you mean {near[0]}?" if near else "")
