"""The four facts that a rear lens is known by, each from any of a few rows; counted in depth, asked for by the floor.

``facts`` is the ``PhoneFacts`` of a phone.
"""

from catalog.models.vocabulary import LENS_ROLES, Facing
from catalog.quantities.optics import ESTIMATED
from catalog.sheet.registry import CAMERA_SPECS

LENS_FACTS = {
    "resolution": ("megapixels",),
    "f-number": ("f_number",),
    "focal length or angle of view": ("focal_length_eq_mm", "angle_of_view_deg", "stated_angle_of_view_deg"),
    "sensor": ("sensor_type", "sensor", "sensor_width_mm"),
}
"""Fact → the rows any of which tells it."""
VIEW = "focal length or angle of view"
SENSOR = "sensor"


def is_counted_lens(camera):
    """Whether it is a rear main, ultrawide or telephoto camera."""
    return camera.facing == Facing.REAR and camera.role in LENS_ROLES


def is_sensor_size_exact(camera):
    """Whether the size of its sensor in millimetres is stated or computed, and not estimated."""
    size = camera.sensor_size
    return bool(size) and size.how != ESTIMATED


def lens_cells(facts, camera, keys):
    return [facts.cell(CAMERA_SPECS[key], camera) for key in keys]


def is_any_known(facts, camera, keys):
    return any(cell.is_known for cell in lens_cells(facts, camera, keys))
