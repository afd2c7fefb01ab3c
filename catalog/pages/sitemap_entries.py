"""The addresses that search engines are offered, each with the date of its last change, where that is known.

Of any number of phones, only those addresses are put into words that one part of the list has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from django.db.models import Max
from django.utils import timezone

from catalog.comparison.phone_selection import comparison_path
from catalog.finder.newest_phones import newest_places
from catalog.models import Collection, Guide, Revision, Stamp

from .indexed_comparisons import comparisons_of_guides
from .page_addresses import page_path
from .part_pages import brands_with_phones, chipsets_with_phones, sensors_with_phones
from .relation_cache import places_of_relations

LIVING_PAGES = ("home", "phones", "changes")
"""Pages that change with the catalogue."""
STANDING_PAGES = (
    "guides", "collections", "brands", "sensors", "glossary", "data", "data_api", "data_sources", "about",
    "compare_start",
)  # fmt: skip
ANY_SLUG = "SLUG"
"""Stands for a slug, and is none."""


@dataclass(frozen=True)
class SitemapEntry:
    """``changed`` is a date or moment in the form of ISO 8601; empty where it is not known."""

    path: str
    changed: str = ""


@dataclass(frozen=True)
class SitemapSection:
    """Addresses of one kind in a lasting order: ``SitemapEntry``s, or, of a ``page`` about phones, the places of these
    phones: a number, or as many as it is about."""

    items: Sequence
    page: str = ""


def sitemap_sections(snapshot):
    """The ``SitemapSection``s of all that readers may see."""
    return snapshot.get_or_set("sitemap", lambda: _sections(snapshot))


def sitemap_length(snapshot):
    """How many addresses there are."""
    return sum(len(section.items) for section in sitemap_sections(snapshot))


def sitemap_entries(snapshot, start, stop):
    """The entries from ``start`` to ``stop``. One query, whatever their number, once the sections are known."""
    chosen = []
    for section in sitemap_sections(snapshot):
        chosen.append((section.page, section.items[max(start, 0) : max(stop, 0)]))
        start -= len(section.items)
        stop -= len(section.items)
    words = _PhoneEntries(snapshot, [some for page, some in chosen if page])
    entries = []
    for page, some in chosen:
        entries.extend(words.entries(page, some) if page else some)
    return entries


def _sections(snapshot):
    """Lines and comparisons are put in order by their slugs."""
    general = [
        *_general_entries(),
        *map(_guide_entry, Guide.objects.published()),
        *map(_undated_entry, Collection.objects.published()),
    ]
    parts = chain(brands_with_phones(snapshot), sensors_with_phones(snapshot), chipsets_with_phones(snapshot))
    places, are_steps = places_of_relations(snapshot)
    by_slug = snapshot.index.by_slug
    in_line = np.unique(places[are_steps])
    pairs = _each_pair_once(places, by_slug)
    return [
        SitemapSection(general),
        SitemapSection(newest_places(snapshot).astype(np.int32), "phone"),
        SitemapSection(in_line[np.argsort(by_slug[in_line])], "line"),
        SitemapSection(pairs, "compare"),
        SitemapSection(_comparisons_of_guides(snapshot, pairs), "compare"),
        SitemapSection(list(map(_undated_entry, parts))),
    ]


def _general_entries():
    moved = Stamp.objects.values_list("moved_at", flat=True).first()
    for name in LIVING_PAGES:
        yield SitemapEntry(page_path(name), _moment(moved))
    for name in STANDING_PAGES:
        yield SitemapEntry(page_path(name))


def _guide_entry(guide):
    return SitemapEntry(guide.get_absolute_url(), _date(guide.reviewed))


def _undated_entry(record):
    return SitemapEntry(record.get_absolute_url())


def _each_pair_once(places, by_slug):
    """In the order of their slugs."""
    places = places[np.lexsort((by_slug[places[:, 1]], by_slug[places[:, 0]]))]
    is_repeated = (places[1:] == places[:-1]).all(axis=1)
    return np.delete(places, np.flatnonzero(is_repeated), axis=0)


def _comparisons_of_guides(snapshot, pairs):
    """Lists of places, without those of two phones that are among ``pairs``."""
    place_of = snapshot.index.places.of
    found = []
    for _, phones in sorted(comparisons_of_guides().items()):
        places = [place_of[key] for key in phones.values() if key in place_of]
        is_pair = len(places) == 2 and (pairs == places).all(axis=1).any()
        if len(places) == len(phones) and not is_pair:
            found.append(places)
    return found


class _PhoneEntries:
    """Pages about phones, which are named by their places, as entries; ``shown`` are all that are asked for."""

    def __init__(self, snapshot, shown):
        self.ids = snapshot.index.ids
        self.slugs = snapshot.index.places.slugs
        places = chain.from_iterable(map(_lists_of_places, shown))
        self.changes = last_changes({self.ids[place] for place in chain.from_iterable(places)})

    def entries(self, page, shown):
        """Each with the day when readers saw the last of its phones change."""
        before, _, after = page_path(page, ANY_SLUG).partition(ANY_SLUG)
        for places in _lists_of_places(shown):
            slugs = comparison_path(self.slugs[place] for place in places)
            moments = filter(None, (self.changes.get(self.ids[place]) for place in places))
            yield SitemapEntry(f"{before}{slugs}{after}", _moment(max(moments, default=None)))


def _lists_of_places(shown):
    if isinstance(shown, list):
        return shown
    if not len(shown):
        return []
    return shown.reshape(len(shown), -1).tolist()


def last_changes(keys):
    """Key → when readers saw the phone change last, or come, of those of ``keys`` of which that is known."""
    revisions = Revision.objects.filter(kind="phone", record__in=keys, seen_from__lte=timezone.now())
    return dict(revisions.values_list("record").annotate(Max("seen_from")).order_by())


def _moment(moment):
    return moment.isoformat(timespec="seconds") if moment else ""


def _date(date):
    """Of a date known to the month or the day; quarters have no form that sitemaps know."""
    text = str(date) if date else ""
    return "" if "Q" in text else text
