"""What an editor is told after saving figures that are possible but unlikely."""

from catalog.models import Camera, Display, Phone, checks

from .sheet import words_for

_RULES = {
    Phone: (checks.doubts_about_body, checks.doubts_about_dates),
    Display: (checks.doubts_about_display,),
    Camera: (checks.doubts_about_sensor,),
}


def doubts_about(record):
    """Yield one sentence for each doubt about a saved record."""
    for rule in (checks.outside_soft_bounds, *_RULES.get(type(record), ())):
        for name, words in rule(record):
            yield f"{_place(record, name)}: {words}."


def _place(record, name):
    label = words_for(record._meta.get_field(name)).get("label", name)
    return label if isinstance(record, Phone) else f"{record}, {label}"


def doubts_after(form, formsets):
    """Yield the doubts about everything that one form has saved."""
    yield from doubts_about(form.instance)
    for formset in formsets:
        for row in formset.forms:
            if row.instance.pk and row not in formset.deleted_forms:
                yield from doubts_about(row.instance)
