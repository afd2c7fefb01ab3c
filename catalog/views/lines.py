"""The line that a phone belongs to, beside those of its twins."""

from django.shortcuts import render

from catalog.comparison.product_lines import limited_lines, line_family, line_relations, lines_around
from catalog.facts.phone_cache import cached_phones
from catalog.pages.line_page import LinePage

from .phones import moved_or_404
from .responses import reader_view


@reader_view
def line(request, slug):
    known = line_relations()
    lines, left_out = limited_lines(lines_around(slug, known))
    phones = cached_phones([one for each in lines for one in each])
    phone = next((phone for phone in phones if phone.slug == slug), None)
    if phone is None:
        return moved_or_404("line", slug)
    page = LinePage(line_family(phones, lines, known, left_out), phone)
    return render(request, "line.html", {"page": page, "phone": phone})
