"""The days, in UTC, by which reports are counted, and after which nothing is left of who sent them."""

from datetime import timedelta

from django.utils import timezone

from .proposals import Report


def day_of(at):
    """When the day of ``at`` began, in UTC."""
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def forget_days_gone_by():
    """What is left of senders of other days, and of forms that are too old to be sent again, is emptied."""
    before = Report.objects.filter(at__lt=day_of(timezone.now()))
    before.exclude(from_whom="", from_network="").update(from_whom="", from_network="")
    old = Report.objects.filter(at__lt=timezone.now() - timedelta(days=1), from_form__isnull=False)
    old.update(from_form=None)
