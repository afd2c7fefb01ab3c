"""Phones fetched whole: the same however they are fetched, and never older than the catalogue."""

import gc
from datetime import timedelta
from io import StringIO
from weakref import WeakSet

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.comparison.comparison_query import ComparisonQuery
from catalog.comparison.judged_table import judged_sections
from catalog.facts import phone_cache
from catalog.facts.child_rows import CHILD_TABLES
from catalog.facts.fact_table import FactTable
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.phone_readings import PhoneReadings
from catalog.facts.prefetch import fetch_phones, with_all_rows
from catalog.facts.prepared_phones import prepared_phones, prepared_readings, unprepared_phone_keys
from catalog.facts.row_cells import sources_of_claims
from catalog.finder.index_store import index_missing_phones
from catalog.models import Phone, PreparedPhone, Stamp
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, PHONE_SPECS

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


def sheet_of(phone):
    """Every cell of the sheet, with what its claims come to."""
    facts = PhoneFacts.of(phone)
    cells = {}
    for specs, records in (
        (PHONE_SPECS, [phone]),
        (DISPLAY_SPECS, facts.displays),
        (CAMERA_SPECS, facts.cameras),
    ):
        for record in records:
            for key, spec in specs.items():
                cell = facts.cell(spec, record)
                cells[str(record), record.pk, key] = (cell, cell.accepted, cell.contradicting, cell.evidence)
    return cells


SHEETS_ONE_IN = 4
"""A sheet follows from the columns and rows of its phone, which are the same of every phone."""


def test_prepared_phones_are_the_phones_fetched_and_computed(shipped):
    phones = Phone.objects.published()
    prepared = {phone.slug: phone for phone, _ in prepared_phones(phones)}
    assert len(prepared) > 200
    for number, fetched in enumerate(fetch_phones(phones)):
        phone = prepared[fetched.slug]
        assert vars_of(phone) == vars_of(fetched)
        assert (phone.brand.maker, phone.manufacturer) == (fetched.brand.maker, fetched.manufacturer)
        assert contents(phone) == contents(fetched)
        assert list(map(vars_of, phone.claims.all())) == list(map(vars_of, fetched.claims.all()))
        for relations in ("relations", "relations_back"):
            pairs = zip(getattr(phone, relations).all(), getattr(fetched, relations).all(), strict=True)
            for one, other in pairs:
                assert (vars_of(one), vars_of(one.other)) == (vars_of(other), vars_of(other.other))
                assert (vars_of(one.phone), one.other.brand.maker) == (vars_of(other.phone), other.other.brand.maker)
        if number % SHEETS_ONE_IN == 0:
            assert sheet_of(phone) == sheet_of(fetched)


def counted_rows(phones):
    """What a comparison counts by of every row: its place, its kind, whether it says anything, and its sources."""
    counted = []
    asked = ComparisonQuery(tuple(phone.slug for phone in phones))
    for section in judged_sections(FactTable(phones), asked):
        for one in section.rows:
            sources = [source.slug for source in sources_of_claims(one.cells)]
            counted.append((section.anchor(one), one.kind, one.says_something, sources))
        counted.append((section.key, section.not_known_labels))
    return counted


def test_rows_of_prepared_phones_are_counted_as_those_of_phones_computed(shipped):
    phones = Phone.objects.published().order_by("slug")[:60]
    keys = [phone.pk for phone in phones]
    prepared = {phone.pk: phone for phone, _ in prepared_phones(Phone.objects.filter(pk__in=keys))}
    fetched = {phone.pk: phone for phone in fetch_phones(Phone.objects.filter(pk__in=keys))}
    for start in range(0, 60, 4):
        some = keys[start : start + 4]
        assert counted_rows([prepared[key] for key in some]) == counted_rows([fetched[key] for key in some])
    readings = prepared_readings(keys)
    assert readings == {key: PhoneReadings.of(fetched[key]) for key in keys}


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
    now = timezone.now()
    make_phone("Soon", publish_at=now + timedelta(hours=1))
    assert phone_cache.cached_phones(["acme-soon"]) == []
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    assert [phone.slug for phone in phone_cache.cached_phones(["acme-soon"])] == ["acme-soon"]


def test_no_more_bytes_of_phones_are_kept_than_there_is_room_for(monkeypatch):
    monkeypatch.setattr(phone_cache, "MAX_CACHED_BYTES", 2 * phone_cache.BYTES_OF_FETCHED_PHONE)
    for name in ("one", "two", "three"):
        make_phone(name)
    for name in ("one", "two", "one", "three"):
        phone_cache.cached_phones([f"acme-{name}"])
    assert list(phone_cache._cache.phones) == ["acme-one", "acme-three"]


def test_phones_that_were_dropped_leave_the_memory(monkeypatch):
    monkeypatch.setattr(phone_cache, "MAX_CACHED_BYTES", phone_cache.BYTES_OF_FETCHED_PHONE)
    monkeypatch.setattr(phone_cache, "MAX_DROPPED_BYTES", phone_cache.BYTES_OF_FETCHED_PHONE)
    names = ("one", "two", "three", "four")
    for name in names:
        make_phone(name, cameras=[{}])
    phones = WeakSet()
    gc.disable()
    try:
        for name in names:
            phones.update(phone_cache.cached_phones([f"acme-{name}"]))
    finally:
        gc.enable()
    assert [phone.slug for phone in phones] == ["acme-four"]


def test_a_phone_that_is_prepared_is_one_query_and_one_that_is_not_is_fetched():
    for name in ("one", "two"):
        make_phone(name, weight_g=150, claims=[{"key": "weight_g", "value": 150}])
    index_missing_phones()
    phone_cache.cached_phones(["nobody"])
    with CaptureQueriesContext(connection) as caught:
        prepared = phone_cache.cached_phones(["acme-one", "acme-two"])
    assert len(caught) == 2  # the stamp is the other one
    PreparedPhone.objects.update(form="other code")
    phone_cache._cache.phones.clear()
    assert list(map(sheet_of, phone_cache.cached_phones(["acme-one", "acme-two"]))) == list(map(sheet_of, prepared))
    call_command("prepare_phones", stdout=StringIO())
    assert len(prepared_phones(Phone.objects.published())) == 2
    assert unprepared_phone_keys() == []


def test_nothing_is_prepared_that_changes_by_itself_when_an_embargo_ends():
    shown = make_phone("Shown")
    make_relation(make_phone("Soon", publish_at=timezone.now() + timedelta(hours=1)), "successor_of", shown)
    make_phone("Draft", status="draft")
    make_phone("Alone")
    index_missing_phones()
    assert unprepared_phone_keys() == []
    assert list(PreparedPhone.objects.values_list("phone__slug", flat=True)) == ["acme-alone"]


def test_what_is_kept_of_a_phone_is_printed_right_on_every_page(client):
    claims = [{"key": "weight_g", "value": 150, "source": "b-page"}, {"key": "height_mm", "value": 140, "source": "a"}]
    make_phone("One", weight_g=150, height_mm=140, claims=claims)
    make_phone("Two", weight_g=160, claims=[{"key": "weight_g", "value": 160, "source": "aa"}])
    for _ in range(2):
        assert 'href="#source-2"' in row(page(client, "/phones/acme-one/"), "body-weight_g")
        assert 'href="#source-3"' in row(page(client, "/compare/acme-one-vs-acme-two/?rows=all"), "body-weight_g")
