"""``manage.py make_dumps``: the files of ``/data/``, once for each state of the catalogue."""

import os
from time import sleep

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

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
        if every:
            self.make_again_and_again(60 * every)
        else:
            self.make(force)

    def make(self, force=False):
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

    def make_again_and_again(self, seconds):
        """What fails is said, and tried again the next time."""
        parent = os.getppid()
        while True:
            try:
                self.make()
            except (CommandError, DatabaseError) as fault:
                self.stderr.write(str(fault))
            connection.close()
            if not is_still_there(parent, seconds):
                return


def is_still_there(parent, seconds):
    """Whether the process that started this one is there after so many seconds; known as soon as it is not."""
    for _ in range(0, seconds, SECONDS_BETWEEN_LOOKS):
        if os.getppid() != parent:
            return False
        sleep(SECONDS_BETWEEN_LOOKS)
    return True
