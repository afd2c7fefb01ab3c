"""One phone's light at a focal length in words: lens, crop, equivalent f-number and stops."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext, gettext_lazy, ngettext

from catalog.facts.derived_values import derived_once_a_language
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
    """One phone at one focal length, as printed. ``most`` is empty but for the brightest, ``how`` but for estimates;
    ``brief`` is what there is room for beside the light in a table of many. ``is_doubtful``: perhaps another lens."""

    lens: str
    crop: str
    light: str
    how: str = ""
    stops: str = ""
    most: str = ""
    brief: str = ""
    is_covered: bool = True
    is_doubtful: bool = False

    @property
    def sentence(self):
        """“f/9.6, most light, 0.2 stops more, Main camera, 26 mm”."""
        return comma_list(map(str, filter(None, [self.light, self.how, self.most, self.stops, self.lens])))


def light_words(light, *, stops, most):
    """Of a ``PhoneLight``; ``stops`` and ``most`` are printed as they are."""
    words = most_words_of_light(light, most)
    if light.serving is None:
        return words
    return replace(words, stops=stops)


@derived_once_a_language
def most_words_of_light(light, most):
    """The same without stops; one instance for each ``most``."""
    at = light.serving
    if at is None:
        return _uncovered_words(light.kit, light.is_doubtful)
    if most:
        return replace(most_words_of_light(light, ""), most=most)
    return LightWords(
        lens=_lens_words(at, light.mm, light.is_doubtful),
        crop=_crop_words(at),
        light=_f_number_words(at),
        how=_estimate_words(at),
        brief=_brief_words(at, light.is_doubtful),
    )


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
        words = gettext("no lens of known focal length")
        return _words_without_light(words, words, is_doubtful=True)
    is_shortest = kit.is_whole and not kit.unplaced
    words = gettext("its shortest lens is {focal_length}")
    if not is_shortest:
        words = gettext("its shortest known lens is {focal_length}")
    words = words.format(focal_length=millimetre_words(kit.lenses[0].short_mm))
    if is_doubtful:
        lens = gettext("not known: {reason}").format(reason=words)
        return _words_without_light(lens, str(NOT_KNOWN), is_doubtful=True)
    lens = gettext("not covered: {reason}").format(reason=words)
    return _words_without_light(lens, gettext("not covered"), is_doubtful=False)


def _words_without_light(lens, brief, *, is_doubtful):
    """What stands in every column but that of the lens is alike."""
    others = str(NOT_KNOWN if is_doubtful else DOES_NOT_APPLY)
    return LightWords(
        lens, crop=others, light=others, stops=others, brief=brief, is_covered=False, is_doubtful=is_doubtful
    )


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
