"""``manage.py verify`` and ``manage.py doctor``: each kind of damage is found, said, and nothing else is."""

import re

import pytest
from django.core.management.base import CommandError
from django.db import connection

from catalog.finder.index_store import index_missing_phones
from catalog.models import Phone, Photo, PreparedPhone, Relation

from .whole_site import make_site

WEIGHT_BOUNDS = "phone_weight_g_within_bounds"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    brick = make_site()
    index_missing_phones()
    return brick


def faults_of(command, *options):
    """Name of a check → what it says, of those with faults."""
    said = []
    try:
        said = run(command, *options)
    except CommandError as failure:
        said = failure.lines
    found = {}
    for line in said:
        match = re.match(r"FAULT  (?P<check>.+?): (?P<words>.+)", line)
        if match:
            found[match["check"]] = match["words"]
    return found


def run(command, *options):
    import io  # noqa: PLC0415

    from django.core.management import call_command  # noqa: PLC0415

    out = io.StringIO()
    try:
        call_command(command, *options, stdout=out)
    except CommandError as failure:
        failure.lines = out.getvalue().splitlines()
        raise
    return out.getvalue().splitlines()


def execute(*statements):
    """By SQL, past every check that can be got past."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def test_a_site_that_is_whole_has_no_faults(site):
    assert faults_of("verify", "--all") == {}
    assert all(line.startswith("ok ") for line in run("verify"))


DAMAGES = {
    "references": (
        "UPDATE catalog_camera SET phone_id = 4711",
        "1 row of catalog_camera (first: {camera}) with a phone that is not there",
    ),
    "choices": ("UPDATE catalog_phone SET status = 'printed' WHERE slug = 'acme-wall'", "“printed” as status"),
    "stamp": ("UPDATE catalog_touched SET stamp = stamp + 90", "the last change is noted as 9"),
    "records": ("UPDATE catalog_phone SET slug = 'Acme Wall!' WHERE slug = 'acme-wall'", "phone Acme Wall!: slug"),
    "prepared phones": (
        "UPDATE catalog_phone SET weight_g = 401 WHERE slug = 'acme-wall'",
        "facts of acme-wall; index",
    ),
}


if connection.vendor == "postgresql":
    del DAMAGES["choices"]  # its constraints keep that out; those of SQLite can be switched off


@pytest.mark.parametrize("check", DAMAGES)
def test_what_is_changed_past_all_checks_is_found(site, check):
    statement, words = DAMAGES[check]
    camera = site.cameras.get().pk
    execute(statement)
    assert words.format(camera=camera) in faults_of("verify", "--all")[check]


def test_a_value_against_its_constraint_is_found(site):
    dropped = []
    if connection.vendor == "postgresql":
        dropped = ["ALTER TABLE catalog_phone DROP CONSTRAINT phone_weight_g_within_bounds"]
    execute(*dropped, "UPDATE catalog_phone SET weight_g = 99999 WHERE slug = 'acme-wall'")
    faults = faults_of("verify")["constraints"]
    assert "against phone_weight_g_within_bounds" in faults
    if dropped:
        assert "phone_weight_g_within_bounds is missing in catalog_phone" in faults
        execute(
            "UPDATE catalog_phone SET weight_g = 305 WHERE slug = 'acme-wall'",
            f"ALTER TABLE catalog_phone ADD CONSTRAINT {WEIGHT_BOUNDS} CHECK (weight_g BETWEEN 10 AND 1000)",
        )


def test_a_loop_of_relations_is_found(site):
    wall = Phone.objects.get(slug="acme-wall")
    Relation.objects.create(phone=site, kind="successor_of", other=wall)
    Relation.objects.create(phone=wall, kind="successor_of", other=site)
    assert "acme-brick is its own" in faults_of("verify")["relations"]


def test_lost_and_false_history_is_found(site):
    execute("DELETE FROM catalog_revision")
    assert "has no revision" in faults_of("verify")["history"]


def test_a_record_that_went_without_a_trace_is_found(site):
    execute("UPDATE catalog_revision SET record = 4711")
    assert "phone acme-brick is gone, and its history does not say so" in faults_of("verify")["history"]


def test_lost_and_damaged_pictures_are_found(site, settings):
    (settings.MEDIA_ROOT / Photo.objects.get().original.name).write_bytes(b"no picture")
    (settings.MEDIA_ROOT / "photos" / Photo.objects.get().sizes[0]["name"]).write_bytes(b"another")
    faults = faults_of("verify")["photos"]
    assert "is no picture any more" in faults
    assert "is not what it was" in faults
    (settings.MEDIA_ROOT / Photo.objects.get().original.name).unlink()
    assert "is missing" in faults_of("verify")["photos"]


def test_prepared_rows_of_other_code_are_no_fault(site):
    PreparedPhone.objects.update(form="other", record=b"")
    assert faults_of("verify", "--all") == {}
