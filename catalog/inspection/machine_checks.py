"""What ``manage.py doctor`` looks at: settings, the database's state, files and folders, disk, clock, backups."""

import os
import shutil
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core import checks
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from catalog.backups.backup_names import stored_backups
from catalog.backups.encryption import parse_key
from catalog.backups.manifest import BackupFault
from catalog.models import Stamp
from catalog.pages.prepared_frames import can_print_frames

from .check_runs import Check
from .database_state import database_faults, unapplied_migrations, unknown_migrations

MIN_FREE_BYTES = 1_000_000_000
OLDEST_BACKUP = timedelta(days=2)
CLOCK_TOLERANCE = timedelta(seconds=5)
OTHERS_MAY_READ = 0o044
OTHERS_MAY_WRITE = 0o022


def doctor_checks():
    return (
        Check("settings", settings_faults, "docs/operating.md, “The environment”, says what each is for."),
        Check("database", writing_faults, "Start it, look at DATABASE_URL, and at who owns the file and its folder."),
        Check("migrations", migration_faults, "Make a backup, then run: manage.py migrate."),
        Check("cache", cache_faults, "Start Redis, or take CACHE_URL away: the site works without it, more slowly."),
        Check("static files", static_file_faults, "Run: manage.py collectstatic --noinput."),
        Check("folders", folder_faults, "Make the folder, and give it to the user that the site runs as (chown)."),
        Check("secrets", secrecy_faults, "Run: chmod go= on each, as their owner."),
        Check("disk", disk_faults, "Make room: manage.py backup --keep, old files in backups, logs."),
        Check("clock", clock_faults, "Let the machine ask the time (timedatectl set-ntp true)."),
        Check("last backup", backup_faults, "Run: manage.py backup, and enable phonesite-backup.timer."),
    )


def settings_faults():
    """What Django finds, and what cannot be meant on a site for readers."""
    for message in checks.run_checks(include_deployment_checks=settings.HTTPS):
        if not message.is_silenced():
            yield f"{message.id}: {message.msg}".replace("\n", " ").rstrip(".")
    try:
        parse_key(settings.BACKUP_KEY)
    except BackupFault as fault:
        yield f"BACKUP_KEY: {fault}".rstrip(".")
    if settings.DEBUG:
        yield "DEBUG is on: readers see our code when something fails"
    if "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS is *, so that links in answers may lead anywhere"
    if settings.HTTPS and not settings.TRUSTED_PROXIES:
        yield "SITE_URL is https and TRUSTED_PROXIES is empty: every request would be redirected for ever"
    if not settings.HTTPS and urlsplit(settings.SITE_URL).hostname not in ("localhost", "127.0.0.1", "::1"):
        yield "SITE_URL is plain http: passwords at the desk can be read on their way"


def writing_faults():
    """Whether the database takes a change, tried in a transaction that is undone. It does where one is under way."""
    yield from database_faults()
    try:
        with transaction.atomic():
            free = Stamp.objects.select_for_update(skip_locked=True).filter(id=1).values_list("id", flat=True)
            Stamp.objects.filter(id__in=list(free)).update(files="")
            transaction.set_rollback(True)
    except DatabaseError as fault:
        yield f"takes no changes: {fault}".strip()


def migration_faults():
    waiting = unapplied_migrations()
    if waiting:
        yield f"waiting: {', '.join(waiting)}"
    unknown = unknown_migrations()
    if unknown:
        yield f"of a newer version than {settings.VERSION}: {', '.join(unknown)}"


def cache_faults():
    """Whether what is put into the cache is there again."""
    word = uuid4().hex
    cache.set("doctor", word, 60)
    if cache.get("doctor") != word:
        yield "gives back nothing"
    cache.delete("doctor")


def static_file_faults():
    if not can_print_frames():
        yield "are not collected, or not those of this version"


def site_folders():
    """Variable → its folder, of those that the site writes to."""
    return {
        "MEDIA_ROOT": Path(settings.MEDIA_ROOT),
        "DUMPS_ROOT": Path(settings.DUMPS_ROOT),
        "INDEX_ROOT": Path(settings.INDEX_ROOT or settings.MEDIA_ROOT),
        "BACKUP_ROOT": Path(settings.BACKUP_ROOT),
    }


def folder_faults():
    """Folders that cannot be written to; one that is not there yet is made when it is needed."""
    for name, folder in site_folders().items():
        there = _nearest_existing(folder)
        if not os.access(there, os.W_OK | os.X_OK):
            yield f"{name}: {there} cannot be written to"
        elif folder.exists() and folder.stat().st_mode & OTHERS_MAY_WRITE & ~0o020:
            yield f"{name}: anybody on this machine may write to {folder}"


def _nearest_existing(folder):
    while not folder.exists():
        folder = folder.parent
    return folder


def secrecy_faults():
    """Files with secrets that others on the machine can open: the key, the database, backups that are not encrypted."""
    paths = [settings.BASE_DIR / ".secret"]
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        if database.parent.exists() and database.parent.stat().st_mode & 0o005:
            paths.append(database)
    paths += [backup.path for backup in stored_backups(settings.BACKUP_ROOT)]
    for path in paths:
        if path.exists() and path.stat().st_mode & OTHERS_MAY_READ:
            yield f"others can read {path}"


def disk_faults():
    for name, folder in site_folders().items():
        usage = shutil.disk_usage(_nearest_existing(folder))
        if usage.free < MIN_FREE_BYTES:
            yield f"{name}: {usage.free / 1e6:,.0f} MB are free in {folder}"


def clock_faults():
    """A clock that is behind what has happened, or that differs from the database server's."""
    now = timezone.now()
    last = Stamp.last_moved_at()
    if last > now + CLOCK_TOLERANCE:
        yield f"it is {now:%Y-%m-%d %H:%M}, and the last change was at {last:%Y-%m-%d %H:%M}"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            theirs = cursor.fetchone()[0]
        if abs(theirs - timezone.now()) > CLOCK_TOLERANCE:
            yield f"it is {now:%H:%M:%S} here, and {theirs:%H:%M:%S} at the database"


def backup_faults():
    newest = next(iter(stored_backups(settings.BACKUP_ROOT)), None)
    if newest is None:
        yield f"there is none in {settings.BACKUP_ROOT}"
    elif timezone.now() - newest.made_at > OLDEST_BACKUP:
        yield f"it is of {newest.made_at:%Y-%m-%d %H:%M} (UTC)"
