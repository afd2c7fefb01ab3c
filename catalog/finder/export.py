"""An answer as JSON and as CSV: all facts, states and sources of every phone, in the shape of docs/finder.md."""

from catalog.facts.csv_cells import ESTIMATED_STATE, EXPORTED_KEYS, LIST_SEPARATOR, csv_value
from catalog.facts.phone_serializer import LICENCE, source_data
from catalog.models import Source
from catalog.quantities.spreadsheet_formulas import escape_formula

from .facet_counts import facets_data, ranges_data
from .finder_result import PHONES_PER_PAGE
from .index_store import stored_data_by_key
from .query_phrases import phrases_of_query
from .stored_phone_data import json_text

CSV_BATCH_SIZE = 200
"""Phones whose facts a CSV reads at a time."""
CSV_PAGE_SIZE = 1000
"""Phones that a reader gets in one CSV: half a second of work. Files of the whole catalogue are made beforehand."""
PLAIN_TYPES = (int, float, type(None))
"""Values that stand in a CSV as they are, what is not known being empty."""
_ALL_KNOWN = dict.fromkeys(EXPORTED_KEYS, "known")


def finder_result_json(finding, page, maybe_page):
    """One page of the phones that match, and one of those that may, as JSON; phones as they are stored. Three
    queries."""
    matches = finding.matches(*_page_bounds(page))
    maybes = finding.maybes(*_page_bounds(maybe_page))
    data = _data_by_place(finding, [*matches, *maybes])
    head = _totals(finding, page, maybe_page) | {"question": phrases_of_query(finding)}
    rest = {
        "facets": facets_data(finding),
        "ranges": ranges_data(finding),
        "sources": named_sources_data(data.values()),
        "licence": LICENCE,
        "stamp": finding.live.stamp,
    }
    phones = [_match_json(finding, place, data[place]) for place in matches if place in data]
    maybe_phones = [_maybe_json(finding, place, data[place]) for place in maybes if place in data]
    lists = f'"phones":[{",".join(phones)}],"maybe_phones":[{",".join(maybe_phones)}]'
    return f"{json_text(head)[:-1]},{lists},{json_text(rest)[1:]}"


def _totals(finding, page, maybe_page):
    total = finding.found.total
    maybe_total = finding.found.maybe_total
    return {
        "total": total,
        "maybe": maybe_total,
        "page": page,
        "pages": page_count(total),
        "maybe_page": maybe_page,
        "maybe_pages": page_count(maybe_total),
    }


def _match_json(finding, place, phone):
    labels = matching_labels(finding, place, phone)
    return phone.text_with({**converted_data(finding, place), "matches_in": labels})


def _maybe_json(finding, place, phone):
    return phone.text_with({**converted_data(finding, place), "because": finding.because(place)})


def converted_data(finding, place):
    """{"converted": {price: [{"value", "currency", "rate_on"}]}} of a phone's prices that were converted to answer;
    empty where none was."""
    found = {}
    for facet in finding.asked.question.asked_prices:
        prices = finding.converted_prices(facet, place)
        if prices:
            found[facet.name] = list(map(_converted_price_data, prices))
    return {"converted": found} if found else {}


def _converted_price_data(price):
    return {"value": round(price.amount, 2), "currency": price.currency, "rate_on": price.day.isoformat()}


def matching_labels(finding, place, phone):
    """The versions that match where the usual one of the phone (``StoredPhoneData``) does not: what each is called."""
    slots = finding.versions_matching(place)
    if not slots:
        return []
    versions = phone.sources_and_versions["versions"]  # without the usual one, which is in the first slot
    return [versions[slot - 1]["applies_to"] for slot in slots]


