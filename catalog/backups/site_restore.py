"""Brings a backup back: everything is unpacked, compared and migrated in a scratch place before anything is touched."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from .archive import extract_archive
from .backup_names import moment_text
from .manifest import BackupFault, Manifest
from .media_files import BEFORE, bring_back, media_file_names, media_root, move_others_aside
from .migration_states import apply_newer_migrations, known_migrations
from .postgresql_target import PostgresqlTarget
from .scratch import check_free_space, scratch_folder
from .sqlite_copies import SqliteTarget, verify_sqlite_copy
from .stored_facts import restored_stamp_statements

TARGETS = {"sqlite": SqliteTarget, "postgresql": PostgresqlTarget}
UNPACKED_PER_PACKED = 3
"""Bytes of scratch space for a byte of the file, before anything is known of what is in it."""


@dataclass(frozen=True)
class RestoredSite:
    """``kept``: where the database that was there before is; None where there was none. ``kept_files``: how many files
    of photos lie in ``kept_folder``."""

    manifest: Manifest
    kept: Path | str | None
    kept_folder: Path
    kept_files: int


def check_backup(path, key=None):
    """The ``Manifest`` of a backup that is whole; ``BackupFault`` for any other. Nothing is changed."""
    with scratch_folder() as scratch:
        manifest = _unpacked(path, scratch / "files", key)
        if manifest.engine == "sqlite":
            verify_sqlite_copy(scratch / "files", manifest)
        return manifest


def restore_backup(path, key=None, *, replace=False, at=None):
    """Bring a backup back into the site's database and ``MEDIA_ROOT``, and return what was done. ``BackupFault`` where
    the backup is not whole or not for this version, or, without ``replace``, where anything is there already; then
    nothing has changed.

    The order makes a killed restore harmless: first files of photos come in beside those that are there, then the
    database as one transaction, then files that it does not name are put aside.
    """
    moment = moment_text(at or timezone.now())
    with scratch_folder() as scratch:
        folder = scratch / "files"
        folder.mkdir()
        target = TARGETS[connection.vendor](folder)
        with closing(target):
            _check_emptiness(target, replace)
            manifest = _unpacked(path, folder, key)
            _check_fitness(manifest, target)
            _prepare(target, manifest, at or timezone.now())
            aside = f"{BEFORE}{moment}"
            _check_room_for_photos(manifest)
            bring_back(folder / "media", manifest.media_names, aside)
            kept = target.swap(moment)
            count = move_others_aside(manifest.media_names, aside)
    return RestoredSite(manifest, kept, media_root() / aside, count)


def _prepare(target, manifest, at):
    """Load the backup beside what is there, and bring it up to date."""
    number = target.stamp_number()
    target.load(manifest)
    if set(manifest.migrations) != known_migrations():
        apply_newer_migrations(target.migration_environment())
    if manifest.stamp:
        number = max(number, manifest.stamp["number"]) + 1
        target.execute(restored_stamp_statements(number, f"{at:%Y-%m-%d %H:%M:%S.%f}"))


def _unpacked(path, folder, key):
    check_free_space(folder.parent, UNPACKED_PER_PACKED * path.stat().st_size if path.is_file() else 0, "TMPDIR")
    folder.mkdir(exist_ok=True)
    return extract_archive(path, folder, key)


def _check_room_for_photos(manifest):
    media_root().mkdir(parents=True, exist_ok=True)
    check_free_space(media_root(), manifest.media_bytes, "MEDIA_ROOT")


def _check_emptiness(target, replace):
    if replace:
        return
    if not target.is_empty():
        raise BackupFault(
            "There is something in the database: give --replace to bring the backup in instead. It is kept aside."
        )
    if media_file_names():
        raise BackupFault(f"There are photos in {media_root()}: give --replace to bring the backup in instead.")


def _check_fitness(manifest, target):
    """``BackupFault`` where this version of the site, with its kind of database, cannot take it."""
    newer = sorted(set(manifest.migrations) - known_migrations())
    if newer or version_numbers(manifest.version) > version_numbers(settings.VERSION):
        raise BackupFault(
            f"It was made by version {manifest.version} of the site, which is newer than this one "
            f"({settings.VERSION}): update first."
        )
    if manifest.engine == "postgresql" and target.engine == "sqlite":
        raise BackupFault(
            "It is of a PostgreSQL database, and DATABASE_URL names a SQLite one: restore it into PostgreSQL, and move "
            "the catalogue from there by dump_catalogue and load_catalogue."
        )


def version_numbers(version):
    """“1.10.2” → (1, 10, 2)."""
    return tuple(int(number) for number in version.split("."))
