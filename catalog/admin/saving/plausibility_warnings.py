"""Figures that are possible but unlikely: asked about once, before they are saved."""

import copy

from django.contrib.admin.utils import flatten
from django.utils.html import format_html

from catalog.models import Phone
from catalog.models.plausibility import record_warnings

from ..forms.sheet_fieldsets import label_and_help

CONFIRMATION_FIELD, CONFIRMED_WARNINGS_FIELD = "save_all_the_same", "doubt"


class FieldWarning:
    """One doubt about what was typed into a field of a form."""

    def __init__(self, form, name, words):
        self.form, self.name, self.words = form, name, words

    @property
    def sentence(self):
        record = self.form.instance
        field = record._meta.get_field(self.name)
        label = label_and_help(field).get("label", self.name)
        if not isinstance(record, Phone):
            label = f"{record}, {label}"
        return f"{label}: {self.words}."

    @property
    def has_field(self):
        return self.name in self.form.fields

    @property
    def field_id(self):
        return self.form[self.name].id_for_label if self.has_field else ""

    def show_at_field(self):
        """Say it at the field, with the field's help."""
        if self.has_field:
            box = self.form[self.name]
            said = format_html('<strong class="doubt">Sure? {}.</strong>', self.words)
            box.help_text = format_html("{} {}", said, box.help_text)


class PlausibilityQuestion:
    """The panel that lists what is doubtful, with a box to tick."""

    template = "desk/doubts.html"

    @staticmethod
    def asks(name):
        """Whether a field of that name is an answer to it."""
        return name in (CONFIRMATION_FIELD, CONFIRMED_WARNINGS_FIELD)

    def __init__(self, doubts):
        self.doubts = doubts

    @classmethod
    def about(cls, data, form, formsets):
        """What a sound form asks before it is saved; None where nothing is doubtful, or all of it is confirmed in
        ``data``, the answers that were sent."""
        doubts = list(new_warnings(form, formsets))
        confirmed = data.getlist(CONFIRMED_WARNINGS_FIELD) if data.get(CONFIRMATION_FIELD) else []
        is_confirmed = all(doubt.sentence in confirmed for doubt in doubts)
        return None if is_confirmed else cls(doubts)

    def show_at_fields(self, context):
        """Say each doubt at its field, too, and let the sections of the page stand open that have one."""
        for doubt in self.doubts:
            doubt.show_at_field()
            if doubt.form is context["adminform"].form:
                expand_fieldsets(context["adminform"], doubt.name)
            for rows in context["inline_admin_formsets"]:
                if doubt.form in rows.formset.forms:
                    rows.classes = ""
                    expand_fieldsets(rows, doubt.name)


def expand_fieldsets(holder, name):
    holder.fieldsets = [
        (label, {**options, "classes": ()}) if name in flatten(options["fields"]) else (label, options)
        for label, options in holder.fieldsets
    ]


def new_warnings(form, formsets):
    """Yield the doubts about what a save would store which are not as old as the records themselves."""
    for changed in (form, *_changed_rows(formsets)):
        old = set()
        if changed.instance.pk:
            old = set(record_warnings(_record_before_change(changed)))
        for name, words in record_warnings(changed.instance):
            if (name, words) not in old:
                yield FieldWarning(changed, name, words)


def _changed_rows(formsets):
    """The forms whose rows are saved."""
    for formset in formsets:
        for row in formset.forms:
            if row.has_changed() and row not in formset.deleted_forms:
                yield row


def _record_before_change(form):
    """The record before it took over what was typed."""
    record = copy.copy(form.instance)
    columns = {field.name: field for field in record._meta.concrete_fields}
    for name in form.changed_data:
        if name in columns and name in form.initial:
            setattr(record, columns[name].attname, columns[name].to_python(form.initial[name]))
    return record
