"""Parameters of the query strings: those of the finder from its filters, which are those of the sheet."""

from catalog.comparison.comparison_query import RowFilter
from catalog.finder.facets import FACETS
from catalog.finder.filters import parameter_by_name
from catalog.finder.finder_query import UnknownPolicy

TEXT_SCHEMA = {"type": "string"}
REPEATED = {"style": "form", "explode": True}


def query_parameter(name, description, schema=None, **options):
    return {"name": name, "in": "query", "description": description, "schema": schema or TEXT_SCHEMA, **options}


def path_parameter(name, description, example):
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": TEXT_SCHEMA,
        "example": example,
    }


def finder_parameters():
    """The settings of a question, then two or three parameters for each row of the sheet that filters."""
    parameters = [
        query_parameter("q", "Words: names, model codes, brands, chipsets, sensors, values."),
        query_parameter("sort", "Rows to sort by, by commas; - before a row sorts it from the highest."),
        query_parameter(
            "unknown",
            "Phones of which a deciding fact is not known: apart, left out, or among the matches.",
            {"enum": [policy.value for policy in UnknownPolicy], "default": "maybe"},
        ),
        query_parameter("page", "Page of the matches, 50 each.", {"type": "integer", "minimum": 1}),
        query_parameter("maybe_page", "Page of the possible matches.", {"type": "integer", "minimum": 1}),
        query_parameter("sold_outside", "Sold in at least one country other than this.", **REPEATED),
    ]
    for facet in FACETS.values():
        for parameter in _facet_parameters(facet):
            if parameter_by_name(parameter["name"]).facet is facet:  # f_number_max is an end of f_number
                parameters.append(parameter)
    return parameters


def _facet_parameters(facet):
    if facet.is_number:
        yield from _range_parameters(facet)
    elif facet.is_flag:
        yield query_parameter(facet.name, f"{facet.label}.", {"enum": ["yes", "no", "unknown"]})
    else:
        yield from _choice_parameters(facet)


def _range_parameters(facet):
    """Numbers and dates are texts here, as they may have their unit with them."""
    unit = f", in {facet.spec.unit}" if facet.spec.unit else ""
    yield query_parameter(facet.name, f"{facet.label}: just this{unit}.")
    yield query_parameter(f"{facet.name}_min", f"{facet.label}: at least{unit}.")
    yield query_parameter(f"{facet.name}_max", f"{facet.label}: at most{unit}.")


def _choice_parameters(facet):
    values = list(facet.spec.labels)
    schema = {"type": "array", "items": TEXT_SCHEMA}
    if values:
        schema["examples"] = [values[:3]]
    yield query_parameter(facet.name, f"{facet.label}: any of these.", schema, **REPEATED)
    yield query_parameter(f"not.{facet.name}", f"{facet.label}: none of these.", schema, **REPEATED)
    yield query_parameter(f"all.{facet.name}", f"{facet.label}: all of these.", schema, **REPEATED)


def comparison_parameters():
    rows = [shown.value for shown in RowFilter]
    return [
        query_parameter("rows", "Which rows.", {"enum": rows, "default": "all"}),
        query_parameter("baseline", "The slug of the phone that the others are measured against."),
    ]
