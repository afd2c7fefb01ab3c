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
    Spec("facing", "Faces", "Rear cameras look away from you, front cameras at you.", filter=Filter.CHOICE, on_page=False),
    Spec("role", "Role", "What the maker calls the lens. It says little: main lenses run from 19 to 35 mm.", filter=Filter.CHOICE, on_page=False),
    Spec(
        "focal_length_eq_mm", "Focal length, equivalent", "The focal length that would show the same view on a full-frame camera. Of a zoom, its short end; it is found by every focal length that it reaches.",
        unit="mm", filter=Filter.RANGE, read=camera_values.focal_length, applies=_takes_pictures,
    ),
    Spec("zoom_kind", "Zoom", "Whether the lens itself changes its focal length. “5×” on the box is often only a fixed longer lens.", filter=Filter.CHOICE),
    Spec("focal_length_eq_max_mm", "Long end of the zoom", "The longest equivalent focal length of a lens that zooms.", unit="mm", filter=Filter.RANGE, applies=_may_zoom),
    Spec("focal_length_eq_steps_mm", "Steps of the zoom", "The focal lengths at which a lens with fixed positions can stand.", unit="mm", applies=_zooms_in_steps),
    Spec("angle_of_view_deg", "Angle of view", "Across the diagonal, computed from the equivalent focal length.", unit="°", digits=0, read=camera_values.angle_of_view, filter=Filter.RANGE),
    Spec("stated_angle_of_view_deg", "Angle of view, as stated", "As the maker gives it. Where no focal length is stated, one is computed from it.", unit="°", digits=1, filter=Filter.RANGE),
    Spec("stated_angle_kind", "Which angle is stated", "Across the diagonal or along a side of the picture. An angle of a kind that is not known is taken for the diagonal one, and what follows from it marked as estimated.", filter=Filter.CHOICE),
    Spec("stated_zoom", "Zoom factor, as stated", "How many times as long as the main lens the maker calls it, glass only. Makers round it and count from different lenses, so no focal length is computed from it.", filter=Filter.RANGE, show=_format_zoom),
    Spec("f_number", "f-number", "Focal length ÷ opening of the lens, at its widest. Smaller lets in more light per area of sensor.", filter=Filter.RANGE, show=format_f_number, difference=_format_stops_per_area),
    Spec("aperture_kind", "Aperture", "Whether the opening can be changed by hand, in steps or freely, or changes with the zoom.", filter=Filter.CHOICE),
    Spec("f_number_max", "Narrowest f-number", "The narrowest opening, where it can be set or changes with the zoom.", filter=Filter.RANGE, show=format_f_number, applies=_may_stop_down),
    Spec("f_number_steps", "f-numbers to choose from", "The openings of an aperture that is set in steps.", show=lambda steps: ", ".join(format_f_number(step) for step in steps), applies=_sets_in_steps),
    Spec("crop_factor", "Crop factor", "43.27 mm, the diagonal of full frame, ÷ the diagonal of the sensor area used. The whole sensor is taken where nothing is said of the part used.", read=camera_values.crop_factor, filter=Filter.RANGE),
    Spec(
        "equivalent_f_number", "f-number, equivalent", "f-number × crop factor: the f-number that gathers as much light, and blurs the background as much, on full frame. It compares lenses over different sensors.",
        better=min, filter=Filter.RANGE, show=format_equivalent_f_number, read=camera_values.equivalent_f_number, applies=_takes_pictures,
        plausible=(3, 120), difference=_format_stops, estimate_error=optics.ESTIMATED_DIAGONAL_ERROR,
    ),
    Spec("stabilisation", "Stabilisation", "What steadies the picture. Optical stabilisation moves the lens, sensor shift the sensor.", filter=Filter.CHOICE),
    Spec("stabilised", "Stabilised", "Whether lens or sensor moves to steady the picture; electronic stabilisation alone does not count.", filter=Filter.FLAG, read=camera_values.stabilised, on_page=False),
    Spec("autofocus", "Autofocus", "How it focuses. Dual-pixel and all-pixel phase detection work across the picture.", filter=Filter.CHOICE),
    Spec("close_focus_cm", "Closest focus", "The shortest distance at which it is sharp.", unit="cm", better=min, filter=Filter.RANGE),
    Spec("lens_elements", "Lens elements", "Pieces of glass or plastic in the lens.", filter=Filter.RANGE),
    Spec("lens_name", "Lens", "The name the maker gives the lens."),
    Spec("co_branding", "Co-branding", "A camera company whose name the maker puts on the camera. It says nothing of who built it.", filter=Filter.CHOICE),
    Spec("mounting", "Mounting", "How the camera sits in the phone.", filter=Filter.CHOICE),
    Spec("display_side", "At which display", "Beside or under which display a front camera sits.", filter=Filter.CHOICE, applies=_is_front),
)

