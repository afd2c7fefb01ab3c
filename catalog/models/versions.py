"""What one phone has in several: names, memory, chipsets, model codes, facts that differ by version, software seen."""

from django.db import models
from django.db.models import Q

from catalog.quantities import formatters

from . import vocabulary as words
from .fields import Choice, Currency, Flag, Listed, Measure, PartialDateField, Term, Text
from .parts import Chipset
from .phones import Phone
from .validators import validate_country


class OfPhone(models.Model):
    """A row that belongs to a phone, in an order of its own."""

    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class Alias(OfPhone):
    """Another name of a phone, in any script."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)
    kind = Choice(max_length=20, choices=words.AliasKind.choices, default=words.AliasKind.NAME)

    class Meta(OfPhone.Meta):
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["phone", "name"], name="alias_named_once")]

    def __str__(self):
        return self.name


class MemoryVersion(OfPhone):
    """One pair of RAM and storage on sale."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="memory_versions")
    ram_gb = Measure(hard=(0.01, 64), soft=(1, 24))
    storage_gb = Measure(hard=(0.01, 4096), soft=(8, 1024))
    applies_to = Text(help_text="Market or edition, if not all")

    class Meta(OfPhone.Meta):
        constraints = []

    def __str__(self):
        return f"{_format_size(self.ram_gb)} + {_format_size(self.storage_gb)}"


def _format_size(size):
    if not size:
        return "?"
    return formatters.format_gigabytes(size)


class LaunchPrice(OfPhone):
    """What was asked at launch, in one currency, for one memory version or edition, in one country where that is said.

    The phone's own columns hold the price of the smallest version, in the currency it was announced in.
    """

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="launch_prices")
    price = Measure(hard=(1, 20_000_000), null=False, blank=False)
    price_currency = Currency(max_length=3, null=False, blank=False, help_text="ISO 4217: JPY")
    country = Text(
        max_length=3, validators=[validate_country], help_text="ISO 3166-1, if it was the price in one country"
    )
    ram_gb = Measure(hard=(0.01, 64), soft=(1, 24))
    storage_gb = Measure(hard=(0.01, 4096), soft=(8, 1024))
    applies_to = Text(help_text="Edition or seller, if not all")

    class Meta(OfPhone.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["phone", "price_currency", "country", "ram_gb", "storage_gb", "applies_to"],
                name="launch_price_said_once",
            )
        ]

    def __str__(self):
        return formatters.format_money(self.price, self.price_currency)


class UsbPort(OfPhone):
    """One of several ports. The phone's own columns hold the only one, or the one that can do most."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="usb_ports")
    edge = Choice(max_length=20, choices=words.Edge.choices, help_text="With the phone upright, seen from the front")
    usb_connector = Term(choices=words.Usb.choices)
    usb_version = Text(max_length=20)
    usb_gbps = Measure(hard=(0.001, 120), soft=(0.48, 40))
    usb_display_out = Flag()

    class Meta(OfPhone.Meta):
        verbose_name = "USB port"
        constraints = []

    def __str__(self):
        return self.get_edge_display()


class PhoneChipset(OfPhone):
    """A chipset that the phone is built with, somewhere."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="phone_chipsets")
    chipset = models.ForeignKey(Chipset, models.PROTECT, related_name="phone_chipsets")
    applies_to = Text(help_text="Market or edition, if not all")

    class Meta(OfPhone.Meta):
        constraints = [models.UniqueConstraint(fields=["phone", "chipset"], name="chipset_in_phone_once")]

    def __str__(self):
        return str(self.chipset)


class ModelCode(OfPhone):
    """A maker's code for one version, with the bands it receives. ``bands_complete`` is what makes “lacks” sayable."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="model_codes")
    code = models.CharField(max_length=60)
    for_whom = Text(help_text="Market or carrier")
    lte_bands = Listed(of=int)
    nr_bands = Listed(of=int)
    nr_fr2_bands = Listed(of=int, help_text="Millimetre wave")
    bands_complete = Flag()
    bands_confidence = Term(choices=words.Confidence.choices)
    bands_basis = Text()
    sim_arrangement = Text(help_text="Such as: nano SIM + eSIM")
    notes = Text(max_length=500)

    class Meta(OfPhone.Meta):
        constraints = [models.UniqueConstraint(fields=["phone", "code"], name="model_code_named_once")]

    def __str__(self):
        return self.code

    @property
    def row_name(self):
        """How claims name it."""
        return self.code


class Variation(OfPhone):
    """A fact that is another in one version: weight by material, battery by market. ``key`` names its column; a
    ``value`` of None is known to be another, but not which."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="variations")
    key = models.CharField(max_length=60)
    value = models.JSONField(
        null=True,
        blank=True,
        help_text="As in a record: 210, or “2022-12-14”. Empty if it differs, but how is not known",
    )
    applies_to = models.CharField(max_length=200, help_text="Which version: “nano-skin back”, “China”")

    class Meta(OfPhone.Meta):
        constraints = [models.UniqueConstraint(fields=["phone", "key", "applies_to"], name="variation_said_once")]

    def __str__(self):
        return f"{self.key}: {self.value} ({self.applies_to})"


class ExtraRow(OfPhone):
    """A fact that no column holds. For the long tail only."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="extra_rows")
    group = models.CharField(max_length=60)
    label = models.CharField(max_length=100)
    value = models.CharField(max_length=500)

    class Meta(OfPhone.Meta):
        constraints = [models.UniqueConstraint(fields=["phone", "group", "label"], name="extra_row_said_once")]

    def __str__(self):
        return f"{self.label}: {self.value}"


class SoftwareObservation(OfPhone):
    """A version that somebody saw on a real device, on a day."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="software_observations")
    os_version = models.CharField(max_length=80)
    patch_level = PartialDateField(help_text="Android security patch level")
    build = Text(max_length=120)
    seen_on = PartialDateField(null=False, blank=False)
    source = models.ForeignKey(
        "catalog.Source", models.PROTECT, null=True, blank=True, related_name="software_observations"
    )
    notes = Text(max_length=500)

    class Meta(OfPhone.Meta):
        constraints = [
            models.UniqueConstraint(fields=["phone", "os_version", "seen_on"], name="software_seen_once_a_day")
        ]

    def __str__(self):
        return f"{self.os_version} ({self.seen_on})"


class Market(OfPhone):
    """One country, or 001 for many, where the phone is or was sold; by whom, since when, at what price."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="markets")
    country = models.CharField(
        max_length=3, validators=[validate_country], help_text="ISO 3166-1, or 001 for many countries"
    )
    carrier = Text(max_length=80)
    channel = Term(choices=words.Channel.choices)
    on_sale_from = PartialDateField()
    price = Measure(hard=(1, 20_000_000))
    price_currency = Currency(max_length=3, help_text="ISO 4217")
    price_on = PartialDateField(help_text="When that was the price")
    carrier_locked = Flag()
    forced_shutter_sound = Flag()
    warranty = Text()

    class Meta(OfPhone.Meta):
        constraints = [
            models.UniqueConstraint(fields=["phone", "country", "carrier", "price_on"], name="market_named_once"),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | Q(price_currency__isnull=False),
                name="market_price_has_currency",
                violation_error_message="A price needs its currency.",
            ),
        ]

    def __str__(self):
        return " · ".join(filter(None, [self.country, self.carrier]))

    @property
    def row_name(self):
        """How claims name it: “JP, SoftBank, 2022-11-18”, the day being that of its price."""
        return ", ".join(str(part) for part in (self.country, self.carrier, self.price_on) if part)
