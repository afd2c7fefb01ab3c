"""The fields of the finder's form: which facets it has, in which groups, and the parameters of each."""

from dataclasses import dataclass
from functools import cache
from itertools import chain

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from catalog.finder.facets import CODE, FACETS, FRONT, IMPLIED_KEYS, LENS, MARKET, PHONE, PRICE_FACETS
from catalog.sheet.registry import SHEET

CURRENCY_FACETS = [price.currency_facet for price in PRICE_FACETS]
"""Rows that are a menu beside their price."""


@dataclass(frozen=True)
class OpenFilter:
    """A filter that the page always prints. ``low`` and ``high`` stand in its two empty fields in place of the usual
    words."""

    name: str
    label: Promise
    low: str = ""
    high: str = ""
    has_unit: bool = True

    @property
    def facet(self):
        return FACETS[self.name]


OPEN_FILTERS = (
    OpenFilter("main_optical_format_inch", gettext_lazy("Main sensor size (type)"), "1/1.56", "1", has_unit=False),
    OpenFilter("lens.focal_length_eq_mm", gettext_lazy("Rear lens: focal length")),
    OpenFilter("lens.equivalent_f_number", gettext_lazy("Same lens: equivalent f-number")),
    OpenFilter("announced", gettext_lazy("Launched")),
    OpenFilter("launch_price", gettext_lazy("Launch price")),
    OpenFilter("weight_g", gettext_lazy("Weight")),
    OpenFilter("brand", gettext_lazy("Brand")),
    OpenFilter("sold_in", gettext_lazy("Sold in")),
)
OPEN_FILTER_BY_NAME = {one.name: one for one in OPEN_FILTERS}


@cache
def facet_groups():
    """(key, English label, facets) in the order of the form."""
    of_phone = {facet.spec.key: facet for facet in PHONE.facets}
    groups = [_entry_group(LENS), _entry_group(FRONT)]
    for group in SHEET:
        facets = _offered_facets(of_phone[spec.key] for spec in group.specs if spec.key in of_phone)
        if facets:
            groups.append((group.key, group.label, facets))
    groups += [_entry_group(MARKET), _entry_group(CODE)]
    return tuple(groups)


def _entry_group(kind):
    return kind.key, kind.label, _offered_facets(kind.facets)


def _offered_facets(facets):
    return tuple(facet for facet in facets if facet.spec.key not in IMPLIED_KEYS and facet not in CURRENCY_FACETS)


def facet_parameters(facet):
    name = facet.name
    if facet.is_price:
        currency = facet.currency_facet.name
        return f"{name}_min", f"{name}_max", name, currency, f"not.{currency}", f"all.{currency}"
    if facet.is_number:
        return f"{name}_min", f"{name}_max", name
    return name, f"not.{name}", f"all.{name}"


def asking_field(condition):
    """The facet at whose field a condition is asked: that of the price for one on its currency."""
    for price in PRICE_FACETS:
        if condition.facet == price.currency_facet and condition.is_one_value:
            return price
    return condition.facet


@cache
def form_field_names():
    """Every parameter whose faults stand at a field of the form → the name of the facet that has the field."""
    names = {}
    for _, _, facets in facet_groups():
        for facet in facets:
            names.update(dict.fromkeys(facet_parameters(facet), facet.name))
    return names


@cache
def field_places():
    """Facet → its place in the form."""
    facets = chain.from_iterable(facets for _, _, facets in facet_groups())
    return {facet: place for place, facet in enumerate(facets)}


def field_of_parameter(name):
    """The name of the facet at whose field the faults of a parameter stand; None where there is no such field."""
    return form_field_names().get(name)
