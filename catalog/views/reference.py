"""Pages that explain: what the rows mean, what the data is, what the marks and methods are."""

from django.shortcuts import render

from catalog.drawings.scale_drawing import DRAWING_CAVEAT
from catalog.finder.similar_phones import SCALES, UNKNOWN, example
from catalog.models import Source
from catalog.quantities.lens_pairs import MAX_PAIR_OCTAVES
from catalog.records.json_schema import record_json_schema as schema_of_records
from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, SHEET

from .related_suggestions import MOST_ALIKE
from .responses import json_answer, readers


@readers
def glossary(request):
    groups = [*(group for group in SHEET if group.key != "main_camera"), *ENTRY_GROUP_BY_KEY.values()]
    return render(request, "glossary.html", {"groups": groups})


@readers
def data(request):
    return render(request, "data.html", {"sources": Source.objects.order_by("kind", "title")})


@readers
def about(request):
    scales = {"scales": SCALES, "unknown": UNKNOWN, "octaves": MAX_PAIR_OCTAVES}
    method = {**scales, "most": MOST_ALIKE, "example": example()}
    return render(request, "about.html", {"caveat": DRAWING_CAVEAT, "method": method})


@readers
def record_schema(request):
    return json_answer(schema_of_records())
