"""The sources of a phone's page or a comparison, each with all that it says there."""

from django.shortcuts import render
from django.urls import reverse

from catalog.comparison.citations import sources_on_row
from catalog.comparison.comparison_query import RowFilter, parse_comparison_query
from catalog.comparison.phone_selection import select_phones
from catalog.comparison.use_abroad import operators_in
from catalog.facts.phone_cache import cached_phones
from catalog.pages.comparison_page import comparison_page
from catalog.pages.phone_page import phone_page, twin_slugs

from .compare import redirect_renamed_or_404
from .phones import moved_or_404, published_phone
from .responses import reader_view

ROW = "row"
"""Parameter: the anchor of one row; ``evidence.js`` asks for what stands behind a value there."""


@reader_view
def phone_sources(request, slug):
    found = published_phone(slug)
    if found is None:
        return moved_or_404("phone_sources", slug, request.META.get("QUERY_STRING"))
    page = phone_page(found, cached_phones(twin_slugs(found)))
    row = request.GET.get(ROW, "")
    return _sources_response(request, page.sources, found.full_name, reverse("phone", args=[slug]), row)


@reader_view
def compare_sources(request, slugs):
    choice = select_phones(slugs)
    moved = redirect_renamed_or_404(request, "compare_sources", choice)
    if moved:
        return moved
    question = parse_comparison_query(request.GET, choice.slugs)
    operators = operators_in(question.country) if question.country else ()
    page = comparison_page(choice, question, operators)
    address = f"{reverse('compare', args=[choice.path])}{question.having(rows=RowFilter.ALL).query}"
    row = page.anchor_of_fact(request.GET.get(ROW, ""))
    return _sources_response(request, page.cited_sources(), page.title, address, row)


def _sources_response(request, sources, title, address, row):
    shown = sources_on_row(sources, row) if row else sources
    response = render(request, "cited_sources.html", {"sources": shown, "title": title, "address": address})
    response["X-Robots-Tag"] = "noindex"
    return response
