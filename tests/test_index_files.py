"""The file of the index: written by one process, shared by all, and never trusted beyond what it is."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from catalog.finder import index_cache, index_files
from catalog.finder.index_store import index_missing_phones
from catalog.models import Phone, Stamp, Touched

from .asking import asked, slugs
from .factories import make_phone, make_relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "index"
    return settings.INDEX_ROOT


@pytest.fixture
def builds(monkeypatch):
    """The moments as of which an index was built from the database."""
    moments = []
    build = index_files.build_index

    def counted(at):
        moments.append(at)
        return build(at)

    monkeypatch.setattr(index_files, "build_index", counted)
    return moments


def new_process(monkeypatch):
    monkeypatch.setattr(index_cache, "_cached_snapshot", None)


def stored_phones(count=3):
    for number in range(count):
        make_phone(
            f"No {number}", weight_g=100 + number, colours=["Red"], cameras=[{"megapixels": 12, "f_number": 1.8}]
        )
    Stamp.move()
    index_missing_phones()


QUESTIONS = ("weight_g_max=101", "colours=red&sort=-weight_g", "lens.f_number_max=2", "q=no 2")


def test_a_second_process_opens_what_the_first_has_written_and_answers_the_same(client, folder, builds, monkeypatch):
    stored_phones()
    answers = [asked(client, question) for question in QUESTIONS]
    new_process(monkeypatch)
    assert [asked(client, question) for question in QUESTIONS] == answers
    assert len(builds) == 1
    assert len(list(folder.glob("*.index"))) == 1


def make_lighter(slug):
    Phone.objects.filter(slug=slug).update(weight_g=90)
    Stamp.move({Phone.objects.get(slug=slug).pk})
    index_missing_phones()


def test_after_a_small_change_a_new_process_opens_the_old_file_and_reads_what_changed(
    client, folder, builds, monkeypatch
):
    stored_phones()
    assert slugs(client, "weight_g_max=100") == ["no-0"]
    make_lighter("acme-no-2")
    assert slugs(client, "weight_g_max=100") == ["no-0", "no-2"], "on top of the mapped file"
    new_process(monkeypatch)
    assert slugs(client, "weight_g_max=100&sort=weight_g") == ["no-2", "no-0"]
    Phone.objects.filter(slug="acme-no-2").delete()
    Stamp.move(set())
    make_lighter("acme-no-1")
    new_process(monkeypatch)
    assert slugs(client, "q=no") == ["no-0", "no-1"]
    assert len(builds) == 1


def test_after_a_change_of_everything_the_old_file_is_neither_read_nor_kept(client, folder, builds, monkeypatch):
    stored_phones()
    slugs(client)
    Phone.objects.filter(slug="acme-no-2").update(weight_g=90)
    Stamp.move()
    index_missing_phones()
    new_process(monkeypatch)
    assert slugs(client, "weight_g_max=100&sort=weight_g") == ["no-2", "no-0"]
    assert len(builds) == 2
    assert len(list(folder.glob("*.index"))) == 1


def test_a_command_writes_the_file_that_servers_open(client, folder, builds, monkeypatch, settings):
    stored_phones()
    index_files.write_missing_index(timezone.now())
    assert len(slugs(client)) == 3
    make_lighter("acme-no-2")
    index_files.write_missing_index(timezone.now())
    assert len(builds) == 1, "there is one to go on from"
    Stamp.expire_caches()
    index_files.write_missing_index(timezone.now())
    new_process(monkeypatch)
    assert slugs(client, "weight_g_max=95") == ["no-2"]
    assert len(builds) == 2
    settings.INDEX_ROOT = None
    index_files.write_missing_index(timezone.now())


def test_a_file_of_another_history_is_not_read_for_a_later_number(client, folder, builds, monkeypatch):
    stored_phones()
    slugs(client)
    Touched.objects.update(moved_at=datetime(2020, 1, 1, tzinfo=UTC))
    make_lighter("acme-no-2")
    new_process(monkeypatch)
    assert slugs(client, "weight_g_max=95") == ["no-2"]
    assert len(builds) == 2


def test_another_history_with_the_same_number_is_another_file(client, folder, builds, monkeypatch):
    stored_phones()
    slugs(client)
    Stamp.objects.update(moved_at=datetime(2020, 1, 1, tzinfo=UTC))
    Phone.objects.filter(slug="acme-no-1").delete()
    new_process(monkeypatch)
    assert slugs(client) == ["no-0", "no-2"]
    assert len(builds) == 2


def test_an_embargo_that_ended_since_is_seen_by_a_new_process(folder, builds, monkeypatch):
    now = timezone.now()
    original = make_phone("Original")
    make_relation(make_phone("Twin", publish_at=now + timedelta(seconds=30)), "rebadge_of", original)
    Stamp.move()
    index_missing_phones()
    early = index_cache.current_snapshot(now)
    new_process(monkeypatch)
    again = index_cache.current_snapshot(now + timedelta(seconds=20))
    assert again.unstored[original.pk].data == early.unstored[original.pk].data, "what is not stored is prepared again"
    assert len(builds) == 1
    new_process(monkeypatch)
    assert len(index_cache.current_snapshot(now + timedelta(seconds=31)).index.places.of) == 2
    assert len(builds) == 2


@pytest.mark.parametrize("damage", [lambda content: b"", lambda content: content[: len(content) // 2]])
def test_a_file_that_is_not_whole_is_made_anew(client, folder, builds, monkeypatch, damage):
    stored_phones()
    slugs(client)
    (path,) = folder.glob("*.index")
    path.write_bytes(damage(path.read_bytes()))
    new_process(monkeypatch)
    assert len(slugs(client)) == 3
    assert len(builds) == 2
    new_process(monkeypatch)
    assert len(slugs(client)) == 3
    assert len(builds) == 2, "the new one is whole"


def test_what_a_process_left_that_died_while_it_wrote_is_not_read_and_is_removed(client, folder):
    folder.mkdir()
    stored_phones()
    left = index_files.index_path(Stamp.current()).with_suffix(".index.unfinished")
    left.write_bytes(b"half")
    assert len(slugs(client)) == 3
    assert [path.suffix for path in folder.glob("*.index*")] == [".index"]


def test_a_full_disk_and_a_folder_that_cannot_be_made_leave_the_index_in_memory(client, folder, monkeypatch, caplog):
    stored_phones()

    def full(path, value):
        raise OSError(28, "No space left on device")

    with caplog.at_level(logging.WARNING), monkeypatch.context() as patch:
        patch.setattr(index_files, "write_array_file", full)
        assert len(slugs(client)) == 3
    assert "No space left on device" in caplog.text
    assert not list(folder.glob("*.index"))
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("a file")
    new_process(monkeypatch)
    assert len(slugs(client)) == 3


@pytest.mark.django_db(transaction=True)
def test_of_processes_that_need_it_at_once_one_builds_and_the_others_open_its_file(folder, builds):
    stored_phones()
    at = timezone.now()
    stamp = Stamp.current()
    together = Barrier(3)

    def build(_):
        together.wait()
        try:
            stored, _ = index_files.stored_index(stamp, at)
            return stored.places.ids.tolist()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as threads:
        found = list(threads.map(build, range(3)))
    assert found[0] == found[1] == found[2] == sorted(Phone.objects.values_list("pk", flat=True))
    assert len(builds) == 1
