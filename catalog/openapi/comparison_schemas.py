"""Schemas of comparisons, of suggestions, and of the use of a phone in another country."""

from catalog.comparison.comparison_query import RowFilter
from catalog.facts.cells import RowKind
from catalog.sheet.abroad_specs import SALE_SPECS, SIM_SPEC

from .schemas import (
    FLAG,
    NUMBER_OR_NULL,
    STATE,
    TEXT,
    TEXT_OR_NULL,
    TEXTS,
    WHOLE,
    WHOLES,
    closed_object,
    exactly,
    list_of,
    ref,
)

COMPARISON = {
    "ComparedCell": closed_object(
        {
            "slug": TEXT,
            "value": ref("Value"),
            "text": TEXT,
            "state": STATE,
            "estimated": FLAG,
            "disputed": FLAG,
            "unusual": FLAG,
            "versions": list_of("Version"),
            "difference": TEXT_OR_NULL,
            "sources": TEXTS,
        }
    ),
    "ComparedRow": closed_object(
        {
            "section": TEXT,
            "key": TEXT,
            "label": TEXT,
            "unit": TEXT_OR_NULL,
            "kind": {"enum": [kind.value for kind in RowKind]},
            "best": TEXTS,
            "best_estimated": FLAG,
            "cells": list_of("ComparedCell"),
        }
    ),
    "ComparedTable": closed_object(
        {
            "baseline": TEXT_OR_NULL,
            "shown": {"enum": [shown.value for shown in RowFilter]},
            "rows": list_of("ComparedRow"),
        }
    ),
    "Lens": closed_object(
        {
            "title": TEXT,
            "focal_length_eq_mm": {"type": "number"},
            "focal_length_eq_max_mm": NUMBER_OR_NULL,
            "equivalent_f_number": NUMBER_OR_NULL,
            "equivalent_f_number_max": NUMBER_OR_NULL,
            "estimated": FLAG,
        }
    ),
    "LightAt": closed_object(
        {
            "focal_length_eq_mm": {"type": "number"},
            "state": {"enum": ["known", "not_known", "not_covered"]},
            "lens": TEXT,
            "crop": {"type": "number"},
            "area_share": {"type": "number"},
            "equivalent_f_number": NUMBER_OR_NULL,
            "estimated": FLAG,
            "digital_zoom": FLAG,
            "perhaps_another_lens": FLAG,
        },
        optional=(
            "lens", "crop", "area_share", "equivalent_f_number", "estimated", "digital_zoom", "perhaps_another_lens",
        ),
    ),
    "Light": closed_object(
        {
            "slug": TEXT,
            "lenses": list_of("Lens"),
            "focal_length_not_known": TEXTS,
            "not_counted": TEXTS,
            "at": list_of("LightAt"),
        }
    ),
    "Comparison": closed_object(
        {
            "phones": list_of("ComparedPhone"),
            "unknown": TEXTS,
            "left_out": TEXTS,
            "table": ref("ComparedTable"),
            "light": list_of("Light"),
            "licence": ref("Licence"),
            "stamp": WHOLE,
        }
    ),
}  # fmt: skip

_NUMBERS = {"type": "array", "items": {"type": "number"}}
_SHAPE = {"type": "array", "prefixItems": [TEXT], **exactly(6), "items": {"type": "number"}}

SUGGESTIONS = {
    "SuggestedPhone": closed_object(
        {"name": TEXT, "slug": TEXT, "url": TEXT, "picture": ref("SuggestedPicture")}, optional=["picture"]
    ),
    "SuggestedPicture": {
        "description": "A photo, or else the back or the front in millimetres: its shapes as kind, x, y, width, "
        "height and corner radius.",
        "oneOf": [
            closed_object({"photo": TEXT}),
            closed_object({"box": _NUMBERS | exactly(2), "shapes": {"type": "array", "items": _SHAPE}}),
        ],
    },
    "SuggestedQuestion": closed_object({"name": TEXT, "count": WHOLE, "url": TEXT}),
    "Suggestions": closed_object({"suggestions": list_of("SuggestedPhone"), "questions": list_of("SuggestedQuestion")}),
}

_ABROAD_KEYS = [*(spec.key for spec in SALE_SPECS), SIM_SPEC.key]
_BAND_KINDS = ("lte_bands", "nr_bands", "nr_fr2_bands")
ABROAD = {
    "AbroadFact": closed_object({"value": ref("Value"), "text": TEXT, "state": STATE, "sources": TEXTS}),
    "Bands": closed_object(
        {
            "network": {"type": ["array", "null"], "items": {"type": "integer"}},
            "has": WHOLES,
            "not_in_its_list": WHOLES,
            "not_known": WHOLES,
        }
    ),
    "VersionAbroad": closed_object(
        {
            "version": TEXT,
            "bands_complete": {"type": ["boolean", "null"]},
            **{kind: ref("Bands") for kind in _BAND_KINDS},
        }
    ),
    "NetworkAbroad": closed_object(
        {"network": TEXT, "voice_over_lte": ref("AbroadFact"), "versions": list_of("VersionAbroad")}
    ),
    "Abroad": closed_object(
        {
            "slug": TEXT,
            "country": TEXT,
            "networks": list_of("NetworkAbroad"),
            "facts": closed_object({key: ref("AbroadFact") for key in _ABROAD_KEYS}),
            "licence": ref("Licence"),
            "stamp": WHOLE,
        }
    ),
    "CountryError": closed_object({"error": TEXT, "parameter": TEXT}),
}
