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

from .filters import FACETS, Facet, facet_called
from .question import Test

MOST_VALUES = 100
LONGEST = 200
FARTHEST = 1e9
_FORM = re.compile(r"(?:(?P<test>not|all)\.)?(?P<name>[a-z0-9_.]+?)(?P<end>_min|_max)?")
TESTS = {"not": Test.NONE, "all": Test.ALL, None: Test.ANY}


@dataclass(frozen=True)
class Parameter:
    """One name in the query string. ``end`` is “_min” or “_max” of a range, else empty."""

    name: str
    facet: Facet
    test: Test
    end: str = ""


@lru_cache(maxsize=4096)
def parameter_called(name):
    """The parameter of that name, or None. An end of a range counts first: ``f_number_max`` is the f-number's."""
    if name == "sold_outside":
        return Parameter(name, FACETS["sold_in"], Test.OUTSIDE)
    found = _FORM.fullmatch(name)
    if not found:
        return None
    ranged = found["end"] and not found["test"] and facet_called(found["name"])
    if ranged and ranged.is_number:
        return Parameter(name, ranged, Test.RANGE, found["end"])
    facet = facet_called(found["name"] + (found["end"] or ""))
    if facet is None or (facet.is_number and found["test"]):
        return None
    return Parameter(name, facet, Test.RANGE if facet.is_number else TESTS[found["test"]])


class NumberField(forms.Field):
    """A plain decimal number: no exponents, nothing endless."""

    def to_python(self, value):
        text = (value or "").strip().replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"[+-]?\d{1,12}(\.\d{0,9})?", text, re.ASCII) or not isfinite(float(text)):
            raise ValidationError(f"“{text[:20]}” is not a number.")
        if abs(float(text)) > FARTHEST:
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
        if len(values) > MOST_VALUES:
            raise ValidationError(f"At most {MOST_VALUES} values can be asked at once.")
        if any(len(text) > LONGEST or "\0" in text for text in values):
            raise ValidationError("A value is too long, or not text.")
        return values


class NumberFilter(Filter):
    field_class = NumberField


class DateFilter(Filter):
    field_class = DateField


class ValuesFilter(Filter):
    field_class = ValuesField


def filter_for(parameter):
    if not parameter.facet.is_number:
        return ValuesFilter()
    return DateFilter() if parameter.facet.is_date else NumberFilter()


@lru_cache(maxsize=256)
def form_for(names):
    """The form of a FilterSet of the parameters ``names``."""
    filters = {name: filter_for(parameter_called(name)) for name in names}
    return type("AskedFilters", (FilterSet,), filters)(None, Phone.objects.none()).get_form_class()


def read(data, names):
    """(what is asked by each parameter, [messages] by parameter of what cannot be read)."""
    form = form_for(tuple(names))(data)
    form.is_valid()
    asked = {name: form.cleaned_data[name] for name in names if form.cleaned_data.get(name) not in (None, [])}
    return asked, {name: list(messages) for name, messages in form.errors.items()}
