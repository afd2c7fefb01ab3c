from base64 import b32encode
from hashlib import pbkdf2_hmac

from django.db import migrations


def hash_recovery_codes(apps, schema_editor):
    """Recovery codes were stored as they are; those that people have written down go on working."""
    for code in apps.get_model("otp_static", "StaticToken").objects.all():
        salt = f"recovery codes of device {code.device_id}".encode()
        code.token = b32encode(pbkdf2_hmac("sha256", code.token.encode(), salt, 50_000, 10)).decode().lower()
        code.save(update_fields=["token"])


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0042_forget_old_attempts'),
        ('otp_static', '0003_add_timestamps'),
    ]

    operations = [
        migrations.RunPython(hash_recovery_codes, migrations.RunPython.noop),
    ]
