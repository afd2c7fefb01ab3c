"""The finder: one question, answered as a page, as JSON and as CSV."""

from dataclasses import dataclass
from operator import itemgetter

from django.shortcuts import redirect, render
from django.urls import reverse

from catalog.finder import export
from catalog.finder.collections import cached_published_collections
from catalog.finder.finder_result import find_phones
from catalog.finder.query_parser import encode_query
from catalog.finder.query_phrases import condition_phrase, words_phrase
from catalog.finder.row_coverage import row_coverage
from catalog.finder.suggested_questions import suggested_questions
from catalog.languages.active_language import active_language
from catalog.languages.localised_text import is_default_language, localised
from catalog.quantities import formatters
from catalog.sheet.registry import SHEET

from .facet_fields import asking_field
from .filter_column import FilterColumn
from .left_out import left_out_parts, setting_faults
from .pagination import parse_page_number
from .quick_filters import printed_pills, quick_filters
from .responses import csv_response, json_response, json_text_response, reader_view
from .result_list import ResultCards, printed_maybes, result_table, table_columns
from .result_pages import result_pages
from .result_phones import LISTABLE_SPECS
from .sort_menu import with_note
from .view_form import printed_view_form


@dataclass(frozen=True)
class ActiveFilter:
    """One part of the question: in words, how to take it away, and where it stands in the form."""

    words: str
    remove: str
    place: str


@reader_view
def phones(request):
    """Parameters left empty by a form without scripts are taken out of the address first."""
    given = list(parameter_pairs(request.GET))
    filled = [(name, value) for name, value in given if value.strip()]
    if len(filled) < len(given):
        query = f"?{encode_query(filled)}" if filled else ""
        return redirect(reverse("phones") + query)
    finding = find_phones(request.GET)
    context = finder_context(finding) | {"collections": cached_published_collections(finding.live)}
    return render(request, "phones.html", context)


def parameter_pairs(query):
    """Yield (name, value) of every value of a ``QueryDict``."""
    for name, values in query.lists():
        for value in values:
            yield name, value


def finder_context(finding):
    """What the finder's page prints."""
    asked = finding.asked
    total = finding.found.total
    pages = result_pages(asked, "page", total)
    maybe_pages = result_pages(asked, "maybe_page", finding.found.maybe_total)
    context = {
        "finding": finding,
        "asked": asked,
        "total": total,
        "maybe": finding.found.maybe_total,
        "parts": active_filters(finding),
        "pills": printed_pills(finding, quick_filters(finding)),
        "column": FilterColumn(finding),
        "maybes": printed_maybes(finding, finding.maybes(*maybe_pages.bounds)),
        "pages": pages,
        "maybe_pages": maybe_pages,
        "view_form": printed_view_form(finding),
        "left_out": left_out_parts(asked),
        "setting_faults": setting_faults(asked),
        "query": asked.url(more="", filters=""),
        "phones_per_csv": export.CSV_PAGE_SIZE if export.csv_page_count(finding) > 1 else None,
    }
    return context | ways_on(finding) | results_in_view(finding, finding.matches(*pages.bounds))


def ways_on(finding):
    """What may be asked instead where nothing matches; empty where something does."""
    if finding.found.total:
        return {"dropped": [], "questions": []}
    return {"dropped": conditions_to_drop(finding), "questions": questions_for_words(finding)}


def results_in_view(finding, places):
    """The matches at ``places`` as cards or as a table; the other of the two is empty."""
    if finding.asked.view == "table":
        return {"cards": [], "table": result_table(finding, places), "columns": column_choices(finding)}
    return {"cards": ResultCards(finding).at(places), "table": None, "columns": []}


def column_choices(finding):
    """(group, [(key, label, whether the table has it)]) of every row that can be a column, and is known of a phone."""
    chosen = table_columns(finding)
    coverage = row_coverage(finding.live)
    labels = column_labels(finding.live)
    groups = []
    for group in SHEET:
        specs = [spec for spec in group.specs if spec.key in LISTABLE_SPECS]
        offered = [spec for spec in specs if spec.key in chosen or coverage.is_known(spec.key)]
        rows = [(spec.key, labels[spec.key], spec.key in chosen) for spec in offered]
        if rows:
            groups.append((localised(group.label), rows))
    return groups


