"""Phones by slug: what is ticked, what is misspelt."""

from django.core.validators import slug_re
from rapidfuzz import fuzz, process

from catalog.facts.prefetch import in_slug_order
from catalog.models import Phone

MOST_SLUGS = 60
LEAST_SIMILARITY = 58
"""Of 100: how alike a slug must be to be offered. Below lie chance likenesses, such as “favicon” to “fairphone”."""
SIMILARITY_MARGIN = 15
"""How much less alike than the best one the others may be."""


def phones_by_slug(slugs):
    """The published phones of these slugs in their order, and the slugs that are none. One query."""
    asked = slugs[:MOST_SLUGS]
    possible = list(filter(slug_re.match, asked))
    phones = in_slug_order(Phone.objects.published().named().filter(slug__in=possible), possible)
    known = {phone.slug for phone in phones}
    unknown = [slug[:80] for slug in asked if slug not in known]
    return phones, unknown


def similar_slugs(slug, most=5):
    """(slug, name) of the published phones whose slugs are most like ``slug``. One query over all slugs."""
    phones = Phone.objects.published().values_list("slug", "brand__name", "name")
    names = {own: f"{brand} {name}" for own, brand, name in phones}
    matches = process.extract(
        slug[:120].lower(), names.keys(), scorer=fuzz.ratio, limit=most, score_cutoff=LEAST_SIMILARITY
    )
    if not matches:
        return []
    _, best, _ = matches[0]
    return [(own, names[own]) for own, score, _ in matches if score > best - SIMILARITY_MARGIN]
