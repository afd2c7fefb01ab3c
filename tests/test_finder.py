"""The finder through its data: what a question answers, in what order, as JSON and as CSV."""

import csv
import io

import pytest

from .asking import asked, maybes, slugs
from .factories import make_phone

pytestmark = pytest.mark.django_db


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
    assert slugs(client, "sold_in=germany") == ["both"]
    assert maybes(client, "sold_in=germany") == {"world": ["sold_in"], "who-knows": ["sold_in"]}
    assert maybes(client, "sold_in=ZA") == {"world": ["sold_in"], "who-knows": ["sold_in"]}


def test_a_country_in_which_a_phone_is_not_sold_is_a_sure_no(client):
    make_phone("Open", markets=[{"country": "JP"}], not_sold_in=["DE"])
    make_phone("World", markets=[{"country": "001"}], not_sold_in=["DE", "FR"])
    make_phone("Nothing known", not_sold_in=[])
    assert maybes(client, "sold_in=DE").keys() == {"nothing-known"}
    assert maybes(client, "sold_in=DE&sold_in=FR").keys() == {"nothing-known", "open"}
    assert set(slugs(client, "not.sold_in=DE")) == {"open", "world"}
    assert maybes(client, "all.sold_in=JP&all.sold_in=FR").keys() == {"nothing-known", "open"}
    assert set(slugs(client, "not_sold_in=germany")) == {"open", "world"}
    assert maybes(client, "sold_outside=JP").keys() == {"nothing-known", "open"}


def test_a_country_counts_the_phones_that_are_known_to_be_sold_there(client):
    make_phone("World", markets=[{"country": "001"}])
    make_phone("Here", markets=[{"country": "DE"}])
    values = asked(client, "")["facets"]["sold_in"]
    assert {value["value"]: value["count"] for value in values if value["count"]} == {"001": 1, "DE": 1}


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
    assert slugs(client, "form_factor=Book-style foldable") == ["chip"]
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
    assert slugs(client, "sort=-weight_g,depth_mm,weight_g") == ["b", "a", "c", "d"]


def test_words_put_the_best_match_first_and_another_order_on_demand(client):
    make_phone("Galaxy S23", brand="Samsung", announced="2022", weight_g=168)
    make_phone("Galaxy S23 Ultra", brand="Samsung", announced="2023", weight_g=234)
    make_phone("Lumia", weight_g=100)
    assert slugs(client, "q=galxy+s23")[0] == "samsung-galaxy-s23"
    assert slugs(client, "q=galxy+s23&sort=-weight_g")[0] == "samsung-galaxy-s23-ultra"
    assert slugs(client, "q=galxy+s23&weight_g_min=200") == ["samsung-galaxy-s23-ultra"]


# Page, JSON and CSV are one answer


def test_the_csv_has_every_phone_of_both_buckets_with_states_and_sources(client):
    make_phone("Light", weight_g=150, claims=[{"key": "weight_g", "value": 150, "source": "label", "accepted": True}])
    make_phone("Unweighed")
    text = client.get("/phones.csv?weight_g_max=200").content.decode("utf-8-sig")
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


def test_a_list_says_which_values_have_no_source_and_which_are_worked_out(client):
    claims = [{"key": "weight_g", "value": 150, "source": "label", "accepted": True}]
    cameras = [{"focal_length_eq_mm": 24, "sensor_type": "1/1.0"}]
    make_phone("One", weight_g=150, depth_mm=8, claims=claims, cameras=cameras)
    page = client.get("/phones/?depth_mm_max=9").text
    labels = ("Weight", "Thickness", "Equivalent")
    weight, thickness, equivalent = [page.partition(f"<dt>{label}")[2].partition("</dd>")[0] for label in labels]
    assert "no source yet" not in weight
    assert "no source yet" in thickness
    assert "no source yet" not in equivalent
