"""``manage.py doctor`` and ``/readyz``: what is wrong with the machine is said, and what to do about it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection

from catalog.backups.backup_names import backup_name
from catalog.inspection import database_state, machine_checks
from catalog.models import Stamp

from .reading import data
from .test_verify import faults_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def machine(settings, tmp_path):
    """Folders, and a backup of an hour ago."""
    settings.BASE_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.BACKUP_ROOT = tmp_path / "backups"
    settings.BACKUP_ROOT.mkdir()
    keep_backup(settings.BACKUP_ROOT, hours_ago=1)
    (tmp_path / ".secret").touch(mode=0o600)
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).chmod(0o600)
    Stamp.move()


def keep_backup(folder, hours_ago):
    made_at = datetime.now(UTC) - timedelta(hours=hours_ago)
    path = folder / backup_name(made_at, is_encrypted=False)
    path.touch(mode=0o600)
    return path


def test_a_machine_as_it_should_be_has_no_faults():
    assert faults_of("doctor") == {}


def test_settings_that_cannot_be_meant_are_named(settings):
    settings.DEBUG = True
    settings.ALLOWED_HOSTS = ["*"]
    settings.SITE_URL = "http://phones.example.org"
    settings.BACKUP_KEY = "correct horse"
    said = faults_of("doctor")["settings"]
    assert "DEBUG is on" in said
    assert "ALLOWED_HOSTS is *" in said
    assert "plain http" in said
    assert "BACKUP_KEY: The key is no age secret key" in said


def test_secrets_that_others_can_read_are_named(settings):
    (settings.BASE_DIR / ".secret").chmod(0o644)
    keep_backup(settings.BACKUP_ROOT, hours_ago=2).chmod(0o640)
    said = faults_of("doctor")["secrets"]
    assert f"others can read {settings.BASE_DIR}/.secret" in said
    assert ".backup" in said
    assert "chmod go=" in said


def test_an_old_backup_is_a_fault_and_so_is_none(settings):
    for path in settings.BACKUP_ROOT.iterdir():
        path.unlink()
    assert f"there is none in {settings.BACKUP_ROOT}" in faults_of("doctor")["last backup"]
    keep_backup(settings.BACKUP_ROOT, hours_ago=72)
    assert "manage.py backup" in faults_of("doctor")["last backup"]


def test_a_full_disk_and_an_open_folder_are_named(settings, monkeypatch):
    monkeypatch.setattr(machine_checks, "MIN_FREE_BYTES", 1 << 60)
    settings.MEDIA_ROOT.mkdir()
    settings.MEDIA_ROOT.chmod(0o777)
    faults = faults_of("doctor")
    assert "MB are free in" in faults["disk"]
    assert f"anybody on this machine may write to {settings.MEDIA_ROOT}" in faults["folders"]


def test_a_clock_behind_the_last_change_is_named():
    Stamp.objects.update(moved_at=datetime.now(UTC) + timedelta(hours=3))
    assert "the last change was at" in faults_of("doctor")["clock"]


def test_a_cache_that_forgets_is_named(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert "gives back nothing" in faults_of("doctor")["cache"]


def test_a_database_of_a_newer_version_is_said_and_readers_are_served(client):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('catalog', '0999_later', '2030-01-01 00:00:00')"
        )
    assert "catalog.0999_later" in faults_of("doctor")["migrations"]
    assert "catalog.0999_later" in data(client, "/readyz")["database"]


def test_a_database_that_takes_no_changes_is_said_and_readers_are_served(client, monkeypatch):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
    else:
        monkeypatch.setattr(database_state, "MIN_FREE_BYTES", 1 << 60)
    state = data(client, "/readyz")
    assert state["write"] != "ok"
    assert state["database"] == "ok"
    assert state["write"] in faults_of("doctor")["database"]
