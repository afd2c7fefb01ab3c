"""A form that was opened before somebody else saved: sent again as its author saw it.

Rows that are gone come back as new ones, rows that were added meanwhile go. All of this happens in a transaction that
is never kept: what comes of it is only shown beside what is stored.
"""

import re
from collections import defaultdict


def resubmitted_data(data, formsets):
    """``data`` (a QueryDict) to be sent to the form as it is now; ``formsets`` are (formset class, its
    record, whether its rows are typed in, and not only added).

    Takes away rows that its author has not seen. The second answer counts the rows that were to be deleted, and that
    cannot be told from others any more.
    """
    data, lost = data.copy(), 0
    for formset, record, is_typed in formsets:
        prefix = formset.get_default_prefix()
        stored = formset.model.objects.filter(**{formset.fk.name: record})
        keys = set(map(str, stored.values_list("pk", flat=True)))
        rows = _remove_rows(data, prefix)
        known = [row for row in rows if row.get("id", [""])[0] in keys]
        others = [row for row in rows if row not in known]
        if is_typed:
            stored.exclude(pk__in=[row["id"][0] for row in known]).delete()
        else:
            lost += sum("DELETE" in row for row in others if row.get("id", [""])[0])
            others = [row for row in others if not row.get("id", [""])[0]]
        _insert_rows(data, prefix, known, [row for row in others if "DELETE" not in row])
    return data, lost


def _remove_rows(data, prefix):
    """The rows of one formset in their order, each as name → values; they are no longer in ``data``."""
    field_name = re.compile(rf"{re.escape(prefix)}-(\d{{1,4}})-(.+)")
    rows = defaultdict(dict)
    for name in list(data):
        found = field_name.fullmatch(name)
        if found:
            rows[int(found[1])][found[2]] = data.pop(name)
    return [rows[number] for number in sorted(rows)]


def _insert_rows(data, prefix, known, new):
    without_key = [{**row, "id": [""]} if "id" in row else row for row in new]
    for number, row in enumerate([*known, *without_key]):
        for name, values in row.items():
            data.setlist(f"{prefix}-{number}-{name}", values)
    data[f"{prefix}-INITIAL_FORMS"] = str(len(known))
    data[f"{prefix}-TOTAL_FORMS"] = str(len(known) + len(new))
