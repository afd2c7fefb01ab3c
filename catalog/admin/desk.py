"""What all pages of the desk have in common."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models, transaction

from catalog.finder.store import keep_prepared
from catalog.models import Brand, Chipset, Phone, Sensor, Source, Stamp
from catalog.models.fields import PartialDateField
from catalog.models.forms import LongTextFormField
from catalog.models.records import with_related
from catalog.models.vocabulary import Status

from .doubts import doubts_after
from .forms import DeskForm, LoadedAutocomplete
from .sheet import words_for

HANG_ON = {
    Brand: ("brand", "manufacturer", "brand__maker"),
    Chipset: ("phone_chipsets__chipset",),
    Sensor: ("cameras__sensor",),
    Source: ("claims__source",),
}
"""How phones name what they are made of and where their facts come from."""


class FromSheet:
    """Form fields that carry the sheet's words."""

    form = DeskForm
    formfield_overrides = {
        models.TextField: {"form_class": LongTextFormField},
        models.URLField: {"assume_scheme": "https"},
        PartialDateField: {"widget": AdminTextInputWidget},
    }

    def formfield_for_dbfield(self, db_field, request, **options):
        return super().formfield_for_dbfield(db_field, request, **{**words_for(db_field), **options})

    def formfield_for_foreignkey(self, db_field, request, **options):
        if db_field.name in self.get_autocomplete_fields(request):
            options.setdefault("widget", LoadedAutocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **options)


class DeskAdmin(FromSheet, admin.ModelAdmin):
    """A page whose every change moves the catalogue's stamp, in the same transaction, and says what looks doubtful."""

    list_per_page = 50

    class Media:
        css = {"all": ["desk/desk.css"]}

    def save_form(self, request, form, change):
        """Notes which phones hang on the record as it stands before the change."""
        form.hung_on_it = phones_hanging_on(form.instance) if change else set()
        return super().save_form(request, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        moved(form.hung_on_it | phones_hanging_on(form.instance))
        for doubt in doubts_after(form, formsets):
            messages.warning(request, f"Saved, but: {doubt}")

    def delete_model(self, request, obj):
        phones = phones_hanging_on(obj)
        super().delete_model(request, obj)
        moved(phones)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        phones = set().union(*map(phones_hanging_on, queryset))
        super().delete_queryset(request, queryset)
        moved(phones)


class PublishedAdmin(DeskAdmin):
    """A page of what has a page of its own on the site once it is published."""

    def get_view_on_site_url(self, obj=None):
        """Readers see published ones only."""
        return super().get_view_on_site_url(obj) if obj and obj.status == Status.PUBLISHED else None


class EditorialAdmin(PublishedAdmin):
    """A page of what editors write under a title. Each kind says where ``preview`` leads."""

    readonly_fields = ["preview"]
    prepopulated_fields = {"slug": ["title"]}
    list_editable = ["place"]
    list_filter = ["status"]

    def get_queryset(self, request):
        return super().get_queryset(request).in_order()


def phones_hanging_on(record):
    """The keys of the phones of which something would have to be said anew if ``record`` changed."""
    if isinstance(record, Phone):
        return with_related({record.pk})
    if hasattr(record, "phone_id"):
        return with_related({record.phone_id})
    lookups = HANG_ON.get(type(record), ())
    return {key for lookup in lookups for key in Phone.objects.filter(**{lookup: record}).values_list("pk", flat=True)}


def moved(phones):
    """The catalogue has changed in these phones: readers get them anew, whole, with the next request."""
    Stamp.move(phones)
    keep_prepared()
