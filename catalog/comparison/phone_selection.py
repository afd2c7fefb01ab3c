"""Which phones a comparison is asked for: their slugs in one path, joined by “-vs-”."""

from dataclasses import dataclass

from catalog.facts.phone_cache import cached_phones
from catalog.models import OldSlug, Phone
from catalog.models.part_visibility import names_published_phone

PATH_SEPARATOR = "-vs-"
MOST_PHONES = 6


@dataclass(frozen=True)
class PhoneSelection:
    """The published phones of a path, in its order.

    ``unknown`` are slugs of no published phone, ``left_out`` those beyond ``MOST_PHONES``, ``asked`` all of the path.
    """

    phones: list[Phone]
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def slugs(self):
        return [phone.slug for phone in self.phones]

    @property
    def path(self):
        return comparison_path(self.slugs)

    @property
    def canonical(self):
        """The one path of these phones, whatever their order: by alphabet."""
        return comparison_path(sorted(self.slugs))

    def others(self, slug):
        """The slugs of the others."""
        return [other for other in self.slugs if other != slug]

    def without(self, slug):
        """The path of the others; empty when there is none."""
        return comparison_path(self.others(slug))

    def moved(self, slug, by):
        """The path with that phone ``by`` places further right; empty where there is no such place."""
        place = self.slugs.index(slug) + by
        if not 0 <= place < len(self.slugs):
            return ""
        slugs = self.others(slug)
        slugs.insert(place, slug)
        return comparison_path(slugs)

    def with_one_more(self, slug):
        """The path with another phone at the end; empty where it is here already or there is no room."""
        if slug in self.slugs or len(self.slugs) >= MOST_PHONES:
            return ""
        return comparison_path([*self.slugs, slug])


def slugs_in_path(path):
    """``"a-vs-b-vs-a"`` → ``("a", "b")``: each once, in order."""
    return tuple(dict.fromkeys(filter(None, path.split(PATH_SEPARATOR))))


def comparison_path(slugs):
    return PATH_SEPARATOR.join(slugs)


def select_phones(path):
    """The ``PhoneSelection`` that ``path`` stands for. Of any path only ``MOST_PHONES`` slugs are looked up."""
    slugs = slugs_in_path(path)
    asked = slugs[:MOST_PHONES]
    found = cached_phones(asked)
    known = {phone.slug for phone in found}
    unknown = tuple(slug for slug in asked if slug not in known)
    return PhoneSelection(found, unknown, left_out=slugs[MOST_PHONES:], asked=slugs)


def current_slugs(slugs):
    """Old slug → slug now, for those of ``slugs`` that a published phone once had. One query."""
    old = OldSlug.objects.filter(names_published_phone(), slug__in=slugs)
    return dict(old.values_list("slug", "phone__slug"))
