"""Asks once before figures are saved that are possible but unlikely."""

import copy
from functools import cached_property

from django.contrib.admin.utils import flatten
from django.utils.html import format_html

from catalog.models import Phone
from catalog.models.plausibility import record_warnings

from ..forms.interpreted_input import InterpretedInput
from ..forms.sheet_fieldsets import label_and_help

CONFIRMATION_FIELD, CONFIRMED_WARNINGS_FIELD = "save_all_the_same", "doubt"


class FieldWarning:
    """One doubt about what was typed into a field of a form."""

    def __init__(self, form, name, words):
        self.form, self.name, self.words = form, name, words

    @property
    def sentence(self):
        record, field = self.form.instance, self.form.instance._meta.get_field(self.name)
        label = label_and_help(field).get("label", self.name)
        return f"{label if isinstance(record, Phone) else f'{record}, {label}'}: {self.words}."

    @property
    def field_id(self):
        return self.form[self.name].id_for_label if self.name in self.form.fields else ""

    def show(self):
        """Say it at the field, with the field's help."""
        if self.name in self.form.fields:
            box = self.form[self.name]
            said = format_html('<strong class="doubt">Sure? {}.</strong>', self.words)
            box.help_text = format_html("{} {}", said, box.help_text)


class PlausibilityConfirmation:
    """Stands among the formsets of a save, and is valid where nothing is left to ask: without that, nothing is saved.

    As a panel it lists what is doubtful, with a box to tick.
    """

    template = "desk/doubts.html"
    errors, forms, deleted_forms = (), (), ()
    new_objects, changed_objects, deleted_objects = (), (), ()

    def __init__(self, request, formsets):
        self.request, self.formsets = request, tuple(formsets)

    @cached_property
    def doubts(self):
        """What is doubtful, once everything else is as it should be: faults are mended first."""
        form = getattr(self.request, "desk_form", None)
        sound = form is not None and all(formset.is_valid() for formset in self.formsets)
        return list(new_warnings(form, self.formsets)) if sound else []

    def is_valid(self):
        data = self.request.POST
        allowed = data.getlist(CONFIRMED_WARNINGS_FIELD) if data.get(CONFIRMATION_FIELD) else []
        return all(doubt.sentence in allowed for doubt in self.doubts)

    def non_form_errors(self):
        return ()

    def save(self, commit=True):
        return []


class PlausibilityConfirmationMixin:
    """A page of the desk that asks before it saves what is doubtful, unless it was so before."""

    def save_form(self, request, form, change):
        request.desk_form = form
        return super().save_form(request, form, change)

    def _create_formsets(self, request, obj, change):
        """Django asks these whether all is well, and saves nothing otherwise. It has no public place for that."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        if request.method == "POST":
            request.question = PlausibilityConfirmation(request, formsets)
            formsets.append(request.question)
        return formsets, inlines

    def questions(self, request, context):
        """Panels of a form that comes back: what is asked, whose words then also stand at the fields, and what was
        understood so far."""
        question = getattr(request, "question", None)
        if question is None:
            return []
        understood = InterpretedInput(request, context["adminform"].form, question.formsets)
        panels = [understood] if understood.parts else []
        if question.is_valid():
            return panels
        for doubt in question.doubts:
            doubt.show()
        expand_sections(context, question.doubts)
        return [question, *panels]


def expand_sections(context, doubts):
    """Let the sections of a page stand open in which something is doubtful."""
    for doubt in doubts:
        if doubt.form is context["adminform"].form:
            _expand_fieldsets(context["adminform"], doubt.name)
        for rows in context["inline_admin_formsets"]:
            if doubt.form in rows.formset.forms:
                rows.classes = ""
                _expand_fieldsets(rows, doubt.name)


def _expand_fieldsets(holder, name):
    holder.fieldsets = [
        (label, {**options, "classes": ()}) if name in flatten(options["fields"]) else (label, options)
        for label, options in holder.fieldsets
    ]


def new_warnings(form, formsets):
    """Yield the doubts about what a save would store which are not as old as the records themselves."""
    for one in (form, *_changed_rows(formsets)):
        before = set(record_warnings(_record_before_change(one))) if one.instance.pk else set()
        for name, words in record_warnings(one.instance):
            if (name, words) not in before:
                yield FieldWarning(one, name, words)


def _changed_rows(formsets):
    """The forms whose rows are saved."""
    rows = [row for formset in formsets for row in formset.forms if row not in formset.deleted_forms]
    return [row for row in rows if row.has_changed()]


def _record_before_change(form):
    """The record before it took over what was typed."""
    record = copy.copy(form.instance)
    columns = {field.name: field for field in record._meta.concrete_fields}
    for name in form.changed_data:
        if name in columns and name in form.initial:
            setattr(record, columns[name].attname, columns[name].to_python(form.initial[name]))
    return record
