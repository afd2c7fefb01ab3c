"""Editors' own comparisons: the list, and one with its text, its sources and the comparison as it is now."""

from django.shortcuts import get_object_or_404, render

from catalog.comparison.comparison_query import parse_comparison_query
from catalog.pages.guide_pages import guide_entries, guide_page, guides_with_sources

from .compare import comparison_context
from .responses import reader_view
from .template_fragments import render_with_source_numbers


@reader_view
def guides(request):
    return render(request, "guides.html", {"entries": guide_entries()})


@reader_view
def guide(request, slug):
    """The comparison takes the same parameters as its own page; it measures against the guide's baseline by itself."""
    shown = guide_page(get_object_or_404(guides_with_sources(), slug=slug))
    context = {"shown": shown, "guide": shown.guide, "choice": shown.choice}
    if not shown.compares:
        return render(request, "guide.html", context)
    question = parse_comparison_query({"baseline": shown.baseline} | request.GET.dict(), shown.choice.slugs)
    context |= comparison_context(shown.choice, question)
    return render_with_source_numbers(request, "guide.html", context, context["page"].sources)
