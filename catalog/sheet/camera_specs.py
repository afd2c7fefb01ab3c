"""The rows of one camera and of one display."""

from catalog.models import Camera, Display
from catalog.models.vocabulary import HELPER_ROLES, ApertureKind, Facing, ZoomKind
from catalog.quantities import formatters, optics

from . import camera_values
from .spec import Filter, Spec, SpecGroup


def _format_type_label(label):
    """“1/1.31″ type”; a 1-inch type is called so, and not 1/1.0″."""
    if optics.label_denominator(label) == 1:
        return "1-inch type"
    return f"{label}″ type"


def _format_optical_format(inches):
    """The type that a fraction of an inch stands for: “1/1.31″ type” for 0.7634."""
    if inches >= 1:
        return f"{formatters.format_number(inches)}-inch type"
    return _format_type_label(f"1/{formatters.format_number(1 / inches)}")


def format_f_number(value):
    """``f/1.89``, ``f/2.0``; without decimals from 10 on."""
    if value >= 10:
        return f"f/{value:.0f}"
    return f"f/{value:.2f}".removesuffix("0")


def format_equivalent_f_number(value):
    return f"f/{value:.1f}"


def _format_zoom(value):
    """``3×``"""
    return f"{formatters.format_number(value)}×"


def _format_stops(value, base):
    """More light than ``base``, in stops."""
    return formatters.format_difference(optics.stops(value, base), "stops", 1)


def _format_stops_per_area(value, base):
    return formatters.format_difference(optics.stops(value, base), "stops per area", 1)


def _takes_pictures(camera):
    """Helpers measure depth or warmth: what they would need for a picture does not apply to them."""
    return camera.role not in HELPER_ROLES


# Whether a row applies to a camera. What is not known counts as yes.


def _may_zoom(camera):
    return camera.zoom_kind != ZoomKind.FIXED


def _zooms_in_steps(camera):
    return camera.zoom_kind in (None, ZoomKind.STEPS)


def _may_stop_down(camera):
    return camera.aperture_kind != ApertureKind.FIXED


def _is_front(camera):
    return camera.facing != Facing.REAR


def _may_save_raw(camera):
    return camera.raw is not False


def _sets_in_steps(camera):
    return camera.aperture_kind in (None, ApertureKind.STEPS)


