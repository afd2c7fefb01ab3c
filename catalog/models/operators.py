"""Networks: who sends on which bands, where."""

from django.db import models

from .fields import Listed, Term, Text
from .validators import validate_country, validate_web_address
from .vocabulary import Confidence


class Operator(models.Model):
    """A mobile network of one country. A band listed is used somewhere, not everywhere."""

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=80)
    country = models.CharField(max_length=2, validators=[validate_country])
    lte_bands = Listed(of=int)
    core_lte_bands = Listed(of=int, help_text="Bands that provide most of the coverage")
    nr_bands = Listed(of=int)
    nr_fr2_bands = Listed(of=int, help_text="Millimetre wave")
    confidence = Term(choices=Confidence.choices)
    source_urls = Listed(check=validate_web_address)
    notes = Text(max_length=500)

    class Meta:
        ordering = ["country", "name"]
        constraints = [models.UniqueConstraint(fields=["country", "name"], name="operator_named_once")]

    def __str__(self):
        return f"{self.name} ({self.country})"
