"""Who has to wait before signing in: after too many wrong passwords or codes, counted by device, address, network and
name. django-axes asks, keeps the failures and turns people away; which of them count together is decided here.

Whoever has signed in before has a cookie that says so, and is counted alone: strangers who guess somebody's password
close that name to strangers, and not to its owner (OWASP, “device cookies”).
"""

from dataclasses import dataclass
from datetime import timedelta
from logging import getLogger
from math import ceil
from secrets import token_urlsafe

from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from axes.models import AccessFailureLog
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.core import signing
from django.db.models import Q
from django.utils import timezone

from catalog.quantities.client_networks import client_network, counted_address

log = getLogger("axes")

DAY = timedelta(days=1)
DEVICE_SALT = "known-device"
DEVICE_COOKIE_AGE = timedelta(days=180)
CODES = "codes"
"""Stands in place of a device at failures that count wrong codes, whoever typed them."""
NAME_LENGTH = 150
"""Characters of a user's name; of a longer one, which nobody has, these count."""


@dataclass(frozen=True)
class FailureLimit:
    """``most`` failures within ``window``."""

    most: int
    window: timedelta

    def seconds_left(self, failures):
        """For how long nobody gets in for the failures of a queryset; 0 where these are fewer."""
        now = timezone.now()
        recent = failures.filter(attempt_time__gt=now - self.window).order_by("-attempt_time")
        times = list(recent.values_list("attempt_time", flat=True)[self.most - 1 : self.most])
        return ceil((times[0] + self.window - now).total_seconds()) if times else 0


SENDER_LIMIT = FailureLimit(5, timedelta(minutes=15))
"""Of one name, from one address or one known device."""
NETWORK_LIMIT = FailureLimit(30, timedelta(minutes=15))
"""From one network, whatever the names."""
NAME_LIMIT = FailureLimit(100, DAY)
"""Of one name, from all strangers or from one known device (NIST SP 800-63B, 5.2.2: no more than 100)."""
CODE_LIMIT = FailureLimit(20, DAY)
"""Wrong codes of one person, from anywhere: of a million codes three are right at a time."""


class LockoutHandler(AbstractAxesHandler, AxesBaseHandler):
    """What axes asks before a password is looked at, and tells after it was wrong or right."""

    def get_failures(self, request, credentials=None):
        """1 where somebody has to wait, else 0: how many there were is compared here, with a limit for each kind."""
        return int(seconds_to_wait(request, name_in(credentials)) > 0)

    def is_locked(self, request, credentials=None):
        return bool(self.get_failures(request, credentials))

    def user_login_failed(self, sender, credentials, request=None, **options):
        """A failure is noted unless its sender was turned away unheard: whoever waits does not wait the longer."""
        if request is None:
            return
        request.axes_credentials = credentials
        if request.axes_locked_out:
            return
        name = name_in(credentials)
        note_failure(name, known_device(request, name), counted_address(request.META.get("REMOTE_ADDR", "")))
        if seconds_to_wait(request, name):
            log.warning("Locked out: %s from %s.", name, request.META.get("REMOTE_ADDR"))
            request.axes_locked_out = True

    def user_logged_in(self, sender, request, user, **options):
        """Forgets what this sender mistyped before. What others tried counts on."""
        name = user.get_username()
        sent_by(request, name).delete()

    def user_logged_out(self, sender, request, user, **options):
        """Nothing: whoever leaves may come back."""

    def reset_attempts(self, *, ip_address=None, username=None, ip_or_username=False):
        """What ``axes_reset`` and its siblings forget; returns how many failures."""
        of_address, of_name = Q(ip_address=counted_address(ip_address or "")), Q(username=username)
        failures = AccessFailureLog.objects.all()
        if ip_or_username:
            failures = failures.filter(of_address | of_name)
        else:
            failures = failures.filter(of_address) if ip_address else failures
            failures = failures.filter(of_name) if username else failures
        return failures.delete()[0]


def name_in(credentials):
    return ((credentials or {}).get("username") or "")[:NAME_LENGTH]


def record_failed_login(request, name):
    """A sign-in that failed after its password was found right counts like any other."""
    user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)


def note_failure(name, device, address):
    """One more failure; those that no limit counts any more are forgotten on the way."""
    AccessFailureLog.objects.filter(attempt_time__lt=timezone.now() - DAY).delete()
    AccessFailureLog.objects.create(username=name, user_agent=device, ip_address=address)


def seconds_to_wait(request, name):
    """For how long this sender cannot sign in under this name; 0: not at all. Three queries at most."""
    name = name[:NAME_LENGTH]
    return max(limit.seconds_left(failures) for limit, failures in counted_failures(request, name))


def counted_failures(request, name):
    """(limit, failures that it counts) of a sender."""
    own = sent_by(request, name)
    if known_device(request, name):
        return [(SENDER_LIMIT, own), (NAME_LIMIT, own)]
    strangers = AccessFailureLog.objects.filter(username=name, user_agent="")
    return [(SENDER_LIMIT, own), (NETWORK_LIMIT, sent_from_network(request)), (NAME_LIMIT, strangers)]


def sent_by(request, name):
    """Failures of this name by the same known device, else by strangers from the same address."""
    device = known_device(request, name)
    failures = AccessFailureLog.objects.filter(username=name, user_agent=device)
    if device:
        return failures
    return failures.filter(ip_address=counted_address(request.META.get("REMOTE_ADDR", "")))


def sent_from_network(request):
    """Failures of strangers from the same network."""
    address = request.META.get("REMOTE_ADDR", "")
    failures = AccessFailureLog.objects.filter(user_agent="")
    network = client_network(address)
    if network and network.endswith(".0/24"):
        return failures.filter(ip_address__startswith=network.removesuffix("0/24"))
    return failures.filter(ip_address=counted_address(address))


# Codes


def has_codes_left(user):
    """Whether another code of ``user`` may be tried today."""
    return not CODE_LIMIT.seconds_left(wrong_codes(user))


def note_wrong_code(user):
    note_failure(user.get_username(), CODES, None)


def wrong_codes(user):
    return AccessFailureLog.objects.filter(username=user.get_username(), user_agent=CODES)


# Devices


def device_cookie_name():
    return f"{settings.COOKIE_PREFIX}known_device"


def known_device(request, name):
    """The number of a device on which ``name`` has signed in before; empty for any other. Axes' column is called
    “user_agent”; what browsers call themselves is not kept."""
    try:
        known = signing.loads(
            request.COOKIES.get(device_cookie_name(), ""), salt=DEVICE_SALT, max_age=DEVICE_COOKIE_AGE
        )
    except signing.BadSignature:
        return ""
    owner, number = known
    return number if owner == name else ""


def remember_device(request, response):
    """Lets the browser that has just signed in know it, under a number of its own."""
    name = request.user.get_username()
    number = known_device(request, name) or token_urlsafe(12)
    response.set_cookie(
        device_cookie_name(),
        signing.dumps([name, number], salt=DEVICE_SALT),
        max_age=DEVICE_COOKIE_AGE,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite=settings.SESSION_COOKIE_SAMESITE,
    )
