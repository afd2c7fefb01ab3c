"""Which phones a comparison is asked for: their slugs in one path, joined by “-vs-”."""

from dataclasses import dataclass

from catalog.facts.phone_cache import whole_phones
from catalog.models import OldSlug, Phone

BETWEEN = "-vs-"
MOST = 6


@dataclass(frozen=True)
class Choice:
    """The phones found, in the order asked; the slugs that nobody knows; those that one comparison has no room for;
    all slugs of the path."""

    phones: list[Phone]
    unknown: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def slugs(self):
        return [phone.slug for phone in self.phones]

    @property
    def path(self):
        return path_of(self.slugs)

    @property
    def canonical(self):
        """The one path of these phones, whatever their order: by alphabet."""
        return path_of(sorted(self.slugs))

    def without(self, slug):
        """The path of the others; empty when there is none."""
        return path_of(other for other in self.slugs if other != slug)

    def moved(self, slug, by):
        """The path with that phone ``by`` places further right; empty where there is no such place."""
        here = self.slugs.index(slug)
        if not 0 <= here + by < len(self.slugs):
            return ""
        others = [other for other in self.slugs if other != slug]
        return path_of([*others[: here + by], slug, *others[here + by :]])

    def with_one_more(self, slug):
        """The path with another phone at the end; empty where it is here already or there is no room."""
        full = len(self.slugs) >= MOST or slug in self.slugs
        return "" if full else path_of([*self.slugs, slug])


def slugs_in(path):
    """``"a-vs-b-vs-a"`` → ``("a", "b")``: each once, in order."""
    return tuple(dict.fromkeys(filter(None, path.split(BETWEEN))))


def path_of(slugs):
    return BETWEEN.join(slugs)


def chosen(path):
    """The ``Choice`` that ``path`` stands for. However long the path, only ``MOST`` slugs reach the database."""
    slugs = slugs_in(path)
    asked = slugs[:MOST]
    found = whole_phones(asked)
    known = {phone.slug for phone in found}
    return Choice(found, tuple(slug for slug in asked if slug not in known), slugs[MOST:], slugs)


def renamed(slugs):
    """Old slug → slug now, for those of ``slugs`` that a published phone once had. One query."""
    old = OldSlug.objects.filter(slug__in=slugs, phone__in=Phone.objects.published())
    return dict(old.values_list("slug", "phone__slug"))
