"""The links of each column of a comparison, filled into fragments that are printed once for each set of links."""

from functools import cache
from typing import NamedTuple

from markupsafe import escape

from catalog.languages.active_language import active_language

from .page_links import page_link
from .template_fragments import Fragment, template_macro


class ToolShape(NamedTuple):
    """Which links there are; ``swap`` where the two that there are change places."""

    left: bool
    right: bool
    without: bool
    swap: bool
    baseline: bool
    is_baseline: bool


def printed_column_tools(column, query, swap):
    """``query`` is the query string of the page, which goes with a column that is moved."""
    left, right, without = column.left, column.right, column.without
    shape = ToolShape(
        bool(left), bool(right), bool(without), swap, column.baseline_query is not None, column.is_baseline
    )
    addresses = (
        f"{page_link('compare', left)}{query}" if left else "",
        f"{page_link('compare', right)}{query}" if right else "",
        f"{page_link('compare', without)}{column.without_query}" if without else "",
        column.baseline_query or "?",
    )
    values = list(map(escape, (column.phone.full_name, *addresses)))
    return _tools_fragment(active_language(), shape).filled_from(values)


@cache
def _tools_fragment(language, shape):
    """In the ``language`` that is active."""
    return Fragment.of(template_macro("macros/compare.html", "column_tools")(shape))
