"""The finder through its data: what a question answers, what is refused, and that every process sees every change."""

import csv
import io
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.finder import live as living
from catalog.finder.finding import find
from catalog.finder.store import keep_prepared
from catalog.models import Entries, Phone, Stamp, Texts

from .factories import make_brand, make_chipset, make_phone, make_relation

pytestmark = pytest.mark.django_db


def asked(client, question=""):
    response = client.get(f"/phones.json?{question}")
    assert response.status_code == 200, response.json()
    return response.json()


def slugs(client, question="", bucket="phones"):
    return [phone["slug"].removeprefix("acme-") for phone in asked(client, question)[bucket]]


def maybes(client, question):
    return {phone["slug"].removeprefix("acme-"): phone["because"] for phone in asked(client, question)["maybe_phones"]}


def refused(client, question, ending="json"):
    response = client.get(f"/phones.{ending}?{question}")
    assert response.status_code == 400
    return response.json()["errors"]


# What is asked


def test_phones_of_unknown_weight_are_listed_apart_with_the_reason(client):
    make_phone("Light", weight_g=150)
    make_phone("Heavy", weight_g=250)
    make_phone("Unweighed", weight_g=None)
    assert slugs(client, "weight_g_max=200") == ["light"]
    assert maybes(client, "weight_g_max=200") == {"unweighed": ["weight_g"]}
    assert slugs(client, "weight_g_max=200&unknown=match") == ["light", "unweighed"]
    assert asked(client, "weight_g_max=200&unknown=hide")["maybe"] == 0


def test_what_does_not_apply_and_what_is_none_answers_no(client):
    make_phone("Bar", form_factor="bar")
    make_phone("Sealed", ip_codes=["IP68"])
    make_phone("Open", ip_codes=[])
    assert maybes(client, "folded_height_mm_max=90").keys() == {"sealed", "open"}
    assert slugs(client, "ip_codes=IP68") == ["sealed"]
    assert maybes(client, "ip_codes=IP68").keys() == {"bar"}
    assert slugs(client, "ip_codes=none") == ["open"]


def test_all_conditions_on_a_lens_must_hold_for_the_same_lens(client):
    rear = {"complete_sections": ["rear_cameras"]}
    make_phone("One", cameras=[{"focal_length_eq_mm": 70, "f_number": 2.0}], **rear)
    two = [
        {"focal_length_eq_mm": 70, "f_number": 4.0},
        {"role": "ultrawide", "focal_length_eq_mm": 13, "f_number": 2.0},
    ]
    make_phone("Two", cameras=two, **rear)
    question = "lens.focal_length_eq_mm_min=65&lens.f_number_max=2.4"
    assert slugs(client, question) == ["one"]
    assert maybes(client, question) == {}


def test_a_list_of_lenses_that_may_go_on_leaves_the_phone_possible(client):
    make_phone("Whole", cameras=[{"focal_length_eq_mm": 24}], complete_sections=["rear_cameras"])
    make_phone("Open", cameras=[{"focal_length_eq_mm": 24}])
    assert maybes(client, "lens.focal_length_eq_mm_min=65") == {"open": ["lens"]}


def test_a_market_beside_japan_is_asked_for(client):
    whole = {"complete_sections": ["markets"]}
    make_phone("Both", markets=[{"country": "JP"}, {"country": "DE"}], **whole)
    make_phone("World", markets=[{"country": "001"}])
    make_phone("Japan", markets=[{"country": "JP"}], **whole)
    make_phone("Who knows", markets=[{"country": "JP"}])
    assert set(slugs(client, "sold_outside=JP")) == {"both", "world"}
    assert maybes(client, "sold_outside=JP") == {"who-knows": ["sold_outside"]}
    assert set(slugs(client, "sold_in=germany")) == {"both", "world"}
    assert slugs(client, "sold_in=ZA") == ["world"]


