"""Personal data that are kept for a time: the privacy page says for how long, and here they go when it is over."""

from datetime import timedelta
from time import monotonic

from axes.models import AccessFailureLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from catalog.models.report_days import forget_days_gone_by

FAILED_LOGINS_KEPT_FOR = timedelta(days=1)
SECONDS_BETWEEN = 60 * 60


def forget_old_data():
    """Failed sign-ins of more than a day ago, sessions that have ended, and who sent the reports of other days."""
    now = timezone.now()
    AccessFailureLog.objects.filter(attempt_time__lt=now - FAILED_LOGINS_KEPT_FOR).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    forget_days_gone_by()


class HourlyForgetting:
    """For a command that looks again and again. What fails is tried again an hour later."""

    def __init__(self):
        self.next_at = 0

    def look(self):
        if monotonic() >= self.next_at:
            self.next_at = monotonic() + SECONDS_BETWEEN
            forget_old_data()
