"""Backs of phones for lists: small, to one scale, and schematic."""

from dataclasses import replace

from catalog.models.vocabulary import CameraLayout, IslandShape

from .camera_islands import island_on_back
from .scale_drawing import Rectangle, body_rectangle, has_front, row_drawing

USUAL_SIDES = {"height_mm": 160, "width_mm": 75}
"""Of a body of unknown size, which is dashed."""


def back_drawing(back):
    """A ``PhoneBack`` as a drawing. Lenses are outlines only where it is not known how they are arranged."""
    if has_front(back):
        return _drawing(back, sure=True)
    return _drawing(replace(back, **USUAL_SIDES, folded_width_mm=None), sure=False)


def _drawing(back, *, sure):
    body = replace(body_rectangle("body", back.width_mm, back.height_mm), sure=sure)
    return row_drawing([[body, *_cameras(back)]], "")


def _cameras(back):
    island = island_on_back(back)
    if island:
        return island.shapes
    if not back.lens_count:
        return ()
    loose = replace(back, camera_island_shape=IslandShape.LENSES, camera_layout=CameraLayout.COLUMN)
    return map(_as_loose, island_on_back(loose).shapes)


def _as_loose(shape: Rectangle):
    """A lens that may be anywhere on the back."""
    return replace(shape, kind="loose")
