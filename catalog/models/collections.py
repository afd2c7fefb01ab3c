"""Questions that editors have saved for readers, each with a title and a text."""

from django.db import models
from django.db.models import F
from django.http import QueryDict
from django.urls import reverse

from .fields import Count
from .vocabulary import Status

LONGEST_QUERY = 2000


class CollectionQuerySet(models.QuerySet):
    def published(self):
        """Those that readers may see, in their order."""
        return self.filter(status=Status.PUBLISHED).in_order()

    def in_order(self):
        """By place, those without one last; the same order every time."""
        return self.order_by(F("place").asc(nulls_last=True), "title")


class Collection(models.Model):
    """A question to the finder under a title. ``query`` is the query string as the finder writes it, without pages."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=100, unique=True)
    text = models.TextField(null=True, blank=True, help_text="What is asked and why, in Markdown")
    query = models.CharField(max_length=LONGEST_QUERY, help_text="The finder's query string: weight_g_max=200")
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    place = Count(hard=(1, 1000), help_text="Where it stands among the others; empty: behind those that have one")

    objects = CollectionQuerySet.as_manager()

    class Meta:
        constraints = []

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("collection", args=[self.slug])

    @property
    def question(self):
        """A ``QueryDict`` of its own each time: it may be changed."""
        return QueryDict(self.query, mutable=True)
