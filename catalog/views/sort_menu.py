"""The menus of the finder that say what to sort by."""

import re

from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.finder.facets import facet_by_name
from catalog.finder.row_coverage import row_coverage
from catalog.languages.active_language import gettext
from catalog.languages.localised_text import localised

SORT_CHOICES = (
    "-announced", "weight_g", "-main_sensor_area_mm2", "main_equivalent_f_number", "-longest_focal_length_eq_mm",
    "depth_mm", "volume_cm3", "-display_size_in", "-battery_mah", "-supported_until", "-main_megapixels", "-ram_gb",
    "-rows_known",
)  # fmt: skip
"""What the menus offer; any row can be sorted by in the table and in the address."""
_DATES_FIRST = gettext_lazy("{label}, earliest first"), gettext_lazy("{label}, latest first")
_ENDS_FIRST = (
    pgettext_lazy("end of a time", "{label}, earliest first"),
    pgettext_lazy("end of a time", "{label}, latest first"),
)
_COUNTS_FIRST = pgettext_lazy("count", "{label}, smallest first"), pgettext_lazy("count", "{label}, largest first")
_COUNTS = re.compile(r".*_count|.*megapixels|rows_\w+|lens_elements|cpu_cores|sim_slots|sims_at_once|eu_battery_cycles")
"""Rows of which a phone has many or few."""
_LIGHT_FIRST = gettext_lazy("{label}, brightest first"), gettext_lazy("{label}, darkest first")
_NUMBERS_FIRST = gettext_lazy("{label}, smallest first"), gettext_lazy("{label}, largest first")
_FIRST_BY_KEY = {
    "weight_g": (gettext_lazy("{label}, lightest first"), gettext_lazy("{label}, heaviest first")),
    "depth_mm": (gettext_lazy("{label}, thinnest first"), gettext_lazy("{label}, thickest first")),
    "launch_price": (gettext_lazy("{label}, cheapest first"), gettext_lazy("{label}, dearest first")),
    "supported_until": _ENDS_FIRST,
    "longest_focal_length_eq_mm": (gettext_lazy("{label}, shortest first"), gettext_lazy("{label}, longest first")),
}
"""What comes first when rising and when falling."""


def sort_choices(finding):
    """((key, words) of what can be sorted by, keys of what is sorted by)."""
    question = finding.asked.question
    coverage = row_coverage(finding.live)
    chosen = [f"{'-' * one.falling}{one.facet.name}" for one in question.order]
    known = [key for key in SORT_CHOICES if coverage.is_known(key.removeprefix("-"))]
    choices = []
    for key in dict.fromkeys([*chosen, *known]):
        label = with_note(sort_label(key, question), key.removeprefix("-"), coverage)
        choices.append((key, label))
    return choices, chosen


def sort_label(key, question):
    """“Weight, smallest first”; of prices with the currency: “Launch price in EUR, smallest first”."""
    facet = facet_by_name(key.removeprefix("-"))
    label = localised(facet.spec.label)
    if facet.is_price:
        label = gettext("{label} in {currency}").format(label=label, currency=question.currency_of(facet))
    rising, falling = sort_messages(facet)
    message = falling if key.startswith("-") else rising
    return message.format(label=label)


def sort_messages(facet):
    """What is said when rising and when falling, with a place for the label."""
    key = facet.spec.key
    if key in _FIRST_BY_KEY:
        return _FIRST_BY_KEY[key]
    if facet.is_date:
        return _DATES_FIRST
    if key.endswith("f_number"):
        return _LIGHT_FIRST
    return _COUNTS_FIRST if _COUNTS.fullmatch(key.removeprefix("main_")) else _NUMBERS_FIRST


def with_note(label, name, coverage):
    """``label`` of a row, with how many phones it is known of where these are few."""
    note = localised(coverage.note(name))
    if note:
        return gettext("{label} ({note})").format(label=label, note=note)
    return label
