"""The parameters of the query string: which row each asks, and the form that reads and checks it.

django-filter reads them: a ``FilterSet`` is put together from the filters of those rows only that are asked.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from django import forms
from django.core.exceptions import ValidationError
from django_filters import Filter, FilterSet

from catalog.models import Phone
from catalog.quantities.partial_dates import PartialDate

from .facets import FACETS, Facet, facet_by_name
from .finder_query import ConditionOperator

MAX_VALUES = 100
MAX_VALUE_LENGTH = 200
MAX_NUMBER = 1e9
_PARAMETER_PATTERN = re.compile(r"(?:(?P<test>not|all)\.)?(?P<name>[a-z0-9_.]+?)(?P<end>_min|_max)?")
OPERATOR_BY_PREFIX = {"not": ConditionOperator.NONE, "all": ConditionOperator.ALL, None: ConditionOperator.ANY}


@dataclass(frozen=True)
class QueryParameter:
    """One name in the query string. ``end`` is “_min” or “_max” of a range, else empty."""

    name: str
    facet: Facet
    test: ConditionOperator
    end: str = ""


@lru_cache(maxsize=4096)
def parameter_by_name(name):
    """The parameter of that name, or None. An end of a range counts first: ``f_number_max`` is the f-number's."""
    if name == "sold_outside":
        return QueryParameter(name, FACETS["sold_in"], ConditionOperator.OUTSIDE)
    found = _PARAMETER_PATTERN.fullmatch(name)
    if not found:
        return None
    ranged = found["end"] and not found["test"] and facet_by_name(found["name"])
    if ranged and ranged.is_number:
        return QueryParameter(name, ranged, ConditionOperator.RANGE, found["end"])
    facet = facet_by_name(found["name"] + (found["end"] or ""))
    if facet is None or (facet.is_number and found["test"]):
        return None
    return QueryParameter(
        name, facet, ConditionOperator.RANGE if facet.is_number else OPERATOR_BY_PREFIX[found["test"]]
    )


class NumberField(forms.Field):
    """A plain decimal number: no exponents, nothing endless."""

    def to_python(self, value):
        text = (value or "").strip().replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{0,9})?", text, re.ASCII) or not isfinite(float(text)):
            raise ValidationError(f"“{text[:20]}” is not a number.")
        if abs(float(text)) > MAX_NUMBER:
            raise ValidationError(f"“{text[:20]}” is beyond any number here.")
        return float(text)


class DateField(forms.Field):
    def to_python(self, value):
        try:
            return PartialDate.parse(value[:20]) if value and value.strip() else None
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault


class ValuesField(forms.Field):
    """Several values of one parameter, each once and in their order."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        values = list(dict.fromkeys(text.strip() for text in value or () if text.strip()))
        if len(values) > MAX_VALUES:
            raise ValidationError(f"At most {MAX_VALUES} values can be asked at once.")
        if any(len(text) > MAX_VALUE_LENGTH or "\0" in text for text in values):
            raise ValidationError("A value is too long, or not text.")
        return values


class NumberFilter(Filter):
    field_class = NumberField


class DateFilter(Filter):
    field_class = DateField


class ValuesFilter(Filter):
    field_class = ValuesField


def filter_of_parameter(parameter):
    if not parameter.facet.is_number:
        return ValuesFilter()
    return DateFilter() if parameter.facet.is_date else NumberFilter()


@lru_cache(maxsize=256)
def filter_form_class(names):
    """The form of a FilterSet of the parameters ``names``."""
    filters = {name: filter_of_parameter(parameter_by_name(name)) for name in names}
    return type("AskedFilters", (FilterSet,), filters)(None, Phone.objects.none()).get_form_class()


def parse_parameters(data, names):
    """(what is asked by each parameter, [messages] by parameter of what cannot be read)."""
    form = filter_form_class(tuple(names))(data)
    form.is_valid()
    asked = {name: form.cleaned_data[name] for name in names if form.cleaned_data.get(name) not in (None, [])}
    return asked, {name: list(messages) for name, messages in form.errors.items()}
