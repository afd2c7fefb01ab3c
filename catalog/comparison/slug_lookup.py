"""Phones by slug, as they are ticked."""

from django.core.validators import slug_re

from catalog.facts.prefetch import in_slug_order
from catalog.models import Phone

MOST_SLUGS = 60


def phones_by_slug(slugs):
    """The published phones of these slugs in their order, and the slugs that are none. One query."""
    asked = slugs[:MOST_SLUGS]
    possible = list(filter(slug_re.match, asked))
    phones = in_slug_order(Phone.objects.published().named().filter(slug__in=possible), possible)
    known = {phone.slug for phone in phones}
    unknown = [slug[:80] for slug in asked if slug not in known]
    return phones, unknown
