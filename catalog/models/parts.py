"""What phones are made of and who makes it: brands, chipsets, sensors."""

from django.db import models
from django.urls import reverse

from .fields import Count, Listed, Measure, Term, Text, TypeLabel
from .validators import validate_country, validate_type_label
from .vocabulary import FilterArray


class Brand(models.Model):
    """A name on phones. ``maker`` is the company that really builds them, where that is known to be another."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    other_names = Listed()
    country = Text(max_length=2, validators=[validate_country], help_text="ISO 3166-1 code of its home country: DE")
    maker = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="brands_made")
    notes = Text(max_length=1000)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(maker=models.F("id")), name="brand_is_not_its_own_maker"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("brand", args=[self.slug])


class Chipset(models.Model):
    """A system on a chip, by its trade name; ``part_number`` where known (SM8450)."""

    slug = models.SlugField(max_length=100, unique=True)
    maker = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    part_number = Text(max_length=60)
    process_nm = Measure(hard=(1, 250))
    cpu = Text()
    cpu_cores = Count(hard=(1, 64))
    cpu_max_ghz = Measure(hard=(0.01, 10))
    gpu = Text()
    modem = Text()
    notes = Text(max_length=1000)

    class Meta:
        ordering = ["maker", "name"]
        constraints = [models.UniqueConstraint(fields=["maker", "name"], name="chipset_named_once")]

    def __str__(self):
        return f"{self.maker} {self.name}"

    def get_absolute_url(self):
        return reverse("chipset", args=[self.slug])


class Sensor(models.Model):
    """An image sensor. ``width_mm`` and ``height_mm`` only where stated; else pixels and pitch give them."""

    slug = models.SlugField(max_length=100, unique=True)
    maker = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    width_mm = Measure(hard=(0.5, 40), soft=(2, 13.2))
    height_mm = Measure(hard=(0.5, 40), soft=(1.5, 9.9))
    width_px = Count(hard=(30, 40000))
    height_px = Count(hard=(30, 40000))
    megapixels = Measure(hard=(0.05, 400), soft=(2, 200))
    pixel_pitch_um = Measure(hard=(0.4, 6), soft=(0.5, 2.4))
    sensor_type = TypeLabel(max_length=12, validators=[validate_type_label], help_text="Such as 1/1.31")
    filter_array = Term(choices=FilterArray.choices)
    notes = Text(max_length=1000)

    class Meta:
        ordering = ["maker", "name"]
        constraints = [models.UniqueConstraint(fields=["maker", "name"], name="sensor_named_once")]

    def __str__(self):
        return f"{self.maker} {self.name}"

    def get_absolute_url(self):
        return reverse("sensor", args=[self.slug])
