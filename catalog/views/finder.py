"""The finder: one question, answered as a page, as JSON and as CSV."""

from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.urls import reverse

from catalog.finder.collections import cached_published_collections
from catalog.finder.export import finder_result_data, page_count, result_csv_lines
from catalog.finder.facets import facet_by_name
from catalog.finder.finder_result import PHONES_PER_PAGE, find_phones
from catalog.finder.query_parser import encode_query
from catalog.finder.query_phrases import condition_phrase
from catalog.sheet.registry import SHEET

from .facet_sidebar import form_field_names, sidebar_groups
from .pagination import parse_page_number
from .responses import json_response, reader_view, streamed_csv_response
from .result_list import LISTABLE_SPECS, ResultCards, printed_maybes, result_table, table_columns

SORT_CHOICES = (
    "-announced", "weight_g", "-main_sensor_area_mm2", "main_equivalent_f_number", "-longest_focal_length_eq_mm",
    "depth_mm", "volume_cm3", "-display_size_in", "-battery_mah", "-supported_until", "-main_megapixels", "-ram_gb",
)  # fmt: skip
"""What the menus offer; any row can be sorted by in the table and in the address."""
QUICK_FILTERS = (
    ("1-inch type or larger", (("main_optical_format_inch_min", "1"),)),
    ("A lens of 70 mm or more", (("lens.focal_length_eq_mm_min", "70"),)),
    ("Sold outside Japan", (("sold_outside", "JP"),)),
    ("At most 200 g", (("weight_g_max", "200"),)),
    ("Supported until 2028 or later", (("supported_until_min", "2028"),)),
    ("Announced since 2024", (("announced_min", "2024"),)),
)
"""The questions that decide most: their words, and the parameters that ask them."""


@dataclass(frozen=True)
class ActiveFilter:
    """One part of the question: in words, how to take it away, and where it stands in the form."""

    words: str
    remove: str
    place: str


@dataclass(frozen=True)
class QuickFilter:
    words: str
    url: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class ResultPages:
    """One page of one of the two lists; ``links`` are (number or “…”, query string or empty)."""

    number: int
    last: int
    total: int
    name: str
    asked: object

    def url(self, number):
        return self.asked.url(**{self.name: str(number) if number > 1 else ""})

    @property
    def links(self):
        near = {1, self.last, *range(self.number - 2, self.number + 3)}
        numbers = sorted(number for number in near if 1 <= number <= self.last)
        gaps = [n for n in numbers if n > 1 and n - 1 not in numbers]
        return [link for n in numbers for link in ([("…", "")] if n in gaps else []) + [(n, self.url(n))]]

    @property
    def bounds(self):
        return (self.number - 1) * PHONES_PER_PAGE, self.number * PHONES_PER_PAGE


@reader_view
def phones(request):
    """Parameters left empty by a form without scripts are taken out of the address first."""
    filled = [(name, value) for name, values in request.GET.lists() for value in values if value.strip()]
    if len(filled) < sum(len(values) for _, values in request.GET.lists()):
        return redirect(f"{reverse('phones')}?{encode_query(filled)}" if filled else reverse("phones"))
    finding = find_phones(request.GET)
    return render(
        request, "phones.html", finder_context(finding) | {"collections": cached_published_collections(finding.live)}
    )


def finder_context(finding):
    """What the finder's page prints."""
    asked, total, maybe = finding.asked, finding.found.total, finding.found.maybe_total
    pages, maybe_pages = result_pages(asked, "page", total), result_pages(asked, "maybe_page", maybe)
    places = finding.matches(*pages.bounds)
    return {
        "finding": finding,
        "asked": asked,
        "total": total,
        "maybe": maybe,
        "parts": active_filters(finding),
        "decisive": [quick_filter(finding, *one) for one in QUICK_FILTERS],
        "groups": sidebar_groups(finding),
        "cards": ResultCards(finding).at(places) if asked.view == "cards" else [],
        "table": result_table(finding, places) if asked.view == "table" else None,
        "columns": column_choices(finding) if asked.view == "table" else [],
        "maybes": printed_maybes(finding, finding.maybes(*maybe_pages.bounds)),
        "pages": pages,
        "maybe_pages": maybe_pages,
        "sorts": sort_choices(asked),
        "faults": general_faults(asked),
        "dropped": conditions_to_drop(finding) if not total else [],
        "query": asked.url(),
    }


