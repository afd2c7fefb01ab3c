"""Collections: what readers see of them, how editors enter them, what a record of one may ask."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.finder import query_parser
from catalog.finder.facets import FACETS
from catalog.finder.filters import parameter_by_name
from catalog.finder.finder_result import find_phones
from catalog.finder.index_cache import current_snapshot
from catalog.importers.record_loader import load_records
from catalog.models import Brand, Collection, Phone, Stamp
from catalog.records.record_parser import parse_record
from catalog.records.yaml_writer import record_yaml
from catalog.sheet import query_validators
from catalog.views.collections import DISPLAY_PARAMETERS
from catalog.views.jinja import first_sentence
from tests import strategies

from .desk import change_url, delete, faults_at, said_after, save, saved
from .factories import make_brand, make_collection, make_phone
from .filling import form_on
from .reading import page, words
from .shipped import load_shipped
from .test_catalogue import run

ADD = "/desk/catalog/collection/add/"


@pytest.fixture
def phones(db):
    """One phone of 120 g, one of 300 g, one of unknown weight."""
    for name, weight_g in (("Feather", 120), ("Brick", 300), ("Unweighed", None)):
        make_phone(name, weight_g=weight_g)


def results(html):
    """The slugs of the phones that are shown as matches, in their order."""
    return re.findall(r'<h3 class="card__name">\s*<a href="/phones/([^"]+)/"', html)


# What readers see


def test_a_collection_shows_its_title_its_text_and_the_live_answer(client, phones):
    make_collection("Light ones", "weight_g_max=200", text="They weigh **little**. <b>Really.</b>")
    html = page(client, "/collections/light-ones/")
    assert "<h1>Light ones</h1>" in html
    assert "<strong>little</strong>" in html
    assert "&lt;b&gt;Really" in html
    assert results(html) == ["acme-feather"]
    assert "Brick" not in words(html)
    assert "1 possible match" in words(html)
    assert 'rel="canonical" href="http://localhost:8000/collections/light-ones/"' in html
    make_phone("Paper", weight_g=90)
    Stamp.move()
    assert "Paper" in words(page(client, "/collections/light-ones/"))


def test_its_question_is_shown_in_parts_and_changing_it_leads_to_the_finder(client, phones):
    make_collection("Light ones", "weight_g_max=200&brand=Acme")
    html = page(client, "/collections/light-ones/")
    assert 'href="/phones/?brand=Acme"' in html
    assert "Weight at most 200" in words(html)
    assert html.count('action="/phones/"') == 3, "words, the filters in the open, and how it looks"
    assert 'action="/collections' not in html
    assert 'href="/phones.json?weight_g_max=200&amp;brand=Acme"' in html


def test_looks_are_added_to_the_address_on_top_of_the_question(client, phones):
    make_collection("All", "unknown=match&sort=-weight_g")
    assert results(page(client, "/collections/all/")) == ["acme-brick", "acme-feather", "acme-unweighed"]
    assert results(page(client, "/collections/all/?sort=weight_g"))[:2] == ["acme-feather", "acme-brick"]
    table = page(client, "/collections/all/?view=table&columns=nfc")
    assert '<table class="finder-table"' in table
    assert "“7” is not a page here" in words(page(client, "/collections/all/?page=7"))


def test_its_pages_stay_at_its_address_and_keep_the_looks(client, db):
    for number in range(51):
        make_phone(f"No{number:02}", weight_g=100 + number)
    make_collection("Light ones", "weight_g_max=200&sort=weight_g")
    html = page(client, "/collections/light-ones/?units=imperial")
    assert 'href="/collections/light-ones/?units=imperial&amp;page=2#finder-answer"' in html
    last = words(page(client, "/collections/light-ones/?units=imperial&page=3"))
    assert "No50" in last
    assert "No00" not in last


def test_whoever_asks_more_is_led_to_the_finder_with_all_of_it(client, phones):
    make_collection("Light ones", "weight_g_max=200&brand=Acme")
    response = client.get("/collections/light-ones/?brand=Bolt&view=table")
    assert response.status_code == 302
    assert response["Location"] == "/phones/?weight_g_max=200&brand=Bolt&view=table"
    for added in ("q=leica", "weight_g_max=100", "not.brand=Acme", "unknown=hide"):
        assert client.get(f"/collections/light-ones/?{added}")["Location"].startswith("/phones/?weight_g_max=")


def test_a_parameter_that_asks_nothing_is_named_and_the_collection_stays(client, phones):
    make_collection()
    html = page(client, "/collections/light-ones/?seen_in=letter&page=")
    assert "seen_in: There is no filter with this name." in words(html)
    assert results(html) == ["acme-feather"]


def test_what_the_catalogue_no_longer_has_is_said_above_the_answer(client, phones):
    make_collection(query="weight_g_max=200&brand=Gone")
    html = words(page(client, "/collections/light-ones/"))
    assert "Part of this search no longer fits the catalogue and is left out." in html
    assert "Nothing in the catalogue is called “Gone”." in html


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_what_is_not_published_is_nowhere_to_be_seen(client, phones, status):
    make_collection("Secret", status=status)
    assert client.get("/collections/secret/").status_code == 404
    for path in ("/", "/phones/", "/collections/", "/sitemap.xml"):
        html = page(client, path)
        assert "Secret" not in html
        assert "/collections/secret/" not in html


def test_the_list_gives_each_with_its_first_sentence_and_its_count(client, phones):
    make_collection("Heavy", "weight_g_min=250", place=2, text="At f/1.9 or [so](/x/). And more.")
    make_collection("Light", "weight_g_max=200", place=1)
    make_collection("Any", "sort=weight_g")
    shown = words(page(client, "/collections/"))
    assert "Heavy 1 phone, 1 more may match At f/1.9 or so. Back of the" in shown
    assert "And more" not in shown
    assert shown.index("Light 1 phone") < shown.index("Heavy") < shown.index("Any 3 phones")


def test_a_text_without_a_full_stop_is_its_own_first_sentence():
    assert first_sentence("Phones\nof *today*") == "Phones of today"
    assert first_sentence(None) == ""


def test_collections_are_linked_from_the_first_page_the_finder_and_the_sitemap(client, phones):
    assert 'id="collections"' not in page(client, "/")
    make_collection()
    Stamp.move(set())
    for path in ("/", "/phones/", "/collections/"):
        assert 'href="/collections/light-ones/"' in page(client, path)
    assert 'href="/collections/light-ones/"' not in page(client, "/phones/?nfc=yes")
    assert "<loc>http://localhost:8000/collections/light-ones/</loc>" in page(client, "/sitemap.xml")


def test_what_may_be_added_to_the_address_is_what_the_finder_calls_a_setting():
    assert set(DISPLAY_PARAMETERS) <= set(query_parser.SETTING_PARAMETERS)


def test_the_number_of_collections_costs_no_queries(client, phones, django_assert_max_num_queries):
    for number in range(30):
        make_collection(f"Light {number}", f"weight_g_max={number + 1}&q=acme")
    client.get("/phones/?q=acme")
    with django_assert_max_num_queries(6):
        client.get("/collections/")


# The desk


def enter(desk, **fields):
    typed = {"title": "Light ones", "slug": "light-ones", "query": "weight_g_max=200"} | fields
    return desk.post(ADD, form_on(desk.get(ADD), "collection_form") | typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("weight_g_max=200", "weight_g_max=200"),
        ("?weight_g_max=200&page=2&maybe_page=3&more=brand", "weight_g_max=200"),
        ("http://phones.example.org/phones/?weight_g_max=200#maybe", "weight_g_max=200"),
        ("https://phones.example.org/phones.json?weight_g_max=200", "weight_g_max=200"),
        ("/phones/?brand=acme&f_number_max=2,0", "main_f_number_max=2&brand=Acme"),
        ("weight_g_max=100&weight_g_min=200&nfc=", "weight_g_min=100&weight_g_max=200"),
        ("sort=-weight_g&view=table", "sort=-weight_g&view=table"),
        ("q=what?&unknown=maybe", "q=what%3F"),
    ],
)
def test_a_question_is_stored_as_the_finder_writes_it(desk, phones, typed, stored):
    assert saved(enter(desk, query=typed))
    assert Collection.objects.get().query == stored


@pytest.mark.parametrize(
    ("typed", "words_at_field"),
    [
        ("weigth_g_max=200", ["weigth_g_max: There is no filter with this name."]),
        (
            "weight_g_max=light&brand=Zilch",
            ["“light” is not a number.", "brand: Nothing in the catalogue is called “Zilch”."],
        ),
        ("weight_g_max=200&view=map", ["view: “map” is not one of: cards, table."]),
        ("page=2", ["This search has no conditions"]),
        ("/phones/", ["This field is required."]),
        ("http://phones.example.org/search/?q=leica", ["This is not an address of the finder, which is at /phones/."]),
        ("http://[/phones/?q=leica", ["This address cannot be read."]),
        ("&".join(["brand=Acme"] * 201), ["At most 200 parameters."]),
        ("brand=Acme&q=" + "x" * 5000, ["Ensure this value has at most"]),
    ],
)
def test_every_fault_of_a_question_is_named_at_its_field(desk, phones, typed, words_at_field):
    response = enter(desk, query=typed)
    said = " ".join(faults_at(response, "query"))
    assert [one for one in words_at_field if one not in said] == []
    assert not Collection.objects.exists()


def test_a_slug_that_no_record_could_have_is_refused(desk, phones):
    assert "is not a slug" in faults_at(enter(desk, slug="Light_ones"), "slug")[0]


def test_an_editor_is_told_what_the_question_finds(desk, phones):
    assert "The search finds 1 now, and 1 more may match." in said_after(enter(desk))


def test_a_change_moves_the_stamp_and_touches_no_phone(desk, client, phones):
    client.get("/phones/")
    before, index = Stamp.current(), current_snapshot().index
    assert saved(enter(desk))
    assert saved(save(desk, Collection.objects.get(), status="published"))
    assert Stamp.current() == before + 2
    assert Stamp.touched_since(before) == set()
    assert current_snapshot().index.ids == index.ids
    assert 'href="/collections/light-ones/"' in page(client, "/phones/")
    assert saved(delete(desk, Collection.objects.get()))
    assert Stamp.touched_since(before) == set()
    assert 'href="/collections/light-ones/"' not in page(client, "/phones/")


def test_a_change_that_touches_no_phone_hides_none_that_does(phones):
    before, brand = Stamp.current(), make_brand("Acme")
    Stamp.move(set())
    Stamp.move({7})
    assert Stamp.touched_since(before) == {7}
    Stamp.move()
    assert Stamp.touched_since(before) is None
    assert brand == Brand.objects.get()


def test_the_order_is_set_in_the_list(desk, phones):
    make_collection("One", place=5)
    url = reverse("admin:catalog_collection_changelist")
    fields = form_on(desk.get(url), "changelist-form") | {"form-0-place": "3", "_save": "Save"}
    assert saved(desk.post(url, fields))
    assert Collection.objects.get().place == 3


def test_the_form_leads_to_the_answer_and_to_the_page_once_there_is_one(desk, phones):
    assert "Once it is saved." in desk.get(ADD).content.decode()
    draft, shown = make_collection("Draft", status="draft"), make_collection("Shown")
    for one, has_page in ((draft, False), (shown, True)):
        html = desk.get(change_url(one)).content.decode()
        assert 'href="/phones/?weight_g_max=200"' in html
        assert ("View on site" in html) is has_page


def test_collections_are_kept_by_those_who_may(client, phones):
    collection = make_collection()
    urls = ["/desk/catalog/collection/", ADD, change_url(collection)]
    assert {client.get(url).headers["Location"] for url in urls} == {f"/desk/login/?next={url}" for url in urls}
    client.force_login(get_user_model().objects.create_user("guest", is_staff=True))
    assert {client.get(url).status_code for url in urls} == {403}


# Records


def fault_lines(query):
    """“line: field: reason” of what is wrong with a record that asks this."""
    faults = parse_record(f"collection: one\ntitle: One\nquery: {query}\n", "one")[2]
    return [f"{fault.line}: {fault.field}: {fault.reason}" for fault in faults]


@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        ("weigth_g_max=200", ["weigth_g_max: nothing is asked by this name"]),
        ("weight_g_max=light", ["weight_g_max: “light” is not a number"]),
        ("not.weight_g_max=3&nfc=maybe", ["not.weight_g_max: nothing", "nfc: “maybe” is none of: yes, no, unknown"]),
        ("announced_min=soon", ["announced_min: “soon” is not a date: write 2022"]),
        ("weight_g_max=200&page=2", ["page: nothing is asked by this name"]),
        ("'q='", ["nothing is asked"]),
        ("&".join(["brand=Acme"] * 201), ["more than 200 parameters"]),
    ],
)
def test_a_record_that_asks_what_cannot_be_asked_is_refused_with_line_and_field(query, reasons):
    found = fault_lines(query)
    assert len(found) == len(reasons)
    assert [one for one, reason in zip(found, reasons, strict=True) if not one.startswith(f"3: query: {reason}")] == []


@pytest.mark.parametrize(
    "query", ["brand=Nobody", "lens.role=future", "sold_outside=JP", "f_number_max=2", "market.price_on_min=2022-Q4"]
)
def test_what_only_the_catalogue_can_tell_is_not_refused(query):
    assert fault_lines(query) == []


def test_a_record_needs_a_title_and_a_question():
    found = parse_record("collection: one\n", "one")[2]
    assert [(fault.field, fault.reason) for fault in found] == [("title", "is missing"), ("query", "is missing")]


@settings(deadline=None, max_examples=60, derandomize=True)
@given(strategies.collections())
def test_a_record_survives_being_written_and_read(content):
    _, read, faults, _ = parse_record(record_yaml("collection", content), "made-up")
    assert (read, faults) == (content, [])


def test_loading_a_collection_touches_no_phone(tmp_path, phones):
    (tmp_path / "one.yaml").write_text("collection: one\ntitle: One\nquery: weight_g_max=200\n")
    before = Stamp.current()
    assert load_records([tmp_path]).counts == {"added": 1}
    assert Stamp.touched_since(before) == set()
    assert Collection.objects.get().status == "draft"
    assert load_records([tmp_path]).counts == {"unchanged": 1}


def test_the_check_command_names_questions_that_cannot_be_answered(phones):
    make_collection(query="brand=Zilch")
    said = run("check_catalogue").splitlines()
    assert "collection light-ones: brand: Nothing in the catalogue is called “Zilch”." in said


def test_the_shipped_ones_are_written_as_the_finder_writes_them_and_find_something(db):
    load_shipped()
    shipped = Collection.objects.published()
    assert shipped.count() >= 5
    for one in shipped:
        finding = find_phones(one.question)
        assert (finding.asked.faults, finding.asked.url()) == ({}, one.query), one.slug
        assert 5 <= finding.found.total < Phone.objects.count() / 2, one.slug
        assert first_sentence(one.text), one.slug


# The sheet's view of the finder's names is the finder's


NAMES = [f"{test}{name}{end}" for name in FACETS for test in ("", "not.", "all.") for end in ("", "_min", "_max")]


def test_records_and_the_finder_know_the_same_parameters():
    short = [name.replace("main_", "") for name in NAMES]
    strange = ["sold_outside", "not.sold_outside", "phone.weight_g", "lens.lens.role", "lens.main_role", ".", "_min"]
    differing = [
        name
        for name in (*NAMES, *short, *strange)
        if query_validators.is_filter_parameter(name) != (parameter_by_name(name) is not None)
    ]
    assert differing == []
    assert set(query_parser.SETTING_PARAMETERS) - set(query_validators.NON_FILTER_PARAMETERS) == {
        "page",
        "maybe_page",
        "more",
        "filters",
    }


@settings(deadline=None, max_examples=300, derandomize=True)
@given(st.text("abfgnot._mixl", max_size=12))
def test_they_know_the_same_whatever_is_written(name):
    assert query_validators.is_filter_parameter(name) == (parameter_by_name(name) is not None)


@pytest.mark.django_db
@settings(deadline=None, max_examples=100, derandomize=True)
@given(query=st.text(max_size=80))
def test_no_text_breaks_the_reading_of_a_query(query):
    list(query_validators.query_faults(query))
    find_phones(QueryDict(query))
