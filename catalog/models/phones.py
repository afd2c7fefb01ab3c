"""The phone: one product under one name, with its facts in typed columns.

In every column NULL means “not known”. Several facts differ between versions of one phone (weight by material,
battery by market): the column holds the usual one, ``Variation`` the others.
"""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from . import vocabulary as words
from .fields import Choice, Count, Currency, Flag, Listed, Measure, PartialDateField, Term, Text
from .parts import Brand
from .qualifiers import QualifiedFigures, qualified_figures
from .validators import validate_ip_code, validate_one_country

MAX_SEARCH_WORDS = 8
"""Further words of a search are ignored."""


class PhoneQuerySet(models.QuerySet):
    """Named conditions and orders of phones."""

    def published(self, at=None):
        """Phones a reader may see at ``at`` (default: now); drafts, withdrawn and embargoed ones are left out."""
        due = Q(publish_at__isnull=True) | Q(publish_at__lte=at or timezone.now())
        return self.filter(due, status=words.Status.PUBLISHED)

    def not_yet_described(self):
        """Drafts of which readers are told that they exist, and by whom that is said; nothing else of them."""
        return self.filter(publicly_known=True, status__in=(words.Status.DRAFT, words.Status.IN_REVIEW))

    def not_withdrawn(self):
        """Phones that editors work on."""
        return self.exclude(status=words.Status.WITHDRAWN)

    def newest_first(self):
        """By announcement, else by release; unknown dates last; the same order every time."""
        when = models.functions.Coalesce("announced", "released", output_field=models.IntegerField())
        return self.order_by(when.desc(nulls_last=True), "slug")

    def called(self, text):
        """Phones that have every word of ``text`` in a name of theirs or their brand's, in a model code or a slug.
        Subqueries instead of joins, so that a phone with several names comes once."""
        phones = self.model._base_manager
        found = self
        for word in text.split()[:MAX_SEARCH_WORDS]:
            other_names = phones.filter(aliases__name__icontains=word).values("pk")
            codes = phones.filter(model_codes__code__icontains=word).values("pk")
            own = Q(name__icontains=word) | Q(slug__icontains=word)
            of_brand = Q(brand__in=Brand.objects.filter(name__icontains=word).values("pk"))
            found = found.filter(own | of_brand | Q(pk__in=other_names) | Q(pk__in=codes))
        return found

    def named(self):
        """With the brand, which a phone's full name needs, in the same query."""
        return self.select_related("brand")


