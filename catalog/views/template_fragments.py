"""Pieces of pages that are printed once and filled in for each answer.

A template prints a piece with a slot wherever something changes from answer to answer; the text between the slots is
kept. Filling in costs next to nothing, and the page stays in its template.
"""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpResponse
from django.template import engines
from django.template.loader import render_to_string
from markupsafe import Markup

from catalog.facts.derived_values import derived_once_a_language
from catalog.languages.active_language import active_language
from catalog.pages.page_slots import SLOT_PATTERN, slot

__all__ = ["Fragment", "cached_fragment", "cached_macro", "render_with_source_numbers", "slot", "template_macro"]


@dataclass(frozen=True)
class Fragment:
    """Texts and, between each two of them, the name of what comes there."""

    texts: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, html):
        parts = SLOT_PATTERN.split(html)
        return cls(tuple(parts[::2]), tuple(parts[1::2]))

    @cached_property
    def numbers(self):
        """The names of slots that are numbered."""
        return tuple(map(int, self.names))

    def filled(self, values):
        """With ``values[name]`` in each slot: text that is safe as it stands."""
        return Markup(self._joined(map(values.__getitem__, self.names)))  # noqa: S704 - values are safe, by contract

    def filled_from(self, values):
        """With ``values[number]`` in each slot, the slots being named by numbers."""
        return Markup(self.text_from(values))  # noqa: S704 - values are safe, by contract

    def text_from(self, values):
        """The same as plain text, to be joined with more."""
        return self._joined(map(values.__getitem__, self.numbers))

    def _joined(self, values):
        parts = [""] * (2 * len(self.names) + 1)
        parts[::2] = self.texts
        parts[1::2] = values
        return "".join(parts)


def cached_fragment(cache, key, print_it):
    """The ``Fragment`` that ``cache`` has under ``key``, a tuple, in the language of the page. ``print_it``
    gives the HTML of one that it has not."""
    key = (*key, active_language())
    found = cache.get(key)
    if found is None:
        found = cache[key] = Fragment.of(print_it())
    return found


def render_with_source_numbers(request, template, context, sources):
    """The page of ``template``, whose values name their sources by slots; ``sources`` are those it lists, numbered."""
    html = render_to_string(template, context, request)
    return HttpResponse(Fragment.of(html).filled({source.mark: str(source.number) for source in sources}))


def cached_macro(template, name):
    """A macro of one thing (a cell, a row of the sheet, a drawing) and a few plain values that prints it once: the text
    is kept with the thing."""

    @derived_once_a_language
    def printed(thing, *values):
        return template_macro(template, name)(thing, *values)

    return printed


def template_macro(template, name):
    """A macro of a readers' template, to be called from Python."""
    return getattr(engines["jinja2"].env.get_template(template).module, name)
