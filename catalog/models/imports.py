"""What importing remembers: a file between its preview and its import, how its columns are called, exchange rates."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from .claims import Source
from .fields import Text


class Upload(models.Model):
    """A spreadsheet that was handed in, kept until it is imported or thrown away. In the database, so that every
    machine has it. ``columns`` says which key each heading means: {heading: key or None}; ``choices`` what else its
    editor has said: “encoding”."""

    name = models.CharField(max_length=200)
    file = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    at = models.DateTimeField(default=timezone.now)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="+")
    why = Text(max_length=300)
    columns = models.JSONField(default=dict)
    choices = models.JSONField(default=dict, editable=False)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.name


class Heading(models.Model):
    """What an editor once said a column's heading means; ``text`` in small letters, ``key`` None: leave it out."""

    text = models.CharField(max_length=200, unique=True)
    key = models.CharField(max_length=100, null=True, blank=True)

    def __str__(self):
        return f"{self.text} → {self.key or 'left out'}"


class ExchangeRate(models.Model):
    """How many units of a currency one euro bought on a day, as the European Central Bank published it."""

    day = models.DateField()
    currency = models.CharField(max_length=3)
    per_euro = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["currency", "day"], name="rate_given_once_a_day")]

    def __str__(self):
        return f"{self.day}: 1 EUR = {self.per_euro} {self.currency}"
