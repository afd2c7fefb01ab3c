"""What of a question was left out of its answer, as the finder says it above the phones."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from catalog.finder.filters import parameter_by_name
from catalog.finder.query_parser import SETTING_PARAMETERS
from catalog.languages.listed_words import sentences

from .facet_fields import form_field_names

_LABELS_OF_ENDS = {"_min": gettext_lazy("{label}, at least"), "_max": gettext_lazy("{label}, at most")}
_LABELS_OF_OPERATORS = {
    "none": gettext_lazy("{label}, excluded"),
    "all": gettext_lazy("{label}, all of"),
    "outside": gettext_lazy("{label}, outside"),
}


@dataclass(frozen=True)
class LeftOutPart:
    """A parameter that could not be read, or not whole. ``name`` has a field in the form where ``has_field`` is set."""

    name: str
    label: str
    message: str
    has_field: bool


def left_out_parts(asked):
    """The conditions that were left out, in the order of the query."""
    return [part for part in _faulty_parts(asked) if part.name not in SETTING_PARAMETERS]


def setting_faults(asked):
    """The settings that were left out: how to sort, which page."""
    return [part for part in _faulty_parts(asked) if part.name in SETTING_PARAMETERS]


def _faulty_parts(asked):
    fields = form_field_names()
    for name, messages in asked.faults.items():
        yield LeftOutPart(name, _parameter_label(name), sentences(messages), name in fields)


def _parameter_label(name):
    """“Weight, at most”; the name itself where nothing is asked by it."""
    parameter = parameter_by_name(name)
    if parameter is None:
        return name
    message = _LABELS_OF_ENDS.get(parameter.end) or _LABELS_OF_OPERATORS.get(parameter.test, "{label}")
    return message.format(label=parameter.facet.heading)
