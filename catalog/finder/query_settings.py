"""The settings of a query string: what to sort by, and how the page looks."""

from django.utils.translation import gettext

from catalog.languages.listed_words import comma_list
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS

from .facets import PHONE, facet_by_name
from .filters import MAX_VALUES
from .finder_query import SortKey, UnknownPolicy

VIEWS = ("cards", "table")
UNITS = ("metric", "imperial")
DEFAULT_SETTINGS = {"unknown": UnknownPolicy.MAYBE, "view": "cards", "units": "metric"}
MAX_SORT_KEYS = 5
MAX_COLUMNS = 20
MAX_FILTERS = 20
MAX_FILTER_WORDS = 60
"""Letters of the words that filters are looked for by."""


def split_values(data, name):
    """The texts between commas of all values of a parameter."""
    values = data.getlist(name)[:MAX_VALUES]
    return ",".join(values).split(",")


def parse_sort_keys(data, faults):
    """The rows to sort by, each as it is named first; those that cannot be sorted by are faults."""
    texts = [text for text in split_values(data, "sort") if text.strip("- ")]
    facet_by_text = {text: sortable_facet(text.strip().removeprefix("-")) for text in texts}
    unknown = [text for text, facet in facet_by_text.items() if facet is None]
    if unknown:
        faults["sort"] = [gettext("“{text}” is not a spec to sort by.").format(text=unknown[0][:40])]
    elif len(facet_by_text) > MAX_SORT_KEYS:
        message = gettext("At most {number} specs to sort by; the others are left out.")
        faults["sort"] = [message.format(number=MAX_SORT_KEYS)]
    keys = {}
    for text, facet in facet_by_text.items():
        if facet:
            keys.setdefault(facet, SortKey(facet, text.strip().startswith("-")))
    return tuple(keys.values())[:MAX_SORT_KEYS]


def sortable_facet(key):
    facet = facet_by_name(key)
    if facet is None or facet.kind is not PHONE or not facet.is_number:
        return None
    return facet


def parse_choice(data, name, options, faults, default):
    """One of a few words."""
    text = data.get(name, "").strip()
    if not text:
        return default
    if text in list(options):
        return type(default)(text)
    faults[name] = [gettext("“{text}” is not one of: {choices}.").format(text=text[:20], choices=comma_list(options))]
    return default


def set_display_settings(parsed, data):
    """Set how the page looks, and which page it is."""
    parsed.view = parse_choice(data, "view", VIEWS, parsed.faults, "cards")
    parsed.units = parse_choice(data, "units", UNITS, parsed.faults, "metric")
    parsed.page = data.get("page", "1")
    parsed.maybe_page = data.get("maybe_page", "1")
    parsed.columns = parse_columns(data, parsed.faults)
    more = filter(facet_by_name, data.getlist("more")[:MAX_VALUES])
    parsed.more = tuple(dict.fromkeys(more))
    parsed.filters = parse_filters(data)
    parsed.settings = list(setting_pairs(parsed))


def parse_filters(data):
    """Which filters the page prints beside those that it always does: keys of groups, “all”, or words of names."""
    texts = data.getlist("filters")[:MAX_FILTERS]
    cleaned = [" ".join(text.split())[:MAX_FILTER_WORDS] for text in texts]
    return tuple(dict.fromkeys(filter(None, cleaned)))


def setting_pairs(parsed):
    """(name, value) of the settings that are not their default."""
    question = parsed.question
    values = {
        "q": question.words,
        "sort": ",".join(map(_sort_text, question.order)),
        "unknown": question.unknown.value,
        "view": parsed.view,
        "units": parsed.units,
        "columns": ",".join(parsed.columns),
    }
    for name, value in values.items():
        if value and value != DEFAULT_SETTINGS.get(name):
            yield name, value
    for name in parsed.more:
        yield "more", name
    for text in parsed.filters:
        yield "filters", text


def _sort_text(sort_key):
    if sort_key.falling:
        return f"-{sort_key.facet.name}"
    return sort_key.facet.name


def parse_columns(data, faults):
    """Keys of the rows that the table prints."""
    rows = {**PHONE_SPECS, **DISPLAY_SPECS}
    row_by_text = {}
    for text in filter(None, map(str.strip, split_values(data, "columns"))):
        row_by_text[text] = text if text in rows else f"main_{text}"
    unknown = [text for text, row in row_by_text.items() if row not in rows]
    if unknown:
        faults["columns"] = [gettext("“{text}” is not a spec here.").format(text=unknown[0][:40])]
    elif len(row_by_text) > MAX_COLUMNS:
        faults["columns"] = [gettext("At most {number} columns; the others are ignored.").format(number=MAX_COLUMNS)]
    columns = dict.fromkeys(row for row in row_by_text.values() if row in rows)
    return tuple(columns)[:MAX_COLUMNS]
