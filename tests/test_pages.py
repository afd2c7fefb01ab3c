"""The site as a whole: lists, parts, reference, answers for machines, faults in words."""

import json
import re

import pytest
from django.db import DatabaseError

from catalog.models import Phone, Stamp
from phonesite import __version__

from .factories import fit_chipset, make_brand, make_chipset, make_claim, make_phone, make_sensor, make_source
from .reading import data, page, words

pytestmark = pytest.mark.django_db

EVERY_LIST = [
    "/",
    "/phones/",
    "/compare/",
    "/brands/",
    "/sensors/",
    "/guides/",
    "/collections/",
    "/glossary/",
    "/data/",
    "/data/api/",
    "/data/sources/",
    "/about/",
]
FOR_MACHINES = ["/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/data/record.schema.json"]


@pytest.mark.parametrize("path", EVERY_LIST + FOR_MACHINES)
def test_every_address_answers_with_an_empty_catalogue(client, path):
    assert page(client, path)


@pytest.mark.parametrize("path", EVERY_LIST + FOR_MACHINES)
def test_addresses_are_for_reading_only(client, path):
    assert client.head(path).status_code == 200
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", EVERY_LIST)
def test_a_page_has_one_main_heading_and_a_way_past_the_menu(client, path):
    html = page(client, path)
    assert html.count("<h1") == 1
    assert 'href="#content"' in html


@pytest.mark.parametrize("path", EVERY_LIST)
def test_readers_get_no_cookies(client, path):
    assert not client.get(path).cookies


def test_a_page_that_has_not_changed_is_not_sent_again(client):
    make_phone("Brick")
    tag = client.get("/phones/acme-brick/")["ETag"]
    assert client.get("/phones/acme-brick/", headers={"If-None-Match": tag}).status_code == 304
    Phone.objects.update(weight_g=211)
    Stamp.move()
    assert client.get("/phones/acme-brick/", headers={"If-None-Match": tag}).status_code == 200


def test_phones_are_listed_newest_first_24_cards_or_50_rows_to_a_page(client):
    for number in range(51):
        make_phone(f"No{number:02}", announced=f"20{number + 10}" if number < 26 else "2009")
    first, second = words(page(client, "/phones/?view=table")), words(page(client, "/phones/?view=table&page=2"))
    assert first.index("No25") < first.index("No24")
    assert "No50" not in first
    assert "No50" in second
    assert "51 phones" in first
    assert page(client, "/phones/").count('class="result"') == 24
    assert page(client, "/phones/?page=3").count('class="result"') == 3


def test_the_list_can_be_narrowed_to_brands(client):
    for brand in ("Acme", "Bolt", "Crux"):
        make_phone(f"{brand[0]} 1", brand=brand)
    listed = words(page(client, "/phones/?brand=acme&brand=crux"))
    assert "2 phones" in listed
    assert "A 1" in listed
    assert "C 1" in listed
    assert "B 1" not in listed


def test_brands_stand_by_the_alphabet_whether_they_begin_with_a_capital_or_not(client):
    for brand in ("Xenon", "acme", "Beta"):
        make_phone("One", brand=brand)
    shown = words(page(client, "/brands/"))
    assert shown.index("acme") < shown.index("Beta") < shown.index("Xenon")


def test_a_brand_that_is_not_here_is_named_at_its_field_and_the_others_are_kept(client):
    make_phone("A 1")
    make_phone("B 1", brand="Bolt")
    html = page(client, "/phones/?brand=bolt&brand=zilch")
    assert "Nothing in the catalogue is called “zilch”." in html
    assert 'aria-describedby="fault-brand"' in html
    assert "1 phone" in words(html)
    assert "A 1" not in words(html)


@pytest.mark.parametrize("number", ["99", "0", "-1", "two", "9" * 5000, "²"])
def test_a_page_number_that_is_none_is_named_and_the_first_page_shown(client, number):
    make_phone("Brick")
    html = page(client, f"/phones/?page={number}")
    assert "is not a page here: there is one page." in html
    assert "Brick" in words(html)


def test_the_pages_of_a_narrowed_list_stay_narrowed(client):
    for number in range(51):
        make_phone(f"No{number}")
    assert 'href="/phones/?brand=Acme&amp;page=2' in page(client, "/phones/?brand=acme")


