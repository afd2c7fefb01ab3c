"""Before what is dangerous, somebody who signed in a while ago is asked who it is."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from catalog.models import Brand, Phone

from .desk import change_url, form_of
from .factories import make_brand, make_phone
from .filling import form_on
from .people import PASSWORD, PROVEN_AT, code_of, enter, make_person, said, sign_in, with_app

pytestmark = pytest.mark.django_db

PROOF = "/desk/proof/"


def while_ago(client, seconds=31 * 60):
    session = client.session
    session[PROVEN_AT] = time.time() - seconds
    session.save()
    return client


@pytest.fixture
def device():
    return with_app(make_person("lyra", "Chief"))


@pytest.fixture
def lyra(client, device):
    """Signed in since half an hour."""
    return while_ago(sign_in(client, device.user))


def delete_url(record):
    return change_url(record).replace("/change/", "/delete/")


def test_deleting_is_asked_about_and_done_after_a_code(lyra, device):
    brand = make_brand("Acme")
    asked = lyra.post(delete_url(brand), {"post": "yes"})
    assert (asked.status_code, "a code from your app" in said(asked), Brand.objects.exists()) == (403, True, True)
    hidden = form_on(asked, "proof")
    assert "wrong" in said(lyra.post(PROOF, hidden | {"otp_token": "abcdefgh"}))
    back = lyra.post(PROOF, hidden | {"otp_token": code_of(device)})
    assert ("It is you" in said(back), Brand.objects.exists()) == (True, True)
    assert lyra.post(delete_url(brand), form_on(back, "come-back")).status_code == 302
    assert not Brand.objects.exists()


def test_what_was_typed_about_a_person_is_there_after_the_code(lyra, device):
    other = make_person("cygnus", "Contributor")
    typed = form_of(lyra, other) | {"first_name": "Zoë & <x>"}
    hidden = form_on(lyra.post(change_url(other), typed), "proof")
    wrong = lyra.post(PROOF, hidden | {"otp_token": "abcdefgh"})
    back = lyra.post(PROOF, form_on(wrong, "proof") | {"otp_token": code_of(device)})
    assert lyra.post(change_url(other), form_on(back, "come-back")).status_code == 302
    assert get_user_model().objects.get(username="cygnus").first_name == "Zoë & <x>"


def test_a_form_with_passwords_is_asked_about_before_it_is_filled_in(lyra, device):
    asked = lyra.get("/desk/auth/user/add/")
    assert asked.status_code == 403
    answer = lyra.post(PROOF, form_on(asked, "proof") | {"otp_token": code_of(device)})
    assert answer["Location"] == "/desk/auth/user/add/"
    assert lyra.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("path", ["https://evil.example/desk/", "//evil.example/", "/phones/", "/desk/../phones/", ""])
def test_a_proof_leads_nowhere_else(lyra, device, path):
    answer = lyra.post(PROOF, {"kept": "[]", "kept_path": path, "otp_token": code_of(device)})
    assert answer["Location"] == "/desk/"


def test_a_proof_holds_for_half_an_hour_and_no_longer(lyra):
    url = delete_url(make_brand("Acme"))
    assert while_ago(lyra, 29 * 60).post(url, {"action": "1"}).status_code != 403
    assert while_ago(lyra, 31 * 60).post(url, {"action": "1"}).status_code == 403


def test_signing_in_is_a_proof(client):
    device = with_app(make_person("lyra", "Editor"))
    enter(client, code=code_of(device))
    assert client.post(delete_url(make_brand("Acme")), {"post": "yes"}).status_code == 302
    assert not Brand.objects.exists()


def test_whoever_has_no_second_factor_gives_the_password(client):
    make_person("lyra", "Contributor")
    enter(client)
    camera = make_phone("One", status="draft", cameras=[{}]).cameras.get()
    hidden = form_on(while_ago(client).post(delete_url(camera), {"post": "yes"}), "proof")
    assert "This password is wrong" in said(client.post(PROOF, hidden | {"password": "wrong"}))
    back = client.post(PROOF, hidden | {"password": PASSWORD})
    assert client.post(delete_url(camera), form_on(back, "come-back")).status_code == 302
    assert not Phone.objects.get().cameras.exists()


def test_wrong_passwords_there_count_as_at_the_login(client):
    make_person("lyra", "Contributor")
    enter(client)
    hidden = {"kept": '[["a", "b"]]', "kept_path": "/desk/auth/user/add/"}
    statuses = [client.post(PROOF, hidden | {"password": "wrong"}).status_code for _ in range(5)]
    assert statuses == [403, 403, 403, 403, 429]
    assert client.post(PROOF, hidden | {"password": PASSWORD}).status_code == 429


def test_a_stranger_proves_nothing(client, device):
    assert client.post(PROOF, {"otp_token": code_of(device)}).status_code == 403
    session = Client().session
    assert PROVEN_AT not in session


def test_everyday_work_is_not_asked_about(lyra):
    phone = make_phone("One", weight_g=211, status="draft")
    typed = form_of(lyra, phone) | {"weight_g": "213"}
    assert lyra.post(change_url(phone), typed).status_code == 302
    assert lyra.get("/desk/auth/user/").status_code == 200
