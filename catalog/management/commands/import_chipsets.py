"""``manage.py import_chipsets PATH``: the chipsets of TechAPI (a copy of its folder data/soc)."""

from catalog.importers.adapters import load_chipset_adapter
from catalog.importers.chipset_import import import_chipsets

from .import_phones import Command as ImportPhones


class Command(ImportPhones):
    help = "Brings in TechAPI's chipsets: new ones, what is not known of others, and claims at the phones with them."
    subject = "chipset"

    def add_arguments(self, parser):
        self.add_options(parser)

    def handle(self, **options):
        super().handle(adapter="techapi", **options)

    def import_from(self, path, adapter, **options):
        adapter = load_chipset_adapter(adapter)
        return import_chipsets(path, adapter, known_only=self.reach.known_only, **options, **self.callbacks())
