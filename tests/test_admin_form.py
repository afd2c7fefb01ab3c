"""The form of a phone: its sections, what it costs, and who may do what on it."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.models import ModelCode

from .desk import ADD_PHONE, change_url, enter_phone, form_of, saved
from .everything import make_full_phone
from .factories import make_phone

pytestmark = pytest.mark.django_db


def test_the_form_lists_its_sections_with_what_is_in_them(desk):
    phone = make_phone("One", weight_g=211, cameras=[{}, {"role": "tele"}])
    sections = {section.label: section.count for section in desk.get(change_url(phone)).context["sections"]}
    assert sections["Cameras"] == "2"
    assert sections["Body"].startswith("1 of ")


def test_every_section_of_the_form_is_there_once_in_the_order_of_the_sheet(desk):
    labels = [section.label for section in desk.get(ADD_PHONE).context["sections"]]
    assert len(labels) == len(set(labels))
    order = [
        "Names",
        "Launch",
        "Markets",
        "Body",
        "Displays",
        "Platform",
        "Memory",
        "Memory versions",
        "Cameras",
        "Network",
        "Model codes",
        "Battery",
        "Claims",
        "This change",
    ]
    assert [label for label in labels if label in order] == order


def test_a_section_with_a_fault_says_so_and_stands_open(desk):
    response = enter_phone(desk, weight_g="heavy")
    faulty = [section.label for section in response.context["sections"] if section.has_faults]
    assert faulty == ["Body"]
    assert not next(one for one in response.context["sections"] if one.label == "Body").fieldset.is_collapsible


@pytest.mark.parametrize("row", [None, "cameras"])
def test_a_section_with_a_doubt_stands_open(desk, row):
    camera = {"facing": "rear", "role": "main", "f_number": "12"}
    response = enter_phone(desk, ("cameras", camera)) if row else enter_phone(desk, weight_g="900")
    section = next(one for one in response.context["sections"] if one.label == ("Cameras" if row else "Body"))
    assert not (section.rows or section.fieldset).is_collapsible


def test_the_form_of_a_full_phone_asks_few_questions(desk, django_assert_max_num_queries):
    phone = make_full_phone()
    desk.get(change_url(phone))
    with django_assert_max_num_queries(13):
        assert desk.get(change_url(phone)).status_code == 200


def test_rows_that_stand_as_they_were_are_not_checked_anew(desk):
    phone = make_phone("One", cameras=[{}] * 10)
    fields = form_of(desk, phone)
    with CaptureQueriesContext(connection) as with_few:
        assert saved(desk.post(change_url(phone), fields | {"depth_mm": "9"}))
    for number in range(30):
        ModelCode.objects.create(phone=phone, code=f"M{number}", position=number + 1)
    fields = form_of(desk, phone)
    with CaptureQueriesContext(connection) as with_many:
        assert saved(desk.post(change_url(phone), fields | {"depth_mm": "9.1"}))
    assert len(with_many) - len(with_few) <= 2 * 30


def test_those_who_may_only_look_get_the_same_sections(client, django_user_model):
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(looker)
    phone = make_full_phone()
    page = client.get(change_url(phone)).content.decode()
    assert "Sections of this form" in page
    assert 'name="memory_versions-pasted"' not in page
    assert 'name="cameras-0-copy"' not in page


def test_nobody_pastes_rows_without_leave_to_add_them(client, django_user_model):
    changer = django_user_model.objects.create_user("changer", is_staff=True)
    codes = ["change_phone", "view_memoryversion", "change_memoryversion"]
    changer.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(changer)
    phone = make_phone("One", status="draft")
    assert saved(client.post(change_url(phone), form_of(client, phone) | {"memory_versions-pasted": "12+512GB"}))
    assert not phone.memory_versions.exists()
