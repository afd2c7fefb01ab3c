"""Each list and form of the desk asks the same number of questions for few records and for many: fifteen at most."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import Edit, Heading, Photo, Proposal, Report, Upload

from .desk import change_url, save
from .everything import make_full_phone
from .factories import (
    make_alias,
    make_camera,
    make_chipset,
    make_claim,
    make_collection,
    make_guide,
    make_market,
    make_memory,
    make_model_code,
    make_operator,
    make_page,
    make_phone,
    make_relation,
    make_sensor,
    make_source,
)
from .test_query_budgets import make_revisions

pytestmark = pytest.mark.django_db

BUDGET = 15
MODELS = sorted(admin.site._registry, key=str)
WITH_FORMS = [model for model in MODELS if model not in (Edit, Group, Heading, Proposal, Upload)]
"""An edit and a proposal have pages of their own; the rest is made by what the desk does, and not here."""


def queries(client, path, **asked):
    """Of somebody who was here before."""
    client.get(path, asked)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path, asked).status_code == 200
    return len(caught)


def list_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def make_records(numbers):
    """One of everything that has a list, for each number."""
    eye = make_sensor("Eye 0")
    for number in numbers:
        make_chipset(f"Thinker {number}")
        facts = {"slug": f"acme-no-{number}", "brand": f"Brand {number}"}
        phone = make_phone(f"No {number}", cameras=[{"sensor": make_sensor(f"Eye {number}")}], **facts)
        make_claim(phone, "weight_g", number, source=f"page-{number}", camera=phone.cameras.first())
        make_operator(f"Network {number}"), make_collection(f"Light {number}"), make_guide(f"Guide {number}")
        make_page(f"Page {number}")
        make_alias(phone, f"Nr {number}"), make_model_code(phone, f"N-{number}")
        Report.objects.create(phone=phone, camera=phone.cameras.first(), key="weight_g", value="1")
        photo = {"original": f"{number}.jpg", "words": "A phone", "credit": "X", "licence": "CC0"}
        Photo.objects.create(phone=phone, source=make_source(f"page-{number}"), **photo)
    make_revisions(numbers, eye)


def queries_of_lists(desk):
    """Name of a model → how many questions its list asks: all of it, and a search in it."""
    found = {}
    for model in MODELS:
        found[model._meta.model_name] = queries(desk, list_of(model)), queries(desk, list_of(model), q="no")
    return found


def test_a_list_asks_no_more_for_many_records_than_for_few(desk):
    make_records(range(3))
    few = queries_of_lists(desk)
    make_records(range(3, 40))
    assert queries_of_lists(desk) == few
    assert max(map(max, few.values())) <= BUDGET


def test_a_form_asks_no_more_among_many_records_than_among_few(desk):
    make_records(range(3))
    records = [model.objects.order_by("pk").first() for model in WITH_FORMS]
    few = {change_url(record): queries(desk, change_url(record)) for record in records}
    make_records(range(3, 40))
    assert {change_url(record): queries(desk, change_url(record)) for record in records} == few
    assert max(few.values()) <= BUDGET


def test_the_form_of_a_phone_asks_no_more_however_much_it_has(editor):
    phone = make_full_phone()
    few = queries(editor, change_url(phone))
    for number in range(40):
        camera = make_camera(phone, role="tele", sensor=make_sensor(f"Eye {number}"))
        make_claim(phone, "f_number", number, source=f"page-{number}", camera=camera)
        make_market(phone, price_on=str(2000 + number % 20), carrier=f"Carrier {number}")
        make_model_code(phone, f"M{number}"), make_memory(phone, ram_gb=8, storage_gb=number + 1)
        make_relation(phone, "resembles", make_phone(f"Like {number}", brand=f"Brand {number}"))
    assert queries(editor, change_url(phone)) == few <= BUDGET


def test_what_is_sent_back_is_compared_with_what_is_stored_by_then(desk):
    """The rows that the form was shown with are not those that are saved over."""
    phone = make_phone("One", memory=[(8, 128)])
    assert save(desk, phone, **{"memory_versions-0-ram_gb": "12"}).status_code == 302
    assert phone.memory_versions.get().ram_gb == 12
