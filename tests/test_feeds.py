"""Feeds of guides and of one brand, read as feed readers do. Those of all changes are in ``test_changes``."""

import feedparser
import pytest

from catalog.history.recorder import EditRecorder
from catalog.models import Guide, Phone, Stamp
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content

from .atom_rules import atom_faults
from .factories import make_brand, make_guide, make_phone

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"


def feed(client, path):
    document = client.get(path).content
    assert atom_faults(document) == []
    read = feedparser.parse(document)
    assert (read.bozo, read.version) == (False, "atom10")
    assert read.feed.links[-1]["href"] == f"{SITE}{path}" or f"{SITE}{path}" in [
        link["href"] for link in read.feed.links
    ]
    return read


def test_guides_are_fed_by_the_day_of_their_review_the_newest_first(client):
    make_guide("Old", reviewed="2023-02-01", text="First **guide** <b>here</b>.")
    make_guide("New", reviewed="2024-05")
    make_guide("Draft", status="draft")
    read = feed(client, "/feeds/guides.atom")
    assert [entry.title for entry in read.entries] == ["New", "Old"]
    assert read.entries[1].updated == "2023-02-01T00:00:00+00:00"
    assert read.entries[1].link == f"{SITE}/guides/old/"
    assert "<strong>guide</strong>" in read.entries[1].summary
    assert "<b>" not in read.entries[1].summary


def test_a_guides_entry_keeps_its_id_when_its_address_changes(client):
    guide = make_guide("Old")
    before = feed(client, "/feeds/guides.atom").entries[0].id
    Guide.objects.filter(pk=guide.pk).update(slug="renamed", title="Renamed")
    after = feed(client, "/feeds/guides.atom").entries[0]
    assert (after.id, after.link) == (before, f"{SITE}/guides/renamed/")


def test_a_brands_feed_tells_of_its_phones_alone(client):
    make_phone("One", status="published")
    make_phone("Other", brand="Bolt")
    for phone in Phone.objects.all():
        publish_anew(phone)
    read = feed(client, "/brands/acme/feed.atom")
    assert [entry.title for entry in read.entries] == ["New: Acme One"]
    assert read.feed.title == "Acme on Phonesite"


def publish_anew(phone):
    EditRecorder(Act.SAVED).note("phone", phone.pk, None, record_content(phone))
    Stamp.move()


def test_there_is_no_feed_of_a_brand_that_readers_do_not_see(client):
    make_brand("Hidden")
    assert client.get("/brands/hidden/feed.atom").status_code == 404
    assert client.get("/brands/nobody/feed.atom").status_code == 404
