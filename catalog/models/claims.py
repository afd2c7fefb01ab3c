"""Who says so: sources, and what each says of one fact."""

from django.db import models
from django.db.models import Q

from .cameras import Camera
from .fields import Choice, Flag, PartialDateField, Term, Text, WebAddress
from .phones import Phone
from .vocabulary import ClaimState, Qualifier, SourceKind


class Source(models.Model):
    """A page, a label, a teardown, a regulator's filing, a data set."""

    slug = models.SlugField(max_length=100, unique=True)
    title = models.CharField(max_length=300)
    kind = Term(choices=SourceKind.choices)
    publisher = Text()
    url = WebAddress(max_length=500)
    dated = PartialDateField(help_text="When it was published")
    seen_on = PartialDateField(help_text="When we read it")
    licence = Text()
    revision = Text(max_length=80)
    via = Text(help_text="The source it names itself")
    redistributable = Flag()
    unverified = models.BooleanField(default=False, help_text="Known to contain errors: it can never settle a conflict")
    notes = Text(max_length=1000)

    class Meta:
        ordering = ["slug"]
        constraints = []

    def __str__(self):
        return self.title


class Claim(models.Model):
    """What one source says of one fact, whether or not we follow it.

    ``key`` is a key of the sheet or a kind of relation; ``row`` names the model code or market that it speaks of, None
    where it speaks of the phone or a camera. ``value`` is written as in a record (a number, a word, a list,
    a date's text). An editor has ``accepted`` a claim for the fact in the column; whether it still bears
    that out is asked anew wherever it is shown.
    """

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="claims")
    camera = models.ForeignKey(Camera, models.CASCADE, null=True, blank=True, related_name="claims")
    key = models.CharField(max_length=60)
    row = Text(max_length=220, help_text="A model code (SH-51C) or a market (JP, SoftBank, 2022-11-18)")
    source = models.ForeignKey(Source, models.PROTECT, related_name="claims")
    state = Choice(max_length=20, choices=ClaimState.choices, default=ClaimState.VALUE)
    value = models.JSONField(null=True, blank=True)
    qualifier = Term(choices=Qualifier.choices, help_text="Where the source is not exact")
    quote = Text(max_length=500, help_text="The source's own words")
    locator = Text(max_length=300, help_text="Where in the source, such as a page or heading")
    seen_on = PartialDateField(help_text="If not the day the source was read")
    accepted = models.BooleanField(default=True)
    notes = Text(max_length=500)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ClaimState.VALUE, value__isnull=False)
                | (~Q(state=ClaimState.VALUE) & Q(value__isnull=True)),
                name="claim_has_a_value_or_another_state",
                violation_error_message="A claim that gives a value needs it, and any other has none.",
            ),
            models.CheckConstraint(
                condition=Q(camera__isnull=True) | Q(row__isnull=True),
                name="claim_on_a_camera_or_a_row",
                violation_error_message="A claim on a camera names no model code or market.",
            ),
        ]

    def __str__(self):
        return f"{self.key}: {self.value} ({self.source_id})"

    @property
    def fact(self):
        """(camera's key, name of a model code or market, or None; key): the fact that it speaks of."""
        return self.camera_id or self.row or None, self.key
