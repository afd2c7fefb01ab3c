"""What forms take from the sheet: the order of columns, their labels, units and help."""

from functools import cache

from django.contrib.admin.utils import flatten

from catalog.quantities import formatters
from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, spec_groups

_ACRONYMS = {"gpu", "cpu", "lte", "nr", "fr2", "ram", "sim", "os", "url"}
_UNIT_BY_SUFFIX = {"mm": "mm", "px": "px", "um": "µm", "nm": "nm", "gb": "GB", "ghz": "GHz"}


@cache
def editable_specs(model):
    """Column → its row of the sheet, in the sheet's order."""
    entries = [group for group in ENTRY_GROUP_BY_KEY.values() if group.of is model]
    found = {}
    for group in (*spec_groups(model), *entries):
        for spec in filter(_is_typed_in, group.specs):
            found[spec.key] = spec
    return found


def _is_typed_in(spec):
    field = spec.field
    if spec.inner is not None or field is None:
        return False
    return field.concrete and field.editable


def label_and_help(field):
    """The label with its unit, and the help, of a column's form field; the rest is Django's to say."""
    spec = editable_specs(field.model).get(field.name)
    if spec:
        return {"label": formatters.label_with_unit(spec.label, spec.unit), "help_text": spec.help}
    name, _, suffix = field.name.rpartition("_")
    if suffix in _UNIT_BY_SUFFIX:
        return {"label": formatters.label_with_unit(_column_label(name), _UNIT_BY_SUFFIX[suffix])}
    return {"label": _column_label(field.name)}


def _column_label(name):
    """``nr_fr2_bands`` → “NR FR2 bands”."""
    words = [word.upper() if word in _ACRONYMS else word for word in name.split("_")]
    return words[0][:1].upper() + " ".join(words)[1:]


def build_fieldsets(model, *, before, after=()):
    """``before``, then a folded fieldset per group of the sheet, then ``after``.

    A column stands once: where it is named, else in its group, else in a last fieldset of what no row prints.
    """
    placed = set(_fieldset_columns(before) | _fieldset_columns(after))
    groups = []
    for group in spec_groups(model):
        columns = _without(placed, _group_columns(group))
        if columns:
            groups.append(collapsed_fieldset(group.label, columns))
    rest = _without(placed | _fieldset_columns(groups), _editable_columns(model))
    if rest:
        groups.append(collapsed_fieldset("Further", rest))
    return (*before, *groups, *after)


def _without(placed, columns):
    return [column for column in columns if column not in placed]


def collapsed_fieldset(label, columns):
    """A fieldset that opens when asked to."""
    return label, {"fields": columns, "classes": ["collapse"]}


def _group_columns(group):
    return [spec.key for spec in group.specs if editable_specs(group.of).get(spec.key) is spec]


def _fieldset_columns(fieldsets):
    columns = set()
    for _, options in fieldsets:
        columns.update(flatten(options["fields"]))
    return columns


def _editable_columns(model):
    """Columns that an editor fills in; whose part a record is, and its place there, are not among them."""
    return [field.name for field in model._meta.concrete_fields if _is_filled_in(field)]


def _is_filled_in(field):
    return field.editable and not field.primary_key and field.name not in ("phone", "position")
