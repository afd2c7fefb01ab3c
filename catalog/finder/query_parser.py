"""A query string as a question: what can be read of it, and what is wrong with the rest."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from catalog.quantities import formatters
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS

from .facets import NOT_KNOWN, PHONE, facet_by_name
from .filters import MAX_VALUES, parameter_by_name, parse_parameters
from .finder_query import Condition, ConditionOperator, FinderQuery, SortKey, UnknownPolicy
from .name_normalisation import MAX_NAME_LENGTH, compact_name

SETTING_PARAMETERS = ("q", "sort", "unknown", "page", "maybe_page", "view", "columns", "units", "more")
UNKNOWN = "unknown"
PREFIX_BY_OPERATOR = {ConditionOperator.ANY: "", ConditionOperator.NONE: "not.", ConditionOperator.ALL: "all."}
VIEWS, UNITS = ("cards", "table"), ("metric", "imperial")
MAX_SORT_KEYS, MAX_COLUMNS = 5, 20


@dataclass(frozen=True)
class ParsedCondition:
    """A condition, and the parts of the query string that say it, as they are best written."""

    condition: Condition
    pairs: tuple[tuple[str, str], ...]


@dataclass
class ParsedQuery:
    """What a query string asks. ``faults`` are messages by parameter; ``typed`` what was written in
    their place; ``settings`` are the pairs that are no condition and not their default."""

    question: FinderQuery
    faults: dict
    readings: list
    typed: dict = field(default_factory=dict)
    settings: list = field(default_factory=list)
    view: str = "cards"
    units: str = "metric"
    columns: tuple = ()
    more: tuple = ()
    page: str = "1"
    maybe_page: str = "1"

    def url(self, *, without=None, **changes):
        """The query string with other settings (empty: without it), or without a condition; from page 1."""
        kept = [pair for reading in self.readings if reading.condition != without for pair in reading.pairs]
        kept += [pair for pair in self.settings if pair[0] not in changes]
        return encode_query(kept + [(name, value) for name, value in changes.items() if value])

    def pairs_but(self, *names):
        """Everything that was asked, as (name, value), but for some settings."""
        conditions = [pair for reading in self.readings for pair in reading.pairs]
        return [*conditions, *(pair for pair in self.settings if pair[0] not in names)]

    def sorted_by(self, key):
        """“ascending” or “descending” where this row is what is sorted by first; else None."""
        first = next(iter(self.question.order), None)
        return ("descending" if first.falling else "ascending") if first and first.facet.name == key else None

    def can_sort(self, key):
        return sortable_facet(key) is not None

    def sort_url(self, key):
        """Sorted by this row; the other way round where it is already."""
        return self.url(sort=f"-{key}" if self.sorted_by(key) == "ascending" else key)


def encode_query(pairs):
    return urlencode(pairs, safe=",/:")


def parse_finder_query(data, vocabularies):
    """Read ``data`` (a QueryDict) with the words that the catalogue has (kind → ``Vocabulary``)."""
    names = [name for name in data if name not in SETTING_PARAMETERS]
    known = [name for name in names if parameter_by_name(name)]
    faults = {name[:60]: ["Nothing here is asked by this name."] for name in names if name not in known}
    values, unread = parse_parameters(data, known)
    faults |= unread
    readings = [*parse_ranges(values), *parse_word_conditions(values, vocabularies, faults)]
    places = {name: place for place, name in enumerate(data)}
    readings.sort(key=lambda reading: places.get(reading.pairs[0][0], -1))
    unknown = parse_choice(data, UNKNOWN, UnknownPolicy, faults, UnknownPolicy.MAYBE)
    conditions = tuple(reading.condition for reading in readings)
    found = ParsedQuery(
        FinderQuery(conditions, parse_words(data), parse_sort_keys(data, faults), unknown), faults, readings
    )
    set_display_settings(found, data)
    found.typed = {name: data[name][:MAX_NAME_LENGTH] for name in faults if name in data}
    return found


def parse_ranges(values):
    """One condition for each number or date that is asked."""
    ends = {}
    for name, value in values.items():
        parameter = parameter_by_name(name)
        if parameter.test == ConditionOperator.RANGE:
            ends.setdefault(parameter.facet, {})[parameter.end] = value
    return [parse_range(facet, found) for facet, found in ends.items()]


def parse_range(facet, ends):
    """``ends`` by “_min”, “_max”, or “” for both at once. Swapped ends are put right."""
    low, high = ends.get("_min", ends.get("")), ends.get("_max", ends.get(""))
    if low is not None and high is not None and (high.last_day < low.first_day if facet.is_date else high < low):
        low, high = high, low
    pairs = [
        (f"{facet.name}{end}", _value_text(value))
        for end, value in (("_min", low), ("_max", high))
        if value is not None
    ]
    if facet.is_date:
        low, high = low and low.first_day.toordinal(), high and high.last_day.toordinal()
    return ParsedCondition(Condition(facet, ConditionOperator.RANGE, low=low, high=high), tuple(pairs))


def _value_text(value):
    return str(formatters.int_if_whole(value))


def parse_word_conditions(values, vocabularies, faults):
    """A condition for each parameter of words; values that nothing has are faults, and the others stay."""
    for name, texts in values.items():
        parameter = parameter_by_name(name)
        if parameter.test == ConditionOperator.RANGE:
            continue
        found = {text: resolve_value(parameter.facet, text, vocabularies[parameter.facet.kind.key]) for text in texts}
        strange = [text for text, value in found.items() if value is None]
        if strange:
            faults[name] = [f"Nothing here is called {', '.join(f'“{text[:40]}”' for text in strange[:5])}."]
        kept = tuple(dict.fromkeys(value for value in found.values() if value is not None))
        if kept:
            pairs = tuple((full_parameter_name(parameter), UNKNOWN if value == NOT_KNOWN else value) for value in kept)
            yield ParsedCondition(Condition(parameter.facet, parameter.test, kept), pairs)


def full_parameter_name(parameter):
    """The parameter with the row's full name: ``main_`` is written out."""
    if parameter.test == ConditionOperator.OUTSIDE:
        return parameter.name
    return PREFIX_BY_OPERATOR[parameter.test] + parameter.facet.name


