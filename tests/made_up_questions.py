"""Questions as hypothesis makes them up: every row that can be asked, with values that some phone has."""

from urllib.parse import urlencode

from hypothesis import strategies as st

from catalog.models.fields import Listed
from catalog.quantities import formatters
from catalog.sheet.spec import Filter

from .made_up_phones import DAYS
from .slow_finder import COUNTRIES
from .slow_prices import PRICES, limit_currencies, parameter
from .slow_records import LISTS, SPECS
from .slow_zooms import ROWS

GROUPS = [("",), ("",), *(("", name) for name in LISTS), *((name,) for name in LISTS)]
"""Of what one question asks: the phone, one of its lists, or both."""


@st.composite
def questions(draw, records, *, extras=True):
    """A query string: up to three conditions on the phone, and as many on one of its lists."""
    asked = {}
    for group in draw(
        st.sampled_from([("",), ("",), *(("", other) for other in LISTS), *((other,) for other in LISTS)])
    ):
        rows = [row for row, spec in SPECS[group].items() if spec.filter]
        for row in draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3, unique=True)):
            asked |= draw(conditions(records, group, row))
    if extras:
        asked |= draw(more())
    return urlencode(with_one_currency(asked), doseq=True)


def with_one_currency(asked):
    """A limit of a price is in one currency at most, and not in one that nobody knows."""
    limited = {parameter(group, PRICES[group, row][0]) for group, row in limit_currencies(asked)}
    return {name: words[:1] if name in limited else words for name, words in asked.items()}


def conditions(records, group, row):
    """Parameters that ask one row; none where nobody has a value to ask for."""
    found = values_found(records, group, row)
    name = f"{group}.{row}" if group else row
    kind = SPECS[group][row].filter
    if kind == Filter.FLAG:
        return flags(name)
    if kind == Filter.CHOICE:
        return choices(name, words(group, row) + list(map(str, found)), several=is_list(group, row))
    return ranges(name, DAYS if kind == Filter.DATES else near(found) or ["1", "10"])


def values_found(records, group, row):
    entries = [entry for record in records for entry in (record[group] if group else facts_of_versions(record))]
    rows = [row]
    if row.endswith("focal_length_eq_mm") and not row.startswith("longest"):
        rows.append(row.replace("_mm", "_max_mm"))
    return list(dict.fromkeys(value for entry in entries for key in rows for value in entry[key]["values"]))


def facts_of_versions(record):
    return [version["facts"] for version in record["versions"]]


@st.composite
def zoom_questions(draw, records):
    """Two or three conditions that a zoom must meet at one focal length."""
    asked = {}
    group, prefix = draw(st.sampled_from([("lens", ""), ("front", ""), ("", "main_")]))
    for row in draw(st.lists(st.sampled_from(ROWS), min_size=2, max_size=3, unique=True)):
        asked |= draw(conditions(records, group, prefix + row))
    return urlencode(asked | draw(more()), doseq=True)


def words(group, row):
    """Those that may be asked for though no phone has them."""
    return ["DE", "JP", "US"] if row in COUNTRIES else list(spec_asked(group, row).labels)


def spec_asked(group, row):
    return SPECS[group][row].inner or SPECS[group][row]


def is_list(group, row):
    return (row in ("sold_in", "carrier") and not group) or isinstance(spec_asked(group, row).field, Listed)


def flags(name):
    return st.lists(st.sampled_from(["yes", "no", "unknown"]), min_size=1, max_size=2, unique=True).map(
        lambda words: {name: words}
    )


def choices(name, words, *, several):
    if not words:
        return st.just({})
    spelled = st.builds(lambda word, spell: spell(word), st.sampled_from(words), st.sampled_from([str, str, hyphened]))
    prefix = st.sampled_from(["", "", "not.", "all."] if several else ["", "", "not."])
    return st.builds(lambda how, some: {how + name: some}, prefix, st.lists(spelled, min_size=1, max_size=2))


def hyphened(word):
    return word.lower().replace(" ", "-")


def ranges(name, texts):
    ends = st.sampled_from([("min",), ("max",), ("min", "max")])
    return st.builds(
        lambda ends, pair: {f"{name}_{end}": text for end, text in zip(ends, pair, strict=False)},
        ends,
        st.tuples(st.sampled_from(texts), st.sampled_from(texts)),
    )


def near(numbers):
    """Just below and above, and the number itself where it is as exact as data show it."""
    asked = [number for number in numbers if number == round(number, 4)]
    for number in numbers:
        step = 1 if isinstance(number, int) else number / 100
        asked += [round(max(number - step, 0), 3), round(number + step, 3)]
    return [str(formatters.int_if_whole(number)) for number in asked]


def more():
    """What is no condition on a row."""
    rows = [row for row, spec in SPECS[""].items() if spec.filter in (Filter.RANGE, Filter.DATES)]
    keys = st.lists(st.builds("{}{}".format, st.sampled_from(["", "-"]), st.sampled_from(rows)), min_size=1, max_size=2)
    parts = {
        "sort": none_or(keys.map(",".join)),
        "unknown": none_or(st.sampled_from(["maybe", "hide", "match"])),
        "sold_outside": none_or(st.sampled_from(["JP", "DE"])),
    }
    return st.fixed_dictionaries(parts).map(lambda asked: {name: word for name, word in asked.items() if word})


def none_or(strategy):
    return st.none() | st.none() | strategy
