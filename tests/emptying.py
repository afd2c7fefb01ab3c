"""Empties the database after a test that has stored its rows for good, as those with a browser do."""

from django.db import connections, transaction

FILLED_BY_MIGRATIONS = {
    "django_migrations", "django_content_type", "auth_permission", "auth_group", "auth_group_permissions",
}  # fmt: skip
"""What no test changes. Django empties these tables too, and then makes several hundred permissions anew."""


def empty_databases(test_case):
    """Delete every row of the databases of a ``TransactionTestCase``, but what migrations put there."""
    for alias in test_case._databases_names(include_mirrors=False):
        connection = connections[alias]
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            for table in sorted(set(tables) - FILLED_BY_MIGRATIONS):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
