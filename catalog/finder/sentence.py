"""A question in words, part by part."""

from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate

from .filters import MORE, NOT_KNOWN
from .question import Test


def phrase(reading, vocabulary):
    """One condition: “weight at most 200 g”, “sold outside Japan”."""
    condition = reading.condition
    spec, prefix = condition.facet.spec, condition.facet.kind.label
    words = _range(reading, spec) if condition.test == Test.RANGE else _words(condition, spec, vocabulary)
    return f"{prefix.lower()}: {words}" if prefix else words


def name_of(spec):
    """Its label within a sentence: “weight”, “USB version”."""
    label = spec.label
    return label if label[:2].isupper() or label[1:2].isdigit() else label[:1].lower() + label[1:]


def _range(reading, spec):
    ends = {name.rpartition("_")[2]: _end(value, spec) for name, value in reading.pairs}
    if "min" in ends and "max" in ends:
        return f"{name_of(spec)} {ends['min'] if ends['min'] == ends['max'] else ' to '.join(ends.values())}"
    dated = reading.condition.facet.is_date
    least, most = ("since", "until") if dated else ("at least", "at most")
    return f"{name_of(spec)} {least} {ends['min']}" if "min" in ends else f"{name_of(spec)} {most} {ends['max']}"


def _end(text, spec):
    if spec.filter == "dates":
        return PartialDate.parse(text).words
    return (
        formatters.format_quantity(float(text), spec.unit) if spec.show is None or spec.unit else spec.text(float(text))
    )


def _words(condition, spec, vocabulary):
    labels = [label_of(condition.facet, value, vocabulary) for value in condition.values]
    name = name_of(spec)
    if condition.test == Test.OUTSIDE:
        return f"sold outside {either(labels)}"
    if condition.facet.is_flag and len(labels) == 1:
        return _flag(name, condition)
    if condition.test == Test.ALL:
        return f"{name} {' and '.join(labels)}"
    return f"{name} {'not ' * (condition.test == Test.NONE)}{either(labels)}"


def _flag(name, condition):
    (value,) = condition.values
    if value == NOT_KNOWN:
        return f"{name} {'known' if condition.test == Test.NONE else 'not known'}"
    return f"{name}: {'yes' if (value == 'yes') == (condition.test != Test.NONE) else 'no'}"


def either(labels):
    """“A, B or C”."""
    return " or ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))


def label_of(facet, value, vocabulary):
    """What people read for a value."""
    if value in (NOT_KNOWN, MORE):
        return "not known"
    place = vocabulary.row(facet.spec.key, value)
    return facet.spec.text(value) if place is None else vocabulary.label(place)


def phrases(finding):
    """The whole question, part by part."""
    columns = finding.index.columns
    parts = [phrase(one, columns[one.condition.facet.kind.key].words) for one in finding.asked.readings]
    words = finding.asked.question.words
    return [*([f"called “{words}”"] if words else []), *parts]
