"""Editors' own comparisons: the list, and one with its text, its sources and the facts that decide as they are now."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalog.comparison.comparison_query import parse_comparison_query
from catalog.pages.guide_facts import guide_facts
from catalog.pages.guide_pages import guide_entries, guide_page, guides_with_sources

from .reader_reports import render_report_choice
from .responses import reader_view
from .template_fragments import render_with_source_numbers

COMPARISON_PARAMETERS = ("rows", "pair", "at", "bodies", "country")
"""Parameters that only the whole comparison answers."""


@reader_view
def guides(request):
    return render(request, "guides.html", {"entries": guide_entries()})


@reader_view
def guide(request, slug):
    """``?baseline=`` takes the place of the guide's own baseline; whoever asks more is led to the whole comparison."""
    shown = guide_page(get_object_or_404(guides_with_sources(), slug=slug))
    context = {"shown": shown, "guide": shown.guide, "choice": shown.choice}
    if not shown.compares:
        return render(request, "guide.html", context)
    question = parse_comparison_query({"baseline": shown.baseline} | request.GET.dict(), shown.choice.slugs)
    whole = f"{reverse('compare', args=[shown.choice.path])}{question.query}"
    if any(name in request.GET for name in COMPARISON_PARAMETERS):
        return redirect(whole)
    facts = guide_facts(shown.choice.phones, question)
    context |= {"facts": facts, "whole": whole, "baseline": question.baseline}
    return render_with_source_numbers(request, "guide.html", context, facts.sources)


@never_cache
@require_safe
def report_of_guide(request, slug):
    """“Something wrong?” on a guide: about which of its phones?"""
    shown = guide_page(get_object_or_404(guides_with_sources(), slug=slug))
    return render_report_choice(request, shown.choice, (shown.guide.get_absolute_url(), shown.guide.title))
