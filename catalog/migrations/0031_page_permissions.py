"""Editors and chiefs write pages; contributors look at them."""

from importlib import import_module

from django.db import migrations

MODELS = ("page", "pagephone")
ROLES = {
    "Contributor": ("view",),
    "Editor": ("view", "add", "change", "delete"),
    "Chief": ("view", "add", "change", "delete"),
}


def give_permissions(apps, schema_editor):
    import_module("catalog.migrations.0008_groups").make_permissions(apps, "catalog")
    for group, permissions in permissions_by_group(apps):
        group.permissions.add(*permissions)


def take_permissions(apps, schema_editor):
    for group, permissions in permissions_by_group(apps):
        group.permissions.remove(*permissions)


def permissions_by_group(apps):
    """(group, its permissions for pages) of each role that is there."""
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="catalog")
    for name, verbs in ROLES.items():
        codenames = [f"{verb}_{model}" for model in MODELS for verb in verbs]
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            yield group, permissions.filter(codename__in=codenames)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0030_pages")]

    operations = [migrations.RunPython(give_permissions, take_permissions)]
