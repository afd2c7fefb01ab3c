"""The gaps between the rear lenses of a phone: where nothing but cropping gives the view. No queries."""

from catalog.models import vocabulary
from catalog.quantities import optics

from .phone_parts import REAR, cameras_facing
from .spec import computed_value
from .zoom_positions import zoom_positions


def largest_lens_gap(phone):
    """The largest ratio of neighbouring focal lengths; 1 where zooms leave no gap.

    None unless the list of rear cameras is whole and each one that takes pictures has its focal lengths: a lens that is
    not listed may stand in the gap.
    """
    if not phone.is_whole(vocabulary.Section.REAR_CAMERAS):
        return None
    spans = []
    for camera in _picture_cameras(phone):
        spans_of_camera = _focal_spans(camera)
        if not spans_of_camera:
            return None
        spans += spans_of_camera
    return computed_value(optics.largest_focal_gap(spans))


def may_have_lens_gap(phone):
    """Whether it may have two rear lenses, or one that zooms."""
    cameras = _picture_cameras(phone)
    if len(cameras) > 1 or not phone.is_whole(vocabulary.Section.REAR_CAMERAS):
        return True
    return any(zoom_positions(camera) for camera in cameras)


def _picture_cameras(phone):
    cameras = cameras_facing(phone, REAR)
    return [camera for camera in cameras if camera.role not in vocabulary.HELPER_ROLES]


def _focal_spans(camera):
    """(shortest, longest) focal length of each position of a lens; none where not all of them are known."""
    positions = zoom_positions(camera)
    if not positions:
        lengths = filter(None, [camera.focal_length_eq_mm])
        return [(length, length) for length in lengths]
    if not all(position.is_certain and position.is_placed for position in positions):
        return []
    return [(position.short_mm, position.long_mm) for position in positions]
