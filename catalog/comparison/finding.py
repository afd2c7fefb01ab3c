"""Phones by name, in small helpings: what is typed, what is misspelt, what is ticked."""

from django.core.validators import slug_re
from django.db.models import Q
from rapidfuzz import fuzz, process

from catalog.models import Phone

from .phones import in_order

MOST_FOUND = 50
MOST_ASKED = 60
NEAR = 58
"""Of 100: how alike a slug must be to be offered. Below lie chance likenesses, such as “favicon” to “fairphone”."""
NEARLY_AS_NEAR = 15
"""How much less alike than the best one the others may be."""


def found_by_name(words):
    """Published phones whose brand, name, other name or model code has each of the words; newest first, 50 at most."""
    matching = Phone.objects.published()
    for word in words.replace("\0", "").split()[:6]:
        matching = matching.filter(_has(word))
    return Phone.objects.named().newest_first().filter(pk__in=matching.values("pk"))[:MOST_FOUND]


def _has(word):
    places = ("name", "brand__name", "aliases__name", "model_codes__code")
    return Q(*((f"{place}__icontains", word) for place in places), _connector=Q.OR)


def named_slugs(slugs):
    """The published phones of these slugs in their order, and the slugs that are none. One query."""
    asked = slugs[:MOST_ASKED]
    possible = [slug for slug in asked if slug_re.match(slug)]
    phones = in_order(Phone.objects.published().named().filter(slug__in=possible), possible)
    known = {phone.slug for phone in phones}
    return phones, [slug[:80] for slug in asked if slug not in known]


def near_names(slug, most=5):
    """(slug, name) of the published phones whose slugs are most like ``slug``. One query over all slugs."""
    phones = Phone.objects.published().values_list("slug", "brand__name", "name")
    names = {own: f"{brand} {name}" for own, brand, name in phones}
    best = process.extract(slug[:120].lower(), names.keys(), scorer=fuzz.ratio, limit=most, score_cutoff=NEAR)
    return [(own, names[own]) for own, score, _ in best if score > best[0][1] - NEARLY_AS_NEAR]
