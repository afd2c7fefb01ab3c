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
    relations = line_relations(slug)
    lines, left_out = limited_lines(lines_around(slug, relations))
    phones = cached_phones(list(chain.from_iterable(lines)))
    by_slug = {phone.slug: phone for phone in phones}
    if slug not in by_slug:
        return moved_or_404("line", slug)
    phone = by_slug[slug]
    family = line_family(phones, lines, relations, left_out)
    return render(request, "line.html", {"page": line_page(family, phone), "phone": phone})
