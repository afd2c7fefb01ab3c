"""The phone's form in the order of the sheet: fieldsets and rows among each other, with a table of contents."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten

ROWS_AFTER_FIELDSET = {
    None: ("aliases", "relations"),
    "Launch": ("launch_prices", "markets"),
    "Body": ("displays",),
    "Platform": ("phone_chipsets", "software_observations"),
    "Memory": ("memory_versions", "cameras"),
    "Network": ("model_codes",),
    "Connections": ("usb_ports",),
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
    waiting = {rows.formset.prefix: rows for rows in inlines}
    fieldsets = list(adminform)
    sections = []
    for number, fieldset in enumerate(fieldsets):
        if fieldset is fieldsets[-1]:
            sections += map(_rows_section, waiting.values())
            waiting = {}
        sections.append(_fieldset_section(fieldset, number))
        for prefix in ROWS_AFTER_FIELDSET.get(fieldset.name, ()):
            if prefix in waiting:
                sections.append(_rows_section(waiting.pop(prefix)))
    return sections


def _fieldset_section(fieldset, number):
    form = fieldset.form
    names = [name for name in flatten(fieldset.fields) if name in form.fields]
    filled = sum(form[name].value() not in _EMPTY_VALUES for name in names)
    return FormSection(
        fieldset.name or "Names",
        _fieldset_anchor(fieldset, number, names),
        f"{filled} of {len(names)}" if names else "",
        has_faults=any(name in form.errors for name in names),
        number=number,
        fieldset=fieldset,
    )


def _fieldset_anchor(fieldset, number, names):
    if fieldset.name:
        return f"fieldset-0-{number}-heading"
    return f"id_{names[0]}" if names else "content"


def _rows_section(rows):
    formset = rows.formset
    label = str(rows.opts.verbose_name_plural)
    return FormSection(
        label[:1].upper() + label[1:],
        f"{formset.prefix}-heading",
        str(formset.total_form_count()),
        has_faults=formset.is_bound and (any(formset.errors) or bool(formset.non_form_errors())),
        rows=rows,
    )