def test_dates_known_to_the_year_may_match(client):
    make_phone("Year", announced="2022")
    make_phone("Month", announced="2022-12")
    make_phone("Old", announced="2022-10-31")
    assert slugs(client, "announced_min=2022-11") == ["month"]
    assert maybes(client, "announced_min=2022-11") == {"year": ["announced"]}
    assert set(slugs(client, "announced_max=2022")) == {"year", "month", "old"}


def test_swapped_ends_are_put_right_and_the_end_of_a_year_is_no_swap(client):
    make_phone("Middle", weight_g=200, announced="2022-12")
    assert slugs(client, "weight_g_min=300&weight_g_max=100") == ["middle"]
    assert slugs(client, "announced_min=2022-11&announced_max=2022") == ["middle"]


def test_values_are_understood_however_they_are_written(client):
    make_phone("Chip", chipsets=["Thinker 1"], form_factor="fold_book")
    for written in ("Chipworks Thinker 1", "chipworks-thinker-1", "CHIPWORKSTHINKER1"):
        assert slugs(client, f"chipset={written}") == ["chip"], written
    assert slugs(client, "form_factor=Folds like a book") == ["chip"]
    assert slugs(client, "form_factor=swivel") == []


def test_a_cameras_row_alone_means_the_main_cameras(client):
    make_phone("Sharp", cameras=[{"megapixels": 50}])
    make_phone("Blunt", cameras=[{"megapixels": 8}])
    assert slugs(client, "megapixels_min=20") == slugs(client, "main_megapixels_min=20") == ["sharp"]
    assert slugs(client, "sort=megapixels") == ["blunt", "sharp"]


# In what order


def test_phones_of_unknown_weight_come_last_in_both_directions(client):
    make_phone("Brick", weight_g=300)
    make_phone("Feather", weight_g=120)
    make_phone("Unweighed", weight_g=None)
    assert slugs(client, "sort=weight_g") == ["feather", "brick", "unweighed"]
    assert slugs(client, "sort=-weight_g") == ["brick", "feather", "unweighed"]


def test_a_second_key_decides_between_equals_and_slugs_between_the_rest(client):
    for name, weight, depth in (("C", 200, 9), ("B", 200, 8), ("A", 200, 9), ("D", 100, 9)):
        make_phone(name, weight_g=weight, depth_mm=depth)
    assert slugs(client, "sort=-weight_g,depth_mm") == ["b", "a", "c", "d"]
    assert slugs(client, "sort=-weight_g&sort=depth_mm") == ["b", "a", "c", "d"]


def test_words_put_the_best_match_first_and_another_order_on_demand(client):
    make_phone("Galaxy S23", brand="Samsung", announced="2022", weight_g=168)
    make_phone("Galaxy S23 Ultra", brand="Samsung", announced="2023", weight_g=234)
    make_phone("Lumia", weight_g=100)
    assert slugs(client, "q=galxy+s23")[0] == "samsung-galaxy-s23"
    assert slugs(client, "q=galxy+s23&sort=-weight_g")[0] == "samsung-galaxy-s23-ultra"
    assert slugs(client, "q=galxy+s23&weight_g_min=200") == ["samsung-galaxy-s23-ultra"]


# What is refused


REFUSED = """
weight_g_max=heavy weight_g_max=1e9 weight_g_max=-1e999999 weight_g_min=NaN announced_min=2022-13 brand=Nobody
nfc=perhaps shoe_size=44 lens.weight_g_min=3 sort=colour view=tiles unknown=guess units=cubits columns=shoe_size page=0
page=-1 page=x maybe_page=99999999999999 not.weight_g=3
"""


@pytest.mark.parametrize("question", REFUSED.split())
def test_a_bad_parameter_is_named_and_the_page_keeps_the_rest(client, question):
    make_phone("One", depth_mm=8)
    name = question.partition("=")[0]
    assert list(refused(client, question)) == [name]
    page = client.get(f"/phones/?{question}&depth_mm_max=9")
    assert page.status_code == 200
    assert "Acme</span> One" in page.text
    assert 'class="fault' in page.text


