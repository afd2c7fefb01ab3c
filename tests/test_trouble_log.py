"""The database's troubles in the log of the site: short, one a second, and counted."""

import logging

import pytest
from django.db import OperationalError

from phonesite import trouble_log

AWAY = OperationalError("connection refused\n\tIs the server running?")
OURS = OperationalError("no such column: weight")


@pytest.fixture
def clock(monkeypatch):
    time = [100.0]
    monkeypatch.setattr(trouble_log, "monotonic", lambda: time[0])
    return time


def said(troubles, fault, path="/phones/"):
    """What is logged of a request that ended with ``fault``; None where it is left out."""
    info = (type(fault), fault, None)
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Service Unavailable: %s", (path,), info)
    if not troubles.filter(record):
        return None
    return record.getMessage(), record.exc_info is not None


def test_a_trouble_is_one_line_without_a_traceback(clock):
    words = "Service Unavailable: /phones/: connection refused Is the server running?"
    assert said(trouble_log.TroubleFilter(), AWAY) == (words, False)


def test_of_many_one_a_second_is_said_and_the_others_are_counted(clock):
    troubles = trouble_log.TroubleFilter()
    assert said(troubles, AWAY)
    assert [said(troubles, AWAY) for _ in range(53)] == [None] * 53
    clock[0] += trouble_log.PAUSE_S
    words, _ = said(troubles, AWAY, path="/100%25/")
    assert words.startswith("Service Unavailable: /100%25/: connection")
    assert words.endswith("(and 53 more since the last such line)")
    clock[0] += trouble_log.PAUSE_S
    assert "more since" not in said(troubles, AWAY)[0]


@pytest.mark.parametrize("fault", [OURS, ValueError("connection")])
def test_a_mistake_of_ours_keeps_its_traceback_and_is_never_left_out(clock, fault):
    troubles = trouble_log.TroubleFilter()
    assert [said(troubles, fault) for _ in range(2)] == [("Service Unavailable: /phones/", True)] * 2


def test_where_no_database_answers_every_error_of_it_is_a_trouble(clock):
    assert said(trouble_log.TroubleFilter(takes_all=True), OURS)[1] is False


def test_both_loggers_that_tell_of_the_database_are_filtered(settings):
    loggers = settings.LOGGING["loggers"]
    assert loggers["django.request"]["filters"] == ["trouble"]
    assert loggers["phonesite.database_router"]["filters"] == ["no_database"]
