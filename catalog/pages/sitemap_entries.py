"""The addresses that search engines are offered, each with the date of its last change, where that is known."""

from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from catalog.comparison.product_lines import line_relations
from catalog.models import Collection, Guide, Phone, Revision, Stamp

from .indexed_comparisons import indexed_comparisons
from .page_addresses import page_path
from .part_pages import brands_with_phones, chipsets_with_phones, sensors_with_phones

LIVING_PAGES = ("home", "phones", "changes")
"""Pages that change with the catalogue."""
STANDING_PAGES = (
    "guides", "collections", "brands", "sensors", "glossary", "data", "data_api", "data_sources", "about",
    "compare_start",
)  # fmt: skip


@dataclass(frozen=True)
class SitemapEntry:
    """``changed`` is a date or moment in the form of ISO 8601; empty where it is not known."""

    path: str
    changed: str = ""


def sitemap_entries():
    """Of all that readers may see now, in a lasting order. The same number of queries however many phones there are."""
    changes = _last_changes()
    entries = [
        *_general_entries(),
        *map(_guide_entry, Guide.objects.published()),
        *map(_undated_entry, Collection.objects.published()),
        *_phone_entries("phone", changes, changes),
        *_phone_entries("line", _slugs_with_line(), changes),
        *_comparison_entries(changes),
    ]
    for records in (brands_with_phones(), sensors_with_phones(), chipsets_with_phones()):
        entries.extend(map(_undated_entry, records))
    return entries


def _last_changes():
    """Slug of each published phone, the newest first → when readers saw it change last, or come; None: not known."""
    revisions = Revision.objects.filter(kind="phone", seen_from__lte=timezone.now())
    seen = dict(revisions.values_list("record").annotate(Max("seen_from")).order_by())
    phones = Phone.objects.published().newest_first().values_list("pk", "slug")
    return {slug: seen.get(key) for key, slug in phones}


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


def _phone_entries(name, slugs, changes):
    for slug in slugs:
        yield SitemapEntry(page_path(name, slug), _moment(changes.get(slug)))


def _slugs_with_line():
    relations = line_relations()
    return sorted(relations.older.keys() | relations.newer.keys())


def _comparison_entries(changes):
    for path, slugs in sorted(indexed_comparisons().items()):
        moments = filter(None, map(changes.get, slugs))
        yield SitemapEntry(page_path("compare", path), _moment(max(moments, default=None)))


def _moment(moment):
    return moment.isoformat(timespec="seconds") if moment else ""


def _date(date):
    """Of a date known to the month or the day; quarters have no form that sitemaps know."""
    text = str(date) if date else ""
    return "" if "Q" in text else text
