"""An answer as JSON and as CSV: all facts, states and sources of every phone, in the shape of docs/finder.md."""

from catalog.facts.phone_serializer import LICENCE, source_data
from catalog.models import Source
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS

from .facet_counts import facets_data, ranges_data
from .finder_result import PHONES_PER_PAGE
from .index_store import phone_data_by_key
from .query_phrases import phrases_of_query

CSV_BATCH_SIZE = 200
"""Phones whose facts a CSV reads at a time."""
EXPORTED_KEYS = (*PHONE_SPECS, *DISPLAY_SPECS)


def finder_result_data(finding, page, maybe_page):
    """One page of both buckets. Three queries."""
    index, total, maybe = finding.index, finding.found.total, finding.found.maybe_total
    matches = finding.matches((page - 1) * PHONES_PER_PAGE, page * PHONES_PER_PAGE)
    maybes = finding.maybes((maybe_page - 1) * PHONES_PER_PAGE, maybe_page * PHONES_PER_PAGE)
    facts = phone_data_by_key(index.keys([*matches, *maybes]), finding.live.unstored)
    phones = [facts[index.ids[place]] for place in matches if index.ids[place] in facts]
    possible = [
        {**facts[index.ids[place]], "because": finding.because(place)} for place in maybes if index.ids[place] in facts
    ]
    return {
        "total": total,
        "maybe": maybe,
        "page": page,
        "pages": page_count(total),
        "maybe_page": maybe_page,
        "maybe_pages": page_count(maybe),
        "question": phrases_of_query(finding),
        "phones": phones,
        "maybe_phones": possible,
        "facets": facets_data(finding),
        "ranges": ranges_data(finding),
        "sources": named_sources_data([*phones, *possible]),
        "licence": LICENCE,
        "stamp": finding.live.stamp,
    }


def page_count(total):
    return max(1, -(-total // PHONES_PER_PAGE))


def named_sources_data(phones):
    """Every source that these phones name. One query."""
    named = {slug for phone in phones for slugs in phone["fact_sources"].values() for slug in slugs}
    return {source.slug: source_data(source) for source in Source.objects.filter(slug__in=named)}


def csv_header():
    facts = (f"{key}{ending}" for ending in ("", ".state", ".sources") for key in EXPORTED_KEYS)
    return ["match", "because", "slug", "name", *facts, "licence", "stamp"]


def result_csv_lines(finding):
    """The answer as rows of a table, matches first; a query for every ``CSV_BATCH_SIZE`` phones."""
    yield csv_header()
    yield from _csv_lines(finding, "yes", finding.matches(0, finding.found.total))
    yield from _csv_lines(finding, "maybe", finding.maybes(0, finding.found.maybe_total))


def _csv_lines(finding, match, places):
    for start in range(0, len(places), CSV_BATCH_SIZE):
        some = places[start : start + CSV_BATCH_SIZE]
        facts = phone_data_by_key(finding.index.keys(some), finding.live.unstored)
        for place in some:
            phone = facts.get(finding.index.ids[place])
            if phone:
                because = " ".join(finding.because(place)) if match == "maybe" else ""
                yield [match, because, *_csv_cells(phone), LICENCE["url"], finding.live.stamp]


def _csv_cells(phone):
    facts, states, sources = phone["facts"], phone["states"], phone["fact_sources"]
    values = [_csv_cell(facts.get(key)) for key in EXPORTED_KEYS]
    known = [states.get(key, "known") for key in EXPORTED_KEYS]
    named = [" ".join(sources.get(key, ())) for key in EXPORTED_KEYS]
    return [phone["slug"], phone["name"], *values, *known, *named]


def _csv_cell(value):
    """A value in one cell: lists with blanks between bars, yes and no in words."""
    if isinstance(value, list):
        return " | ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value
