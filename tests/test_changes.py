"""What readers are told of the history: changed values and new phones, nothing of what they could not see."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from django.utils import timezone
from django.utils.feedgenerator import rfc3339_date

from catalog.history.recorder import EditRecorder
from catalog.importers.record_loader import load_records
from catalog.models import Edit, Phone, Revision, Stamp
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content
from catalog.records.yaml_writer import record_yaml

from . import reading
from .atom_rules import atom_faults
from .desk import delete, save
from .factories import (
    make_brand,
    make_chipset,
    make_claim,
    make_phone,
    make_publishable,
    make_relation,
    make_sensor,
    make_source,
)

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def page(client, path="/changes/"):
    return reading.words(reading.page(client, path))


def feed(client, name):
    return ElementTree.fromstring(client.get(f"/feeds/{name}.atom").content)


def titles(client, name):
    return [title.text for title in feed(client, name).findall("a:entry/a:title", ATOM)]


def change(phone, at=None, **facts):
    """Change a phone as if ``at`` that moment."""
    before = record_content(phone)
    Phone.objects.filter(pk=phone.pk).update(**facts)
    recording = EditRecorder(Act.SAVED, why="A secret reason")
    recording.edit = Edit.objects.create(act=Act.SAVED, why="A secret reason", at=at or timezone.now())
    return recording.note("phone", phone.pk, before, record_content(phone))


def test_a_changed_value_is_told_with_its_unit_from_what_to_what(client):
    change(make_phone("One", weight_g=211), weight_g=213)
    assert "Acme One Weight 211 g → is now 213 g" in page(client)


def test_a_phone_has_its_own_list_linked_from_its_page(client):
    phone = make_phone("One", weight_g=211)
    make_phone("Other")
    assert "All changes" not in page(client, "/phones/acme-one/")
    change(phone, datetime(2026, 3, 5, tzinfo=UTC), weight_g=213)
    assert "last changed on 5 March 2026" in page(client, "/phones/acme-one/")
    assert "Weight 211 g → is now 213 g" in page(client, "/phones/acme-one/changes/")
    assert "211" not in page(client, "/phones/acme-other/changes/")


def test_names_and_reasons_are_not_told(desk, admin_user):
    save(desk, make_phone("One", weight_g=211), weight_g="213", why="Weighed again")
    for path in ("/changes/", "/phones/acme-one/changes/", "/feeds/changes.atom"):
        answer = desk.get(path).content.decode()
        assert "213" in answer
        assert "Weighed again" not in answer
        assert admin_user.username not in answer


def test_claims_texts_and_publishing_are_no_changed_values(desk, client):
    phone = make_phone("One", weight_g=211)
    save(desk, make_claim(phone, "weight_g", 200), value="210")
    save(desk, phone, text="A word", notes="A remark", publish_at_0="2020-01-01", publish_at_1="00:00")
    save(desk, phone, complete_sections=["displays"])
    assert "Nothing has changed since" in page(client)


def test_a_relation_to_a_hidden_phone_is_not_given_away(desk, client):
    phone, hidden = make_phone("One"), make_phone("Hidden", status="draft")
    before = record_content(phone)
    make_relation(phone, "successor_of", hidden)
    EditRecorder(Act.SAVED).note("phone", phone.pk, before, record_content(phone))
    assert "hidden" not in page(client).lower()


@pytest.mark.parametrize("facts", [{"status": "draft"}, {"status": "withdrawn"}, {"publish_at": "2100-01-01T00:00Z"}])
def test_what_is_hidden_is_not_told(client, facts):
    phone = make_phone("One", weight_g=211)
    change(phone, weight_g=213)
    change(phone, **facts)
    change(phone, weight_g=215)
    assert "One" not in page(client)
    assert titles(client, "changes") == titles(client, "phones") == []
    assert client.get("/phones/acme-one/changes/").status_code == 404


def test_what_changed_while_a_phone_was_hidden_is_never_told(client):
    phone = make_phone("One", weight_g=211, status="draft")
    change(phone, weight_g=213)
    change(phone, status="published")
    change(phone, weight_g=215)
    assert titles(client, "changes") == ["Acme One: Weight", "New: Acme One"]
    assert "211" not in page(client)


def test_a_published_phone_is_new_from_then_on(desk, client):
    save(desk, make_publishable("One"), status="published")
    assert "Acme One New" in page(client)
    assert titles(client, "phones") == ["New: Acme One"]


def test_a_phone_under_embargo_is_new_when_it_ends(client, monkeypatch):
    due = timezone.now() + timedelta(hours=1)
    phone = make_phone("One", status="draft")
    change(phone, status="published", publish_at=due)
    change(phone, weight_g=213)
    assert titles(client, "phones") == []
    monkeypatch.setattr(timezone, "now", lambda: due)
    assert titles(client, "phones") == titles(client, "changes") == ["New: Acme One"]
    assert Revision.objects.public().get().seen_from == due


def test_an_embargo_put_off_counts_from_its_last_end(client, monkeypatch):
    first, last = (timezone.now() + timedelta(hours=hours) for hours in (1, 2))
    phone = make_phone("One", status="draft")
    change(phone, status="published", publish_at=first)
    change(phone, publish_at=last)
    monkeypatch.setattr(timezone, "now", lambda: first + timedelta(minutes=1))
    assert titles(client, "phones") == []
    monkeypatch.setattr(timezone, "now", lambda: last)
    assert titles(client, "phones") == ["New: Acme One"]


def test_a_published_phone_put_under_embargo_is_new_when_that_ends(client, monkeypatch):
    due = timezone.now() + timedelta(hours=1)
    change(make_phone("One"), publish_at=due)
    assert titles(client, "phones") == []
    monkeypatch.setattr(timezone, "now", lambda: due)
    assert titles(client, "phones") == ["New: Acme One"]


def test_a_phone_that_is_only_new_has_not_changed(client):
    change(make_phone("One", status="draft"), status="published")
    assert "last changed" not in page(client, "/phones/acme-one/")


def test_parts_of_phones_that_are_shown_are_told_and_others_not(desk, client):
    eye, hidden = make_sensor("Eye", width_mm=8, height_mm=6), make_sensor("Hidden", width_mm=8, height_mm=6)
    make_phone("One", cameras=[{"sensor": eye}])
    make_phone("Draft", status="draft", cameras=[{"sensor": hidden}])
    for sensor in (eye, hidden):
        save(desk, sensor, width_mm="8.8")
    assert titles(client, "changes") == ["Lightworks Eye: Width"]
    assert "Lightworks Eye Width 8 mm → is now 8.8 mm" in page(client)


def test_what_changed_in_a_part_before_any_phone_with_it_was_shown_is_never_told(desk, client):
    sensor = make_sensor("Eye", width_mm=8, height_mm=6)
    phone = make_phone("One", status="draft", cameras=[{"sensor": sensor}])
    save(desk, sensor, width_mm="8.8")
    change(phone, status="published")
    assert titles(client, "changes") == ["New: Acme One"]


def test_who_builds_phones_for_other_brands_is_told_too(desk, client):
    make_phone("One", manufacturer=make_brand("Foxglove"))
    save(desk, make_brand("Foxglove"), country="JP")
    assert titles(client, "changes") == ["Foxglove: Country"]


def test_chipsets_and_brands_are_told_too(desk, client):
    make_phone("One", chipsets=["Thinker 1"])
    save(desk, make_chipset(), cpu_cores="8")
    save(desk, make_brand("Acme"), country="JP")
    assert titles(client, "changes") == ["Acme: Country", "Chipworks Thinker 1: Processor cores"]


def test_a_deleted_phone_is_told_no_more(desk, client):
    phone = make_phone("One", weight_g=211)
    change(phone, weight_g=213)
    delete(desk, phone)
    assert "One" not in page(client)


def test_days_come_newest_first_and_pages_are_turned(client):
    phone = make_phone("One", weight_g=100)
    for day in range(60):
        change(phone, datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day), weight_g=101 + day)
    first, second = page(client), page(client, "/changes/?page=2")
    assert "1 March 2026 Acme One Weight 159 g → is now 160 g" in first
    assert "since 1 January 2026" in first
    assert first.index("1 March 2026") < first.index("28 February 2026")
    assert "1 January 2026 Acme One Weight 100 g" in second
    assert "“x” is not a page here" in page(client, "/changes/?page=x")


def test_an_old_address_leads_to_the_list(client):
    phone = make_phone("One")
    phone.slug = "acme-uno"
    phone.save()
    answer = client.get("/phones/acme-one/changes/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/phones/acme-uno/changes/")


def test_an_empty_catalogue_answers(client):
    assert "Nothing has changed since" in page(client)
    for name in ("changes", "phones"):
        answer = client.get(f"/feeds/{name}.atom")
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert feed(client, name).findall("a:entry", ATOM) == []


def test_feeds_name_the_sites_own_addresses_and_escape_words(client, settings):
    make_source()
    change(make_phone("One <b>", slug="acme-one"), colours=["<i>Black</i>"])
    root = feed(client, "changes")
    assert root.find("a:entry/a:link", ATOM).attrib["href"] == f"{settings.SITE_URL}/phones/acme-one/"
    assert "&lt;i&gt;Black&lt;/i&gt;" in root.find("a:entry/a:summary", ATOM).text
    assert {link.attrib["rel"]: link.attrib["href"] for link in root.findall("a:link", ATOM)} == {
        "alternate": f"{settings.SITE_URL}/changes/",
        "self": f"{settings.SITE_URL}/feeds/changes.atom",
    }


@pytest.mark.parametrize("name", ["changes", "phones"])
def test_feeds_hold_to_the_standard_and_are_read_by_an_independent_parser(client, name, settings):
    change(
        make_phone("Alpha", status="draft", weight_g=211), datetime(2026, 3, 5, 8, 30, tzinfo=UTC), status="published"
    )
    change(
        make_phone("Beta <&>", slug="acme-beta", status="draft"), datetime(2026, 3, 6, tzinfo=UTC), status="published"
    )
    change(Phone.objects.get(slug="acme-alpha"), datetime(2026, 3, 7, 1, 2, 3, 4567, tzinfo=UTC), weight_g=213)
    document = client.get(f"/feeds/{name}.atom").content
    assert atom_faults(document) == []
    read = feedparser.parse(document)
    assert (read.bozo, read.version) == (False, "atom10")
    assert (read.feed.author, read.feed.id) == (settings.SITE_NAME, f"{settings.SITE_URL}/feeds/{name}.atom")
    by_title = {entry.title: entry for entry in read.entries}
    assert by_title["New: Acme Alpha"].updated_parsed[:5] == (2026, 3, 5, 8, 30)
    assert by_title["New: Acme Beta <&>"].published_parsed[:3] == (2026, 3, 6)
    newest = read.entries[0]
    assert newest.title == {"changes": "Acme Alpha: Weight", "phones": "New: Acme Beta <&>"}[name]
    assert read.feed.updated == newest.updated == max(entry.updated for entry in read.entries)


def test_the_rules_of_feeds_are_checked():
    fine = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:a</id><title>A</title>"
        "<updated>2026-01-01T00:00:00Z</updated><author><name>A</name></author></feed>"
    )
    assert atom_faults(fine) == []
    assert atom_faults(fine.replace("author>", "contributor>")) == ["there is no author"]
    assert atom_faults(fine.replace("<name>A</name>", "")) == ["feed, author: not one name"]
    assert "feed, updated: “yesterday” is no date" in atom_faults(fine.replace("2026-01-01T00:00:00Z", "yesterday"))
    assert "feed: 2 × id" in atom_faults(fine.replace("<title>", "<id>urn:b</id><title>"))


def test_a_feed_stays_the_same_until_something_changes(client):
    make_phone("One")
    Stamp.move()
    empty = client.get("/feeds/changes.atom")
    assert atom_faults(empty.content) == []
    assert client.get("/feeds/changes.atom").content == empty.content
    assert client.get("/feeds/changes.atom", headers={"If-None-Match": empty.headers["ETag"]}).status_code == 304
    change(make_phone("Two", weight_g=100), weight_g=101)
    first = client.get("/feeds/changes.atom").content
    Stamp.move()
    assert client.get("/feeds/changes.atom").content == first != empty.content


def test_the_id_and_date_of_an_entry_stay_when_its_phone_is_renamed(client):
    phone = make_phone("One", weight_g=100)
    change(phone, datetime(2026, 3, 5, tzinfo=UTC), weight_g=101)
    before = feedparser.parse(client.get("/feeds/changes.atom").content).entries[0]
    Phone.objects.filter(pk=phone.pk).update(name="Uno", slug="acme-uno")
    after = feedparser.parse(client.get("/feeds/changes.atom").content).entries[0]
    assert (before.title, after.title) == ("Acme One: Weight", "Acme Uno: Weight")
    assert (before.id, before.updated) == (after.id, after.updated)
    assert after.link.endswith("/phones/acme-uno/")


def record_file(folder, name, **facts):
    phone = make_phone(name, **facts)
    content = {**record_content(phone), "phone": phone.slug}
    (folder / f"{phone.slug}.yaml").write_text(record_yaml("phone", content))
    phone.delete()


def test_phones_loaded_from_files_are_new_but_for_those_of_the_first_start(client, tmp_path):
    later, first = tmp_path / "later", tmp_path / "first"
    for folder in (later, first):
        folder.mkdir()
    record_file(first, "Old")
    record_file(later, "Fresh")
    record_file(later, "Draft", status="draft")
    record_file(later, "Embargoed", publish_at="2100-01-01T00:00Z")
    assert load_records([first]).faults == []
    assert titles(client, "phones") == titles(client, "changes") == []
    assert load_records([first, later]).faults == []
    assert titles(client, "phones") == titles(client, "changes") == ["New: Acme Fresh"]
    assert load_records([first, later]).faults == []
    assert titles(client, "phones") == ["New: Acme Fresh"]
    assert "Acme Fresh New" in page(client)


def test_an_embargoed_phone_of_a_file_is_new_when_its_embargo_ends(client, tmp_path, monkeypatch):
    due = timezone.now() + timedelta(hours=1)
    make_phone("Old")
    record_file(tmp_path, "Embargoed", publish_at=due)
    assert load_records([tmp_path]).faults == []
    assert titles(client, "phones") == []
    monkeypatch.setattr(timezone, "now", lambda: due)
    (entry,) = feedparser.parse(client.get("/feeds/phones.atom").content).entries
    assert entry.title == "New: Acme Embargoed"
    assert entry.updated == rfc3339_date(due)


def test_every_page_names_the_feeds(client):
    assert client.get("/about/").content.decode().count("application/atom+xml") == 2
