"""“About 500 g”, “at most 500 g”: figures that are not said exactly, wherever figures are printed, asked or judged."""

import csv
import io

import pytest
from django.core.exceptions import ValidationError

from catalog.evidence.decision import Boldness, Statement
from catalog.evidence.fact_columns import set_fact
from catalog.evidence.stored_evidence import record_statement
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.prefetch import fetch_phones
from catalog.models import Camera, Phone, Variation
from catalog.records.serializer import RecordSerializer
from catalog.sheet.registry import find_spec

from .asking import asked, maybes, slugs
from .factories import make_claim, make_phone, make_source
from .reading import data, page, words

pytestmark = pytest.mark.django_db


def shown(client, path):
    return words(page(client, path)).replace("\N{NARROW NO-BREAK SPACE}", " ")


def weigh(name, weight_g, qualifier=None):
    qualifiers = {qualifier: ["weight_g"]} if qualifier else {}
    return make_phone(name, weight_g=weight_g, **qualifiers)


@pytest.mark.parametrize(
    ("qualifier", "text"), [("about", "about 500 g"), ("at_most", "at most 500 g"), ("at_least", "at least 500 g")]
)
def test_a_figure_is_printed_as_it_is_said(client, qualifier, text):
    weigh("One", 500, qualifier)
    assert text in shown(client, "/phones/acme-one/")
    fact = data(client, "/phones/acme-one.json")["facts"]["weight_g"]
    assert (fact["value"], fact["qualifier"]) == (500, qualifier)
    (found,) = asked(client, "")["phones"]
    assert (found["facts"]["weight_g"], found["qualifiers"]) == (500, {"weight_g": qualifier})


@pytest.mark.parametrize(
    ("qualifier", "question", "answer"),
    [
        ("at_most", "weight_g_max=500", "yes"),
        ("at_most", "weight_g_max=499", "maybe"),
        ("at_most", "weight_g_min=400", "maybe"),
        ("at_most", "weight_g_min=501", "no"),
        ("at_least", "weight_g_min=500", "yes"),
        ("at_least", "weight_g_max=600", "maybe"),
        ("at_least", "weight_g_max=499", "no"),
        ("about", "weight_g_min=475&weight_g_max=525", "yes"),
        ("about", "weight_g_max=500", "maybe"),
        ("about", "weight_g_max=474", "no"),
        (None, "weight_g_max=499", "no"),
    ],
)
def test_the_finder_answers_by_all_that_a_figure_may_mean(client, qualifier, question, answer):
    weigh("One", 500, qualifier)
    found = {"yes": slugs(client, question), "maybe": list(maybes(client, question))}
    assert found == {"yes": [], "maybe": [], answer: ["one"]} or (answer == "no" and not any(found.values()))


def test_a_bound_sorts_as_itself(client):
    weigh("Feather", 300, "at_most")
    weigh("Brick", 200)
    weigh("Stone", 400, "at_least")
    assert slugs(client, "sort=weight_g") == ["brick", "feather", "stone"]
    assert slugs(client, "sort=-weight_g") == ["stone", "feather", "brick"]


def test_a_csv_says_it_in_the_column_of_states(client):
    weigh("One", 500, "at_most")
    text = client.get("/phones.csv").content.decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(text))
    assert (line["weight_g"], line["weight_g.state"]) == ("500", "at_most")


def best_of(client, *phones):
    html = page(client, f"/compare/{'-vs-'.join(f'acme-{name}' for name in phones)}/?rows=all")
    row = html.partition('id="body-weight_g"')[2].partition("</tr>")[0]
    return [words(f"<main>{cell}") for cell in row.split("<td")[1:]]


def test_the_best_is_one_that_no_other_can_beat(client):
    weigh("Bound", 200, "at_most")
    weigh("Heavier", 210)
    weigh("Lighter", 190)
    beaten = best_of(client, "bound", "heavier")
    assert ["best" in cell.lower() for cell in beaten] == [True, False]
    open_race = best_of(client, "bound", "lighter")
    assert not any("best" in cell.lower() for cell in open_race)


def test_whether_two_figures_differ_is_open_where_they_may_mean_the_same(client):
    weigh("Bound", 200, "at_most")
    weigh("Lighter", 190)
    weigh("Heavier", 210)
    same = shown(client, "/compare/acme-bound-vs-acme-lighter/?rows=open")
    other = shown(client, "/compare/acme-bound-vs-acme-heavier/?rows=open")
    assert "at most 200 g" in same
    assert "at most 200 g" not in other.partition("Bodies to scale")[0].partition("Weight")[2][:60]


def test_what_is_said_of_a_version_is_exact_and_has_its_part_in_the_best(client):
    phone = weigh("One", 500, "about")
    Variation.objects.create(phone=phone, key="weight_g", value=540, applies_to="leather back")
    weigh("Heavier", 530)
    printed = shown(client, "/phones/acme-one/")
    assert "about 500 g" in printed
    assert "540 g (leather back)" in printed
    assert "about 540 g" not in printed
    assert slugs(client, "weight_g_min=540") == ["one"]
    assert slugs(client, "weight_g_max=525") == ["one"]
    assert list(maybes(client, "weight_g_min=541")) == []
    assert not any("best" in cell.lower() for cell in best_of(client, "one", "heavier")[:1])