def test_what_was_typed_stays_in_its_field(client):
    make_phone("One", weight_g=150)
    page = client.get("/phones/?weight_g_max=heavy&depth_mm_min=5").text
    assert 'name="weight_g_max" value="heavy"' in page
    assert 'name="depth_mm_min" value="5"' in page


def test_several_faults_are_all_named_in_csv_too(client):
    assert set(refused(client, "brand=Nobody&shoe_size=4&sort=x", "csv")) == {"brand", "shoe_size", "sort"}


def test_one_bad_value_of_several_leaves_the_others(client):
    make_phone("One")
    make_phone("Other", brand="Other")
    page = client.get("/phones/?brand=Acme&brand=Nobody").text
    assert "Nothing here is called “Nobody”." in page
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
    derandomize=True, max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
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


# Page, JSON and CSV are one answer


def test_the_csv_has_every_phone_of_both_buckets_with_states_and_sources(client):
    make_phone("Light", weight_g=150, claims=[{"key": "weight_g", "value": 150, "source": "label", "accepted": True}])
    make_phone("Unweighed")
    text = b"".join(client.get("/phones.csv?weight_g_max=200").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["match"], row["slug"], row["because"]) for row in rows] == [
        ("yes", "acme-light", ""),
        ("maybe", "acme-unweighed", "weight_g"),
    ]
    assert [rows[0][column] for column in ("weight_g", "weight_g.state", "weight_g.sources")] == [
        "150",
        "known",
        "label",
    ]
    assert [rows[1][column] for column in ("weight_g", "weight_g.state")] == ["", "not_known"]
    assert rows[0]["licence"].startswith("https://creativecommons.org/")


def test_the_json_has_the_promised_shape(client):
    make_phone("Light", weight_g=150, claims=[{"key": "weight_g", "value": 150, "source": "label", "accepted": True}])
    data = asked(client, "weight_g_max=200")
    assert {
        "total",
        "maybe",
        "phones",
        "maybe_phones",
        "facets",
        "ranges",
        "sources",
        "licence",
        "stamp",
    } <= data.keys()
    (phone,) = data["phones"]
    assert (phone["facts"]["weight_g"], phone["fact_sources"]["weight_g"]) == (150, ["label"])
    assert phone["states"]["height_mm"] == "not_known"
    assert data["sources"].keys() == {"label"}
    assert data["facets"]["brand"] == [{"value": "Acme", "label": "Acme", "count": 1, "selected": False}]
    assert sum(one["count"] for one in data["ranges"]["weight_g"]["bins"]) == 1


def test_a_facets_own_choice_does_not_narrow_its_own_counts(client):
    make_phone("One", weight_g=150)
    make_phone("Two", brand="Other", weight_g=150)
    make_phone("Three", brand="Other", weight_g=250)
    facets = asked(client, "brand=Acme&weight_g_max=200")["facets"]
    assert {one["value"]: (one["count"], one["selected"]) for one in facets["brand"]} == {
        "Acme": (1, True),
        "Other": (1, False),
    }


