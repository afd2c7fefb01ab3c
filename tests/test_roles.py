"""What each role may do at the desk, tried from the outside."""

import pytest
from django.contrib import admin
from django.urls import reverse

from catalog.models import (
    Camera,
    Claim,
    OldSlug,
    Phone,
    Photo,
    Proposal,
    Report,
)

from .desk import change_url, enter_phone, form_of, save
from .everything import make_full_phone
from .factories import make_brand, make_camera, make_guide, make_phone, make_publishable, make_sensor
from .people import make_person, sign_in

pytestmark = pytest.mark.django_db

ROLES = ("Contributor", "Editor", "Chief")


def address(model, page, *keys):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=keys)


@pytest.fixture(params=ROLES)
def role(request):
    return request.param


@pytest.fixture
def somebody(client, role):
    return sign_in(client, make_person("lyra", role))


PAGES = {"l": "changelist", "a": "add", "c": "change", "d": "delete"}
LOOKS, ENTERS, ALL = "l", "lac", "lacd"
MAY = {
    "catalog.Brand": (ENTERS, ALL, ALL),
    "catalog.Camera": ("lcd", "lcd", "lcd"),
    "catalog.Chipset": (ENTERS, ALL, ALL),
    "catalog.Claim": (LOOKS, ALL, ALL),
    "catalog.Collection": (LOOKS, ALL, ALL),
    "catalog.Edit": (LOOKS, LOOKS, LOOKS),
    "catalog.Guide": (LOOKS, ALL, ALL),
    "catalog.Operator": (LOOKS, ALL, ALL),
    "catalog.Page": (LOOKS, ALL, ALL),
    "catalog.Phone": (ENTERS, ALL, ALL),
    "catalog.Photo": (LOOKS, ALL, ALL),
    "catalog.Heading": ("", "ld", "ld"),
    "catalog.Proposal": (LOOKS, LOOKS, LOOKS),
    "catalog.Upload": ("", "lad", "lad"),
    "catalog.Report": (LOOKS, "lc", "lc"),
    "catalog.Sensor": (ENTERS, ALL, ALL),
    "catalog.Source": (ENTERS, ALL, ALL),
    "auth.User": ("", "", ENTERS),
    "auth.Group": ("", "", LOOKS),
}
"""What contributors, editors and chiefs may do with each kind: list, add, change, delete. A page of the desk that is
not in here does not go by unnoticed."""


def test_each_role_may_do_what_is_said_here_and_no_more(somebody, role):
    said = {label: "".join(sorted(roles[ROLES.index(role)])) for label, roles in MAY.items()}
    assert {model._meta.label: allowed(somebody, model) for model in admin.site._registry} == said


def allowed(client, model):
    """Which pages of a kind take a form, or open in the case of the list; of records that there are not."""
    letters = ""
    for letter, page in sorted(PAGES.items()):
        url = address(model, page, *(["0"] if letter in "cd" else []))
        answer = client.get(url) if letter == "l" else client.post(url)
        letters += "" if answer.status_code in (403, 404) else letter
    return letters


EDITORS_ROWS = {Claim, OldSlug}
"""What contributors see on the form of a phone, and editors change."""


@pytest.mark.parametrize("verb", ["view", "add", "change", "delete"])
def test_whoever_enters_a_phone_enters_every_kind_of_row_on_its_form(role, verb):
    person = make_person("lyra", role)
    models = {inline.model for inline in admin.site._registry[Phone].inlines} - EDITORS_ROWS
    kinds = [model._meta for model in models]
    barred = [kind.model_name for kind in kinds if not person.has_perm(f"{kind.app_label}.{verb}_{kind.model_name}")]
    assert len(kinds) > 10
    assert barred == []


def test_a_contributor_deletes_nothing(contributor):
    phone = make_full_phone()
    for record in (phone, phone.brand, make_sensor(), phone.cameras.first(), phone.claims.first()):
        url = address(type(record), "delete", record.pk)
        assert contributor.post(url, {"post": "yes"}).status_code == 403
        listed = address(type(record), "changelist")
        contributor.post(listed, {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"})
        assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize(("status", "is_deleted"), [("published", False), ("withdrawn", True), ("draft", True)])
def test_a_published_phone_is_withdrawn_before_it_is_deleted(editor, status, is_deleted):
    phone = make_phone("One", status=status)
    editor.post(address(Phone, "delete", phone.pk), {"post": "yes"})
    action = {"action": "delete_selected", "_selected_action": [phone.pk], "post": "yes"}
    editor.post(address(Phone, "changelist"), action)
    assert Phone.objects.exists() is not is_deleted


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


@pytest.mark.parametrize("status", ["published", "draft"])
def test_a_contributor_takes_cameras_away_from_drafts_only(contributor, status):
    camera = make_camera(make_phone("One", status=status))
    make_camera(camera.phone, role="tele")
    contributor.post(address(Camera, "delete", camera.pk), {"post": "yes"})
    listed = {"action": "delete_selected", "_selected_action": [camera.pk], "post": "yes"}
    contributor.post(address(Camera, "changelist"), listed)
    assert Camera.objects.filter(pk=camera.pk).exists() is (status == "published")


def test_a_contributor_hands_no_camera_of_a_draft_to_what_readers_see(contributor):
    phone = make_phone("Published")
    camera = make_camera(make_phone("Draft", status="draft"))
    contributor.post(change_url(camera), form_of(contributor, camera) | {"phone": str(phone.pk)})
    assert not phone.cameras.exists()


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
    facts = ((phone, "weight_g", "250"), (camera, "f_number", "2"))
    for record, fact, value in (*facts, (phone.brand, "notes", "x"), (camera.sensor, "notes", "x")):
        before = type(record).objects.filter(pk=record.pk).values().get()
        assert save(contributor, record, **{fact: value}).status_code == 302
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
