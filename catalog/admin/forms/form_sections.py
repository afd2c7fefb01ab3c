"""The phone's form in the order of the sheet: fieldsets and rows among each other, with a table of contents."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten

ROWS_AFTER_FIELDSET = {
    None: ("aliases", "relations"),
    "Launch": ("markets",),
    "Body": ("displays",),
    "Platform": ("phone_chipsets", "software_observations"),
    "Memory": ("memory_versions", "cameras"),
    "Network": ("model_codes",),
    "Radiation and EU label": ("variations", "extra_rows"),
}
"""Label of a fieldset → the rows that stand behind it; all other rows stand before the last fieldset."""
_EMPTY_VALUES = (None, "", [], "unknown")


@dataclass(frozen=True)
class FormSection:
    """A fieldset with its ``number`` among them, or the ``rows`` of one formset."""

    label: str
    anchor: str
    count: str
    has_faults: bool
    number: int = 0
    fieldset: Any = None
    rows: Any = None


def page_sections(adminform, inlines):
    """Every fieldset and formset of a page once, in order."""
    waiting, found = {rows.formset.prefix: rows for rows in inlines}, []
    fieldsets = list(enumerate(adminform))
    for number, fieldset in fieldsets:
        if number == len(fieldsets) - 1:
            found += [_rows_section(waiting.pop(prefix)) for prefix in list(waiting)]
        found.append(_fieldset_section(fieldset, number))
        found += [
            _rows_section(waiting.pop(prefix))
            for prefix in ROWS_AFTER_FIELDSET.get(fieldset.name, ())
            if prefix in waiting
        ]
    return found


def _fieldset_section(fieldset, number):
    names = [name for name in flatten(fieldset.fields) if name in fieldset.form.fields]
    filled = sum(fieldset.form[name].value() not in _EMPTY_VALUES for name in names)
    faults = any(name in fieldset.form.errors for name in names)
    anchor = f"fieldset-0-{number}-heading" if fieldset.name else f"id_{names[0]}" if names else "content"
    count = f"{filled} of {len(names)}" if names else ""
    return FormSection(fieldset.name or "Names", anchor, count, faults, number=number, fieldset=fieldset)


def _rows_section(rows):
    formset = rows.formset
    faults = any(formset.errors) or bool(formset.non_form_errors()) if formset.is_bound else False
    label = str(rows.opts.verbose_name_plural)
    count = str(formset.total_form_count())
    return FormSection(label[:1].upper() + label[1:], f"{formset.prefix}-heading", count, faults, rows=rows)
