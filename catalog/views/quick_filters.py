"""The questions that decide most, above the finder's list: each with how many phones it would leave."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.utils.translation import gettext_lazy
from markupsafe import escape

from catalog.finder.filters import parameter_by_name
from catalog.finder.query_parser import encode_query
from catalog.finder.row_coverage import row_coverage
from catalog.languages.printed_figures import number_text

from .template_fragments import cached_fragment, slot, template_macro

QUICK_FILTERS = (
    (gettext_lazy("Main sensor 1-inch type or larger"), (("main_optical_format_inch_min", "1"),)),
    (gettext_lazy("A rear lens of 70 mm or longer"), (("lens.focal_length_eq_mm_min", "70"),)),
    (gettext_lazy("Sold outside Japan"), (("sold_outside", "JP"),)),
    (gettext_lazy("200 g or lighter"), (("weight_g_max", "200"),)),
    (gettext_lazy("Support until 2028 or later"), (("supported_until_min", "2028"),)),
    (gettext_lazy("Launched in 2024 or later"), (("announced_min", "2024"),)),
)
"""The questions that decide most: their words, and the parameters that ask them."""
CHOSEN_ATTRIBUTE = ' aria-current="true"'


@dataclass(frozen=True)
class QuickFilter:
    words: str
    url: str
    count: int
    chosen: bool


def quick_filters(finding):
    """Those of which the rows are known of any phone, or that are chosen."""
    filters = []
    known = finding.live.get_or_set("known quick filters", lambda: known_quick_filters(finding.live))
    for words, pairs in QUICK_FILTERS:
        found = quick_filter(finding, words, pairs)
        if found.chosen or pairs in known:
            filters.append(found)
    return filters


def known_quick_filters(snapshot):
    """The parameters of those of which the rows are known of any phone."""
    coverage = row_coverage(snapshot)
    known = set()
    for _, pairs in QUICK_FILTERS:
        if all(coverage.is_known(parameter_by_name(name).facet.name) for name, _ in pairs):
            known.add(pairs)
    return known


def quick_filter(finding, words, pairs):
    """A question that decides, with how many would match if it were asked as well; chosen, the link takes it back."""
    asked = finding.asked
    for one in asked.readings:
        if set(pairs) <= set(one.pairs):
            return QuickFilter(words, asked.url(without=one.condition), finding.found.total, chosen=True)
    link = encode_query(finding.pairs_with(pairs))
    return QuickFilter(words, link, finding.total_with(pairs), chosen=False)


def printed_pills(finding, filters):
    """``filters`` as links, ready to print."""
    words = tuple(one.words for one in filters)
    frame = cached_fragment(finding.live.printed, ("pills", None, *map(str, words)), lambda: print_pills(words))
    values = {}
    for place, one in enumerate(filters):
        values[f"query {place}"] = escape(f"?{one.url}" if one.url else "")
        values[f"mark {place}"] = CHOSEN_ATTRIBUTE if one.chosen else ""
        values[f"count {place}"] = escape(number_text(one.count))
    return frame.filled(values)


def print_pills(words):
    filters = []
    for place, text in enumerate(words):
        slots = {name: slot(f"{name} {place}") for name in ("query", "mark", "count")}
        filters.append(SimpleNamespace(words=text, **slots))
    return template_macro("macros/finder.html", "pills")(filters=filters)
