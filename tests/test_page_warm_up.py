"""What a process does before anybody asks for a page."""

import pytest
from django.template import engines

from catalog.views.page_warm_up import warm_pages_up

from .factories import make_phone

pytestmark = pytest.mark.django_db


def test_after_the_warm_up_no_page_waits_for_a_template(client, monkeypatch):
    make_phone("Brick", weight_g=300)
    make_phone("Feather", weight_g=120)
    environment = engines["jinja2"].env
    environment.cache.clear()
    warm_pages_up()
    monkeypatch.setattr(environment, "compile", None)
    for path in ("/phones/acme-brick/", "/compare/acme-brick-vs-acme-feather/", "/", "/glossary/"):
        assert client.get(path).status_code == 200, path


def test_the_warm_up_needs_no_phones():
    warm_pages_up()
