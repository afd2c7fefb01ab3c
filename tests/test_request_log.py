"""The line in the log that each request leaves, and the number that leads from an error page to it."""

import json
import logging
import logging.config
import re
from contextlib import contextmanager

import pytest
from django.conf import settings as site_settings
from django.db import OperationalError

from catalog.models import Stamp
from catalog.models.previews import Preview
from catalog.views import home
from phonesite.environment import networks

from .factories import make_phone
from .people import make_person, sign_in

pytestmark = pytest.mark.django_db


@contextmanager
def logged():
    """All records that are logged meanwhile, by whatever logger, as the handlers of the settings see them."""
    records = []
    handler = logging.Handler()
    handler.emit = records.append
    handler.addFilter(
        logging.config.DictConfigurator(site_settings.LOGGING).configure_filter(
            site_settings.LOGGING["filters"]["request"]
        )
    )
    loggers = [logging.getLogger(), logging.getLogger("phonesite.requests")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield records
    finally:
        for logger in loggers:
            logger.removeHandler(handler)


def asked(client, path, **more):
    """(answer, the one line of it, all records)."""
    with logged() as records:
        answer = client.get(path, **more)
        b"".join(answer) if answer.streaming else answer.content
    [line] = [record for record in records if record.name == "phonesite.requests"]
    return answer, line, records


def test_a_line_says_what_was_asked_and_what_it_took(client, kept_pages):
    make_phone("Brick")
    _, first, _ = asked(client, "/phones/acme-brick/?units=imperial")
    _, again, _ = asked(client, "/phones/acme-brick/?units=imperial")
    assert (first.method, first.address, first.status) == ("GET", "/phones/acme-brick/?units=imperial", 200)
    assert (first.kept, again.kept) == ("made", "found")
    assert first.route == again.route == "/phones/<slug:slug>/"
    assert first.queries > again.queries == 1
    assert first.stamp == Stamp.current()
    assert first.ms > 0
    assert re.fullmatch(
        r"GET /phones/acme-brick/\?units=imperial 200 ms=[\d.]+ queries=1 kept=found stamp=\d+"
        r" route=/phones/<slug:slug>/ person=-",
        again.getMessage(),
    )


def test_the_log_as_json_has_each_of_them_under_its_name(client):
    _, line, _ = asked(client, "/healthz")
    configurator = logging.config.DictConfigurator(site_settings.LOGGING)
    formatter = configurator.configure_formatter(dict(site_settings.LOGGING["formatters"]["json_request"]))
    written = json.loads(formatter.format(line))
    assert written["address"] == "/healthz"
    assert written["status"] == 200
    assert written["request_id"] == line.request_id != "-"
    assert "message" not in written


def test_of_a_reader_the_address_is_logged_only_where_the_operator_says_so(client, settings):
    _, line, _ = asked(client, "/", REMOTE_ADDR="203.0.113.9")
    assert "203.0.113.9" not in str(line.__dict__)
    settings.LOG_IP = True
    _, line, _ = asked(client, "/", REMOTE_ADDR="203.0.113.9")
    assert line.ip == "203.0.113.9"


def test_what_opens_something_for_whoever_has_it_is_not_logged(client):
    preview = Preview.of(make_phone("Brick", status="draft"))
    _, line, _ = asked(client, preview.get_absolute_url())
    assert line.address == "/preview/<str:token>/"
    _, line, _ = asked(client, "/photos/none.webp?key=secret")
    assert line.address == "/photos/none.webp"


def test_at_the_desk_it_says_who(client):
    sign_in(client, make_person("ana", "Contributor"))
    _, line, _ = asked(client, "/desk/?q=private")
    assert (line.person, line.address) == ("ana", "/desk/")


def test_what_is_not_found_is_one_quiet_line(client):
    answer, line, records = asked(client, "/phones/nowhere/")
    assert records == [line]
    assert line.levelno == logging.INFO
    assert answer["X-Request-ID"] == line.request_id
    assert line.request_id in answer.content.decode()


def test_a_foreign_host_is_refused_without_a_traceback(client, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    answer, line, records = asked(client, "/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert line.request_id in answer.content.decode()
    assert not any(record.exc_info for record in records)
    assert all(record.levelno <= logging.WARNING for record in records)


def test_a_fault_of_ours_is_found_by_the_number_on_its_page(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(home, "current_snapshot", lambda: 1 / 0)
    answer, line, records = asked(client, "/")
    [fault] = [record for record in records if record.exc_info]
    assert answer.status_code == line.status == 500
    assert fault.request_id == line.request_id
    assert line.request_id in answer.content.decode()


def test_a_database_that_is_away_is_one_line_and_a_page_that_says_so(client, monkeypatch):
    def fail(*_, **__):
        raise OperationalError("gone")

    monkeypatch.setattr(home, "current_snapshot", fail)
    monkeypatch.setattr("phonesite.database_router.does_primary_answer", lambda: False)
    answer, line, records = asked(client, "/")
    assert answer.status_code == line.status == 503
    assert "database does not answer" in answer.content.decode()
    assert len(records) == 2
    assert not any(record.exc_info for record in records)


@pytest.mark.parametrize(("peer", "is_taken"), [("10.0.0.1", True), ("203.0.113.9", False)])
def test_the_number_that_a_proxy_has_given_is_kept(client, settings, peer, is_taken):
    settings.TRUSTED_PROXIES = networks(["10.0.0.1"])
    answer, _, _ = asked(client, "/healthz", headers={"X-Request-ID": "from-nginx-1"}, REMOTE_ADDR=peer)
    assert (answer["X-Request-ID"] == "from-nginx-1") is is_taken


@pytest.mark.parametrize("given", ["", "short", "with space in", "x" * 65, "a\x00bcdefgh", "<script>aaaa"])
def test_a_number_that_is_none_is_not_taken(client, settings, given):
    settings.TRUSTED_PROXIES = networks(["127.0.0.1"])
    answer, _, _ = asked(client, "/healthz", headers={"X-Request-ID": given})
    assert re.fullmatch("[0-9a-f]{16}", answer["X-Request-ID"])


def test_nobody_writes_lines_of_their_own_into_the_log(client):
    _, line, _ = asked(client, "/none%0A2026-01-01 INFO forged/", QUERY_STRING="a=\n\x1b[31mb")
    assert re.fullmatch(r"[!-~]+", line.address)


@pytest.mark.parametrize("path", ["/", "/phones.csv", "/phones/nowhere/", "/compare/?phone=acme-brick", "/healthz"])
def test_head_is_answered_as_get_without_the_body(client, kept_pages, path):
    make_phone("Brick")
    get, head = client.get(path), client.head(path)
    assert head.status_code == get.status_code
    assert b"".join(head) == b""
    assert {*head.headers} - {"Content-Length"} == {*get.headers} - {"Content-Length"}
