"""A query in words, part by part, as a reviewer of cameras would say it. Phrases begin in lower case."""

import re

from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.query_values import OPTICAL_FORMAT, type_label_text

from .facets import FRONT, LENS, MORE_POSSIBLE, NOT_KNOWN
from .finder_query import ConditionOperator

LIMIT_WORDS = {
    "weight_g": ("lighter", "heavier"),
    "depth_mm": ("thinner", "thicker"),
    "focal_length_eq_mm": ("wider", "longer"),
    "longest_focal_length_eq_mm": ("shorter", "longer"),
    "f_number": ("brighter", "slower"),
    "equivalent_f_number": ("brighter", "slower"),
    "sensor_area_mm2": ("smaller", "larger"),
    OPTICAL_FORMAT: ("smaller", "larger"),
}
"""Row → what comes after “200 g or” for an upper and for a lower limit; elsewhere “less” and “more”."""
OPTICS = ("focal_length_eq_mm", "f_number", "equivalent_f_number")
"""Rows of a camera that need no name beside their figure."""
CAMERA_WORDS = {LENS: "a rear lens", FRONT: "a front camera"}
LAUNCH_WORDS = {"announced": "launched", "released": "released"}
_WHOLE_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def condition_phrase(reading, vocabulary):
    """One condition: “weight 200 g or lighter”, “sold outside Japan”."""
    condition = reading.condition
    if condition.test == ConditionOperator.RANGE:
        return _range_phrase(reading)
    return _of_kind(condition.facet, _values_phrase(condition, vocabulary))


def _of_kind(facet, phrase):
    """“rear lens: stabilisation Optical” where one entry of several is asked."""
    if not facet.kind.label:
        return phrase
    return f"{facet.kind.label.lower()}: {phrase}"


def _range_phrase(reading):
    facet = reading.condition.facet
    limits = _limits_phrase(reading)
    row = _row_of(facet)
    if row == OPTICAL_FORMAT:
        return _sensor_phrase(facet, limits)
    if row in OPTICS:
        return f"{CAMERA_WORDS.get(facet.kind, 'main camera')} of {limits}"
    if row in LAUNCH_WORDS:
        return f"{LAUNCH_WORDS[row]} {limits}"
    return _of_kind(facet, f"{formatters.label_in_sentence(facet.spec.label)} {limits}")


def _sensor_phrase(facet, limits):
    """“main sensor 1-inch type or larger”."""
    if facet.kind in CAMERA_WORDS:
        return f"{CAMERA_WORDS[facet.kind]} with a sensor of {limits}"
    return f"main sensor {limits}"


def _limits_phrase(reading):
    """“200 g or lighter”, “150 g to 200 g”, “in 2024 or later”."""
    facet = reading.condition.facet
    texts = _range_end_texts(reading)
    if len(texts) == 2:
        return " to ".join(texts)
    words = ("earlier", "later") if facet.is_date else LIMIT_WORDS.get(_row_of(facet), ("less", "more"))
    if _has_both_ends(reading):
        return texts[0]
    return f"{texts[0]} or {words[reading.condition.high is None]}"


def _row_of(facet):
    return (facet.spec.inner or facet.spec).key


def _has_both_ends(reading):
    return None not in (reading.condition.low, reading.condition.high)


def _range_end_texts(reading):
    """Each end in words, once where they are the same."""
    condition = reading.condition
    if condition.currency:
        ends = [end for end in (condition.low, condition.high) if end is not None]
        texts = [formatters.format_money(end, condition.currency) for end in ends]
    else:
        texts = [_range_end_text(value, condition.facet) for _, value in reading.pairs]
    return list(dict.fromkeys(texts))


def _range_end_text(text, facet):
    if facet.is_date:
        return _date_words(text, facet)
    spec = facet.spec
    if spec.key.endswith(OPTICAL_FORMAT):
        return f"{type_label_text(float(text)) or formatters.format_number(text, 4)}-inch type"
    if spec.key.endswith("equivalent_f_number"):
        return f"f/{formatters.format_number(text)} equivalent"
    if spec.show is None or spec.unit:
        return formatters.format_quantity(float(text), spec.unit)
    return spec.text(float(text))


def _date_words(text, facet):
    """“in 2024”, “on 18 November 2022”; without “in” after the name of a row: “support ends 2028”."""
    words = PartialDate.parse(text).words
    if facet.spec.key not in LAUNCH_WORDS:
        return words
    return f"on {words}" if _WHOLE_DATE.fullmatch(text) else f"in {words}"


def _values_phrase(condition, vocabulary):
    labels = [value_label(condition.facet, value, vocabulary) for value in condition.values]
    name = formatters.label_in_sentence(condition.facet.spec.label)
    if condition.test == ConditionOperator.OUTSIDE:
        return f"sold outside {joined_with_or(labels)}"
    if condition.facet.is_flag and len(labels) == 1:
        return _flag_phrase(name, condition)
    if condition.test == ConditionOperator.ALL:
        return f"{name} {' and '.join(labels)}"
    if condition.test == ConditionOperator.NONE:
        return f"{name} not {joined_with_or(labels)}"
    return f"{name} {joined_with_or(labels)}"


def _flag_phrase(name, condition):
    (value,) = condition.values
    is_negated = condition.test == ConditionOperator.NONE
    if value == NOT_KNOWN:
        return f"{name} known" if is_negated else f"{name} not known"
    is_yes = (value == "yes") != is_negated
    return f"{name}: yes" if is_yes else f"{name}: no"


def joined_with_or(labels):
    """“A, B or C”."""
    *others, last = labels
    if not others:
        return last
    return f"{', '.join(others)} or {last}"


def value_label(facet, value, vocabulary):
    """What people read for a value."""
    if value in (NOT_KNOWN, MORE_POSSIBLE):
        return "not known"
    row = vocabulary.row(facet.spec.key, value)
    if row is None:
        return facet.spec.text(value)
    return vocabulary.label(row)


def phrases_of_query(finding):
    """The whole query, part by part."""
    phrases = []
    words = finding.asked.question.words
    if words:
        phrases.append(f"matching “{words}”")
    for reading in finding.asked.readings:
        vocabulary = finding.index.vocabularies[reading.condition.facet.kind.key]
        phrases.append(condition_phrase(reading, vocabulary))
    return phrases
