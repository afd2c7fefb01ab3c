"""What is said when we fail, or refuse: pages that need neither database nor cache nor the site's frame.

Where the database cannot take or give something just now, that is said, and a form that was sent comes back with
what was typed, to be sent again.
"""

import sys

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import InterfaceError, InternalError, OperationalError
from django.shortcuts import render
from django.utils.translation import gettext, gettext_noop

from .preserved_post_data import EXCLUDED_FIELDS

RETRY_AFTER_S = 5
DATABASE_ERRORS = (OperationalError, InterfaceError, InternalError)
BUSY = gettext_noop("Something else is being saved, and has not ended in time.")
READ_ONLY = gettext_noop("Nothing can be saved at the moment: the site is only open for reading.")
FULL = gettext_noop("Nothing can be saved at the moment: our disk is full or broken.")
AWAY = gettext_noop("Our database does not answer at the moment.")
TROUBLES = {
    "is locked": BUSY,
    "lock timeout": BUSY,
    "deadlock": BUSY,
    "statement timeout": BUSY,
    "readonly database": READ_ONLY,
    "read-only transaction": READ_ONLY,
    "disk is full": FULL,
    "no space left": FULL,
    "disk i/o error": FULL,
    "unable to open database": AWAY,
    "connect": AWAY,
    "server closed": AWAY,
    "terminating": AWAY,
    "shutting down": AWAY,
    "starting up": AWAY,
    "recovery mode": AWAY,
}
"""What is in the message of SQLite or PostgreSQL → what it means to who asked."""


class ReadOnlyMiddleware:
    """With READ_ONLY nothing that is sent is taken; what was typed comes back."""

    def __init__(self, get_response):
        if not settings.READ_ONLY:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD"):
            return self.get_response(request)
        return unavailable(request, READ_ONLY)


def server_error(request):
    """500; 503 where it is the database that cannot do it now."""
    fault = sys.exc_info()[1]
    if isinstance(fault, DATABASE_ERRORS) and (trouble := trouble_of(fault)):
        return unavailable(request, trouble)
    words = gettext("The mistake is ours, not yours, and it has been logged. Please try again in a minute.")
    return failure_page(request, gettext("Something went wrong here"), words, status=500)


def trouble_of(fault):
    """What an error of the database means, in words; None where the mistake is ours."""
    message = str(fault).lower()
    for part, trouble in TROUBLES.items():
        if part in message:
            return trouble
    return None


def unavailable(request, trouble=AWAY):
    """503. A form comes back; files and passwords do not."""
    fields = typed_fields(request)
    if fields:
        title, words = gettext("Not saved"), gettext(trouble)
    else:
        title = gettext("This page cannot be made just now")
        words = f"{gettext(trouble)} {gettext('Please try again in a minute.')}"
    response = failure_page(request, title, words, status=503, fields=fields, to=request.get_full_path())
    response["Retry-After"] = RETRY_AFTER_S
    response["Cache-Control"] = "no-store"
    return response


def typed_fields(request):
    """[(name, value)] of the form that was sent; none where nothing was."""
    if request.method != "POST":
        return []
    fields = []
    for name, values in request.POST.lists():
        if not EXCLUDED_FIELDS.match(name):
            fields.extend((name, value) for value in values)
    return fields


def bad_request(request, exception):
    """400: a foreign host, a form that is far too long, and what else no page of ours sends."""
    words = gettext("Its address, or what came with it, is nothing that this site can answer.")
    return failure_page(request, gettext("This request was not understood"), words, status=400)


def permission_denied(request, exception):
    """403."""
    return failure_page(request, gettext("No entry"), gettext("This is not open to you."), status=403)


def failure_page(request, title, words, status, **more):
    of_desk = request.path_info.startswith(f"/{settings.ADMIN_PATH}")
    context = {"title": title, "words": words, "fields": [], "to": "", "of_desk": of_desk, **more}
    return render(request, "failure.html", context, status=status)
