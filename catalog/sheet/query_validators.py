"""The finder's query strings, as far as the sheet alone can judge them: names, numbers, dates and flags.

Whether the catalogue has the words that are asked for is for the finder to say.
"""

import re
from urllib.parse import parse_qsl

from catalog.quantities.partial_dates import PartialDate

from .registry import CAMERA_SPECS, DISPLAY_SPECS, ENTRY_GROUP_BY_KEY, PHONE_SPECS
from .spec import Filter

NON_FILTER_PARAMETERS = ("q", "sort", "unknown", "view", "columns", "units")
"""What is no condition and yet belongs to a question."""
MAX_PARAMETERS = 200
SOLD_OUTSIDE = "sold_outside"

_SPECS_BY_PREFIX = {
    "": {**PHONE_SPECS, **DISPLAY_SPECS},
    "lens": CAMERA_SPECS,
    "front": CAMERA_SPECS,
    **{key: {spec.key: spec for spec in group.specs} for key, group in ENTRY_GROUP_BY_KEY.items()},
}
"""Rows by key, by what stands before the point."""
_PARAMETER_NAME = re.compile(r"((?P<test>not|all)\.)?(?P<row>[a-z0-9_.]+?)(?P<end>_min|_max)?")
_NUMBER = re.compile(r"[+-]?\d{1,12}([.,]\d{0,9})?", re.ASCII)
_FLAG_VALUES = ("yes", "no", "unknown")


def query_faults(query):
    """Yield in words what is wrong with a query string whatever the catalogue holds."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_PARAMETERS)
    except ValueError:
        yield f"more than {MAX_PARAMETERS} parameters"
        return
    if not any(value.strip() for _, value in pairs):
        yield "nothing is asked"
    for name, value in pairs:
        fault = parameter_fault(name, value.strip())
        if fault:
            yield f"{name[:60]}: {fault}"


def parameter_fault(name, value):
    """What is wrong with one parameter; None where nothing is."""
    if name in NON_FILTER_PARAMETERS:
        return None
    if not is_filter_parameter(name):
        return "nothing is asked by this name"
    spec = parameter_spec(name)
    if spec.filter == Filter.RANGE and not _NUMBER.fullmatch(value):
        return f"“{value[:20]}” is not a number"
    if spec.filter == Filter.FLAG and value.lower() not in _FLAG_VALUES:
        return f"“{value[:20]}” is none of: {', '.join(_FLAG_VALUES)}"
    return _date_fault(value) if spec.filter == Filter.DATES else None


def _date_fault(value):
    try:
        PartialDate.parse(value[:20])
    except ValueError as fault:
        return str(fault)
    return None


def is_filter_parameter(name):
    """Whether the finder has a parameter of this name."""
    spec = parameter_spec(name)
    return spec is not None and not (_is_ranged(spec) and name.startswith(("not.", "all.")))


def parameter_spec(name):
    """The row that a parameter asks, or None. An end of a range counts first: ``f_number_max`` is the f-number's."""
    if name == SOLD_OUTSIDE:
        return PHONE_SPECS["sold_in"]
    found = _PARAMETER_NAME.fullmatch(name)
    if not found:
        return None
    ranged = found["end"] and not found["test"] and _filterable_spec(found["row"])
    return ranged if ranged and _is_ranged(ranged) else _filterable_spec(found["row"] + (found["end"] or ""))


def _filterable_spec(name):
    """A row that filters; a camera's row alone means the main camera's."""
    before, _, key = name.rpartition(".")
    rows = _SPECS_BY_PREFIX.get(before, {})
    found = rows.get(key) or ({} if before else rows).get(f"main_{key}")
    return found if found and found.filter else None


def _is_ranged(spec):
    return spec.filter in (Filter.RANGE, Filter.DATES)
