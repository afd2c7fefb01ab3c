"""Migrations hold no table of a running site for long, and can be taken back."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

TRIED_AFTER = "0028_publicly_known"
"""Every later migration is applied to PostgreSQL, and what it does to the tables that were there is looked at."""
HOLD_TABLES = {
    "0029_largest_picture": "three constraints of cameras",
    "0040_words_and_web_addresses": "twenty constraints of words and addresses",
    "0041_report_limits": "two indexes of reports",
}
"""Migrations that look through a whole table while nobody can read it → what for. Of 100,000 phones with 380,000
cameras 0029 takes 0.6 s for that, and 0040 1 s."""
QUICK = (
    operations.CreateModel,
    operations.DeleteModel,
    operations.AddField,
    operations.RemoveField,
    operations.AlterField,
    operations.AlterModelOptions,
    operations.AlterConstraint,
    operations.RemoveConstraint,
    operations.RemoveIndex,
    operations.RunPython,
)
"""Kinds that hold a table for a moment only; of ``AlterField`` and ``AddField`` the test on PostgreSQL finds out."""
LOOKS_THROUGH = re.compile(
    r'ALTER TABLE "(\w+)".*(?:ADD CONSTRAINT .*(?:CHECK|FOREIGN|UNIQUE)(?!.*NOT VALID)|SET NOT NULL)'
    r'|CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY).* ON "(\w+)"'
)


def catalogue_migrations():
    """Name → migration, in their order."""
    found = MigrationLoader(None).disk_migrations
    return {name: found[app, name] for app, name in sorted(found) if app == "catalog"}


def slow_kinds(migration):
    """Names of kinds of operations on tables that the migration has not made itself."""
    made = {one.name_lower for one in migration.operations if isinstance(one, operations.CreateModel)}
    others = [one for one in migration.operations if getattr(one, "model_name_lower", None) not in made]
    return {type(one).__name__ for one in others if not isinstance(one, QUICK) or makes_index(one)}


def makes_index(operation):
    """Whether it is a new column that has one."""
    return isinstance(operation, operations.AddField) and (operation.field.db_index or operation.field.unique)


def test_new_migrations_are_of_kinds_that_hold_no_table_for_long():
    slow = {name: slow_kinds(one) for name, one in catalogue_migrations().items() if name > TRIED_AFTER}
    assert {name for name, kinds in slow.items() if kinds} == HOLD_TABLES.keys()


def test_every_migration_can_be_taken_back():
    forever = {
        name for name, one in catalogue_migrations().items() if not all(step.reversible for step in one.operations)
    }
    assert forever == set()


def tables_with_files():
    """Table → the number of the file that it lies in: a table that is rewritten has another. Not those of a restore,
    which are in a schema of their own."""
    ours = "relkind = 'r' AND relname LIKE 'catalog%' AND pg_table_is_visible(oid)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT relname, relfilenode FROM pg_class WHERE {ours}")
        return dict(cursor.fetchall())


def held_tables(name):
    """Apply one migration; the tables that were there before and were rewritten or looked through."""
    before = tables_with_files()
    looked_through = set()

    def note(execute, sql, *arguments):
        if found := LOOKS_THROUGH.match(str(sql)):
            looked_through.add(found[1] or found[2])
        return execute(sql, *arguments)

    with connection.execute_wrapper(note):
        MigrationExecutor(connection).migrate([("catalog", name)])
    after = tables_with_files()
    rewritten = {table for table in before.keys() & after if before[table] != after[table]}
    return rewritten | looked_through & before.keys()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="a migration of SQLite holds the whole file")
def test_no_other_migration_rewrites_a_table_or_looks_through_it():
    call_command("migrate", "catalog", TRIED_AFTER, verbosity=0)
    try:
        held = {name: held_tables(name) for name in catalogue_migrations() if name > TRIED_AFTER}
    finally:
        call_command("migrate", verbosity=0)
    assert {name for name, tables in held.items() if tables} == HOLD_TABLES.keys(), held
