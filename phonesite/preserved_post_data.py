"""The form of somebody who was signed out meanwhile: it passes through the login in hidden fields, to be sent again."""

import json
import re
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

EXCLUDED_FIELDS = re.compile("csrfmiddlewaretoken|otp_token|.*password.*")
HIDDEN_FIELDS = ("kept", "kept_path")


def packed_post_data(request):
    """The form that ``request`` sends, as hidden fields of another; files and passwords stay behind."""
    fields = []
    for name, values in request.POST.lists():
        if not EXCLUDED_FIELDS.match(name):
            fields.extend([name, value] for value in values)
    return {"kept": json.dumps(fields, ensure_ascii=False), "kept_path": request.get_full_path()}


def submitted_hidden_fields(request):
    """The hidden fields, from the form that has them."""
    return {name: request.POST[name] for name in HIDDEN_FIELDS if request.POST.get(name)}


def unpacked_post_data(hidden):
    """[name, value] pairs and the address that they were meant for, below the desk's own; None where it is no form."""
    fields = parse_fields(hidden.get("kept", ""))
    path = hidden.get("kept_path", "")
    if fields is None or not is_admin_url(path):
        return None
    return fields, path


def parse_fields(text):
    """[name, value] pairs of texts; None for anything else."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(fields, list) and all(map(is_pair_of_texts, fields)):
        return fields
    return None


def is_pair_of_texts(field):
    return isinstance(field, list) and list(map(type, field)) == [str, str]


def is_admin_url(address):
    """Whether a browser that is sent there stays at the desk, whatever dots and slashes it is written with."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return False
    path = unquote(urlsplit(address).path).replace("\\", "/")
    return f"{normpath(path)}/".startswith(reverse("admin:index"))
