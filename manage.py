#!/usr/bin/env python
"""Django's command line for Phonesite: `python manage.py help` lists the commands."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phonesite.settings")
    try:
        _ = settings.DEBUG
    except ImproperlyConfigured as error:
        sys.exit(str(error))  # one sentence says what to do; a traceback would bury it
    from phonesite.failure_pages import DATABASE_ERRORS, trouble_of  # noqa: PLC0415 - it needs the settings

    try:
        execute_from_command_line(sys.argv)
    except DATABASE_ERRORS as fault:
        trouble = trouble_of(fault)
        if trouble is None:
            raise
        sys.exit(f"{trouble} ({str(fault).strip()}) What was begun is undone: run it again.")


if __name__ == "__main__":
    main()
