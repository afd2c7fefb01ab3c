"""Editors' own comparisons: some phones in an order, a title, a text, and what it is written from."""

from django.db import models
from django.db.models import F, Q

from .claims import Source
from .editorial import Editorial, EditorialQuerySet
from .fields import PartialDateField
from .phones import Phone
from .vocabulary import Status

MIN_GUIDE_PHONES, MAX_GUIDE_PHONES = 2, 6
"""Phones of a guide: as many as one comparison shows."""


class GuideQuerySet(EditorialQuerySet):
    def in_order(self):
        """By place; those without one behind, the one last reviewed first."""
        return self.order_by(F("place").asc(nulls_last=True), F("reviewed").desc(nulls_last=True), "title")

    def about(self, phone):
        """Those with ``phone`` among their phones."""
        return self.filter(phones__phone=phone)

    def by_phone(self):
        """Key of a phone → those with it among their phones, with slug and title alone. One query."""
        found = {}
        for guide in self.annotate(about=F("phones__phone")).only("slug", "title"):
            found.setdefault(guide.about, []).append(guide)
        return found


class Guide(Editorial):
    """``phones`` and ``sources`` are its rows in the editor's order. All that it shows of a phone beside its text is
    read from the phone itself, whenever the page is asked for."""

    reviewed = PartialDateField(help_text="When its text was last checked against the facts")
    baseline = models.ForeignKey(
        Phone,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The phone the others are compared with",
    )

    objects = GuideQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(text__isnull=False, reviewed__isnull=False),
                name="guide_published_with_text_and_date",
                violation_error_message="A guide is published with a text and with the date of its last review.",
            ),
        ]


class OfGuide(models.Model):
    """A row of a guide, in an order of its own. What it names cannot be deleted while the guide is there."""

    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class GuidePhone(OfGuide):
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="phones")
    phone = models.ForeignKey(Phone, models.PROTECT, related_name="+")

    class Meta(OfGuide.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "phone"],
                name="phone_in_guide_once",
                violation_error_message="This phone is listed twice.",
            ),
        ]

    def __str__(self):
        return f"{self.phone} in “{self.guide}”"


class GuideSource(OfGuide):
    guide = models.ForeignKey(Guide, models.CASCADE, related_name="sources")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta(OfGuide.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "source"],
                name="source_in_guide_once",
                violation_error_message="This source is listed twice.",
            ),
        ]

    def __str__(self):
        return f"{self.source} in “{self.guide}”"
