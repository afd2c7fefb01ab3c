"""The backs of several phones with their cameras, small and at one scale, for lists."""

from catalog.languages.active_language import gettext
from catalog.models.vocabulary import HELPER_ROLES, CameraLayout
from catalog.quantities.optics import Size
from catalog.sheet.phone_parts import REAR, cameras_facing

from .camera_islands import EDGE_DISTANCE, LENS_DIAMETER_OF_BACK, MOST_LENSES, camera_island, camera_island_words
from .lens_arrangements import arrangement_size, lens_places, lens_rectangles
from .scale_drawing import Rectangle, body_rectangle, dimensions_text, has_front, row_drawing

USUAL_BODY_MM = Size(75, 160)
"""What stands in, dashed, for a body of unknown size."""


def back_outline_drawing(phone):
    """Of a phone fetched with its cameras. What is not known of it is dashed."""
    if not has_front(phone):
        width, height = USUAL_BODY_MM.width_mm, USUAL_BODY_MM.height_mm
        body = Rectangle("body", 0, 0, width, height, 8, sure=False)
        return row_drawing([[body, *_unplaced_lenses(phone, width)]], _unknown_size_words(phone))
    shapes = [body_rectangle("body", phone.width_mm, phone.height_mm)]
    island = camera_island(phone)
    shapes += island.shapes if island else _unplaced_lenses(phone, phone.width_mm)
    words = gettext("{sentence} {camera_island}.")
    text = words.format(sentence=dimensions_text(phone), camera_island=camera_island_words(phone))
    return row_drawing([shapes], text)


def _unknown_size_words(phone):
    return gettext("{phone}: size not known").format(phone=phone.full_name)


def _unplaced_lenses(phone, width):
    """The rear lenses at the top of a back ``width`` mm wide, where it is not known what they stand on; none where no
    camera is listed."""
    count = sum(camera.role not in HELPER_ROLES for camera in cameras_facing(phone, REAR))
    if not count:
        return []
    number = min(count, MOST_LENSES)
    places = lens_places(phone.camera_layout, number) or lens_places(CameraLayout.COLUMN, number)
    leaf = min(width, phone.folded_width_mm or width)
    across, along = arrangement_size(places, LENS_DIAMETER_OF_BACK * leaf)
    return lens_rectangles(places, ((width - across) / 2, 2 * EDGE_DISTANCE * width, across, along))
