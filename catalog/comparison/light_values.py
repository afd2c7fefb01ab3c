"""Light at a focal length, in numbers and words: which lens serves, how much it crops, how many stops are between."""

import json
from dataclasses import dataclass
from math import inf

from catalog.models import Phone
from catalog.quantities import formatters
from catalog.quantities.focal_length_axis import axis_percent
from catalog.quantities.optics import stops
from catalog.sheet.camera_specs import format_equivalent_f_number

from .focal_spans import focal_spans
from .lens_kit import ServingLens, serving_lens
from .phone_marks import MarkedPhone, marked_phones

STANDARD_FOCAL_LENGTHS_MM = (13, 16, 20, 24, 28, 35, 50, 70, 85, 105, 135, 200)
"""Focal lengths in mm that lenses are made for: from the widest of phones to where they only crop."""
DEFAULT_FOCAL_LENGTH_MM = 50
SAME_WITHIN_STOPS = 0.05
"""Stops below which two count as equal: they would be printed as 0."""
NOT_KNOWN, DOES_NOT_APPLY, NOT_COVERED = "not known", "does not apply", "not covered"


@dataclass(frozen=True)
class LightWords:
    """One phone at one focal length, as printed. ``most`` is empty but for the brightest, ``how`` but for estimates;
    ``brief`` is what there is room for beside the light in a table of many."""

    lens: str
    crop: str
    light: str
    how: str = ""
    stops: str = ""
    most: str = ""
    brief: str = ""
    is_covered: bool = True


@dataclass(frozen=True)
class LightRow:
    """``stops`` is how much more light it gathers than the baseline, None where either is not known."""

    mark: MarkedPhone
    serving: ServingLens | None
    stops: float | None
    words: LightWords
    is_most: bool

    @property
    def phone(self) -> Phone:
        return self.mark.phone

    @property
    def equivalent(self):
        return self.serving and self.serving.equivalent

    @property
    def unplaced(self):
        """The lenses that are listed without a focal length, which may change the answer."""
        return ", ".join(lens.title for lens in self.mark.kit.unplaced)

    @property
    def points(self):
        """The spans of its line as text for the script that reads it out."""
        spans = [_script_point(self.mark.kit, span) for span in focal_spans(self.mark.kit)]
        return json.dumps(spans, ensure_ascii=False, separators=(",", ":"))


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
        return self.asked if self.baseline and self.asked not in (None, self.baseline) else None

    @property
    def text(self):
        """The focal length as a field has it: 50, 28.5."""
        return f"{self.mm:g}"

    @property
    def place(self):
        """In percent of the axis."""
        return axis_percent(self.mm)

    @property
    def brightest(self):
        return [row.phone for row in self.rows if row.is_most]


@dataclass(frozen=True)
class LightTable:
    """``rows`` are focal lengths in words with the ``LightWords`` of each phone; ``marks`` head the columns."""

    marks: tuple[MarkedPhone, ...]
    rows: tuple[tuple[str, tuple[LightWords, ...]], ...]


def light_at(phones, mm=DEFAULT_FOCAL_LENGTH_MM, *, baseline=None):
    """Of phones fetched with ``whole``. The baseline is the first whose light is known there, unless one is given."""
    return light_at_of_marked(marked_phones(phones), mm, baseline=baseline)


def light_table(phones):
    """The values at ``STANDARD_FOCAL_LENGTHS_MM`` focal lengths."""
    return light_table_of_marked(marked_phones(phones))


def light_table_of_marked(marks):
    answers = [light_at_of_marked(marks, mm) for mm in STANDARD_FOCAL_LENGTHS_MM]
    rows = ((_millimetres(answer.mm), tuple(row.words for row in answer.rows)) for answer in answers)
    return LightTable(tuple(marks), tuple(rows))


def light_at_of_marked(marks, mm, *, baseline=None):
    served = [serving_lens(mark.kit.lenses, mm) for mark in marks]
    known = [number for number, at in enumerate(served) if at and at.equivalent]
    asked = next((number for number, mark in enumerate(marks) if baseline and mark.phone == baseline), None)
    base = asked if asked in known else next(iter(known), None)
    crowns = zip(marks, served, _most_light_words(marks, served, mm), strict=True)
    rows = (
        _light_row(mark, at, mm, most=most, base=None if base is None else served[base]) for mark, at, most in crowns
    )
    return LightAtFocalLength(
        mm, tuple(rows), *(None if number is None else marks[number].phone for number in (base, asked))
    )


def _most_light_words(marks, served, mm):
    """Per phone the words for gathering the most light, where two or more are known; those as bright share them."""
    lights = [(at and at.equivalent) or inf for at in served]
    best = min(lights)
    if sum(light < inf for light in lights) < 2:
        return [""] * len(marks)
    doubtful = any(_is_light_uncertain(mark.kit, at, mm) for mark, at in zip(marks, served, strict=True))
    words = "most light of those known" if doubtful else "most light"
    return [
        _most_light_text(at, words) if _is_best(light, best) else "" for at, light in zip(served, lights, strict=True)
    ]


