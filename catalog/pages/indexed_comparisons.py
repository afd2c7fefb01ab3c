"""The comparisons that search engines are offered: of twins, of neighbours in a line, and of the phones of a guide.

Any two to six phones can be compared; indexing all of those pages would bury the ones that answer a question.
"""

from collections import defaultdict

from catalog.comparison.phone_selection import comparison_path
from catalog.comparison.product_lines import line_relations
from catalog.finder.index_cache import snapshot_of_cached_phones
from catalog.models import Guide, GuidePhone, Phone
from catalog.models.guides import MIN_GUIDE_PHONES

from .page_titles import tie_of_two


def is_indexed_comparison(choice):
    """Whether that of a ``PhoneSelection`` is among them, whatever its order. One query at most, and none where the
    answer is cached."""
    if tie_of_two(choice.phones):
        return True
    return choice.canonical in snapshot_of_cached_phones().get_or_set("comparisons of guides", comparisons_of_guides)


def indexed_comparisons():
    """Canonical path → the slugs of its phones, of all of them. Two queries."""
    relations = line_relations()
    found = {}
    for slugs in map(sorted, [*_pairs(relations.older), *_pairs(relations.twins)]):
        found[comparison_path(slugs)] = slugs
    return found | comparisons_of_guides()


def _pairs(others_by_slug):
    for slug, others in others_by_slug.items():
        for other in others:
            yield slug, other


def comparisons_of_guides():
    """The same of the phones of each published guide, as far as readers may see them. One query."""
    rows = GuidePhone.objects.filter(guide__in=Guide.objects.published(), phone__in=Phone.objects.published())
    slugs_by_guide = defaultdict(list)
    for guide, slug in rows.values_list("guide", "phone__slug"):
        slugs_by_guide[guide].append(slug)
    found = {}
    for slugs in map(sorted, slugs_by_guide.values()):
        if len(slugs) >= MIN_GUIDE_PHONES:
            found[comparison_path(slugs)] = slugs
    return found
