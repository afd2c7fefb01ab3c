"""What somebody had typed who was signed out meanwhile: it goes through the login in hidden fields, and comes back."""

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
    typed = [
        [name, value] for name, values in request.POST.lists() if not EXCLUDED_FIELDS.match(name) for value in values
    ]
    return {"kept": json.dumps(typed, ensure_ascii=False), "kept_path": request.get_full_path()}


def submitted_hidden_fields(request):
    """The hidden fields, from the form that has them."""
    return {name: request.POST[name] for name in HIDDEN_FIELDS if request.POST.get(name)}


def unpacked_post_data(hidden):
    """[name, value] pairs and the address that they were meant for, below the desk's own; None where it is no form."""
    fields, path = parse_fields(hidden.get("kept", "")), hidden.get("kept_path", "")
    return None if fields is None or not is_admin_url(path) else (fields, path)


def parse_fields(text):
    """[name, value] pairs of texts; None for anything else."""
    try:
        fields = json.loads(text)
        sound = isinstance(fields, list) and all(is_text(name) and is_text(value) for name, value in fields)
    except (ValueError, TypeError, RecursionError):
        return None
    return fields if sound else None


def is_text(value):
    return isinstance(value, str)


def is_admin_url(address):
    """Whether a browser that is sent there stays at the desk, whatever dots and slashes it is written with."""
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return False
    path = unquote(urlsplit(address).path).replace("\\", "/")
    return f"{normpath(path)}/".startswith(reverse("admin:index"))
