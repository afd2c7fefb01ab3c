"""The backs of several phones with their camera islands, small and at one scale, for lists."""

from catalog.quantities.optics import Size

from .camera_islands import camera_island, camera_island_words
from .scale_drawing import Rectangle, body_rectangle, dimensions_text, has_front, row_drawing

USUAL_BODY_MM = Size(75, 160)
"""What stands in, dashed, for a body of unknown size."""


def back_outline_drawing(phone):
    """Of a phone fetched with its cameras. What is not known of it is dashed."""
    if not has_front(phone):
        sides = USUAL_BODY_MM
        body = Rectangle("body", 0, 0, sides.width_mm, sides.height_mm, 8, sure=False)
        return row_drawing([[body]], f"{phone.full_name}: size not known")
    shapes = [body_rectangle("body", phone.width_mm, phone.height_mm)]
    island = camera_island(phone)
    if island:
        shapes += island.shapes
    return row_drawing([shapes], f"{dimensions_text(phone)} {camera_island_words(phone)}.")
