"""Where the rows of a phone that are no plain column get their values. No queries: phones come prefetched."""

import re
from math import prod

from catalog.models import vocabulary
from catalog.quantities import optics
from catalog.quantities.partial_dates import DAY, PartialDate

from .phone_parts import REAR, builder, cameras_facing, main_camera, main_display
from .spec import COMPUTED, GATHERED, SpecValue, computed_value, list_value


def from_main_camera(question, otherwise=None):
    """``question`` (a function of a camera) as a function of a phone: it gets the main camera. ``otherwise`` is the
    answer for a phone without a rear camera."""

    def ask(phone):
        camera = main_camera(phone)
        return question(camera) if camera else otherwise

    return ask


# Counts of cameras. A count is known only where the list is complete: else there may be more than are listed.


def camera_count(facing, section):
    """A reader of how many cameras take pictures; None unless ``section`` is complete."""
    return _count_of_complete_list(listed_camera_count(facing), section)


def role_count(*roles):
    """A reader of how many rear cameras have one of ``roles``; None unless their list is complete."""
    return _count_of_complete_list(listed_role_count(*roles), vocabulary.Section.REAR_CAMERAS)


def _count_of_complete_list(count, section):
    """A reader of ``count`` (a function of a phone) for phones with a complete list of this ``section``."""

    def read(phone):
        if not phone.is_whole(section):
            return None
        return SpecValue(count(phone), GATHERED)

    return read


def listed_camera_count(facing):
    """A counter of the cameras listed that take pictures: the least there can be."""

    def count(phone):
        cameras = cameras_facing(phone, facing)
        return sum(camera.role not in vocabulary.HELPER_ROLES for camera in cameras)

    return count


def listed_role_count(*roles):
    """A counter of the rear cameras listed with one of ``roles``."""

    def count(phone):
        return sum(camera.role in roles for camera in cameras_facing(phone, REAR))

    return count


def has_camera(*roles):
    """A reader: yes where a rear camera of ``roles`` is listed, no where none is and their list is complete."""
    count = listed_role_count(*roles)

    def read(phone):
        if count(phone):
            return SpecValue(True, GATHERED)
        if phone.is_whole(vocabulary.Section.REAR_CAMERAS):
            return SpecValue(False, GATHERED)
        return None

    return read


def lens_count(phone):
    """Every camera listed, depth sensors and other helpers included."""
    count = len(phone.cameras.all())
    if not count:
        return None
    return SpecValue(count, GATHERED)


def has_open_camera_list(phone):
    """Whether there may be cameras that are not listed."""
    rear = phone.is_whole(vocabulary.Section.REAR_CAMERAS)
    front = phone.is_whole(vocabulary.Section.FRONT_CAMERAS)
    return not (rear and front)


def focal_lengths(phone):
    """The equivalent focal lengths of the rear lenses, shortest first; of a zoom, both ends and its steps."""
    lengths = set()
    for camera in cameras_facing(phone, REAR):
        lengths.update(_camera_focal_lengths(camera))
    return list_value(sorted(lengths), GATHERED)


def longest_focal_length(phone):
    lengths = focal_lengths(phone)
    if not lengths:
        return None
    return SpecValue(lengths.value[-1], GATHERED)


def _camera_focal_lengths(camera):
    ends = (camera.short_mm, camera.focal_length_eq_max_mm)
    steps = camera.focal_length_eq_steps_mm or ()
    return [*filter(None, ends), *steps]


# Names and relations


def brand(phone):
    return SpecValue(phone.brand.name, GATHERED)


def maker(phone):
    """The phone's own manufacturer, else the maker of its brand; gathered where only a twin says it."""
    found = builder(phone)
    if not found:
        return None
    if phone.manufacturer or phone.brand.maker:
        return SpecValue(found.name)
    return SpecValue(found.name, GATHERED)


ORIGIN_LABELS = {
    vocabulary.RelationKind.REBADGE.value: "Another phone under a new name",
    vocabulary.RelationKind.REGIONAL.value: "Regional version of another phone",
    "original": "Others were made from it",
}


