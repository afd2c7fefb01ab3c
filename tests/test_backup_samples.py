"""A backup of every version that there was is restored into the newest code."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection

from catalog.backups.migration_states import known_migrations
from catalog.backups.stored_facts import applied_migrations
from catalog.models import Phone, Photo, Report, Revision

from .sample_backups import SAMPLES
from .test_verify import faults_of
from .whole_site import said_by

ROOT = Path(__file__).parent.parent


def samples(vendor):
    return sorted(SAMPLES.glob(f"*-{vendor}.backup"))


def samples_to_try():
    """Those that this database takes; of SQLite's, one that moves to PostgreSQL is enough."""
    if connection.vendor == "sqlite":
        return samples("sqlite")
    return [samples("sqlite")[-1], *samples("postgresql")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("file", samples_to_try(), ids=lambda file: file.name)
def test_a_backup_of_an_earlier_version_is_brought_up_to_date(file, settings, tmp_path):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path
    settings.DUMPS_ROOT = tmp_path / "dumps"
    said_by("restore", file, "--replace")
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        assert applied_migrations(lambda statement: rows_of(cursor, statement)) == sorted(known_migrations())
    assert list(Phone.objects.order_by("slug").values_list("slug", "weight_g")) == [
        ("acme-brick", 212),
        ("acme-wall", 305),
    ]
    assert (Photo.objects.count(), Report.objects.count(), Revision.objects.count()) == (1, 1, 1)
    assert get_user_model().objects.get(username="lyra").check_password("long-Enough-9")
    assert faults_of("verify", "--all") == {}


def rows_of(cursor, statement):
    cursor.execute(statement)
    return cursor.fetchall()


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_this_version_has_its_sample(vendor):
    assert SAMPLES / f"{settings.VERSION}-{vendor}.backup" in samples(vendor)


def test_the_version_is_the_same_wherever_it_is_said():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["version"] == settings.VERSION
    assert f"\n## {settings.VERSION}" in (ROOT / "CHANGELOG.md").read_text()
