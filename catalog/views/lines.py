"""The line that a phone belongs to, beside those of its twins."""

from itertools import chain

from django.shortcuts import render

from catalog.comparison.product_lines import limited_lines, line_family, line_relations, lines_around
from catalog.facts.phone_cache import cached_phones
from catalog.pages.line_page import line_page

from .phones import moved_or_404
from .responses import reader_view


@reader_view
def line(request, slug):
    known = line_relations()
    lines, left_out = limited_lines(lines_around(slug, known))
    slugs = list(chain.from_iterable(lines))
    phones = cached_phones(slugs)
    phone = next((phone for phone in phones if phone.slug == slug), None)
    if phone is None:
        return moved_or_404("line", slug)
    family = line_family(phones, lines, known, left_out)
    return render(request, "line.html", {"page": line_page(family, phone), "phone": phone})
