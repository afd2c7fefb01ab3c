"""Photographs of phones: kept as they came, shown smaller, with who took them and who may use them."""

from collections import defaultdict

from django.db import models
from django.urls import reverse
from django.utils import timezone

from .claims import Source
from .phones import Phone


class Photo(models.Model):
    """``original`` is never served. ``sizes`` lists what pages show: {"width", "height", "format", "name", "bytes"}."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=1)
    original = models.FileField(upload_to="originals", max_length=200)
    words = models.CharField(max_length=200, help_text="What is to be seen, for those who do not see it")
    credit = models.CharField(max_length=120, help_text="Who took it")
    licence = models.CharField(max_length=120, help_text="Such as CC BY-SA 4.0, or: with permission of …")
    source = models.ForeignKey(Source, models.PROTECT, related_name="photos", help_text="Where it was published")
    sizes = models.JSONField(default=list, editable=False)
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return f"{self.words} (photo: {self.credit})"

    @property
    def by_format(self):
        """(format, rows of its sizes, the narrowest first), the format that browsers should prefer first."""
        rows = defaultdict(list)
        for row in self.sizes:
            rows[row["format"]].append(row)
        return sorted(rows.items())

    @property
    def largest(self):
        """Its size, as it stands upright: the file itself may lie on its side."""
        return max(self.sizes, key=lambda row: row["width"])

    @property
    def address(self):
        """Of its narrowest picture in the format that every browser knows."""
        return picture_url(next(row for row in self.sizes if row["format"] == "webp"))


def picture_url(row):
    return reverse("picture", args=[row["name"]])
