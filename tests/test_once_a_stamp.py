"""What hangs on a few small tables is read once a stamp, and anew after every change."""

import pytest

from catalog.facts.once_a_stamp import once_a_stamp
from catalog.models import Guide, Stamp

from .factories import make_guide, make_phone
from .reading import page

pytestmark = pytest.mark.django_db


def test_a_value_is_worked_out_once_for_each_stamp():
    asked = []
    value = once_a_stamp(lambda: asked.append(1) or len(asked))
    assert (value(), value()) == (1, 1)
    Stamp.expire_caches()
    assert (value(), value()) == (2, 2)


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