def origin(phone):
    """What the phone is to its twins: a key of ``ORIGIN_LABELS``. None without twins: that there are no others is
    never known."""
    for relation in phone.relations.all():
        if relation.kind in vocabulary.TWIN_KINDS:
            return SpecValue(str(relation.kind), GATHERED)
    if any(relation.kind in vocabulary.TWIN_KINDS for relation in phone.relations_back.all()):
        return SpecValue("original", GATHERED)
    return None


def aliases(phone):
    return list_value([alias.name for alias in phone.aliases.all()], GATHERED)


def model_codes(phone):
    return list_value([model.code for model in phone.model_codes.all()])


# Memory, chipset, software


def ram(phone):
    """In GB, the smallest first."""
    return list_value(_memory_sizes(phone, "ram_gb"))


def storage(phone):
    """In GB, the smallest first."""
    return list_value(_memory_sizes(phone, "storage_gb"))


def memory_versions(phone):
    """“12+512” for each version of which both sizes are known."""
    names = map(memory_version_name, phone.memory_versions.all())
    return list_value(dict.fromkeys(filter(None, names)), GATHERED)


def memory_version_name(version):
    """“12+512”; None where a size is not known."""
    if not (version.ram_gb and version.storage_gb):
        return None
    return f"{version.ram_gb:g}+{version.storage_gb:g}"


def _memory_sizes(phone, column):
    sizes = {getattr(version, column) for version in phone.memory_versions.all()}
    return sorted(sizes - {None})


def chipsets(phone):
    """Each chipset it is built with; in brackets the market or edition where it is not the same everywhere."""
    names = []
    for fitted in phone.phone_chipsets.all():
        name = str(fitted.chipset)
        names.append(f"{name} ({fitted.applies_to})" if fitted.applies_to else name)
    return list_value(names)


def chipset_names(phone):
    """Each chipset once, without its market or edition: what the finder filters by."""
    names = [str(fitted.chipset) for fitted in phone.phone_chipsets.all()]
    return list_value(dict.fromkeys(names))


def chipset_values(attribute):
    """A reader of one attribute of every chipset the phone is built with, without repeats."""

    def read(phone):
        values = dict.fromkeys(getattr(fitted.chipset, attribute) for fitted in phone.phone_chipsets.all())
        values.pop(None, None)
        return list_value(values, GATHERED)

    return read


def os_family(phone):
    """The name before the version: “Android 12” → “Android”."""
    name = re.split(r"\s+(?=[\d(])|,", phone.os_at_launch or "")[0].strip()
    return computed_value(name or None)


def supported_until(phone):
    """As stated; else release, else announcement, plus the promised years of security patches; to the month where that
    is known."""
    if phone.supported_until:
        return SpecValue(phone.supported_until)
    start = phone.released or phone.announced
    years = phone.security_years_promised
    if not (start and years):
        return None
    first_month = max(start.month, 1) - 1
    year, month = divmod(start.year * 12 + first_month + round(years * 12), 12)
    if not start.month:
        return SpecValue(PartialDate(year), COMPUTED)
    precision = min(start.precision, DAY - 1)
    return SpecValue(PartialDate(year, month + 1, precision=precision), COMPUTED)


def has_esim(phone):
    """As stated, else whether eSIM is among the SIMs that it takes."""
    if phone.esim is not None:
        return SpecValue(phone.esim)
    if phone.sim_types is None:
        return None
    return computed_value(vocabulary.SimType.ESIM in phone.sim_types)


# Markets


def sold_in(phone):
    """ISO codes of countries, without repeats."""
    countries = [market.country for market in phone.markets.all()]
    return list_value(dict.fromkeys(countries))


def carriers(phone):
    """Names of the networks that sell it, without repeats."""
    names = dict.fromkeys(market.carrier for market in phone.markets.all())
    return list_value(filter(None, names))


# Body


def volume_cm3(phone):
    """Of the box around the unfolded phone, without its camera bump."""
    sides = (phone.height_mm, phone.width_mm, phone.depth_mm)
    if not all(sides):
        return None
    return computed_value(prod(sides) / 1000)


def screen_to_body(phone):
    """Display area ÷ front area in percent, both of the unfolded phone."""
    display = main_display(phone)
    size = display and display.size
    if not (size and phone.height_mm and phone.width_mm):
        return None
    return computed_value(optics.share_percent(size.area_mm2, phone.height_mm * phone.width_mm))
