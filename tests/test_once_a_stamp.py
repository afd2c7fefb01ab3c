"""What hangs on a few small tables is read once a stamp, and anew after every change."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.facts.once_a_stamp import once_a_stamp
from catalog.models import Guide, Stamp
from catalog.views.site_pages import site_footer

from .factories import make_guide, make_page, make_phone
from .reading import page

pytestmark = pytest.mark.django_db


def test_a_value_is_worked_out_once_for_each_stamp():
    asked = []
    value = once_a_stamp(lambda: asked.append(1) or len(asked))
    assert (value(), value()) == (1, 1)
    Stamp.expire_caches()
    assert (value(), value()) == (2, 2)


def test_the_footer_is_read_once_and_follows_editors():
    make_page("Imprint", in_footer=True)
    assert [link.title for link in site_footer().links] == ["Imprint"]
    with CaptureQueriesContext(connection) as caught:
        site_footer()
    assert len(caught) == 1  # the stamp
    make_page("Contact", in_footer=True)
    Stamp.expire_caches()
    assert [link.title for link in site_footer().links] == ["Contact", "Imprint"]


def test_a_phone_names_its_guides_and_follows_editors(client):
    brick = make_phone("Brick")
    make_phone("Feather")
    make_guide("Heavy phones", [brick])
    Stamp.expire_caches()
    assert "Heavy phones" in page(client, "/phones/acme-brick/")
    assert "Heavy phones" not in page(client, "/phones/acme-feather/")
    Guide.objects.update(status="draft")
    Stamp.expire_caches()
    assert "Heavy phones" not in page(client, "/phones/acme-brick/")
