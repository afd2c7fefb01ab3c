"""A query in words, part by part: “weight at most 200 g”, “a rear lens of f/20 equivalent or brighter”."""

import re
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from catalog.languages.active_language import gettext, pgettext
from catalog.languages.listed_words import alternatives, and_list, label_words
from catalog.languages.localised_text import localised
from catalog.quantities import formatters
from catalog.quantities.countries import country_name
from catalog.quantities.partial_dates import YEAR, PartialDate
from catalog.sheet.query_values import OPTICAL_FORMAT, type_label_text

from .facets import COUNTRY_KEYS, MORE_POSSIBLE, NOT_KNOWN
from .finder_query import ConditionOperator

SUBJECTS = {
    "lens": gettext_lazy("a rear lens"),
    "front": gettext_lazy("a front camera"),
    "market": gettext_lazy("in one market"),
    "code": gettext_lazy("one model code"),
}
"""Kind of entry → what a condition is said of; a phone itself is not named."""
MAIN_CAMERA = gettext_lazy("main camera")
LOCKED = "carrier_locked"
"""A row whose label is no thing that a phone is “with”."""


class Comparative(NamedTuple):
    """How a range of one row is said: “{value} or brighter”. ``of_lens`` and ``of_main_camera`` say of what."""

    low: Promise
    high: Promise
    is_equivalent: bool = False
    of_lens: Promise = gettext_lazy("{subject} of {value}")
    of_main_camera: Promise = gettext_lazy("main camera {value}")


_DARKER = gettext_lazy("{value} or darker")
_BRIGHTER = gettext_lazy("{value} or brighter")
COMPARATIVES = {
    "f_number": Comparative(_DARKER, _BRIGHTER),
    "equivalent_f_number": Comparative(_DARKER, _BRIGHTER, is_equivalent=True),
    "focal_length_eq_mm": Comparative(
        gettext_lazy("{value} or longer"), gettext_lazy("{value} or wider"), is_equivalent=True
    ),
    OPTICAL_FORMAT: Comparative(
        gettext_lazy("{value} or larger"),
        gettext_lazy("{value} or smaller"),
        of_lens=gettext_lazy("{subject} with a sensor of {value}"),
        of_main_camera=gettext_lazy("main sensor {value}"),
    ),
}
"""Rows of a camera of which reviewers say neither “at least” nor “at most”."""


def condition_phrase(reading, vocabulary):
    """One condition: “weight at most 200 g”, “sold outside Japan”."""
    condition = reading.condition
    spec = _own_spec(condition.facet)
    if condition.test != ConditionOperator.RANGE:
        return _with_subject(condition, _values_phrase(condition, vocabulary))
    if spec.key in COMPARATIVES:
        return _comparative_phrase(reading, COMPARATIVES[spec.key])
    return _with_subject(condition, _range_phrase(reading))


def _own_spec(facet):
    """The row itself; of one of the main camera, that of any camera."""
    return facet.spec.inner or facet.spec


def _name(facet):
    return label_words(_own_spec(facet).label)


def _subject(facet):
    if facet.spec.inner:
        return MAIN_CAMERA
    return SUBJECTS.get(facet.kind.key, "")


def _with_subject(condition, phrase):
    """“main camera with RAW”, “a rear lens: autofocus Laser”."""
    subject = _subject(condition.facet)
    if not subject:
        return phrase
    message = gettext("{subject}: {phrase}")
    if _is_with_or_without(condition):
        message = gettext("{subject} {phrase}")
    return message.format(subject=subject, phrase=phrase)


def _is_with_or_without(condition):
    """Whether it is said as “with NFC” or “without NFC”."""
    facet = condition.facet
    if not facet.is_flag or facet.spec.key == LOCKED:
        return False
    return len(condition.values) == 1 and NOT_KNOWN not in condition.values


def _comparative_phrase(reading, said):
    """“a rear lens of f/20 equivalent or brighter”, “main sensor 1-inch type or larger”."""
    facet = reading.condition.facet
    texts = _range_end_texts(reading)
    value = _span(texts)
    if said.is_equivalent:
        value = gettext("{value} equivalent").format(value=value)
    if len(texts) == 1:
        direction = said.high if reading.condition.low is None else said.low
        value = direction.format(value=value)
    if facet.spec.inner:
        return said.of_main_camera.format(value=value)
    return said.of_lens.format(subject=_subject(facet) or _name(facet), value=value)


def _span(texts):
    """One text, or “150–200 g” of two; in the language of the page."""
    first, *others = dict.fromkeys(texts)
    if not others:
        return localised(first)
    (last,) = others
    span = formatters.format_span(first, last)
    if span == first:
        return gettext("{first} to {last}").format(first=localised(first), last=localised(last))
    return localised(span)


def _range_phrase(reading):
    facet = reading.condition.facet
    name = _name(facet)
    texts = _range_end_texts(reading)
    if facet.is_date:
        return _date_range_phrase(reading, name, texts)
    if len(texts) == 2:
        return gettext("{name} {value}").format(name=name, value=_span(texts))
    message = gettext("{name} at most {value}")
    if reading.condition.low is not None:
        message = gettext("{name} at least {value}")
    return message.format(name=name, value=localised(texts[0]))


def _date_range_phrase(reading, name, dates):
    first, *others = dict.fromkeys(map(_date_words, dates))
    if others:
        return gettext("{name} from {first} to {last}").format(name=name, first=first, last=others[0])
    if len(dates) == 2:
        return gettext("{name} {value}").format(name=name, value=first)
    message = gettext("{name} until {value}") if reading.condition.low is None else gettext("{name} since {value}")
    return message.format(name=name, value=first)


def _date_words(text):
    date = PartialDate.parse(text)
    if date.precision == YEAR:
        return pgettext("date", "{year}").format(year=date.year)
    return localised(date.words)


def _range_end_texts(reading):
    """One or two figures, in English, or dates as they were asked."""
    condition = reading.condition
    if condition.currency:
        ends = [end for end in (condition.low, condition.high) if end is not None]
        return [formatters.format_money(end, condition.currency) for end in ends]
    return [_range_end_text(value, condition.facet) for _, value in reading.pairs]


def _range_end_text(text, facet):
    if facet.is_date:
        return text
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
    labels = [localised(value_label(facet, value, vocabulary), facet.spec.key) for value in condition.values]
    name = _name(facet)
    if condition.test == ConditionOperator.OUTSIDE:
        return gettext("sold outside {places}").format(places=alternatives(labels))
    if facet.is_flag and len(labels) == 1:
        return _flag_phrase(name, condition)
    if condition.test == ConditionOperator.ALL:
        return gettext("{name} {value}").format(name=name, value=and_list(labels))
    if condition.test == ConditionOperator.NONE:
        return gettext("{name} not {value}").format(name=name, value=alternatives(labels))
    return gettext("{name} {value}").format(name=name, value=alternatives(labels))


def _flag_phrase(name, condition):
    """“with NFC”, “without NFC”, “NFC not known”; a label that is no thing stands alone: “not locked to carrier”."""
    (value,) = condition.values
    is_negated = condition.test == ConditionOperator.NONE
    if value == NOT_KNOWN:
        message = gettext("{name} known") if is_negated else gettext("{name} not known")
        return message.format(name=name)
    is_yes = (value == "yes") != is_negated
    if condition.facet.spec.key == LOCKED:
        return name if is_yes else gettext("not {name}").format(name=name)
    message = gettext("with {name}") if is_yes else gettext("without {name}")
    return message.format(name=name)


def value_label(facet, value, vocabulary):
    """What people read for a value, in English."""
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
    return gettext("matching “{words}”").format(words=words)


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
