"""Processes that migrate a database: two at the same time, and one beside readers."""

from contextlib import contextmanager
from io import StringIO
from subprocess import TimeoutExpired
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from catalog.inspection.database_state import unapplied_migrations
from catalog.management.commands import migrate
from catalog.management.commands.migrate import one_at_a_time
from catalog.models import Report

from .processes import start

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_REPORT_LIMITS = "0040"
"""The next migration changes the table of reports."""


def test_who_migrates_waits_for_another_who_does():
    with one_at_a_time(connection):
        waiting = start("migrate", "--verbosity", "0")
        with pytest.raises(TimeoutExpired):
            waiting.wait(4)
    assert waiting.wait(60) == 0
    waiting.stdout.close()


@contextmanager
def reading_without_an_end():
    """A transaction of another connection that has read the reports, as a backup does."""
    has_read, may_end = Event(), Event()

    def read():
        with transaction.atomic():
            Report.objects.values_list("pk").first()
            has_read.set()
            may_end.wait(60)
        connection.close()

    reader = Thread(target=read)
    reader.start()
    has_read.wait(60)
    try:
        yield
    finally:
        may_end.set()
        reader.join(60)


@contextmanager
def at_an_older_state():
    """Before the reports were changed; the newest state is there again at the end."""
    call_command("migrate", "catalog", BEFORE_REPORT_LIMITS, verbosity=0)
    try:
        yield
    finally:
        call_command("migrate", verbosity=0)


def seconds_until_a_reader_is_answered():
    began = monotonic()
    answered = Thread(target=ask_for_reports)
    answered.start()
    answered.join(60)
    return monotonic() - began


def ask_for_reports():
    Report.objects.values_list("pk").first()
    connection.close()


def first(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def wait_until_a_migration_waits():
    activity = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    waiting = f"{activity} AND wait_event_type = 'Lock' AND query LIKE 'ALTER TABLE%'"
    until = monotonic() + 60
    while not first(waiting) and monotonic() < until:
        sleep(0.02)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's work ends with its process")
def test_who_migrates_waits_for_what_the_server_still_does_for_a_killed_process():
    with at_an_older_state(), reading_without_an_end():
        killed = start("migrate", "--verbosity", "0")
        wait_until_a_migration_waits()
        killed.kill()
        killed.wait(60)
        killed.stdout.close()
        held = f"granted AND objid = {migrate.POSTGRESQL_LOCK} AND datname = current_database()"
        assert first(f"SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database WHERE {held}") == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's readers do not wait for who writes")
def test_a_migration_that_waits_for_a_table_gives_way_to_readers_and_says_so(monkeypatch):
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT", "1500ms")
    monkeypatch.setattr(migrate, "ATTEMPTS", 2)
    monkeypatch.setattr(migrate, "PAUSE_S", 0.2)
    failures = []

    def run():
        try:
            call_command("migrate", verbosity=0, stdout=StringIO())
        except CommandError as failure:
            failures.append(str(failure))
        connection.close()

    with at_an_older_state():
        with reading_without_an_end():
            migrating = Thread(target=run)
            migrating.start()
            migrating.join(0.7)
            assert seconds_until_a_reader_is_answered() < 5
            migrating.join(60)
        assert failures == [migrate.IN_USE]
        assert "catalog.0041_report_limits" in unapplied_migrations()
    assert unapplied_migrations() == []
