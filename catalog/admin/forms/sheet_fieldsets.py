"""What forms take from the sheet: the order of columns, their labels, units and help."""

from functools import cache

from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, spec_groups

_ACRONYMS = {"gpu", "cpu", "lte", "nr", "fr2", "ram", "sim", "os", "url"}
_UNIT_BY_SUFFIX = {"mm": "mm", "px": "px", "um": "µm", "nm": "nm", "gb": "GB", "ghz": "GHz"}


@cache
def editable_specs(model):
    """Column → its row of the sheet, in the sheet's order."""
    entries = [group for group in ENTRY_GROUP_BY_KEY.values() if group.of is model]
    specs = [spec for group in (*spec_groups(model), *entries) for spec in group.specs]
    return {spec.key: spec for spec in specs if spec.inner is None and _is_typed_in(spec.field)}


def _is_typed_in(field):
    return field is not None and field.concrete and field.editable


def label_and_help(field):
    """The label with its unit, and the help, of a column's form field; the rest is Django's to say."""
    spec = editable_specs(field.model).get(field.name)
    if spec:
        return {"label": _label_with_unit(spec.label, spec.unit), "help_text": spec.help}
    name, _, unit = field.name.rpartition("_")
    return {
        "label": _label_with_unit(
            _column_label(name if unit in _UNIT_BY_SUFFIX else field.name), _UNIT_BY_SUFFIX.get(unit)
        )
    }


def _column_label(name):
    """``nr_fr2_bands`` → “NR FR2 bands”."""
    words = [word.upper() if word in _ACRONYMS else word for word in name.split("_")]
    return words[0][:1].upper() + " ".join(words)[1:]


def _label_with_unit(label, unit):
    return f"{label} ({unit})" if unit else label


def build_fieldsets(model, *, before, after=()):
    """``before``, then a folded fieldset per group of the sheet, then ``after``.

    A column stands once: where it is named, else in its group, else in a last fieldset of what no row prints.
    """
    placed = set(_fieldset_columns(before) | _fieldset_columns(after))
    groups = [
        collapsed_fieldset(group.label, [key for key in _group_columns(group) if key not in placed])
        for group in spec_groups(model)
    ]
    groups = [fieldset for fieldset in groups if fieldset[1]["fields"]]
    rest = [key for key in _editable_columns(model) if key not in placed | _fieldset_columns(groups)]
    return (*before, *groups, *([collapsed_fieldset("Further", rest)] if rest else []), *after)


def collapsed_fieldset(label, columns):
    """A fieldset that opens when asked to."""
    return label, {"fields": columns, "classes": ["collapse"]}


def _group_columns(group):
    return [spec.key for spec in group.specs if editable_specs(group.of).get(spec.key) is spec]


def _fieldset_columns(fieldsets):
    lines = [line for _, options in fieldsets for line in options["fields"]]
    return {column for line in lines for column in ([line] if isinstance(line, str) else line)}


def _editable_columns(model):
    """Columns that an editor fills in; whose part a record is, and its place there, are not among them."""
    fields = [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]
    return [field.name for field in fields if field.name not in ("phone", "position")]
