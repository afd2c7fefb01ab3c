"""The finder's form that says how the list is sorted and looks."""

from catalog.finder.finder_query import UnknownPolicy

from .facet_sidebar import print_hidden
from .sort_menu import SORT_CHOICES, sort_choices
from .template_fragments import Fragment, cached_fragment, slot, template_macro

MAX_KEPT_KEYS = 2
"""Rows to sort by at once: forms of more are printed for each answer, as there may be thousands."""
SELECTED = " selected"


def printed_view_form(finding):
    """The form for one answer, ready to print."""
    asked = finding.asked
    frame = view_form_frame(finding)
    values = dict.fromkeys(frame.names, "")
    for chosen in (asked.view, asked.question.unknown, asked.units):
        values[str(chosen)] = SELECTED
    values["open"] = " open" if uses_more_options(asked) else ""
    values["hidden"] = print_hidden(asked.pairs_but("sort", "unknown", "units", "view"))
    return frame.filled(values)


def view_form_frame(finding):
    """The form with slots for all but the rows to sort by; kept for those that its menus offer."""
    question = finding.asked.question
    chosen = tuple(f"{'-' * one.falling}{one.facet.name}" for one in question.order)
    has_words = bool(question.words)
    if len(chosen) > MAX_KEPT_KEYS or not set(chosen).issubset(SORT_CHOICES):
        return Fragment.of(print_view_form(finding, has_words))
    key = ("view form", has_words, *chosen)
    return cached_fragment(finding.live.cache, key, lambda: print_view_form(finding, has_words))


def print_view_form(finding, has_words):
    sorts, chosen = sort_choices(finding)
    macro = template_macro("macros/finder.html", "view_form")
    return macro(sorts=sorts, chosen=chosen, has_words=has_words, slot=slot)


def uses_more_options(asked):
    """Whether any of the menus that are folded is not at its default."""
    question = asked.question
    return len(question.order) > 1 or question.unknown != UnknownPolicy.MAYBE or asked.units != "metric"
