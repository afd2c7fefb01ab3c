"""What is entered on its phone's page."""

from django.contrib import admin

from catalog.models import (
    Alias,
    Camera,
    Claim,
    Display,
    ExtraRow,
    LaunchPrice,
    Market,
    MemoryVersion,
    ModelCode,
    OldSlug,
    PhoneChipset,
    Relation,
    SoftwareObservation,
    UsbPort,
    Variation,
)

from . import formsets, record_forms
from .row_prefetch import PrefetchedFormSet
from .sheet_fields import SheetFieldsMixin
from .sheet_fieldsets import build_fieldsets


class StackedRowsInline(SheetFieldsMixin, admin.StackedInline):
    """Rows of a phone; ``comes_with`` names what is fetched along with them."""

    extra = 0
    classes = ["collapse"]
    template = "desk/rows.html"
    formset = PrefetchedFormSet
    comes_with = ()

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related(*self.comes_with) if self.comes_with else rows


class OrderedRowsInline(StackedRowsInline):
    form = record_forms.OrderedRowForm
    formset = formsets.OrderedFormSet
    exclude = ["position"]


class CopyableRowsInline(OrderedRowsInline):
    form = record_forms.CopyableRowForm


class DisplayInline(CopyableRowsInline):
    model = Display
    fieldsets = build_fieldsets(Display, before=[(None, {"fields": [("display_role", "order", "copy")]})])


class CameraInline(CopyableRowsInline):
    model = Camera
    form = record_forms.CameraForm
    formset = formsets.CameraFormSet
    comes_with = ["sensor"]
    autocomplete_fields = ["sensor"]
    fieldsets = build_fieldsets(Camera, before=[(None, {"fields": [("facing", "role", "order", "copy")]})])


class AliasInline(OrderedRowsInline):
    model = Alias
    verbose_name, verbose_name_plural = "other name", "other names"


class MemoryVersionInline(CopyableRowsInline):
    model = MemoryVersion
    formset = formsets.MemoryVersionFormSet
    fields = [("ram_gb", "storage_gb", "applies_to"), ("order", "copy")]


class LaunchPriceInline(CopyableRowsInline):
    model = LaunchPrice
    verbose_name, verbose_name_plural = "launch price", "launch prices"
    fields = [("price", "price_currency"), ("ram_gb", "storage_gb"), ("country", "applies_to"), ("order", "copy")]


class UsbPortInline(CopyableRowsInline):
    model = UsbPort


class PhoneChipsetInline(OrderedRowsInline):
    model = PhoneChipset
    verbose_name, verbose_name_plural = "chipset", "chipsets"
    comes_with = ["chipset"]
    autocomplete_fields = ["chipset"]


class ModelCodeInline(CopyableRowsInline):
    model = ModelCode
    form = record_forms.ModelCodeForm
    formset = formsets.ModelCodeFormSet
    fields = [
        ("code", "for_whom"), "pasted_bands", "lte_bands", "nr_bands", "nr_fr2_bands", "bands_complete",
        ("bands_confidence", "bands_basis"), "sim_arrangement", "notes", ("order", "copy"),
    ]  # fmt: skip


class MarketInline(CopyableRowsInline):
    model = Market
    formset = formsets.ClaimedRowsFormSet


class RelationInline(StackedRowsInline):
    model = Relation
    fk_name = "phone"
    comes_with = ["other__brand"]
    autocomplete_fields = ["other"]


class VariationInline(OrderedRowsInline):
    model = Variation
    form = record_forms.VariationForm


class ExtraRowInline(OrderedRowsInline):
    model = ExtraRow


class SoftwareObservationInline(OrderedRowsInline):
    model = SoftwareObservation
    comes_with = ["source"]
    autocomplete_fields = ["source"]


class AddOnlyMixin:
    """Rows that are added and removed here, and shown but not changed."""

    def has_change_permission(self, request, obj=None):
        return False


class ClaimInline(AddOnlyMixin, StackedRowsInline):
    """New claims. Those there are stand above with a link to their own page: a hundred forms would be slow."""

    model = Claim
    form = record_forms.ClaimForm
    formset = formsets.ClaimFormSet
    show_change_link = True
    comes_with = ["source", "camera"]
    autocomplete_fields = ["source"]
    fields = [
        ("key", "camera", "row"),
        ("source", "accepted"),
        ("state", "qualifier", "value", "seen_on"),
        "quote",
        "locator",
        "notes",
    ]


class OldSlugInline(AddOnlyMixin, StackedRowsInline):
    model = OldSlug
    form = record_forms.OldSlugForm


PHONE_INLINES = [
    AliasInline,
    DisplayInline,
    CameraInline,
    MemoryVersionInline,
    LaunchPriceInline,
    UsbPortInline,
    PhoneChipsetInline,
    ModelCodeInline,
    MarketInline,
    RelationInline,
    VariationInline,
    SoftwareObservationInline,
    ExtraRowInline,
    ClaimInline,
    OldSlugInline,
]
