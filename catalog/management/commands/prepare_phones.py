"""``manage.py prepare_phones``: what pages print of phones, worked out and printed before a reader asks."""

import os

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

from catalog.facts.prepared_phones import prepare_phones, unprepared_phone_keys
from catalog.finder.index_files import write_missing_index
from catalog.management.old_data import HourlyForgetting
from catalog.models import Stamp
from catalog.pages.prepared_frames import can_print_frames, print_frames, unprinted_phone_keys

from .make_dumps import is_still_there


class Command(BaseCommand):
    help = "Prepares for pages the phones that changed, or that another version of the site prepared."

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="look again that often, until the process that started it ends"
        )

    def handle(self, *, every, **options):
        if every:
            self.prepare_again_and_again(every)
        else:
            self.prepare()

    def prepare(self):
        write_missing_index(timezone.now())
        waiting = unprepared_phone_keys()
        prepare_phones(waiting, progress=self.shows("prepared"))
        if not can_print_frames():
            raise CommandError("Pages are not printed: collect the static files first (manage.py collectstatic).")
        unprinted = unprinted_phone_keys()
        print_frames(unprinted, progress=self.shows("printed"))
        self.stdout.write(f"{len(waiting):,} phones prepared, {len(unprinted):,} printed.")

    def shows(self, what):
        return lambda done, total: self.stdout.write(f"  {done:,} of {total:,} phones {what}")

    def prepare_again_and_again(self, seconds):
        """After each change of the catalogue. What fails is said, and tried again after the next one. Once an hour what
        the privacy page says is kept no longer goes."""
        parent = os.getppid()
        stamp = None
        forgetting = HourlyForgetting()
        while True:
            try:
                forgetting.look()
                if stamp != Stamp.current():
                    stamp = Stamp.current()
                    self.prepare()
            except (CommandError, DatabaseError) as fault:
                stamp = None
                self.stderr.write(str(fault))
            connection.close()
            if not is_still_there(parent, seconds):
                return
