"""A draft as readers would see it, under a secret address that ends."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from catalog.admin.shared.change_recorder import RecordChange
from catalog.history.recorder import EditRecorder
from catalog.history.undo import undo_edit
from catalog.models import Edit, Phone, Revision
from catalog.models.previews import Preview
from catalog.models.vocabulary import Act

from .desk import change_url, delete
from .factories import make_phone, make_relation
from .people import sign_in
from .reading import page, words

pytestmark = pytest.mark.django_db

HIDDEN = {
    "draft": {"status": "draft"},
    "in review": {"status": "in_review"},
    "embargoed": {"status": "published", "publish_at": timezone.now() + timedelta(days=1)},
}


def preview_of(phone):
    return Preview.of(phone).get_absolute_url()


@pytest.mark.parametrize("facts", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_hidden_phone_is_shown_to_who_has_the_address(client, facts):
    phone = make_phone("Secret", weight_g=211, **facts)
    text = words(page(client, preview_of(phone)))
    assert "Acme Secret" in text
    assert "211 g" in text
    assert f"Preview, until {(timezone.now() + timedelta(days=7)):%-d %B %Y}" in text


def test_a_preview_says_what_the_page_will_say(client):
    twin = make_phone("Twin", weight_g=210, cameras=[{"f_number": 1.9}])
    phone = make_phone("Secret", status="draft", weight_g=211, cameras=[{"f_number": 1.9}])
    make_relation(phone, "rebadge_of", twin)
    preview = words(page(client, preview_of(phone)))
    Phone.objects.filter(pk=phone.pk).update(status="published")
    published = words(page(client, "/phones/acme-secret/"))
    bar, _, shown = preview.partition("once it is. ")
    assert bar.startswith("Preview, until")
    assert shown == published
    assert "Same phone as the Acme Twin" in shown


def test_nobody_keeps_a_preview_or_lists_it(client):
    phone = make_phone("Secret", status="draft", weight_g=211)
    response = client.get(preview_of(phone), headers={"Accept-Encoding": "gzip"})
    assert "no-store" in response["Cache-Control"]
    assert (response["X-Robots-Tag"], response.get("Content-Encoding"), response.get("ETag")) == ("noindex", None, None)
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert 'rel="canonical"' not in response.content.decode()
    Phone.objects.update(weight_g=213)
    assert "213 g" in words(page(client, preview_of(phone)))


def test_a_readers_page_is_still_compressed_and_listed(client):
    response = client.get(make_phone("Shown").get_absolute_url(), headers={"Accept-Encoding": "gzip"})
    assert (response["Content-Encoding"], response.get("X-Robots-Tag")) == ("gzip", None)


def test_other_hidden_phones_stay_hidden_in_a_preview(client):
    phone, other = make_phone("Secret", status="draft"), make_phone("Veiled", status="draft")
    make_relation(phone, "rebadge_of", other)
    make_relation(make_phone("Hooded", status="draft"), "successor_of", phone)
    text = page(client, preview_of(phone))
    assert "Veiled" not in text
    assert "Hooded" not in text


def test_a_preview_does_not_make_the_phone_known_elsewhere(client):
    phone = make_phone("Secret", status="draft")
    page(client, preview_of(phone))
    for path in ("/phones/acme-secret/", "/phones/acme-secret.json"):
        assert client.get(path).status_code == 404


# When it ends


def test_it_ends_after_seven_days(client, monkeypatch):
    phone = make_phone("Secret", status="draft")
    address, now = preview_of(phone), signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + timedelta(days=7).total_seconds() - 5)
    assert client.get(address).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: now + timedelta(days=7).total_seconds() + 5)
    assert client.get(address).status_code == 404


def test_a_forged_address_is_not_found_and_names_nobody(client):
    phone = make_phone("Secret", status="draft")
    token = Preview.of(phone).token
    forged = [
        token[:-1], token[1:], token + "x", "x", f"{phone.pk}", "a:b:c", signing.dumps(phone.pk, salt="else"),
        signing.dumps(phone.pk), token.replace(":", "", 1),
    ]  # fmt: skip
    for one in forged:
        response = client.get(f"/preview/{one}/")
        assert response.status_code == 404
        assert b"Secret" not in response.content


def test_a_phone_that_is_withdrawn_or_deleted_has_no_preview(client):
    phone = make_phone("Secret", status="draft")
    address = preview_of(phone)
    Phone.objects.update(status="withdrawn")
    assert client.get(address).status_code == 404
    phone.delete()
    assert client.get(address).status_code == 404


def test_once_it_is_published_its_own_address_takes_over(client):
    phone = make_phone("Secret", status="draft")
    address = preview_of(phone)
    Phone.objects.update(status="published")
    assert client.get(address).headers["Location"] == "/phones/acme-secret/"


def test_reports_on_what_a_preview_said_are_taken_once_the_phone_is_published(client):
    phone = make_phone("Secret", status="draft", weight_g=211)
    address = f"{preview_of(phone)}report/?key=weight_g"
    assert 'href="report/?key=weight_g"' in page(client, preview_of(phone))
    assert "secret" not in client.get(address).content.decode()
    assert client.get(address).status_code == 404
    Phone.objects.filter(pk=phone.pk).update(status="published")
    assert client.get(address)["Location"] == "/phones/acme-secret/report/?key=weight_g"
    assert client.get("/preview/forged/report/").status_code == 404


def test_a_preview_is_only_read(client):
    assert client.post(preview_of(make_phone("Secret", status="draft"))).status_code == 405


# At the desk


def make_at_desk(desk, phone):
    return desk.get(reverse("admin:catalog_phone_preview", args=[phone.pk]))


def test_the_desk_makes_the_address_and_says_when_it_ends(desk, client):
    phone = make_phone("Secret", status="draft")
    response = make_at_desk(desk, phone)
    address = response.context["address"]
    assert address.startswith("http://localhost:8000/preview/")
    assert f"until {(timezone.now() + timedelta(days=7)):%-d %B %Y}" in response.content.decode()
    desk.logout()
    assert b"Acme Secret" in client.get(response.context["path"]).content


@pytest.mark.parametrize(("status", "offered"), [("draft", True), ("published", False), ("withdrawn", False)])
def test_only_what_readers_do_not_see_yet_has_one(desk, status, offered):
    phone = make_phone("One", status=status)
    assert ("/preview/" in desk.get(change_url(phone)).content.decode()) is offered
    assert make_at_desk(desk, phone).status_code == (200 if offered else 403)


def test_only_who_may_change_phones_may_show_them(client, django_user_model):
    phone = make_phone("Secret", status="draft")
    assert make_at_desk(client, phone).headers["Location"].startswith("/desk/login/")
    editor = django_user_model.objects.create_user("ed", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename="view_phone"))
    sign_in(client, editor)
    assert make_at_desk(client, phone).status_code == 403


# What has ended stays ended


def set_facts(phone, **facts):
    """Change a phone as every door does, with its history."""
    change = RecordChange([phone])
    Phone.objects.filter(pk=phone.pk).update(**facts)
    change.record(EditRecorder(Act.SAVED))


@pytest.fixture
def made_two_days_ago(monkeypatch):
    """Makes an address as if two days ago; what is done after it is done now."""

    def make(phone):
        now = signing.time.time()
        with monkeypatch.context() as patch:
            patch.setattr(signing.time, "time", lambda: now - timedelta(days=2).total_seconds())
            return preview_of(phone)

    return make


ENDINGS = {
    "published": [{"status": "published", "publish_at": None}],
    "withdrawn": [{"status": "withdrawn"}],
    "published and withdrawn": [{"status": "published", "publish_at": None}, {"status": "withdrawn"}],
    "an embargo that has ended": [{"status": "published", "publish_at": timezone.now() - timedelta(days=1)}],
}


@pytest.mark.parametrize("again", HIDDEN.values(), ids=HIDDEN.keys())
@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
def test_an_ended_preview_stays_ended_when_the_phone_is_hidden_again(client, made_two_days_ago, ending, again):
    phone = make_phone("Secret", status="draft")
    address = made_two_days_ago(phone)
    assert client.get(address).status_code == 200
    for facts in ending:
        set_facts(phone, **facts)
    set_facts(phone, publish_at=None)
    set_facts(phone, **again)
    assert client.get(address).status_code == 404
    assert client.get(preview_of(phone)).status_code == 200


@pytest.mark.parametrize("facts", [{"weight_g": 213}, {"status": "in_review"}, HIDDEN["embargoed"]])
def test_a_preview_goes_on_while_the_phone_stays_hidden(client, made_two_days_ago, facts):
    phone = make_phone("Secret", status="withdrawn")
    set_facts(phone, status="draft")
    address = made_two_days_ago(phone)
    Revision.objects.update(edit=Edit.objects.create(act=Act.SAVED, at=timezone.now() - timedelta(days=3)))
    set_facts(phone, **facts)
    set_facts(phone, weight_g=214)
    assert client.get(address).status_code == 200


def test_an_embargo_that_ended_by_itself_has_ended_the_preview(client, made_two_days_ago):
    phone = make_phone("Secret", status="published", publish_at=timezone.now() - timedelta(days=1))
    address = made_two_days_ago(phone)
    assert client.get(address).status_code == 302
    set_facts(phone, publish_at=timezone.now() + timedelta(days=1))
    assert client.get(address).status_code == 404


def test_a_deleted_phone_that_is_brought_back_has_no_preview_of_before(desk, client, made_two_days_ago):
    phone = make_phone("Secret", status="draft", weight_g=211)
    address = made_two_days_ago(phone)
    delete(desk, phone)
    deletion = Edit.objects.latest("pk")
    assert undo_edit(deletion, by=None, why="")
    assert Phone.objects.get(pk=phone.pk).weight_g == 211
    assert client.get(address).status_code == 404
    assert client.get(preview_of(phone)).status_code == 200


def test_a_clone_is_not_shown_by_the_preview_of_its_original(desk, client):
    phone = make_phone("Secret", status="draft")
    address = preview_of(phone)
    set_facts(phone, status="withdrawn")
    make_phone("Clone", status="draft")
    assert client.get(address).status_code == 404
