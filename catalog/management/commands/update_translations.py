"""Bring the files of translations up to date with the texts of readers' pages."""

from django.core.management.base import BaseCommand

from catalog.languages.translation_files import TRANSLATED, read_translations, untranslated, update_translations


class Command(BaseCommand):
    help = "Collects every text of readers' pages into catalog/locale and compiles what is translated."

    def handle(self, *args, **options):
        for language in TRANSLATED:
            update_translations(language)
            missing = untranslated(read_translations(language))
            self.stdout.write(f"{language}: {len(missing)} texts to be translated")
