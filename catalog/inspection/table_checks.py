"""What the database itself should have kept: sound files, references that lead somewhere, constraints, choices."""

import re

from django.apps import apps
from django.db import connection
from django.db.models import CheckConstraint, ForeignKey, UniqueConstraint

from catalog.models.fields import Listed
from catalog.quantities.formatters import format_count

_NAMED_CONSTRAINT = re.compile(r'CONSTRAINT "(\w+)"')


def all_models():
    """Every model with a table, those of the frameworks and the tables between two models included."""
    return apps.get_models(include_auto_created=True)


def file_faults():
    """What SQLite says of its file; PostgreSQL looks at its own when it reads them."""
    if connection.vendor != "sqlite":
        return
    for (words,) in _rows("PRAGMA integrity_check"):
        if words != "ok":
            yield words


def reference_faults():
    """Rows that name one which is not there."""
    for model in all_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey):
                yield from _dangling_faults(model, field)


def _dangling_faults(model, field):
    target = field.related_model._meta
    child, column = _quoted(model._meta.db_table), _quoted(field.column)
    parent, key = _quoted(target.db_table), _quoted(field.target_field.column)
    keys = _rows(
        f"SELECT {_key(model)} FROM {child} c WHERE {column} IS NOT NULL "  # noqa: S608 - names from models
        f"AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE p.{key} = c.{column}) ORDER BY 1"
    )
    if keys:
        rows = format_count(len(keys), "row")
        yield f"{rows} of {model._meta.db_table} (first: {keys[0][0]}) with a {field.name} that is not there"


def constraint_faults():
    """Constraints that are not in the database, and rows that break one which should be."""
    for model in all_models():
        stored = _stored_constraints(model._meta.db_table)
        for constraint in model._meta.constraints:
            if constraint.name not in stored:
                yield f"{constraint.name} is missing in {model._meta.db_table}"
            if isinstance(constraint, CheckConstraint):
                yield from _broken_check_faults(model, constraint)
            elif isinstance(constraint, UniqueConstraint):
                yield from _repeated_faults(model, constraint)


def _stored_constraints(table):
    """Their names. Django reads SQLite's text of a table only as far as the first condition with a backslash in it."""
    with connection.cursor() as cursor:
        names = set(connection.introspection.get_constraints(cursor, table))
    if connection.vendor == "sqlite":
        named = f"type = 'table' AND name = '{table}'"
        for (text,) in _rows(f"SELECT sql FROM sqlite_master WHERE {named}"):  # noqa: S608 - a name from models
            names.update(_NAMED_CONSTRAINT.findall(text))
    return names


def _broken_check_faults(model, constraint):
    """By the very condition that the database was given: what it cannot decide, for a NULL, is right."""
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        condition = constraint._get_check_sql(model, editor)
    table = _quoted(model._meta.db_table)
    statement = f"SELECT {_key(model)} FROM {table} WHERE NOT ({condition}) ORDER BY 1"  # noqa: S608 - from models
    keys = _rows(statement)
    if keys:
        rows = format_count(len(keys), "row")
        yield f"{rows} of {model._meta.db_table} (first: {keys[0][0]}) against {constraint.name}"


def _repeated_faults(model, constraint):
    if constraint.condition or not constraint.fields:
        return
    columns = ", ".join(_quoted(model._meta.get_field(name).column) for name in constraint.fields)
    known = " AND ".join(f"{column} IS NOT NULL" for column in columns.split(", "))
    table = _quoted(model._meta.db_table)
    counted = f"WHERE {known} GROUP BY {columns} HAVING COUNT(*) > 1"
    for values in _rows(f"SELECT {columns} FROM {table} {counted}"):  # noqa: S608 - names from models
        yield f"{', '.join(map(str, values))} twice in {model._meta.db_table} ({constraint.name})"


def choice_faults():
    """Values that are in no vocabulary."""
    for model in apps.get_app_config("catalog").get_models():
        for field in model._meta.concrete_fields:
            if field.choices:
                yield from _unknown_choice_faults(model, field)
            elif isinstance(field, Listed):
                yield from _unknown_item_faults(model, field)


def _unknown_choice_faults(model, field):
    known = {value for value, _ in field.flatchoices}
    stored = model._base_manager.exclude(**{f"{field.name}__isnull": True})
    for value in stored.order_by(field.name).values_list(field.name, flat=True).distinct():
        if value not in known and value != "":
            yield f"“{value}” as {field.name} in {model._meta.db_table}"


def _unknown_item_faults(model, field):
    stored = model._base_manager.exclude(**{f"{field.name}__isnull": True})
    for key, items in stored.order_by("pk").values_list("pk", field.name):
        if not isinstance(items, list):
            yield f"{model._meta.db_table} {key}: {field.name} is no list"
            continue
        for item in items:
            for words in field.faults_of(item):
                yield f"{model._meta.db_table} {key}: {field.name}: {words.rstrip('.')}"


def _key(model):
    return _quoted(model._meta.pk.column)


def _quoted(name):
    return connection.ops.quote_name(name)


def _rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()
