"""Validators of the finder's query strings, by the sheet alone: names of parameters, numbers, dates and flags.

Whether the catalogue has the values that are asked for is checked by the finder.
"""

import re
from functools import partial
from urllib.parse import parse_qsl

from .query_values import OPTICAL_FORMAT, TYPE_LABEL, parse_query_date, parse_query_number
from .registry import CAMERA_SPECS, DISPLAY_SPECS, ENTRY_GROUP_BY_KEY, PHONE_SPECS
from .spec import Filter

NON_FILTER_PARAMETERS = ("q", "sort", "unknown", "view", "columns", "units")
"""Parameters of a query that are no filters."""
MAX_PARAMETERS = 200
SOLD_OUTSIDE = "sold_outside"

_SPECS_BY_PREFIX = {"": {**PHONE_SPECS, **DISPLAY_SPECS}, "lens": CAMERA_SPECS, "front": CAMERA_SPECS}
"""Prefix of a parameter, before its point → rows by key."""
for _key, _group in ENTRY_GROUP_BY_KEY.items():
    _SPECS_BY_PREFIX[_key] = {spec.key: spec for spec in _group.specs}

_PARAMETER_NAME = re.compile(r"((?P<test>not|all)\.)?(?P<row>[a-z0-9_.]+?)(?P<end>_min|_max)?")
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
    """What is wrong with one parameter, in words; None where nothing is."""
    if name in NON_FILTER_PARAMETERS:
        return None
    if not is_filter_parameter(name):
        return "nothing is asked by this name"
    validate = _VALUE_VALIDATORS.get(parameter_spec(name).filter)
    if validate is None:
        return None
    return validate(parameter_spec(name), value)


def _number_fault(spec, value):
    return _fault_of(partial(parse_query_number, spec), value)


def _date_fault(spec, value):
    return _fault_of(parse_query_date, value)


def _fault_of(parse, value):
    try:
        parse(value)
    except ValueError as fault:
        return str(fault).removesuffix(".")
    return None


def _flag_fault(spec, value):
    if value.lower() in _FLAG_VALUES:
        return None
    return f"“{value[:20]}” is none of: {', '.join(_FLAG_VALUES)}"


_VALUE_VALIDATORS = {Filter.RANGE: _number_fault, Filter.FLAG: _flag_fault, Filter.DATES: _date_fault}
"""Words of a choice are not here: only the finder knows those."""


def is_filter_parameter(name):
    """Whether the finder has a parameter of this name. Ranges cannot be negated."""
    spec = parameter_spec(name)
    if spec is None:
        return False
    return not (_is_ranged(spec) and name.startswith(("not.", "all.")))


def parameter_spec(name):
    """The row that a parameter filters by, or None.

    An end of a range counts first: ``f_number_max`` is the upper end of ``f_number``, not the row of that key.
    """
    if name == SOLD_OUTSIDE:
        return PHONE_SPECS["sold_in"]
    found = _PARAMETER_NAME.fullmatch(name)
    if not found:
        return None
    if found["end"] and not found["test"]:
        ranged = _filterable_spec(_ranged_row(found["row"]))
        if ranged and _is_ranged(ranged):
            return ranged
    return _filterable_spec(found["row"] + (found["end"] or ""))


def _ranged_row(row):
    """The row whose ranges are asked by that name: for type labels the one that has them as numbers."""
    if row.endswith(TYPE_LABEL):
        return row.removesuffix(TYPE_LABEL) + OPTICAL_FORMAT
    return row


def _filterable_spec(name):
    """The row of that name, if it has a filter. A camera's row without a prefix is the main camera's."""
    prefix, _, key = name.rpartition(".")
    specs = _SPECS_BY_PREFIX.get(prefix, {})
    spec = specs.get(key)
    if spec is None and not prefix:
        spec = specs.get(f"main_{key}")
    if spec is None or not spec.filter:
        return None
    return spec


def _is_ranged(spec):
    return spec.filter in (Filter.RANGE, Filter.DATES)
