"""One phone's light at a focal length in words: lens, crop, equivalent f-number and stops."""

from dataclasses import dataclass

from catalog.quantities import formatters
from catalog.sheet.camera_specs import format_equivalent_f_number

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

    @property
    def sentence(self):
        """“f/9.6, most light, 0.2 stops more, Main camera, 26 mm”."""
        return ", ".join(filter(None, [self.light, self.how, self.most, self.stops, self.lens]))


def light_words(kit, at, mm, *, stops, most):
    """``at`` is the ``ServingLens`` of ``kit`` at ``mm``, or None; ``stops`` and ``most`` are printed as they are."""
    is_doubtful = kit.is_doubtful_at(mm)
    if at is None:
        return _uncovered_words(kit, is_doubtful)
    other = "; perhaps another lens" if is_doubtful else ""
    return LightWords(
        lens=f"{at.lens.title}, {format_millimetres(at.lens.reach(mm))}{other}",
        crop=_crop_words(at),
        light=_f_number_words(at),
        how=_estimate_words(at),
        stops=stops,
        most=most,
        brief=f"{at.lens.title}, {_brief_crop_words(at.crop)}{other}",
    )


def most_light_words(at, *, is_any_uncertain):
    """What the brightest is called; ``is_any_uncertain`` says whether another phone may be brighter still."""
    words = "most light of those known" if is_any_uncertain else "most light"
    return _with_estimate(words, at.is_estimated)


def stops_words(difference, *, is_estimated):
    """“1.5 stops more, estimated”; a positive ``difference`` is more light."""
    return _with_estimate(_difference_words(difference), is_estimated)


def _with_estimate(words, is_estimated):
    if not is_estimated:
        return words
    return f"{words}, estimated"


def format_millimetres(value):
    return formatters.format_quantity(value, "mm", 1)


def _difference_words(difference):
    if abs(difference) < SAME_WITHIN_STOPS:
        return "as much"
    amount = formatters.format_number(abs(difference), 1)
    unit = "stop" if amount == "1" else "stops"
    direction = "more" if difference > 0 else "less"
    return f"{amount} {unit} {direction}"


def _f_number_words(at):
    if not at.equivalent:
        return "light not known"
    return format_equivalent_f_number(at.equivalent)


def _estimate_words(at):
    if not at.equivalent or not at.is_estimated:
        return ""
    return "estimated"


def _brief_crop_words(crop):
    if crop == 1:
        return "not cropped"
    return f"cropped {formatters.format_number(crop)}×"


def _uncovered_words(kit, is_doubtful):
    """``is_doubtful`` where a lens of unknown focal length may cover it."""
    if not kit.lenses:
        return _words_without_light("no lens of known focal length", NOT_KNOWN)
    words = f"{_shortest_lens_words(kit)} is {format_millimetres(kit.lenses[0].short_mm)}"
    if is_doubtful:
        return _words_without_light(f"{NOT_KNOWN}: {words}", NOT_KNOWN)
    return _words_without_light(f"{NOT_COVERED}: {words}", DOES_NOT_APPLY)


def _shortest_lens_words(kit):
    if kit.is_whole and not kit.unplaced:
        return "its shortest lens"
    return "its shortest known lens"


def _words_without_light(lens, others):
    """``others`` stands in every column but that of the lens."""
    brief = lens.partition(":")[0]
    return LightWords(lens, crop=others, light=others, stops=others, brief=brief, is_covered=False)


def _crop_words(at):
    """“2.6×: 14 % of the picture, 6.8 MP; past its longest lens”."""
    if at.crop == 1:
        return "not cropped"
    digits = 0 if at.share >= 0.095 else 1
    percent = formatters.format_quantity(100 * at.share, "%", digits)
    words = f"{formatters.format_number(at.crop)}×: {percent} of the picture"
    if at.megapixels:
        words += f", {formatters.format_quantity(at.megapixels, 'MP', 1)}"
    if at.is_past:
        words += "; past its longest lens"
    return words
