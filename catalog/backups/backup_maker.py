"""Makes a backup, restores it into a scratch place, compares, and only then gives it its name."""

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from .archive import ArchiveWriter, extract_archive
from .backup_names import MAKING, backup_name, remove_unfinished, sync_to_disk
from .encryption import encrypt_file
from .manifest import BackupFault, Manifest
from .media_files import media_file_names, media_root
from .postgresql_copies import postgresql_snapshot, verify_postgresql_copy
from .scratch import check_free_space, scratch_folder
from .sqlite_copies import sqlite_snapshot, verify_sqlite_copy
from .stored_facts import applied_migrations, photo_file_names, stored_stamp

SNAPSHOTS = {"sqlite": sqlite_snapshot, "postgresql": postgresql_snapshot}
VERIFIERS = {"sqlite": verify_sqlite_copy, "postgresql": verify_postgresql_copy}
MOST_ATTEMPTS = 3
COPIES = 3
"""Of all that is kept, that lie in the scratch folder at most: files, archive, and what is unpacked of it."""


@dataclass(frozen=True)
class FinishedBackup:
    path: Path
    manifest: Manifest


class _PhotoWentError(Exception):
    """A photo was deleted after the database was copied, and before its file was."""


def make_backup(target, key=None, at=None):
    """Make a backup and return it: ``target`` is a folder, or the file itself. ``key`` encrypts it, None leaves it
    plain. ``BackupFault`` where it cannot be made, or is not what it was made of; then there is no new file."""
    at = at or timezone.now()
    path = _backup_path(target, at, key)
    remove_unfinished(path.parent)
    with scratch_folder() as scratch:
        archive, manifest = _consistent_archive(scratch, at)
        if key is not None:
            archive = _encrypted(archive, key)
        making = path.with_name(f"{MAKING}{path.name}")
        try:
            _move_to_disk(archive, making)
            _verify(making, scratch / "restored", manifest, key)
            making.replace(path)
            sync_to_disk(path.parent)
        finally:
            making.unlink(missing_ok=True)
    return FinishedBackup(path, manifest)


def _encrypted(archive, key):
    encrypted = archive.with_suffix(".age")
    encrypt_file(archive, encrypted, key)
    archive.unlink()
    return encrypted


def _backup_path(target, at, key):
    """The file to be; the folder that it lies in is made."""
    if target.is_dir() or not target.suffix:
        target = target / backup_name(at, is_encrypted=key is not None)
    if target.exists():
        raise BackupFault(f"{target} is there already.")
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _move_to_disk(source, target):
    target.touch(mode=0o600)
    shutil.copyfile(source, target)
    source.unlink()
    sync_to_disk(target)


def _verify(path, folder, manifest, key):
    """``BackupFault`` unless the file, as it lies on the disk, gives back what was put in."""
    folder.mkdir()
    if extract_archive(path, folder, key) != manifest:
        raise BackupFault(f"{path.name} does not give back what was put in.")
    VERIFIERS[manifest.engine](folder, manifest)


def _consistent_archive(scratch, at):
    """The archive and its manifest; made anew where photos are deleted meanwhile."""
    for attempt in range(MOST_ATTEMPTS):
        folder = scratch / f"attempt-{attempt}"
        folder.mkdir()
        try:
            return _write_archive(folder, at)
        except _PhotoWentError:
            shutil.rmtree(folder)
    raise BackupFault("Photos were deleted again and again while they were copied: try it once more.")


def _write_archive(folder, at):
    database = folder / "database"
    database.mkdir()
    with SNAPSHOTS[connection.vendor]() as snapshot:
        if "django_migrations" not in snapshot.table_names:
            raise BackupFault("The database has no tables yet: there is nothing to keep.")
        photos = photo_file_names(snapshot.query)
        media = media_file_names()
        _check_space(folder, media)
        facts = _noted_facts(snapshot, at)
        tables = snapshot.write(database)
    archive = folder / "archive.tar.gz"
    with closing(ArchiveWriter(archive)) as writer:
        _add_database(writer, database)
        _add_media(writer, media, photos)
        manifest = Manifest(tables=tables, files=writer.files, missing=sorted(photos.difference(media)), **facts)
        writer.add_manifest(manifest)
    return archive, manifest


def _noted_facts(snapshot, at):
    """What the manifest says beside the sums of what is kept."""
    return {
        "site": settings.SITE_NAME,
        "version": settings.VERSION,
        "made_at": at.isoformat(timespec="seconds"),
        "engine": snapshot.engine,
        "migrations": applied_migrations(snapshot.query),
        "stamp": stored_stamp(snapshot.query),
        "sequences": snapshot.sequences,
    }


def _check_space(folder, media):
    photos = sum((media_root() / name).stat().st_size for name in media)
    needed = COPIES * (photos + database_bytes())
    check_free_space(folder, needed, "TMPDIR")


def database_bytes():
    """What the database takes on its disk."""
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


def _add_database(writer, folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            writer.add(path.relative_to(folder).as_posix(), path)
    shutil.rmtree(folder)


def _add_media(writer, names, photos):
    for name in names:
        try:
            writer.add(f"media/{name}", media_root() / name)
        except FileNotFoundError as fault:
            if name in photos:
                raise _PhotoWentError from fault
