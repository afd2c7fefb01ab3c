"""The phone that the light of another's lenses is compared with: ``?against=`` names it by its address or in words."""

from dataclasses import dataclass

from django.utils.translation import gettext

from catalog.facts.phone_cache import cached_phones
from catalog.finder.index_cache import phones_matching_words
from catalog.models import Phone

AGAINST = "against"
USUAL_SLUGS = ("apple-iphone-16-pro", "samsung-galaxy-s24-ultra")
"""Phones that many readers know: without a question the first of them counts that is not the page's own."""


@dataclass(frozen=True)
class LightReference:
    """``phone`` is fetched whole, or None; ``fault`` is what was wrong with what was asked, in words."""

    phone: Phone | None
    fault: str = ""


def light_reference(request, slug):
    """The ``LightReference`` for the page of the phone of this slug."""
    words = request.GET.get(AGAINST, "").strip()[:80]
    if not words:
        return LightReference(_usual_phone(slug))
    found = _phone_called(words)
    if found is None:
        fault = gettext("No phone here is called “{words}”; another one is taken.").format(words=words)
        return LightReference(_usual_phone(slug), fault)
    if found.slug == slug:
        return LightReference(_usual_phone(slug), gettext("That is this phone itself; another one is taken."))
    return LightReference(found)


def _usual_phone(slug):
    others = [usual for usual in USUAL_SLUGS if usual != slug]
    return next(iter(cached_phones(others)), None)


def _phone_called(words):
    """The published phone of that slug, else the one that these words name best."""
    by_slug = cached_phones([words])
    if by_slug:
        return by_slug[0]
    found, _ = phones_matching_words(words, Phone.objects.named())
    return next(iter(cached_phones([phone.slug for phone in found[:1]])), None)
