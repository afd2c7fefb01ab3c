"""Light at a focal length: which lens of each phone serves, and how many stops are between the phones."""

from dataclasses import dataclass

from catalog.languages.active_language import gettext
from catalog.languages.listed_words import comma_list
from catalog.languages.localised_text import localised
from catalog.models import Phone
from catalog.quantities.focal_length_axis import axis_percent
from catalog.quantities.optics import stops

from .judging import best_keys
from .lens_kit import ServingLens
from .light_words import (
    NOT_KNOWN,
    SAME_WITHIN_STOPS,
    BriefLight,
    LightWords,
    brief_light,
    format_millimetres,
    light_words,
    most_light_words,
    stops_words,
)
from .phone_light import STANDARD_FOCAL_LENGTHS_MM, phone_light
from .phone_marks import MarkedPhone, marked_phones

DEFAULT_FOCAL_LENGTH_MM = 50


@dataclass(frozen=True)
class LightRow:
    """One phone. ``serving`` is None where no lens of it is so short."""

    mark: MarkedPhone
    serving: ServingLens | None
    words: LightWords

    @property
    def phone(self) -> Phone:
        return self.mark.phone

    @property
    def sentence(self):
        """“Lumia 1020, f/9.6, most light, Main camera, 26 mm”."""
        return comma_list([self.phone.name, self.words.sentence])

    @property
    def unplaced(self):
        """The lenses that are listed without a focal length, which may change the answer."""
        return comma_list([localised(lens.title) for lens in self.mark.kit.unplaced])


@dataclass(frozen=True)
class LightAtFocalLength:
    """All phones at ``mm``. ``baseline`` is the one that stops are counted from: the one ``asked`` for, if any, or the
    first where its light is not known there; None where no light is known at all."""

    mm: float
    rows: tuple[LightRow, ...]
    baseline: Phone | None
    asked: Phone | None = None

    @property
    def unmet(self):
        """The phone asked for, where stops are counted from another in its place."""
        if self.baseline is None or self.baseline == self.asked:
            return None
        return self.asked

    @property
    def text(self):
        """The focal length as a field has it: 50, 28.5."""
        return f"{self.mm:g}"

    @property
    def place(self):
        """In percent of the axis."""
        return axis_percent(self.mm)

    @property
    def sentence(self):
        """The whole answer for a screen reader."""
        answers = gettext("; ").join([row.sentence for row in self.rows])
        return gettext("{number} mm: {answers}.").format(number=localised(self.text), answers=answers)


@dataclass(frozen=True)
class LightTable:
    """``rows`` are focal lengths in words with the ``BriefLight`` of each phone and what the brightest is called, empty
    for the others; ``marks`` head the columns."""

    marks: tuple[MarkedPhone, ...]
    rows: tuple[tuple[str, tuple[tuple[BriefLight, str], ...]], ...]


def light_at(phones, mm=DEFAULT_FOCAL_LENGTH_MM, *, baseline=None):
    """Of phones fetched with ``whole``. The baseline is the first whose light is known there, unless one is given."""
    return light_at_of_marked(marked_phones(phones), mm, baseline=baseline)


def light_table_of_marked(marks):
    """The values at ``STANDARD_FOCAL_LENGTHS_MM``."""
    rows = [(format_millimetres(mm), _table_cells(marks, mm)) for mm in STANDARD_FOCAL_LENGTHS_MM]
    return LightTable(tuple(marks), tuple(rows))


def _table_cells(marks, mm):
    lights = [phone_light(mark.kit, mm) for mark in marks]
    most = _most_light_words(lights)
    return tuple((brief_light(light), most.get(number, "")) for number, light in enumerate(lights))


def light_at_of_marked(marks, mm, *, baseline=None):
    """``baseline`` is the phone of one of ``marks``, or None."""
    lights = [phone_light(mark.kit, mm) for mark in marks]
    base = _baseline_number(marks, lights, baseline)
    base_at = None if base is None else lights[base].serving
    most = _most_light_words(lights)
    rows = []
    for number, mark in enumerate(marks):
        at = lights[number].serving
        words = light_words(lights[number], stops=_stops_words(at, base_at), most=most.get(number, ""))
        rows.append(LightRow(mark, at, words))
    base_phone = None if base is None else marks[base].phone
    return LightAtFocalLength(mm, tuple(rows), base_phone, asked=baseline)


def _baseline_number(marks, lights, asked):
    """The number of ``asked`` where its light is known, or of the first phone whose light is; None where that of none
    is."""
    known = list(_known_lights(lights))
    for number in known:
        if marks[number].phone == asked:
            return number
    return next(iter(known), None)


def _known_lights(lights):
    """Number of each phone whose light is known → its equivalent f-number."""
    known = {}
    for number, light in enumerate(lights):
        if light.equivalent:
            known[number] = light.equivalent
    return known


def _most_light_words(lights):
    """Number of each of the brightest phones → what it is called."""
    is_any_uncertain = not all(light.is_sure for light in lights)
    words = {}
    for number in _brightest(lights):
        words[number] = most_light_words(lights[number].serving, is_any_uncertain=is_any_uncertain)
    return words


def _brightest(lights):
    """Numbers of the phones that gather the most light, by the rule that marks the best value of a row. Those that
    would be printed as bright as the brightest count as being so."""
    known = _known_lights(lights)
    most = min(known.values(), default=None)
    spans = {}
    for number, light in known.items():
        compared = most if stops(light, most) > -SAME_WITHIN_STOPS else light
        spans[number] = (compared, compared)
    return best_keys(spans, better=min)


def _stops_words(at, base):
    """``base`` is what serves at the phone that stops are counted from, or None where there is no such phone."""
    if at is None or base is None or not at.equivalent:
        return localised(str(NOT_KNOWN))
    if at is base:
        return gettext("baseline")
    difference = stops(at.equivalent, base.equivalent)
    return stops_words(difference, is_estimated=at.is_estimated or base.is_estimated)
