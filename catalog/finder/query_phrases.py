"""A query in words, part by part: “weight at most 200 g”, “a rear lens of f/20 equivalent or brighter”."""

import re
from typing import NamedTuple

from catalog.quantities import formatters
from catalog.quantities.countries import country_name
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.query_values import OPTICAL_FORMAT, type_label_text

from .facets import COUNTRY_KEYS, MORE_POSSIBLE, NOT_KNOWN
from .finder_query import ConditionOperator

SUBJECTS = {
    "lens": "a rear lens",
    "front": "a front camera",
    "market": "in one market",
    "code": "one model code",
}
"""Kind of entry → what a condition is said of; a phone itself is not named."""
MAIN_CAMERA = "main camera"


class Comparative(NamedTuple):
    """How a range of one row is said: “f/1.8 or brighter”. ``of`` is what has the value where that is not the lens."""

    low: str
    high: str
    suffix: str = ""
    of: str = ""


COMPARATIVES = {
    "f_number": Comparative("or darker", "or brighter"),
    "equivalent_f_number": Comparative("or darker", "or brighter", suffix=" equivalent"),
    "focal_length_eq_mm": Comparative("or longer", "or wider", suffix=" equivalent"),
    OPTICAL_FORMAT: Comparative("or larger", "or smaller", of="sensor"),
}
"""Rows of a camera of which reviewers say neither “at least” nor “at most”."""


def condition_phrase(reading, vocabulary):
    """One condition: “weight at most 200 g”, “sold outside Japan”."""
    condition = reading.condition
    spec = _own_spec(condition.facet)
    if condition.test != ConditionOperator.RANGE:
        return _with_subject(condition.facet, _values_phrase(condition, vocabulary))
    if spec.key in COMPARATIVES:
        return _comparative_phrase(reading, COMPARATIVES[spec.key])
    return _with_subject(condition.facet, _range_phrase(reading))


def _own_spec(facet):
    """The row itself; of one of the main camera, that of any camera."""
    return facet.spec.inner or facet.spec


def _name(facet):
    return formatters.label_in_sentence(_own_spec(facet).label)


def _subject(facet):
    if facet.spec.inner:
        return MAIN_CAMERA
    return SUBJECTS.get(facet.kind.key, "")


def _with_subject(facet, phrase):
    """“main camera with RAW”, “a rear lens: autofocus Laser”."""
    subject = _subject(facet)
    if not subject:
        return phrase
    if phrase.startswith(("with ", "without ")):
        return f"{subject} {phrase}"
    return f"{subject}: {phrase}"


def _comparative_phrase(reading, said):
    """“a rear lens of f/20 equivalent or brighter”, “main sensor 1-inch type or larger”."""
    facet = reading.condition.facet
    texts = _range_end_texts(reading)
    value = f"{_span(texts)}{said.suffix}"
    if len(texts) == 1:
        direction = said.high if reading.condition.low is None else said.low
        value = f"{value} {direction}"
    subject = _subject(facet) or _name(facet)
    if facet.spec.inner:
        return f"{(said.of and 'main sensor') or subject} {value}"
    if said.of:
        return f"{subject} with a {said.of} of {value}"
    return f"{subject} of {value}"


def _span(texts):
    """One text, or “150–200 g” of two."""
    first, *others = dict.fromkeys(texts)
    if not others:
        return first
    (last,) = others
    span = formatters.format_span(first, last)
    return f"{first} to {last}" if span == first else span


def _range_phrase(reading):
    facet = reading.condition.facet
    name = _name(facet)
    texts = _range_end_texts(reading)
    if len(texts) == 2:
        return _closed_range_phrase(name, texts, is_date=facet.is_date)
    if reading.condition.low is None:
        limit = "until" if facet.is_date else "at most"
    else:
        limit = "since" if facet.is_date else "at least"
    return f"{name} {limit} {texts[0]}"


def _closed_range_phrase(name, texts, *, is_date):
    first, last = texts
    if is_date:
        return f"{name} {first}" if first == last else f"{name} from {first} to {last}"
    return f"{name} {_span(texts)}"


def _range_end_texts(reading):
    condition = reading.condition
    if condition.currency:
        ends = [end for end in (condition.low, condition.high) if end is not None]
        return [formatters.format_money(end, condition.currency) for end in ends]
    return [_range_end_text(value, condition.facet) for _, value in reading.pairs]


def _range_end_text(text, facet):
    if facet.is_date:
        return PartialDate.parse(text).words
    spec = facet.spec
    if spec.key.endswith(OPTICAL_FORMAT):
        return _sensor_type_text(float(text))
    if spec.show is None or spec.unit:
        return formatters.format_quantity(float(text), spec.unit)
    return _without_needless_decimal(spec.text(float(text)))


def _without_needless_decimal(text):
    """“f/20” of “f/20.0”: what is asked is round; below 10 the decimal stays, as everywhere."""
    return re.sub(r"(?<=f/)(\d{2,})\.0$", r"\1", text)


def _sensor_type_text(value):
    """“1-inch type”, “1/1.3″ type”; a fraction that no label stands for is “0.76-inch type”."""
    label = type_label_text(value)
    if label:
        return f"{label}″ type"
    return f"{formatters.format_number(value)}-inch type"


def _values_phrase(condition, vocabulary):
    facet = condition.facet
    labels = [value_label(facet, value, vocabulary) for value in condition.values]
    name = _name(facet)
    if condition.test == ConditionOperator.OUTSIDE:
        return f"sold outside {joined_with_or(labels)}"
    if facet.is_flag and len(labels) == 1:
        return _flag_phrase(name, condition)
    if condition.test == ConditionOperator.ALL:
        return f"{name} {' and '.join(labels)}"
    if condition.test == ConditionOperator.NONE:
        return f"{name} not {joined_with_or(labels)}"
    return f"{name} {joined_with_or(labels)}"


def _flag_phrase(name, condition):
    """“with NFC”, “without NFC”, “NFC not known”; a label that is no thing stands alone: “not locked to carrier”."""
    (value,) = condition.values
    is_negated = condition.test == ConditionOperator.NONE
    if value == NOT_KNOWN:
        return f"{name} known" if is_negated else f"{name} not known"
    is_yes = (value == "yes") != is_negated
    if name.startswith("locked"):
        return name if is_yes else f"not {name}"
    return f"with {name}" if is_yes else f"without {name}"


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
    if row is None and facet.spec.key in COUNTRY_KEYS:
        return country_name(value)
    if row is None:
        return facet.spec.text(value)
    return vocabulary.label(row)


def words_phrase(words):
    """They may be of a name, a model code, a chipset or a sensor."""
    return f"matching “{words}”"


def phrases_of_query(finding):
    """The whole query, part by part."""
    phrases = []
    words = finding.asked.question.words
    if words:
        phrases.append(words_phrase(words))
    for reading in finding.asked.readings:
        vocabulary = finding.index.vocabularies[reading.condition.facet.kind.key]
        phrases.append(condition_phrase(reading, vocabulary))
    return phrases
