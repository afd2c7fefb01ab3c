"""What an editor is told after saving of everything that was not taken letter by letter."""

from contextlib import suppress

from catalog.forms.datalists import CountryFormField
from catalog.forms.form_fields import (
    CurrencyFormField,
    ListFormField,
    MeasureFormField,
    PartialDateFormField,
    TypeLabelFormField,
)
from catalog.models import Phone

from .sheet_fieldsets import editable_specs

_MAX_SENTENCE_LENGTH, _MAX_SENTENCES = 400, 100
_INTERPRETING_FIELDS = (
    CountryFormField,
    CurrencyFormField,
    ListFormField,
    MeasureFormField,
    PartialDateFormField,
    TypeLabelFormField,
)


class InterpretedInput:
    """What was understood of all that was typed so far, as a panel of a form that comes back before it is saved.

    ``parts`` are sentences; those of earlier rounds come first, as their texts are no longer in the fields.
    """

    template = "desk/understood.html"

    def __init__(self, request, form, formsets):
        before = [words[:_MAX_SENTENCE_LENGTH] for words in request.POST.getlist("understood")[:_MAX_SENTENCES]]
        rows = [row for formset in formsets for row in formset.forms if row not in formset.deleted_forms]
        now = [words for one in (form, *rows) for words in _form_interpretations(one)]
        now += [words for formset in formsets for words in _added_row_counts(formset)]
        self.parts = list(dict.fromkeys([*before, *now]))

    def __str__(self):
        return f"Understood: {'; '.join(self.parts)}."


def _form_interpretations(form):
    spread = getattr(form, "spread", ())
    for text, columns in spread:
        shown = [_field_text(form, name) for name in columns if name in form.cleaned_data]
        yield f"{', '.join(shown)} (from “{text}”)"
    filled = {name for _, columns in spread for name in columns}
    for name in form.changed_data:
        text = _typed_text(form, name)
        value = form.cleaned_data.get(name)
        if name not in filled and text and value is not None and not _is_literal(form.fields[name], text, value):
            yield f"{_field_text(form, name)} (from “{text}”)"


def _added_row_counts(formset):
    """Rows that a text has made: “2 memory versions”."""
    for text, number in getattr(formset, "grown", ()):
        meta = formset.model._meta
        yield f"{number} {meta.verbose_name if number == 1 else meta.verbose_name_plural} (from “{text}”)"


def _typed_text(form, name):
    """The text in a field that understands more than it shows; None for other fields."""
    field = form.fields.get(name)
    return form.data.get(form.add_prefix(name), "").strip() if isinstance(field, _INTERPRETING_FIELDS) else None


def _is_literal(field, text, value):
    if isinstance(value, int | float):
        with suppress(ValueError):
            return float(text) == value
    return _without_spaces(text) == _without_spaces(str(field.prepare_value(value)))


def _without_spaces(text):
    return "".join(text.split())


def _field_text(form, name):
    """“Height 161 mm”, “Main camera, f-number f/1.9”."""
    spec, value = editable_specs(type(form.instance)).get(name), form.cleaned_data.get(name)
    if spec and value is not None:
        words = f"{spec.label} {spec.text(value, spec.unit_for(form.instance))}"
    else:
        words = f"{form.fields[name].label} {form.fields[name].prepare_value(value)}"
    return words if isinstance(form.instance, Phone) or not form.prefix else f"{form.instance}, {words}"
