"""Where the rows of one camera and of one display get their values. No queries: records are prefetched."""

from catalog.models import vocabulary
from catalog.quantities import optics

from .spec import COMPUTED, GATHERED, SpecValue, computed_value

LINES_OF_4K = 2160


def resolution(display):
    """“1440 × 3200 px”: across × down, with the phone upright."""
    width = display.display_width_px
    height = display.display_height_px
    if not (width and height):
        return None
    return SpecValue(f"{width} × {height} px")


def ppi(display):
    """Pixels per inch, from the display's size and resolution."""
    density = optics.pixels_per_inch(display.display_width_px, display.display_height_px, display.display_size_in)
    return computed_value(density)


def aspect_ratio(display):
    """Long side ÷ short side, times 9: 19.5 stands for 19.5:9."""
    width = display.display_width_px
    height = display.display_height_px
    if not (width and height):
        return None
    return computed_value(9 * max(width, height) / min(width, height))


def panel_family(display):
    """OLED or LCD, where the name of the technology contains it: AMOLED."""
    technology = (display.display_technology or "").upper()
    for family in ("OLED", "LCD"):
        if family in technology:
            return computed_value(family)
    return None


def sensor_name(camera):
    if not camera.sensor:
        return None
    return SpecValue(str(camera.sensor))


def camera_or_sensor_value(attribute, of_sensor=None):
    """A reader of the camera's own column ``attribute``, else of its sensor's (``of_sensor`` where that has another
    name). The sensor's value counts as gathered."""

    def read(camera):
        own = getattr(camera, attribute)
        if own:
            return SpecValue(own)
        value = camera.sensor and getattr(camera.sensor, of_sensor or attribute)
        if not value:
            return None
        return SpecValue(value, GATHERED)

    return read


_pixel_pitch_as_stated = camera_or_sensor_value("pixel_pitch_um")
_type_label = camera_or_sensor_value("sensor_type")


def pixel_pitch(camera):
    """Stated for the camera or its sensor, else the sensor's stated width ÷ its pixels across."""
    stated = _pixel_pitch_as_stated(camera)
    if stated or not camera.sensor:
        return stated
    return computed_value(optics.pixel_pitch_um(camera.sensor.width_mm, camera.sensor.width_px))


def size_value(which, attribute):
    """A reader of one figure of the camera's ``sensor_size``, ``part_used`` or ``used_size`` (``which``).

    Sides are known as the size is; an area is computed, or estimated where the size is.
    """
    is_side = attribute in ("width_mm", "height_mm")

    def read(camera):
        size = getattr(camera, which)
        if size is None:
            return None
        how = size.how if is_side else _computed_or_estimated(size)
        return SpecValue(getattr(size, attribute), how)

    return read


def used_share(camera):
    """The part of the sensor used ÷ the whole, in percent: of the stated sides, else of the pixels. None where nothing
    is known of a part."""
    if not (camera.used_width_mm and camera.used_height_mm):
        share = optics.share_percent(camera.used_megapixels, camera.whole_sensor_megapixels)
        if share:
            return computed_value(min(100, share))
    part = camera.part_used
    whole = camera.sensor_size
    if not (part and whole):
        return None
    share = min(100, optics.share_percent(part.area_mm2, whole.area_mm2))
    return computed_value(share, _estimated_if_any(part, whole))


def _estimated_if_any(*sizes):
    """How a figure is known that is computed from several sizes."""
    if any(size.how == optics.ESTIMATED for size in sizes):
        return optics.ESTIMATED
    return COMPUTED


def crop_factor(camera):
    """Of the part of the sensor used."""
    size = camera.used_size
    if not size:
        return None
    return computed_value(optics.crop_factor(size.diagonal_mm), _computed_or_estimated(size))


def equivalent_f_number(camera):
    """The f-number × crop factor of the part of the sensor used."""
    size = camera.used_size
    if not size:
        return None
    f_number = optics.equivalent_f_number(camera.f_number, size.diagonal_mm)
    return computed_value(f_number, _computed_or_estimated(size))


def _computed_or_estimated(found):
    """How a figure is known that is computed from ``found``, a ``Size`` or ``FocalLength``."""
    return optics.ESTIMATED if found.how == optics.ESTIMATED else COMPUTED


def focal_length(camera):
    """Equivalent, in mm: stated, or from the stated angle of view."""
    found = camera.focal_length
    if found is None:
        return None
    return SpecValue(found.mm, found.how)


def angle_of_view(camera):
    """In degrees, across the diagonal; of a fisheye as stated."""
    found = camera.focal_length
    if found:
        return computed_value(optics.angle_of_view_deg(found.mm), _computed_or_estimated(found))
    if camera.stated_angle_kind != vocabulary.AngleKind.DIAGONAL:
        return None
    return computed_value(camera.stated_angle_of_view_deg)


def stabilised(camera):
    """Whether lens or sensor moves; electronic stabilisation alone does not count."""
    if camera.stabilisation is None:
        return None
    mechanical = set(camera.stabilisation) - {vocabulary.Stabilisation.ELECTRONIC}
    return computed_value(bool(mechanical))


def optical_format(camera):
    """The type label as a number of inches (1/1.31 → 0.76); None for a label that is no fraction."""
    label = _type_label(camera)
    denominator = label and optics.label_denominator(label.value)
    if not denominator:
        return None
    return computed_value(1 / denominator)


def video_lines(camera):
    """The most lines of its video modes: “2160p60” → 2160."""
    lines = [mode_lines for mode_lines, _ in _video_modes(camera)]
    return computed_value(max(lines, default=None))


def video_4k_fps(camera):
    """The most frames a second with 2160 lines or more; None where no such mode is listed."""
    rates = [fps for lines, fps in _video_modes(camera) if lines >= LINES_OF_4K]
    return computed_value(max(rates, default=None))


def has_no_4k_video(camera):
    """Whether its video modes are known, and none has 2160 lines or more."""
    return camera.video_modes is not None and video_4k_fps(camera) is None


def _video_modes(camera):
    """(lines, frames a second) of each mode; none where they are not known."""
    modes = [mode.partition("p") for mode in camera.video_modes or ()]
    return [(int(lines), int(fps)) for lines, _, fps in modes]


def has_raw(camera):
    """As stated, else whether a format of it is listed."""
    if camera.raw is not None:
        return SpecValue(camera.raw)
    if camera.raw_formats is None:
        return None
    return computed_value(bool(camera.raw_formats))


def shared_sensor(camera):
    """The camera that uses the same sensor, by its position."""
    other = camera.shares_sensor_with
    if not other:
        return None
    return SpecValue(f"camera {other.position}")
