"""Makes all files of a dump, of one state of the catalogue."""

import shutil

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from catalog.facts.phone_serializer import LICENCE
from catalog.facts.prefetch import fetch_phones
from catalog.models import Phone, Stamp

from .citation import citation_text
from .dump_store import described_file, finish_dump, start_folder
from .dump_writers import CameraCsvWriter, JsonLinesWriter, public_phones, write_phone_csv, write_record_zip
from .public_records import PublicRecords
from .sqlite_writer import SqliteWriter

BATCH = 20
"""Phones in memory at a time."""
MOST_ATTEMPTS = 3


class CatalogueChangedError(Exception):
    """The catalogue was changed again and again while its files were made."""


def make_dump(progress=None):
    """The ``Dump`` of the catalogue as it is now. Made anew where somebody changes it meanwhile."""
    for _ in range(MOST_ATTEMPTS):
        stamp = Stamp.current()
        made_at = timezone.now()
        folder = start_folder(stamp)
        files = _DumpMaker(folder, stamp, made_at).files(progress)
        if Stamp.current() == stamp:
            return finish_dump(folder, stamp, made_at, files)
        shutil.rmtree(folder)
    raise CatalogueChangedError


class _DumpMaker:
    def __init__(self, folder, stamp, made_at):
        self.folder = folder
        self.stamp = stamp
        self.made_at = made_at
        self.records = PublicRecords(made_at)

    def path(self, what):
        """“phonesite-phones-2026-11-29-1234.csv”."""
        name, _, ending = what.partition(".")
        site = slugify(settings.SITE_NAME) or "catalogue"
        return self.folder / f"{site}-{name}-{self.made_at:%Y-%m-%d}-{self.stamp}.{ending}"

    @property
    def about(self):
        return {
            "licence": LICENCE["name"],
            "licence_url": LICENCE["url"],
            "cite_as": citation_text(self.stamp, self.made_at),
            "address": f"{settings.SITE_URL}/data/",
            "stamp": str(self.stamp),
            "made_by": f"Phonesite {settings.VERSION}",
            "made_at": self.made_at.isoformat(timespec="seconds"),
        }

    def files(self, progress):
        readme = f"{settings.SITE_NAME}: every published record of the catalogue.\nLicence: {LICENCE['url']}\n"
        readme += f"Made by Phonesite {settings.VERSION}.\n"
        records = self.path("records.zip")
        phones = self.path("phones.csv")
        files = [
            described_file("records", records, write_record_zip(records, self.records, readme)),
            described_file("phones", phones, write_phone_csv(phones)),
        ]
        return files + self.files_by_phone(progress)

    def files_by_phone(self, progress):
        """The files for which every phone is worked out whole."""
        writers = {
            "cameras": (CameraCsvWriter, self.path("cameras.csv"), self.stamp),
            "lines": (JsonLinesWriter, self.path("phones.jsonl.gz"), self.stamp),
            "sqlite": (SqliteWriter, self.path("catalogue.sqlite"), self.records, self.about),
        }
        opened = {key: kind(*arguments) for key, (kind, *arguments) in writers.items()}
        self.add_phones(opened.values(), progress)
        for writer in opened.values():
            writer.close()
        return [described_file(key, writers[key][1], opened[key].count) for key in writers]

    def add_phones(self, writers, progress):
        slugs = public_phones(self.made_at)
        for start in range(0, len(slugs), BATCH):
            batch = Phone.objects.published(self.made_at).filter(slug__in=slugs[start : start + BATCH])
            for phone in fetch_phones(batch.order_by("slug"), self.made_at):
                for writer in writers:
                    writer.add(phone)
            if progress:
                progress(min(start + BATCH, len(slugs)), len(slugs))
