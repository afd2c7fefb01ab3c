"""What is kept of the worklists: true after any edit, found anew when rules change, cheap to ask for."""

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.admin.shared.change_recorder import update_derived_data
from catalog.models import Camera, Claim, Examined, Phone, Relation, Stamp, Task
from catalog.worklists import catalogue_wide_lists
from catalog.worklists.definitions import WORKLISTS_BY_KEY, worklist_counts
from catalog.worklists.task_store import examine_phones, forget_examinations, unexamined_phones

from .desk import change_url, form_of
from .factories import (
    make_alias,
    make_camera,
    make_claim,
    make_display,
    make_market,
    make_model_code,
    make_phone,
    make_relation,
)

pytestmark = pytest.mark.django_db


def test_a_change_at_the_desk_takes_a_phone_off_its_list(desk):
    phone = make_phone("One", cameras=[{"sensor_type": "1/1.31"}])
    update_derived_data(None)
    assert Task.objects.filter(work="no_size").count() == 1
    fields = {"cameras-0-sensor_width_mm": "9.8", "cameras-0-sensor_height_mm": "7.3"}
    assert desk.post(change_url(phone), form_of(desk, phone) | fields).status_code == 302
    assert Task.objects.filter(work="no_size").count() == 0
    assert not unexamined_phones().exists()


def test_phones_that_a_large_change_left_are_counted_and_examined_when_asked(desk, monkeypatch):
    monkeypatch.setattr("catalog.admin.shared.change_recorder.MAX_EXAMINED_PHONES", 2)
    for number in range(5):
        make_phone(f"No {number}", weight_g=200)
    update_derived_data(None)
    assert desk.get("/desk/").context["unexamined"] == 3
    assert desk.post("/desk/work/examine/").status_code == 302
    assert desk.get("/desk/").context["unexamined"] == 0
    assert desk.get("/desk/work/examine/").status_code == 405


def test_only_those_who_change_phones_have_them_examined(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert client.post("/desk/work/examine/").status_code == 403


def test_what_was_examined_by_other_rules_is_examined_anew(db):
    make_phone("One", weight_g=200)
    examine_phones()
    Examined.objects.update(rules="old")
    assert unexamined_phones().count() == 1
    assert examine_phones() == 1


def test_a_price_comes_onto_the_list_when_it_is_180_days_old(desk):
    make_market(make_phone("One"), price=899, price_currency="EUR", price_on="2022-11-18")
    update_derived_data(None)
    stale = WORKLISTS_BY_KEY["stale"]
    assert list(stale.phones(date(2023, 5, 16))) == []
    assert len(stale.phones(date(2023, 5, 17))) == 1


def update(phone, **choices):
    column, values = choices.popitem()
    Phone.objects.filter(pk=phone.pk).update(**{column: random.choice(values)})


def relate(phone, other):
    """Relations lead one way only, so that none closes a loop."""
    if other.pk > phone.pk:
        kind = random.choice(["resembles", "successor_of", "rebadge_of"])
        Relation.objects.get_or_create(phone=phone, kind=kind, other=other)


CHANGES = (
    lambda phone, other: update(phone, weight_g=[None, 150, 345]),
    lambda phone, other: update(phone, status=["draft", "published", "withdrawn"]),
    lambda phone, other: update(phone, battery_mah=[None, 4000, 5000]),
    lambda phone, other: make_claim(phone, "weight_g", random.choice([150, 345]), accepted=random.random() < 0.5),
    lambda phone, other: Claim.objects.filter(phone=phone).delete(),
    lambda phone, other: make_camera(phone, sensor_type="1/2.55", sensor_width_mm=9.8, sensor_height_mm=7.3),
    lambda phone, other: Camera.objects.filter(phone=phone).delete(),
    lambda phone, other: make_model_code(phone, f"CODE-{random.randrange(10**6)}"),
    lambda phone, other: make_model_code(phone, f"SAME-{phone.model_codes.count()}"),
    lambda phone, other: make_alias(phone, f"Other name {random.randrange(10**6)}"),
    lambda phone, other: make_display(phone, display_size_in=6.1),
    lambda phone, other: Relation.objects.filter(phone=phone).delete(),
    relate,
    relate,
)


def all_found():
    return sorted(Task.objects.values_list("phone", "work", "due", "facts"), key=str), worklist_counts()


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_would_be_found_anew_after_any_edits(seed, db):
    random.seed(seed)
    phones = [make_phone(f"Model {number}", brand=random.choice(["Acme", "Other"])) for number in range(6)]
    examine_phones()
    for _ in range(12):
        phone, other = random.sample(phones, 2)
        before = set(Relation.objects.filter(phone=phone).values_list("other", flat=True))
        random.choice(CHANGES)(phone, other)
        update_derived_data({phone.pk, *before})
        kept = all_found()
        forget_examinations()
        catalogue_wide_lists._cache = None
        examine_phones()
        assert all_found() == kept


def test_two_processes_see_the_same_once_the_stamp_has_moved(db):
    make_phone("Model 2")
    assert worklist_counts()["no_predecessor"] == 0
    make_phone("Model 1", announced="2018")
    Stamp.move(set())
    assert worklist_counts()["no_predecessor"] == 1


# What it costs


def queries(client, path):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_first_screen_and_lists_ask_the_same_for_few_phones_and_for_many(desk):
    paths = ["/desk/", *(f"/desk/work/{key}/?q=a" for key in WORKLISTS_BY_KEY)]
    make_phones(range(3))
    with_few = {path: queries(desk, path) for path in paths}
    make_phones(range(3, 40))
    assert {path: queries(desk, path) for path in paths} == with_few
    assert max(with_few.values()) <= 15


def make_phones(numbers):
    for number in numbers:
        phone = make_phone(
            f"Number {number}", weight_g=211, cameras=[{"sensor_type": "1/1.31"}], brand=f"Brand {number % 2}"
        )
        make_model_code(phone, "SAME-1")
    update_derived_data(None)


@pytest.mark.parametrize("count", [1, 30])
def test_examining_asks_the_same_for_one_phone_and_for_many(count, django_assert_max_num_queries):
    original = make_phone("Original")
    for number in range(count):
        make_relation(make_phone(f"No {number}", weight_g=200, cameras=[{}]), "rebadge_of", original)
    with django_assert_max_num_queries(16):
        examine_phones()
