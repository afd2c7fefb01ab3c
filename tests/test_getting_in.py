"""Signing in at the desk: passwords, lockout, the second factor, and what was typed by whoever was signed out."""

import json
import re
import time

import pytest
from django.conf import settings as site_settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.test import RequestFactory
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from catalog.models import Phone
from phonesite.middleware import TrustedProxiesMiddleware

from .desk import change_url, form_of
from .factories import make_phone
from .filling import form_on
from .people import PASSWORD, make_person, sign_in

pytestmark = pytest.mark.django_db

LOGIN, SECOND = "/desk/login/", "/desk/second-factor/"


def enter(client, name="lyra", password=PASSWORD, code="", address="198.51.100.1", **more):
    typed = {"username": name, "password": password, "otp_token": code, "next": "/desk/"}
    return client.post(LOGIN, typed | more, REMOTE_ADDR=address)


def code_of(device, steps=0):
    """What the app shows, or will show ``steps`` times 30 seconds later."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06}"


def with_app(person):
    return TOTPDevice.objects.create(user=person, name="App", confirmed=True)


def said(response):
    return re.sub(r"<[^>]+>|\s+", " ", response.content.decode())


# Passwords


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
    assert enter(client, name="cygnus")["Location"] == "/desk/"
    client.logout()
    assert enter(client, address="198.51.100.2")["Location"] == "/desk/"


def test_a_right_password_forgets_the_wrong_ones_before(client):
    make_person("lyra", "Contributor")
    for _ in range(2):
        for _ in range(4):
            enter(client, password="wrong")
        assert enter(client).status_code == 302
        client.logout()


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
    from phonesite.environment import networks  # noqa: PLC0415

    settings.TRUSTED_PROXIES = networks(["127.0.0.1"])
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=header)
    TrustedProxiesMiddleware(lambda request: None).process_request(request)
    assert request.META["REMOTE_ADDR"] == visitor


def test_sessions_end_with_the_browser_and_within_a_day(client):
    make_person("lyra", "Contributor")
    cookie = enter(client).cookies[site_settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)
    Session.objects.update(expire_date="2020-01-01T00:00Z")
    assert client.get("/desk/")["Location"].startswith(LOGIN)


# The second factor


@pytest.mark.parametrize("role", ["Editor", "Chief"])
def test_whoever_publishes_sets_up_a_second_factor_first(client, role):
    make_person("lyra", role)
    enter(client)
    for address in ("/desk/", "/desk/catalog/phone/", "/desk/password_change/"):
        assert client.get(address)["Location"] == SECOND
    page = client.get(SECOND)
    assert "<svg" in page.content.decode()
    assert " style=" not in page.content.decode()
    device = TOTPDevice.objects.get()
    assert device.confirmed is False
    codes = client.post(SECOND, {"otp_token": code_of(device), "_first": "yes"})
    assert set(StaticToken.objects.values_list("token", flat=True)) == set(
        re.findall("<code>(.+?)</code>", said_raw(codes))
    )
    assert client.get("/desk/").status_code == 200


def said_raw(response):
    return response.content.decode()


def test_a_wrong_first_code_sets_nothing_up(client):
    make_person("lyra", "Editor")
    enter(client)
    client.get(SECOND)
    assert "wrong" in said(client.post(SECOND, {"otp_token": "000000", "_first": "yes"}))
    assert client.get("/desk/")["Location"] == SECOND


def test_with_a_second_factor_the_password_alone_is_not_enough(client):
    with_app(make_person("lyra", "Editor"))
    assert "Enter the code" in said(enter(client))
    assert "wrong" in said(enter(client, code="000000"))
    assert client.get("/desk/")["Location"].startswith(LOGIN)


def test_a_code_works_once(client):
    device = with_app(make_person("lyra", "Editor"))
    code = code_of(device)
    assert enter(client, code=code)["Location"] == "/desk/"
    client.logout()
    assert "used before" in said(enter(client, code=code))
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert enter(client, code=code_of(device, steps=1))["Location"] == "/desk/"


def test_wrong_codes_slow_down(client):
    device = with_app(make_person("lyra", "Editor"))
    for _ in range(3):
        enter(client, code="000000")
    assert "Too many wrong codes" in said(enter(client, code=code_of(device)))


def test_a_recovery_code_works_once_and_instead_of_the_app(client):
    person = make_person("lyra", "Editor")
    with_app(person)
    client = sign_in(client, person)
    codes = re.findall("<code>(.+?)</code>", said_raw(client.post(SECOND, {"_codes": "yes"})))
    client.logout()
    assert enter(client, code=codes[0])["Location"] == "/desk/"
    client.logout()
    assert "used before" in said(enter(client, code=codes[0]))


def test_somebody_elses_code_is_none(client):
    with_app(make_person("lyra", "Editor"))
    other = with_app(make_person("cygnus", "Editor"))
    assert "wrong" in said(enter(client, code=code_of(other)))


def test_another_app_takes_the_place_of_the_old_one_after_a_code(client):
    person = make_person("lyra", "Editor")
    old = with_app(person)
    sign_in(client, person)
    assert "wrong" in said(client.post(SECOND, {"_replace": "yes", "otp_token": "000000"}))
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    client.post(SECOND, {"_replace": "yes", "otp_token": code_of(old)})
    new = TOTPDevice.objects.get(confirmed=False)
    client.post(SECOND, {"otp_token": code_of(new), "_first": "yes"})
    assert list(TOTPDevice.objects.values_list("pk", "confirmed")) == [(new.pk, True)]


def test_a_first_code_alone_replaces_no_device(client):
    """A session that was left open does not give the desk away for good."""
    person = make_person("lyra", "Editor")
    old = with_app(person)
    sign_in(client, person)
    new = TOTPDevice.objects.create(user=person, name="App", confirmed=False)
    answer = client.post(SECOND, {"otp_token": code_of(new), "_first": "yes"})
    assert "<svg" not in said_raw(answer).partition("desk-qr")[2]
    assert list(TOTPDevice.objects.filter(confirmed=True)) == [old]


def test_a_session_without_its_second_factor_cannot_change_it(client):
    person = make_person("lyra", "Editor")
    with_app(person)
    client.force_login(person)
    for typed in ({"_codes": "yes"}, {"_replace": "yes"}, {"_first": "yes"}):
        assert client.post(SECOND, typed)["Location"] == LOGIN
    assert not StaticToken.objects.exists()


def test_strangers_have_no_second_factor(client):
    assert client.get(SECOND)["Location"] == LOGIN
    client.force_login(get_user_model().objects.create_user("reader", password=PASSWORD))
    assert client.get(SECOND)["Location"] == LOGIN


def test_a_chief_takes_the_second_factor_of_somebody_away(chief):
    lyra, boss = make_person("lyra", "Editor"), make_person("boss", is_superuser=True)
    devices = [with_app(lyra), with_app(boss)]
    action = {"action": "reset_second_factor", "_selected_action": [lyra.pk, boss.pk]}
    assert "1 of 2" in said(chief.post("/desk/auth/user/", action, follow=True))
    assert list(TOTPDevice.objects.all()) == devices[1:]


# Signed out while typing


def test_what_was_typed_is_there_after_signing_in_again(client):
    person = make_person("lyra", "Editor")
    device, phone = with_app(person), make_phone("One", weight_g=211)
    typed = form_of(sign_in(client, person), phone) | {"weight_g": "213", "colours": "Black & “white”, <red>"}
    client.logout()
    turned_away = client.post(change_url(phone), typed)
    assert (turned_away.status_code, "What you typed is kept" in said(turned_away)) == (403, True)
    kept = {name: values[0] for name, values in form_on(turned_away, "login-form").items()}
    again = enter(client, code=code_of(device), **{name: kept[name] for name in ("kept", "kept_path")})
    assert Phone.objects.get().weight_g == 211
    sent = form_on(again, "carry-on")
    assert (sent["weight_g"], sent["colours"]) == (["213"], ["Black & “white”, <red>"])
    assert client.post(kept["kept_path"], sent).status_code == 302
    phone = Phone.objects.get()
    assert (phone.weight_g, phone.colours) == (213, ["Black & “white”", "<red>"])


def test_a_wrong_password_does_not_lose_it_and_passwords_are_not_kept(client):
    make_person("lyra", "Contributor")
    turned_away = client.post("/desk/password_change/", {"old_password": "secret-1", "password": "secret-2", "a": "b"})
    kept = form_on(turned_away, "login-form")["kept"][0]
    assert json.loads(kept) == [["a", "b"]]
    again = enter(client, password="wrong", kept=kept, kept_path="/desk/catalog/phone/add/")
    assert form_on(again, "login-form")["kept"] == [kept]


@pytest.mark.parametrize(
    ("kept", "to"),
    [
        ('[["a", "b"]]', "https://evil.example/desk/"),
        ('[["a", "b"]]', "//evil.example/desk/"),
        ('[["a", "b"]]', "/phones/"),
        ("not a form", "/desk/"),
        ('{"a": 1}', "/desk/"),
        ("[" * 5000, "/desk/"),
    ],
)
def test_nothing_is_carried_on_that_is_no_form_of_the_desk(client, kept, to):
    make_person("lyra", "Contributor")
    assert enter(client, kept=kept, kept_path=to)["Location"] == "/desk/"


def test_asking_for_a_page_leads_back_to_it(client):
    make_person("lyra", "Contributor")
    asked = client.get("/desk/catalog/phone/?q=leitz")["Location"]
    assert asked == f"{LOGIN}?next=/desk/catalog/phone/%3Fq%3Dleitz"


# People


def test_a_chief_makes_people_and_gives_them_roles(chief):
    form = form_on(chief.get("/desk/auth/user/add/"), "user_form")
    group = make_person("other", "Contributor").groups.get()
    typed = {"username": "lyra", "password1": PASSWORD, "password2": PASSWORD, "groups": str(group.pk)}
    assert chief.post("/desk/auth/user/add/", form | typed).status_code == 302
    lyra = get_user_model().objects.get(username="lyra")
    assert (lyra.is_staff, lyra.is_superuser, list(lyra.groups.all())) == (True, False, [group])


def test_a_chief_gives_nobody_more_than_a_role(chief):
    lyra = make_person("lyra", "Contributor")
    form = form_of(chief, lyra)
    assert not {"is_superuser", "user_permissions"} & set(form)
    every = [str(key) for key in Permission.objects.values_list("pk", flat=True)]
    chief.post(change_url(lyra), form | {"is_superuser": "on", "user_permissions": every})
    lyra = get_user_model().objects.get(pk=lyra.pk)
    assert (lyra.is_superuser, lyra.user_permissions.exists()) == (False, False)


def test_a_chief_cannot_change_a_superuser(chief):
    boss = make_person("boss", is_superuser=True)
    assert chief.post(change_url(boss), {"username": "mine"}).status_code == 403
    assert chief.post(f"/desk/auth/user/{boss.pk}/password/", {}).status_code == 403
