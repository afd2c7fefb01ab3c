"""The parameters of the query string: the row that each filters by, and the form that reads and checks it.

django-filter reads them: a ``FilterSet`` is put together from the filters of the parameters that are present.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

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
_NUMBER_PATTERN = re.compile(r"[+-]?\d{1,12}(\.\d{0,9})?", re.ASCII)
OPERATOR_BY_PREFIX = {"not": ConditionOperator.NONE, "all": ConditionOperator.ALL, "": ConditionOperator.ANY}


@dataclass(frozen=True)
class QueryParameter:
    """One name in the query string. ``end`` is “_min” or “_max” of a range, else empty."""

    name: str
    facet: Facet
    test: ConditionOperator
    end: str = ""


@lru_cache(maxsize=4096)
def parameter_by_name(name):
    """The parameter of that name, or None. An end of a range goes first: ``f_number_max`` is the f-number's."""
    if name == "sold_outside":
        return QueryParameter(name, FACETS["sold_in"], ConditionOperator.OUTSIDE)
    for end in ("_min", "_max"):
        if name.endswith(end):
            facet = facet_by_name(name.removesuffix(end))
            if facet and facet.is_number:
                return QueryParameter(name, facet, ConditionOperator.RANGE, end)
    prefix, row = _split_prefix(name)
    facet = facet_by_name(row)
    if facet is None:
        return None
    if not facet.is_number:
        return QueryParameter(name, facet, OPERATOR_BY_PREFIX[prefix])
    if prefix:
        return None
    return QueryParameter(name, facet, ConditionOperator.RANGE)


def _split_prefix(name):
    """``not.brand`` → (``not``, ``brand``); a name without a prefix → ("", name)."""
    prefix, _, row = name.partition(".")
    if prefix in ("not", "all"):
        return prefix, row
    return "", name


class NumberField(forms.Field):
    """A plain decimal number: no exponents, nothing infinite."""

    def to_python(self, value):
        text = (value or "").strip().replace(",", ".")
        if not text:
            return None
        if not _NUMBER_PATTERN.fullmatch(text):
            raise ValidationError(f"“{text[:20]}” is not a number.")
        number = float(text)
        if abs(number) > MAX_NUMBER:
            raise ValidationError(f"“{text[:20]}” is beyond any number here.")
        return number


class DateField(forms.Field):
    def to_python(self, value):
        if not (value or "").strip():
            return None
        try:
            return PartialDate.parse(value[:20])
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault


class ValuesField(forms.Field):
    """Several values of one parameter, each once and in their order."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        texts = filter(None, map(str.strip, value or ()))
        values = list(dict.fromkeys(texts))
        if len(values) > MAX_VALUES:
            raise ValidationError(f"At most {MAX_VALUES} values can be asked at once.")
        for text in values:
            if len(text) > MAX_VALUE_LENGTH or "\0" in text:
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
    if parameter.facet.is_date:
        return DateFilter()
    return NumberFilter()


@lru_cache(maxsize=256)
def filter_form_class(names):
    """The form of a FilterSet of the parameters ``names``."""
    filters = {name: filter_of_parameter(parameter_by_name(name)) for name in names}
    return type("AskedFilters", (FilterSet,), filters)(None, Phone.objects.none()).get_form_class()


def parse_parameters(data, names):
    """(value by parameter, [messages] by parameter that cannot be read)."""
    form = filter_form_class(tuple(names))(data)
    form.is_valid()
    values = {}
    for name in names:
        value = form.cleaned_data.get(name)
        if value not in (None, []):
            values[name] = value
    messages = {name: list(errors) for name, errors in form.errors.items()}
    return values, messages
