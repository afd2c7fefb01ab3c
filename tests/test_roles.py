"""What each role may do at the desk, tried from the outside."""

import pytest
from django.contrib import admin
from django.urls import reverse

from catalog.models import (
    Brand,
    Claim,
    Collection,
    Guide,
    Operator,
    Phone,
    Photo,
    Proposal,
    Report,
    Sensor,
    Source,
)

from .desk import change_url, enter_phone, form_of, save
from .everything import make_full_phone
from .factories import make_brand, make_camera, make_guide, make_phone, make_publishable, make_sensor
from .people import make_person, sign_in

pytestmark = pytest.mark.django_db

ROLES = ("Contributor", "Editor", "Chief")
OPEN, LOOK, SHUT = "opens", "only looks", "shut"
CATALOGUE = (Phone, Brand, Sensor, Source)
EDITORIAL = (Collection, Guide, Operator)


def address(model, page, *keys):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


@pytest.fixture(params=ROLES)
def role(request):
    return request.param


@pytest.fixture
def somebody(client, role):
    return sign_in(client, make_person("lyra", role))


def test_every_list_opens_to_those_who_may_see_it_and_to_nobody_else(somebody, role):
    make_full_phone()
    answers = {}
    for model in admin.site._registry:
        answers[model._meta.label] = somebody.get(address(model, "changelist")).status_code
    people = {"auth.User", "auth.Group"}
    devices = {label for label in answers if label.startswith("otp_")}
    allowed = {label for label in answers if label.startswith("catalog.")} | (people if role == "Chief" else set())
    assert {label for label, status in answers.items() if status == 200} == allowed
    assert {status for label, status in answers.items() if label in devices | people - allowed} == {403}


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.__name__)
def test_every_role_enters_phones_and_parts(somebody, model):
    assert somebody.get(address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", EDITORIAL, ids=lambda model: model.__name__)
def test_texts_are_for_those_who_publish(somebody, role, model):
    assert somebody.get(address(model, "add")).status_code == (403 if role == "Contributor" else 200)


def test_only_a_chief_manages_people(somebody, role):
    assert somebody.get("/desk/auth/user/add/").status_code == (200 if role == "Chief" else 403)


def test_a_contributor_deletes_nothing(contributor):
    phone = make_full_phone()
    for record in (phone, phone.brand, make_sensor(), phone.cameras.first(), phone.claims.first()):
        url = address(type(record), "delete", record.pk)
        assert contributor.post(url, {"post": "yes"}).status_code == 403
        listed = address(type(record), "changelist")
        contributor.post(listed, {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"})
        assert type(record).objects.filter(pk=record.pk).exists()


def test_strangers_and_people_without_rights_reach_nothing(client):
    phone = make_full_phone()
    client.force_login(make_person("reader"))
    for model in admin.site._registry:
        assert client.get(address(model, "changelist")).status_code == 403
    assert client.post(change_url(phone), {"name": "Mine"}).status_code == 403
    client.logout()
    for model in admin.site._registry:
        assert client.get(address(model, "changelist")).status_code == 302
    assert client.post(change_url(phone), {"name": "Mine"}).status_code == 403
    assert Phone.objects.get(pk=phone.pk).name == phone.name


# What readers see is for those who publish


def test_a_contributor_enters_a_draft_and_hands_it_in(contributor):
    make_brand("Acme")
    assert enter_phone(contributor, name="Two", announced="2022-11", status="draft").status_code == 302
    draft = Phone.objects.get(name="Two")
    assert save(contributor, draft, status="in_review", weight_g="211").status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.weight_g) == ("in_review", 211)


@pytest.mark.parametrize("status", ["published", "withdrawn"])
def test_a_contributor_cannot_publish_whatever_is_sent(contributor, status):
    draft = make_phone("One", status="draft")
    form = form_of(contributor, draft) | {"status": status, "publish_at_0": "2020-01-01", "publish_at_1": "00:00:00"}
    contributor.post(change_url(draft), form)
    draft.refresh_from_db()
    assert (draft.status, draft.publish_at) == ("draft", None)


def test_a_contributor_changes_nothing_that_readers_see(contributor):
    phone = make_phone("One", weight_g=211)
    camera = make_camera(phone, f_number=1.9, sensor=make_sensor())
    facts = ((phone, "weight_g"), (camera, "megapixels"), (phone.brand, "notes"), (camera.sensor, "notes"))
    for record, fact in facts:
        before = type(record).objects.filter(pk=record.pk).values().get()
        assert save(contributor, record, **{fact: "108"}).status_code == 302
        assert type(record).objects.filter(pk=record.pk).values().get() == before
    assert Proposal.objects.count() == 4


def test_a_phone_under_embargo_is_settled_as_well(contributor):
    phone = make_phone("One", publish_at="2100-01-01T00:00Z")
    assert save(contributor, phone, weight_g="211").status_code == 302
    assert (Phone.objects.get().weight_g, Proposal.objects.get().content["weight_g"]) == (None, 211)


def test_a_part_that_no_published_phone_has_is_changed_by_a_contributor(contributor):
    sensor = make_sensor("Eye")
    make_phone("Draft", status="draft", cameras=[{"sensor": sensor}])
    assert save(contributor, sensor, megapixels="50").status_code == 302


def test_an_editor_publishes(editor):
    draft = make_publishable("One")
    assert save(editor, draft, status="published").status_code == 302
    assert Phone.objects.published().exists()


@pytest.mark.parametrize("model", [Claim, Photo, Report], ids=lambda model: model.__name__)
def test_evidence_of_what_readers_see_is_for_those_who_publish(contributor, model):
    assert contributor.get(address(model, "add")).status_code == 403


def test_a_guide_that_is_published_is_not_changed_by_a_contributor(contributor):
    guide = make_guide(phones=[make_phone("One"), make_phone("Two")])
    assert contributor.post(change_url(guide), {"title": "Mine"}).status_code == 403
