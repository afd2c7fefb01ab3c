"""Every change is seen by every process with its next question, and only what it touched is read anew."""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from catalog.facts.phone_cache import cached_phones
from catalog.finder import index_cache as living
from catalog.finder.index_store import index_missing_phones
from catalog.models import Entries, Phone, Stamp, Texts

from .asking import asked, find_now, slugs
from .factories import make_brand, make_camera, make_chipset, make_market, make_phone, make_relation

pytestmark = pytest.mark.django_db


def test_after_a_change_only_what_it_touched_is_read_anew(client, django_assert_max_num_queries):
    for number in range(30):
        make_phone(f"No {number}", weight_g=100)
    Stamp.move()
    index_missing_phones()
    before = find_now("weight_g_max=150")
    phone = Phone.objects.get(slug="acme-no-7")
    phone.weight_g = 300
    phone.save()
    Stamp.move({phone.pk})
    index_missing_phones()
    after = find_now("weight_g_max=150")
    assert (before.found.total, after.found.total) == (30, 29)
    assert after.index.columns["phone"].arrays is before.index.columns["phone"].arrays, "the arrays are kept"
    assert before.found.total == 30
    with django_assert_max_num_queries(1):
        find_now("weight_g_max=150")


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
    index_missing_phones()
    assert not Texts.objects.filter(phone=original).exists(), "what is said of it changes by itself"
    early, late = living.current_snapshot(now), living.current_snapshot(now + timedelta(seconds=31))
    assert early.index.places.of.keys() == {original.pk}
    assert len(late.index.places.of) == 2
    assert early.unstored[original.pk].data["facts"]["origin"] is None
    assert late.unstored[original.pk].data["facts"]["origin"] == "original"


def test_a_request_that_began_before_a_change_leaves_out_nothing_that_came_since(client):
    """It holds the stamp that it began with; another one has seen the next one meanwhile, and then came one more."""
    phone = make_phone("One", weight_g=100)
    Stamp.move()
    held = Stamp.read()
    for weight in (200, 300):
        Phone.objects.filter(pk=phone.pk).update(weight_g=weight)
        Stamp.move({phone.pk})
        if weight == 200:
            assert slugs(client, "weight_g_min=200") == ["one"]
    with Stamp.held(held):
        living.current_snapshot()
        cached_phones(["acme-one"])
    assert slugs(client, "weight_g_min=300") == ["one"]
    assert [one.weight_g for one in cached_phones(["acme-one"])] == [300]


def test_more_changes_than_there_is_room_for_are_seen_as_well(client, monkeypatch):
    monkeypatch.setattr("catalog.finder.index_builder.SPARE_PHONES", 0)
    monkeypatch.setattr("catalog.finder.spare_columns.SPARE_WORDS", 1)
    make_phone("First")
    assert slugs(client) == ["first"]
    for number in range(70):
        phone = make_phone(f"No {number}", colours=[f"Colour {number}"])
        Stamp.move({phone.pk})
        assert len(asked(client, f"colours=colour{number}")["phones"]) == 1
    assert asked(client)["total"] == 71


def test_what_was_prepared_under_another_sheet_is_prepared_anew(client):
    make_phone("One", weight_g=150)
    index_missing_phones()
    Entries.objects.update(form="another")
    assert slugs(client, "weight_g_max=200") == ["one"]
    assert index_missing_phones() == 1


def test_an_empty_catalogue_answers(client):
    make_brand("Acme")
    make_chipset()
    assert asked(client)["total"] == 0
    assert client.get("/phones/").status_code == 200
    assert client.get("/phones.csv").status_code == 200


def test_an_index_that_is_read_in_several_parts_has_every_phone(client, monkeypatch):
    monkeypatch.setattr("catalog.finder.index_reader.CHUNK_SIZE", 3)
    for number in range(10):
        make_phone(f"No {number}", weight_g=100 + number, cameras=[{"megapixels": number + 1}])
    Stamp.move()
    index_missing_phones()
    assert asked(client, "sort=weight_g")["total"] == 10
    assert slugs(client, "main_megapixels_min=4&weight_g_max=105") == ["no-3", "no-4", "no-5"]


QUESTIONS = (
    "weight_g_max=200&sort=-weight_g", "lens.focal_length_eq_mm_min=60&lens.stabilised=yes", "colours=red",
    "sold_in=DE", "sold_outside=JP&unknown=match", "all.colours=red&all.colours=blue",
    "not.sold_in=JP&sort=announced", "launch_price_max=1500&launch_price_currency=USD&sort=-launch_price",
    "market.price_min=1000&sort=launch_price",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_an_index_that_took_in_changes_answers_like_one_that_was_built_anew(client, seed, monkeypatch):
    random = Random(seed)
    make_phone("Red and blue", colours=["Red", "Blue"])
    phones = [make_changed(random, make_phone(f"No {number}")) for number in range(6)]
    Stamp.move()
    for _ in range(8):
        asked(client)
        phone = random.choice(phones)
        make_changed(random, phone)
        Stamp.move({phone.pk})
        if random.random() < 0.5:
            index_missing_phones()
        grown = [answer(client, question) for question in QUESTIONS]
        monkeypatch.setattr(living, "_cached_snapshot", None)
        assert grown == [answer(client, question) for question in QUESTIONS]


def make_changed(random, phone):
    """Any change of a phone that the finder must see."""
    phone.weight_g = random.choice([None, 150, 180, 250])
    phone.announced = random.choice(["2020", "2022-11", "2024-01-01"])
    phone.colours = random.choice([None, [], ["Red"], ["Red", "Blue"], [f"Shade {random.random()}"]])
    phone.launch_price = random.choice([1400, 1500])
    phone.launch_price_currency = random.choice(["EUR", "USD", "JPY", "TWD"])
    phone.complete_sections = random.choice([[], ["markets", "rear_cameras"]])
    phone.status = random.choice(["published", "published", "published", "draft"])
    phone.save()
    phone.cameras.all().delete()
    for _ in range(random.randrange(4)):
        make_camera(
            phone, focal_length_eq_mm=random.choice([None, 24, 70]), stabilisation=random.choice([None, ["ois"]])
        )
    phone.markets.all().delete()
    for country in random.sample(["001", "JP", "DE", "FR"], random.randrange(3)):
        currency = random.choice(["EUR", "CNY"])
        make_market(phone, country=country, price=1000, price_currency=currency, price_on="2022-11-18")
    return phone


def answer(client, question):
    """What does not depend on how old the histograms are."""
    response = client.get(f"/phones.json?{question}")
    if response.status_code == 400:  # no phone is red any more
        return response.json()
    data = response.json()
    counts = {
        key: {one["value"]: one["count"] for one in values if one["count"]} for key, values in data["facets"].items()
    }
    return [data[key] for key in ("total", "maybe", "phones", "maybe_phones")], counts
