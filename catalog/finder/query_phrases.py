"""A query in words, part by part."""

from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.query_values import OPTICAL_FORMAT, type_label_text

from .facets import MORE_POSSIBLE, NOT_KNOWN
from .finder_query import ConditionOperator


def condition_phrase(reading, vocabulary):
    """One condition: “weight at most 200 g”, “sold outside Japan”."""
    condition = reading.condition
    if condition.test == ConditionOperator.RANGE:
        phrase = _range_phrase(reading)
    else:
        phrase = _values_phrase(condition, vocabulary)
    kind = condition.facet.kind.label
    if not kind:
        return phrase
    return f"{kind.lower()}: {phrase}"


def _range_phrase(reading):
    facet = reading.condition.facet
    name = formatters.label_in_sentence(facet.spec.label)
    texts = _range_end_texts(reading)
    if len(texts) == 2:
        return f"{name} {' to '.join(dict.fromkeys(texts))}"
    if reading.condition.low is None:
        limit = "until" if facet.is_date else "at most"
    else:
        limit = "since" if facet.is_date else "at least"
    return f"{name} {limit} {texts[0]}"


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
    if spec.key.endswith(OPTICAL_FORMAT) and type_label_text(float(text)):
        return f"{type_label_text(float(text))}″"
    if spec.show is None or spec.unit:
        return formatters.format_quantity(float(text), spec.unit)
    return spec.text(float(text))


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
        phrases.append(f"called “{words}”")
    for reading in finding.asked.readings:
        vocabulary = finding.index.vocabularies[reading.condition.facet.kind.key]
        phrases.append(condition_phrase(reading, vocabulary))
    return phrases
