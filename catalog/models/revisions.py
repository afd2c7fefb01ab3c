"""Who changed what, when and why: every change of a record, whole and field by field."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .fields import Choice, Text
from .vocabulary import Act


class Edit(models.Model):
    """One act of one person or of a command: all that it changed in one transaction. ``by`` is None for commands, and
    for people whose account is gone."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="edits")
    act = Choice(max_length=20, choices=Act.choices)
    why = Text(max_length=300)
    undoes = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["-id"]
        constraints = []

    def __str__(self):
        return f"{self.get_act_display()}, {self.at:%Y-%m-%d %H:%M}"


class RevisionQuerySet(models.QuerySet):
    def of(self, kind, record):
        """The history of one record (its key), the newest first; it outlives the record."""
        return self.filter(kind=kind, record=record).order_by("-id")

    def public(self, at=None):
        """Those that changed what readers see at ``at`` (default: now), the newest first. What has been hidden since
        is among them: ask for what is published."""
        return self.filter(seen_from__lte=at or timezone.now()).order_by("-seen_from", "-id")


class Revision(models.Model):
    """A record as an edit left it: its content as in a record file, with all its rows. None: it was deleted.

    ``before`` is its content before the edit where no earlier revision holds it; else None. ``record`` is
    its key, which stays when its slug changes. Readers may read of the change from ``seen_from`` on, None: never; with
    one that ``introduces``, they see the record at all.
    """

    edit = models.ForeignKey(Edit, models.CASCADE, related_name="revisions")
    kind = models.CharField(max_length=20)
    record = models.BigIntegerField()
    slug = models.CharField(max_length=120)
    before = models.JSONField(null=True)
    content = models.JSONField(null=True)
    seen_from = models.DateTimeField(null=True)
    introduces = models.BooleanField(default=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "record", "id"], name="revisions_of_a_record"),
            models.Index(fields=["seen_from", "id"], name="revisions_readers_see"),
        ]

    def __str__(self):
        return f"{self.kind} {self.slug}, revision {self.pk}"
