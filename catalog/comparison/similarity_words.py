"""How one phone's camera and body stand to another's, in short words made from the facts of the two. Pure functions.

The first phone is the one that the reader looks at; the words say what the other is beside it.
"""

from catalog.models.vocabulary import HELPER_ROLES, Section
from catalog.quantities import formatters, lens_pairs, optics
from catalog.sheet import phone_parts, spec_values
from catalog.sheet.registry import PHONE_SPECS
from catalog.sheet.spec import ESTIMATED

SAME_STOPS, SAME_AREA = 0.05, 0.01
"""What is too little to be told: stops; share of the larger area."""
SIDE_WORDS = {"height_mm": (1, "taller", "shorter"), "width_mm": (1, "wider", "narrower"),
         "depth_mm": (0.3, "thicker", "thinner")}  # fmt: skip
"""Side → from how many mm on a difference is told, and the words for more and for less."""


def similarity_words(mine, theirs):
    """“same focal lengths”, “0.3 stops less light”, “40 g lighter”: one text for each thing that makes phones alike."""
    parts = (lens_words, light_words, area_words, weight_words, size_words)
    return tuple(part(mine, theirs) for part in parts)


def known_readings(key, *phones):
    """The readings of one row for each phone; None unless all are known."""
    found = [PHONE_SPECS[key].reading(phone) for phone in phones]
    return None if None in found else found


def known_sensor_areas(*phones):
    """The area of each main sensor that makes pictures: the part used, else the whole. None unless all are known."""
    found = [used_sensor_area(phone) for phone in phones]
    return None if None in found else found


def used_sensor_area(phone):
    """The same of one phone."""
    used, whole = (PHONE_SPECS[key].reading(phone) for key in ("main_used_area_mm2", "main_sensor_area_mm2"))
    return used or whole


def estimate_prefix(readings):
    """“about ” where any of the figures is estimated."""
    return "about " if any(found.how == ESTIMATED for found in readings) else ""


def focal_lengths(phone):
    """Both ends of each rear lens and the steps between, shortest first; empty where none is known."""
    found = spec_values.focal_lengths(phone)
    return found.value if found else []


def unknown_lens_count(phone):
    """How many of its rear lenses are listed without their focal length; helpers that take no pictures have none."""
    rear = phone_parts.cameras_facing(phone, phone_parts.REAR)
    return sum(camera.focal_length_eq_mm is None and camera.role not in HELPER_ROLES for camera in rear)


def are_all_lenses_known(phone):
    """Whether all its rear lenses are listed with their focal lengths: else there may be more."""
    return phone.is_whole(Section.REAR_CAMERAS) and not unknown_lens_count(phone)


def lens_words(mine, theirs):
    own, others = focal_lengths(mine), focal_lengths(theirs)
    if not (own and others):
        return "focal lengths not known"
    more, less, moved = lens_pairs.lens_differences(own, others)
    pieces = [f"{focal_lengths_text([there])} instead of {focal_lengths_text([here])}" for here, there in moved]
    if more:
        pieces.append(
            f"adds {focal_lengths_text(more)}"
            if are_all_lenses_known(mine)
            else f"lists {focal_lengths_text(more)} as well"
        )
    if less:
        pieces.append(f"{'has' if are_all_lenses_known(theirs) else 'lists'} no {focal_lengths_text(less, 'or')}")
    return ", ".join([*(pieces or ["same focal lengths"]), *_unknown_lens_words(theirs)])


def _unknown_lens_words(phone):
    count = unknown_lens_count(phone)
    if count:
        yield f"{count} {'lens' if count == 1 else 'lenses'} of unknown focal length"


def focal_lengths_text(lengths, word="and"):
    """“13, 70 and 240 mm”."""
    *first, last = map(formatters.format_number, lengths)
    return f"{', '.join(first)} {word} {last}{formatters.THIN_SPACE}mm" if first else f"{last}{formatters.THIN_SPACE}mm"


def light_words(mine, theirs):
    found = known_readings("main_equivalent_f_number", mine, theirs)
    if found is None:
        return "light not known of both"
    own, others = found
    more = optics.stops(others.value, own.value)
    if abs(more) < SAME_STOPS:
        return f"{estimate_prefix(found)}the same light"
    return f"{estimate_prefix(found)}{stops_text(abs(more))} {'more' if more > 0 else 'less'} light"


def stops_text(number):
    """“0.3 stops”, “1 stop”."""
    text = formatters.format_number(number, 1)
    return f"{text} {'stop' if text == '1' else 'stops'}"


def area_words(mine, theirs):
    found = known_sensor_areas(mine, theirs)
    if found is None:
        return "sensor area not known of both"
    own, others = (reading.value for reading in found)
    if abs(own - others) <= SAME_AREA * max(own, others):
        return f"{estimate_prefix(found)}the same sensor area"
    digits = 1 if round(own) == round(others) else 0
    here = f"{estimate_prefix(found[:1])}{formatters.format_quantity(own, 'mm²', digits)}"
    there = f"{estimate_prefix(found[1:])}{formatters.format_number(others, digits)}"
    return f"{'larger' if others > own else 'smaller'} sensor: {there} against {here}"


def weight_words(mine, theirs):
    found = known_readings("weight_g", mine, theirs)
    if found is None:
        return "weight not known of both"
    more = found[1].value - found[0].value
    return _more_or_less(more, "g", 0.5, "heavier", "lighter") or "same weight"


def size_words(mine, theirs):
    both = {side: known_readings(side, mine, theirs) for side in SIDE_WORDS}
    if not any(both.values()):
        return "size not known of both"
    apart = [_more_or_less(found[1].value - found[0].value, "mm", *SIDE_WORDS[side])
             for side, found in both.items() if found]  # fmt: skip
    return ", ".join(filter(None, apart)) or "nearly the same size"


def _more_or_less(number, unit, least, more, less):
    if abs(number) < least:
        return ""
    return f"{formatters.format_quantity(abs(number), unit, 1)} {more if number > 0 else less}"
