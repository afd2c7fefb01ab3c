"""Phones fetched whole: the same however they are fetched, and never older than the catalogue."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.facts import phone_cache
from catalog.facts.child_rows import CHILD_TABLES
from catalog.facts.prefetch import fetch_phones, with_all_rows
from catalog.models import Phone, Stamp

from .factories import make_phone, make_relation
from .reading import page, row

pytestmark = pytest.mark.django_db


POSTGRESQL_ARGUMENTS = 100
"""What PostgreSQL passes to one function, and so twice the columns of a row that comes as one JSON object."""


def test_no_row_has_more_columns_than_one_object_can_hold():
    for model, along in CHILD_TABLES.values():
        columns = [model, *along.values()]
        assert max(len(one._meta.concrete_fields) for one in columns) * 2 <= POSTGRESQL_ARGUMENTS, model


def contents(phone):
    return {name: [vars_of(record) for record in getattr(phone, name).all()] for name in CHILD_TABLES}


def vars_of(record):
    """Every column with its type, and what comes along."""
    own = {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}
    along = {
        field: vars_of(getattr(record, field))
        for field in ("chipset", "source", "sensor")
        if getattr(record, field, None)
    }
    return {key: (type(value), value) for key, value in own.items()} | along


def test_rows_fetched_in_one_query_are_the_rows_fetched_table_by_table(shipped):
    phones = Phone.objects.order_by("slug")
    one_by_one, together = with_all_rows(phones), fetch_phones(phones)
    assert len(together) == len(one_by_one) > 200
    for one, other in zip(one_by_one, together, strict=True):
        assert contents(one) == contents(other)
        for relations in ("relations", "relations_back"):
            assert list(getattr(one, relations).all()) == list(getattr(other, relations).all())
        shared = [[camera.shares_sensor_with for camera in phone.cameras.all()] for phone in (one, other)]
        assert shared[0] == shared[1]


def test_a_draft_fetched_beside_a_phone_is_not_shown_as_related_to_it():
    shown, draft = make_phone("Shown"), make_phone("Draft", status="draft")
    make_relation(draft, "successor_of", shown)
    of_draft, of_shown = fetch_phones(Phone.objects.order_by("slug"))
    assert [relation.other for relation in of_draft.relations.all()] == [shown]
    assert list(of_shown.relations_back.all()) == []


def test_phones_are_fetched_in_at_most_eight_queries_and_then_in_one():
    for name in ("one", "two"):
        make_phone(
            name, aliases=["x"], memory=[(8, 128)], chipsets=["Thinker 1"], claims=[{"key": "weight_g", "value": 1}]
        )
    for queries in (8, 1):
        with CaptureQueriesContext(connection) as caught:
            phones = phone_cache.cached_phones(["acme-two", "acme-one", "nobody"][: 2 if queries == 1 else 3])
        assert [phone.slug for phone in phones] == ["acme-two", "acme-one"]
        assert len(caught) <= queries


def test_a_change_is_seen_at_once_and_what_it_did_not_touch_stays_kept():
    one, two = make_phone("One", weight_g=150), make_phone("Two")
    before = phone_cache.cached_phones(["acme-one", "acme-two"])
    Phone.objects.filter(pk=one.pk).update(weight_g=151)
    Stamp.move([one.pk])
    after = phone_cache.cached_phones(["acme-one", "acme-two"])
    assert after[0].weight_g == 151
    assert after[1] is before[1]
    Phone.objects.filter(pk=two.pk).update(status="withdrawn")
    Stamp.move([two.pk])
    assert [phone.slug for phone in phone_cache.cached_phones(["acme-one", "acme-two"])] == ["acme-one"]


def test_an_embargo_that_ends_shows_the_phone_without_any_change(client, monkeypatch):
    from datetime import timedelta  # noqa: PLC0415

    from django.utils import timezone  # noqa: PLC0415

    now = timezone.now()
    make_phone("Soon", publish_at=now + timedelta(hours=1))
    assert phone_cache.cached_phones(["acme-soon"]) == []
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    assert [phone.slug for phone in phone_cache.cached_phones(["acme-soon"])] == ["acme-soon"]


def test_no_more_phones_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(phone_cache, "MAX_CACHED_PHONES", 2)
    for name in ("one", "two", "three"):
        make_phone(name)
        phone_cache.cached_phones([f"acme-{name}"])
    assert list(phone_cache._cache.phones) == ["acme-two", "acme-three"]


def test_what_is_kept_of_a_phone_is_printed_right_on_every_page(client):
    claims = [{"key": "weight_g", "value": 150, "source": "b-page"}, {"key": "height_mm", "value": 140, "source": "a"}]
    make_phone("One", weight_g=150, height_mm=140, claims=claims)
    make_phone("Two", weight_g=160, claims=[{"key": "weight_g", "value": 160, "source": "aa"}])
    for _ in range(2):
        assert 'href="#source-2"' in row(page(client, "/phones/acme-one/"), "body-weight_g")
        assert 'href="#source-3"' in row(page(client, "/compare/acme-one-vs-acme-two/?rows=all"), "body-weight_g")