def column_labels(snapshot):
    """Key → label, in the language of the page, of every row that can be a column."""
    return snapshot.get_or_set(("column labels", active_language()), lambda: _labels_with_notes(row_coverage(snapshot)))


def _labels_with_notes(coverage):
    return {key: with_note(localised(spec.label), key, coverage) for key, spec in LISTABLE_SPECS.items()}


def active_filters(finding):
    """The question part by part, each with the address that asks all but it."""
    asked = finding.asked
    parts = []
    if asked.question.words:
        parts.append(ActiveFilter(asked_words(asked), asked.url(q=""), "finder-words"))
    for one in asked.readings:
        words = reading_phrase(finding, one)
        place = f"facet-{asking_field(one.condition).name}"
        parts.append(ActiveFilter(words, asked.url(without=one.condition), place))
    return parts


def asked_words(asked):
    return formatters.sentence_case(words_phrase(asked.question.words))


def reading_phrase(finding, reading):
    """A condition in words, as a sentence begins."""
    condition = reading.condition
    columns = finding.index.columns[condition.facet.kind.key]
    return sentence_start(condition_phrase(reading, columns.words))


def sentence_start(words):
    """With a capital at the beginning; other languages than English keep a name such as “eSIM”."""
    if is_default_language() or words.partition(" ")[0].islower():
        return formatters.sentence_case(words)
    return words


def conditions_to_drop(finding):
    """(words, query string, total) of each condition that would give phones if it were not asked, the most first."""
    asked = finding.asked
    choices = []
    for one in asked.readings:
        total = finding.total_without(one.condition)
        choices.append((reading_phrase(finding, one), asked.url(without=one.condition), total))
    if asked.question.words:
        choices.append((asked_words(asked), asked.url(q=""), finding.total_without_words()))
    choices.sort(key=itemgetter(2), reverse=True)
    return list(filter(itemgetter(2), choices))


def questions_for_words(finding):
    """(words, query string) of what the words may ask as a value of the finder, beside the rest of the question."""
    words = finding.asked.question.words
    rest = finding.asked.url(q="")
    questions = []
    for one in suggested_questions(finding.live, words):
        query = "&".join(filter(None, (rest, one.query)))
        questions.append((sentence_start(one.words), query))
    return questions


@reader_view
def phones_json(request):
    finding = find_phones(request.GET)
    faults = dict(finding.asked.faults)
    pages = requested_pages(request, ["page", "maybe_page"], faults)
    if faults:
        return faults_response(faults)
    return json_text_response(export.finder_result_json(finding, **pages))


@reader_view
def phones_csv(request):
    """A page of the answer; a header names the next."""
    finding = find_phones(request.GET)
    faults = dict(finding.asked.faults)
    page = requested_pages(request, ["page"], faults)["page"]
    if faults:
        return faults_response(faults)
    name = "phones" if page == 1 else f"phones-{page}"
    response = csv_response(export.result_csv_lines(finding, page), name)
    if page < export.csv_page_count(finding):
        following = request.GET.copy()
        following["page"] = page + 1
        response["Link"] += f', <{reverse("phones_csv")}?{following.urlencode()}>; rel="next"'
    return response


def requested_pages(request, names, faults):
    """The numbers of pages that these parameters ask for, by name; where it is none, None and one of the ``faults``."""
    pages = {name: parse_page_number(request.GET.get(name, "1")) for name in names}
    for name, page in pages.items():
        if page is None:
            faults[name] = ["This is not a page number."]
    return pages


def faults_response(faults):
    """400 with what is wrong with each parameter."""
    errors = {name: " ".join(messages) for name, messages in faults.items()}
    return json_response({"errors": errors}, status=400)
