"""A query string as a ``FinderQuery``: what can be read of it, and what is wrong with the rest."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import starmap
from urllib.parse import urlencode

from catalog.languages.active_language import gettext
from catalog.languages.listed_words import alternatives
from catalog.languages.quoted_words import quoted, quoted_list
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate

from .facets import NOT_KNOWN
from .filters import parameter_by_name, parse_parameters
from .finder_query import Condition, ConditionOperator, FinderQuery, UnknownPolicy
from .name_normalisation import MAX_NAME_LENGTH
from .price_currencies import limits_left_out, parse_currencies
from .query_settings import parse_choice, parse_sort_keys, set_display_settings, sortable_facet
from .value_resolution import UNKNOWN, values_meant

SETTING_PARAMETERS = ("q", "sort", "unknown", "page", "maybe_page", "view", "columns", "units", "more", "filters")
MAX_CHOICES_NAMED = 6
PREFIX_BY_OPERATOR = {ConditionOperator.ANY: "", ConditionOperator.NONE: "not.", ConditionOperator.ALL: "all."}


@dataclass(frozen=True)
class ParsedCondition:
    """A condition, and the parameters of the query string for it, in their canonical form."""

    condition: Condition
    pairs: tuple[tuple[str, str], ...]


@dataclass
class ParsedQuery:
    """A parsed query string. ``faults`` are messages by parameter; ``typed`` is the text of those parameters;
    ``settings`` are the pairs that are no condition and not their default."""

    question: FinderQuery
    faults: dict
    readings: list
    typed: dict = field(default_factory=dict)
    settings: list = field(default_factory=list)
    view: str = "cards"
    units: str = "metric"
    columns: tuple = ()
    more: tuple = ()
    filters: tuple = ()
    page: str = "1"
    maybe_page: str = "1"

    def url(self, *, without=None, **changes):
        """The query string with other settings (empty: without it), or without a condition; from page 1."""
        pairs = self.condition_pairs(without=without)
        pairs += self.settings_but(*changes)
        pairs += [(name, value) for name, value in changes.items() if value]
        return encode_query(pairs)

    def pairs_but(self, *names):
        """The whole query as (name, value), without some settings."""
        return self.condition_pairs() + self.settings_but(*names)

    def condition_pairs(self, *, without=None):
        pairs = []
        for reading in self.readings:
            if reading.condition != without:
                pairs.extend(reading.pairs)
        return pairs

    def settings_but(self, *names):
        return [pair for pair in self.settings if pair[0] not in names]

    def sorted_by(self, key):
        """“ascending” or “descending” if this row is the first to sort by; else None."""
        if not self.question.order:
            return None
        first = self.question.order[0]
        if first.facet.name != key:
            return None
        return "descending" if first.falling else "ascending"

    def can_sort(self, key):
        return sortable_facet(key) is not None

    def sort_url(self, key):
        """Sorted by this row; the other way round if it is sorted by it in ascending order."""
        if self.sorted_by(key) == "ascending":
            return self.url(sort=f"-{key}")
        return self.url(sort=key)


def encode_query(pairs):
    return "&".join(starmap(_encoded_pair, pairs))


@lru_cache(maxsize=4096, typed=True)
def _encoded_pair(name, value):
    """Links repeat the same few parameters."""
    return urlencode([(name, value)], safe=",/:")


def parse_finder_query(data, vocabularies):
    """Parse ``data`` (a QueryDict) with the words that the catalogue has (kind → ``Vocabulary``)."""
    faults = {}
    readings = parse_conditions(data, vocabularies, faults)
    unknown = parse_choice(data, UNKNOWN, UnknownPolicy, faults, UnknownPolicy.MAYBE)
    question = FinderQuery(
        conditions=tuple(reading.condition for reading in readings),
        words=parse_words(data),
        order=parse_sort_keys(data, faults),
        unknown=unknown,
    )
    parsed = ParsedQuery(question, faults, readings)
    set_display_settings(parsed, data)
    typed = [*faults, *limits_left_out(faults)]
    parsed.typed = {name: data[name][:MAX_NAME_LENGTH] for name in typed if name in data}
    return parsed


def parse_conditions(data, vocabularies, faults):
    """The ``ParsedCondition``s in the order of ``data``; messages are added to ``faults``."""
    currencies = parse_currencies(data, vocabularies, faults)
    names = []
    for name in data:
        if name in SETTING_PARAMETERS or currencies.takes(name):
            continue
        if parameter_by_name(name):
            names.append(name)
        else:
            faults[name[:60]] = [gettext("There is no filter with this name.")]
    values, messages = parse_parameters(data, names)
    faults |= messages
    readings = [*currencies.applied(parse_ranges(values)), *parse_word_conditions(values, vocabularies, faults)]
    places = {name: place for place, name in enumerate(data)}
    return sorted(readings, key=lambda reading: places.get(reading.pairs[0][0], -1))


def parse_ranges(values):
    """One condition for each number or date."""
    ends_by_facet = {}
    for name, value in values.items():
        parameter = parameter_by_name(name)
        if parameter.test == ConditionOperator.RANGE:
            ends_by_facet.setdefault(parameter.facet, {})[parameter.end] = value
    return [parse_range(facet, ends) for facet, ends in ends_by_facet.items()]


def parse_range(facet, ends):
    """``ends`` by “_min”, “_max”, or “” for both at once. Swapped ends are put right."""
    low = ends.get("_min", ends.get(""))
    high = ends.get("_max", ends.get(""))
    if _is_reversed(low, high):
        low, high = high, low
    pairs = []
    if low is not None:
        pairs.append((f"{facet.name}_min", _value_text(low)))
    if high is not None:
        pairs.append((f"{facet.name}_max", _value_text(high)))
    condition = Condition(facet, ConditionOperator.RANGE, low=_least_number(low), high=_greatest_number(high))
    return ParsedCondition(condition, tuple(pairs))


def _is_reversed(low, high):
    if low is None or high is None:
        return False
    return _greatest_number(high) < _least_number(low)


def _least_number(value):
    """A date as the number of its first day; a number, or None, as it is."""
    if isinstance(value, PartialDate):
        return value.first_day.toordinal()
    return value


def _greatest_number(value):
    """A date as the number of its last day; a number, or None, as it is."""
    if isinstance(value, PartialDate):
        return value.last_day.toordinal()
    return value


def _value_text(value):
    """The value as the address has it: a plain number or a date."""
    return str(formatters.int_if_whole(value))


def parse_word_conditions(values, vocabularies, faults):
    """A condition for each parameter of words; values that nothing has are faults, and the others stay."""
    for name, texts in values.items():
        parameter = parameter_by_name(name)
        if parameter.test == ConditionOperator.RANGE:
            continue
        vocabulary = vocabularies[parameter.facet.kind.key]
        values_by_text = {text: values_meant(parameter.facet, text, vocabulary) for text in texts}
        messages = list(_value_messages(values_by_text))
        if messages:
            faults[name] = messages
        known = dict.fromkeys(values[0] for values in values_by_text.values() if len(values) == 1)
        if known:
            yield word_condition(parameter, tuple(known))


def _value_messages(values_by_text):
    """What is wrong with texts that mean no value, or any of several."""
    unknown = [text for text, values in values_by_text.items() if not values]
    if unknown:
        yield _unknown_values_message(unknown)
    for text, values in values_by_text.items():
        if len(values) > 1:
            yield _several_values_message(text, sorted(values))


def _several_values_message(text, values):
    message = gettext("“{text}” could be {choices}: please say which.")
    if len(values) > MAX_CHOICES_NAMED:
        message = gettext("“{text}” could be {choices} or another: please say which.")
    return message.format(text=text[:40], choices=alternatives(list(map(quoted, values[:MAX_CHOICES_NAMED]))))


def _unknown_values_message(texts):
    names = quoted_list(text[:40] for text in texts[:5])
    return gettext("Nothing in the catalogue is called {names}.").format(names=names)


def word_condition(parameter, values):
    name = full_parameter_name(parameter)
    texts = [UNKNOWN if value == NOT_KNOWN else value for value in values]
    condition = Condition(parameter.facet, parameter.test, values)
    return ParsedCondition(condition, tuple((name, text) for text in texts))


def full_parameter_name(parameter):
    """The parameter with the row's full name: ``main_`` is written out."""
    if parameter.test == ConditionOperator.OUTSIDE:
        return parameter.name
    return PREFIX_BY_OPERATOR[parameter.test] + parameter.facet.name


def parse_words(data):
    text = data.get("q", "").replace("\0", " ")
    return " ".join(text.split())[:MAX_NAME_LENGTH]
