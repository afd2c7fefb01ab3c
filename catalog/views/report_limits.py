"""How many reports are taken: from one address, from one network, from all senders together; and each form once.

Of the sender nothing is kept but two hashes whose salt is another each day, and which are emptied when it is over.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from catalog.models import Report
from catalog.models.report_days import day_of
from catalog.quantities.client_networks import client_network

MAX_REPORTS_PER_DAY = 10
"""Reports that are taken from one address within a day."""
MAX_REPORTS_FROM_NETWORK = 30
"""The same from one network, as ``client_network`` has it."""
MAX_REPORTS_FROM_ALL = 200
"""The same from all senders: more than editors read in a day."""
REPORT_SALT = "report"


@dataclass(frozen=True)
class ReportSender:
    """Who sends at a moment: hashes that nobody can hold against those of another day."""

    address_hash: str
    network_hash: str

    @classmethod
    def of(cls, request, at):
        address = request.META.get("REMOTE_ADDR", "")
        return cls(daily_hash(address, at), daily_hash(f"network {client_network(address)}", at))

    def refusal(self, at):
        """Why no more is taken at ``at``, in the language of the page; empty where there is room."""
        today = Report.objects.filter(at__gte=day_of(at))
        if today.filter(from_whom=self.address_hash).count() >= MAX_REPORTS_PER_DAY:
            fault = gettext("You can send {number} reports a day. Please come back tomorrow.")
            return fault.format(number=MAX_REPORTS_PER_DAY)
        if today.filter(from_network=self.network_hash).count() >= MAX_REPORTS_FROM_NETWORK:
            return gettext("Many reports have come from your network today. Please come back tomorrow.")
        if today.count() >= MAX_REPORTS_FROM_ALL:
            return gettext("More reports have come today than we can read. Please come back tomorrow.")
        return ""


def seconds_to_tomorrow(at):
    return int((day_of(at) + timedelta(days=1) - at).total_seconds()) + 1


def daily_hash(text, at):
    return salted_hmac(f"{REPORT_SALT} {at:%Y-%m-%d}", text).hexdigest()


def form_hash(opened):
    """By what a form is known once it was sent: a hash of the signed time at which it was opened."""
    return salted_hmac(f"{REPORT_SALT} form", opened).hexdigest()
