"""The OpenAPI document is valid, and real answers are as it says."""

import jsonschema
import pytest
from openapi_spec_validator import validate

from catalog.finder.facets import FACETS
from catalog.models import Stamp
from catalog.openapi.examples import EXAMPLES

from .everything import make_full_phone
from .factories import make_phone, make_variation
from .reading import data, page

pytestmark = pytest.mark.django_db

QUESTIONS = (
    ("/phones.json", "/phones.json?launch_price_max=1000"),
    ("/phones.json", "/phones.json?q=acme&sort=-rows_known&unknown=match"),
    ("/phones.json", "/phones.json?weight_g_max=heavy"),
    ("/phones.json", "/phones.json?nothing=1"),
    ("/phones/{slug}.json", "/phones/acme-everything.json"),
    ("/compare/{slugs}.json", "/compare/acme-everything-vs-acme-bare.json"),
    ("/compare/{slugs}.json", "/compare/acme-everything-vs-acme-bare-vs-nobody.json?rows=open&baseline=acme-bare"),
    ("/search/suggestions.json", "/search/suggestions.json?q=acme"),
    ("/search/suggestions.json", "/search/suggestions.json"),
    ("/phones/{slug}/abroad.json", "/phones/acme-everything/abroad.json?country=JP"),
    ("/phones/{slug}/abroad.json", "/phones/acme-everything/abroad.json"),
)


def described_faults(client, path, address):
    """What is wrong with the answer to ``address``, held against the description of ``path``."""
    document = data(client, "/data/openapi.json")
    response = client.get(address)
    described = document["paths"][path]["get"]["responses"][str(response.status_code)]
    schema = {**described["content"]["application/json"]["schema"], "components": document["components"]}
    faults = jsonschema.Draft202012Validator(schema).iter_errors(response.json())
    return [f"{list(fault.absolute_path)}: {fault.message[:200]}" for fault in faults]


def test_the_document_is_valid_openapi(client):
    validate(data(client, "/data/openapi.json"))


def test_every_filter_of_the_sheet_is_a_parameter(client):
    described = data(client, "/data/openapi.json")["paths"]["/phones.json"]["get"]["parameters"]
    names = {parameter["name"] for parameter in described}
    for facet in FACETS.values():
        expected = {facet.name, f"{facet.name}_min"} if facet.is_number else {facet.name}
        assert expected <= names


@pytest.mark.parametrize(("path", "address"), QUESTIONS)
def test_made_up_phones_are_answered_as_described(client, path, address):
    make_variation(make_full_phone(), "weight_g", 230, "ceramic")
    make_phone("Bare")
    Stamp.move()
    assert described_faults(client, path, address) == []


def test_the_description_is_strict_enough_to_see_a_key_that_it_does_not_know(client):
    document = data(client, "/data/openapi.json")
    schema = {"$ref": "#/components/schemas/Suggestions", "components": document["components"]}
    answer = {"suggestions": [], "questions": [], "more": 1}
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(answer))


@pytest.mark.parametrize(
    ("picture", "is_described"),
    [
        ({"photo": "/photos/one.webp"}, True),
        ({"box": [77, 161.5], "shapes": [["body", 0, 0, 77, 161.5, 9]]}, True),
        ({"photo": "/photos/one.webp", "box": [77, 161.5], "shapes": []}, False),
        ({"box": [77], "shapes": []}, False),
        ({"box": [77, 161.5], "shapes": [["body", 0, 0, 77, 161.5]]}, False),
        ({"box": [77, 161.5], "shapes": [[0, 0, 0, 77, 161.5, 9]]}, False),
    ],
)
def test_a_suggested_phone_has_a_photo_or_a_drawing(client, picture, is_described):
    document = data(client, "/data/openapi.json")
    schema = {"$ref": "#/components/schemas/Suggestions", "components": document["components"]}
    phone = {"name": "Acme One", "slug": "acme-one", "url": "/phones/acme-one/", "picture": picture}
    answer = {"suggestions": [phone], "questions": []}
    assert jsonschema.Draft202012Validator(schema).is_valid(answer) == is_described


def test_the_examples_of_the_page_are_answered_as_described(client, shipped):
    html = page(client, "/data/api/")
    for example in EXAMPLES:
        assert example.address.replace("&", "&amp;") in html
        assert described_faults(client, example.path, example.address) == [], example.address
        assert client.get(example.address).status_code == 200
