"""The first page: what is newest, what may be asked, and how often the database is."""

import pytest

from catalog.coverage.depth_store import store_depths
from catalog.facts.depth import depth_of
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.prefetch import fetch_phones
from catalog.models import Phone, Stamp

from .factories import make_collection, make_guide, make_page, make_phone, make_publishable
from .reading import page, words

pytestmark = pytest.mark.django_db


def test_it_says_what_the_site_is_before_anybody_has_written_a_word(client):
    html = page(client, "/")
    assert "<h1>Phone cameras compared, fact by fact</h1>" in html
    assert "No phone is published yet." in html
    make_page("Cameras first", slug="home", text="*All* of them.")
    html = page(client, "/")
    assert "<h1>Cameras first</h1>" in html
    assert "<em>All</em> of them." in html
    assert "<title>Cameras first" in html


def test_a_draft_of_its_words_is_not_shown(client):
    make_page("Cameras first", slug="home", status="draft")
    assert "Cameras first" not in page(client, "/")


def test_it_shows_the_newest_phones(client):
    make_phone("Dinosaur", announced="2001")
    for number in range(8):
        make_phone(f"Young {number}", announced="2020")
    newest = page(client, "/").partition('id="newest"')[2]
    assert "Young 7" in newest
    assert "Dinosaur" not in newest


def test_phones_that_lack_what_must_be_known_do_not_come_among_the_newest(client):
    make_phone("Sketchy", announced="2025")
    Phone.objects.filter(pk=make_publishable("Thorough", announced="2019-08-07").pk).update(status="published")
    Stamp.move()
    depths = {phone.pk: depth_of(PhoneFacts.of(phone)) for phone in fetch_phones(Phone.objects.published())}
    store_depths(depths)
    newest = page(client, "/").partition('id="newest"')[2]
    assert "Thorough" in newest
    assert "Sketchy" not in newest


def test_questions_and_saved_searches_have_the_count_of_phones_that_answer_them(client):
    lens = {"focal_length_eq_mm": 70, "f_number": 2.0, "sensor_width_mm": 8, "sensor_height_mm": 6}
    make_phone("Portrait", cameras=[lens], announced="2015")
    make_phone("Blind", announced="2015")
    make_collection("Light ones", "weight_g_max=200")
    make_collection("All of them", "sort=-weight_g", place=1)
    Stamp.move()
    shown = words(page(client, "/"))
    assert "Which have a bright portrait lens, 65 to 90 mm? 1 phone" in shown
    assert "Which 1-inch phones can I buy outside Japan?" not in shown, "nothing answers it"
    assert shown.index("All of them 2 phones") < shown.index("Light ones 0 phones")


def test_guides_come_in_the_editors_order(client):
    make_guide("Later", place=2)
    make_guide("Sooner", place=1)
    shown = words(page(client, "/"))
    assert shown.index("Sooner") < shown.index("Later")


def test_searches_are_suggested_that_phones_answer(client):
    assert "periscope" not in words(page(client, "/"))
    make_phone("Long", cameras=[{"role": "periscope"}])
    Stamp.move()
    assert "periscope 1" in words(page(client, "/")).lower()


def test_it_takes_few_queries_however_much_there_is(client, django_assert_max_num_queries):
    phones = [make_phone(f"No {number}", cameras=[{}, {"role": "tele"}]) for number in range(20)]
    make_page("Cameras first", slug="home", phones=phones[:4])
    for number in range(12):
        make_guide(f"Guide {number}", phones=phones[:2])
        make_collection(f"Search {number}")
        make_page(f"Page {number}", in_footer=True)
    Stamp.move()
    client.get("/")
    with django_assert_max_num_queries(9):
        assert client.get("/").status_code == 200
