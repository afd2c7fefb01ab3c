"""The boxes of the desk in which records are searched for: a form with nonsense in one comes back, and says so."""

import pytest
from django.contrib import admin
from django.urls import reverse

from catalog.models import Camera, Report

from .factories import make_phone
from .filling import form_on

pytestmark = pytest.mark.django_db

NONSENSE = ("x", "9" * 30, "-9634", "١٢", "\0", "1.5", "\ue000x\ue001")
WITH_BOXES = [model for model, page in admin.site._registry.items() if page.autocomplete_fields and model is not Camera]
"""A camera is added with its phone, in a box of the same kind."""


@pytest.mark.parametrize("model", WITH_BOXES, ids=lambda model: model._meta.model_name)
def test_a_form_with_nonsense_in_the_place_of_a_record_comes_back(desk, model):
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    fields = form_on(desk.get(url), f"{model._meta.model_name}_form")
    boxes = admin.site._registry[model].autocomplete_fields
    for typed in NONSENSE:
        response = desk.post(url, fields | {box: [typed, "y"] for box in boxes})
        assert response.status_code == 200
        assert set(boxes) & set(response.context["adminform"].form.errors)


def test_so_does_a_row_of_a_formset(desk):
    url = reverse("admin:catalog_guide_add")
    fields = form_on(desk.get(url), "guide_form") | {"phones-TOTAL_FORMS": ["1"], "phones-0-phone": ["x"]}
    assert desk.post(url, fields).status_code == 200


@pytest.mark.parametrize("typed", NONSENSE)
def test_so_do_the_questions_of_merging_and_of_a_report(desk, typed):
    phone = make_phone("One")
    report = Report.objects.create(phone=phone, key="weight_g", value="213")
    merging = reverse("admin:catalog_edit_merge", args=[phone.pk])
    assert desk.post(merging, {"into": typed}).status_code == 200
    deciding = reverse("admin:catalog_report_change", args=[report.pk])
    assert desk.post(deciding, {"as_value": "211", "source": typed, "answer": "", "_accept": "1"}).status_code == 200
