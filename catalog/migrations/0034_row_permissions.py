"""Launch prices and USB ports are rows of a phone like the others: whoever enters a phone enters them too."""

from importlib import import_module

from django.db import migrations

CODENAMES = [
    f"{verb}_{model}" for model in ("launchprice", "usbport") for verb in ("view", "add", "change", "delete")
]
ROLES = ("Contributor", "Editor", "Chief")


def give_permissions(apps, schema_editor):
    import_module("catalog.migrations.0008_groups").make_permissions(apps, "catalog")
    permissions = row_permissions(apps)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(*permissions)


def take_permissions(apps, schema_editor):
    permissions = row_permissions(apps)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.remove(*permissions)


def row_permissions(apps):
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="catalog")
    return permissions.filter(codename__in=CODENAMES)


class Migration(migrations.Migration):
    dependencies = [("catalog", "0033_page_wording")]

    operations = [migrations.RunPython(give_permissions, take_permissions)]
