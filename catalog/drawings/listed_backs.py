"""Backs of phones for lists: small, to one scale, and schematic."""

from dataclasses import replace

from catalog.models.vocabulary import CameraLayout, IslandShape

from .camera_islands import island_on_back
from .scale_drawing import body_rectangle, has_front, row_drawing

USUAL_SIDES = {"height_mm": 160, "width_mm": 75}
"""Of a body of unknown size, which is dashed."""

USUAL_LAYOUTS = {
    IslandShape.CIRCLE: CameraLayout.SQUARE,
    IslandShape.SQUARE: CameraLayout.SQUARE,
    IslandShape.RECTANGLE_ACROSS: CameraLayout.ROW,
    IslandShape.STRIP_ACROSS: CameraLayout.ROW,
    IslandShape.BAR: CameraLayout.ROW,
}
"""Where it is not known how the lenses stand; a column on all other islands."""


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
    if back.camera_layout or not back.lens_count:
        return island.shapes if island else ()
    if not island:
        back = replace(back, camera_island_shape=IslandShape.LENSES)
    supposed = replace(back, camera_layout=USUAL_LAYOUTS.get(back.camera_island_shape, CameraLayout.COLUMN))
    return map(_as_loose, island_on_back(supposed).shapes)


def _as_loose(shape):
    """A lens may be anywhere on the back, or on its island."""
    if shape.kind != "lens":
        return shape
    return replace(shape, kind="loose")
