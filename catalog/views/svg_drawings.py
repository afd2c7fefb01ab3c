"""Drawings in millimetres as SVG elements, filled into fragments that are printed once: a page has dozens of them."""

from functools import cache
from types import SimpleNamespace

from markupsafe import Markup, escape

from .template_fragments import Fragment, slot, template_macro

MACRO_TEMPLATE = "macros/drawing.html"


def printed_svg(drawing, key, title, scaled=False, real=False):
    """A ``Drawing`` with its words. ``key`` begins its ids: the only ones on its page. ``scaled``: as large as the size
    of type around it says, so that all such drawings of a page are at one scale; ``real``: as many millimetres as it
    says."""
    width, height = drawing.box
    if not real:
        height = drawing.ems
    shapes = printed_shapes(drawing)
    labels = "".join(map(_printed_label, drawing.labels))
    words = escape(title), escape(drawing.text)
    return _svg_fragment(scaled, real).filled_from(
        (drawing.view_box, str(width), str(height), escape(key), *words, f"{shapes}{labels}")
    )


def printed_shapes(drawing):
    """The shapes alone, for a picture without words."""
    return Markup("".join(map(_printed_shape, drawing.shapes)))  # noqa: S704 - printed by a template


@cache
def _svg_fragment(scaled, real):
    return Fragment.of(template_macro(MACRO_TEMPLATE, "svg_frame")(scaled, real))


def _printed_shape(shape):
    fragment = _shape_fragment(shape.kind, shape.sure)
    numbers = (shape.x, shape.y, shape.width, shape.height, shape.corner)
    return fragment.text_from(list(map(str, numbers)))


@cache
def _shape_fragment(kind, sure):
    slots = SimpleNamespace(kind=kind, sure=sure, x=slot(0), y=slot(1), width=slot(2), height=slot(3), corner=slot(4))
    return Fragment.of(template_macro(MACRO_TEMPLATE, "shape_element")(slots))


def _printed_label(label):
    return template_macro(MACRO_TEMPLATE, "label_element")(label)
