"""Lists of the desk that are asked for what is no record say so (400)."""

from urllib.parse import quote

import pytest
from django.contrib import admin
from django.urls import reverse

pytestmark = pytest.mark.django_db

NO_KEYS = ("x", "", "-1", "1.5", "9" * 19, "\0", "١٢")
MODELS = list(admin.site._registry)


def list_url(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_rows_that_are_none_cannot_be_ticked(desk, model):
    for key in NO_KEYS:
        answer = desk.post(list_url(model), {"action": "delete_selected", "_selected_action": ["1", key]})
        assert answer.status_code == 400, key


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_numbers_that_no_record_has_cannot_be_asked_for(desk, model):
    for key in NO_KEYS:
        asked = desk.get(f"{list_url(model)}?pk__in=1,{quote(key)}")
        assert asked.status_code in (200, 302, 400), key


def test_real_rows_can_be(desk):
    assert desk.post(list_url(MODELS[0]), {"action": "delete_selected", "_selected_action": ["1"]}).status_code != 400
