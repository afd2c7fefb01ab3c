"""The whole catalogue as files: what is in them, what is not, and how they are served."""

import csv
import gzip
import hashlib
import json
import sqlite3
import zipfile
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from catalog.dumps.dump_store import finished_dumps, is_dump_current, newest_dump
from catalog.dumps.dump_writers import write_record_zip
from catalog.dumps.making import CatalogueChangedError, make_dump
from catalog.dumps.public_records import PublicRecords
from catalog.dumps.sqlite_tables import TABLES
from catalog.importers.record_loader import load_records
from catalog.models import Guide, Phone, Source, Stamp
from catalog.records.dump import dump_catalogue

from .everything import make_full_phone
from .factories import make_claim, make_page, make_phone, make_source
from .reading import data, page
from .secret_phones import MARK, make_secret

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"


def dumped(key):
    """The bytes of the newest file of that key."""
    dump = newest_dump()
    return dump.path(dump.by_key[key]).read_bytes()


def text_of_all_files():
    """All that the files say, unpacked."""
    dump = make_dump()
    parts = []
    with zipfile.ZipFile(dump.path(dump.by_key["records"])) as archive:
        for name in archive.namelist():
            parts += [name, archive.read(name).decode()]
    parts += [dumped("phones").decode(), dumped("cameras").decode(), gzip.decompress(dumped("lines")).decode()]
    database = sqlite3.connect(dump.path(dump.by_key["sqlite"]))
    parts += database.iterdump()
    database.close()
    return "\n".join(parts)


def records_in_zip():
    dump = newest_dump()
    with zipfile.ZipFile(dump.path(dump.by_key["records"])) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith(".yaml")}


def rows_of(key):
    return list(csv.DictReader(StringIO(dumped(key).decode("utf-8-sig"))))


def test_every_file_is_described_by_its_size_and_checksum():
    make_full_phone()
    dump = make_dump()
    assert {file.key for file in dump.files} == {"records", "phones", "cameras", "lines", "sqlite"}
    for file in dump.files:
        content = dump.path(file).read_bytes()
        assert file.size == len(content)
        assert file.sha256 == hashlib.sha256(content).hexdigest()
        assert f"-{dump.stamp}." in file.name


