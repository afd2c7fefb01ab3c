"""Photographs of phones: kept as they came, shown smaller, with who took them and who may use them."""

from django.db import models
from django.utils import timezone

from .evidence import Source
from .phones import Phone


class Photo(models.Model):
    """``original`` is never served. ``sizes`` lists what pages show: {"width", "height", "format", "name", "bytes"}."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=1)
    original = models.ImageField(upload_to="originals", max_length=200, width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
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
