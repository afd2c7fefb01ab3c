"""How one phone's camera and body stand to another's, in short words made from their ``PhoneReadings``. Pure functions.

The first phone is the one that the reader looks at; the words say what the other is beside it.
"""

from operator import attrgetter

from django.utils.translation import gettext_lazy

from catalog.languages.active_language import gettext, ngettext
from catalog.languages.listed_words import alternatives, comma_list, joined_list
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import about, imperial_text, number_text, quantity_text
from catalog.quantities import formatters, lens_pairs, optics
from catalog.sheet.spec import ESTIMATED

SAME_STOPS, SAME_AREA = 0.05, 0.01
"""Differences below these are not mentioned: stops; share of the larger area."""
SIDE_WORDS = {
    "height_mm": (1, gettext_lazy("{difference} taller"), gettext_lazy("{difference} shorter")),
    "width_mm": (1, gettext_lazy("{difference} wider"), gettext_lazy("{difference} narrower")),
    "depth_mm": (0.3, gettext_lazy("{difference} thicker"), gettext_lazy("{difference} thinner")),
}
"""Side → least difference in mm that is mentioned, and the words for more and for less."""
WEIGHT_WORDS = (0.5, gettext_lazy("{difference} heavier"), gettext_lazy("{difference} lighter"))
"""The same of the weight, in g."""


def similarity_words(mine, theirs, imperial=False):
    """“same focal lengths”, “0.3 stops less light”, “40 g lighter”: one text for each thing that makes phones alike.

    In inches and ounces if ``imperial``, but for lenses and sensors.
    """
    camera = [part(mine, theirs) for part in (lens_words, light_words, area_words)]
    return (*camera, weight_words(mine, theirs, imperial), size_words(mine, theirs, imperial))


def known_readings(key, *phones):
    """The readings of one row for each phone; None unless all are known."""
    readings = [phone.values.get(key) for phone in phones]
    if None in readings:
        return None
    return readings


def known_sensor_areas(*phones):
    """The area of each main sensor that makes pictures. None unless all are known."""
    areas = list(map(attrgetter("used_sensor_area"), phones))
    if None in areas:
        return None
    return areas


def is_any_estimated(readings):
    return any(reading.how == ESTIMATED for reading in readings)


def lens_words(mine, theirs):
    own = mine.focal_lengths
    others = theirs.focal_lengths
    if not own or not others:
        return gettext("focal lengths not known")
    more, less, moved = lens_pairs.lens_differences(own, others)
    pieces = list(map(_moved_lens_words, moved))
    if more:
        pieces.append(_added_lens_words(mine, more))
    if less:
        pieces.append(_missing_lens_words(theirs, less))
    if not pieces:
        pieces.append(gettext("same focal lengths"))
    return comma_list([*pieces, *_unknown_lens_words(theirs)])


def _moved_lens_words(pair):
    here, there = map(_length_text, pair)
    return gettext("{there} instead of {here}").format(there=there, here=here)


def _length_text(length):
    return quantity_text(length, "mm")


def _added_lens_words(mine, lengths):
    """``lengths`` of the other phone that ``mine`` has not, or does not list."""
    words = gettext("lists {lengths} as well")
    if mine.is_every_lens_known:
        words = gettext("adds {lengths}")
    return words.format(lengths=joined_list(length_texts(lengths)))


def _missing_lens_words(theirs, lengths):
    words = gettext("lists no {lengths}")
    if theirs.is_every_lens_known:
        words = gettext("has no {lengths}")
    return words.format(lengths=alternatives(length_texts(lengths)))


def _unknown_lens_words(phone):
    count = phone.unknown_lenses
    if count:
        words = ngettext("{number} lens of unknown focal length", "{number} lenses of unknown focal length", count)
        yield words.format(number=count)


def length_texts(lengths):
    """“13”, “70”, “240 mm”: what makes “13, 70 and 240 mm”."""
    *first, last = lengths
    return [*map(number_text, first), quantity_text(last, "mm")]


def light_words(mine, theirs):
    found = known_readings("main_equivalent_f_number", mine, theirs)
    if found is None:
        return gettext("light not known for both")
    own, others = found
    more = optics.stops(others.value, own.value)
    if abs(more) < SAME_STOPS:
        return gettext("about the same light") if is_any_estimated(found) else gettext("the same light")
    return about(more_light_words(more), is_any_estimated(found))


def more_light_words(stops):
    """“0.3 stops more light”, “1 stop less light”."""
    amount = formatters.format_number(abs(stops), 1)
    number = 1 if amount == "1" else 2
    words = ngettext("{amount} stop less light", "{amount} stops less light", number)
    if stops > 0:
        words = ngettext("{amount} stop more light", "{amount} stops more light", number)
    return words.format(amount=localised(amount))


def area_words(mine, theirs):
    found = known_sensor_areas(mine, theirs)
    if found is None:
        return gettext("sensor area not known for both")
    own, others = found
    if abs(own.value - others.value) <= SAME_AREA * max(own.value, others.value):
        return gettext("about the same sensor area") if is_any_estimated(found) else gettext("the same sensor area")
    words = gettext("smaller sensor: {there} against {here}")
    if others.value > own.value:
        words = gettext("larger sensor: {there} against {here}")
    digits = 1 if round(own.value) == round(others.value) else 0
    here = about(quantity_text(own.value, "mm²", digits), is_any_estimated([own]))
    there = about(number_text(others.value, digits), is_any_estimated([others]))
    return words.format(here=here, there=there)


def weight_words(mine, theirs, imperial=False):
    found = known_readings("weight_g", mine, theirs)
    if found is None:
        return gettext("weight not known for both")
    own, others = found
    return _more_or_less(others.value - own.value, "g", WEIGHT_WORDS, imperial) or gettext("same weight")


def size_words(mine, theirs, imperial=False):
    differences = []
    for side, words in SIDE_WORDS.items():
        found = known_readings(side, mine, theirs)
        if found:
            own, others = found
            differences.append(_more_or_less(others.value - own.value, "mm", words, imperial))
    if not differences:
        return gettext("size not known for both")
    return comma_list(filter(None, differences)) or gettext("nearly the same size")


def _more_or_less(number, unit, words, imperial):
    """“12 mm taller”; empty where the difference is below the least of ``words``."""
    least, more, less = words
    if abs(number) < least:
        return ""
    difference = formatters.format_quantity(abs(number), unit, 1)
    sentence = more if number > 0 else less
    return sentence.format(difference=imperial_text(difference) if imperial else localised(difference))
