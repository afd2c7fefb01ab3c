"""What all pages of the desk have in common."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models, transaction

from catalog.models import Stamp
from catalog.models.fields import PartialDateField
from catalog.models.forms import LongTextFormField

from .doubts import doubts_after
from .forms import DeskForm, LoadedAutocomplete
from .sheet import words_for


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

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        Stamp.move()
        for doubt in doubts_after(form, formsets):
            messages.warning(request, f"Saved, but: {doubt}")

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        Stamp.move()

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        Stamp.move()
