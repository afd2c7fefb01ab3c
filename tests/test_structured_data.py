"""What pages tell programs in the words of schema.org, read by a parser that is not ours (rdflib)."""

import json

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from catalog.models import Stamp

from .factories import make_claim, make_collection, make_guide, make_model_code, make_phone, make_sensor
from .heads import json_ld, node
from .reading import page

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
SCHEMA = Namespace("https://schema.org/")
KNOWN_TYPES = {
    "Product", "Brand", "QuantitativeValue", "PropertyValue", "BreadcrumbList", "ListItem", "ItemList", "WebSite",
    "SearchAction", "EntryPoint", "Organization", "Article", "Thing", "Dataset", "DataDownload",
}  # fmt: skip


WITH_DATA = ("/", "/phones/acme-one/", "/phones/", "/guides/alike/", "/collections/all/", "/data/", "/brands/acme/")


def triples(document):
    """The graph that the parser reads. The vocabulary stands for the context, which lies on the network."""
    assert document["@context"] == "https://schema.org"
    local = document | {"@context": {"@vocab": str(SCHEMA), "url": {"@type": "@id"}, "item": {"@type": "@id"}}}
    return Graph().parse(data=json.dumps(local), format="json-ld")


@pytest.fixture
def phone():
    eye = make_sensor("Eye", sensor_type="1/1.3", width_mm=9.8, height_mm=7.3)
    phone = make_phone(
        "One",
        weight_g=200,
        height_mm=150,
        battery_mah=5000,
        announced="2023-02-01",
        released="2023-03",
        cameras=[{"sensor": eye, "f_number": 1.9, "focal_length_eq_mm": 24}, {"focal_length_eq_mm": 70}],
    )
    make_model_code(phone, "AC-1")
    make_claim(phone, "weight_g", 200)
    return phone


def properties(markup):
    return {one["propertyID"]: one for one in node(markup, "Product")["additionalProperty"]}


def test_a_phone_is_a_product_with_its_main_facts_and_their_units(client, phone):
    html = page(client, "/phones/acme-one/")
    product = node(html, "Product")
    assert (product["name"], product["brand"]["name"], product["mpn"]) == ("Acme One", "Acme", ["AC-1"])
    assert (product["weight"]["value"], product["weight"]["unitCode"]) == (200, "GRM")
    assert (product["height"]["value"], product["height"]["unitCode"]) == (150, "MMT")
    assert product["releaseDate"] == "2023-03"
    facts = properties(html)
    assert (facts["battery_mah"]["value"], facts["battery_mah"]["unitCode"]) == (5000, "E09")
    assert facts["focal_lengths_eq_mm"]["value"] == [24, 70]
    assert facts["announced"]["value"] == "2023-02-01"
    assert facts["main_f_number"]["value"] == 1.9


def test_a_product_says_nothing_of_what_is_not_known_and_offers_nothing(client):
    make_phone("Bare")
    product = node(page(client, "/phones/acme-bare/"), "Product")
    assert product.keys().isdisjoint({"weight", "height", "offers", "aggregateRating", "review", "mpn", "releaseDate"})
    assert {one["propertyID"] for one in product["additionalProperty"]} <= {"announced"}


def test_what_is_stated_as_a_bound_is_told_as_one(client):
    display = {"display_size_in": 6.1}
    make_phone("Bound", weight_g=200, at_most=["weight_g"], displays=[display])
    html = page(client, "/phones/acme-bound/")
    weight = node(html, "Product")["weight"]
    assert (weight["maxValue"], "value" in weight) == (200, False)
    assert properties(html)["display_size_in"]["value"] == 6.1


def test_an_estimate_is_no_fact_of_a_product(client):
    make_phone("Vague", cameras=[{"sensor_type": "1/1.3", "f_number": 1.9}])
    facts = properties(page(client, "/phones/acme-vague/"))
    assert "main_sensor_type" in facts
    assert "main_sensor_area_mm2" not in facts


def test_the_trail_leads_from_the_list_over_the_brand_to_the_phone(client, phone):
    steps = node(page(client, "/phones/acme-one/"), "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Phones", f"{SITE}/phones/"),
        (2, "Acme", f"{SITE}/brands/acme/"),
        (3, "Acme One", f"{SITE}/phones/acme-one/"),
    ]


@pytest.mark.parametrize("path", ["/phones/", "/brands/acme/", "/collections/all/", "/brands/", "/collections/"])
def test_lists_number_what_they_list(client, phone, path):
    make_collection("All", "weight_g_max=300")
    Stamp.move()
    items = node(page(client, path), "ItemList")["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert all(item["url"].startswith(f"{SITE}/") for item in items)


def test_a_filtered_list_tells_programs_nothing(client, phone):
    assert json_ld(page(client, "/phones/?weight_g_max=300")) is None


def test_a_guide_is_an_article_about_its_phones(client, phone):
    make_guide("Alike", [phone, make_phone("Two")])
    article = node(page(client, "/guides/alike/"), "Article")
    assert (article["headline"], article["dateModified"]) == ("Alike", "2023-02-01")
    assert [one["name"] for one in article["about"]] == ["Acme One", "Acme Two"]


def test_the_catalogue_is_a_dataset_whose_downloads_are_there(client, phone):
    dataset = node(page(client, "/data/"), "Dataset")
    assert dataset["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert len(dataset["distribution"]) >= 2
    for download in dataset["distribution"]:
        assert client.get(download["contentUrl"].removeprefix(SITE)).status_code == 200


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own use of it
def test_a_foreign_parser_reads_every_page_and_finds_known_types_alone(client, phone):
    make_guide("Alike", [phone, make_phone("Two")])
    make_collection("All", "weight_g_max=300")
    Stamp.move()
    for path in (
        "/",
        "/phones/acme-one/",
        "/phones/",
        "/guides/alike/",
        "/collections/all/",
        "/data/",
        "/brands/acme/",
    ):
        graph = triples(json_ld(page(client, path)))
        types = {str(kind).removeprefix(str(SCHEMA)) for kind in graph.objects(None, RDF.type)}
        assert types
        assert types <= KNOWN_TYPES
    named = triples(json_ld(page(client, "/phones/acme-one/"))).objects(None, SCHEMA.name)
    assert "Acme One" in set(map(str, named))


def test_a_name_cannot_end_the_data_block(client):
    make_phone("</script><script>alert(1)</script>", slug="acme-evil")
    html = page(client, "/phones/acme-evil/")
    assert "alert(1)</script>" not in html
    assert node(html, "Product")["name"] == "Acme </script><script>alert(1)</script>"
