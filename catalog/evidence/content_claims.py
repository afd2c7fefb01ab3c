"""A source's word on one fact of a phone's content, and the fact set to it."""

from copy import deepcopy

from catalog.models import Display
from catalog.records.shapes import KINDS
from catalog.sheet.registry import find_spec

_ROWS = KINDS["phone"].rows


def with_claim(content, claim, camera=None):
    """``content`` of a phone with one more claim, on the phone itself or on its camera of that number, from 1."""
    made = deepcopy(content)
    _owner(made, camera).setdefault("claims", []).append(claim)
    return made


def with_fact(content, key, value, camera=None):
    """``content`` with a fact set, of the phone, of a camera, or of its only display; None where no column holds it or
    it is not clear which display is meant."""
    made = deepcopy(content)
    if find_spec(key, Display) and camera is None:
        displays = made.get("displays", ())
        return _set(made, displays[0], key, value, _ROWS["displays"]) if len(displays) == 1 else None
    return _set(made, _owner(made, camera), key, value, _ROWS["cameras"] if camera else KINDS["phone"])


def _owner(content, camera):
    return content["cameras"][camera - 1] if camera else content


def _set(content, row, key, value, shape):
    if key not in shape.columns:
        return None
    row[key] = value
    return content


def column_of(key, camera=None):
    """The column that holds a fact of a phone, a display or a camera; None where none does."""
    shapes = [_ROWS["cameras"]] if camera else [KINDS["phone"], _ROWS["displays"]]
    return next((shape.columns[key] for shape in shapes if key in shape.columns), None)