LENS = (
    Spec("facing", "Facing", "Rear cameras point away from you, front cameras at you.", filter=Filter.CHOICE, on_page=False),
    Spec("role", "Role", "What the maker calls the camera. The name says little: main cameras range from 19 to 35 mm.", filter=Filter.CHOICE, on_page=False),
    Spec(
        "focal_length_eq_mm", "Equivalent focal length", "The focal length that gives the same view on a full-frame camera. For a zoom, its short end; the finder matches every focal length that a zoom covers.",
        unit="mm", filter=Filter.RANGE, read=camera_values.focal_length, applies=_takes_pictures,
    ),
    Spec("zoom_kind", "Zoom", "Whether the lens itself changes its focal length. “5×” on the box is often just a longer fixed lens.", filter=Filter.CHOICE),
    Spec("focal_length_eq_max_mm", "Long end of the zoom", "The longest equivalent focal length of a zoom lens.", unit="mm", filter=Filter.RANGE, applies=_may_zoom),
    Spec("focal_length_eq_steps_mm", "Zoom steps", "The equivalent focal lengths at which a stepped zoom can be set.", unit="mm", applies=_zooms_in_steps),
    Spec("angle_of_view_deg", "Angle of view", "Measured diagonally, computed from the equivalent focal length.", unit="°", digits=0, read=camera_values.angle_of_view, filter=Filter.RANGE),
    Spec("stated_angle_of_view_deg", "Stated angle of view", "As the maker gives it. Where no focal length is stated, one is computed from it.", unit="°", digits=1, filter=Filter.RANGE),
    Spec("stated_angle_kind", "Direction of stated angle", "Diagonal, or along one side of the frame. Where the direction is not known, the angle is taken as diagonal and everything computed from it is marked as estimated.", filter=Filter.CHOICE),
    Spec("stated_zoom", "Stated zoom factor", "How many times the main camera’s focal length the maker claims for the lens, optically. Makers round it and count from different lenses, so no focal length is computed from it.", filter=Filter.RANGE, show=_format_zoom),
    Spec("f_number", "f-number", "Focal length ÷ diameter of the opening, at its widest. The smaller the number, the more light reaches each square millimetre of the sensor.", filter=Filter.RANGE, show=format_f_number, difference=_format_stops_per_area),
    Spec("aperture_kind", "Aperture", "Whether the aperture is fixed, can be changed in steps or continuously, or varies with the zoom.", filter=Filter.CHOICE),
    Spec("f_number_max", "Minimum aperture", "The f-number at the smallest opening, where the aperture is variable or varies with the zoom.", filter=Filter.RANGE, show=format_f_number, applies=_may_stop_down),
    Spec("f_number_steps", "Aperture steps", "The f-numbers that an aperture with steps can be set to.", show=lambda steps: ", ".join(format_f_number(step) for step in steps), applies=_sets_in_steps),
    Spec("crop_factor", "Crop factor", "The full-frame diagonal, 43.27 mm, ÷ the diagonal of the sensor area used. The whole sensor counts where no source says that only part of it is used.", read=camera_values.crop_factor, filter=Filter.RANGE, fixed=True),
    Spec(
        "equivalent_f_number", "Equivalent f-number", "f-number × crop factor: the f-number that would gather as much light, and blur the background as much, on full frame. Use it to compare lenses on sensors of different sizes.",
        better=min, filter=Filter.RANGE, show=format_equivalent_f_number, read=camera_values.equivalent_f_number, applies=_takes_pictures,
        plausible=(3, 120), difference=_format_stops, estimate_error=optics.ESTIMATED_DIAGONAL_ERROR,
    ),
    Spec("stabilisation", "Stabilisation", "What steadies the image. Optical stabilisation moves the lens, sensor shift the sensor.", filter=Filter.CHOICE),
    Spec("stabilised", "Optical stabilisation", "Whether the lens or the sensor moves to steady the image; electronic stabilisation alone does not count.", filter=Filter.FLAG, read=camera_values.stabilised, on_page=False),
    Spec("autofocus", "Autofocus", "How the lens focuses. Dual-pixel and all-pixel phase detection work across the whole frame.", filter=Filter.CHOICE),
    Spec("close_focus_cm", "Closest focus", "The shortest distance at which the lens can focus.", unit="cm", better=min, filter=Filter.RANGE),
    Spec("lens_elements", "Lens elements", "The number of glass or plastic elements in the lens.", filter=Filter.RANGE),
    Spec("lens_name", "Lens name", "What the maker calls the lens."),
    Spec("co_branding", "Co-branding", "The camera company whose name is on the camera. It says nothing about who built it.", filter=Filter.CHOICE),
    Spec("mounting", "Mounting", "How the camera is built into the phone.", filter=Filter.CHOICE),
    Spec("display_side", "Location of front camera", "The display that a front camera sits beside or under.", filter=Filter.CHOICE, applies=_is_front),
)

