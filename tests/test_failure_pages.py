"""A database that cannot save just now: the page says so, and what was typed comes back with it."""

import os
import re
import subprocess
import sys
from html import unescape

import pytest
from django.db import InternalError, OperationalError, connection
from django.test import Client

from catalog.models import Phone, Report
from phonesite.failure_pages import trouble_of

from .desk import change_url, form_of
from .factories import make_phone
from .people import make_person, sign_in
from .processes import ROOT, unused_port

pytestmark = pytest.mark.django_db
outside_transactions = pytest.mark.django_db(transaction=True)

MESSAGES = {
    "database is locked": "has not ended in time",
    "attempt to write a readonly database": "only open for reading",
    "cannot execute UPDATE in a read-only transaction": "only open for reading",
    "database or disk is full": "full or broken",
    "could not extend file: No space left on device": "full or broken",
    "disk I/O error": "full or broken",
    "unable to open database file": "does not answer",
    "server closed the connection unexpectedly": "does not answer",
    "the database system is starting up": "does not answer",
}


def fields_of(answer):
    """The hidden fields of the page by name, without the token."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', answer.content.decode())
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def writes_that_fail(message):
    """Whatever changes a row meanwhile fails as the database would."""

    def execute(run, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            raise OperationalError(message)
        return run(sql, params, many, context)

    return connection.execute_wrapper(execute)


@pytest.mark.parametrize(("message", "said"), MESSAGES.items())
def test_each_trouble_is_said_in_words(message, said):
    assert said in trouble_of(OperationalError(message))


@pytest.mark.parametrize("message", ["no such table: catalog_phone", 'near "SELEC": syntax error', "malformed JSON"])
def test_a_mistake_of_ours_is_no_trouble_of_the_database(message):
    assert trouble_of(OperationalError(message)) is None


@outside_transactions
def test_an_editors_form_comes_back_whole_and_can_be_sent_again():
    desk = sign_in(Client(raise_request_exception=False), make_person("anna", "Editor"))
    phone = make_phone("Brick", weight_g=200)
    typed = form_of(desk, phone) | {"weight_g": "211", "notes": "An hour's <work> & more\nin two lines"}
    with writes_that_fail("database is locked"):
        answer = desk.post(change_url(phone), typed)
    assert answer.status_code == 503
    assert "Not saved" in answer.content.decode()
    again = fields_of(answer)
    assert again["notes"].split() == typed["notes"].split()
    assert desk.post(change_url(phone), again).status_code == 302
    assert Phone.objects.get().weight_g == 211


@outside_transactions
def test_a_readers_report_comes_back_too(client, monkeypatch):
    make_phone("Brick", weight_g=200)
    client.raise_request_exception = False
    monkeypatch.setattr("catalog.views.reader_reports.MIN_SECONDS_OPEN", 0)
    page = client.get("/phones/acme-brick/report/?key=weight_g").content.decode()
    opened = re.search(r'name="opened" value="([^"]*)"', page)[1]
    typed = {"key": "weight_g", "value": "212 g", "why": "I weighed it", "url": "", "website": "", "opened": opened}
    with writes_that_fail("attempt to write a readonly database"):
        answer = client.post("/phones/acme-brick/report/", typed)
    assert answer.status_code == 503
    assert "only open for reading" in answer.content.decode()
    assert not answer.cookies
    assert "csrf" not in answer.content.decode()
    assert client.post("/phones/acme-brick/report/", fields_of(answer)).status_code == 302
    assert Report.objects.get().why == "I weighed it"


@outside_transactions
def test_what_was_saved_is_said_and_shown_although_the_session_cannot_be_stored():
    desk = sign_in(Client(raise_request_exception=False), make_person("anna", "Editor"))
    phone = make_phone("Brick", weight_g=200)
    assert desk.post(change_url(phone), form_of(desk, phone) | {"weight_g": "211"}).status_code == 302
    with writes_that_fail("database is locked"):
        page = desk.get(change_url(phone))
    assert page.status_code == 200
    assert "was changed successfully" in page.content.decode()
    assert "was changed successfully" in desk.get(change_url(phone)).content.decode(), "said until that is stored"
    assert "was changed successfully" not in desk.get(change_url(phone)).content.decode()


def test_passwords_do_not_come_back():
    client = Client(raise_request_exception=False)
    with writes_that_fail("database is locked"):
        answer = client.post("/desk/login/", {"username": "anna", "password": "secret-1", "otp_token": "123456"})
    assert answer.status_code == 503
    assert fields_of(answer) == {"username": "anna"}


def test_a_command_says_it_in_a_sentence_too():
    command = [sys.executable, "manage.py", "load_catalogue", "catalog/data"]
    away = {**os.environ, "DATABASE_URL": f"postgres://nobody@127.0.0.1:{unused_port()}/none"}
    del away["DJANGO_SETTINGS_MODULE"]
    done = subprocess.run(command, cwd=ROOT, env=away, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Our database does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_page_that_cannot_be_read_says_that_the_database_is_the_cause(client, monkeypatch):
    client.raise_request_exception = False

    def refuse(*_, **__):
        raise InternalError("cannot execute UPDATE in a read-only transaction")

    monkeypatch.setattr("catalog.views.home.current_snapshot", refuse)
    answer = client.get("/")
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "no-store" in answer["Cache-Control"]


def test_a_site_for_reading_alone_takes_nothing_and_gives_back_what_was_typed(settings):
    settings.READ_ONLY = True
    make_phone("Brick")
    client = Client()
    assert client.get("/phones/acme-brick/").status_code == 200
    answer = client.post("/phones/acme-brick/report/", {"value": "211 g"})
    assert answer.status_code == 503
    assert "only open for reading" in answer.content.decode()
    assert fields_of(answer) == {"value": "211 g"}
    assert "nur zum Lesen" in client.post("/de/phones/acme-brick/report/", {"value": "211 g"}).content.decode()
    assert not Report.objects.exists()
