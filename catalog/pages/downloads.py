"""The part of the data page about whole files: what each holds, how large it is, and how to cite it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_noop, ngettext_lazy

from catalog.dumps.citation import bibtex_entry, citation_text
from catalog.dumps.dump_store import Dump, DumpFile, newest_dump
from catalog.languages.localised_text import localised
from catalog.models import Stamp
from catalog.quantities import formatters

MEGABYTE = 1_000_000
PHONES = ngettext_lazy("%(number)s phone", "%(number)s phones", "count")
CAMERAS = ngettext_lazy("%(number)s camera", "%(number)s cameras", "count")
RECORDS = ngettext_lazy("%(number)s record", "%(number)s records", "count")
FILE_WORDS = {
    "phones": (
        gettext_noop("Phones, CSV"),
        PHONES,
        gettext_noop("A row for each phone, with every value, its state and its sources."),
    ),
    "cameras": (
        gettext_noop("Cameras, CSV"),
        CAMERAS,
        gettext_noop("A row for each camera, with every value, its state and its sources."),
    ),
    "sqlite": (
        gettext_noop("Everything, SQLite"),
        PHONES,
        gettext_noop("Phones, cameras, displays, model codes, markets, claims and sources as tables."),
    ),
    "lines": (
        gettext_noop("Phones, JSON lines"),
        PHONES,
        gettext_noop("A line for each phone, just as its own JSON has it, packed with gzip."),
    ),
    "records": (
        gettext_noop("Records, zip"),
        RECORDS,
        gettext_noop("Every record as the YAML file that a copy of this site loads."),
    ),
}
"""Key of a file → what it is called, what it counts, and what is in it; in the order of the page."""


@dataclass(frozen=True)
class Download:
    key: str
    label: str
    text: str
    rows: str
    size: str
    file: DumpFile


@dataclass(frozen=True)
class Downloads:
    """``dump`` is None before the first files are made; ``is_older`` where the catalogue has changed since."""

    dump: Dump | None
    files: tuple[Download, ...]
    is_older: bool
    citation: str
    bibtex: str


def downloads(at: datetime):
    """What can be downloaded at ``at``. One query."""
    stamp = Stamp.current()
    dump = newest_dump()
    if dump is None:
        return Downloads(None, (), False, citation_text(stamp, at), bibtex_entry(stamp, at))
    return Downloads(
        dump,
        files=tuple(_download(dump.by_key[key], *words) for key, words in FILE_WORDS.items() if key in dump.by_key),
        is_older=dump.stamp != stamp,
        citation=citation_text(dump.stamp, dump.made_at),
        bibtex=bibtex_entry(dump.stamp, dump.made_at),
    )


def _download(file, label, counted, text):
    rows = counted % {"count": file.rows, "number": localised(formatters.format_number(file.rows))}
    return Download(file.key, gettext(label), gettext(text), rows, size_words(file.size), file)


def size_words(size):
    """“1.9 MB”, of bytes."""
    return localised(f"{formatters.format_number(max(size / MEGABYTE, 0.1), 1)}{formatters.THIN_SPACE}MB")