SENSOR = (
    Spec("megapixels", "Resolution", "Pixels in the largest image, in millions. More is not better in itself.", unit="MP", filter=Filter.RANGE),
    Spec("sensor", "Sensor", "The image sensor, by maker and model.", filter=Filter.CHOICE, read=camera_values.sensor_name, stores=("Sensor.maker", "Sensor.name")),
    Spec("sensor_certainty", "Sensor confirmed by maker", "Whether the phone’s maker names the sensor, or only others report it.", filter=Filter.CHOICE),
    Spec(
        "sensor_type", "Sensor type", "The optical format, such as 1/1.31″, inherited from video camera tubes. It is not a length: a “1-inch type” sensor is about 13 mm wide, and a larger fraction is a larger sensor.",
        filter=Filter.CHOICE, read=camera_values.camera_or_sensor_value("sensor_type"), stores=("Sensor.sensor_type",), show=_format_type_label,
    ),
    Spec("optical_format_inch", "Sensor type as a fraction", "The sensor type as a fraction of an inch: 0.76 for 1/1.31″, 1 for 1-inch type. It is not a length of the sensor.", unit="in", filter=Filter.RANGE, read=camera_values.optical_format, show=_format_optical_format, on_page=False),
    Spec("sensor_width_mm", "Sensor width", "The long side of the sensor: stated, computed from its pixels and their pitch, or estimated from the sensor type, as its mark says. Estimates for neighbouring types may come out in the wrong order, because the rule of thumb changes at 1/2″.", unit="mm", better=max, filter=Filter.RANGE, read=camera_values.size_value("sensor_size", "width_mm"), stores=("Sensor.width_mm",)),
    Spec("sensor_height_mm", "Sensor height", "The short side of the sensor.", unit="mm", better=max, filter=Filter.RANGE, read=camera_values.size_value("sensor_size", "height_mm"), stores=("Sensor.height_mm",)),
    Spec("sensor_area_mm2", "Sensor area", "Width × height of the whole sensor.", unit="mm²", digits=1, fixed=True, better=max, filter=Filter.RANGE, read=camera_values.size_value("sensor_size", "area_mm2"), plausible=(3, 131), estimate_error=optics.ESTIMATED_AREA_ERROR),
    Spec("picture_width_px", "Largest image, long side", "Pixels along the long side of the largest image the camera saves.", unit="px", filter=Filter.RANGE),
    Spec("picture_height_px", "Largest image, short side", "Pixels along the short side of that image.", unit="px", filter=Filter.RANGE),
    Spec("sensor_megapixels", "Sensor pixels", "All the pixels on the sensor, in millions.", unit="MP", filter=Filter.RANGE, read=camera_values.camera_or_sensor_value("sensor_megapixels", "megapixels"), stores=("Sensor.megapixels",)),
    Spec("used_megapixels", "Sensor pixels used", "How many of the sensor’s pixels form the image, where that is fewer than all of them.", unit="MP", filter=Filter.RANGE),
    Spec("used_width_mm", "Width used", "The long side of the part of the sensor that forms the image, where stated.", unit="mm", on_page=False),
    Spec("used_height_mm", "Height used", "The short side of that part, where stated.", unit="mm", on_page=False),
    Spec("used_area_mm2", "Sensor area used", "The part of the sensor that forms the image, where it is known to be smaller than the whole.", unit="mm²", digits=1, fixed=True, better=max, filter=Filter.RANGE, read=camera_values.size_value("part_used", "area_mm2"), plausible=(3, 131), estimate_error=optics.ESTIMATED_AREA_ERROR),
    Spec("used_share_percent", "Share of sensor used", "How much of the sensor’s area forms the image, from the sides or the pixels of the part used. Not known where no source says that only part is used.", unit="%", digits=0, filter=Filter.RANGE, read=camera_values.used_share, plausible=(20, 100)),
    Spec("pixel_pitch_um", "Pixel pitch", "From the centre of one pixel to the next, before binning.", unit="µm", filter=Filter.RANGE, read=camera_values.pixel_pitch, stores=("Sensor.pixel_pitch_um",)),
    Spec("filter_array", "Colour filter", "The pattern of colour filters over the pixels. Quad Bayer and larger patterns combine neighbouring pixels in most images.", filter=Filter.CHOICE, read=camera_values.camera_or_sensor_value("filter_array"), stores=("Sensor.filter_array",)),
    Spec("shares_sensor_with", "Shares its sensor with", "Another lens that takes turns with this one on the same sensor.", read=camera_values.shared_sensor),
)

RECORDING = (
    Spec("video_modes", "Video modes", "Lines and frames per second: 2160p60 is 4K at 60 fps.", filter=Filter.CHOICE),
    Spec("video_lines", "Video resolution", "The most lines of any video mode: 2160 is 4K, 4320 is 8K.", filter=Filter.RANGE, read=camera_values.video_lines, show=lambda lines: f"{lines}p", on_page=False),
    Spec("video_4k_fps", "4K frame rate", "The highest frame rate of any video mode with 2160 lines or more.", filter=Filter.RANGE, better=max, read=camera_values.video_4k_fps, absent=camera_values.has_no_4k_video, show=lambda fps: f"{fps} fps", on_page=False),
    Spec("video_formats", "Video formats", "What it records beyond standard 8-bit video: 10-bit, HDR, log, ProRes.", filter=Filter.CHOICE),
    Spec("video_stabilisation", "Video stabilisation", "What steadies its video. Electronic stabilisation crops the frame and moves the crop.", filter=Filter.CHOICE),
    Spec("raw", "RAW", "Whether it saves unprocessed images.", filter=Filter.FLAG, read=camera_values.has_raw),
    Spec("raw_formats", "RAW formats", "The file formats of its unprocessed images. DNG opens in nearly every RAW converter.", filter=Filter.CHOICE, applies=_may_save_raw),
    Spec("raw_resolutions", "RAW resolution", "Whether RAW files contain every pixel of the sensor, or binned ones.", filter=Filter.CHOICE, applies=_may_save_raw),
    Spec("flash", "Flash", "The light beside the camera.", filter=Filter.CHOICE),
    Spec("notes", "Notes", "Anything that fits no other row.", on_page=False),
)

