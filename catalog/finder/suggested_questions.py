"""Questions to the finder that words ask: “zeiss”, “periscope”, “1-inch” and “120 mm” are values of rows.

They come from the sheet's vocabularies, the values of the catalogue and the units of rows, in English and in the
language of the page. Nothing is listed by hand.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from hashlib import blake2b

from django.core.exceptions import ValidationError
from django.http import QueryDict

from catalog.forms.form_fields import MeasureFormField
from catalog.languages.active_language import active_language
from catalog.quantities.parsers import unit_of_column, units_of_text
from catalog.quantities.parsers.text_normalisation import normalise_text
from catalog.sheet.registry import METRIC_KEYS
from catalog.sheet.spec import Filter

from .name_normalisation import MAX_NAME_LENGTH, compact_name, normalised_name
from .query_parser import encode_query, parse_finder_query
from .query_phrases import condition_phrase
from .value_index import ValueIndex, asked_facets
from .value_resolution import values_meant

MAX_QUESTIONS = 6
MAX_TRIED = 20
"""Values of one kind of match that are counted, those of most phones first."""
MAX_CACHED_ANSWERS = 4096
VALUE_INDEX_KEY = ("values by words", None)
"""Where a snapshot keeps its ``ValueIndex``, with the language."""
MIN_WORD_LETTERS = 2
MIN_BEGINNING_LETTERS = 3
_IS_MORE_THAN_FIGURES = re.compile(r"[^\W\d]|[/\"″]")
_MEASURE = re.compile(r"\d.*[^\W\d]|[^\W\d]\W*\d|\d *[/\"″]")
"""A figure with something beside it that may be its unit, or a fraction."""


@dataclass(frozen=True)
class SuggestedQuestion:
    """One condition in words, its query string, and how many phones are known to match. ``certain``: the words are
    the value, or words or beginnings of words of it."""

    words: str
    query: str
    count: int
    certain: bool = True


@cache
def measured_facets():
    return [facet for facet in asked_facets() if facet.is_number and not facet.is_date]


def suggested_questions(snapshot, words, most=MAX_QUESTIONS):
    """The questions that ``words`` ask and that phones answer, the likeliest first: the value itself, its words,
    figures with a unit, beginnings of words; what is alike only where there is none of these."""
    words = normalise_text(words[:MAX_NAME_LENGTH])
    asked = normalised_name(words)
    if not asked:
        return []
    questions = {}
    for candidates in (values_called, values_with_words):
        add_questions(questions, most, answered_questions(snapshot, candidates(snapshot, words)))
    if len(questions) < most:
        answers = answered_questions(snapshot, measures(snapshot, words))
        add_questions(questions, most, iter(sorted(answers, key=lambda answer: -answer[1].count)))
    for candidates in (values_beginning_with, values_alike):
        if not questions:
            certain = candidates is not values_alike
            add_questions(questions, most, answered_questions(snapshot, candidates(snapshot, asked), certain=certain))
    return list(questions.values())


def add_questions(questions, most, answers):
    """Add (what tells questions apart, question) pairs as long as there are fewer than ``most``. What comes after them
    is not asked of the index."""
    while len(questions) < most:
        answer = next(answers, None)
        if answer is None:
            return
        questions.setdefault(*answer)


def value_index(snapshot):
    """The ``ValueIndex`` of a snapshot in a language: kept until the catalogue has a value that it had not."""
    sizes = [columns.used for columns in snapshot.index.columns.values()]
    key = (*VALUE_INDEX_KEY, active_language())
    known_sizes, values = snapshot.printed.get(key, (None, None))
    if known_sizes != sizes:
        values = ValueIndex({kind: columns.words for kind, columns in snapshot.index.columns.items()})
        snapshot.printed[key] = sizes, values
    return values


def asked_for(values, index):
    """The parameters that ask for each (facet, value): those that most phones of the catalogue have, first."""
    counted = []
    for facet, value in dict.fromkeys(values):
        row = index.vocabularies[facet.kind.key].row(facet.spec.key, value)
        if row is None:
            continue  # a value that only phones had that are gone
        counted.append((int(index.all_counts[facet.kind.key][row]), (facet.name, value)))
    counted.sort(key=lambda one: -one[0])
    return [(pair,) for _, pair in counted[:MAX_TRIED]]


# Each of these gives questions, as their parameters, that words may mean.


def values_called(snapshot, words):
    """Each value of this name, also as the desk would read it: “1 inch” is “1/1.0”.

    Figures alone name no value: most are years, versions or parts of names.
    """
    if not _IS_MORE_THAN_FIGURES.search(words):
        return []
    vocabularies = snapshot.index.vocabularies
    values = []
    for facet in value_index(snapshot).facets_with(words):
        value = value_called(facet, words, vocabularies[facet.kind.key])
        if value:
            values.append((facet, value))
    return asked_for(values, snapshot.index)


def value_called(facet, words, vocabulary):
    """The value of a row of words that some phone has; None where it has none of this name."""
    if facet.is_flag:
        return None
    readings = [desk_reading(facet, words)]
    if not compact_name(words).isdigit():
        readings = values_meant(facet, words, vocabulary) + readings
    for value in readings:
        if isinstance(value, str) and vocabulary.has_value(facet.spec.key, value):
            return value
    return None


def values_with_words(snapshot, words):
    asked = normalised_name(words)
    if len(asked) < MIN_WORD_LETTERS:
        return []
    return asked_for(value_index(snapshot).with_words(asked), snapshot.index)


def values_beginning_with(snapshot, asked):
    if len(asked) < MIN_BEGINNING_LETTERS:
        return []
    return asked_for(value_index(snapshot).beginning_with(asked), snapshot.index)


def values_alike(snapshot, asked):
    return asked_for(value_index(snapshot).most_alike(asked), snapshot.index)


def measures(snapshot, words):
    """The rows in whose unit ``words`` are a figure, each asked for exactly that; optics only by the figure itself,
    as nobody measures lenses in inches."""
    if not _MEASURE.search(words):
        return []
    asked = []
    for facet in facets_measured_in(units_of_text(words)):
        value = desk_reading(facet, words)
        if not isinstance(value, int | float):
            continue
        text = f"{value:.10g}"
        if facet.spec.key not in METRIC_KEYS or text in words:
            asked.append(((f"{facet.name}_min", text), (f"{facet.name}_max", text)))
    return asked


def facets_measured_in(units):
    """Of the measured facets those of columns in one of ``units``. The others would refuse the words."""
    return [facet for unit, facet in _measured_facets_with_units() if unit in units]


@cache
def _measured_facets_with_units():
    return [(_desk_field(facet.spec).unit, facet) for facet in measured_facets()]


def desk_reading(facet, words):
    """``words`` as the desk's field for the row's column reads them; None where it refuses them or there is none."""
    field = _desk_field(facet.spec)
    if field is None:
        return None
    try:
        return field.to_python(words)
    except ValidationError:
        return None


@cache
def _desk_field(spec):
    if spec.field is not None:
        return spec.field.formfield()
    if spec.filter == Filter.RANGE:
        return MeasureFormField(unit=unit_of_column(spec.key))
    return None


def answered_questions(snapshot, candidates, certain=True):
    """((what tells questions apart), question) of those that phones answer, one by one."""
    answers = snapshot.get_or_set("answered questions", partial(_AnsweredQuestions, snapshot.index))
    for pairs in candidates:
        answer = answers.of(pairs, active_language())
        if answer and answer[1].count:
            phones, question = answer
            yield (phones, compact_name(pairs[0][1])), replace(question, certain=certain)


class _AnsweredQuestions:
    """Cache of the questions that an index was asked here: most words lead to values that others led to."""

    def __init__(self, index):
        self.index = index
        self.of = lru_cache(MAX_CACHED_ANSWERS)(self.answer)

    def answer(self, pairs, _language):
        """(hash of the phones that match, ``SuggestedQuestion`` of one condition in the active language); None where
        the finder refuses it, as a figure beyond any number."""
        query = encode_query(pairs)
        parsed = parse_finder_query(QueryDict(query), self.index.vocabularies)
        if not parsed.readings:
            return None
        reading = parsed.readings[0]
        found = self.index.ask(parsed.question)
        facet = reading.condition.facet
        phrase = condition_phrase(reading, self.index.vocabularies[facet.kind.key])
        return blake2b(found.taken, digest_size=16).digest(), SuggestedQuestion(phrase, query, found.total)