def test_a_brand_lists_its_phones_and_those_it_makes_for_others(client):
    sharp = make_brand("Sharp", country="JP", other_names=["シャープ"])
    make_phone("Aquos R7", brand=sharp)
    make_phone("Leitz Phone 2", brand="Leica", manufacturer=sharp)
    shown = words(page(client, "/brands/sharp/"))
    assert "シャープ" in shown
    assert "Japan" in shown
    assert "Also makes Leica Leitz Phone 2" in shown
    assert "Lightest first 2019 Aquos R7 Compare Sharp Aquos R7" in shown


def test_a_chipset_lists_its_facts_and_phones_in_words(client):
    chipset = make_chipset("Thinker 1", maker="Chipworks", process_nm=4)
    fit_chipset(make_phone("Brick"), chipset)
    shown = words(page(client, "/chipsets/chipworks-thinker-1/"))
    assert "Process 4 nm" in shown
    assert "Graphics not known" in shown
    assert "Acme Brick" in shown


def test_sensors_stand_by_area_the_unknown_last(client):
    small = make_sensor("Small", width_mm=4, height_mm=3)
    large = make_sensor("Large", width_mm=13.2, height_mm=8.8)
    label = make_sensor("Labelled", sensor_type="1/2")
    blank = make_sensor("Blank")
    make_phone("Brick", cameras=[{"sensor": sensor} for sensor in (small, blank, large, label)])
    shown = words(page(client, "/sensors/"))
    order = [shown.index(f"Lightworks {name}") for name in ("Large", "Labelled", "Small", "Blank")]
    assert order == sorted(order)
    assert "Size not known Lightworks Blank (1 phone)" in shown
    assert "estimated" in shown


def test_a_sensor_says_in_which_camera_of_each_phone_it_sits(client):
    eye = make_sensor("Eye", width_mm=4, height_mm=3)
    make_phone("Brick", cameras=[{"megapixels": 8}, {"role": "tele", "sensor": eye}])
    shown = words(page(client, "/sensors/lightworks-eye/"))
    assert "Brick Telephoto" in shown
    assert "1-inch type 13.2 × 8.8 mm" in shown


def test_the_glossary_explains_every_row_at_its_own_anchor(client):
    html = page(client, "/glossary/")
    for key in ("weight_g", "equivalent_f_number", "display_size_in", "sold_in"):
        assert f'id="spec-{key}"' in html
    assert html.count(' id="spec-') == len(set(re.findall(r' id="(spec-[a-z0-9_]+)"', html)))


def test_the_data_page_gives_licence_schema_and_credits(client):
    techapi = make_source("techapi", title="TechAPI data", licence="CC BY-SA 4.0", unverified=True)
    make_claim(make_phone("Brick"), "weight_g", 211, techapi)
    html = page(client, "/data/")
    assert "The files are being made for the first time" in html
    assert 'href="/data/sources/?kind=' in html
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in html
    assert 'href="/data/record.schema.json"' in html
    sources = page(client, "/data/sources/")
    assert "TechAPI data" in sources
    assert "known to hold wrong records" in sources


def test_the_schema_of_records_is_served(client):
    schema = data(client, "/data/record.schema.json")
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert schema["$id"] == "http://localhost:8000/data/record.schema.json"


def test_the_process_is_healthy_without_a_database(client, monkeypatch):
    monkeypatch.setattr(Stamp, "current", broken)
    assert client.get("/healthz").status_code == 200


def test_readiness_names_stamp_and_migrations(client):
    Stamp.move()
    assert data(client, "/readyz") == {
        "version": __version__,
        "database": "ok",
        "write": "ok",
        "migrations": "ok",
        "stamp": 1,
    }


def test_a_database_that_does_not_answer_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(Stamp, "current", broken)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert json.loads(response.content)["database"] == "does not answer"


def test_our_own_failure_is_said_in_words_even_without_a_database(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(Phone.objects.__class__, "published", broken)
    html = page(client, "/phones/", status=500)
    assert "Something went wrong here" in html


def broken(*args, **options):
    raise DatabaseError("no database")


def test_the_sitemap_lists_phones_brands_chipsets_and_sensors(client):
    make_phone("Brick", cameras=[{"sensor": make_sensor("Eye")}], chipsets=["Thinker 1"])
    xml = page(client, "/sitemap.xml")
    for path in ("/phones/acme-brick/", "/brands/acme/", "/chipsets/chipworks-thinker-1/", "/sensors/lightworks-eye/"):
        assert f"<loc>http://localhost:8000{path}</loc>" in xml
    assert "Sitemap: http://localhost:8000/sitemap.xml" in page(client, "/robots.txt")
