"""The comparisons that search engines are offered: of twins, of neighbours in a line, and of the phones of a guide.

Any two to six phones can be compared; indexing all of those pages would bury the ones that answer a question.
"""

from collections import defaultdict

from catalog.comparison.phone_selection import comparison_path
from catalog.comparison.product_lines import line_relations
from catalog.finder.index_cache import snapshot_of_cached_phones
from catalog.models import Guide, GuidePhone, Phone
from catalog.models.guides import MIN_GUIDE_PHONES


def is_indexed_comparison(path):
    """Whether ``path``, the canonical one, is among them. Without a query where the answer is cached."""
    return path in snapshot_of_cached_phones().get_or_set("indexed comparisons", indexed_comparisons)


def indexed_comparisons():
    """Canonical path → the slugs of its phones. Two queries."""
    relations = line_relations()
    choices = [*_pairs(relations.older), *_pairs(relations.twins), *_phones_of_guides()]
    found = {}
    for slugs in map(sorted, choices):
        found[comparison_path(slugs)] = slugs
    return found


def _pairs(others_by_slug):
    for slug, others in others_by_slug.items():
        for other in others:
            yield slug, other


def _phones_of_guides():
    """The slugs of the phones of each published guide that readers may see."""
    rows = GuidePhone.objects.filter(guide__in=Guide.objects.published(), phone__in=Phone.objects.published())
    slugs = defaultdict(list)
    for guide, slug in rows.values_list("guide", "phone__slug"):
        slugs[guide].append(slug)
    return [phones for phones in slugs.values() if len(phones) >= MIN_GUIDE_PHONES]
