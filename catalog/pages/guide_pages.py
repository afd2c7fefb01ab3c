"""Guides as readers see them: of their phones only those that are published, in the editor's order."""

from dataclasses import dataclass
from itertools import chain

from django.db.models import Prefetch

from catalog.comparison.phone_selection import PhoneSelection
from catalog.drawings.back_outlines import back_outline_drawing
from catalog.drawings.scale_drawing import Drawing, at_one_scale, has_front
from catalog.facts.phone_cache import cached_phones
from catalog.models import Guide, GuidePhone, GuideSource, Phone
from catalog.models.guides import MIN_GUIDE_PHONES
from catalog.models.part_visibility import names_published_phone


@dataclass(frozen=True)
class GuideEntry:
    """A guide in a list, with its phones seen from behind."""

    guide: Guide
    phones: tuple["GuideBack", ...]


@dataclass(frozen=True)
class GuideBack:
    """One phone of a guide; the drawing of one of unknown size is dashed."""

    phone: Phone
    drawing: Drawing

    @property
    def is_sized(self):
        return has_front(self.phone)


@dataclass(frozen=True)
class GuidePage:
    """A guide with the ``choice`` of those of its phones that may be seen; ``hidden`` is how many may not."""

    guide: Guide
    choice: PhoneSelection
    hidden: int

    @property
    def compares(self):
        """Whether there is anything to compare."""
        return len(self.choice.phones) >= MIN_GUIDE_PHONES

    @property
    def baseline(self):
        """The slug of the phone that the others are measured by; empty where none is named, or it may not be seen."""
        for phone in self.choice.phones:
            if phone.pk == self.guide.baseline_id:
                return phone.slug
        return ""

    @property
    def sources(self):
        return [row.source for row in self.guide.sources.all()]


def guide_entries():
    """A ``GuideEntry`` for each published guide, all backs drawn at one scale. Three queries."""
    seen = GuidePhone.objects.filter(names_published_phone()).select_related("phone__brand")
    rows = Prefetch("phones", seen.prefetch_related("phone__cameras"))
    guides = list(Guide.objects.published().prefetch_related(rows))
    phones = list(chain.from_iterable(map(_phones_of_guide, guides)))
    drawings = iter(at_one_scale(list(map(back_outline_drawing, phones))))
    entries = []
    for guide in guides:
        drawn = tuple(GuideBack(phone, next(drawings)) for phone in _phones_of_guide(guide))
        entries.append(GuideEntry(guide, drawn))
    return entries


def _phones_of_guide(guide):
    return [row.phone for row in guide.phones.all()]


def guides_with_sources():
    """Published guides with what their pages print beside the phones."""
    sources = Prefetch("sources", GuideSource.objects.select_related("source"))
    phones = Prefetch("phones", GuidePhone.objects.select_related("phone"))
    return Guide.objects.published().prefetch_related(phones, sources)


def guide_page(guide):
    """The ``GuidePage`` of one of ``guides_with_sources``; its phones come with everything that a comparison prints."""
    slugs = [row.phone.slug for row in guide.phones.all()]
    seen = cached_phones(slugs)
    return GuidePage(guide, PhoneSelection(seen), hidden=len(slugs) - len(seen))
