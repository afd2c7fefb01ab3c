"""What a light chart shows, in words: for its legend and for readers who cannot see it."""

from catalog.comparison.focal_spans import drawn_spans
from catalog.facts.derived_values import derived_once_a_language
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import clause_list, comma_list
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import number_text, quantity_text
from catalog.sheet.camera_specs import format_equivalent_f_number


def chart_words(lines):
    each = []
    for line in lines:
        words = gettext("{letter}, {phone}: {words}")
        each.append(words.format(letter=line.mark.letter, phone=line.phone.full_name, words=comma_list(line.words)))
    sentence = gettext("Equivalent f-number over focal length, more light higher up. {lines}.")
    return sentence.format(lines=clause_list(each))


@derived_once_a_language
def line_words(kit):
    """What a phone's line says: each lens with its light, and where it ends."""
    words = list(map(_lens_words, kit.lenses))
    lit = [span for span in drawn_spans(kit) if span.equivalents]
    if lit and lit[-1].inside.is_past:
        _, light = lit[-1].equivalents
        end = gettext("by digital zoom {f_number} at {focal_length}")
        words.append(end.format(f_number=_f_number(light), focal_length=whole_millimetres(lit[-1].end)))
    return tuple(words) or (gettext("no lens of known focal length"),)


def _lens_words(lens):
    if lens.short_mm == lens.long_mm:
        return _light_words(lens, lens.short_mm)
    if not lens.equivalent_at(lens.short_mm) and not lens.equivalent_at(lens.long_mm):
        words = gettext("light not known from {shortest} to {longest}")
        return words.format(shortest=number_text(lens.short_mm), longest=whole_millimetres(lens.long_mm))
    words = gettext("{wide}, zooming to {long}")
    return words.format(wide=_light_words(lens, lens.short_mm), long=_light_words(lens, lens.long_mm))


def _light_words(lens, mm):
    light = lens.equivalent_at(mm)
    if not light:
        return gettext("light not known at {focal_length}").format(focal_length=whole_millimetres(mm))
    words = gettext("{f_number} at {focal_length}")
    if lens.is_estimated_at(mm):
        words = gettext("{f_number} (estimated) at {focal_length}")
    return words.format(f_number=_f_number(light), focal_length=whole_millimetres(mm))


def _f_number(light):
    return localised(format_equivalent_f_number(light))


def whole_millimetres(value):
    return quantity_text(value, "mm", 0)
