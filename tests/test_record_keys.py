"""Lists of the desk that are asked for what is no record say so (400)."""

from urllib.parse import quote

import pytest
from django.contrib import admin
from django.urls import reverse

from catalog.models import Brand

from .factories import make_brand

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


ODD_LOOKUPS = (
    "range=1,2,x",
    "range=%00",
    "year=-1",
    "year=x",
    "contains=1,2,x",
    "isnull=maybe",
    "gte=2020-13-45",
    "in=",
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.model_name)
def test_a_list_that_cannot_be_narrowed_like_that_is_shown_whole(desk, model):
    for field in model._meta.get_fields():
        for lookup in (*ODD_LOOKUPS, f"exact={'9' * 25}"):
            asked = f"{list_url(model)}?{field.name}__{lookup}"
            assert desk.get(asked).status_code in (200, 302, 400), asked


def test_that_it_is_shown_whole_is_said(desk):
    make_brand("Acme")
    answer = desk.get(f"{list_url(Brand)}?name__range=1,2,x", follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "This list cannot be narrowed like that: here is all of it."
    ]
    assert answer.context["cl"].result_count == 1


@pytest.mark.parametrize("key", ["9" * 25, "-1", "x", "\0"])
def test_roles_and_rights_that_are_none_are_refused_at_their_field(desk, key):
    answer = desk.post(reverse("admin:auth_group_add"), {"name": "Guests", "permissions": [key]})
    assert "is not a valid value" in str(answer.context["adminform"].form.errors["permissions"])


def test_real_rows_can_be(desk):
    assert desk.post(list_url(MODELS[0]), {"action": "delete_selected", "_selected_action": ["1"]}).status_code != 400