SENSOR = (
    Spec("megapixels", "Resolution", "Pixels in the largest picture, in millions. More is not better by itself.", unit="MP", filter=Filter.RANGE),
    Spec("sensor", "Sensor", "The image sensor, by maker and number.", filter=Filter.CHOICE, read=camera_values.sensor_name, stores=("Sensor.maker", "Sensor.name")),
    Spec("sensor_certainty", "Sensor confirmed by maker", "Whether the phone's maker names the sensor, or others report it.", filter=Filter.CHOICE),
    Spec(
        "sensor_type", "Type label", "A label such as 1/1.31, left over from video tubes. It is no length in inches: a “1-inch type” sensor is about 13 mm wide, and larger fractions are larger sensors.",
        filter=Filter.CHOICE, read=camera_values.camera_or_sensor_value("sensor_type"), stores=("Sensor.sensor_type",), show=_format_type_label,
    ),
    Spec("optical_format_inch", "Type, as a number", "The type label as a fraction of an inch: 0.76 for 1/1.31, 1 for a 1-inch type. It is no length of the sensor.", unit="in", filter=Filter.RANGE, read=camera_values.optical_format, on_page=False),
    Spec("sensor_width_mm", "Sensor width", "The long side of the sensor: stated, computed from pixels and their pitch, or estimated from the type label, as its mark says. Estimates from neighbouring labels may come out in the wrong order, because the rule jumps at 1/2.", unit="mm", better=max, filter=Filter.RANGE, read=camera_values.size_value("sensor_size", "width_mm"), stores=("Sensor.width_mm",)),
    Spec("sensor_height_mm", "Sensor height", "The short side of the sensor.", unit="mm", better=max, filter=Filter.RANGE, read=camera_values.size_value("sensor_size", "height_mm"), stores=("Sensor.height_mm",)),
    Spec("sensor_area_mm2", "Sensor area", "Width × height.", unit="mm²", digits=1, better=max, filter=Filter.RANGE, read=camera_values.size_value("sensor_size", "area_mm2"), plausible=(3, 131), estimate_error=optics.ESTIMATED_AREA_ERROR),
    Spec("picture_width_px", "Largest picture, long side", "Pixels along the long side of the largest picture that it takes.", unit="px", filter=Filter.RANGE),
    Spec("picture_height_px", "Largest picture, short side", "Pixels along the short side of that picture.", unit="px", filter=Filter.RANGE),
    Spec("sensor_megapixels", "Pixels of the sensor", "All pixels the sensor has, in millions.", unit="MP", filter=Filter.RANGE, read=camera_values.camera_or_sensor_value("sensor_megapixels", "megapixels"), stores=("Sensor.megapixels",)),
    Spec("used_megapixels", "Pixels used", "How many of the sensor's pixels make the picture, where that is fewer than it has.", unit="MP", filter=Filter.RANGE),
    Spec("used_width_mm", "Used width", "The long side of the part of the sensor that makes the picture, where stated.", unit="mm", on_page=False),
    Spec("used_height_mm", "Used height", "The short side of that part, where stated.", unit="mm", on_page=False),
    Spec("used_area_mm2", "Area used", "The part of the sensor that makes the picture, where it is known to be smaller than the whole.", unit="mm²", digits=1, better=max, filter=Filter.RANGE, read=camera_values.size_value("part_used", "area_mm2"), plausible=(3, 131), estimate_error=optics.ESTIMATED_AREA_ERROR),
    Spec("used_share_percent", "Used share of the sensor", "How much of the sensor’s area makes the picture, from the sides or the pixels of the part used; where nothing is said of a part, it is not known.", unit="%", digits=0, filter=Filter.RANGE, read=camera_values.used_share, plausible=(20, 100)),
    Spec("pixel_pitch_um", "Pixel pitch", "From the middle of one pixel to the next, before pixels are joined.", unit="µm", filter=Filter.RANGE, read=camera_values.pixel_pitch, stores=("Sensor.pixel_pitch_um",)),
    Spec("filter_array", "Colour filter", "The pattern of colours over the pixels. Quad and larger patterns join neighbouring pixels in most pictures.", filter=Filter.CHOICE, read=camera_values.camera_or_sensor_value("filter_array"), stores=("Sensor.filter_array",)),
    Spec("shares_sensor_with", "Shares its sensor with", "Another lens that uses the same sensor, one at a time.", read=camera_values.shared_sensor),
)