@pytest.mark.parametrize(
    ("qualifier", "question", "answer"),
    [
        ("at_most", "launch_price_max=1000", "yes"),
        ("at_most", "launch_price_max=900", "maybe"),
        ("at_most", "launch_price_min=1001", "no"),
        ("at_least", "launch_price_min=900", "yes"),
        ("at_least", "launch_price_max=1500", "maybe"),
        ("about", "launch_price_min=900&launch_price_max=1020", "yes"),
        ("about", "launch_price_max=960", "maybe"),
    ],
)
def test_a_price_in_another_currency_is_asked_for_by_all_that_it_may_mean(client, qualifier, question, answer):
    price = {"launch_price": 1000, "launch_price_currency": "USD", "released": "2022-11-18"}
    make_phone("One", **price, **{qualifier: ["launch_price"]})
    found = {"yes": slugs(client, question), "maybe": list(maybes(client, question))}
    assert found == {"yes": [], "maybe": [], answer: ["one"]} or (answer == "no" and not any(found.values()))
    (converted,) = asked(client, "launch_price_max=2000&unknown=match")["phones"][0]["converted"]["launch_price"]
    assert converted["value"] == pytest.approx(965, abs=5)


def test_a_price_that_is_a_bound_has_no_difference_and_one_that_is_about_so_much_an_inexact_one(client):
    for name, amount, qualifier in [("One", 1000, None), ("Two", 1100, "about"), ("Three", 1200, "at_most")]:
        qualifiers = {qualifier: ["launch_price"]} if qualifier else {}
        make_phone(name, launch_price=amount, launch_price_currency="EUR", **qualifiers)
    address = "/compare/acme-one-vs-acme-three-vs-acme-two.json?baseline=acme-one"
    (price,) = [row for row in data(client, address)["table"]["rows"] if row["key"] == "launch_price"]
    assert [cell["difference"] for cell in price["cells"]] == [None, None, "about +€100"]


def test_a_camera_and_a_display_have_figures_of_their_own(client):
    make_phone(
        "One",
        cameras=[{"close_focus_cm": 5, "about": ["close_focus_cm"]}],
        displays=[{"brightness_nits": 800, "at_least": ["brightness_nits"]}],
    )
    html = shown(client, "/phones/acme-one/")
    assert "about 5 cm" in html
    assert "at least 800 cd/m²" in html
    assert slugs(client, "brightness_nits_min=800") == ["one"]
    assert slugs(client, "main_close_focus_cm_max=6") == ["one"]


@pytest.mark.parametrize(
    ("value", "qualifier", "disputed"),
    [
        (400, None, True),
        (550, "at_most", False),
        (550, "at_least", True),
        (505, "about", False),
        (490, "at_least", False),
    ],
)
def test_a_source_that_is_not_exact_disputes_only_what_it_excludes(client, value, qualifier, disputed):
    phone = weigh("One", 500)
    make_claim(phone, "weight_g", value, make_source("a-page"), qualifier=qualifier)
    fact = data(client, "/phones/acme-one.json")["facts"]["weight_g"]
    assert fact["claims"][0]["qualifier"] == qualifier
    (whole,) = fetch_phones(Phone.objects.all())
    assert PhoneFacts.of(whole).cell(find_spec("weight_g"), whole).disputed is disputed


def test_a_claim_that_is_followed_brings_its_qualifier_and_takes_the_old_one_away():
    phone = weigh("One", 500, "about")
    claim = make_claim(phone, "weight_g", 480, make_source("a-page"), qualifier="at_most")
    set_fact(Phone.objects.get(), (None, "weight_g"), claim)
    assert [Phone.objects.get().at_most, Phone.objects.get().about] == [["weight_g"], None]
    claim.qualifier = None
    set_fact(Phone.objects.get(), (None, "weight_g"), claim)
    assert Phone.objects.get().at_most is None


def test_a_source_that_says_another_value_is_exact_in_it():
    phone = weigh("One", None)
    source = make_source("a-page")
    claim = make_claim(phone, "weight_g", 550, source, qualifier="at_most")
    (whole,) = fetch_phones(Phone.objects.all())
    statement = Statement("weight_g", source.slug, 500)
    record_statement(whole, (None, "weight_g"), statement, Boldness.OVERWRITE, source=source)
    claim.refresh_from_db()
    assert (claim.value, claim.qualifier) == (500, None)
    assert Phone.objects.get().at_most is None


def test_a_claim_on_a_market_has_no_place_for_a_qualifier_and_is_followed():
    phone = make_phone("One", markets=[{"country": "DE", "price_currency": "EUR"}])
    claim = make_claim(phone, "price", 900, make_source("a-page"), row=phone.markets.get().row_name, qualifier="about")
    set_fact(Phone.objects.get(), claim.fact, claim)
    assert phone.markets.get().price == 900


def test_a_record_names_the_figures_and_only_figures():
    weigh("One", 500, "at_most")
    (content,) = RecordSerializer().all_of("phone")
    assert content["at_most"] == ["weight_g"]
    with pytest.raises(ValidationError, match="“colours” is not a figure here"):
        Phone(name="Two", about=["colours"]).full_clean()
    with pytest.raises(ValidationError, match="“weight_g” is not a figure here"):
        Camera(facing="rear", role="main", about=["weight_g"]).full_clean()