def column_choices(finding):
    """(group, [(key, label, whether the table has it)]) of every row that can be a column."""
    chosen = table_columns(finding)
    rows = [(group.label, [spec for spec in group.specs if spec.key in LISTABLE_SPECS]) for group in SHEET]
    return [(label, [(spec.key, spec.label, spec.key in chosen) for spec in specs]) for label, specs in rows if specs]


def result_pages(asked, name, total):
    """The page asked for; the first, and a fault, where there is no such page."""
    text, last = getattr(asked, name), page_count(total)
    number = parse_page_number(text)
    if number is None or number > last:
        asked.faults[name] = [
            f"“{text[:20]}” is no page here: there {'is one page' if last == 1 else f'are {last} pages'}."
        ]
        number = 1
    return ResultPages(number, last, total, name, asked)


def active_filters(finding):
    """The question part by part, each with the address that asks all but it."""
    columns, asked = finding.index.columns, finding.asked
    words = asked.question.words
    parts = [ActiveFilter(f"called “{words}”", asked.url(q=""), "finder-words")] if words else []
    for one in asked.readings:
        facet = one.condition.facet
        words = condition_phrase(one, columns[facet.kind.key].words)
        parts.append(ActiveFilter(words, asked.url(without=one.condition), f"facet-{facet.name}"))
    return parts


def quick_filter(finding, words, pairs):
    """A question that decides, with how many would match if it were asked as well; chosen, the link takes it back."""
    asked = finding.asked
    mine = [one for one in asked.readings if set(pairs) <= set(one.pairs)]
    if mine:
        return QuickFilter(words, asked.url(without=mine[0].condition), finding.found.total, chosen=True)
    names = {name for name, _ in pairs}
    kept = [pair for pair in asked.pairs_but() if pair[0] not in names]
    return QuickFilter(words, encode_query([*kept, *pairs]), finding.total_with(pairs), chosen=False)


def sort_choices(asked):
    """(key, words, place among the chosen or None) of what can be sorted by."""
    chosen = [f"{'-' * one.falling}{one.facet.name}" for one in asked.question.order]
    return [(key, sort_label(key)) for key in dict.fromkeys([*chosen, *SORT_CHOICES])], chosen


def sort_label(key):
    """“Weight, smallest first”."""
    facet = facet_by_name(key.removeprefix("-"))
    if facet.is_date:
        return f"{facet.spec.label}, {'latest' if key.startswith('-') else 'earliest'} first"
    return f"{facet.spec.label}, {'largest' if key.startswith('-') else 'smallest'} first"


def general_faults(asked):
    """What is wrong with parameters that have no field in the form."""
    faults = asked.faults.items()
    return [(name, " ".join(messages)) for name, messages in faults if name not in form_field_names()]


def conditions_to_drop(finding):
    """(words, query string, total) of each condition that would give phones if it were not asked, the most first."""
    columns, asked = finding.index.columns, finding.asked
    found = [
        (
            condition_phrase(one, columns[one.condition.facet.kind.key].words),
            asked.url(without=one.condition),
            finding.total_without(one.condition),
        )
        for one in asked.readings
    ]
    if asked.question.words:
        found.append((f"called “{asked.question.words}”", asked.url(q=""), finding.total_without_words()))
    return sorted((one for one in found if one[2]), key=lambda one: -one[2])


@reader_view
def phones_json(request):
    finding = find_phones(request.GET)
    pages = {name: parse_page_number(request.GET.get(name, "1")) for name in ("page", "maybe_page")}
    faults = finding.asked.faults | {name: ["This is no page number."] for name, page in pages.items() if page is None}
    return faults_response(faults) or json_response(finder_result_data(finding, **pages), indent=None)


@reader_view
def phones_csv(request):
    finding = find_phones(request.GET)
    return faults_response(finding.asked.faults) or streamed_csv_response(result_csv_lines(finding), "phones")


def faults_response(faults):
    """400 with what is wrong with each parameter; None where nothing is."""
    errors = {name: " ".join(messages) for name, messages in faults.items()}
    return json_response({"errors": errors}, 400) if errors else None
