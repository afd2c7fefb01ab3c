"""Validation of one record by itself, on plain content: ``(checked content, faults)``.

Content is what JSON could hold: {"phone": slug, key: value, list name: [rows]}. In checked content, what is not known
and what equals its column's default is left out, so equal records have equal content. Record files, forms and imports
all go through here; where content was read from a text, the reader adds the lines.
"""

from dataclasses import dataclass
from enum import Enum, auto

from django.core.exceptions import ValidationError
from rapidfuzz import fuzz, process

from catalog.models.validators import validate_slug
from catalog.models.vocabulary import RelationKind
from catalog.sheet.registry import CAMERA_CLAIM_SPECS, CLAIM_ONLY_SPECS, PHONE_CLAIM_SPECS, ROW_CLAIM_SPECS

from .constraints import is_violated
from .shapes import RECORD_SHAPES, field_path
from .value_parser import InvalidValue, is_null, parse_value, parse_value_for_key

PHONE_CLAIM_KEYS = {*PHONE_CLAIM_SPECS, *CLAIM_ONLY_SPECS, *RelationKind.values}
"""Keys of the claims that concern a whole phone."""

NEAR_KEY_PERCENT = 60
"""From this likeness on a key is offered in place of an unknown one."""


class Place(Enum):
    """What a fault points at in a text."""

    KEY = auto()
    """The key at the path of the field, or the row there."""
    VALUE = auto()
    """The beginning of the value at the path of the field: below its key, where a list has a line for each item."""
    ROW = auto()
    """The beginning of the row in which the field is missing."""


@dataclass(frozen=True, slots=True)
class ContentFault:
    """What is wrong, and where: ``field`` is a path such as ``cameras[2].f_number``; “” is the whole record.

    ``candidates`` are the paths of all values that a broken constraint compares, in the order of the content; a text
    names the one that stands last in it. ``field`` is one of them.
    """

    field: str
    reason: str
    place: Place = Place.KEY
    candidates: tuple[str, ...] = ()


def check_content(kind, content, slug=None):
    """The checked content of a record and its ``ContentFault``s, in the order of the content.

    ``slug`` is the name of the file that holds the record, where it comes from one. Values may be typed, or texts from
    a record file (``values.Unquoted`` where they stand without quotes): each column makes the same value of both.
    """
    checker = _Checker()
    name = content[kind]
    slug = name if slug is None else slug
    checker.check_slug(name, slug, RECORD_SHAPES[kind])
    row = {key: value for key, value in content.items() if key != kind}
    checked = checker.row(row, RECORD_SHAPES[kind], "")
    checker.check_baseline(checked)
    checker.check_countries(checked)
    return {kind: slug, **checked}, checker.faults


