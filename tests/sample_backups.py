"""Writes a small backup of this version into ``tests/backups/``: ``python -m tests.sample_backups``, with an empty,
migrated database of its own (``DATABASE_URL``) and an empty ``MEDIA_ROOT``."""

import os
from pathlib import Path

SAMPLES = Path(__file__).parent / "backups"


def write_sample():
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from .whole_site import make_site  # noqa: PLC0415 - needs Django's settings

    make_site()
    call_command("backup", str(SAMPLES / f"{settings.VERSION}-{connection.vendor}.backup"))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phonesite.settings")
    import django

    django.setup()
    write_sample()
