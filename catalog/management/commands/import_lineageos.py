"""``manage.py import_lineageos PATH``: the device files of the LineageOS wiki (a copy of its folder _data/devices)."""

from .import_phones import Command as ImportPhones


class Command(ImportPhones):
    help = "Brings in the phones of the LineageOS wiki: new ones as drafts, every value as a claim."

    def add_arguments(self, parser):
        self.add_options(parser)
        self.add_filling(parser)

    def handle(self, **options):
        super().handle(adapter="lineageos", **options)
