"""Which pages name themselves in the other languages, and that the three name one another."""

from itertools import product

import pytest
from django.conf import settings

from catalog.models import Stamp

from .factories import (
    fit_chipset,
    make_chipset,
    make_collection,
    make_guide,
    make_phone,
    make_relation,
    make_sensor,
)
from .heads import canonical, is_indexed, json_ld, meta, node, sitemap_paths, tags
from .reading import page

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
PREFIXES = {"en": "", "de": "/de", "ja": "/ja"}
"""Language → what its addresses begin with."""
LOCALES = {"en": "en_GB", "de": "de_DE", "ja": "ja_JP"}


@pytest.fixture
def phones():
    """Two neighbours in a line and a third phone, so that every kind of page is there."""
    eye = make_sensor("Eye", sensor_type="1/1.3", megapixels=50)
    one = make_phone("One", weight_g=200, cameras=[{"sensor": eye, "focal_length_eq_mm": 24}])
    two = make_phone("Two", weight_g=210)
    far = make_phone("Far")
    make_relation(two, "successor_of", one)
    fit_chipset(one, make_chipset())
    make_guide("Light phones", [one, far])
    make_collection("Light ones", "weight_g_max=205")
    Stamp.move()
    return one, two, far


def alternates(html):
    """Language → address of each link with ``hreflang``."""
    links = [tag for tag in tags(html, "link") if "hreflang" in tag]
    found = {link["hreflang"]: link["href"] for link in links}
    assert len(found) == len(links)
    return found


def expected(path):
    found = {language: f"{SITE}{prefix}{path}" for language, prefix in PREFIXES.items()}
    return found | {"x-default": f"{SITE}{path}"}


def test_the_languages_are_those_of_the_site():
    assert [code.partition("-")[0] for code, _ in settings.LANGUAGES] == list(PREFIXES)


def kinds_of_pages():
    """The path of each page in the sitemap, which has one or more of every kind that is indexed."""
    paths = sitemap_paths()
    assert len({path.split("/")[1] for path in paths}) >= 10
    return paths


def test_every_kind_of_indexed_page_names_its_translations_and_is_named_by_them(client, phones):
    for path in kinds_of_pages():
        for language, prefix in PREFIXES.items():
            html = page(client, f"{prefix}{path}")
            assert is_indexed(html), f"{prefix}{path}"
            assert f'<html lang="{language}">' in html
            assert alternates(html) == expected(path)
            assert canonical(html) == meta(html, "og:url") == f"{SITE}{prefix}{path}"
            assert meta(html, "og:locale") == LOCALES[language]


def test_the_sitemap_has_every_kind_of_page_that_is_indexed(phones):
    paths = kinds_of_pages()
    for kind in ("/phones/acme-one/", "/phones/acme-one/line/", "/compare/acme-one-vs-acme-two/"):
        assert kind in paths
    for kind in ("/guides/", "/collections/", "/brands/", "/sensors/", "/chipsets/"):
        assert [path for path in paths if path.startswith(kind) and path != kind]


NOT_INDEXED = [
    "/phones/?weight_g_max=205",
    "/phones/?sort=weight_g",
    "/phones/acme-one/?units=imperial",
    "/phones/acme-one/abroad/",
    "/phones/acme-one/abroad/?country=DE",
    "/phones/acme-one/changes/",
    "/phones/acme-one/sources/",
    "/phones/acme-one/report/",
    "/phones/acme-far/line/",
    "/compare/acme-far-vs-acme-two/",
    "/compare/acme-one-vs-acme-two/?units=imperial",
    "/compare/acme-one-vs-acme-two/real-size/",
    "/compare/acme-one-vs-acme-two/sources/",
    "/compare/acme-one-vs-acme-two/report/",
    "/guides/light-phones/report/",
    "/search/",
    "/search/?q=acme+o",
]


def test_what_is_not_indexed_names_none_in_any_language(client, phones):
    for prefix, path in product(PREFIXES.values(), NOT_INDEXED):
        html = page(client, f"{prefix}{path}")
        assert not is_indexed(html), (prefix, path)
        assert alternates(html) == {}, (prefix, path)
        assert canonical(html) is None or canonical(html).startswith(f"{SITE}{prefix}/")


def test_a_page_that_is_not_there_names_none(client, db):
    for prefix in PREFIXES.values():
        html = client.get(f"{prefix}/phones/nobody-knows/").content.decode()
        assert (is_indexed(html), alternates(html)) == (False, {})


def test_further_pages_of_a_list_name_the_same_page_of_it(client):
    for number in range(101):
        make_phone(f"No {number}")
    for path in ("/phones/?page=2", "/brands/acme/?page=2"):
        for prefix in PREFIXES.values():
            html = page(client, f"{prefix}{path}")
            assert canonical(html) == f"{SITE}{prefix}{path}"
            assert alternates(html) == expected(path)


def test_what_is_asked_beside_the_page_is_in_no_address(client, phones):
    html = page(client, "/de/phones/acme-one/?against=acme-two&utm_source=forum")
    assert alternates(html) == expected("/phones/acme-one/")


def test_the_feeds_are_the_same_in_every_language(client, phones):
    def feeds(path):
        links = tags(page(client, path), "link")
        return [link["href"] for link in links if link.get("type") == "application/atom+xml"]

    for path in ("/guides/", "/brands/acme/", "/phones/acme-one/"):
        assert feeds(path) == feeds(f"/de{path}") == feeds(f"/ja{path}")


def addresses(thing):
    """Every address of ours within a JSON-LD document."""
    if isinstance(thing, dict):
        thing = list(thing.values())
    if isinstance(thing, list):
        return [address for one in thing for address in addresses(one)]
    return [thing] if isinstance(thing, str) and thing.startswith(f"{SITE}/") else []


@pytest.mark.parametrize("language", ["de", "ja"])
def test_programs_are_led_to_pages_in_the_same_language(client, phones, language):
    without = ("/static/", "/data/", "/phones.json", "/phones.csv")
    for path in ("/", "/phones/", "/phones/acme-one/", "/brands/acme/", "/guides/light-phones/"):
        found = addresses(json_ld(page(client, f"/{language}{path}")))
        pages = [one.removeprefix(SITE) for one in found if not one.removeprefix(SITE).startswith(without)]
        assert pages
        assert [one for one in pages if not one.startswith(f"/{language}/")] == []


def test_programs_are_told_in_which_language_texts_are(client, phones):
    assert node(page(client, "/de/"), "WebSite")["inLanguage"] == "de"
    assert node(page(client, "/ja/"), "WebSite")["inLanguage"] == "ja"
    assert node(page(client, "/de/guides/light-phones/"), "Article")["inLanguage"] == "en"
    assert node(page(client, "/de/data/"), "Dataset")["inLanguage"] == "en"


def test_keys_and_units_are_the_same_for_programs(client, phones):
    def properties(path):
        facts = node(page(client, path), "Product")["additionalProperty"]
        return [(fact["propertyID"], fact.get("unitCode")) for fact in facts]

    assert properties("/de/phones/acme-one/") == properties("/phones/acme-one/")