def _is_best(light, best):
    return light < inf and stops(light, best) > -SAME_WITHIN_STOPS


def _most_light_text(at, words):
    return f"{words}, estimated" if at.is_estimated else words


def _is_light_uncertain(kit, at, mm):
    """Whether the phone may gather another amount of light than is known of it: its lens or its light is not known."""
    return not kit.lenses or kit.is_doubtful_at(mm) or bool(at and at.equivalent is None)


def _light_row(mark, at, mm, *, base, most):
    """``base`` is what serves at the phone that stops are counted from, or None."""
    words = _light_words(mark.kit, at, mm, stops=_stops_words(at, base), most=most)
    return LightRow(mark, at, _stops_from_baseline(at, base), words, bool(most))


def _stops_from_baseline(at, base):
    return stops(at.equivalent, base.equivalent) if at and at.equivalent and base else None


def _stops_words(at, base):
    """“1.5 stops more, estimated”."""
    difference = _stops_from_baseline(at, base)
    if difference is None or at is base:
        return NOT_KNOWN if difference is None else "baseline"
    amount = formatters.format_number(abs(difference), 1)
    words = (
        "as much"
        if abs(difference) < SAME_WITHIN_STOPS
        else f"{amount} stop{'' if amount == '1' else 's'} {_more_or_less(difference)}"
    )
    return f"{words}, estimated" if at.is_estimated or base.is_estimated else words


def _more_or_less(difference):
    return "more" if difference > 0 else "less"


def _light_words(kit, at, mm, *, stops, most):
    if at is None:
        words, rest = _uncovered_words(kit, kit.is_doubtful_at(mm))
        return LightWords(words, rest, rest, "", rest, brief=words.partition(":")[0], is_covered=False)
    light = format_equivalent_f_number(at.equivalent) if at.equivalent else "light not known"
    how = "estimated" if at.equivalent and at.is_estimated else ""
    other = "; perhaps another lens" if kit.is_doubtful_at(mm) else ""
    lens = f"{at.lens.title}, {_millimetres(at.lens.reach(mm))}{other}"
    return LightWords(
        lens, _crop_words(at), light, how, stops, most, f"{at.lens.title}, {_brief_crop_words(at.crop)}{other}"
    )


def _brief_crop_words(crop):
    return "not cropped" if crop == 1 else f"cropped {formatters.format_number(crop)}×"


def _uncovered_words(kit, is_doubtful):
    """What is said of the lens, and of all the rest; ``is_doubtful`` where one of unknown focal length may cover it."""
    if not kit.lenses:
        return "no lens of known focal length", NOT_KNOWN
    some = "" if kit.is_whole and not kit.unplaced else "known "
    words = f"its shortest {some}lens is {_millimetres(kit.lenses[0].short_mm)}"
    return (f"{NOT_KNOWN}: {words}", NOT_KNOWN) if is_doubtful else (f"{NOT_COVERED}: {words}", DOES_NOT_APPLY)


def _crop_words(at):
    """“2.6×: 14 % of the picture, 6.8 MP; past its longest lens”."""
    if at.crop == 1:
        return "not cropped"
    percent = formatters.format_quantity(100 * at.share, "%", 0 if at.share >= 0.095 else 1)
    pixels = f", {formatters.format_quantity(at.megapixels, 'MP', 1)}" if at.megapixels else ""
    past = "; past its longest lens" if at.is_past else ""
    return f"{formatters.format_number(at.crop)}×: {percent} of the picture{pixels}{past}"


def _millimetres(value):
    return formatters.format_quantity(value, "mm", 1)


def _script_point(kit, span):
    """Start, end, both equivalent f-numbers, lens, its long end in mm, megapixels, what holds at the start and inside;
    or start, end and what is said where nothing is covered."""
    if span.inside is None:
        is_open = span.doubtful_inside or not kit.lenses
        return [
            _short_number(span.start),
            _short_number(span.end),
            *_uncovered_words(kit, span.doubtful_inside),
            _flags(is_open, None),
        ]
    lens = span.inside.lens
    light = [_short_number(value) for value in span.equivalents or (0, 0)]
    flags = [_flags(span.doubtful_at_start, span.at_start), _flags(span.doubtful_inside, span.inside)]
    ends = [_short_number(span.start), _short_number(span.end)]
    return [*ends, *light, lens.title, _short_number(lens.long_mm), lens.megapixels or 0, *flags]


def _short_number(value):
    """Precise enough to be printed alike."""
    return formatters.int_if_whole(float(f"{value:.7g}"))


def _flags(is_doubtful, at):
    """Letters: e estimated, p past the longest lens, d a lens of unknown focal length may serve."""
    served = f"{'e' if at.is_estimated else ''}{'p' if at.is_past else ''}" if at else ""
    return served + ("d" if is_doubtful else "")
