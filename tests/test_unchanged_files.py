"""Loading again: files that say what they said are known by their text; what was changed here is still told."""

import pytest

from catalog.admin.shared.record_store import save_with_dependents
from catalog.history.recorder import EditRecorder
from catalog.importers import record_paths
from catalog.importers.record_loader import load_records
from catalog.models import LoadedRecord, Source
from catalog.models.vocabulary import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    for slug in ("one", "two"):
        (tmp_path / f"{slug}.yaml").write_text(f"source: {slug}\ntitle: The page {slug}  # as printed\nkind: press\n")
    load_records([tmp_path])
    return tmp_path


def counts(report):
    return {state: count for state, count in report.counts.items() if count}


def refuse(*_):
    raise AssertionError("an unchanged file is not parsed")


def test_unchanged_files_are_not_parsed(files, monkeypatch):
    monkeypatch.setattr(record_paths, "parse_record", refuse)
    assert counts(load_records([files])) == {"unchanged": 2}


def test_only_the_file_that_changed_is_parsed(files):
    (files / "two.yaml").write_text("source: two\ntitle: Another title\nkind: press\n")
    assert counts(load_records([files])) == {"unchanged": 1, "changed": 1}
    assert Source.objects.get(slug="two").title == "Another title"


def test_files_that_were_loaded_in_another_format_are_parsed_once_more(files, monkeypatch):
    LoadedRecord.objects.update(form="older")
    assert counts(load_records([files])) == {"unchanged": 2}
    monkeypatch.setattr(record_paths, "parse_record", refuse)
    assert counts(load_records([files])) == {"unchanged": 2}


def test_a_record_that_was_changed_here_is_in_conflict_with_its_unchanged_file_and_taken_back_on_demand(files):
    content = {"source": "one", "title": "Typed at the desk", "kind": "press"}
    save_with_dependents(EditRecorder(Act.SAVED), "source", content, Source.objects.get(slug="one"))
    assert counts(load_records([files])) == {"in conflict": 1, "unchanged": 1}
    assert counts(load_records([files], overwrite=True)) == {"changed": 1, "unchanged": 1}
    assert Source.objects.get(slug="one").title == "The page one"


def test_a_record_that_was_deleted_here_comes_back_and_two_files_of_one_record_are_refused(files):
    Source.objects.filter(slug="one").delete()
    assert counts(load_records([files])) == {"added": 1, "unchanged": 1}
    again = files / "again"
    again.mkdir()
    (again / "two.yaml").write_text((files / "two.yaml").read_text())
    assert "another file also holds" in load_records([files]).faults[0]
