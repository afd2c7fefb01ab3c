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
        earlier = request.POST.getlist("understood")[:_MAX_SENTENCES]
        parts = [sentence[:_MAX_SENTENCE_LENGTH] for sentence in earlier]
        for filled in (form, *_kept_rows(formsets)):
            parts += _form_interpretations(filled)
        for formset in formsets:
            parts += _added_row_counts(formset)
        self.parts = list(dict.fromkeys(parts))

    def __str__(self):
        return f"Understood: {'; '.join(self.parts)}."


def _kept_rows(formsets):
    for formset in formsets:
        for row in formset.forms:
            if row not in formset.deleted_forms:
                yield row


def _form_interpretations(form):
    spread_columns = set()
    for text, columns in getattr(form, "spread", ()):
        spread_columns.update(columns)
        shown = [_field_text(form, name) for name in columns if name in form.cleaned_data]
        yield f"{', '.join(shown)} (from “{text}”)"
    for name in form.changed_data:
        if name not in spread_columns and _is_interpreted(form, name):
            yield f"{_field_text(form, name)} (from “{_typed_text(form, name)}”)"


def _is_interpreted(form, name):
    """Whether the text in a field has become another value than its letters say."""
    text = _typed_text(form, name)
    value = form.cleaned_data.get(name)
    if not text or value is None:
        return False
    return not _is_literal(form.fields[name], text, value)


def _added_row_counts(formset):
    """Rows that a text has made: “2 memory versions”."""
    for text, number in getattr(formset, "grown", ()):
        meta = formset.model._meta
        yield f"{number} {meta.verbose_name if number == 1 else meta.verbose_name_plural} (from “{text}”)"


def _typed_text(form, name):
    """The text in a field that understands more than it shows; None for other fields."""
    if not isinstance(form.fields.get(name), _INTERPRETING_FIELDS):
        return None
    return form.data.get(form.add_prefix(name), "").strip()


def _is_literal(field, text, value):
    if isinstance(value, int | float):
        with suppress(ValueError):
            return float(text) == value
    return _without_spaces(text) == _without_spaces(str(field.prepare_value(value)))


def _without_spaces(text):
    return "".join(text.split())


def _field_text(form, name):
    """“Height 161 mm”, “Main camera, f-number f/1.9”."""
    record = form.instance
    spec = editable_specs(type(record)).get(name)
    value = form.cleaned_data.get(name)
    if spec and value is not None:
        words = f"{spec.label} {spec.text(value, spec.unit_for(record))}"
    else:
        field = form.fields[name]
        words = f"{field.label} {field.prepare_value(value)}"
    is_row = form.prefix and not isinstance(record, Phone)
    return f"{record}, {words}" if is_row else words