class _Checker:
    """Collects the faults of one record."""

    def __init__(self):
        self.faults = []

    def note(self, field, reason, place=Place.KEY, candidates=()):
        self.faults.append(ContentFault(field, reason, place, candidates))

    def check_slug(self, name, slug, shape):
        longest = shape.model._meta.get_field("slug").max_length
        try:
            validate_slug(slug)
        except ValidationError as fault:
            self.note("slug", fault.message.removesuffix("."), Place.VALUE)
            return
        if len(slug) > longest:
            self.note("slug", f"{len(slug)} characters are too many: at most {longest}", Place.VALUE)
        elif name != slug:
            name = name if isinstance(name, str) else ""
            self.note("slug", f"“{name}” lies in a file named “{slug}”", Place.VALUE)

    def row(self, row, shape, path):
        """One record or row: its values by key in the model's order, then its lists."""
        if not isinstance(row, dict):
            self.note(path, "expected keys and values", Place.VALUE)
            return {}
        found = {}
        for key, value in row.items():
            self.pair(key, value, shape, path, found)
        self.check_required(row, found, shape, path)
        self.check_constraints(found, shape, path)
        self.check_claimed_key(found, shape, path)
        return _without_defaults(found, shape)

    def pair(self, key, value, shape, path, found):
        """Check one key with its value and put what it holds into ``found``."""
        here = field_path(path, key)
        if key in shape.rows:
            rows = self.rows(value, shape.rows[key], here)
            if rows:
                found[key] = rows
        elif key not in shape.columns:
            self.note(here, _unknown_key(key, [*shape.columns, *shape.rows]))
        elif not is_null(value):
            self.column(key, value, shape, here, found)

    def column(self, key, value, shape, here, found):
        """Put the value of a column into ``found``: None where it cannot be read."""
        claimed_key = found.get("key") if key == "value" else None
        try:
            if claimed_key:
                found[key] = parse_value_for_key(value, claimed_key)
            else:
                found[key] = parse_value(shape.columns[key], value)
        except InvalidValue as fault:
            for reason in fault.reasons:
                self.note(here, reason, Place.VALUE)
            found[key] = None

    def rows(self, rows, shape, path):
        if is_null(rows) and not shape.least:
            return []
        if not isinstance(rows, list):
            expected = "a list: [a, b]" if shape.alone else "a list of rows"
            self.note(path, f"expected {expected}", Place.VALUE)
            return []
        check_row = self.single_value if shape.alone else self.row
        checked = [check_row(row, shape, f"{path}[{number}]") for number, row in enumerate(rows, 1)]
        self.check_repeats(checked, shape, path)
        self.check_count(checked, shape, path)
        return checked

    def single_value(self, row, shape, path):
        """A row of one column, which records write as its value: the path of the row is that of the value."""
        found = {}
        self.column(shape.alone, row.get(shape.alone), shape, path, found)
        return found

    def check_count(self, rows, shape, path):
        if shape.most and not shape.least <= len(rows) <= shape.most:
            reason = f"{len(rows)} given: at least {shape.least} and at most {shape.most}"
            self.note(path, reason, Place.VALUE)
        elif not rows and not shape.alone:
            reason = "an empty list of rows says nothing: if there are none, say so in complete_sections"
            self.note(path, reason, Place.VALUE)

    def check_countries(self, checked):
        """No country is both among the markets and among those where the phone is not sold."""
        sold = {row.get("country") for row in checked.get("markets", ())}
        for code in checked.get("not_sold_in") or ():
            if code in sold:
                self.note("not_sold_in", f"“{code}” is among the markets too", Place.VALUE)

    def check_required(self, row, found, shape, path):
        """Every column that must be known is, and every list that must have rows is there."""
        for names, given in ((shape.required, found), (shape.required_lists, row)):
            for name in names:
                if name not in given:
                    self.note(field_path(path, name), "is missing", Place.ROW)

    def check_constraints(self, found, shape, path):
        """The database's constraints on several columns; none of those that look at a value that could not be read."""
        unread = {key for key, value in found.items() if value is None}
        row = {**shape.defaults, **found}
        for constraint, columns in shape.checks:
            if columns.isdisjoint(unread) and is_violated(constraint, row):
                compared = [key for key in found if key in columns]
                self.note_violation(constraint, compared, shape, path)

    def note_violation(self, constraint, keys, shape, path):
        """Note that a constraint is broken by the values of these keys."""
        candidates = tuple(field_path(path, key) for key in keys)
        reason = str(constraint.violation_error_message).removesuffix(".")
        self.note(_blamed(candidates, shape, path), reason, candidates=candidates)

    def check_claimed_key(self, found, shape, path):
        """Rows with a key and a value speak of facts that the spec sheet has."""
        key = found.get("key")
        if "value" not in shape.columns or not isinstance(key, str):
            return
        known = _claimable_keys(path, found)
        if key not in known:
            self.note(f"{path}.key", _unknown_key(key, known))
        if path.startswith("cameras[") and found.get("row"):
            self.note(f"{path}.row", "a claim on a camera names no model code or market", Place.VALUE)

    def check_baseline(self, content):
        """The phone that a guide compares the others with is one of its phones."""
        baseline = content.get("baseline")
        phones = [row.get("phone") for row in content.get("phones", ())]
        if baseline and baseline not in phones:
            self.note("baseline", f"“{baseline}” is not one of its phones")

    def check_repeats(self, rows, shape, path):
        for keys in shape.unique_together:
            first_rows = {}
            for number, row in enumerate(rows, 1):
                values = [row.get(key) for key in keys]
                if None in values:
                    continue
                texts = tuple(map(str, values))
                first = first_rows.setdefault(texts, number)
                if first != number:
                    self.note(f"{path}[{number}]", f"says again what row {first} says: {', '.join(texts)}")


def _without_defaults(found, shape):
    """The values in the order of the model, lists last, without those that equal the column's default."""
    checked = {}
    for key in shape.order:
        if key in found and found[key] != shape.defaults.get(key):
            checked[key] = found[key]
    return checked


def _blamed(candidates, shape, path):
    """The path that a broken constraint is reported at: the one that would stand last in the file, and the first of
    those in one line; the row where none of its values is there."""
    if not candidates:
        return path
    is_in_one_line = path and not shape.block
    return candidates[0] if is_in_one_line else candidates[-1]


def _claimable_keys(path, row):
    if row.get("row"):
        return ROW_CLAIM_SPECS
    if path.startswith("cameras["):
        return CAMERA_CLAIM_SPECS
    if path.startswith("claims["):
        return PHONE_CLAIM_KEYS
    return PHONE_CLAIM_SPECS


def _unknown_key(key, known):
    if key in ROW_CLAIM_SPECS and known is PHONE_CLAIM_KEYS:
        return f"“{key}” is a fact of one model code or market: “row” says of which"
    near = process.extractOne(key, [*known], scorer=fuzz.ratio, score_cutoff=NEAR_KEY_PERCENT)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"“{key}” is not a key here{hint}"
