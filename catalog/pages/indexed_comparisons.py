"""The comparisons that search engines are offered: of twins, of neighbours in a line, and of the phones of a guide.

Any two to six phones can be compared; indexing all of those pages would bury the ones that answer a question.
"""

from collections import defaultdict

from catalog.comparison.phone_selection import comparison_path
from catalog.finder.index_cache import snapshot_of_cached_phones
from catalog.models import Guide, GuidePhone
from catalog.models.guides import MIN_GUIDE_PHONES
from catalog.models.part_visibility import names_published_phone

from .page_titles import tie_of_two


def is_indexed_comparison(choice):
    """Whether that of a ``PhoneSelection`` is among them, whatever its order. One query at most, and none where the
    answer is cached."""
    if tie_of_two(choice.phones):
        return True
    return choice.canonical in snapshot_of_cached_phones().get_or_set("comparisons of guides", comparisons_of_guides)


def comparisons_of_guides():
    """Canonical path → slug → key, of the phones of each published guide, as far as readers may see them. One query."""
    rows = GuidePhone.objects.filter(names_published_phone(), guide__in=Guide.objects.published())
    phones_by_guide = defaultdict(dict)
    for guide, slug, key in rows.order_by("phone__slug").values_list("guide", "phone__slug", "phone"):
        phones_by_guide[guide][slug] = key
    found = {}
    for phones in phones_by_guide.values():
        if len(phones) >= MIN_GUIDE_PHONES:
            found[comparison_path(sorted(phones))] = phones
    return found
