"""Pages that are kept whole: the same answer without a view, in every encoding, and never a stale one."""

import gzip
from datetime import timedelta
from threading import Barrier, Thread

import brotli
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import Stamp

from .factories import make_collection, make_guide, make_page, make_phone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_request_number")]

BROWSER = "gzip, deflate, br, zstd"


def ask(client, path, encoding=BROWSER, **headers):
    return client.get(path, headers={"Accept-Encoding": encoding, **headers})


def plain(response):
    """The body as it is read."""
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    return unpack[response.get("Content-Encoding", "")](response.content).decode()


def test_a_page_that_was_asked_for_is_answered_with_one_query(client, kept_pages):
    make_phone("Brick")
    first = ask(client, "/phones/acme-brick/")
    with CaptureQueriesContext(connection) as queries:
        again = ask(client, "/phones/acme-brick/")
    assert len(queries) == 1
    assert again.content == first.content
    assert again.headers == first.headers
    assert kept_pages.counts["made"] == kept_pages.counts["found"] == 1


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        (BROWSER, "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("BR", "br"),
        ("gzip;q=0", ""),
        ("gzip;q=x", ""),
        ("identity", ""),
        ("zstd", ""),
        ("*", ""),
        ("", ""),
    ],
)
def test_each_reader_gets_the_best_encoding_that_it_accepts(client, kept_pages, accepted, encoding):
    make_phone("Brick")
    responses = [ask(client, "/phones/acme-brick/", accepted) for _ in range(2)]
    ask(client, "/phones/acme-brick/", BROWSER)
    for response in [*responses, ask(client, "/phones/acme-brick/", accepted)]:
        assert response.get("Content-Encoding", "") == encoding
        assert response["Content-Length"] == str(len(response.content))
        assert response["Vary"] == "Accept-Encoding"
        assert "<h1>" in plain(response)
    assert kept_pages.counts["made"] == 1


def test_all_encodings_are_made_of_one_answer_of_the_view(client, kept_pages):
    make_phone("Brick")
    texts = {plain(ask(client, "/phones/acme-brick/", encoding)) for encoding in ("gzip", "br", "identity", "gzip")}
    assert len(texts) == 1
    assert kept_pages.counts["made"] == 1


def test_headers_are_those_of_a_page_that_is_not_kept(client, kept_pages, settings):
    make_phone("Brick")
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 100
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.TRUSTED_PROXIES = []
    client = Client()
    for path in ("/phones/acme-brick/", "/de/phones/acme-brick/", "/phones.json", "/phones.csv"):
        kept_pages.limit = 0
        usual = client.get(path, secure=True, headers={"Accept-Encoding": "identity"}).headers
        kept_pages.limit = 8_000_000
        for _ in range(2):
            kept = client.get(path, secure=True, headers={"Accept-Encoding": "identity"}).headers
            assert {name: kept.get(name) for name in usual} == dict(usual)
            assert kept["Strict-Transport-Security"] == "max-age=100"
            assert "default-src 'none'" in kept["Content-Security-Policy"]
        assert client.get(path).status_code == 301


def test_a_host_that_is_not_ours_gets_nothing_kept(client, kept_pages):
    ask(client, "/about/")
    assert ask(client, "/about/", Host="evil.example").status_code == 400


@pytest.mark.parametrize("accepted", ["br", "gzip", "identity"])
def test_who_has_the_page_is_told_so_from_the_entry_alone(client, kept_pages, accepted):
    make_phone("Brick")
    page = ask(client, "/phones/acme-brick/", accepted)
    assert page["ETag"].startswith('"' if accepted == "identity" else 'W/"')
    with CaptureQueriesContext(connection) as queries:
        again = ask(client, "/phones/acme-brick/", accepted, **{"If-None-Match": f'"other", {page["ETag"]}'})
    assert (again.status_code, again.content, len(queries)) == (304, b"", 1)
    for name in ("ETag", "Vary", "Cache-Control", "Content-Security-Policy", "Content-Language"):
        assert again[name] == page[name]
    assert not again.has_header("Content-Type")
    assert not again.has_header("Content-Encoding")
    assert ask(client, "/phones/acme-brick/", accepted, **{"If-None-Match": '"other"'}).status_code == 200
    assert ask(client, "/phones/acme-brick/", accepted, **{"If-None-Match": "*"}).status_code == 304


def test_a_304_comes_before_the_page_is_kept_too_and_keeps_it(client, kept_pages):
    etag = ask(client, "/about/")["ETag"]
    Stamp.move()
    assert ask(client, "/about/", **{"If-None-Match": etag}).status_code == 304
    assert ask(client, "/about/").status_code == 200
    assert kept_pages.counts["made"] == 2


@pytest.mark.parametrize("asked_first", ["get", "head"])
def test_head_is_the_page_without_its_body(client, kept_pages, asked_first):
    headers = {"Accept-Encoding": BROWSER}
    first = getattr(client, asked_first)("/about/", headers=headers)
    page, head = client.get("/about/", headers=headers), client.head("/about/", headers=headers)
    assert "<h1" in plain(page)
    assert (head.content, head.headers) == (b"", page.headers)
    assert first.headers == page.headers
    assert kept_pages.counts["made"] == 1


def test_after_a_change_the_next_answer_shows_it(client, kept_pages):
    phone = make_phone("Brick", weight_g=211)
    assert "211" in plain(ask(client, "/phones/acme-brick/"))
    phone.weight_g = 187
    phone.save()
    assert "187" not in plain(ask(client, "/phones/acme-brick/"))
    Stamp.move([phone.pk])
    assert "187" in plain(ask(client, "/phones/acme-brick/"))


