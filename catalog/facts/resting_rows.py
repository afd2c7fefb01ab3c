"""Rows that are worked out from others. No source need speak of them: one has a source where all that it rests on has.

``facts`` is the ``PhoneFacts`` of a phone.
"""

from catalog.models.vocabulary import ClaimState, Facing
from catalog.sheet import phone_parts
from catalog.sheet.registry import CAMERA_SPECS

from .lens_facts import LENS_FACTS, VIEW, lens_cells

DISPLAY_SIDES = ("display_width_px", "display_height_px")
SENSOR_SIDES = ("main_sensor_width_mm", "main_sensor_height_mm")
ROWS_RESTED_ON = {
    "launch_price_currency": ("launch_price",),
    "volume_cm3": ("height_mm", "width_mm", "depth_mm"),
    "screen_to_body_percent": ("height_mm", "width_mm", "display_size_in", *DISPLAY_SIDES),
    "os_family": ("os_at_launch",),
    "chipset_maker": ("chipset",),
    "main_angle_of_view_deg": ("main_focal_length_eq_mm",),
    "main_crop_factor": SENSOR_SIDES,
    "main_equivalent_f_number": ("main_f_number", *SENSOR_SIDES),
    "main_stabilised": ("main_stabilisation",),
    "main_optical_format_inch": ("main_sensor_type",),
    "main_sensor_area_mm2": SENSOR_SIDES,
    "main_video_lines": ("main_video_modes",),
    "main_video_4k_fps": ("main_video_modes",),
    "main_raw": ("main_raw_formats",),
    "ppi": ("display_size_in", *DISPLAY_SIDES),
    "aspect_ratio": DISPLAY_SIDES,
    "panel_family": ("display_technology",),
}
"""Row that is worked out from other rows → those."""
SIZE_ROUTES = {
    "from pixels and pitch": ("picture_width_px", "picture_height_px", "pixel_pitch_um"),
    "from megapixels and pitch": ("megapixels", "pixel_pitch_um"),
    "from the type label": ("sensor_type",),
}
"""Route to the size of a sensor (``Camera.sensor_sizes``) → the rows of the camera that it may start from."""


def is_size_sourced(facts):
    """Whether the size of the main sensor is worked out from rows of the camera that all have a source."""
    camera = phone_parts.main_camera(facts.phone)
    if camera is None:
        return False
    route = next((route for route, size in camera.sensor_sizes().items() if size), None)
    rows = SIZE_ROUTES.get(route)
    return bool(rows) and all(_is_any_sourced(facts, camera, (row,)) for row in rows)


def are_focal_lengths_sourced(facts):
    """Whether every rear lens whose focal length is known has it, or its angle of view, from a source."""
    lenses = [camera for camera in _cameras(facts, Facing.REAR) if camera.short_mm]
    return bool(lenses) and all(_is_any_sourced(facts, camera, LENS_FACTS[VIEW]) for camera in lenses)


def are_rear_cameras_told(facts):
    """Whether one source tells of every rear camera, and so which there are."""
    return bool(_sources_of_all(facts, _cameras(facts, Facing.REAR)))


def are_front_cameras_told(facts):
    return bool(_sources_of_all(facts, _cameras(facts, Facing.FRONT)))


def are_all_cameras_told(facts):
    return are_rear_cameras_told(facts) and are_front_cameras_told(facts)


TESTS_OF_ROWS = {
    is_size_sourced: SENSOR_SIDES,
    are_focal_lengths_sourced: ("focal_lengths_eq_mm", "longest_focal_length_eq_mm", "largest_lens_gap"),
    are_rear_cameras_told: (
        "rear_camera_count", "ultrawide_count", "telephoto_count", "macro_count", "has_telephoto", "has_ultrawide",
    ),
    are_front_cameras_told: ("front_camera_count",),
    are_all_cameras_told: ("camera_count",),
}  # fmt: skip
"""Whether all has a source that some rows rest on, which are read off the phone's cameras → those rows."""


def sourced_by_others(facts, sourced):
    """The rows whose word comes from others that have a source; ``sourced`` are those that sources speak of."""
    found = set(sourced)
    for are_sourced, rows in TESTS_OF_ROWS.items():
        if are_sourced(facts):
            found.update(rows)
    found.update(row for row, others in ROWS_RESTED_ON.items() if found.issuperset(others))
    return found - set(sourced)


def _cameras(facts, facing):
    return phone_parts.cameras_facing(facts.phone, facing)


def _is_any_sourced(facts, camera, keys):
    return any(cell.is_known and cell.accepted for cell in lens_cells(facts, camera, keys))


def _sources_of_all(facts, cameras):
    """The sources of which an accepted claim on each of the cameras stands; none without cameras."""
    sources = [_sources_of(facts, camera) for camera in cameras]
    return set.intersection(*sources) if sources else set()


def _sources_of(facts, camera):
    """The keys of the sources that give a value of the camera which is accepted."""
    sources = set()
    for key in CAMERA_SPECS:
        for claim in facts.claims.get((camera.pk, key), ()):
            if claim.accepted and claim.state == ClaimState.VALUE:
                sources.add(claim.source_id)
    return sources
