"""Pages whose words editors write: first page, about, imprint, privacy, contact, footer, and any of their own."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from .editorial import Editorial, EditorialQuerySet
from .phones import Phone
from .vocabulary import Status

HOME, ABOUT, FOOTER = "home", "about", "footer"
LEGAL_PAGES = ("imprint", "privacy", "contact")
"""Slugs of pages at the top of the site, each at the address of that name."""
OWN_ADDRESSES = (HOME, ABOUT, *LEGAL_PAGES)
"""Slugs of pages whose address has a name of its own; all others but the footer's stand under ``/pages/``."""
MAX_PAGE_PHONES = 4
"""Phones that a page draws side by side."""


class PageQuerySet(EditorialQuerySet):
    def in_footer(self):
        """What every page prints: the footer's own text, and the pages that it links, in their order."""
        return self.published().filter(Q(in_footer=True) | Q(slug=FOOTER))

    def about(self, phone):
        """Those with ``phone`` among their phones."""
        return self.filter(phones__phone=phone)


class Page(Editorial):
    """``phones`` are its rows: the comparison that it draws, in the order of their columns. The slug says which page it
    is: those of ``OWN_ADDRESSES`` and the footer have a part in the site, any other is a page of the editors' own."""

    slug = models.SlugField(
        max_length=100,
        unique=True,
        help_text="home, about, imprint, privacy, contact and footer have their place on the site; "
        "any other slug makes a page under /pages/",
    )
    in_footer = models.BooleanField(
        "link in the footer", default=False, help_text="Whether the footer of every page links to it"
    )
    phones_heading = models.CharField(
        "heading of the comparison",
        max_length=100,
        null=True,
        blank=True,
        help_text="A question that its phones answer; empty: their names",
    )

    objects = PageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(text__isnull=False),
                name="page_published_with_text",
                violation_error_message="A page is published with a text.",
            ),
        ]

    def get_absolute_url(self):
        """The footer stands on every page: its address is that of the first one."""
        if self.slug in OWN_ADDRESSES:
            return reverse(self.slug)
        if self.slug == FOOTER:
            return reverse(HOME)
        return reverse("page", args=[self.slug])


class PagePhone(models.Model):
    """A phone in the comparison that a page draws. It cannot be deleted while the page is there."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="phones")
    phone = models.ForeignKey(Phone, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "phone"],
                name="phone_on_page_once",
                violation_error_message="This phone stands here twice.",
            ),
        ]

    def __str__(self):
        return f"{self.phone} on “{self.page}”"
