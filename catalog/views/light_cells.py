"""The cells of the table of light, filled into fragments: a comparison of six has seventy-two."""

from functools import cache

from markupsafe import Markup, escape

from catalog.facts.derived_values import derived_once_a_language

from .template_fragments import Fragment, template_macro


def printed_light_cells(cells):
    """Of (``BriefLight``, what the brightest is called) of each phone."""
    return Markup("".join([_printed_cell(light, most) for light, most in cells]))  # noqa: S704 - printed by a template


@derived_once_a_language
def _printed_cell(light, most):
    fragment = _cell_fragment(light.is_covered, light.is_doubtful, bool(light.how), bool(most))
    return fragment.text_from(list(map(escape, (light.light, light.how, most, light.words))))


@cache
def _cell_fragment(*shape):
    return Fragment.of(template_macro("macros/light.html", "light_cell")(*shape))
