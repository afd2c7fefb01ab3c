"""What the privacy page says is kept for a time goes when that is over, though nobody fails or reports again."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from axes.models import AccessFailureLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from catalog.management import old_data
from catalog.management.commands import prepare_phones
from catalog.models import Report

from .factories import make_phone
from .people import enter, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def left_behind():
    """A failed sign-in, a session and a report, of now."""
    make_person("lyra", "Contributor")
    enter(Client())
    enter(Client(), name="vega")
    Report.objects.create(phone=make_phone("One"), key="weight_g", value="211", from_whom="a", from_network="b")


def what_is_left():
    reports = Report.objects.exclude(from_whom="", from_network="")
    return AccessFailureLog.objects.count(), Session.objects.count(), reports.count()


def test_what_is_of_today_stays(left_behind):
    old_data.forget_old_data()
    assert what_is_left() == (1, 1, 1)


def test_what_is_older_goes_and_the_report_itself_stays(left_behind):
    yesterday = timezone.now() - timedelta(days=1, minutes=1)
    AccessFailureLog.objects.update(attempt_time=yesterday)
    Session.objects.update(expire_date=yesterday)
    Report.objects.update(at=yesterday)
    old_data.forget_old_data()
    assert what_is_left() == (0, 0, 0)
    assert Report.objects.get().value == "211"


def test_the_command_that_prepares_phones_does_it(left_behind, monkeypatch):
    monkeypatch.setattr(prepare_phones, "is_still_there", lambda parent, seconds: False)
    monkeypatch.setattr(prepare_phones, "connection", SimpleNamespace(close=lambda: None))
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    call_command("prepare_phones", every=4)
    assert what_is_left() == (1, 0, 1)


def test_a_database_that_takes_nothing_is_tried_again_an_hour_later(monkeypatch):
    def fail():
        raise OperationalError("attempt to write a readonly database")

    monkeypatch.setattr(old_data, "forget_old_data", fail)
    forgetting = old_data.HourlyForgetting()
    with pytest.raises(OperationalError):
        forgetting.look()
    forgetting.look()


def test_it_looks_once_an_hour(monkeypatch):
    seconds, times = [0], []
    monkeypatch.setattr(old_data, "monotonic", lambda: seconds[0])
    monkeypatch.setattr(old_data, "forget_old_data", lambda: times.append(seconds[0]))
    forgetting = old_data.HourlyForgetting()
    for seconds[0] in range(0, 8_000, 4):
        forgetting.look()
    assert times == [0, 3600, 7200]
