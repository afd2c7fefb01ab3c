"""Form fields of columns: with the sheet's words, and the widgets that the desk gives them."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models

from catalog.forms.datalists import CountryFormField, DatalistInput, LabelledSplitDateTime
from catalog.forms.form_fields import LongTextFormField, MeasureInput
from catalog.models.fields import Bounded, Currency, PartialDateField

from .autocomplete import RecordSelectMixin
from .record_forms import PrefetchedAutocompleteSelect, SheetModelForm
from .sheet_fieldsets import label_and_help


class SheetFieldsMixin(RecordSelectMixin):
    """Form fields that carry the sheet's words."""

    form = SheetModelForm
    record_select = PrefetchedAutocompleteSelect
    formfield_overrides = {
        models.TextField: {"form_class": LongTextFormField},
        models.URLField: {"assume_scheme": "https"},
        PartialDateField: {"widget": AdminTextInputWidget},
        Bounded: {"widget": MeasureInput},
        Currency: {"widget": DatalistInput("currencies")},
        models.DateTimeField: {"form_class": forms.SplitDateTimeField, "widget": LabelledSplitDateTime},
    }

    def formfield_for_dbfield(self, db_field, request, **options):
        box = {"form_class": CountryFormField} if db_field.name == "country" else {}
        return super().formfield_for_dbfield(db_field, request, **{**label_and_help(db_field), **box, **options})
