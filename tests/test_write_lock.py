"""Readers while somebody writes: the lock of a long write neither stops a page nor leaves anything broken behind."""

from contextlib import contextmanager
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test import Client

from catalog.models import Phone

from .factories import make_phone

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = (
    "/",
    "/phones/",
    "/phones/acme-brick/",
    "/phones/acme-brick.json",
    "/compare/acme-brick-vs-acme-wall/",
    "/brands/",
    "/sensors/",
    "/changes/",
    "/search/?q=bric",
    "/readyz",
)


@pytest.fixture
def two_phones():
    make_phone("Brick", weight_g=211, cameras=[{"role": "main", "f_number": 1.9}])
    make_phone("Wall", weight_g=305)


@contextmanager
def write_in_progress():
    """A transaction of another connection that has written and does not end: on SQLite it holds the one write lock."""
    has_written, may_end = Event(), Event()

    def write():
        with transaction.atomic():
            Phone.objects.update(weight_g=999)
            has_written.set()
            may_end.wait(60)
            transaction.set_rollback(True)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    has_written.wait(60)
    yield
    may_end.set()
    writer.join(60)


def answers_of_new_threads(pages):
    """The status of each page, asked by a thread (and so a connection) that has asked nothing before."""
    statuses = {}

    def ask(page):
        try:
            statuses[page] = Client(raise_request_exception=False).get(page).status_code
        finally:
            connection.close()

    threads = [Thread(target=ask, args=[page]) for page in pages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return statuses


def test_first_pages_of_new_connections_are_answered_while_somebody_writes(two_phones):
    with write_in_progress():
        assert answers_of_new_threads(PAGES) == dict.fromkeys(PAGES, 200)


def test_a_connection_does_not_find_out_about_json_by_a_query_that_may_have_to_wait():
    assert connection.copy().features.supports_json_field is True
    assert type(connection.features).__dict__.get("supports_json_field", True) is True
