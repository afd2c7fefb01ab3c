"""Static files as they are served in earnest, and the headers that every answer carries."""

import gzip
import io
import re
import sys

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client, RequestFactory

from catalog.views.style_sheets import BUNDLE, COMPONENTS
from phonesite import settings as shipped
from phonesite.middleware import (
    ContentSecurityPolicyMiddleware,
    ReadersGZipMiddleware,
    TrustedProxiesMiddleware,
)

LONG_PAGE = "<p>Leitz Phone 2</p>" * 100


def served_page(middleware, *, path="/phones/", **headers):
    """What the middleware makes of a long page at this path."""
    request = RequestFactory().get(path, headers=headers)
    return middleware(lambda request: HttpResponse(LONG_PAGE))(request)


def test_static_files_are_served_hashed_compressed_and_for_ever(hashed_names, client):
    hashed = hashed_names["admin/css/base.css"]
    assert hashed != "admin/css/base.css"
    for encoding in ("gzip", "br"):
        response = client.get(f"/static/{hashed}", headers={"Accept-Encoding": encoding})
        assert response.status_code == 200
        assert response["Content-Encoding"] == encoding
        assert "immutable" in response["Cache-Control"]
        response.close()


@pytest.mark.django_db
def test_a_page_asks_for_one_style_sheet_which_holds_every_component(hashed_names, client):
    bundle = hashed_names[BUNDLE]
    page = client.get("/about/").content.decode()
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', page) == [f"/static/{bundle}"]
    written = (shipped.BASE_DIR / "static/css").glob("*.css")
    assert {sheet.stem for sheet in written} == set(COMPONENTS)
    response = client.get(f"/static/{bundle}", headers={"Accept-Encoding": "identity"})
    served = b"".join(response.streaming_content).decode()
    response.close()
    for component in COMPONENTS:
        assert (shipped.BASE_DIR / f"static/css/{component}.css").read_text() in served


def test_the_icon_is_found_at_its_fixed_address(hashed_names, client):
    response = client.get("/favicon.ico", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain == [(f"/static/{hashed_names['favicon.svg']}", 302)]
    assert response["Content-Type"] == "image/svg+xml"
    response.close()


def test_our_mistake_is_told_without_static_files_and_without_a_database(settings, tmp_path):
    settings.STORAGES = shipped.STORAGES
    settings.STATIC_ROOT = tmp_path
    response = Client(raise_request_exception=False).get("/phones/")
    assert response.status_code == 500
    assert "Something went wrong here" in response.content.decode()
    assert "/static/" not in response.content.decode()


def test_every_answer_allows_only_files_of_its_own(client):
    policy = client.get("/favicon.ico")["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_a_page_may_bring_its_own_policy():
    page = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    response = ContentSecurityPolicyMiddleware(lambda request: page)(RequestFactory().get("/"))
    assert response["Content-Security-Policy"] == "sandbox"


def test_every_answer_carries_the_usual_protections(client):
    headers = client.get("/favicon.ico").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_readers_pages_are_compressed():
    response = served_page(ReadersGZipMiddleware, **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(response.content).decode() == LONG_PAGE


def test_the_desks_pages_are_not_compressed_as_they_carry_secrets():
    response = served_page(ReadersGZipMiddleware, path="/desk/login/", **{"Accept-Encoding": "gzip"})
    assert response.content.decode() == LONG_PAGE


@pytest.mark.parametrize(
    ("peer", "believed"), [("10.0.0.9", True), ("::ffff:10.0.0.9", True), ("203.0.113.7", False), ("", False)]
)
def test_only_a_named_proxy_may_say_who_asked(settings, peer, believed):
    settings.TRUSTED_PROXIES = shipped.environment.networks(["10.0.0.0/24"])
    request = RequestFactory().get("/", headers={"X-Forwarded-Proto": "https"}, REMOTE_ADDR=peer)
    TrustedProxiesMiddleware(lambda request: HttpResponse())(request)
    assert ("HTTP_X_FORWARDED_PROTO" in request.META) is believed


def test_a_site_with_https_sends_plain_requests_there(settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/favicon.ico")
    assert response.status_code == 301
    assert response["Location"] == "https://testserver/favicon.ico"


@pytest.fixture
def make_editor(monkeypatch):
    """Runs the command as if these lines were piped into it; returns what it says."""

    def run(*lines):
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
        said = io.StringIO()
        call_command("make_editor", stdout=said)
        return said.getvalue()

    return run


@pytest.mark.django_db
def test_the_first_editor_can_sign_in(make_editor, client):
    assert "lyra can sign in" in make_editor("lyra", "aperture-5-of-9")
    typed = {"username": "lyra", "password": "aperture-5-of-9", "next": "/desk/"}
    assert client.post("/desk/login/", typed)["Location"] == "/desk/"
    assert client.get("/desk/")["Location"] == "/desk/second-factor/"


@pytest.mark.django_db
def test_making_an_editor_again_gives_a_new_password(make_editor, client):
    make_editor("lyra", "aperture-5-of-9")
    assert "exists already" in make_editor("lyra", "shutter-1-to-250")
    assert get_user_model().objects.get().check_password("shutter-1-to-250")
    assert get_user_model().objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["lyra", "12345678"], "too common"),
        (["aperture", "aperture-1"], "similar to the username"),
        (["", "aperture-5-of-9"], "^Name: This field cannot be blank"),
        (["ly ra", "aperture-5-of-9"], "valid username"),
        (["lyra"], "Nobody was made"),
    ],
)
def test_a_poor_name_or_password_makes_nobody(make_editor, lines, reason):
    with pytest.raises(CommandError, match=reason):
        make_editor(*lines)
    assert not get_user_model().objects.exists()