def test_an_older_backup_with_the_same_stamp_is_another_catalogue(client, kept_pages):
    phone = make_phone("Brick", weight_g=211)
    Stamp.move()
    assert "211" in plain(ask(client, "/phones/acme-brick/"))
    phone.weight_g = 187
    phone.save()
    Stamp.objects.update(moved_at=timezone.now() - timedelta(days=3))
    assert "187" in plain(ask(client, "/phones/acme-brick/"))


@pytest.fixture
def set_clock(monkeypatch):
    """A function by which it is so much later, for whoever asks Django."""
    now = timezone.now

    def set_to(**later):
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(**later))

    return set_to


@pytest.mark.parametrize("path", ["/phones/acme-soon/", "/phones/", "/", "/sitemap.xml", "/phones.json"])
def test_a_page_ends_when_an_embargo_does(client, kept_pages, set_clock, path):
    make_phone("Brick")
    make_phone("Soon", publish_at=timezone.now() + timedelta(hours=1))
    before = plain(ask(client, path))
    set_clock(minutes=59)
    assert plain(ask(client, path)) == before
    set_clock(minutes=61)
    assert "acme-soon" in plain(ask(client, path))


def test_nothing_else_that_readers_see_depends_on_the_clock(client, kept_pages, set_clock):
    """A year later everything that is kept would be made just the same."""
    make_phone("Brick", supported_until="2027-01")
    make_guide(status="published")
    make_collection(status="published")
    make_page("privacy", status="published")
    paths = [
        "/", "/phones/", "/phones/acme-brick/", "/phones.json", "/brands/acme/", "/guides/", "/collections/",
        "/privacy/", "/about/", "/glossary/", "/changes/", "/feeds/changes.atom", "/feeds/guides.atom", "/sitemap.xml",
        "/robots.txt", "/phones/acme-brick/picture.svg", "/data/sources/", "/compare/", "/sensors/",
    ]  # fmt: skip
    pages = {path: plain(ask(client, path)) for path in paths}
    assert kept_pages.counts["kept"] == len(paths)
    set_clock(days=365)
    kept_pages.clear()
    assert {path: plain(ask(client, path)) for path in paths} == pages
    assert kept_pages.counts["made"] == len(paths)


def test_what_is_for_one_reader_or_holds_for_nobody_knows_how_long_is_not_kept(client, kept_pages):
    make_phone("Brick")
    for path in ("/phones/nobody/", "/data/", "/phones/?q=", "/phones/acme-brick/report/"):
        for _ in range(2):
            client.get(path)
    assert not kept_pages.pages


def test_csv_is_kept(client, kept_pages):
    make_phone("Brick")
    first = ask(client, "/phones.csv")
    again = ask(client, "/phones.csv")
    assert plain(again) == plain(first)
    assert "acme-brick" in plain(again)
    assert kept_pages.counts["found"] == 1


def test_a_long_answer_is_not_kept(client, kept_pages, monkeypatch):
    make_phone("Brick")
    whole = plain(ask(client, "/phones.csv"))
    kept_pages.clear()
    monkeypatch.setattr("phonesite.kept_pages.MAX_PAGE_BYTES", 100)
    assert plain(ask(client, "/phones.csv", "identity")) == whole
    assert not kept_pages.pages


def test_a_csv_that_the_database_breaks_off_is_a_503_and_no_half_file(client, kept_pages, monkeypatch):
    make_phone("Brick")

    def break_off(*_):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("catalog.finder.export._csv_line", break_off)
    client.raise_request_exception = False
    assert client.get("/phones.csv").status_code == 503


def test_one_address_may_be_spelt_in_several_ways(client, kept_pages):
    make_phone("Brick")
    for query in ("q=br%69ck%20acme", "q=brick+acme", "q=brick%20acme"):
        assert "acme-brick" in plain(ask(client, f"/phones/?{query}"))
    assert kept_pages.counts["made"] == 1


def test_languages_and_units_are_addresses_of_their_own(client, kept_pages):
    make_phone("Brick", weight_g=211)
    paths = ["/phones/acme-brick/", "/de/phones/acme-brick/", "/phones/acme-brick/?units=imperial"]
    texts = [plain(ask(client, path)) for path in paths * 2]
    assert len(set(texts)) == 3
    assert texts[:3] == texts[3:]


def test_a_database_that_does_not_answer_is_the_views_trouble(client, kept_pages, monkeypatch):
    def fail(*_):
        from django.db import OperationalError  # noqa: PLC0415

        raise OperationalError

    monkeypatch.setattr(Stamp, "read", fail)
    assert client.get("/data/openapi.json").status_code == 200
    assert not kept_pages.pages


def test_the_stamp_is_asked_for_once_a_request(client):
    make_phone("Brick")
    client.get("/phones/acme-brick/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/phones/acme-brick/")
    assert sum("catalog_stamp" in query["sql"] for query in queries) == 1


@pytest.mark.django_db(transaction=True)
def test_who_asks_for_one_page_at_the_same_time_waits_for_one_answer(kept_pages, monkeypatch):
    make_phone("Brick")
    barrier = Barrier(4)
    texts = []

    def read():
        barrier.wait()
        try:
            texts.append(plain(ask(Client(), "/phones/acme-brick/")))
        finally:
            connection.close()

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(texts) == 4
    assert len(set(texts)) == 1
    assert kept_pages.counts["made"] == 1