def test_the_shipped_records_load_again_and_are_dumped_to_the_same_bytes(shipped, tmp_path):
    count = write_record_zip(tmp_path / "first.zip", PublicRecords(timezone.now()), "Read me")
    with zipfile.ZipFile(tmp_path / "first.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    connection.check_constraints()  # PostgreSQL empties no table of which references are still to be checked
    call_command("flush", interactive=False, verbosity=0)
    assert load_records([tmp_path / "unpacked"]).faults == []
    dump_catalogue(tmp_path / "again")
    files = sorted((tmp_path / "again").rglob("*.yaml"))
    assert len(files) == count > 1000
    for file in files:
        unpacked = tmp_path / "unpacked" / file.relative_to(tmp_path / "again")
        assert file.read_bytes() == unpacked.read_bytes(), file
    write_record_zip(tmp_path / "second.zip", PublicRecords(timezone.now()), "Read me")
    assert (tmp_path / "second.zip").read_bytes() == (tmp_path / "first.zip").read_bytes()


def test_nothing_of_an_unpublished_phone_is_in_any_file():
    phone = make_secret(status="draft")
    assert MARK.lower() not in text_of_all_files().lower()
    Phone.objects.filter(pk=phone.pk).update(status="published", publish_at=timezone.now() + timedelta(days=1))
    assert MARK.lower() not in text_of_all_files().lower()
    assert Guide.objects.get(title="Both").status == "published"
    assert "guides/both.yaml" not in records_in_zip(), "of its two phones one is hidden"


def test_pages_are_among_the_records_but_for_those_that_speak_of_who_runs_the_site():
    make_page("Home", [make_phone("One"), make_phone("Hidden", status="draft")], slug="home")
    make_page("Not yet", status="draft")
    for slug in ("imprint", "privacy", "contact"):
        make_page(slug.title(), slug=slug)
    make_dump()
    pages = {name: content.decode() for name, content in records_in_zip().items() if name.startswith("pages/")}
    assert set(pages) == {"pages/home.yaml"}
    assert "phones: [acme-one]" in pages["pages/home.yaml"]


def test_the_same_search_finds_a_published_phone_in_every_file():
    phone = make_secret(status="published")
    Phone.objects.filter(pk=phone.pk).update(publish_at=None)
    Stamp.move()
    text_of_all_files()
    for key in ("phones", "cameras"):
        assert MARK.encode() in dumped(key), key
    assert MARK.encode() in gzip.decompress(dumped("lines"))
    assert any(MARK.encode() in content for content in records_in_zip().values())


def test_remarks_of_editors_on_a_source_stay_at_the_desk():
    make_claim(make_phone("Brick"), "weight_g", 211, make_source("press", notes="A hush-hush remark"))
    assert "hush-hush" not in text_of_all_files()


def test_the_csv_of_phones_is_that_of_the_finder_and_the_lines_are_each_phones_own_json(client):
    make_full_phone()
    make_phone("Brick", weight_g=211)
    Stamp.move()
    make_dump()
    assert {"acme-everything", "acme-brick"} <= {row["slug"] for row in rows_of("phones")}
    lines = gzip.decompress(dumped("lines")).decode().splitlines()
    for line in map(json.loads, lines):
        assert line == data(client, f"/phones/{line['slug']}.json")


def test_a_camera_is_a_row_and_no_cell_of_it_is_a_formula():
    phone = make_phone("Brick", cameras=[{"f_number": 1.9, "notes": "=1+1"}, {"role": "tele", "f_number": 2.8}])
    make_claim(phone, "f_number", 1.9, camera=phone.cameras.first())
    make_dump()
    main, tele = rows_of("cameras")
    assert (main["phone"], main["title"], main["f_number"]) == ("acme-brick", "Main camera", "1.9")
    assert main["f_number.sources"] == "a-page"
    assert tele["f_number"] == "2.8"
    assert not any(str(cell).startswith(("=", "+", "@")) for cell in main.values())


def test_the_sqlite_file_answers_questions_and_explains_its_columns():
    phone = make_phone("Brick", weight_g=211, colours=["Black", "Red"], cameras=[{"f_number": 1.9}])
    make_claim(phone, "weight_g", 211, make_source("press", title="Press"), quote="211 g")
    Stamp.move()
    dump = make_dump()
    database = sqlite3.connect(dump.path(dump.by_key["sqlite"]))
    assert database.execute("SELECT slug, weight_g, colours, main_f_number FROM phones").fetchall() == [
        ("acme-brick", 211, '["Black", "Red"]', 1.9)
    ]
    assert database.execute("SELECT title, f_number FROM cameras").fetchall() == [("Main camera", 1.9)]
    joined = "SELECT s.title, c.value, c.quote FROM claims c JOIN sources s ON s.slug = c.source"
    assert database.execute(joined).fetchall() == [("Press", "211", "211 g")]
    assert database.execute("SELECT value FROM about WHERE name = 'stamp'").fetchone() == (str(dump.stamp),)
    documented = {name for (name,) in database.execute("SELECT DISTINCT table_name FROM columns")}
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert documented == there == {table.name for table in TABLES}
    database.close()


def test_files_are_made_once_for_each_state_of_the_catalogue():
    make_phone("Brick")
    Stamp.move()
    call_command("make_dumps", stdout=StringIO())
    first = newest_dump()
    call_command("make_dumps", stdout=StringIO())
    assert newest_dump() == first
    Stamp.move()
    assert not is_dump_current(first)
    call_command("make_dumps", stdout=StringIO())
    assert newest_dump().stamp == first.stamp + 1


def test_an_embargo_that_ends_makes_the_files_old():
    phone = make_phone("Brick", publish_at=timezone.now() + timedelta(hours=1))
    dump = make_dump()
    assert is_dump_current(dump)
    Phone.objects.filter(pk=phone.pk).update(publish_at=dump.made_at + timedelta(microseconds=1))
    assert not is_dump_current(dump)


def test_the_files_before_the_newest_stay_and_older_ones_go():
    made = []
    for _ in range(3):
        Stamp.move()
        made.append(make_dump().stamp)
    assert [dump.stamp for dump in finished_dumps()] == [made[2], made[1]]


def test_files_of_a_catalogue_that_keeps_changing_are_not_shown(monkeypatch):
    Stamp.move()
    before = make_dump()
    monkeypatch.setattr("catalog.dumps.making.write_phone_csv", lambda path: path.write_text("") or Stamp.move() or 0)
    with pytest.raises(CatalogueChangedError):
        make_dump()
    assert newest_dump() == before


def test_the_page_says_when_the_files_were_made_and_how_to_cite_them(client):
    make_phone("Brick")
    Stamp.move()
    assert "being made for the first time" in page(client, "/data/")
    dump = make_dump()
    html = page(client, "/data/")
    for file in dump.files:
        assert f'href="/data/files/{file.name}"' in html
        assert file.sha256 in html
    assert f"Phonesite: phone catalogue, version {dump.stamp} of " in html
    assert "has changed since" not in html
    Stamp.move()
    assert "has changed since" in page(client, "/data/")


def test_a_file_is_sent_whole_or_from_where_a_download_broke_off(client):
    make_phone("Brick")
    make_dump()
    content = dumped("phones")
    path = client.get("/data/latest/phones")["Location"]
    whole = client.get(path)
    assert b"".join(whole) == content
    assert (whole["Accept-Ranges"], whole["Content-Length"]) == ("bytes", str(len(content)))
    etag = whole["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    for asked, first, end in (("10-19", 10, 20), ("10-", 10, None), ("-7", -7, None), ("0-999999999", 0, None)):
        part = client.get(path, headers={"Range": f"bytes={asked}", "If-Range": etag})
        assert part.status_code == 206
        assert b"".join(part) == content[first:end]
        assert part["Content-Security-Policy"].startswith("default-src 'none'")
    beyond = client.get(path, headers={"Range": f"bytes={len(content)}-"})
    assert (beyond.status_code, beyond["X-Content-Type-Options"]) == (416, "nosniff")
    for header in ("bytes=5-2", "bytes=-", "lines=1-2", "bytes=0-1,4-5"):
        assert client.get(path, headers={"Range": header}).status_code == 200
    other = client.get(path, headers={"Range": "bytes=0-1", "If-Range": '"another"'})
    assert other.status_code == 200


def test_a_file_is_not_compressed_on_the_way_as_its_bytes_are_counted(client):
    make_phone("Brick")
    make_dump()
    path = client.get("/data/latest/phones")["Location"]
    assert not client.get(path, headers={"Accept-Encoding": "gzip"}).has_header("Content-Encoding")


@pytest.mark.parametrize("name", ["nothing.csv", "..%2Fmanifest.json", "manifest.json"])
def test_only_files_of_a_dump_are_served(client, name):
    make_phone("Brick")
    make_dump()
    assert client.get(f"/data/files/{name}").status_code == 404


def test_sources_are_found_by_kind_and_by_name(client):
    for slug, kind, title in (("one", "press", "Morning post"), ("two", "maker", "Acme page"), ("three", None, "Odd")):
        make_claim(make_phone(slug), "weight_g", 1, make_source(slug, kind=kind, title=title))
    assert Source.objects.count() == 3
    assert "3 sources" in page(client, "/data/sources/")
    press = page(client, "/data/sources/?kind=press")
    assert "Morning post" in press
    assert "Acme page" not in press
    assert "Odd" in page(client, "/data/sources/?kind=other&q=od")
    assert "No source is called that" in page(client, "/data/sources/?q=evening")