def resolve_value(facet, text, vocabulary):
    """``text`` as the value it means: itself, or written alike, or its label; None where there is none."""
    if facet.is_flag:
        return {"yes": "yes", "no": "no", UNKNOWN: NOT_KNOWN}.get(text.lower())
    if text in vocabulary.values(facet.spec.key):
        return text
    if facet.spec.key.endswith("currency") and re.fullmatch("[A-Za-z]{3}", text):
        return text.upper()
    return vocabulary.values_by_compact_name(facet.spec).get(compact_name(text))


def parse_words(data):
    return " ".join(data.get("q", "").replace("\0", " ").split())[:MAX_NAME_LENGTH]


def parse_sort_keys(data, faults):
    """The rows to sort by; those that cannot be sorted by are faults."""
    texts = [text for value in data.getlist("sort")[:MAX_VALUES] for text in value.split(",") if text.strip("- ")]
    found = {text: sortable_facet(text.strip().removeprefix("-")) for text in dict.fromkeys(texts)}
    strange = [text for text, facet in found.items() if facet is None]
    if strange:
        faults["sort"] = [f"“{strange[0][:40]}” is no row to sort by."]
    elif len(found) > MAX_SORT_KEYS:
        faults["sort"] = [f"At most {MAX_SORT_KEYS} rows to sort by; the others are left out."]
    rows = {facet: SortKey(facet, text.strip().startswith("-")) for text, facet in reversed(found.items()) if facet}
    return tuple(reversed(rows.values()))[:MAX_SORT_KEYS]


def sortable_facet(key):
    facet = facet_by_name(key)
    return facet if facet and facet.kind is PHONE and facet.is_number else None


def parse_choice(data, name, options, faults, default):
    """One of a few words."""
    asked_for = data.get(name, "").strip()
    if not asked_for:
        return default
    if asked_for in list(options):
        return type(default)(asked_for)
    faults[name] = [f"“{asked_for[:20]}” is none of: {', '.join(options)}."]
    return default


def set_display_settings(found, data):
    """How the page looks."""
    found.view = parse_choice(data, "view", VIEWS, found.faults, "cards")
    found.units = parse_choice(data, "units", UNITS, found.faults, "metric")
    found.page, found.maybe_page = data.get("page", "1"), data.get("maybe_page", "1")
    found.columns = parse_columns(data, found.faults)
    found.more = tuple(dict.fromkeys(name for name in data.getlist("more")[:MAX_VALUES] if facet_by_name(name)))
    found.settings = list(setting_pairs(found))


def setting_pairs(found):
    question = found.question
    order = ",".join(f"{'-' * one.falling}{one.facet.name}" for one in question.order)
    unknown = "" if question.unknown == UnknownPolicy.MAYBE else question.unknown.value
    view, system = ("" if found.view == "cards" else found.view), ("" if found.units == "metric" else found.units)
    pairs = (("q", question.words), ("sort", order), ("unknown", unknown), ("view", view), ("units", system))
    yield from (pair for pair in (*pairs, ("columns", ",".join(found.columns))) if pair[1])
    yield from (("more", name) for name in found.more)


def parse_columns(data, faults):
    """Keys of the rows that the table prints."""
    keys = dict.fromkeys(text.strip() for value in data.getlist("columns")[:MAX_VALUES] for text in value.split(","))
    rows = {**PHONE_SPECS, **DISPLAY_SPECS}
    found = {key: key if key in rows else f"main_{key}" for key in keys if key}
    strange = [key for key, row in found.items() if row not in rows]
    if strange:
        faults["columns"] = [f"“{strange[0][:40]}” is no row of the sheet."]
    elif len(found) > MAX_COLUMNS:
        faults["columns"] = [f"At most {MAX_COLUMNS} columns; the others are left out."]
    return tuple(dict.fromkeys(row for row in found.values() if row in rows))[:MAX_COLUMNS]
