from django.db import migrations


def forget_old_attempts(apps, schema_editor):
    """Failed sign-ins were kept here, with what browsers are called; now they are kept elsewhere, and for a day."""
    apps.get_model("axes", "AccessAttempt").objects.all().delete()
    apps.get_model("axes", "AccessFailureLog").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0041_report_limits'),
        ('axes', '0010_accessattemptexpiration'),
    ]

    operations = [
        migrations.RunPython(forget_old_attempts, migrations.RunPython.noop),
    ]
