"""Backups: nothing is lost, and nothing that is not whole passes for a backup."""

import shutil
import sqlite3
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from time import sleep

import pytest
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from catalog.backups import backup_maker, media_files, site_restore
from catalog.backups.archive import extract_archive
from catalog.backups.backup_names import backup_name, stored_backups
from catalog.backups.encryption import new_key
from catalog.backups.postgresql_copies import open_postgresql
from catalog.backups.postgresql_target import COMING
from catalog.backups.sqlite_copies import table_sums
from catalog.models import Edit, Phone, Photo, Report, Revision, Stamp

from .people import code_of, enter, forget_wrong_codes
from .reading import data
from .whole_site import (
    add_photo,
    change_weight,
    dumped,
    files_below,
    kill_at,
    make_site,
    said_by,
)

pytestmark = pytest.mark.django_db(transaction=True)

SAMPLES = Path(__file__).parent / "backups"
on_one_database = pytest.mark.pure


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.DUMPS_ROOT = settings.MEDIA_ROOT / "dumps"
    settings.BACKUP_ROOT = tmp_path / "backups"
    (settings.DUMPS_ROOT / "1").mkdir(parents=True)
    (settings.DUMPS_ROOT / "1" / "phones.csv").write_text("made again at any time")
    (tmp_path / "scratch").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    yield
    if connection.vendor == "sqlite":
        remove_kept_databases(Path(connection.settings_dict["NAME"]).absolute())
    assert list((tmp_path / "scratch").iterdir()) == [], "something was left in the scratch folder"


def remove_kept_databases(path):
    """What restores have put aside beside the tests' database."""
    for kept in path.parent.glob(f"{path.stem}.before-*{path.suffix}"):
        kept.unlink()


def backup(*options):
    """Make one, and return its file."""
    said_by("backup", *options)
    return stored_backups(settings_root())[0].path


def settings_root():
    from django.conf import settings  # noqa: PLC0415 - as a fixture has changed them

    return settings.BACKUP_ROOT


# Back as it was


def test_a_restored_site_is_the_one_that_was_kept(client, tmp_path):
    """One restore, looked at from all sides: on PostgreSQL it takes some seconds."""
    brick = make_site()
    before = dumped(tmp_path / "before")
    app = TOTPDevice.objects.get()
    file = backup()
    gone = lose_everything(brick)
    assert weight_shown(client) == 999
    later = Stamp.read()
    words = said_by("restore", file, "--replace")
    assert "Restored" in words
    assert dumped(tmp_path / "after") == before
    assert (Edit.objects.count(), Revision.objects.count(), Report.objects.count()) == (1, 1, 1)
    picture = Photo.objects.get().sizes[0]["name"]
    assert media_files.media_file_names() == ["originals/brick.png", f"photos/{picture}"]
    assert weight_shown(client) == 212, "a running site shows the restored state"
    assert Stamp.read().number > later.number
    assert Stamp.touched_since(later.number) is None
    assert weight_kept_aside(words) == 999, "and what was there is kept aside"
    assert "catalog_later" not in connection.introspection.table_names(), "nor is a newer version's table in the way"
    assert can_sign_in(app)
    assert new_number() > gone, "the history names records by their numbers, and outlives them"


def lose_everything(brick):
    """Later work, and losses, that the backup knows nothing of. Returns the number of a phone that went before it."""
    Photo.objects.all().delete()
    shutil.rmtree(media_files.media_root() / "photos")
    Report.objects.all().delete()
    get_user_model().objects.all().delete()
    gone = Phone.objects.get(slug="acme-wall")
    number = gone.pk
    gone.delete()
    change_weight(brick, 999)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE catalog_later (id integer)")
    return number


def weight_shown(client):
    return data(client, "/phones/acme-brick.json")["facts"]["weight_g"]["value"]


def can_sign_in(app):
    forget_wrong_codes()
    client = Client()
    enter(client, code=code_of(app))
    return client.get("/desk/").status_code == 200


def new_number():
    phone = Phone.objects.get(slug="acme-brick")
    phone.pk, phone.slug, phone.name = None, "acme-door", "Door"
    phone.save()
    return phone.pk


def weight_kept_aside(words):
    place = words.partition("before is in ")[2].partition(";")[0]
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(place)) as kept:
            weight = kept.execute("SELECT weight_g FROM catalog_phone WHERE slug = 'acme-brick'").fetchone()[0]
        Path(place).unlink()
        return weight
    schema = place.removeprefix("the schema ")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT weight_g FROM {schema}.catalog_phone WHERE slug = 'acme-brick'")
        weight = cursor.fetchone()[0]
        cursor.execute(f"DROP SCHEMA {schema} CASCADE")
    return weight


