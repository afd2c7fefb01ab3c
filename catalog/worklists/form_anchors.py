"""Where on a phone's form a fault of a record or a finding of a worklist is entered."""

from catalog.records.shapes import RECORD_SHAPES


def form_field_anchor(field):
    """The anchor on a phone's form of a column or a list of rows: ``cameras[2].f_number``."""
    name, *rest = field.partition("[")
    if name not in RECORD_SHAPES["phone"].rows:
        return f"id_{name}"
    number, _, column = rest[1].partition("]")
    if not column:
        return f"{name}-heading"
    return f"id_{name}-{int(number) - 1}-{column.removeprefix('.')}"
