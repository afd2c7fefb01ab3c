"""The second factor: setting it up, using it, losing it."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user, get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from catalog.models.recovery_codes import stored_code
from phonesite import second_factor

from .people import (
    LOGIN,
    PASSWORD,
    PROVEN_AT,
    SECOND,
    code_of,
    enter,
    forget_wrong_codes,
    make_person,
    said,
    sign_in,
    sign_in_by_password,
    with_app,
)

pytestmark = pytest.mark.django_db


def codes_on(response):
    return re.findall("<code>(.+?)</code>", response.content.decode())


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
    assert len(codes_on(codes)) == 10
    stored = {stored_code(StaticDevice.objects.get(), code) for code in codes_on(codes)}
    assert set(StaticToken.objects.values_list("token", flat=True)) == stored
    assert client.get("/desk/").status_code == 200
    assert not set(codes_on(client.get(SECOND)))


def test_whoever_has_yet_to_set_it_up_can_leave(client):
    make_person("lyra", "Editor")
    enter(client)
    assert "Log out" in client.get(SECOND).content.decode()
    assert client.post("/desk/logout/").status_code == 200
    assert client.get(SECOND)["Location"] == LOGIN


def test_a_wrong_first_code_sets_nothing_up(client):
    make_person("lyra", "Editor")
    enter(client)
    client.get(SECOND)
    assert "wrong" in said(client.post(SECOND, {"otp_token": "000000", "_first": "yes"}))
    assert client.get("/desk/")["Location"] == SECOND


def test_with_a_second_factor_the_password_alone_is_not_enough(client):
    with_app(make_person("lyra", "Editor"))
    assert "needs a code" in said(enter(client))
    assert "wrong" in said(enter(client, code="000000"))
    assert client.get("/desk/")["Location"].startswith(LOGIN)


def test_a_code_works_once(client):
    device = with_app(make_person("lyra", "Editor"))
    code = code_of(device)
    assert enter(client, code=code)["Location"] == "/desk/"
    client.logout()
    assert "works once" in said(enter(client, code=code))
    forget_wrong_codes()
    assert enter(client, code=code_of(device, steps=1))["Location"] == "/desk/"


def test_wrong_codes_slow_down(client):
    device = with_app(make_person("lyra", "Editor"))
    for _ in range(3):
        enter(client, code="000000")
    assert "none is taken for a while" in said(enter(client, code=code_of(device)))
    assert client.get("/desk/")["Location"].startswith(LOGIN)


def test_a_code_may_be_typed_as_it_is_shown(client):
    device = with_app(make_person("lyra", "Editor"))
    code = code_of(device)
    assert enter(client, code=f" {code[:3]} {code[3:]} ")["Location"] == "/desk/"


@pytest.mark.parametrize("code", ["²²²²²²", "٣٣٣٣٣٣", "x" * 20, "-12345", "1e3456", "\u200b"])
def test_a_code_of_strange_characters_is_wrong(client, code):
    with_app(make_person("lyra", "Editor"))
    assert "wrong" in said(enter(client, code=code))


def test_a_recovery_code_works_once_and_instead_of_the_app(client):
    person = make_person("lyra", "Editor")
    device, client = with_app(person), sign_in(client, person)
    codes = codes_on(client.post(SECOND, {"_codes": "yes", "otp_token": code_of(device)}))
    client.logout()
    assert enter(client, code=f" {codes[0].upper()}")["Location"] == "/desk/"
    client.logout()
    assert "works once" in said(enter(client, code=codes[0]))


def test_a_recovery_code_may_be_nothing_but_digits(client):
    person = make_person("lyra", "Editor")
    with_app(person)
    device = StaticDevice.objects.create(user=person, name="Recovery codes")
    device.token_set.create(token=stored_code(device, "23456723"))
    assert enter(client, code="23456723")["Location"] == "/desk/"


def test_what_is_stored_of_a_recovery_code_is_none(client):
    person = make_person("lyra", "Editor")
    device, client = with_app(person), sign_in(client, person)
    codes = codes_on(client.post(SECOND, {"_codes": "yes", "otp_token": code_of(device)}))
    stored = list(StaticToken.objects.values_list("token", flat=True))
    assert len({*stored}) == len({*codes}) == 10
    assert not {*stored} & {code.replace(" ", "") for code in codes}
    client.logout()
    assert "works once" in said(enter(client, code=stored[0]))


def test_a_recovery_code_that_the_operator_makes_opens_the_desk_once(client, capsys):
    person = make_person("lyra", "Editor")
    with_app(person)
    call_command("addstatictoken", "lyra")
    code = capsys.readouterr().out.strip()
    assert enter(client, code=code)["Location"] == "/desk/"
    client.logout()
    assert "works once" in said(enter(client, code=code))


def test_a_recovery_code_for_nobody_is_refused():
    with pytest.raises(CommandError, match="Nobody is called vega"):
        call_command("addstatictoken", "vega")


def test_a_code_that_was_stored_as_it_is_goes_on_working(client):
    person = make_person("lyra", "Editor")
    with_app(person)
    StaticDevice.objects.create(user=person, name="Recovery codes").token_set.create(token="abcd2345")
    import_module("catalog.migrations.0043_hash_recovery_codes").hash_recovery_codes(apps, None)
    assert enter(client, code="abcd 2345")["Location"] == "/desk/"


def test_an_app_that_has_shown_no_code_yet_opens_nothing(client):
    person = make_person("lyra", "Editor")
    begun = TOTPDevice.objects.create(user=person, name="App", confirmed=False)
    StaticDevice.objects.create(user=person, name="Recovery codes")
    assert "wrong" in said(enter(client, code=code_of(begun)))


def test_no_cache_keeps_what_a_second_factor_is_made_of(client):
    person = make_person("lyra", "Editor")
    sign_in_by_password(client, person)
    page = client.get(SECOND)
    codes = client.post(SECOND, {"otp_token": code_of(TOTPDevice.objects.get()), "_first": "yes"})
    assert (page["Cache-Control"], codes["Cache-Control"]) == ("no-store", "no-store")


def test_new_recovery_codes_take_the_place_of_the_old_ones(client):
    person = make_person("lyra", "Editor")
    device, client = with_app(person), sign_in(client, person)
    old = codes_on(client.post(SECOND, {"_codes": "yes", "otp_token": code_of(device)}))
    client.logout()
    enter(client, code=old[0])
    new = codes_on(client.post(SECOND, {"_codes": "yes", "otp_token": old[1]}))
    assert (len(new), set(new) & set(old)) == (10, set())
    assert client.get("/desk/").status_code == 200
    client.logout()
    assert "works once" in said(enter(client, code=old[2]))


def test_a_session_that_was_left_open_sets_up_no_factor_where_the_old_one_was_taken_away(client):
    person = make_person("lyra", "Editor")
    device = with_app(person)
    sign_in(client, person)
    person.staticdevice_set.all().delete()
    device.delete()
    session = client.session
    session[PROVEN_AT] = 0
    session.save()
    assert client.get(SECOND)["Location"] == f"{LOGIN}?next={SECOND}"
    assert not get_user(client).is_authenticated
    assert not TOTPDevice.objects.exists()
    enter(client)
    assert "<svg" in client.get(SECOND).content.decode()


@pytest.mark.parametrize("wanted", ["_codes", "_replace"])
def test_a_session_that_was_left_open_changes_no_second_factor(client, wanted):
    person = make_person("lyra", "Editor")
    with_app(person)
    sign_in(client, person)
    for code in ("", "000000"):
        answer = client.post(SECOND, {wanted: "yes", "otp_token": code})
        assert (codes_on(answer), "<svg" in answer.content.decode().partition("desk-qr")[2]) == ([], False)
    assert not StaticToken.objects.exists()


def test_proof_of_the_old_app_does_not_last(client, monkeypatch):
    person = make_person("lyra", "Editor")
    old = with_app(person)
    sign_in(client, person)
    client.post(SECOND, {"_replace": "yes", "otp_token": code_of(old)})
    later = second_factor.time() + second_factor.PROVEN_FOR_S
    monkeypatch.setattr(second_factor, "time", lambda: later)
    new = TOTPDevice.objects.get(confirmed=False)
    client.post(SECOND, {"otp_token": code_of(new), "_first": "yes"})
    assert list(TOTPDevice.objects.filter(confirmed=True)) == [old]


def test_two_windows_set_up_one_app(client):
    """Two requests at once may both have begun; the first begun counts in both windows."""
    person = make_person("lyra", "Editor")
    first, _ = (TOTPDevice.objects.create(user=person, name="App", confirmed=False) for _ in range(2))
    sign_in_by_password(client, person)
    assert client.get(SECOND).status_code == client.get(SECOND).status_code == 200
    client.post(SECOND, {"otp_token": code_of(first), "_first": "yes"})
    assert list(TOTPDevice.objects.values_list("pk", "confirmed")) == [(first.pk, True)]


def test_another_session_ends_with_the_app_that_it_was_opened_with(client, django_user_model):
    person = make_person("lyra", "Editor")
    old = with_app(person)
    elsewhere = type(client)()
    enter(elsewhere, code=code_of(old))
    assert elsewhere.get("/desk/").status_code == 200
    sign_in(client, person)
    client.post(SECOND, {"_replace": "yes", "otp_token": code_of(old, steps=1)})
    client.post(SECOND, {"otp_token": code_of(TOTPDevice.objects.get(confirmed=False)), "_first": "yes"})
    assert elsewhere.get("/desk/")["Location"] == f"{LOGIN}?next=/desk/"


def test_a_contributor_may_have_one_and_then_needs_it(client):
    person = make_person("lyra", "Contributor")
    enter(client)
    client.get(SECOND)
    client.post(SECOND, {"otp_token": code_of(TOTPDevice.objects.get()), "_first": "yes"})
    client.logout()
    assert "needs a code" in said(enter(client))
    sign_in_by_password(client, person)
    assert client.get("/desk/").status_code == 302


def test_a_new_editor_is_led_to_it_within_the_session(client):
    person = make_person("lyra", "Contributor")
    enter(client)
    assert client.get("/desk/").status_code == 200
    person.groups.set(make_person("other", "Editor").groups.all())
    assert client.get("/desk/")["Location"] == SECOND


def test_setting_up_is_noted(client):
    person = make_person("lyra", "Editor")
    sign_in_by_password(client, person)
    client.get(SECOND)
    client.post(SECOND, {"otp_token": code_of(TOTPDevice.objects.get()), "_first": "yes"})
    notes = LogEntry.objects.filter(object_id=str(person.pk)).values_list("change_message", flat=True)
    assert set(notes) == {"Second factor set up.", "Recovery codes made."}


def test_setting_up_ones_own_leaves_those_of_others_alone(client):
    settled, begun = make_person("cygnus", "Editor"), make_person("aquila", "Editor")
    others = [with_app(settled), TOTPDevice.objects.create(user=begun, name="App", confirmed=False)]
    person = make_person("lyra", "Editor")
    sign_in_by_password(client, person)
    client.get(SECOND)
    own = TOTPDevice.objects.get(user=person)
    client.post(SECOND, {"otp_token": code_of(own), "_first": "yes"})
    confirmed = TOTPDevice.objects.order_by("pk").values_list("pk", "confirmed")
    assert list(confirmed) == [(others[0].pk, True), (others[1].pk, False), (own.pk, True)]


def test_the_recovery_codes_left_are_ones_own(client):
    for person in (make_person("cygnus", "Editor"), make_person("lyra", "Editor")):
        device = with_app(person)
        sign_in(client, person).post(SECOND, {"_codes": "yes", "otp_token": code_of(device)})
    assert "10 recovery codes left" in said(client.get(SECOND))


def test_somebody_elses_code_is_none(client):
    with_app(make_person("lyra", "Editor"))
    other = with_app(make_person("cygnus", "Editor"))
    assert "wrong" in said(enter(client, code=code_of(other)))


def test_another_app_takes_the_place_of_the_old_one_after_a_code(client):
    person = make_person("lyra", "Editor")
    old = with_app(person)
    sign_in(client, person)
    assert "wrong" in said(client.post(SECOND, {"_replace": "yes", "otp_token": "000000"}))
    forget_wrong_codes()
    client.post(SECOND, {"_replace": "yes", "otp_token": code_of(old)})
    new = TOTPDevice.objects.get(confirmed=False)
    client.post(SECOND, {"otp_token": code_of(new), "_first": "yes"})
    assert list(TOTPDevice.objects.values_list("pk", "confirmed")) == [(new.pk, True)]
    third = TOTPDevice.objects.create(user=person, name="App", confirmed=False)
    client.post(SECOND, {"otp_token": code_of(third), "_first": "yes"})
    assert list(TOTPDevice.objects.filter(confirmed=True)) == [new], "a code is proof for one app"


def test_a_first_code_alone_replaces_no_device(client):
    """A session that was left open does not give the desk away for good."""
    person = make_person("lyra", "Editor")
    old = with_app(person)
    sign_in(client, person)
    new = TOTPDevice.objects.create(user=person, name="App", confirmed=False)
    answer = client.post(SECOND, {"otp_token": code_of(new), "_first": "yes"})
    assert "<svg" not in answer.content.decode().partition("desk-qr")[2]
    assert list(TOTPDevice.objects.filter(confirmed=True)) == [old]


def test_a_session_without_its_second_factor_cannot_change_it(client):
    person = make_person("lyra", "Editor")
    with_app(person)
    sign_in_by_password(client, person)
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
    own = StaticDevice.objects.get()
    people = [lyra.pk, boss.pk, own.user.pk]
    action = {"action": "reset_second_factor", "_selected_action": people}
    assert "1 of 3" in said(chief.post("/desk/auth/user/", action, follow=True))
    assert (list(TOTPDevice.objects.all()), StaticDevice.objects.get()) == (devices[1:], own)
    note = LogEntry.objects.get()
    assert (note.object_id, note.user, note.change_message) == (str(lyra.pk), own.user, "Second factor removed.")
    chief.logout()
    assert enter(chief)["Location"] == "/desk/"
    assert chief.get("/desk/")["Location"] == SECOND


@pytest.mark.parametrize("role", ["Contributor", "Editor"])
def test_whose_second_factor_is_taken_away_is_signed_out_everywhere_and_nobody_else(chief, role):
    lyra = make_person("lyra", role)
    with_app(lyra)
    theirs, others = sign_in(Client(), lyra), sign_in(Client(), make_person("cygnus", role))
    chief.post("/desk/auth/user/", {"action": "reset_second_factor", "_selected_action": [lyra.pk]})
    assert [get_user(client).is_authenticated for client in (theirs, others, chief)] == [False, True, True]


@pytest.mark.parametrize("role", ["Contributor", "Editor"])
def test_nobody_else_takes_a_second_factor_away(client, role):
    device = with_app(make_person("lyra", "Editor"))
    sign_in(client, make_person("cygnus", role))
    action = {"action": "reset_second_factor", "_selected_action": [device.user.pk]}
    assert client.post("/desk/auth/user/", action).status_code == 403
    assert TOTPDevice.objects.exists()
