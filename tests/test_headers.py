"""What every kind of answer tells browsers: what it may load, who may use it, and that readers get no cookie."""

import re

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from catalog.models import Photo

from .factories import make_phone, make_source
from .people import LOGIN, make_person, sign_in
from .permission_matrix import read_whole

pytestmark = pytest.mark.django_db

TYPES_WITH_CHARSET = re.compile(r"(text/|.*xml).*; ?charset=\"?utf-8\"?|(?!text/|.*xml).*")
"""Texts and XML say in which letters they are written; JSON and pictures need not."""
PICTURE = "0123456789abcdef" * 2 + ".webp"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""(path, options of the client, status) of each kind of answer; other sites may show drawings, and nothing else."""
READERS = {
    "page": ("/about/", {}, 200),
    "page in German": ("/de/about/", {}, 200),
    "JSON": ("/phones.json", {}, 200),
    "CSV": ("/phones.csv", {}, 200),
    "text": ("/compare/acme-one.txt", {}, 200),
    "feed": ("/feeds/phones.atom", {}, 200),
    "photo": (f"/photos/{PICTURE}", {}, 200),
    "static": ("/static/css/tokens.css", {}, 200),
    "static of the desk": ("/static/admin/css/base.css", {}, 200),
    "static, not changed": ("/static/css/tokens.css", {"HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2100 00:00:00 GMT"}, 304),
    "part of a static": ("/static/css/tokens.css", {"HTTP_RANGE": "bytes=0-9"}, 206),
    "no part of a static": ("/static/css/tokens.css", {"HTTP_RANGE": "bytes=99999999-"}, 416),
    "redirect": ("/compare/?phone=acme-one&phone=acme-two", {}, 302),
    "icon": ("/favicon.ico", {}, 302),
    "slash": ("/about", {}, 301),
    "not found": ("/phones/nonsense/", {}, 404),
    "not found, as JSON": ("/phones/nonsense.json", {}, 404),
    "foreign host": ("/about/", {"HTTP_HOST": "evil.example"}, 400),
    "bad parameter": ("/phones.json?weight_g_min=x", {}, 400),
    "report form": ("/phones/acme-one/report/", {}, 200),
    "health": ("/healthz", {}, 200),
    "readiness": ("/readyz", {}, 200),
    "robots": ("/robots.txt", {}, 200),
    "sitemap": ("/sitemap.xml", {}, 200),
    "OpenSearch": ("/opensearch.xml", {}, 200),
    "security contact": ("/.well-known/security.txt", {}, 404),
    "metrics": ("/metrics", {}, 404),
}
SHOWN_ELSEWHERE = {
    "SVG": ("/phones/acme-one/light.svg", {}, 200),
    "PNG": ("/phones/acme-one/picture.png", {}, 200),
}


@pytest.fixture
def site(settings, tmp_path):
    """Two phones, one of them with a photo."""
    settings.MEDIA_ROOT = tmp_path
    lens = {"f_number": 1.9, "focal_length_eq_mm": 24, "sensor_type": "1/1.3"}
    phone = make_phone("One", weight_g=211, cameras=[lens])
    make_phone("Two")
    default_storage.save(f"photos/{PICTURE}", ContentFile(b"pixels"))
    row = {"width": 320, "height": 240, "format": "webp", "name": PICTURE, "bytes": 6}
    Photo.objects.create(phone=phone, source=make_source(), words="x", credit="x", licence="x", sizes=[row])


def fetched(client, path, options, method="get"):
    response = getattr(client, method)(path, **options)
    read_whole(response)
    return response


def faults_of(response, *, status, shared=False):
    """What of the headers is not as it should be."""
    wanted = {**EVERYWHERE, "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin"}
    faults = {name: response.get(name) for name, value in wanted.items() if response.get(name) != value}
    if response.status_code != status:
        faults["status"] = response.status_code
    if not response.get("Content-Security-Policy", "").startswith("default-src 'none'"):
        faults["Content-Security-Policy"] = response.get("Content-Security-Policy")
    if "camera=()" not in response.get("Permissions-Policy", ""):
        faults["Permissions-Policy"] = response.get("Permissions-Policy")
    if not TYPES_WITH_CHARSET.fullmatch(response.get("Content-Type", "application/json")):
        faults["Content-Type"] = response["Content-Type"]
    if response.has_header("Access-Control-Allow-Origin"):
        faults["Access-Control-Allow-Origin"] = response["Access-Control-Allow-Origin"]
    return faults


def test_every_kind_of_readers_answer_carries_them_and_sets_no_cookie(site, hashed_names, client):
    faults = {}
    for kinds, shared in ((READERS, False), (SHOWN_ELSEWHERE, True)):
        for kind, (path, options, status) in kinds.items():
            response = fetched(client, path, options)
            found = faults_of(response, status=status, shared=shared) | dict(response.cookies)
            if found:
                faults[kind] = found
    assert faults == {}


def test_no_method_or_mistake_is_without_them(site, client):
    assert faults_of(fetched(client, "/about/", {}, "post"), status=405) == {}
    assert faults_of(fetched(client, "/about/", {}, "head"), status=200) == {}
    assert faults_of(fetched(client, "/phones/acme-one/report/", {}, "post"), status=400) == {}
    assert faults_of(fetched(Client(enforce_csrf_checks=True), "/about/", {}, "post"), status=403) == {}


def test_our_mistake_carries_them(site, monkeypatch):
    def fail(*args, **options):
        raise RuntimeError

    monkeypatch.setattr("catalog.views.reference.render", fail)
    assert faults_of(Client(raise_request_exception=False).get("/about/"), status=500) == {}


def test_pages_that_are_kept_carry_them(site, client, kept_pages):
    made, kept = client.get("/about/"), client.get("/about/")
    again = client.get("/about/", headers={"If-None-Match": kept["ETag"]})
    drawing = [client.get("/phones/acme-one/light.svg") for _ in range(2)][-1]
    assert kept_pages.counts["found"] >= 2
    assert [faults_of(made, status=200), faults_of(kept, status=200), faults_of(again, status=304)] == [{}, {}, {}]
    assert faults_of(drawing, status=200, shared=True) == {}


def test_the_redirect_to_https_carries_them(settings):
    settings.SECURE_SSL_REDIRECT = True
    assert faults_of(Client().get("/about/"), status=301) == {}


def test_nginx_sends_them_with_the_files_that_it_serves_itself():
    template = (site_settings.BASE_DIR / "deploy/nginx/phonesite.conf.template").read_text()
    served = template.partition("location /static/ {")[2].partition("\n    }")[0]
    for name in ("Content-Security-Policy", "Cross-Origin-Resource-Policy", "X-Content-Type-Options"):
        assert f"add_header {name} " in served


def test_the_desk_carries_them(client):
    assert faults_of(client.get("/desk/"), status=302) == {}
    assert faults_of(client.get(LOGIN), status=200) == {}
    assert faults_of(client.post("/desk/catalog/phone/add/", {"name": "One"}), status=403) == {}
    sign_in(client, make_person("lyra", "Editor"))
    assert faults_of(client.get("/desk/catalog/brand/"), status=200) == {}


# Cookies


def test_cookies_are_the_desks_alone_and_strict(client):
    make_person("lyra", "Contributor")
    client.get(LOGIN)
    typed = {"username": "lyra", "password": "long-Enough-9", "next": "/desk/"}
    cookies = client.cookies | client.post(LOGIN, typed).cookies
    assert set(cookies) == {"desk_session", "desk_csrf", "known_device"}
    told = {(cookie["path"], cookie["samesite"], cookie["httponly"]) for cookie in cookies.values()}
    assert told == {("/desk/", "Strict", True)}


def test_what_a_browser_sends_along_changes_nothing_for_readers(site, client):
    """Cookies of another day, or of a neighbour under the same domain."""
    plain = client.get("/about/").content
    for value in ("", "x", "a" * 32, "\\"):
        for name in ("desk_session", "desk_csrf", "known_device", "sessionid", "csrftoken", "messages"):
            client.cookies[name] = value
        for path in ("/about/", "/about/?next=/desk/", "/phones/nonsense/", "/preview/x/", "/report/x/"):
            response = client.get(path)
            assert (dict(response.cookies), response.get("Vary", "").count("Cookie")) == ({}, 0)
        sent = client.post("/phones/acme-one/report/", {"value": "x"})
        assert (sent.status_code, dict(sent.cookies)) == (400, {})
        assert client.get("/about/").content == plain


def test_signing_out_takes_the_session_away_where_it_was(client):
    person = make_person("lyra", "Contributor")
    sign_in(client, person)
    left = client.post("/desk/logout/").cookies[site_settings.SESSION_COOKIE_NAME]
    assert (left.value, left["path"], left["max-age"]) == ("", "/desk/", 0)


def test_words_for_the_next_page_are_no_cookie(client):
    make_person("lyra", "Editor")
    sign_in(client, make_person("cygnus", "Editor"))
    answer = client.post("/desk/bulk/cite/", {})
    assert (answer.status_code, "messages" in answer.cookies) == (302, False)
