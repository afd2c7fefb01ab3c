"""What collections and guides have in common: editors write them for readers, under a title."""

from django.db import models
from django.db.models import F
from django.urls import reverse

from .fields import Choice, Count
from .vocabulary import Status


class EditorialQuerySet(models.QuerySet):
    def published(self):
        """Those that readers may see, in their order."""
        return self.filter(status=Status.PUBLISHED).in_order()

    def in_order(self):
        """By place, those without one last; the same order every time."""
        return self.order_by(F("place").asc(nulls_last=True), "title")


class Editorial(models.Model):
    """A title with a text. Each kind declares ``constraints`` of its own, empty if need be: the bounds are added."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=100, unique=True)
    text = models.TextField(null=True, blank=True, help_text="In Markdown; lists show its first sentence")
    status = Choice(max_length=20, choices=Status.choices, default=Status.DRAFT)
    place = Count(hard=(1, 1000), help_text="Order among the others; those without a number come last")

    objects = EditorialQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Kinds are called as their pages are."""
        return reverse(self._meta.model_name, args=[self.slug])
