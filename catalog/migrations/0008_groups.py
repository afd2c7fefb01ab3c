"""The three roles, as groups. Contributors propose, editors publish, the chief manages people too."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROWS = (
    "alias", "display", "camera", "memoryversion", "phonechipset", "modelcode", "market", "relation", "variation",
    "extrarow", "softwareobservation",
)
"""What a phone has in several: entered, changed and taken away on its form."""
RECORDS = ("phone", "brand", "chipset", "sensor", "source")
EDITORS_OWN = ("collection", "guide", "guidephone", "guidesource", "operator", "photo", "claim", "oldslug")
EVERYTHING = (*RECORDS, *ROWS, *EDITORS_OWN, "proposal", "report", "edit", "revision")


def of(verbs, models):
    return [f"{verb}_{model}" for model in models for verb in verbs]


CONTRIBUTOR = [
    *of(["view"], EVERYTHING),
    *of(["add", "change"], RECORDS),
    *of(["add", "change", "delete"], ROWS),
    "add_claim",
]
EDITOR = [
    *CONTRIBUTOR,
    *of(["add", "change", "delete"], (*RECORDS, *EDITORS_OWN)),
    *of(["change"], ("proposal", "report")),
    "publish",
]
CHIEF = [*EDITOR, "view_user", "add_user", "change_user", "view_group"]
ROLES = {"Contributor": CONTRIBUTOR, "Editor": EDITOR, "Chief": CHIEF}


def make_groups(apps, schema_editor):
    for label in ("catalog", "auth"):
        make_permissions(apps, label)
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=("catalog", "auth"))
    by_name = {permission.codename: permission for permission in permissions}
    for name, codenames in ROLES.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.set([by_name[codename] for codename in dict.fromkeys(codenames)])


def make_permissions(apps, label):
    """Django makes them when all migrations are done: too late for this one."""
    config = apps.get_app_config(label)
    was = getattr(config, "models_module", None)
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = was


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0007_history"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