def test_long_answers_are_cut_into_pages_that_do_not_repeat_phones(client):
    for number in range(120):
        make_phone(f"No {number:03}", announced="2022", weight_g=None if number % 2 else 100)
    pages = [slugs(client, f"page={number}") for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({slug for page in pages for slug in page}) == 120
    assert len(asked(client, "weight_g_max=200&maybe_page=2")["maybe_phones"]) == 10


# Every change is seen


def test_after_a_change_only_what_it_touched_is_read_anew(client, django_assert_max_num_queries):
    for number in range(30):
        make_phone(f"No {number}", weight_g=100)
    Stamp.move()
    keep_prepared()
    before = find_now("weight_g_max=150")
    phone = Phone.objects.get(slug="acme-no-7")
    phone.weight_g = 300
    phone.save()
    Stamp.move({phone.pk})
    keep_prepared()
    after = find_now("weight_g_max=150")
    assert (before.found.total, after.found.total) == (30, 29)
    assert after.index.columns["phone"].low is before.index.columns["phone"].low, "the arrays are kept"
    assert before.found.total == 30
    with django_assert_max_num_queries(1):
        find_now("weight_g_max=150")


def find_now(question):
    from django.http import QueryDict  # noqa: PLC0415

    return find(QueryDict(question))


def test_a_phone_that_is_withdrawn_renamed_or_new_is_seen_at_the_next_question(client):
    first, second = make_phone("First"), make_phone("Second")
    assert set(slugs(client)) == {"first", "second"}
    first.status = "withdrawn"
    first.save()
    second.slug = "acme-renamed"
    second.save()
    third = make_phone("Third", colours=["Never seen before"])
    Stamp.move({first.pk, second.pk, third.pk})
    assert set(slugs(client)) == {"renamed", "third"}
    assert slugs(client, "colours=never seen before") == ["third"]
    third.delete()
    Stamp.move({third.pk})
    assert slugs(client) == ["renamed"]


def test_a_phone_under_embargo_appears_to_the_second_and_its_twin_says_so(client):
    now = timezone.now()
    original = make_phone("Original")
    make_relation(make_phone("Twin", publish_at=now + timedelta(seconds=30)), "rebadge_of", original)
    Stamp.move()
    keep_prepared()
    assert not Texts.objects.filter(phone=original).exists(), "what is said of it changes by itself"
    early, late = living.live(now), living.live(now + timedelta(seconds=31))
    assert early.index.places.of.keys() == {original.pk}
    assert len(late.index.places.of) == 2
    assert early.unstored[original.pk].data["facts"]["origin"] is None
    assert late.unstored[original.pk].data["facts"]["origin"] == "original"


def test_more_changes_than_there_is_room_for_are_seen_as_well(client, monkeypatch):
    monkeypatch.setattr("catalog.finder.index.SPARE_PHONES", 0)
    monkeypatch.setattr("catalog.finder.columns.SPARE_WORDS", 1)
    make_phone("First")
    assert slugs(client) == ["first"]
    for number in range(70):
        phone = make_phone(f"No {number}", colours=[f"Colour {number}"])
        Stamp.move({phone.pk})
        assert len(asked(client, f"colours=colour{number}")["phones"]) == 1
    assert asked(client)["total"] == 71


def test_what_was_prepared_under_another_sheet_is_prepared_anew(client):
    make_phone("One", weight_g=150)
    keep_prepared()
    Entries.objects.update(form="another")
    assert slugs(client, "weight_g_max=200") == ["one"]
    assert keep_prepared() == 1


def test_an_empty_catalogue_answers(client):
    make_brand("Acme")
    make_chipset()
    assert asked(client)["total"] == 0
    assert client.get("/phones/").status_code == 200
    assert client.get("/phones.csv").status_code == 200


def test_a_list_says_which_values_have_no_source_and_which_are_worked_out(client):
    claims = [{"key": "weight_g", "value": 150, "source": "label", "accepted": True}]
    cameras = [{"focal_length_eq_mm": 24, "sensor_type": "1/1.0"}]
    make_phone("One", weight_g=150, depth_mm=8, claims=claims, cameras=cameras)
    page = client.get("/phones/?depth_mm_max=9").text
    facts = {key: page.partition(f"#{key}")[2].partition("</dd>")[0] for key in ("body-weight_g", "body-depth_mm")}
    assert "no source" not in facts["body-weight_g"]
    assert "no source" in facts["body-depth_mm"]
    assert "no source" not in page.partition("<dt>Rear lenses")[2].partition("</dd>")[0]
    assert "estimated" in page.partition("<dt>Its area")[2].partition("</dd>")[0]
