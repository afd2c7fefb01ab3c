"""Signing in at the desk: passwords, lockout, sessions, and the way in from anywhere."""

import re
from datetime import timedelta
from importlib import import_module, reload

import pytest
from axes.models import AccessFailureLog
from django.conf import settings as site_settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django.urls import clear_url_caches, reverse
from django.utils import timezone

from phonesite.environment import networks
from phonesite.middleware import TrustedProxiesMiddleware

from .factories import make_phone
from .people import LOGIN, SECOND, enter, make_person, said, sign_in, with_app

pytestmark = pytest.mark.django_db


def test_a_contributor_comes_in_with_a_password(client):
    make_person("lyra", "Contributor")
    assert enter(client)["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_the_fifth_wrong_password_locks_that_name_out_from_there(client):
    make_person("lyra", "Contributor")
    make_person("cygnus", "Contributor")
    answers = [enter(client, password="wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    locked = enter(client)
    assert (locked.status_code, "15 minutes" in said(locked)) == (429, True)
    assert 890 < int(locked["Retry-After"]) <= 900
    assert client.get("/desk/").status_code == 302
    assert enter(client, name="cygnus")["Location"] == "/desk/"
    client.logout()
    assert enter(client, address="198.51.100.2")["Location"] == "/desk/"


def test_a_lockout_ends_after_a_quarter_of_an_hour(client):
    make_person("lyra", "Contributor")
    for _ in range(5):
        enter(client, password="wrong")
    AccessFailureLog.objects.update(attempt_time="2020-01-01T00:00Z")
    assert enter(client)["Location"] == "/desk/"


def test_a_lockout_looks_like_the_desk(client):
    for _ in range(5):
        locked = enter(client, password="wrong")
    assert "<title>Too many wrong passwords | Phonesite</title>" in said_raw(locked)
    assert "Django administration" not in said(locked)


def said_raw(response):
    return " ".join(response.content.decode().split())


def test_a_right_password_forgets_the_wrong_ones_before(client):
    make_person("lyra", "Contributor")
    for _ in range(2):
        for _ in range(4):
            enter(client, password="wrong")
        assert enter(client).status_code == 302
        client.logout()


def test_what_was_typed_at_a_failed_login_is_not_stored(client):
    enter(client, password="secret-1", code="123456", kept='[["notes", "secret-2"]]', kept_path="/desk/secret-3/")
    stored = str(AccessFailureLog.objects.values().get())
    assert not [word for word in ("secret", "123456") if word in stored]


@pytest.mark.parametrize(
    ("peer", "header", "visitor"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.7, 203.0.113.9, 127.0.0.1", "203.0.113.9"),
        ("127.0.0.1", "nonsense", "nonsense"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("203.0.113.5", "198.51.100.7", "203.0.113.5"),
    ],
)
def test_behind_a_trusted_proxy_the_visitor_counts_and_not_the_proxy(settings, peer, header, visitor):
    settings.TRUSTED_PROXIES = networks(["127.0.0.1"])
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=header)
    TrustedProxiesMiddleware(lambda request: None).process_request(request)
    assert request.META["REMOTE_ADDR"] == visitor


def test_one_attacker_behind_a_proxy_locks_nobody_else_out(settings, client):
    settings.TRUSTED_PROXIES = networks(["198.51.100.1"])
    make_person("lyra", "Contributor")

    def behind(visitor, **typed):
        client.defaults["HTTP_X_FORWARDED_FOR"] = visitor
        return enter(client, **typed).status_code

    assert [behind("203.0.113.9", password="wrong") for _ in range(5)][-1] == 429
    assert behind("203.0.113.9, 203.0.113.10") == 302


def test_an_address_that_is_none_is_answered(settings, client):
    settings.TRUSTED_PROXIES = networks(["198.51.100.1"])
    client.defaults["HTTP_X_FORWARDED_FOR"] = "nonsense"
    assert [enter(client, password="wrong").status_code for _ in range(5)][-1] == 429


def test_sessions_end_with_the_browser_and_within_a_day(client):
    make_person("lyra", "Contributor")
    cookie = enter(client).cookies[site_settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)
    Session.objects.update(expire_date="2020-01-01T00:00Z")
    assert client.get("/desk/")["Location"].startswith(LOGIN)


def test_a_session_ends_twelve_hours_after_signing_in_however_much_is_done(client):
    make_person("lyra", "Contributor")
    enter(client)
    ends = Session.objects.get().expire_date
    assert timedelta(hours=11, minutes=59) < ends - timezone.now() <= timedelta(hours=12)
    session = client.session
    session["work"] = "done"
    session.save()
    assert Session.objects.get().expire_date == ends
    enter(client)
    assert Session.objects.get().expire_date > ends


@pytest.mark.parametrize(("password", "is_taken"), [("swans-Flew9b", True), ("swans-Flew9", False)])
def test_passwords_have_twelve_characters(password, is_taken):
    form = AdminUserCreationForm({"username": "lyra", "password1": password, "password2": password})
    assert ("password2" not in form.errors) == is_taken


def test_asking_for_a_page_leads_back_to_it(client):
    make_person("lyra", "Contributor")
    asked = client.get("/desk/catalog/phone/?q=leitz")["Location"]
    assert asked == f"{LOGIN}?next=/desk/catalog/phone/%3Fq%3Dleitz"
    assert enter(client, next="/desk/catalog/phone/?q=leitz")["Location"] == "/desk/catalog/phone/?q=leitz"


def test_no_login_leads_to_another_site(client):
    make_person("lyra", "Contributor")
    assert enter(client, next="https://evil.example/")["Location"] == "/desk/"


def test_whoever_may_publish_but_not_enter_the_desk_is_asked_for_no_second_factor(client):
    client.force_login(get_user_model().objects.create_user("aquila", is_superuser=True))
    assert client.get("/desk/")["Location"].startswith(LOGIN)


def test_a_reader_with_an_account_is_told_that_the_desk_is_not_for_readers(client):
    client.force_login(get_user_model().objects.create_user("aquila"))
    assert "You are signed in as aquila" in said(client.get("/desk/", follow=True))


# Wherever the desk is


@pytest.fixture
def office(settings):
    """The desk at another address."""

    def move(path):
        settings.ADMIN_PATH = path
        reload(import_module(site_settings.ROOT_URLCONF))
        clear_url_caches()

    was = settings.ADMIN_PATH
    move("back/office/")
    yield "/back/office/"
    move(was)


def test_the_desk_works_at_another_address(office, client):
    make_person("lyra", "Editor")
    assert client.get(f"{office}catalog/phone/")["Location"] == f"{office}login/?next={office}catalog/phone/"
    turned_away = client.post(f"{office}catalog/phone/add/", {"name": "One"})
    assert f'action="{office}login/"' in turned_away.content.decode()
    sign_in(client, get_user_model().objects.get())
    assert client.get(f"{office}second-factor/").status_code == 200
    assert client.get(f"{office}catalog/phone/{make_phone('One').pk}/change/").status_code == 200
    assert client.get("/desk/").status_code == 404


# Every page of the desk


def pages_of(patterns, before="/desk/"):
    """The addresses of the desk's pages, with 1 for whatever they ask."""
    for pattern in patterns:
        address = before + re.sub(r"<[^>]+>", "1", str(pattern.pattern))
        if hasattr(pattern, "url_patterns"):
            yield from pages_of(pattern.url_patterns, address)
        elif "^" not in address and "(" not in address:  # the lists of an app, and what is no page
            yield address


def every_page():
    return [*pages_of(admin.site.get_urls()), "/desk/catalog/", "/desk/auth/", "/desk/nonsense/"]


def test_the_pages_are_found():
    assert {"/desk/", "/desk/autocomplete/", "/desk/auth/user/1/password/"} <= set(every_page())
    assert len(every_page()) > 100


def test_a_stranger_sees_the_login_and_no_page(client):
    make_phone("One")
    answers = {page: client.get(page).status_code for page in every_page() if page != LOGIN}
    assert {page: status for page, status in answers.items() if status != 302} == {}
    answers = {page: client.post(page, {"action": "1"}).status_code for page in every_page() if page != LOGIN}
    assert set(answers.values()) == {302, 403}


@pytest.mark.parametrize("device", [None, with_app], ids=["no device", "a device, no code"])
def test_a_password_alone_opens_nothing_to_those_who_publish(client, device):
    boss = make_person("lyra", is_superuser=True)
    if device:
        device(boss)
    client.force_login(boss)
    pages = [page for page in every_page() if page not in (LOGIN, SECOND, reverse("admin:logout"))]
    assert {client.get(page).status_code for page in pages} == {302}
    assert {client.post(page, {"action": "1"}).status_code for page in pages} == {403}
