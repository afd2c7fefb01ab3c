"""What an editor is told after saving figures that are possible but unlikely."""

from catalog.models import Phone
from catalog.models.doubts import doubts_about

from .sheet import words_for


def sentences(record):
    """Yield one sentence for each doubt about a saved record."""
    for name, words in doubts_about(record):
        yield f"{_place(record, name)}: {words}."


def _place(record, name):
    label = words_for(record._meta.get_field(name)).get("label", name)
    return label if isinstance(record, Phone) else f"{record}, {label}"


def doubts_after(form, formsets):
    """Yield the doubts about everything that one form has saved."""
    yield from sentences(form.instance)
    for formset in formsets:
        for row in formset.forms:
            if row.instance.pk and row not in formset.deleted_forms:
                yield from sentences(row.instance)
