"""What the first page prints beside editors' words: a comparison drawn, the newest phones, questions, guides."""

from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop

from catalog.finder.bitsets import count_bits
from catalog.finder.collections import cached_published_collections
from catalog.finder.finder_result import find_phones
from catalog.finder.index_cache import phones_in_order
from catalog.finder.newest_phones import newest_keys
from catalog.finder.suggested_questions import SuggestedQuestion, suggested_questions
from catalog.models import Guide, Phone, StoredDepth

from .featured_comparison import FeaturedComparison, default_comparison
from .phone_cards import PhoneCard, phone_cards, prefetch_for_cards

NEWEST_COUNT = 8
NEWEST_LOOKED_AT = (100, 1000)
"""Among how many of the newest phones well described ones are looked for, before all are asked."""
GUIDE_COUNT = 3
COLLECTION_COUNT = 8
EXAMPLE_WORDS = (gettext_noop("1-inch"), gettext_noop("periscope"), "IMX989", "Hasselblad")
"""What the search also understands, as examples; those that no phone answers are left out."""
QUESTIONS = {
    gettext_noop("Which 1-inch phones can I buy outside Japan?"): "main_optical_format_inch_min=1&sold_outside=JP",
    gettext_noop("Which have a bright portrait lens, 65 to 90 mm?"): (
        "lens.focal_length_eq_mm_min=65&lens.focal_length_eq_mm_max=90&lens.equivalent_f_number_max=12"
    ),
    gettext_noop("Which is the lightest with a 120 mm lens or longer?"): (
        "announced_min=2021&lens.focal_length_eq_mm_min=120&sort=weight_g"
    ),
    gettext_noop("Which weigh less than 170 g and were launched since 2023?"): ("weight_g_max=170&announced_min=2023"),
}
"""Question → its query to the finder."""


@dataclass(frozen=True)
class CountedLink:
    """A question or a saved search, and how many phones answer it now."""

    words: str
    address: str
    count: int


@dataclass(frozen=True)
class HomePage:
    total: int
    examples: list[tuple[str, SuggestedQuestion]]
    featured: FeaturedComparison | None
    cards: list[PhoneCard]
    questions: list[CountedLink]
    guides: list[Guide]
    collections: list[CountedLink]


def home_page(chosen, snapshot, imperial=False):
    """``chosen`` is the ``FeaturedComparison`` of the editors' choice, or None; ``snapshot`` the finder's."""
    language = get_language()
    newest = snapshot.get_or_set(("home", "newest"), partial(newest_described_phones, snapshot))
    return HomePage(
        total=count_bits(snapshot.index.living),
        examples=snapshot.get_or_set(("home", "examples"), lambda: _examples(snapshot)),
        featured=chosen or default_comparison([phone.slug for phone in newest[:2]]),
        cards=snapshot.get_or_set(("home", "cards", language, imperial), partial(phone_cards, newest, imperial)),
        questions=snapshot.get_or_set(("home", "questions", language), lambda: _counted_questions(snapshot)),
        guides=list(Guide.objects.published()[:GUIDE_COUNT]),
        collections=snapshot.get_or_set(("home", "collections", language), lambda: _counted_collections(snapshot)),
    )


def newest_described_phones(snapshot):
    return phones_in_order(newest_described_keys(snapshot), prefetch_for_cards(Phone.objects))


def newest_described_keys(snapshot):
    """Keys of the newest phones that are not known to lack what a phone must have to be published today."""
    below_floor = StoredDepth.objects.exclude(gaps="").values_list("phone", flat=True)
    for most in NEWEST_LOOKED_AT:
        newest = snapshot.get_or_set(("newest", most), partial(newest_keys, snapshot, most=most))
        below = set(below_floor.filter(phone__in=newest))
        described = [key for key in newest if key not in below]
        if len(described) >= NEWEST_COUNT or len(newest) < most:
            return described[:NEWEST_COUNT]
    described = Phone.objects.published().exclude(pk__in=below_floor).newest_first()
    return list(described.values_list("pk", flat=True)[:NEWEST_COUNT])


def _examples(snapshot):
    """(word, the likeliest question that it asks) of ``EXAMPLE_WORDS``."""
    found = []
    for word in EXAMPLE_WORDS:
        found += [(word, question) for question in suggested_questions(snapshot, word, most=1)]
    return found


def _counted_questions(snapshot):
    """Those that any phone answers, in words and with addresses of the page's language."""
    counted = []
    for words, query in QUESTIONS.items():
        counted.append(_counted(gettext(words), QueryDict(query), f"{reverse('phones')}?{query}", snapshot))
    return list(filter(attrgetter("count"), counted))


def _counted_collections(snapshot):
    """The first ones in the editors' order."""
    first = cached_published_collections(snapshot)[:COLLECTION_COUNT]
    return [_counted(one.title, one.question, one.get_absolute_url(), snapshot) for one in first]


def _counted(words, question, address, snapshot):
    return CountedLink(words, address, find_phones(question, snapshot=snapshot).found.total)
