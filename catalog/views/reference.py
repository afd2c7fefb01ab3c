"""Pages that explain: what the rows mean, what the data is, what the marks and methods are."""

from django.shortcuts import render

from catalog.coverage.catalogue_coverage import catalogue_coverage
from catalog.drawings.scale_drawing import DRAWING_CAVEAT
from catalog.finder.index_cache import current_snapshot
from catalog.finder.similar_phones import SIMILARITY_SCALES, UNKNOWN_DISTANCE, distance_example
from catalog.models import Source
from catalog.models.part_visibility import named_for_readers
from catalog.models.site_pages import ABOUT
from catalog.pages.coverage_section import coverage_section
from catalog.pages.glossary_page import glossary_page
from catalog.pages.suggestions import MAX_SIMILAR_PHONES
from catalog.pages.undescribed_phones import undescribed_phones
from catalog.quantities.lens_pairs import MAX_PAIR_OCTAVES
from catalog.records.json_schema import record_json_schema as schema_of_records

from .responses import json_response, reader_view
from .site_pages import published_page


@reader_view
def glossary(request):
    return render(request, "glossary.html", {"glossary": glossary_page()})


@reader_view
def data(request):
    return render(request, "data.html", {"sources": named_for_readers(Source).order_by("kind", "title")})


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


@reader_view
def record_schema(request):
    return json_response(schema_of_records())
