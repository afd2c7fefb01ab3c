"""What was typed by somebody who was signed out meanwhile is there after signing in again."""

import json

import pytest
from django.test import Client

from catalog.models import Phone

from .desk import ADD_PHONE, change_url, form_of
from .factories import make_phone
from .filling import form_on
from .people import LOGIN, SECOND, code_of, enter, group, make_person, said, sign_in, with_app

pytestmark = pytest.mark.django_db

KEPT, HOME = '[["name", "One"]]', "http://testserver"


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
    sent = form_on(again, "come-back")
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
        ('[["a", "b"]]', "/desk/../phones/"),
        ('[["a", "b"]]', "/desk/%2e%2E/phones/"),
        ('[["a", "b"]]', "/desk/..\\\\phones/"),
        ('[["a", "b"]]', "/desks/"),
        ('[["a", "b"]]', "javascript:alert(1)//desk/"),
        ('[["a", 1]]', "/desk/"),
        ('{"ab": 1}', "/desk/"),
        ("not a form", "/desk/"),
        ('{"a": 1}', "/desk/"),
        ("[" * 5000, "/desk/"),
    ],
)
def test_nothing_is_carried_on_that_is_no_form_of_the_desk(client, kept, to):
    make_person("lyra", "Contributor")
    assert enter(client, kept=kept, kept_path=to)["Location"] == "/desk/"


def test_ten_thousand_fields_and_long_texts_come_back_whole(client):
    make_person("lyra", "Contributor")
    typed = {f"field-{number}": ["“x”", "é & <y>\r\nz"] for number in range(4999)} | {"notes": ["长" * 400_000]}
    turned_away = client.post(ADD_PHONE, typed)
    hidden = {name: values[0] for name, values in form_on(turned_away, "login-form").items()}
    again = enter(client, kept=hidden["kept"], kept_path=hidden["kept_path"])
    sent = form_on(again, "come-back")
    assert sent.pop("csrfmiddlewaretoken")
    assert sent == typed


def test_a_browser_sends_back_no_more_than_it_brought():
    """Addresses in percent would swell the long ones beyond what is taken."""
    page = Client().post(ADD_PHONE, {"name": "One"}).content.decode()
    assert 'enctype="multipart/form-data"' in page


def test_a_lockout_does_not_lose_it(client):
    make_person("lyra", "Contributor")
    for _ in range(5):
        locked = enter(client, password="wrong", kept=KEPT, kept_path=ADD_PHONE)
    assert locked.status_code == 429
    hidden = form_on(locked, "locked-out")
    assert (hidden["kept"], hidden["kept_path"]) == ([KEPT], [ADD_PHONE])
    assert form_on(client.post(LOGIN, hidden), "login-form")["kept"] == [KEPT]


@pytest.mark.parametrize("before", ["signed in", "signed out"])
def test_whoever_has_yet_to_set_up_a_second_factor_keeps_it_as_well(client, before):
    """A role may change, or a chief take a second factor away, while somebody types."""
    person = make_person("lyra", "Contributor")
    enter(client)
    person.groups.set([group("Editor")])
    if before == "signed out":
        client.logout()
        answer = enter(client, kept=KEPT, kept_path=ADD_PHONE)
    else:
        answer = client.post(ADD_PHONE, {"name": "One"})
    assert "set up your second factor" in said(answer)
    assert form_on(answer, "come-back")["name"] == ["One"]
    assert client.get(SECOND).status_code == 200


def test_a_session_whose_device_is_gone_keeps_it_as_well(client):
    person = make_person("lyra", "Editor")
    sign_in(client, person)
    person.staticdevice_set.all().delete()
    device = with_app(person)
    hidden = form_on(client.post(ADD_PHONE, {"name": "One"}), "login-form")
    again = enter(client, code=code_of(device), kept=hidden["kept"][0], kept_path=hidden["kept_path"][0])
    assert form_on(again, "come-back")["name"] == ["One"]


# Forms that were opened before their sender signed in again, in another window


@pytest.fixture
def strict():
    """A client that is held to the check against forged forms."""
    return Client(enforce_csrf_checks=True)


def test_a_form_opened_before_signing_in_again_comes_back(strict):
    phone = make_phone("One", weight_g=211, status="draft")
    typed = form_of(sign_in(strict, make_person("lyra", "Contributor")), phone) | {"weight_g": "213"}
    strict.cookies["desk_csrf"] = "a" * 32
    answer = strict.post(change_url(phone), typed, headers={"Origin": HOME})
    assert (answer.status_code, "opened before you signed in" in said(answer)) == (403, True)
    assert Phone.objects.get().weight_g == 211
    answer = strict.post(change_url(phone), form_on(answer, "come-back"), headers={"Origin": HOME})
    assert (answer.status_code, Phone.objects.get().weight_g) == (302, 213)


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_a_form_of_another_site_does_not(strict, headers):
    sign_in(strict, make_person("lyra", "Contributor"))
    answer = strict.post(ADD_PHONE, {"name": "Forged"}, headers=headers)
    assert (answer.status_code, "Forged" in said(answer), "come-back" in said(answer)) == (403, False, False)


def test_a_forged_form_does_not_pass_through_the_login(strict):
    make_person("lyra", "Contributor")
    typed = {"kept": KEPT, "kept_path": ADD_PHONE}
    answer = strict.post(LOGIN, typed, headers={"Origin": "https://evil.example"})
    assert (answer.status_code, "kept_path" in answer.content.decode()) == (403, False)


def test_a_login_opened_before_another_is_asked_again_with_what_was_kept(strict):
    answer = strict.post(LOGIN, {"kept": KEPT, "kept_path": ADD_PHONE}, headers={"Origin": HOME})
    assert answer.status_code == 403
    assert form_on(answer, "login-form")["kept"] == [KEPT]


@pytest.mark.parametrize("path", ["/desk/logout/", SECOND])
def test_where_nothing_is_typed_the_desk_comes_up(strict, path):
    sign_in(strict, make_person("lyra", "Contributor"))
    assert strict.post(path, headers={"Origin": HOME})["Location"] == "/desk/"


def test_readers_pages_answer_forged_forms_as_ever(strict):
    assert strict.post("/phones/", headers={"Origin": HOME}).status_code == 403
