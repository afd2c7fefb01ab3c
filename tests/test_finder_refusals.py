"""What the finder refuses, and that it answers the rest: no query string is too strange."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.models import Phone

from .asking import find_now, refused
from .factories import make_phone

pytestmark = pytest.mark.django_db


REFUSED = """
weight_g_max=heavy weight_g_max=1e9 weight_g_max=-1e999999 weight_g_min=NaN announced_min=2022-13 brand=Nobody
nfc=perhaps shoe_size=44 lens.weight_g_min=3 sort=colour view=tiles unknown=guess units=cubits columns=shoe_size page=0
page=-1 page=x maybe_page=99999999999999 not.weight_g=3
"""


def test_a_bad_parameter_is_named_and_the_page_keeps_the_rest(client):
    make_phone("One", depth_mm=8)
    for question in REFUSED.split():
        name = question.partition("=")[0]
        assert list(refused(client, question)) == [name]
        page = client.get(f"/phones/?{question}&depth_mm_max=9")
        assert page.status_code == 200, question
        assert "Acme</span> One" in page.text, question
        assert 'class="fault' in page.text, question


def test_what_was_typed_stays_in_its_field(client):
    make_phone("One", weight_g=150)
    page = client.get("/phones/?weight_g_max=heavy&depth_mm_min=5").text
    assert 'name="weight_g_max" value="heavy"' in page
    assert 'name="depth_mm_min" value="5"' in page


def test_what_was_left_out_is_said_above_the_phones_with_a_way_to_the_field(client):
    make_phone("One", weight_g=150, depth_mm=8)
    page = client.get("/phones/?weight_g_max=1,299&depth_mm_max=9").text
    assert page.index("Some filters could not be applied") < page.index("Acme</span> One")
    assert "The phones below match all the others." in " ".join(page.split())
    assert "Weight, at most: “1,299” may be 1.299 or 1299: write one of these." in page
    assert 'href="#fault-weight_g_max"' in page
    assert 'id="fault-weight_g_max"' in page


def test_all_phones_are_never_shown_as_the_answer_to_what_could_not_be_read(client):
    make_phone("One", weight_g=150)
    page = " ".join(client.get("/phones/?weight_g_max=heavy").text.split())
    assert "No other filter is set, so this is the list of all phones." in page
    assert "Some filters could not be applied" not in client.get("/phones/?sort=colour").text


def test_a_page_number_may_be_written_with_blanks_and_wide_digits(client):
    make_phone("One")
    assert client.get("/phones.json", {"page": " 1 "}).json()["page"] == 1
    assert client.get("/phones.json", {"page": "１"}).json()["page"] == 1


def test_several_faults_are_all_named_in_csv_too(client):
    assert set(refused(client, "brand=Nobody&shoe_size=4&sort=x", "csv")) == {"brand", "shoe_size", "sort"}


def test_one_bad_value_of_several_leaves_the_others(client):
    make_phone("One")
    make_phone("Other", brand="Other")
    page = client.get("/phones/?brand=Acme&brand=Nobody").text
    assert "Nothing in the catalogue is called “Nobody”." in page
    assert "Acme</span> One" in page
    assert "Other</span> Other" not in page


def test_fields_left_empty_are_taken_out_of_the_address(client):
    answer = client.get("/phones/?brand=&weight_g_min=&weight_g_max=200")
    assert (answer.status_code, answer.url) == (302, "/phones/?weight_g_max=200")
    assert client.get("/phones/?brand=").url == "/phones/"


NAMES = st.sampled_from(
    [
        "brand",
        "weight_g_max",
        "announced_min",
        "lens.role",
        "not.sold_in",
        "all.colours",
        "q",
        "sort",
        "page",
        "more",
        "nfc",
        "columns",
    ]
)
PARTS = st.lists(st.tuples(NAMES | st.text(max_size=12), st.text(max_size=30)), max_size=8)


@settings(
    derandomize=True, max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PARTS)
def test_any_query_string_is_answered_and_page_and_data_agree_on_what_is_wrong(client, pairs):
    if not Phone.objects.exists():
        make_phone("One")
    question = urlencode(pairs)
    page = client.get(f"/phones/?{question}")
    assert page.status_code in (200, 302)
    data = client.get(f"/phones.json?{question}")
    assert data.status_code in (200, 400)
    assert client.get(f"/phones.csv?{question}").status_code in (200, data.status_code)


def test_very_long_questions_are_answered_or_refused_but_cost_no_queries(client, django_assert_max_num_queries):
    make_phone("One")
    find_now("q=one")
    for question in ("brand=x&" * 900, "sort=" + "weight_g," * 900, "q=" + "long " * 2000, "columns=" + "a," * 3000):
        with django_assert_max_num_queries(3):
            assert client.get(f"/phones.json?{question}").status_code in (200, 400)
    assert client.get("/phones/?" + "brand=x&" * 2000).status_code in (200, 400)


def test_150_ticked_values_are_asked_and_far_more_are_refused_in_words(client):
    colours = [f"Colour {number}" for number in range(150)]
    make_phone("Rainbow", colours=colours)
    ticked = urlencode([("colours", colour) for colour in colours])
    assert client.get(f"/phones.json?{ticked}").json()["total"] == 1
    far_more = "&".join(f"colours={number}" for number in range(501))
    assert refused(client, far_more) == {"colours": "At most 500 values can be asked at once."}
