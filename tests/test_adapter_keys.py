"""The contract of every adapter: each key of a file is read, left aside with a reason, or reported as not known."""

import csv
import json

import pytest
from django.core.management import call_command

from catalog.importers.adapters import load_adapter
from catalog.importers.adapters.parsed_phone import FileRefused
from catalog.importers.dataset_files import find_data_files, parse_data_file, parse_json

from .factories import make_source
from .others import device, folder_of_others, imported

FILES = {
    "lineageos": (device(), ("lineage_wiki",)),
    "techapi": (
        {"name": "Brick", "brand": "Acme", "display": {"ppi": 401}, "cameras": [{"type": "main", "mp": 12}]},
        ("techapi", "smartphone"),
    ),
}
"""Of each adapter of single files, one as it takes them, and the folder of the real ones."""
every_adapter = pytest.mark.parametrize("name", FILES)


def parsed(name, content):
    return load_adapter(name)(parse_json(json.dumps(content)), "brick.json")


@every_adapter
def test_a_key_that_is_not_known_is_named(name):
    content, _ = FILES[name]
    assert parsed(name, content).unread_keys == []
    assert parsed(name, content | {"body": {"weight_g": 196}, "hinge": None}).unread_keys == ["body", "hinge"]


def test_so_is_a_key_within_others():
    content, _ = FILES["techapi"]
    inner = {"display": {"ppi": 401, "gloss": "high"}, "cameras": [{"type": "main", "mp": 12, "filter": "RYYB"}]}
    assert parsed("techapi", content | inner).unread_keys == ["display.gloss", "cameras[].filter"]


@every_adapter
def test_no_key_of_the_real_files_is_unknown(name):
    _, folder = FILES[name]
    unread = {}
    for file, place in find_data_files(folder_of_others(*folder)):
        try:
            told = load_adapter(name)(parse_data_file(file), place)
        except FileRefused:
            continue
        unread |= dict.fromkeys(told.unread_keys, place)
    assert unread == {}


@pytest.mark.django_db
@every_adapter
def test_the_import_says_at_the_file_and_in_the_sum_what_was_not_read(tmp_path, name, capsys):
    make_source(name)
    content, _ = FILES[name]
    left_aside = {"lineageos": "kernel", "techapi": "image_url"}[name]
    (tmp_path / "brick.json").write_text(json.dumps(content | {"hinge": "steel", left_aside: "x"}), encoding="utf-8")
    call_command("import_phones", name, str(tmp_path), "--report", str(tmp_path / "report.csv"))
    said = capsys.readouterr().out
    assert "brick.json: hinge: the adapter does not know this key" in said
    assert "Keys not read, as the adapter does not know them: hinge (1 file)." in said
    assert f"Keys not taken: {left_aside} (1 file)." in said
    rows = list(csv.DictReader((tmp_path / "report.csv").read_text("utf-8-sig").splitlines()))
    states = {(row["where"], row["what"]) for row in rows}
    assert {("hinge", "not read"), (left_aside, "not taken")} <= states


@pytest.mark.django_db
def test_a_file_with_a_key_that_is_not_known_is_imported_with_warnings(tmp_path):
    (tmp_path / "brick.json").write_text(json.dumps(device(hinge="steel")), encoding="utf-8")
    _, outcomes = imported(tmp_path)
    assert outcomes["brick.json"].state == "imported with warnings"
