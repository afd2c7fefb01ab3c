"""Pieces of pages that are printed once and filled in for each answer.

A template prints a piece with a slot wherever something changes from answer to answer; the text between the slots is
kept. Filling in costs next to nothing, and the page stays in its template.
"""

from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from django.http import HttpResponse
from django.template import engines
from django.template.loader import render_to_string
from django.utils.translation import get_language
from markupsafe import Markup

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

    def filled_from(self, values):
        """With ``values[number]`` in each slot, the slots being named by numbers."""
        parts = [""] * (2 * len(self.names) + 1)
        parts[::2] = self.texts
        parts[1::2] = self.pick(values)
        return Markup("".join(parts))

    @cached_property
    def pick(self):
        numbers = list(map(int, self.names))
        if len(numbers) > 1:
            return itemgetter(*numbers)
        return lambda values: [values[number] for number in numbers]

    def filled(self, values):
        """With ``values[name]`` in each slot: text that is safe as it stands."""
        parts = []
        for text, name in zip(self.texts, self.names, strict=False):
            parts += (text, values[name])
        parts.append(self.texts[-1])
        return Markup("".join(parts))


def cached_fragment(cache, key, print_it):
    """The ``Fragment`` that ``cache`` has under ``key``, a tuple, in the language of the page. ``print_it``
    gives the HTML of one that it has not."""
    key = (*key, get_language())
    if key not in cache:
        cache[key] = Fragment.of(print_it())
    return cache[key]


def render_with_source_numbers(request, template, context, sources):
    """The page of ``template``, whose values name their sources by slots; ``sources`` are those it lists, numbered."""
    html = render_to_string(template, context, request)
    return HttpResponse(Fragment.of(html).filled({source.mark: str(source.number) for source in sources}))


def cached_macro(template, name):
    """A macro of one thing (a cell, a row of the sheet) that prints it once: the text is kept with the thing."""

    def printed(thing):
        place = f"printed as {name} in {get_language()}"
        attributes = vars(thing)
        if place not in attributes:
            attributes[place] = template_macro(template, name)(thing)
        return attributes[place]

    return printed


def template_macro(template, name):
    """A macro of a readers' template, to be called from Python."""
    return getattr(engines["jinja2"].env.get_template(template).module, name)
