"""What people handed in for somebody else to decide: an editor's proposal, a reader's report."""

from secrets import token_urlsafe

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from .cameras import Camera
from .claims import Claim
from .fields import Choice, Text, WebAddress
from .phones import Phone
from .revisions import Edit, Revision
from .vocabulary import Decision


class Decided(models.Model):
    """Handed in ``at`` a moment; open until somebody decides. ``answer`` is what its author is told."""

    at = models.DateTimeField(default=timezone.now)
    decision = Choice(max_length=20, choices=Decision.choices, default=Decision.OPEN, db_index=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    answer = Text(max_length=1000)

    class Meta:
        abstract = True
        ordering = ["id"]


class Proposal(Decided):
    """A record as somebody without the right to publish would have it. ``record`` is its key, None for a new one;
    ``base`` the revision that its author saw, None where the record had none."""

    kind = models.CharField(max_length=20)
    record = models.BigIntegerField(null=True)
    slug = models.CharField(max_length=120)
    content = models.JSONField()
    before = models.JSONField(null=True, help_text="The record as its author saw it")
    base = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="proposals")
    why = Text(max_length=300)
    edit = models.ForeignKey(Edit, models.SET_NULL, null=True, related_name="proposals")

    class Meta(Decided.Meta):
        constraints = []

    def __str__(self):
        return f"{self.kind} {self.slug}"


def new_token():
    return token_urlsafe(16)


class Report(Decided):
    """“Something wrong?”: what a reader wrote at one value, and nothing else of the reader.

    ``shown`` is what the page said; ``from_whom`` and ``from_network`` are salted hashes, others each day, for the
    limits on how many one reader and one network may send, and are emptied when their day is over. ``from_form`` is a
    hash of the form, which is taken once; None when it is too old to come again. The reader follows it by ``token``.
    """

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    phone = models.ForeignKey(Phone, models.CASCADE, related_name="reports")
    camera = models.ForeignKey(Camera, models.SET_NULL, null=True, blank=True, related_name="reports")
    key = models.CharField(max_length=60)
    shown = Text(verbose_name="value shown", max_length=500)
    value = models.CharField("correct value", max_length=300)
    why = Text(verbose_name="how the reader knows", max_length=1000)
    url = WebAddress(max_length=500)
    from_whom = models.CharField(max_length=64, default="", blank=True, editable=False, db_index=True)
    from_network = models.CharField(max_length=64, default="", blank=True, editable=False, db_index=True)
    from_form = models.CharField(max_length=64, null=True, unique=True, editable=False)
    claim = models.ForeignKey(Claim, models.SET_NULL, null=True, blank=True, related_name="reports", editable=False)

    class Meta(Decided.Meta):
        constraints = []

    def __str__(self):
        return f"{self.phone}: {self.key}"

    def get_absolute_url(self):
        return reverse("report", args=[self.token])
