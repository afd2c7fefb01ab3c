"""One phone's light at a focal length in words: lens, crop, equivalent f-number and stops."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from catalog.facts.derived_values import derived_once_a_language
from catalog.languages.active_language import gettext, ngettext
from catalog.languages.listed_words import comma_list
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import number_text, quantity_text
from catalog.quantities import formatters
from catalog.sheet.camera_specs import format_equivalent_f_number

SAME_WITHIN_STOPS = 0.05
"""Stops below which two count as equal: they would be printed as 0."""
NOT_KNOWN, DOES_NOT_APPLY = gettext_lazy("not known"), gettext_lazy("does not apply")


@dataclass(frozen=True)
class LightWords:
    """One phone at one focal length, as printed. ``most`` is empty but for the brightest, ``how`` but for estimates."""

    lens: str
    crop: str
    light: str
    how: str = ""
    stops: str = ""
    most: str = ""

    @property
    def sentence(self):
        """“f/9.6, most light, 0.2 stops more, Main camera, 26 mm”."""
        return comma_list(map(str, filter(None, [self.light, self.how, self.most, self.stops, self.lens])))


@dataclass(frozen=True)
class BriefLight:
    """The same in a table of many focal lengths: ``words`` are what there is room for beside the light. Where nothing
    serves they stand alone. ``is_doubtful``: perhaps another lens."""

    words: str
    light: str = ""
    how: str = ""
    is_covered: bool = True
    is_doubtful: bool = False


def light_words(light, *, stops, most):
    """``LightWords`` of a ``PhoneLight``; ``stops`` and ``most`` are printed as they are."""
    at = light.serving
    if at is None:
        return _uncovered_words(light.kit, light.is_doubtful)
    return LightWords(
        lens=_lens_words(at, light.mm, light.is_doubtful),
        crop=_crop_words(at),
        light=_f_number_words(at),
        how=_estimate_words(at),
        stops=stops,
        most=most,
    )


@derived_once_a_language
def brief_light(light):
    at = light.serving
    if at is None:
        return _brief_uncovered(light.kit, light.is_doubtful)
    return BriefLight(_brief_words(at, light.is_doubtful), _f_number_words(at), _estimate_words(at))


def _lens_words(at, mm, is_doubtful):
    words = gettext("{lens}, {focal_length}")
    if is_doubtful:
        words = gettext("{lens}, {focal_length}; perhaps another lens")
    return words.format(lens=localised(at.lens.title), focal_length=millimetre_words(at.lens.reach(mm)))


def _brief_words(at, is_doubtful):
    words = gettext("{lens}, {crop}")
    if is_doubtful:
        words = gettext("{lens}, {crop}; perhaps another lens")
    return words.format(lens=localised(at.lens.title), crop=_brief_crop_words(at.crop))


def most_light_words(at, *, is_any_uncertain):
    """What the brightest is called; ``is_any_uncertain`` says whether another phone may be brighter still."""
    words = gettext("most light of those known") if is_any_uncertain else gettext("most light")
    return _with_estimate(words, at.is_estimated)


def stops_words(difference, *, is_estimated):
    """“1.5 stops more, estimated”; a positive ``difference`` is more light."""
    return _with_estimate(_difference_words(difference), is_estimated)


def _with_estimate(words, is_estimated):
    if not is_estimated:
        return words
    return gettext("{words}, estimated").format(words=words)


def format_millimetres(value):
    return formatters.format_quantity(value, "mm", 1)


def millimetre_words(value):
    """The same in the language of the page."""
    return quantity_text(value, "mm", 1)


def stop_count(difference):
    """How many stops are printed, and the number that chooses between “stop” and “stops”."""
    amount = formatters.format_number(abs(difference), 1)
    return localised(amount), 1 if amount == "1" else 2


def _difference_words(difference):
    if abs(difference) < SAME_WITHIN_STOPS:
        return gettext("as much")
    amount, number = stop_count(difference)
    words = ngettext("{amount} stop less", "{amount} stops less", number)
    if difference > 0:
        words = ngettext("{amount} stop more", "{amount} stops more", number)
    return words.format(amount=amount)


def _f_number_words(at):
    if not at.equivalent:
        return gettext("light not known")
    return localised(format_equivalent_f_number(at.equivalent))


def _estimate_words(at):
    if not at.equivalent or not at.is_estimated:
        return ""
    return gettext("estimated")


def _brief_crop_words(crop):
    if crop == 1:
        return gettext("not cropped")
    return gettext("cropped {times}×").format(times=number_text(crop))


def _uncovered_words(kit, is_doubtful):
    """``is_doubtful`` where a lens of unknown focal length may cover it."""
    if not kit.lenses:
        return _words_without_light(gettext("no lens of known focal length"), is_doubtful=True)
    is_shortest = kit.is_whole and not kit.unplaced
    words = gettext("its shortest lens is {focal_length}")
    if not is_shortest:
        words = gettext("its shortest known lens is {focal_length}")
    words = words.format(focal_length=millimetre_words(kit.lenses[0].short_mm))
    if is_doubtful:
        lens = gettext("not known: {reason}").format(reason=words)
        return _words_without_light(lens, is_doubtful=True)
    lens = gettext("not covered: {reason}").format(reason=words)
    return _words_without_light(lens, is_doubtful=False)


def _words_without_light(lens, *, is_doubtful):
    """What stands in every column but that of the lens is alike."""
    others = str(NOT_KNOWN if is_doubtful else DOES_NOT_APPLY)
    return LightWords(lens, crop=others, light=others, stops=others)


def _brief_uncovered(kit, is_doubtful):
    if not kit.lenses:
        return BriefLight(gettext("no lens of known focal length"), is_covered=False, is_doubtful=True)
    words = str(NOT_KNOWN) if is_doubtful else gettext("not covered")
    return BriefLight(words, is_covered=False, is_doubtful=is_doubtful)


def _crop_words(at):
    """“2.6×: 14 % of the picture, 6.8 MP; past its longest lens”."""
    if at.crop == 1:
        return gettext("not cropped")
    digits = 0 if at.share >= 0.095 else 1
    words = gettext("{times}×: {share} of the picture")
    if at.megapixels:
        words = gettext("{times}×: {share} of the picture, {resolution}")
    words = words.format(
        times=number_text(at.crop),
        share=quantity_text(100 * at.share, "%", digits),
        resolution=quantity_text(at.megapixels or 0, "MP", 1),
    )
    if at.is_past:
        return gettext("{crop}; past its longest lens").format(crop=words)
    return words
