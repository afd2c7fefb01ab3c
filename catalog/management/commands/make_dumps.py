"""``manage.py make_dumps``: the files of ``/data/``, once for each state of the catalogue."""

import os
from time import sleep

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from catalog.dumps.dump_store import is_dump_current, newest_dump
from catalog.dumps.making import CatalogueChangedError, make_dump

SECONDS_BETWEEN_LOOKS = 2
"""How often a waiting command sees whether the process that started it is still there."""


class Command(BaseCommand):
    help = "Makes the files that readers download, unless those of the present catalogue are there."

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="make them even if nothing has changed")
        parser.add_argument(
            "--every", type=int, metavar="MINUTES", help="look again that often, until the process that started it ends"
        )

    def handle(self, *, force, every, **options):
        self.make(force)
        parent = os.getppid()
        while every and self.is_waited_for(parent, 60 * every):
            self.make(force=False)

    def make(self, force):
        if not force and is_dump_current(newest_dump()):
            self.stdout.write("The files of the present catalogue are there.")
            return
        try:
            dump = make_dump()
        except CatalogueChangedError as changed:
            raise CommandError("The catalogue kept changing; the files made last are still served.") from changed
        except OSError as fault:
            raise CommandError(f"The files cannot be written: {fault.strerror}") from fault
        self.stdout.write(f"{len(dump.files)} files of stamp {dump.stamp} in {dump.folder}")

    def is_waited_for(self, parent, seconds):
        """Wait; false once the process that started this one has ended."""
        connection.close()
        for _ in range(0, seconds, SECONDS_BETWEEN_LOOKS):
            if os.getppid() != parent:
                return False
            sleep(SECONDS_BETWEEN_LOOKS)
        return True