def page_count(total):
    return max(1, -(-total // PHONES_PER_PAGE))


def _page_bounds(page):
    """(first, end) of a page among all phones."""
    end = page * PHONES_PER_PAGE
    return end - PHONES_PER_PAGE, end


def _data_by_place(finding, places):
    """Place → ``StoredPhoneData`` of each phone; without those that have been deleted meanwhile. One query."""
    keys = finding.index.keys(places)
    data = stored_data_by_key(keys, finding.live.unstored)
    found = {}
    for place, key in zip(places, keys, strict=True):
        if key in data:
            found[place] = data[key]
    return found


def named_sources_data(phones):
    """Every source that these phones (``StoredPhoneData``) name. One query."""
    named = set()
    for phone in phones:
        named.update(*phone.sources_and_versions["fact_sources"].values())
    return {source.slug: source_data(source) for source in Source.objects.filter(slug__in=named)}


def csv_header():
    states = [f"{key}.state" for key in EXPORTED_KEYS]
    sources = [f"{key}.sources" for key in EXPORTED_KEYS]
    facts = [*EXPORTED_KEYS, *states, *sources, "versions", "converted"]
    return ["match", "because", "matches_in", "slug", "name", *facts, "licence", "stamp"]


def result_csv_lines(finding, page=None):
    """The answer as rows of a table, matches first: a page of ``CSV_PAGE_SIZE`` phones, or without ``page`` all. A
    query for every ``CSV_BATCH_SIZE`` phones."""
    first, end = _csv_bounds(page, finding)
    total = finding.found.total
    yield csv_header()
    for place, phone in _phones_in_batches(finding, finding.matches(min(first, total), min(end, total))):
        versions = LIST_SEPARATOR.join(matching_labels(finding, place, phone))
        yield _csv_line(finding, place, phone, "yes", "", versions)
    for place, phone in _phones_in_batches(finding, finding.maybes(max(first - total, 0), max(end - total, 0))):
        yield _csv_line(finding, place, phone, "maybe", " ".join(finding.because(place)), "")


def csv_page_count(finding):
    """How many pages ``result_csv_lines`` has, one at least."""
    return max(1, -(-_csv_total(finding) // CSV_PAGE_SIZE))


def _csv_total(finding):
    return finding.found.total + finding.found.maybe_total


def _csv_bounds(page, finding):
    """(first, end) among matches and maybes in one row."""
    if page is None:
        return 0, _csv_total(finding)
    return (page - 1) * CSV_PAGE_SIZE, page * CSV_PAGE_SIZE


def _phones_in_batches(finding, places):
    """(place, ``StoredPhoneData``) of each phone."""
    for start in range(0, len(places), CSV_BATCH_SIZE):
        yield from _data_by_place(finding, places[start : start + CSV_BATCH_SIZE]).items()


def _csv_line(finding, place, phone, *answer):
    flat = phone.flat
    named = map(_escaped, (*answer, flat["slug"], flat["name"]))
    converted = _converted_text(converted_data(finding, place).get("converted", {}))
    return [*named, *_csv_cells(flat), converted, LICENCE["url"], finding.live.stamp]


def _escaped(cell):
    return escape_formula(cell, keep_numbers=False)


def _converted_text(converted):
    """“launch_price 1552.92 EUR 2022-11-18”, several by semicolons."""
    texts = []
    for name, prices in converted.items():
        texts.extend(f"{name} {price['value']} {price['currency']} {price['rate_on']}" for price in prices)
    return "; ".join(texts)


def _csv_cells(phone):
    """Values, states and sources, column by column, and the versions. Most cells are numbers or empty: these are not
    looked at one by one."""
    values = list(map(phone["facts"].get, EXPORTED_KEYS))
    for place, value in enumerate(values):
        if value.__class__ is str:
            values[place] = _escaped(value)
        elif value.__class__ not in PLAIN_TYPES:
            values[place] = _escaped(csv_value(value))
    sources = {key: _escaped(" ".join(slugs)) for key, slugs in phone["fact_sources"].items()}
    states = _csv_states(phone)
    return [
        *values,
        *map(states.__getitem__, EXPORTED_KEYS),
        *map(sources.get, EXPORTED_KEYS),
        _escaped(_csv_versions(phone)),
    ]


def _csv_versions(phone):
    """“leather back: weight_g=210” for each version, with its facts that are other than usual."""
    texts = []
    for version in phone["versions"]:
        facts = [f"{key}={csv_value(value)}" for key, value in version["facts"].items()]
        texts.append(f"{version['applies_to']}: {', '.join(facts)}")
    return LIST_SEPARATOR.join(texts)


def _csv_states(phone):
    """Key → what its value is known to be: words of fixed vocabularies."""
    states = {**_ALL_KNOWN, **phone["states"]}
    for key, qualifier in phone["qualifiers"].items():
        states[key] = qualifier or states[key]
    for key in phone["estimated"]:
        states[key] = ESTIMATED_STATE
    return states