DISPLAY = (
    Spec("display_role", "Which display", "Folding phones have one inside and one outside; a phone that folds outwards has one entry for each way of holding it.", on_page=False),
    Spec("display_size_in", "Display size", "Measured diagonally, as if the corners were square.", unit="in", filter=Filter.RANGE),
    Spec(
        "resolution", "Display resolution", "Pixels across × pixels down, with the phone held upright.", read=camera_values.resolution,
        evidence=("display_width_px", "display_height_px"),
    ),
    Spec("display_width_px", "Pixels across", "With the phone held upright.", unit="px", filter=Filter.RANGE, on_page=False),
    Spec("display_height_px", "Pixels down", "With the phone held upright.", unit="px", filter=Filter.RANGE, on_page=False),
    Spec("ppi", "Pixel density", "Pixels per inch, computed from size and resolution.", unit="ppi", digits=0, filter=Filter.RANGE, read=camera_values.ppi),
    Spec("stated_ppi", "Stated pixel density", "Pixels per inch, where a source states them.", unit="ppi", digits=0, filter=Filter.RANGE),
    Spec("aspect_ratio", "Aspect ratio", "Long side to short side, written as a ratio to 9.", digits=1, read=camera_values.aspect_ratio, show=lambda ratio: f"{ratio:.1f}".removesuffix(".0") + ":9", filter=Filter.RANGE),
    Spec("display_technology", "Display technology", "The kind of panel, as sources name it. Many names are trade names for OLED.", filter=Filter.CHOICE),
    Spec("panel_family", "Panel type", "OLED or LCD, taken from the display technology.", filter=Filter.CHOICE, read=camera_values.panel_family),
    Spec("refresh_hz", "Refresh rate", "The highest the display reaches. Some makers count inserted black frames.", unit="Hz", better=max, filter=Filter.RANGE),
    Spec("refresh_min_hz", "Lowest refresh rate", "How slowly the display can refresh to save power.", unit="Hz", better=min, filter=Filter.RANGE),
    Spec("touch_hz", "Touch sampling rate", "How often the display checks for touches.", unit="Hz", better=max, filter=Filter.RANGE),
    Spec("hdr", "HDR", "The high dynamic range formats it can show.", filter=Filter.CHOICE),
    Spec("brightness_nits", "Brightness", "Across the whole display, as stated. 1 cd/m² is 1 nit.", unit="cd/m²", better=max, filter=Filter.RANGE),
    Spec("peak_brightness_nits", "Peak brightness", "Of a small bright area, as stated. 1 cd/m² is 1 nit.", unit="cd/m²", better=max, filter=Filter.RANGE),
    Spec("pwm_hz", "PWM frequency", "How fast the display flickers when dimmed; 0 if it does not. Slow flicker tires some people’s eyes.", unit="Hz", filter=Filter.RANGE),
    Spec("colour_depth_bits", "Colour depth", "Bits per colour channel.", unit="bit", better=max, filter=Filter.RANGE),
    Spec("display_protection", "Cover glass", "The glass over the display, as named by the maker.", filter=Filter.CHOICE),
    Spec("always_on", "Always-on display", "Whether it can show the time while the phone sleeps.", filter=Filter.FLAG),
    Spec("cutout", "Display cut-out", "Whether a notch, hole or bar for the front camera interrupts the display.", filter=Filter.CHOICE),
)

CAMERA_GROUPS = (SpecGroup("lens", "Lens", Camera, LENS), SpecGroup("sensor", "Sensor", Camera, SENSOR), SpecGroup("recording", "Recording", Camera, RECORDING))
DISPLAY_GROUPS = (SpecGroup("display", "Display", Display, DISPLAY),)
