"""Two processes that migrate one database at the same time."""

from subprocess import TimeoutExpired

import pytest
from django.db import connection

from catalog.management.commands.migrate import one_at_a_time

from .processes import start

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_migrates_waits_for_another_who_does():
    with one_at_a_time(connection):
        waiting = start("migrate", "--verbosity", "0")
        with pytest.raises(TimeoutExpired):
            waiting.wait(4)
    assert waiting.wait(60) == 0
    waiting.stdout.close()
