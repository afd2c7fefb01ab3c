"""Where rows that are no plain column get their values. All take prefetched records and ask the database nothing."""

import re

from catalog.models import vocabulary
from catalog.quantities import optics
from catalog.quantities.partial_dates import DAY, PartialDate

from .spec import COMPUTED, GATHERED, STATED, SpecValue

REAR, FRONT = vocabulary.Facing.REAR, vocabulary.Facing.FRONT


def list_value(values, how=STATED):
    """A Reading of a non-empty list, else None."""
    values = list(values)
    return SpecValue(values, how) if values else None


def computed_value(value, how=COMPUTED):
    return None if value is None else SpecValue(value, how)


def cameras_facing(phone, facing):
    return [camera for camera in phone.cameras.all() if camera.facing == facing]


def main_camera(phone):
    """The first rear camera called main, else the first rear camera, else None."""
    rear = cameras_facing(phone, REAR)
    return next((camera for camera in rear if camera.role == vocabulary.Role.MAIN), rear[0] if rear else None)


def main_display(phone):
    return next(iter(phone.displays.all()), None)


def from_main_camera(question, otherwise=None):
    """``question`` put to a phone's main camera; ``otherwise`` is the answer where it lists none."""

    def ask(phone):
        camera = main_camera(phone)
        return question(camera) if camera else otherwise

    return ask


def camera_count(facing, section):
    """How many take pictures. Known only where the list is whole: else there may be more than are listed."""

    def read(phone):
        found = [camera for camera in cameras_facing(phone, facing) if camera.role not in vocabulary.HELPER_ROLES]
        return SpecValue(len(found), GATHERED) if phone.is_whole(section) else None

    return read


def listed_camera_count(facing):
    """How many there are at least: those that are listed."""
    return lambda phone: len(
        [camera for camera in cameras_facing(phone, facing) if camera.role not in vocabulary.HELPER_ROLES]
    )


def role_count(*roles):
    """How many rear cameras have one of ``roles``; known only where their list is whole."""
    listed = listed_role_count(*roles)
    return lambda phone: SpecValue(listed(phone), GATHERED) if phone.is_whole(vocabulary.Section.REAR_CAMERAS) else None


def listed_role_count(*roles):
    return lambda phone: sum(camera.role in roles for camera in cameras_facing(phone, REAR))


def lens_count(phone):
    """Every lens listed, helpers included."""
    count = len(phone.cameras.all())
    return SpecValue(count, GATHERED) if count else None


def has_open_camera_list(phone):
    """Whether there may be cameras that are not listed."""
    return not (phone.is_whole(vocabulary.Section.REAR_CAMERAS) and phone.is_whole(vocabulary.Section.FRONT_CAMERAS))


def has_camera(*roles):
    """Yes when one is listed; no when none is and the list of rear cameras is whole; else not known."""

    def read(phone):
        if any(camera.role in roles for camera in cameras_facing(phone, REAR)):
            return SpecValue(True, GATHERED)
        return SpecValue(False, GATHERED) if phone.is_whole(vocabulary.Section.REAR_CAMERAS) else None

    return read


def focal_lengths(phone):
    """The equivalent focal lengths of the rear lenses, both ends and the steps of a zoom among them, shortest first."""
    return list_value(
        sorted({length for camera in cameras_facing(phone, REAR) for length in _camera_focal_lengths(camera)}), GATHERED
    )


def longest_focal_length(phone):
    lengths = focal_lengths(phone)
    return SpecValue(lengths.value[-1], GATHERED) if lengths else None


def _camera_focal_lengths(camera):
    ends = (camera.focal_length_eq_mm, camera.focal_length_eq_max_mm)
    return [*filter(None, ends), *(camera.focal_length_eq_steps_mm or ())]


def brand(phone):
    return SpecValue(phone.brand.name, GATHERED)


def maker(phone):
    """Who builds it: as said for the phone, else as said for the brand."""
    builder = phone.manufacturer or phone.brand.maker
    return SpecValue(builder.name) if builder else None


ORIGIN_LABELS = {
    vocabulary.RelationKind.REBADGE.value: "Another phone under a new name",
    vocabulary.RelationKind.REGIONAL.value: "Regional version of another phone",
    "original": "Others were made from it",
}


def origin(phone):
    """What the phone is to its twins; not known where it has none, as relations are never known to be whole."""
    forth = [relation.kind for relation in phone.relations.all() if relation.kind in vocabulary.TWIN_KINDS]
    back = any(relation.kind in vocabulary.TWIN_KINDS for relation in phone.relations_back.all())
    found = forth[0] if forth else "original" if back else None
    return SpecValue(str(found), GATHERED) if found else None


def aliases(phone):
    return list_value((alias.name for alias in phone.aliases.all()), GATHERED)


def ram(phone):
    return list_value(sorted({version.ram_gb for version in phone.memory_versions.all() if version.ram_gb is not None}))


def storage(phone):
    return list_value(
        sorted({version.storage_gb for version in phone.memory_versions.all() if version.storage_gb is not None})
    )


def chipsets(phone):
    """Each chipset it is built with; with the market or edition where it is not the same everywhere."""
    fitted = ((str(row.chipset), row.applies_to) for row in phone.phone_chipsets.all())
    return list_value(f"{name} ({where})" if where else name for name, where in fitted)


def chipset_names(phone):
    return list_value(dict.fromkeys(str(row.chipset) for row in phone.phone_chipsets.all()))


def chipset_values(attribute):
    """A reader of one attribute of every chipset the phone is built with, without repeats."""

    def read(phone):
        values = (getattr(fitted.chipset, attribute) for fitted in phone.phone_chipsets.all())
        return list_value(dict.fromkeys(value for value in values if value is not None), GATHERED)

    return read


