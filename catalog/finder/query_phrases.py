"""A question in words, part by part."""

from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate

from .facets import MORE_POSSIBLE, NOT_KNOWN
from .finder_query import ConditionOperator


def condition_phrase(reading, vocabulary):
    """One condition: “weight at most 200 g”, “sold outside Japan”."""
    condition = reading.condition
    spec, prefix = condition.facet.spec, condition.facet.kind.label
    words = (
        _range_phrase(reading, spec)
        if condition.test == ConditionOperator.RANGE
        else _values_phrase(condition, spec, vocabulary)
    )
    return f"{prefix.lower()}: {words}" if prefix else words


def label_in_sentence(spec):
    """Its label within a sentence: “weight”, “USB version”."""
    label = spec.label
    return label if label[:2].isupper() or label[1:2].isdigit() else label[:1].lower() + label[1:]


def _range_phrase(reading, spec):
    ends = {name.rpartition("_")[2]: _range_end_text(value, spec) for name, value in reading.pairs}
    if "min" in ends and "max" in ends:
        return f"{label_in_sentence(spec)} {ends['min'] if ends['min'] == ends['max'] else ' to '.join(ends.values())}"
    dated = reading.condition.facet.is_date
    least, most = ("since", "until") if dated else ("at least", "at most")
    return (
        f"{label_in_sentence(spec)} {least} {ends['min']}"
        if "min" in ends
        else f"{label_in_sentence(spec)} {most} {ends['max']}"
    )


def _range_end_text(text, spec):
    if spec.filter == "dates":
        return PartialDate.parse(text).words
    return (
        formatters.format_quantity(float(text), spec.unit) if spec.show is None or spec.unit else spec.text(float(text))
    )


def _values_phrase(condition, spec, vocabulary):
    labels = [value_label(condition.facet, value, vocabulary) for value in condition.values]
    name = label_in_sentence(spec)
    if condition.test == ConditionOperator.OUTSIDE:
        return f"sold outside {joined_with_or(labels)}"
    if condition.facet.is_flag and len(labels) == 1:
        return _flag_phrase(name, condition)
    if condition.test == ConditionOperator.ALL:
        return f"{name} {' and '.join(labels)}"
    return f"{name} {'not ' * (condition.test == ConditionOperator.NONE)}{joined_with_or(labels)}"


def _flag_phrase(name, condition):
    (value,) = condition.values
    if value == NOT_KNOWN:
        return f"{name} {'known' if condition.test == ConditionOperator.NONE else 'not known'}"
    return f"{name}: {'yes' if (value == 'yes') == (condition.test != ConditionOperator.NONE) else 'no'}"


def joined_with_or(labels):
    """“A, B or C”."""
    return " or ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))


def value_label(facet, value, vocabulary):
    """What people read for a value."""
    if value in (NOT_KNOWN, MORE_POSSIBLE):
        return "not known"
    place = vocabulary.row(facet.spec.key, value)
    return facet.spec.text(value) if place is None else vocabulary.label(place)


def phrases_of_query(finding):
    """The whole question, part by part."""
    columns = finding.index.columns
    parts = [condition_phrase(one, columns[one.condition.facet.kind.key].words) for one in finding.asked.readings]
    words = finding.asked.question.words
    return [*([f"called “{words}”"] if words else []), *parts]
