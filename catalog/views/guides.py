"""Editors' own comparisons: the list, and one with its text, its sources and the comparison as it is now."""

from django.shortcuts import get_object_or_404, render

from catalog.comparison.guides import guide_page, guides_listed, guides_with_sources

from .answers import readers
from .compare import compared


@readers
def guides(request):
    return render(request, "guides.html", {"entries": guides_listed()})


@readers
def guide(request, slug):
    shown = guide_page(get_object_or_404(guides_with_sources(), slug=slug))
    comparison = compared(shown.choice) if shown.compares else {}
    context = {"shown": shown, "guide": shown.guide, "choice": shown.choice, "baseline": shown.baseline}
    return render(request, "guide.html", {**context, **comparison})
