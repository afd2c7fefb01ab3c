"""The OpenAPI document of the site."""

from functools import cache

from django.conf import settings

from catalog.facts.phone_serializer import LICENCE

from .comparison_schemas import ABROAD, COMPARISON, SUGGESTIONS
from .parameters import comparison_parameters, finder_parameters, path_parameter, query_parameter
from .schemas import COMMON, FINDER, PHONE, ref

OPENAPI_VERSION = "3.1.0"
API_VERSION = "1"
"""Grows where something that was promised changes; more keys are no such change."""
SLUG = path_parameter("slug", "The phone's name in addresses.", "leica-leitz-phone-2")
SLUGS = path_parameter(
    "slugs", "Two to six slugs joined by -vs-, in the order of the columns.", "leica-leitz-phone-2-vs-sharp-aquos-r7"
)
COUNTRY = query_parameter("country", "Code (DE) or English name of the country.", required=True)
JSON = "application/json"
CSV = "text/csv"
NOT_FOUND = {"description": "No such phone; an address that a phone once had is redirected for ever."}


@cache
def openapi_document():
    """Of this process; nothing in it hangs on what is stored."""
    return {
        "openapi": OPENAPI_VERSION,
        "info": {
            "title": f"{settings.SITE_NAME}: phone catalogue",
            "version": API_VERSION,
            "description": "Read only, without a key. Every answer has an ETag; facts are under CC BY-SA 4.0.",
            "license": {"name": LICENCE["name"], "url": LICENCE["url"]},
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": _paths(),
        "components": {"schemas": {**COMMON, **PHONE, **FINDER, **COMPARISON, **SUGGESTIONS, **ABROAD}},
    }


def _paths():
    return {
        "/phones.json": _finding(),
        "/phones/{slug}.json": _operation(
            "phone",
            "One phone: every row of the sheet, with its state and what each source says.",
            {"200": _json("The phone.", "Phone"), "404": NOT_FOUND},
            [SLUG],
        ),
        "/compare/{slugs}.json": _operation(
            "compare",
            "Two to six phones: each whole, the rows side by side, the light of their lenses.",
            {"200": _json("The comparison.", "Comparison"), "404": NOT_FOUND},
            [SLUGS, *comparison_parameters()],
        ),
        "/search/suggestions.json": _operation(
            "suggest",
            "Phones and questions for words that are still being typed.",
            {"200": _json("At most six phones and three questions.", "Suggestions")},
            [query_parameter("q", "What has been typed.")],
        ),
        "/phones/{slug}/abroad.json": _abroad(),
        **_file_paths(),
    }


def _finding():
    answers = {"200": _json("The answer.", "Answer"), "400": _json("What is wrong with which parameter.", "Errors")}
    return _operation(
        "findPhones", "Find phones: 50 a page, those that match and those that may.", answers, finder_parameters()
    )


def _abroad():
    answers = {
        "200": _json("What is known.", "Abroad"),
        "400": _json("The country is missing or not known.", "CountryError"),
        "404": NOT_FOUND,
    }
    summary = "A phone in another country: its sale there, and the bands of its networks."
    return _operation("abroad", summary, answers, [SLUG, COUNTRY])


def _file_paths():
    """Files: the same as CSV, the newest of the whole catalogue, the schema of its records."""
    key = path_parameter("key", "phones, cameras, sqlite, lines or records.", "phones")
    return {
        "/phones.csv": _operation(
            "findPhonesAsCsv", "The answer to the same question as CSV, 1,000 phones a page.", {"200": _file(CSV)}
        ),
        "/compare/{slugs}.csv": _operation("compareAsCsv", "A comparison as CSV.", {"200": _file(CSV)}, [SLUGS]),
        "/data/latest/{key}": _operation(
            "latestFile",
            "The newest file of the whole catalogue.",
            {"302": {"description": "To the file."}, "404": {"description": "There is no such file yet."}},
            [key],
        ),
        "/data/record.schema.json": _operation(
            "recordSchema",
            "The JSON Schema of the records in the zip.",
            {"200": {"description": "The schema.", "content": {JSON: {"schema": {"type": "object"}}}}},
        ),
    }


def _operation(name, summary, responses, parameters=()):
    return {"get": {"operationId": name, "summary": summary, "parameters": list(parameters), "responses": responses}}


def _json(description, schema):
    return {"description": description, "content": {JSON: {"schema": ref(schema)}}}


def _file(kind):
    return {"description": "A file to save.", "content": {kind: {"schema": {"type": "string"}}}}