class Phone(QualifiedFigures, models.Model):
    # Identity
    name = models.CharField(max_length=120, help_text="Without the brand: Leitz Phone 2")
    slug = models.SlugField(max_length=120, unique=True)
    brand = models.ForeignKey(Brand, models.PROTECT, related_name="phones")
    manufacturer = models.ForeignKey(
        Brand,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="phones_made",
        help_text="Who actually builds it, where that is not the brand",
    )
    text = models.TextField(null=True, blank=True, help_text="A short text by the editors, in Markdown")
    notes = models.TextField(null=True, blank=True, help_text="Notes on the facts, shown below them")

    # Publishing
    status = Choice(max_length=20, choices=words.Status.choices, default=words.Status.DRAFT)
    publicly_known = models.BooleanField(
        default=False,
        help_text="Of a draft: readers see its name, date and sources, as “Known of, not yet described”",
    )
    publish_at = models.DateTimeField(
        null=True, blank=True, help_text="Not shown before this; empty to show it at once"
    )
    complete_sections = Listed(
        words=words.Section, help_text="Lists known to be complete: anything not in them does not exist"
    )

    # Launch
    announced = PartialDateField()
    released = PartialDateField(help_text="First sale anywhere")
    sale_status = Term(choices=words.SaleStatus.choices)
    not_sold_in = Listed(check=validate_one_country, help_text="Countries where it was never on sale")
    launch_price = Measure(hard=(1, 20_000_000))
    launch_price_currency = Currency(max_length=3, help_text="ISO 4217: JPY")

    # Network
    network_technologies = Listed(words=words.Network)
    bands_2g = Listed(of=int)
    bands_3g = Listed(of=int)
    bands_lte = Listed(of=int)
    bands_nr = Listed(of=int)
    download_mbps = Measure(hard=(0.01, 50_000))
    upload_mbps = Measure(hard=(0.01, 50_000))
    sim_types = Listed(words=words.SimType)
    sim_count = Count(hard=(0, 4), help_text="SIMs it can hold, eSIM included")
    sim_slots = Count(hard=(0, 4), help_text="SIM cards it can hold, not counting eSIM")
    esim = Flag()
    sims_at_once = Count(hard=(0, 4), help_text="SIMs that can be reached at the same time")
    sim_shares_card_slot = Flag()

    # Body
    form_factor = Term(choices=words.FormFactor.choices)
    keyboard = Term(choices=words.Keyboard.choices)
    height_mm = Measure(hard=(30, 400), soft=(90, 185))
    width_mm = Measure(hard=(20, 300), soft=(40, 95))
    depth_mm = Measure(hard=(2, 60), soft=(4.5, 25))
    depth_with_bump_mm = Measure(hard=(2, 80), soft=(5, 30))
    folded_height_mm = Measure(hard=(30, 400), soft=(60, 185))
    folded_width_mm = Measure(hard=(20, 300), soft=(40, 95))
    folded_depth_mm = Measure(hard=(2, 60), soft=(8, 25))
    half_folded_height_mm = Measure(hard=(30, 400), soft=(60, 185))
    half_folded_width_mm = Measure(hard=(20, 300), soft=(60, 160))
    half_folded_depth_mm = Measure(hard=(2, 60), soft=(5, 25))
    weight_g = Measure(hard=(10, 1000), soft=(70, 320))
    front_material = Term(choices=words.Material.choices)
    back_material = Term(choices=words.Material.choices)
    frame_material = Term(choices=words.Material.choices)
    camera_island_shape = Term(choices=words.IslandShape.choices)
    camera_island_position = Term(choices=words.IslandPosition.choices)
    camera_island_width_mm = Measure(hard=(3, 120), soft=(8, 80))
    camera_island_height_mm = Measure(hard=(3, 120), soft=(8, 80))
    camera_layout = Term(choices=words.CameraLayout.choices)
    flash_position = Term(choices=words.FlashPosition.choices)
    ip_codes = Listed(check=validate_ip_code)
    drop_standards = Listed()
    water_depth_m = Measure(hard=(0, 100))
    water_minutes = Measure(hard=(0, 1440))
    colours = Listed()

    # Platform
    os_at_launch = Text(max_length=80)
    os_skin = Text(max_length=80)
    os_upgrades_promised = Count(hard=(0, 15), soft=(1, 7))
    security_years_promised = Measure(hard=(0, 15), soft=(1, 8))
    supported_until = PartialDateField(help_text="Where the maker names a date")

    # Memory
    ram_technology = Text(max_length=40)
    storage_technology = Text(max_length=40)
    card_slot = Term(choices=words.CardSlot.choices)
    card_slot_max_gb = Measure(hard=(0.001, 200_000))

    # Sound
    speakers = Term(choices=words.Speakers.choices)
    headphone_jack = Flag()
    audio_tuning = Text(max_length=80)

    # Connectivity
    wifi = Listed(words=words.Wifi)
    bluetooth_version = Measure(hard=(1, 10))
    bluetooth_codecs = Listed()
    positioning = Listed(words=words.Positioning)
    nfc = Flag()
    infrared = Flag()
    fm_radio = Flag()
    uwb = Flag()
    satellite = Flag()
    usb_connector = Term(choices=words.Usb.choices)
    usb_version = Text(max_length=20)
    usb_gbps = Measure(hard=(0.001, 120), soft=(0.48, 40))
    usb_display_out = Flag()

    # Features
    fingerprint = Term(choices=words.Fingerprint.choices)
    fingerprint_technology = Term(choices=words.FingerprintTechnology.choices)
    face_unlock_3d = Flag()
    accelerometer = Flag()
    gyroscope = Flag()
    compass = Flag()
    proximity = Flag()
    barometer = Flag()
    heart_rate = Flag()
    shutter_key = Flag()

    # Battery
    battery_mah = Count(hard=(300, 25_000), soft=(800, 7600))
    rated_battery_mah = Count(hard=(300, 25_000), soft=(800, 7600), help_text="The minimum the maker guarantees")
    battery_type = Term(choices=words.BatteryType.choices)
    battery_removable = Flag()
    wired_charging_w = Measure(hard=(1, 320), soft=(5, 125))
    wireless_charging_w = Measure(hard=(1, 150), soft=(5, 80))
    wireless_charging = Flag()
    reverse_wireless_charging = Flag()
    bypass_charging = Flag()
    standby_h = Measure(hard=(1, 10_000))
    talk_h = Measure(hard=(0.1, 1_000))

    # Marks and labels
    sar_head_wkg = Measure(hard=(0, 4))
    sar_body_wkg = Measure(hard=(0, 4))
    sar_eu_head_wkg = Measure(hard=(0, 4))
    sar_eu_body_wkg = Measure(hard=(0, 4))
    eu_energy_class = Term(max_length=1, choices=[(letter, letter) for letter in "ABCDEFG"])
    eu_endurance_h = Measure(hard=(0.1, 1_000))
    eu_battery_cycles = Count(hard=(1, 100_000))
    eu_free_fall_class = Term(max_length=1, choices=[(letter, letter) for letter in "ABCDE"])
    eu_repairability_class = Term(max_length=1, choices=[(letter, letter) for letter in "ABCDE"])

    # How figures are meant
    about = qualified_figures("Phone", "Keys of the figures above that are only about right: weight_g")
    at_most = qualified_figures("Phone", "Keys of the figures above that are upper bounds")
    at_least = qualified_figures("Phone", "Keys of the figures above that are lower bounds")

    stored_slug = None
    """The slug in the database; None before the phone is stored."""
    known = None
    """Its ``facts.PhoneFacts``, once somebody has asked for them."""

    objects = PhoneQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        permissions = [("publish", "Can publish, and change what readers see")]
        constraints = [
            models.UniqueConstraint(fields=["brand", "name"], name="phone_named_once"),
            models.CheckConstraint(
                condition=~Q(status=words.Status.PUBLISHED) | Q(announced__isnull=False) | Q(released__isnull=False),
                name="phone_published_only_once_announced",
                violation_error_message="A phone that has not been announced cannot be published.",
            ),
            models.CheckConstraint(
                condition=Q(launch_price__isnull=True) | Q(launch_price_currency__isnull=False),
                name="phone_price_has_currency",
                violation_error_message="A price needs its currency.",
            ),
        ]

    def __str__(self):
        return self.full_name

    @transaction.atomic
    def save(self, **options):
        """A new slug keeps the old address working for ever; ValidationError for one that another phone had."""
        if self.slug == self.stored_slug:
            super().save(**options)
            return
        self.clean()
        super().save(**options)
        self.old_slugs.filter(slug=self.slug).delete()
        if self.stored_slug:
            self.old_slugs.create(slug=self.stored_slug)
        self.stored_slug = self.slug

    def get_absolute_url(self):
        return reverse("phone", args=[self.slug])

    @property
    def full_name(self):
        """Brand and name: “Leica Leitz Phone 2”."""
        return f"{self.brand.name} {self.name}"

    @property
    def folds(self):
        """Whether its display folds; None where the form is not known."""
        if self.form_factor is None:
            return None
        return self.form_factor in words.FOLDING_FORM_FACTORS

    def is_whole(self, section):
        """Whether an editor has marked this list as complete."""
        return section in (self.complete_sections or [])

    @classmethod
    def from_db(cls, db, field_names, values):
        phone = super().from_db(db, field_names, values)
        phone.stored_slug = phone.__dict__.get("slug")
        return phone

    def clean(self):
        """Refuses a slug that another phone had."""
        others = OldSlug.objects.filter(slug=self.slug).exclude(phone=self.pk)
        if self.slug and others.exists():
            raise ValidationError({"slug": "Another phone had this slug; its old address must keep working."})


class OldSlug(models.Model):
    """A slug that a phone once had. It redirects, and nobody else may take it."""

    slug = models.SlugField(max_length=120, unique=True)
    phone = models.ForeignKey(Phone, models.CASCADE, related_name="old_slugs")

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.slug
