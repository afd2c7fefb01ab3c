"""Keys of records in what is sent to the desk. Django looks them up as they come, and fails on what is no number, or a
number that no database has."""

import re

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest

_KEY = re.compile(r"[0-9]{1,18}")
_TOO_LARGE = re.compile(r"[0-9]{19}")


def check_record_keys(request):
    """``BadRequest`` where the ticked rows of a list, or the records that its address asks for, cannot be any."""
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    if not all(map(_KEY.fullmatch, ticked)):
        raise BadRequest("What was ticked is no record.")
    for name, value in request.GET.items():
        if name.endswith("__in") and _TOO_LARGE.search(value):
            raise BadRequest("No record has such a number.")
