"""Many new phones in one load: prepared before anybody sees them, seen at once; a failed load leaves nothing."""

import pytest
from django.core.management import call_command

from catalog.finder import index_ahead
from catalog.finder.index_ahead import index_phones_ahead
from catalog.finder.index_store import index_missing_phones
from catalog.importers import coming_phones
from catalog.importers.record_loader import load_records
from catalog.models import Brand, Edit, Entries, LoadedRecord, Phone, Revision, Stamp
from catalog.worklists.task_store import examine_waiting_phones

from .factories import make_phone
from .generated import write_catalogue
from .test_touched_phones import assert_true

pytestmark = pytest.mark.django_db

COUNT = 8
SUCCESSOR = """phone: brand-99-newest
name: Zarquon
brand: brand-99
status: published
announced: 2026
relations:
  - {kind: successor_of, other: acme-there}
  - {kind: rebadge_of, other: brand-99-draft}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Files of new phones and of what they are made of; and a phone that is here and that one of them names."""
    monkeypatch.setattr(coming_phones, "MAX_PHONES_AT_ONCE", 2)
    monkeypatch.setattr(coming_phones, "COMING_BATCH", 3)
    monkeypatch.setattr(coming_phones, "PAUSE_S", 0)
    monkeypatch.setattr("catalog.importers.record_paths.MAX_PHONES_AT_ONCE", 2)
    monkeypatch.setattr(index_ahead, "BATCH_AHEAD", 3)
    write_catalogue(tmp_path, COUNT)
    (tmp_path / "brands" / "brand-99.yaml").write_text("brand: brand-99\nname: Late\nmaker: brand-1\n")
    below = tmp_path / "phones" / "brand-99"
    below.mkdir()
    (below / "brand-99-newest.yaml").write_text(SUCCESSOR)
    (below / "brand-99-draft.yaml").write_text("phone: brand-99-draft\nname: Draft\nbrand: brand-99\n")
    make_phone("There")
    Stamp.move()
    index_missing_phones()
    return tmp_path


def published():
    return Phone.objects.published().count()


def test_new_phones_are_prepared_before_anybody_sees_them(folder, client):
    seen = []

    def prepare(keys):
        seen.append((len(keys), published(), Stamp.current()))
        index_phones_ahead(keys)
        seen.append(Entries.objects.count())
        assert client.get("/phones/brand-99-newest/").status_code == 404
        assert b"Zarquon" not in client.get("/phones/").content

    before = Stamp.current()
    report = load_records([folder], prepare=prepare, complete=lambda report: seen.append(published()))
    assert seen == [(COUNT + 1, 1, before), COUNT + 2, COUNT + 2]
    assert not report.faults
    assert Stamp.current() == before + 1
    assert client.get("/phones/brand-99-newest/").status_code == 200
    assert b"Zarquon" in client.get("/phones/").content
    assert not LoadedRecord.objects.filter(form=LoadedRecord.COMING).exists()


def test_what_was_prepared_is_what_would_be_worked_out_afterwards(folder):
    load_records([folder], prepare=index_phones_ahead)
    assert Entries.objects.count() == COUNT + 1 - 1, "the named phone's and the one that names a draft are made anew"
    examine_waiting_phones()
    assert_true()


def test_the_same_is_stored_as_by_a_load_in_one_transaction(folder):
    ahead = load_records([folder], prepare=index_phones_ahead)
    assert ahead.counts["added"] == load_records([folder]).counts["unchanged"]
    assert load_records([folder], overwrite=True).counts["unchanged"] == ahead.counts["added"]
    assert Revision.objects.filter(kind="phone", seen_from__isnull=False).count() == COUNT + 1


def test_a_phone_that_an_editor_changes_meanwhile_is_worked_out_when_it_is_published(folder):
    def prepare(keys):
        index_phones_ahead(keys)
        brand = Brand.objects.get(slug="brand-99")
        Brand.objects.filter(pk=brand.pk).update(name="Renamed")
        Stamp.move((), {Brand: {brand.pk}})

    load_records([folder], prepare=prepare)
    examine_waiting_phones()
    assert_true()


def test_a_load_that_fails_leaves_no_phone_and_no_history_behind(folder):
    def fail(report):
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        load_records([folder], prepare=index_phones_ahead, complete=fail)
    assert list(Phone.objects.values_list("slug", flat=True)) == ["acme-there"]
    assert not LoadedRecord.objects.filter(kind="phone").exists()
    assert not Edit.objects.exists()
    assert load_records([folder], prepare=index_phones_ahead).counts["added"]


def test_drafts_of_a_load_that_was_killed_are_loaded_anew(folder, monkeypatch):
    monkeypatch.setattr(coming_phones.ComingPhones, "discard", lambda self: None)

    def fail(keys):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_records([folder], prepare=fail)
    assert Phone.objects.filter(status="draft").count() == COUNT + 1
    load_records([folder], prepare=index_phones_ahead)
    assert published() == COUNT + 2
    assert Phone.objects.filter(status="draft").count() == 1


def test_faults_are_found_before_anything_is_stored(folder):
    (folder / "phones" / "brand-99" / "brand-99-bad.yaml").write_text("phone: brand-99-bad\nname: Bad\nbrand: none\n")
    report = load_records([folder], prepare=index_phones_ahead)
    assert report.faults
    assert report.counts["added"] == 0 or Phone.objects.count() == 1
    assert Phone.objects.count() == 1


def test_the_command_brings_in_prepares_and_examines(folder, capsys):
    call_command("load_catalogue", folder, brief=True)
    assert published() == COUNT + 2
    assert "prepared" in capsys.readouterr().out
    assert_true()