def model_codes(phone):
    return list_value(model.code for model in phone.model_codes.all())


def os_family(phone):
    """The name before the version: “Android 12” → “Android”."""
    name = re.split(r"\s+(?=[\d(])|,", phone.os_at_launch or "")[0].strip()
    return computed_value(name or None)


def sold_in(phone):
    return list_value(dict.fromkeys(market.country for market in phone.markets.all()))


def carriers(phone):
    return list_value(dict.fromkeys(market.carrier for market in phone.markets.all() if market.carrier))


def supported_until(phone):
    """Announcement plus the promised years of security patches; only where both are known. To the year and month."""
    start = phone.released or phone.announced
    if not (start and phone.security_years_promised):
        return None
    months = start.year * 12 + max(start.month, 1) - 1 + round(phone.security_years_promised * 12)
    end = (
        PartialDate(months // 12, months % 12 + 1, precision=min(start.precision, DAY - 1))
        if start.month
        else PartialDate(months // 12)
    )
    return SpecValue(end, COMPUTED)


def volume_cm3(phone):
    sides = (phone.height_mm, phone.width_mm, phone.depth_mm)
    return computed_value(phone.height_mm * phone.width_mm * phone.depth_mm / 1000) if all(sides) else None


def screen_to_body(phone):
    """Display area ÷ front area, both of the unfolded phone."""
    display = main_display(phone)
    size = display and display.size
    if not (size and phone.height_mm and phone.width_mm):
        return None
    return computed_value(optics.share_percent(size.area_mm2, phone.height_mm * phone.width_mm))


def resolution(display):
    pixels = (display.display_width_px, display.display_height_px)
    return SpecValue(f"{pixels[0]} × {pixels[1]} px") if all(pixels) else None


def ppi(display):
    return computed_value(
        optics.pixels_per_inch(display.display_width_px, display.display_height_px, display.display_size_in)
    )


def aspect_ratio(display):
    """Long side ÷ short side, as in 19.5:9."""
    sides = sorted(filter(None, (display.display_width_px, display.display_height_px)))
    return computed_value(9 * sides[1] / sides[0]) if len(sides) == 2 else None


def panel_family(display):
    technology = (display.display_technology or "").upper()
    found = next((family for family in ("OLED", "LCD") if family in technology), None)
    return computed_value(found)


def sensor_name(camera):
    return SpecValue(str(camera.sensor)) if camera.sensor else None


def camera_or_sensor_value(attribute, of_sensor=None):
    """A reader of what is said of the camera, else of its sensor."""

    def read(camera):
        if own := getattr(camera, attribute):
            return SpecValue(own)
        value = camera.sensor and getattr(camera.sensor, of_sensor or attribute)
        return SpecValue(value, GATHERED) if value else None

    return read


def pixel_pitch(camera):
    """Stated for the camera or its sensor, else the sensor's stated width ÷ its pixels across."""
    sensor = camera.sensor
    stated = camera_or_sensor_value("pixel_pitch_um")(camera)
    return stated or (computed_value(optics.pixel_pitch_um(sensor.width_mm, sensor.width_px)) if sensor else None)


def size_value(which, attribute):
    """A reader of one figure of a camera's ``sensor_size`` or ``used_size``, carrying on how that size is known."""

    def read(camera):
        size = getattr(camera, which)
        if size is None:
            return None
        how = size.how if attribute in ("width_mm", "height_mm") else _computed_or_estimated(size)
        return SpecValue(getattr(size, attribute), how)

    return read


def crop_factor(camera):
    size = camera.used_size
    return computed_value(optics.crop_factor(size.diagonal_mm), _computed_or_estimated(size)) if size else None


def equivalent_f_number(camera):
    size = camera.used_size
    return (
        computed_value(optics.equivalent_f_number(camera.f_number, size.diagonal_mm), _computed_or_estimated(size))
        if size
        else None
    )


def angle_of_view(camera):
    return computed_value(optics.angle_of_view_deg(camera.focal_length_eq_mm))


def stabilised(camera):
    if camera.stabilisation is None:
        return None
    return computed_value(any(way != vocabulary.Stabilisation.ELECTRONIC for way in camera.stabilisation))


def optical_format(camera):
    """The type label as a number of inches; one that is no fraction is none."""
    label = camera_or_sensor_value("sensor_type")(camera)
    denominator = label and optics.label_denominator(label.value)
    return computed_value(1 / denominator if denominator else None)


def video_lines(camera):
    """The most lines of its video modes: “2160p60” → 2160."""
    return computed_value(max((int(mode.partition("p")[0]) for mode in camera.video_modes or ()), default=None))


def shared_sensor(camera):
    return SpecValue(f"camera {camera.shares_sensor_with.position}") if camera.shares_sensor_with else None


def _computed_or_estimated(size):
    return optics.ESTIMATED if size.how == optics.ESTIMATED else COMPUTED


def camera_titles(cameras):
    """“Main camera”, “Telephoto”, “Telephoto, 2nd”: one per camera, in order, told apart where roles repeat."""
    seen, titles = {}, []
    for camera in cameras:
        title = camera_title(camera)
        seen[title] = seen.get(title, 0) + 1
        titles.append(title if seen[title] == 1 else f"{title}, {_ordinal(seen[title])}")
    return titles


def camera_title(camera):
    """Its role in words; front cameras say so."""
    words = vocabulary.Role(camera.role).label
    front_only = camera.facing == FRONT and camera.role != vocabulary.Role.FRONT
    return f"Front, {words.lower()}" if front_only else words


def _ordinal(number):
    return {2: "2nd", 3: "3rd"}.get(number, f"{number}th")
