"""JSON Schemas of the answers, as OpenAPI keeps them under ``components/schemas``. All are closed: a key that is not
here is in no answer."""

from catalog.finder.facets import FACETS
from catalog.models.vocabulary import ClaimState, Qualifier, RelationKind, SourceKind
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, ENTRY_GROUP_BY_KEY, PHONE_SPECS

TEXT = {"type": "string"}
TEXT_OR_NULL = {"type": ["string", "null"]}
WHOLE = {"type": "integer"}
NUMBER_OR_NULL = {"type": ["number", "null"]}
FLAG = {"type": "boolean"}
TEXTS = {"type": "array", "items": TEXT}
WHOLES = {"type": "array", "items": WHOLE}
VALUE = {"type": ["number", "string", "boolean", "array", "null"]}
STATE = {"enum": ["known", "no", "not_applicable", "not_published", "not_known"]}
PHONE_KEYS = {**PHONE_SPECS, **DISPLAY_SPECS}


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def list_of(name):
    return {"type": "array", "items": ref(name)}


def closed_object(properties, optional=()):
    """An object with these properties and no other; all are there but those that are ``optional``."""
    required = [key for key in properties if key not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def exactly(number):
    """Of an array: as many items."""
    return {"minItems": number, "maxItems": number}


def map_of(schema):
    """An object whose keys are slugs, keys of the sheet or parameters."""
    return {"type": "object", "additionalProperties": schema}


def _described_keys(specs, schema, **options):
    """An object with a property for each row of the sheet."""
    properties = {}
    for key, spec in specs.items():
        properties[key] = {**schema, "description": _description(spec)}
    return closed_object(properties, **options)


def _description(spec):
    unit = f" In {spec.unit}." if spec.unit else ""
    return f"{spec.label}. {spec.help}{unit}".strip()


def _cells_of(group):
    return _described_keys({spec.key: spec for spec in ENTRY_GROUP_BY_KEY[group].specs}, ref("Fact"))


COMMON = {
    "Value": {**VALUE, "description": "A number in the row's unit, a word, yes or no, a date as text, or a list."},
    "Licence": closed_object({"name": TEXT, "url": {"type": "string", "format": "uri"}}),
    "Source": closed_object(
        {
            "title": TEXT,
            "publisher": TEXT_OR_NULL,
            "kind": {"enum": [*SourceKind.values, None]},
            "url": TEXT_OR_NULL,
            "dated": TEXT_OR_NULL,
            "seen_on": TEXT_OR_NULL,
            "licence": TEXT_OR_NULL,
            "unverified": FLAG,
        }
    ),
    "Claim": closed_object(
        {
            "source": TEXT,
            "state": {"enum": ClaimState.values},
            "value": ref("Value"),
            "qualifier": {"enum": [*Qualifier.values, None]},
            "quote": TEXT_OR_NULL,
            "locator": TEXT_OR_NULL,
            "accepted": FLAG,
            "notes": TEXT_OR_NULL,
        }
    ),
    "Version": closed_object({"applies_to": TEXT, "value": ref("Value")}),
    "Fact": closed_object(
        {
            "value": ref("Value"),
            "unit": TEXT_OR_NULL,
            "state": STATE,
            "qualifier": {"enum": [*Qualifier.values, None]},
            "estimated": FLAG,
            "versions": list_of("Version"),
            "sources": TEXTS,
            "claims": list_of("Claim"),
        }
    ),
    "Relation": closed_object(
        {"kind": {"enum": RelationKind.values}, "slug": TEXT, "of": TEXT},
        optional=("of",),
    ),
}

_PHONE_PROPERTIES = {
    "slug": TEXT,
    "name": TEXT,
    "brand": TEXT,
    "facts": _described_keys(PHONE_KEYS, ref("Fact")),
    "displays": list_of("Display"),
    "cameras": list_of("Camera"),
    "model_codes": list_of("ModelCode"),
    "markets": list_of("Market"),
    "relations": list_of("Relation"),
    "sources": map_of(ref("Source")),
}
_SIGNED = {"licence": ref("Licence"), "stamp": WHOLE}
PHONE = {
    "Display": _described_keys(DISPLAY_SPECS, ref("Fact")),
    "Camera": _described_keys(CAMERA_SPECS, ref("Fact")),
    "ModelCode": _cells_of("code"),
    "Market": _cells_of("market"),
    "ComparedPhone": closed_object(_PHONE_PROPERTIES),
    "Phone": closed_object({**_PHONE_PROPERTIES, **_SIGNED}),
}

_FOUND_PROPERTIES = {
    "slug": TEXT,
    "name": TEXT,
    "brand": TEXT,
    "facts": _described_keys(PHONE_KEYS, ref("Value"), optional=PHONE_KEYS),
    "states": map_of(STATE),
    "qualifiers": map_of({"enum": Qualifier.values}),
    "estimated": TEXTS,
    "fact_sources": map_of(TEXTS),
    "cameras": {"type": "array", "items": _described_keys(CAMERA_SPECS, ref("Value"), optional=CAMERA_SPECS)},
    "versions": {"type": "array", "items": closed_object({"applies_to": TEXT, "facts": map_of(ref("Value"))})},
    "converted": map_of(list_of("ConvertedPrice")),
}
FINDER = {
    "ConvertedPrice": closed_object({"value": {"type": "number"}, "currency": TEXT, "rate_on": TEXT}),
    "Match": closed_object({**_FOUND_PROPERTIES, "matches_in": TEXTS}, optional=("converted",)),
    "PossibleMatch": closed_object({**_FOUND_PROPERTIES, "because": TEXTS}, optional=("converted",)),
    "FacetValue": closed_object({"value": TEXT, "label": TEXT, "count": WHOLE, "selected": FLAG}),
    "Histogram": closed_object({"unit": TEXT_OR_NULL, "bins": list_of("Bin")}),
    "Bin": closed_object(
        {"from": {"type": ["number", "string"]}, "to": {"type": ["number", "string"]}, "count": WHOLE}
    ),
    "Answer": closed_object(
        {
            "total": WHOLE,
            "maybe": WHOLE,
            "page": WHOLE,
            "pages": WHOLE,
            "maybe_page": WHOLE,
            "maybe_pages": WHOLE,
            "question": TEXTS,
            "phones": list_of("Match"),
            "maybe_phones": list_of("PossibleMatch"),
            "facets": {**map_of(list_of("FacetValue")), "propertyNames": {"enum": list(FACETS)}},
            "ranges": {**map_of(ref("Histogram")), "propertyNames": {"enum": list(FACETS)}},
            "sources": map_of(ref("Source")),
            **_SIGNED,
        }
    ),
    "Errors": closed_object({"errors": map_of(TEXT)}),
}