RECORDING = (
    Spec("video_modes", "Video", "Lines and frames a second: 2160p60 is 4K at 60.", filter=Filter.CHOICE),
    Spec("video_lines", "Video, lines", "The most lines of any video mode: 2160 is 4K, 4320 is 8K.", filter=Filter.RANGE, read=camera_values.video_lines, show=lambda lines: f"{lines}p", on_page=False),
    Spec("video_4k_fps", "4K video, frames a second", "The most frames a second of any video mode with 2160 lines or more.", filter=Filter.RANGE, better=max, read=camera_values.video_4k_fps, absent=camera_values.has_no_4k_video, show=lambda fps: f"{fps} fps", on_page=False),
    Spec("video_formats", "Video formats", "What it records beyond the usual 8 bits: more bits, high dynamic range, a logarithmic curve, ProRes.", filter=Filter.CHOICE),
    Spec("video_stabilisation", "Stabilisation of video", "What steadies its video. Electronic stabilisation crops the picture and moves the crop.", filter=Filter.CHOICE),
    Spec("raw", "RAW", "Whether it saves unprocessed pictures.", filter=Filter.FLAG, read=camera_values.has_raw),
    Spec("raw_formats", "RAW formats", "In which files it saves unprocessed pictures. DNG is read everywhere.", filter=Filter.CHOICE, applies=_may_save_raw),
    Spec("raw_resolutions", "RAW resolution", "Whether RAW pictures have every pixel of the sensor, or neighbouring pixels joined to one.", filter=Filter.CHOICE, applies=_may_save_raw),
    Spec("flash", "Flash", "The light beside it.", filter=Filter.CHOICE),
    Spec("notes", "Remarks", "What does not fit a row.", on_page=False),
)

DISPLAY = (
    Spec("display_role", "Which display", "Folding phones have one inside and one outside; of one that folds outwards, each way to hold it is listed by itself.", on_page=False),
    Spec("display_size_in", "Size", "Across the diagonal, corners taken as square.", unit="in", filter=Filter.RANGE),
    Spec(
        "resolution", "Resolution", "Pixels across × down, with the phone upright.", read=camera_values.resolution,
        evidence=("display_width_px", "display_height_px"),
    ),
    Spec("display_width_px", "Pixels across", "With the phone upright.", unit="px", filter=Filter.RANGE, on_page=False),
    Spec("display_height_px", "Pixels down", "With the phone upright.", unit="px", filter=Filter.RANGE, on_page=False),
    Spec("ppi", "Density", "Pixels per inch, computed from size and resolution.", unit="ppi", digits=0, filter=Filter.RANGE, read=camera_values.ppi),
    Spec("stated_ppi", "Density, as stated", "Where a source states it apart.", unit="ppi", digits=0, filter=Filter.RANGE),
    Spec("aspect_ratio", "Shape", "Long side to short side, as a number to 9.", digits=1, read=camera_values.aspect_ratio, show=lambda ratio: f"{ratio:.1f}".removesuffix(".0") + ":9", filter=Filter.RANGE),
    Spec("display_technology", "Technology", "The kind of panel, as sources name it. Many names are trade names for OLED.", filter=Filter.CHOICE),
    Spec("panel_family", "Panel family", "OLED or LCD, taken from the technology.", filter=Filter.CHOICE, read=camera_values.panel_family),
    Spec("refresh_hz", "Refresh rate", "Pictures a second, at most. Some makers count inserted black frames.", unit="Hz", better=max, filter=Filter.RANGE),
    Spec("refresh_min_hz", "Lowest refresh rate", "How slowly it can refresh to save power.", unit="Hz", better=min, filter=Filter.RANGE),
    Spec("touch_hz", "Touch sampling", "How often it looks for fingers.", unit="Hz", better=max, filter=Filter.RANGE),
    Spec("hdr", "HDR", "Formats of high dynamic range it shows.", filter=Filter.CHOICE),
    Spec("brightness_nits", "Brightness", "Over the whole display, as stated.", unit="cd/m²", better=max, filter=Filter.RANGE),
    Spec("peak_brightness_nits", "Peak brightness", "Of a small bright spot, as stated.", unit="cd/m²", better=max, filter=Filter.RANGE),
    Spec("pwm_hz", "Dimming frequency", "How fast it flickers when dimmed; 0 for none. Slow flicker tires some eyes.", unit="Hz", filter=Filter.RANGE),
    Spec("colour_depth_bits", "Colour depth", "Bits per colour.", unit="bit", better=max, filter=Filter.RANGE),
    Spec("display_protection", "Glass", "The cover glass, as named.", filter=Filter.CHOICE),
    Spec("always_on", "Always on", "Whether it can show the time while asleep.", filter=Filter.FLAG),
    Spec("cutout", "Cut-out", "Whether a notch, hole or bar for the front camera breaks the display.", filter=Filter.CHOICE),
)

CAMERA_GROUPS = (SpecGroup("lens", "Lens", Camera, LENS), SpecGroup("sensor", "Sensor", Camera, SENSOR), SpecGroup("recording", "Recording", Camera, RECORDING))
DISPLAY_GROUPS = (SpecGroup("display", "Display", Display, DISPLAY),)