# Nothing is overwritten by mistake, and nothing is thrown away


@on_one_database
def test_a_site_that_is_there_is_not_replaced_unasked(tmp_path):
    brick = make_site()
    file = backup()
    change_weight(brick, 999)
    before = dumped(tmp_path / "before")
    with pytest.raises(CommandError, match=r"Nothing was changed\. .*--replace"):
        said_by("restore", file)
    assert dumped(tmp_path / "after") == before


@on_one_database
def test_photos_that_a_backup_does_not_have_are_kept_aside(settings):
    make_site()
    file = backup()
    (settings.MEDIA_ROOT / "photos" / "later.webp").write_bytes(b"later")
    weight_kept_aside(said_by("restore", file, "--replace"))
    (kept,) = settings.MEDIA_ROOT.glob(".before-*/photos/later.webp")
    assert kept.read_bytes() == b"later"


@on_one_database
def test_a_database_that_cannot_be_read_any_more_is_put_aside_and_replaced(tmp_path):
    make_site()
    before = dumped(tmp_path / "before")
    file = backup()
    path = Path(connection.settings_dict["NAME"])
    connection.close()
    for ending in ("-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    path.write_bytes(b"no database any more" * 1000)
    words = said_by("restore", file, "--replace")
    assert dumped(tmp_path / "after") == before
    kept = Path(words.partition("before is in ")[2].partition(";")[0])
    assert kept.read_bytes().startswith(b"no database any more")
    kept.unlink()


# What is no backup is refused, with nothing changed


@on_one_database
@pytest.mark.parametrize("key", ["", new_key()], ids=["plain", "encrypted"])
def test_a_damaged_file_is_refused_with_nothing_changed(tmp_path, settings, key):
    settings.BACKUP_KEY = key
    brick = make_site()
    file = backup()
    whole = file.read_bytes()
    change_weight(brick, 999)
    before = dumped(tmp_path / "before")
    for bad in damaged(whole):
        broken = tmp_path / "broken.backup"
        broken.write_bytes(bad)
        with pytest.raises(CommandError, match="Nothing was changed"):
            said_by("restore", broken, "--replace")
    assert dumped(tmp_path / "after") == before


def test_names_in_a_database_from_elsewhere_are_read_as_names(tmp_path):
    with closing(sqlite3.connect(tmp_path / "odd.sqlite3")) as odd:
        odd.execute("""CREATE TABLE "a"") --" ("b"", c" TEXT)""")
        odd.execute("""INSERT INTO "a"") --" VALUES ('x')""")
        (found,) = table_sums(odd).items()
    name, sums = found
    assert (name, sums.columns, sums.rows) == ('a") --', ['b", c'], 1)


def damaged(whole):
    """Cut at several places, a stretch written over, nothing at all, something else."""
    yield from (whole[: len(whole) * part // 5] for part in range(5))
    yield whole[:-1]
    for place in range(500, len(whole), len(whole) // 5):
        yield whole[:place] + b"another text here" + whole[place + 17 :]
    yield b"PK\x03\x04 another sort of file"


@on_one_database
@pytest.mark.parametrize("what", ["database", "manifest", "more", "link", "outside"])
def test_an_archive_that_somebody_has_changed_is_refused(tmp_path, what):
    make_site()
    folder = tmp_path / "unpacked"
    with tarfile.open(backup()) as tar:
        tar.extractall(folder, filter="data")
    names = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*")) if path.is_file()]
    names.sort(key=lambda name: name == "manifest.json")
    changed = tmp_path / "changed.backup"
    with tarfile.open(changed, "w:gz") as tar:
        change_archive(tar, folder, what)
        for name in names:
            tar.add(folder / name, name)
    with pytest.raises(CommandError, match="Nothing was changed"):
        said_by("restore", changed, "--replace")
    assert not (tmp_path / "outside").exists()


def change_archive(tar, folder, what):
    if what == "database":
        with sqlite3.connect(folder / "database.sqlite3") as database:
            database.execute("UPDATE catalog_phone SET weight_g = 1000")
    elif what == "manifest":
        manifest = folder / "manifest.json"
        manifest.write_text(manifest.read_text().replace('"rows": 2', '"rows": 3'))
    elif what == "more":
        tar.add(folder / "manifest.json", "media/photos/more.webp")
    elif what == "link":
        link = tarfile.TarInfo("media/photos/link.webp")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    else:
        tar.add(folder / "manifest.json", "media/../../../outside")


@on_one_database
def test_a_backup_of_a_newer_version_is_refused(settings, tmp_path):
    make_site()
    settings.VERSION = "9.0.0"
    file = backup()
    settings.VERSION = "1.0.0"
    with pytest.raises(CommandError, match=r"version 9\.0\.0 of the site, which is newer"):
        said_by("restore", file, "--replace")


@on_one_database
def test_a_backup_of_postgresql_does_not_go_into_sqlite():
    with pytest.raises(CommandError, match=r"Nothing was changed\. It is of a PostgreSQL database"):
        said_by("restore", SAMPLES / "1.0.0-postgresql.backup", "--replace")


@on_one_database
def test_an_encrypted_backup_opens_with_its_key_alone(tmp_path, settings):
    make_site()
    before = dumped(tmp_path / "before")
    settings.BACKUP_KEY = new_key()
    file = backup()
    assert file.name.endswith(".age")
    assert b"catalog_phone" not in file.read_bytes()
    assert "is whole" in said_by("restore", file, "--check")
    (tmp_path / "key").write_text(f"# made by age-keygen\n{settings.BACKUP_KEY}\n")
    settings.BACKUP_KEY = new_key()
    with pytest.raises(CommandError, match=r"Nothing was changed\. .*another key"):
        said_by("restore", file, "--replace")
    settings.BACKUP_KEY = ""
    with pytest.raises(CommandError, match="is encrypted: give its key"):
        said_by("restore", file, "--replace")
    cut = tmp_path / "cut.backup.age"
    cut.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(CommandError, match="it was cut or changed"):
        said_by("restore", cut, "--replace", "--key", tmp_path / "key")
    said_by("restore", file, "--replace", "--key", tmp_path / "key")
    assert dumped(tmp_path / "after") == before


@on_one_database
def test_a_key_that_is_none_is_refused_before_anything_is_done(settings):
    make_site()
    settings.BACKUP_KEY = "correct horse"
    with pytest.raises(CommandError, match="--new-key"):
        said_by("backup")
    assert stored_backups(settings.BACKUP_ROOT) == []


# Only what was tried has a name


def test_a_backup_that_does_not_give_back_what_was_put_in_has_no_name(monkeypatch, settings):
    make_site()
    write = backup_maker.SNAPSHOTS[connection.vendor]

    def lossy(*arguments):
        context = write(*arguments)
        return LossySnapshot(context)

    monkeypatch.setitem(backup_maker.SNAPSHOTS, connection.vendor, lossy)
    with pytest.raises(CommandError, match=r"No backup was made\. .*catalog_phone does not hold"):
        said_by("backup")
    assert list(settings.BACKUP_ROOT.iterdir()) == []


class LossySnapshot:
    """Loses a row on its way to the disk."""

    def __init__(self, context):
        self.context = context

    def __enter__(self):
        snapshot = self.context.__enter__()
        write = snapshot.write

        def write_less(folder):
            sums = write(folder)
            for path in folder.glob("*.sqlite3"):
                with sqlite3.connect(path) as copy:
                    copy.execute("UPDATE catalog_phone SET weight_g = 301 WHERE slug = 'acme-wall'")
            for path in folder.glob("database/catalog_phone.copy"):
                path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n")
            return sums

        snapshot.write = write_less
        return snapshot

    def __exit__(self, *arguments):
        return self.context.__exit__(*arguments)


def test_a_backup_is_of_one_moment_while_somebody_saves(tmp_path):
    """Both weights are changed in one transaction, again and again."""
    make_site()
    is_over, saved = Event(), []

    def save():
        while not is_over.is_set():
            Phone.objects.update(weight_g=100 + len(saved) % 800)
            Stamp.move(None)
            saved.append(1)
        connection.close()

    editor = Thread(target=save)
    editor.start()
    try:
        wait_until(lambda: len(saved) > 2)
        file = backup()
    finally:
        is_over.set()
        editor.join(60)
    assert len(saved) > 5
    weights = kept_weights(extract_archive(file, tmp_path / "unpacked"), tmp_path / "unpacked")
    assert len(weights) == 2
    assert len(set(weights)) == 1


def kept_weights(manifest, folder):
    """Of all phones in an unpacked backup."""
    if manifest.engine == "sqlite":
        with closing(sqlite3.connect(folder / "database.sqlite3")) as kept:
            return [weight for (weight,) in kept.execute("SELECT weight_g FROM catalog_phone")]
    column = manifest.tables["catalog_phone"].columns.index("weight_g")
    rows = (folder / "database" / "catalog_phone.copy").read_text().splitlines()
    return [row.split("\t")[column] for row in rows]


def wait_until(condition):
    for _ in range(500):
        if condition():
            return
        sleep(0.01)


@on_one_database
def test_a_photo_that_is_deleted_meanwhile_is_in_no_backup(monkeypatch):
    brick = make_site()
    other = add_photo(brick)
    write, calls = backup_maker._add_database, []

    def delete_first(*arguments):
        if not calls:
            Photo.objects.filter(pk=other.pk).delete()
            (media_files.media_root() / other.original.name).unlink()
        calls.append(1)
        return write(*arguments)

    monkeypatch.setattr(backup_maker, "_add_database", delete_first)
    words = said_by("backup")
    assert len(calls) == 2
    assert "missing" not in words


@on_one_database
def test_a_picture_that_was_missing_before_does_not_stop_backups():
    make_site()
    shutil.rmtree(media_files.media_root() / "originals")
    assert "originals/brick.png was missing before" in said_by("backup")


# Which are kept


@on_one_database
def test_old_backups_go_only_when_a_new_one_is_there(settings, monkeypatch):
    make_site()
    settings.BACKUP_ROOT.mkdir()
    old = [earlier(settings.BACKUP_ROOT, days) for days in (1, 5, 9)]
    other = settings.BACKUP_ROOT / "others-20200101T000000Z.backup"
    other.touch()
    with monkeypatch.context() as patch:
        patch.setattr(backup_maker, "_verify", refuse)
        with pytest.raises(CommandError):
            said_by("backup", "--keep", "1")
    assert all(path.exists() for path in old)
    said_by("backup", "--keep-days", "4")
    assert [path.exists() for path in old] == [True, False, False]
    stored_backups(settings.BACKUP_ROOT)[0].path.unlink()
    said_by("backup", settings.BACKUP_ROOT, "--keep", "1")
    assert len(stored_backups(settings.BACKUP_ROOT)) == 1
    assert other.exists()


def earlier(folder, days):
    path = folder / backup_name(datetime.now(UTC) - timedelta(days=days), is_encrypted=False)
    path.touch()
    return path


def refuse(*arguments):
    raise site_restore.BackupFault("It is not whole.")


# Killed in the middle


@on_one_database
def test_a_killed_backup_leaves_nothing_that_looks_like_one(settings, tmp_path):
    make_site()
    options = {"MEDIA_ROOT": str(settings.MEDIA_ROOT), "BACKUP_ROOT": str(settings.BACKUP_ROOT)}
    settings.BACKUP_ROOT.mkdir()
    kill_at("catalog.backups.backup_maker._verify", "backup", TMPDIR=str(tmp_path / "scratch"), **options)
    assert stored_backups(settings.BACKUP_ROOT) == []
    assert len(list((tmp_path / "scratch").iterdir())) == 1
    assert backup().exists(), "and the next one clears away what it left"


@on_one_database
@pytest.mark.parametrize(
    ("function", "when", "weight"),
    [
        ("catalog.backups.sqlite_copies.SqliteTarget.load", "after", 999),
        ("catalog.backups.site_restore.bring_back", "after", 999),
        ("catalog.backups.site_restore.move_others_aside", "before", 212),
    ],
)
def test_a_killed_restore_has_happened_or_has_not(settings, tmp_path, function, when, weight):
    brick = make_site()
    file = backup()
    change_weight(brick, 999)
    pictures = files_below(settings.MEDIA_ROOT)
    options = {"MEDIA_ROOT": str(settings.MEDIA_ROOT), "TMPDIR": str(tmp_path / "scratch")}
    kill_at(function, "restore", file, "--replace", when=when, **options)
    assert Phone.objects.get(slug="acme-brick").weight_g == weight
    assert pictures.items() <= files_below(settings.MEDIA_ROOT).items()
    said_by("restore", file, "--replace")
    assert Phone.objects.get(slug="acme-brick").weight_g == 212


@pytest.mark.skipif(connection.vendor != "postgresql", reason="what comes into SQLite is prepared in a file of its own")
def test_a_restore_ends_what_a_killed_one_has_left_at_work():
    brick = make_site()
    file = backup()
    change_weight(brick, 999)
    with closing(open_postgresql()) as left:
        left.execute(f"SET application_name TO {COMING}")
        left.execute(f"CREATE SCHEMA {COMING}")
        left.commit()
        left.execute(f"CREATE TABLE {COMING}.half_made (id integer)")
        said_by("restore", file, "--replace")
    assert Phone.objects.get(slug="acme-brick").weight_g == 212
