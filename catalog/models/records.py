"""What was loaded from files, and the stamp that every cached thing hangs on."""

from django.db import models
from django.db.models import F
from django.utils import timezone


class LoadedRecord(models.Model):
    """A record as it came from its file: shows whether somebody has changed it here since, and gives its text back."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, help_text="Of the record's content when it was loaded")
    text = models.TextField(help_text="The file's own text, comments and layout included")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="record_loaded_once")]

    def __str__(self):
        return f"{self.kind}/{self.slug}"


class Stamp(models.Model):
    """One row. ``number`` grows in the transaction of every change to the catalogue; ``files`` is the digest of the
    record files that were loaded last."""

    number = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(default=timezone.now)
    files = models.CharField(max_length=64, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="stamp_is_one_row")]

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls):
        """The number now; one query. 0 before anything was stored."""
        return cls.objects.values_list("number", flat=True).first() or 0

    @classmethod
    def move(cls):
        """Say that the catalogue has changed. Call it inside the transaction that changes it."""
        cls.objects.get_or_create(id=1)
        cls.objects.filter(id=1).update(number=F("number") + 1, moved_at=timezone.now())

    @classmethod
    def remember_files(cls, files):
        """Keep the digest of the record files that were loaded; the catalogue itself has not changed by that."""
        cls.objects.get_or_create(id=1)
        cls.objects.filter(id=1).update(files=files)
