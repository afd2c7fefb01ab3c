"""How one phone's camera and body stand to another's, in short words made from the facts of the two. Pure functions.

The first phone is the one that the reader looks at; the words say what the other is beside it.
"""

from catalog.models.vocabulary import HELPER_ROLES, Section
from catalog.quantities import formatters, lens_pairs, optics
from catalog.sheet import phone_parts, spec_values
from catalog.sheet.registry import PHONE_SPECS
from catalog.sheet.spec import ESTIMATED

SAME_STOPS, SAME_AREA = 0.05, 0.01
"""Differences below these are not mentioned: stops; share of the larger area."""
SIDE_WORDS = {
    "height_mm": (1, "taller", "shorter"),
    "width_mm": (1, "wider", "narrower"),
    "depth_mm": (0.3, "thicker", "thinner"),
}
"""Side → least difference in mm that is mentioned, and the words for more and for less."""


def similarity_words(mine, theirs, imperial=False):
    """“same focal lengths”, “0.3 stops less light”, “40 g lighter”: one text for each thing that makes phones alike.

    In inches and ounces if ``imperial``, but for lenses and sensors.
    """
    camera = [part(mine, theirs) for part in (lens_words, light_words, area_words)]
    body = [weight_words(mine, theirs), size_words(mine, theirs)]
    if imperial:
        body = list(map(formatters.to_imperial, body))
    return (*camera, *body)


def known_readings(key, *phones):
    """The readings of one row for each phone; None unless all are known."""
    readings = list(map(PHONE_SPECS[key].reading, phones))
    if None in readings:
        return None
    return readings


def known_sensor_areas(*phones):
    """The area of each main sensor that makes pictures. None unless all are known."""
    areas = list(map(used_sensor_area, phones))
    if None in areas:
        return None
    return areas


def used_sensor_area(phone):
    """Of the part of the main sensor that is used, else of the whole; None where it is not known."""
    used = PHONE_SPECS["main_used_area_mm2"].reading(phone)
    return used or PHONE_SPECS["main_sensor_area_mm2"].reading(phone)


def estimate_prefix(readings):
    """“about ” where any of the figures is estimated."""
    if any(reading.how == ESTIMATED for reading in readings):
        return "about "
    return ""


def focal_lengths(phone):
    """Both ends of each rear lens and the steps between, shortest first; empty where none is known."""
    found = spec_values.focal_lengths(phone)
    if found is None:
        return []
    return found.value


def unknown_lens_count(phone):
    """How many of its rear lenses are listed without their focal length; helpers that take no pictures have none."""
    count = 0
    for camera in phone_parts.cameras_facing(phone, phone_parts.REAR):
        if camera.role not in HELPER_ROLES and camera.short_mm is None:
            count += 1
    return count


def are_all_lenses_known(phone):
    """Whether all its rear lenses are listed with their focal lengths: else there may be more."""
    return phone.is_whole(Section.REAR_CAMERAS) and not unknown_lens_count(phone)


def lens_words(mine, theirs):
    own = focal_lengths(mine)
    others = focal_lengths(theirs)
    if not own or not others:
        return "focal lengths not known"
    more, less, moved = lens_pairs.lens_differences(own, others)
    pieces = [f"{focal_lengths_text([there])} instead of {focal_lengths_text([here])}" for here, there in moved]
    if more:
        pieces.append(_added_lens_words(mine, more))
    if less:
        pieces.append(_missing_lens_words(theirs, less))
    if not pieces:
        pieces.append("same focal lengths")
    return ", ".join([*pieces, *_unknown_lens_words(theirs)])


def _added_lens_words(mine, lengths):
    """``lengths`` of the other phone that ``mine`` has not, or does not list."""
    text = focal_lengths_text(lengths)
    if are_all_lenses_known(mine):
        return f"adds {text}"
    return f"lists {text} as well"


def _missing_lens_words(theirs, lengths):
    verb = "has" if are_all_lenses_known(theirs) else "lists"
    return f"{verb} no {focal_lengths_text(lengths, 'or')}"


def _unknown_lens_words(phone):
    count = unknown_lens_count(phone)
    if count:
        noun = "lens" if count == 1 else "lenses"
        yield f"{count} {noun} of unknown focal length"


def focal_lengths_text(lengths, word="and"):
    """“13, 70 and 240 mm”."""
    *first, last = map(formatters.format_number, lengths)
    text = f"{last}{formatters.THIN_SPACE}mm"
    if not first:
        return text
    return f"{', '.join(first)} {word} {text}"


def light_words(mine, theirs):
    found = known_readings("main_equivalent_f_number", mine, theirs)
    if found is None:
        return "light not known for both"
    own, others = found
    about = estimate_prefix(found)
    more = optics.stops(others.value, own.value)
    if abs(more) < SAME_STOPS:
        return f"{about}the same light"
    direction = "more" if more > 0 else "less"
    return f"{about}{stops_text(abs(more))} {direction} light"


def stops_text(number):
    """“0.3 stops”, “1 stop”."""
    text = formatters.format_number(number, 1)
    unit = "stop" if text == "1" else "stops"
    return f"{text} {unit}"


def area_words(mine, theirs):
    found = known_sensor_areas(mine, theirs)
    if found is None:
        return "sensor area not known for both"
    own, others = found
    if abs(own.value - others.value) <= SAME_AREA * max(own.value, others.value):
        return f"{estimate_prefix(found)}the same sensor area"
    size = "larger" if others.value > own.value else "smaller"
    digits = 1 if round(own.value) == round(others.value) else 0
    here = f"{estimate_prefix([own])}{formatters.format_quantity(own.value, 'mm²', digits)}"
    there = f"{estimate_prefix([others])}{formatters.format_number(others.value, digits)}"
    return f"{size} sensor: {there} against {here}"


def weight_words(mine, theirs):
    found = known_readings("weight_g", mine, theirs)
    if found is None:
        return "weight not known for both"
    own, others = found
    difference = _more_or_less(others.value - own.value, "g", 0.5, "heavier", "lighter")
    return difference or "same weight"


def size_words(mine, theirs):
    differences = []
    for side, (least, more, less) in SIDE_WORDS.items():
        found = known_readings(side, mine, theirs)
        if found:
            own, others = found
            differences.append(_more_or_less(others.value - own.value, "mm", least, more, less))
    if not differences:
        return "size not known for both"
    return ", ".join(filter(None, differences)) or "nearly the same size"


def _more_or_less(number, unit, least, more, less):
    """“12 mm taller”; empty where the difference is below ``least``."""
    if abs(number) < least:
        return ""
    word = more if number > 0 else less
    return f"{formatters.format_quantity(abs(number), unit, 1)} {word}"
