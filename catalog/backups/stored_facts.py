"""What a backup notes of a database, asked by SQL: the database may be of another version than the code.

``query`` takes a statement and returns its rows.
"""

import json
import sqlite3

import psycopg
from django.db import DatabaseError

STORAGE_ERRORS = (OSError, DatabaseError, sqlite3.Error, psycopg.Error)
"""What a disk or a database that does not do as it should raises."""
FILLED_BY_MIGRATIONS = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "catalog_stamp",
    "django_content_type",
    "django_migrations",
}
"""Tables that have rows before anybody has stored anything."""


def applied_migrations(query):
    """“app.name” of each, in their order; once, though two that migrated at the same time may both have noted it."""
    return sorted({f"{app}.{name}" for app, name in query("SELECT app, name FROM django_migrations")})


def stored_stamp(query):
    """Number and moment of the last move; empty before anything was stored."""
    for number, moved_at in query("SELECT number, moved_at FROM catalog_stamp"):
        return {"number": number, "moved_at": str(moved_at)}
    return {}


def photo_file_names(query):
    """The names below ``MEDIA_ROOT`` of all files that photos name: originals, and what is made of them."""
    names = set()
    for original, sizes in query("SELECT original, sizes FROM catalog_photo"):
        rows = json.loads(sizes) if isinstance(sizes, str) else sizes
        names.add(original)
        names.update(f"photos/{row['name']}" for row in rows)
    return names


def is_filled(query, tables):
    """Whether somebody has stored anything in one of these tables."""
    asked = sorted(set(tables) - FILLED_BY_MIGRATIONS)
    return any(query(f'SELECT 1 FROM "{table}" LIMIT 1') for table in asked)  # noqa: S608 - names of tables


def restored_stamp_statements(number, moment):
    """SQL that tells every process that all may be different: the stamp has a number and a moment of its own, and
    sessions have ended. ``moment`` is text."""
    touched = f"({number:d}, '{moment}', NULL)"
    return (
        "DELETE FROM django_session",
        f"UPDATE catalog_stamp SET number = {number:d}, moved_at = '{moment}'",  # noqa: S608 - both made here
        f"DELETE FROM catalog_touched WHERE stamp >= {number:d}",  # noqa: S608 - a number
        f"INSERT INTO catalog_touched (stamp, moved_at, phone) VALUES {touched}",  # noqa: S608 - both made here
    )
