"""The parameters of the query string: the row that each filters by, and the form that reads and checks it.

django-filter reads them: a ``FilterSet`` is put together from the filters of the parameters that are present.
"""

from dataclasses import dataclass
from functools import lru_cache, partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django_filters import Filter, FilterSet

from catalog.forms.form_fields import parse_or_invalid
from catalog.models import Phone
from catalog.sheet.query_values import OPTICAL_FORMAT, TYPE_LABEL, parse_query_date, parse_query_number

from .facets import FACETS, Facet, facet_by_name
from .finder_query import ConditionOperator

MAX_VALUES = 500
MAX_VALUE_LENGTH = 200
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
            facet = ranged_facet(name.removesuffix(end))
            if facet:
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


def ranged_facet(name):
    """The number or date of that name, or None. Type labels are ranged by the row that has them as numbers."""
    if name.endswith(TYPE_LABEL):
        name = name.removesuffix(TYPE_LABEL) + OPTICAL_FORMAT
    facet = facet_by_name(name)
    if facet is None or not facet.is_number:
        return None
    return facet


def _split_prefix(name):
    """``not.brand`` → (``not``, ``brand``); a name without a prefix → ("", name)."""
    prefix, _, row = name.partition(".")
    if prefix in ("not", "all"):
        return prefix, row
    return "", name


class NumberField(forms.Field):
    """A number of a row, with or without its unit: no exponents, nothing infinite."""

    def __init__(self, *, spec, **options):
        self.spec = spec
        super().__init__(**options)

    def to_python(self, value):
        text = (value or "").strip()
        if not text:
            return None
        return parse_or_invalid(partial(parse_query_number, self.spec), text)


class DateField(forms.Field):
    def to_python(self, value):
        return parse_or_invalid(parse_query_date, (value or "").strip())


class ValuesField(forms.Field):
    """Several values of one parameter, each once and in their order."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        texts = filter(None, map(str.strip, value or ()))
        values = list(dict.fromkeys(texts))
        if len(values) > MAX_VALUES:
            raise ValidationError(gettext("At most {number} values can be asked at once.").format(number=MAX_VALUES))
        for text in values:
            if len(text) > MAX_VALUE_LENGTH or "\0" in text:
                raise ValidationError(gettext("A value is too long, or not text."))
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
    return NumberFilter(spec=parameter.facet.spec)


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
