"""``/.well-known/security.txt``: whom to tell of a hole."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from .factories import make_page

pytestmark = pytest.mark.django_db

PLACE = "/.well-known/security.txt"


def told(client):
    """Its fields by their names, each of which may stand once here."""
    response = client.get(PLACE)
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def test_there_is_none_where_nobody_can_be_reached(client):
    make_page("Contact", slug="contact", status="draft")
    assert client.get(PLACE).status_code == 404


def test_the_contact_page_is_named_once_it_is_published(client):
    make_page("Contact", slug="contact")
    assert told(client)["Contact"] == "http://localhost:8000/contact/"


def test_an_address_of_its_own_goes_before_the_page(client, settings):
    make_page("Contact", slug="contact")
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    found = told(client)
    assert found["Contact"] == "mailto:security@example.org"
    assert found["Canonical"] == f"http://localhost:8000{PLACE}"


def test_it_never_expires_while_the_site_is_there(client, settings, kept_pages, monkeypatch):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    for days in (0, 300, 900):
        now = timezone.now() + timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        left = datetime.fromisoformat(told(client)["Expires"]) - now
        assert timedelta(days=170) < left < timedelta(days=365)
        monkeypatch.undo()
