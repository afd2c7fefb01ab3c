"""Pages that explain: what the rows mean, what the marks and methods are."""

from django.shortcuts import render

from catalog.coverage.catalogue_coverage import catalogue_coverage
from catalog.drawings.scale_drawing import DRAWING_CAVEAT
from catalog.finder.index_cache import current_snapshot
from catalog.finder.similar_phones import SIMILARITY_SCALES, UNKNOWN_DISTANCE, distance_example
from catalog.models.site_pages import ABOUT
from catalog.pages.coverage_section import coverage_section
from catalog.pages.glossary_page import glossary_page
from catalog.pages.suggestions import MAX_SIMILAR_PHONES
from catalog.pages.undescribed_phones import undescribed_phones
from catalog.quantities.lens_pairs import MAX_PAIR_OCTAVES

from .responses import reader_view
from .site_pages import published_page


@reader_view
def glossary(request):
    return render(request, "glossary.html", {"glossary": glossary_page()})


@reader_view
def about(request):
    """Editors' words, and below them what is computed."""
    method = {
        "scales": SIMILARITY_SCALES,
        "unknown": UNKNOWN_DISTANCE,
        "octaves": MAX_PAIR_OCTAVES,
        "most": MAX_SIMILAR_PHONES,
        "example": distance_example(),
    }
    snapshot = current_snapshot()
    coverage = snapshot.get_or_set("coverage", catalogue_coverage)
    context = {
        "page": published_page(ABOUT),
        "caveat": DRAWING_CAVEAT,
        "method": method,
        "coverage": coverage_section(coverage),
        "undescribed": snapshot.get_or_set("undescribed", undescribed_phones),
    }
    return render(request, "about.html", context)
