"""An answer as JSON and as CSV: all facts, states and sources of every phone, in the shape of docs/finder.md."""

from catalog.facts.phone_serializer import LICENCE, source_data
from catalog.models import Source
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS

from .facets import facets_data, ranges_data
from .index_store import data_of
from .search_results import PER_PAGE
from .sentence import phrases

AT_ONCE = 200
"""Phones whose facts a CSV reads at a time."""
KEYS = (*PHONE_SPECS, *DISPLAY_SPECS)


def finding_data(finding, page, maybe_page):
    """One page of both buckets. Three queries."""
    index, total, maybe = finding.index, finding.found.total, finding.found.maybe_total
    matches = finding.matches((page - 1) * PER_PAGE, page * PER_PAGE)
    maybes = finding.maybes((maybe_page - 1) * PER_PAGE, maybe_page * PER_PAGE)
    facts = data_of(index.keys([*matches, *maybes]), finding.live.unstored)
    phones = [facts[index.ids[place]] for place in matches if index.ids[place] in facts]
    possible = [
        {**facts[index.ids[place]], "because": finding.because(place)} for place in maybes if index.ids[place] in facts
    ]
    return {
        "total": total,
        "maybe": maybe,
        "page": page,
        "pages": pages_of(total),
        "maybe_page": maybe_page,
        "maybe_pages": pages_of(maybe),
        "question": phrases(finding),
        "phones": phones,
        "maybe_phones": possible,
        "facets": facets_data(finding),
        "ranges": ranges_data(finding),
        "sources": sources_of([*phones, *possible]),
        "licence": LICENCE,
        "stamp": finding.live.stamp,
    }


def pages_of(total):
    return max(1, -(-total // PER_PAGE))


def sources_of(phones):
    """Every source that these phones name. One query."""
    named = {slug for phone in phones for slugs in phone["fact_sources"].values() for slug in slugs}
    return {source.slug: source_data(source) for source in Source.objects.filter(slug__in=named)}


def header():
    facts = (f"{key}{ending}" for ending in ("", ".state", ".sources") for key in KEYS)
    return ["match", "because", "slug", "name", *facts, "licence", "stamp"]


def lines_of(finding):
    """The answer as rows of a table, matches first; a query for every ``AT_ONCE`` phones."""
    yield header()
    yield from _lines(finding, "yes", finding.matches(0, finding.found.total))
    yield from _lines(finding, "maybe", finding.maybes(0, finding.found.maybe_total))


def _lines(finding, match, places):
    for start in range(0, len(places), AT_ONCE):
        some = places[start : start + AT_ONCE]
        facts = data_of(finding.index.keys(some), finding.live.unstored)
        for place in some:
            phone = facts.get(finding.index.ids[place])
            if phone:
                because = " ".join(finding.because(place)) if match == "maybe" else ""
                yield [match, because, *_cells(phone), LICENCE["url"], finding.live.stamp]


def _cells(phone):
    facts, states, sources = phone["facts"], phone["states"], phone["fact_sources"]
    values = [_cell(facts.get(key)) for key in KEYS]
    known = [states.get(key, "known") for key in KEYS]
    named = [" ".join(sources.get(key, ())) for key in KEYS]
    return [phone["slug"], phone["name"], *values, *known, *named]


def _cell(value):
    """A value in one cell: lists with blanks between bars, yes and no in words."""
    if isinstance(value, list):
        return " | ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value
