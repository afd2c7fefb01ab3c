"""What docs/finder.md says, worked out phone by phone in plain Python: slow, and a second opinion on the finder.

It takes records as ``slow_records`` makes them. Whether a condition holds is True, False, or None where it is not
known.
"""

import re
from functools import lru_cache
from math import inf
from urllib.parse import parse_qs

from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.spec import Filter

from .slow_prices import CURRENCY_ROWS, PRICES, in_currency, limit_currencies, sort_currency
from .slow_records import LISTS, SPECS, UNKNOWN, days
from .slow_zooms import is_zoom_row, zoom_meets

COUNTRIES, WORLD = ("sold_in", "country"), "001"
UNSPECIFIC = {**dict.fromkeys(COUNTRIES, WORLD), "fingerprint": "present"}
"""Row → the value that may mean any other but none."""
NONE_OF_IT = "none"
NO_CONDITIONS = {"unknown", "sort", "page", "maybe_page", "view", "columns", "units", "more"}


def every(answers):
    answers = list(answers)
    return False if False in answers else None if None in answers else True


def either(answers):
    answers = list(answers)
    return True if True in answers else None if None in answers else False


def opposite(answer):
    return None if answer is None else not answer


def any_of(found, row, wanted):
    return either(is_one(found, row, word) for word in wanted)


def all_of(found, row, wanted):
    return every(is_one(found, row, word) for word in wanted)


def none_of(found, row, wanted):
    return opposite(any_of(found, row, wanted))


def is_one(found, row, word):
    """Whether the fact is that word, or has it among its values."""
    if kind_of(*row) == Filter.FLAG:
        return flag_is(found, word)
    if found["state"] == "unknown":
        return None
    if word == NONE_OF_IT and not (found["values"] or found["is_open"]):
        return found["state"] != "not_applicable"
    if any(same(value, word) for value in found["values"]):
        return True
    if word in found.get("denied", ()):
        return False
    may_be_meant = word != NONE_OF_IT and UNSPECIFIC.get(row[1]) in found["values"]
    return None if found["is_open"] or may_be_meant else False


def flag_is(found, word):
    """A feature of which a source says that there is none is one that the phone has not."""
    if word == "unknown":
        return found["state"] == "unknown"
    if found["state"] == "unknown":
        return None
    return found["state"] != "not_applicable" and (found["values"] == [True]) == (word == "yes")


def same(value, word):
    return squeezed(value) == squeezed(word)


def squeezed(text):
    return squeezed_words(str(text))


@lru_cache(maxsize=10_000)
def squeezed_words(text):
    return re.sub(r"[\s-]", "", text).casefold()


def within(found, row, ends):
    """Whether a value lies within a range, given as {"min": text, "max": text} or one of these."""
    if found["state"] != "known":
        return None if found["state"] == "unknown" else False
    low, high = limits(ends, kind_of(*row))
    return either(lies_within(span(value, found), low, high) for value in found["values"])


def lies_within(interval, low, high):
    first, last = interval
    if low <= first and last <= high:
        return True
    return False if last < low or high < first else None


def span(value, found):
    """The least and the most that the value may be; dates as numbers of days."""
    if isinstance(value, tuple):
        return value[0].toordinal(), value[1].toordinal()
    return {
        "about": (value * 0.95, value * 1.05),
        "at_most": (0, value),
        "at_least": (value, inf),
    }.get(found["qualifier"], (value, inf if found["at_least"] else value))


def limits(ends, kind):
    """Lowest and highest allowed; swapped ends are put right."""
    texts = ends.get("min"), ends.get("max")
    low, high = limits_as_given(*texts, kind)
    return (low, high) if low <= high else limits_as_given(*reversed(texts), kind)


def limits_as_given(lowest, highest, kind):
    parse = (lambda text: span(days(PartialDate.parse(text)), UNKNOWN)) if kind == Filter.DATES else _number
    return parse(lowest)[0] if lowest else -inf, parse(highest)[1] if highest else inf


def _number(text):
    return float(text), float(text)


def sold_outside(record, countries):
    """Alternatives: a market other than one of ``countries``. Many countries are at least one other."""
    sold = record["facts"]["sold_in"]
    elsewhere = any(market != country for market in sold["values"] for country in countries)
    return True if elsewhere else None if sold["is_open"] else False


def is_called(record, words):
    return any(squeezed(name) == squeezed(words) for name in record["names"])


def kind_of(group, row):
    return SPECS[group][row].filter if row in SPECS[group] else None


def row_of(name):
    """``lens.role`` → ("lens", "role"); a camera's row alone is that of the main camera."""
    group, _, row = name.rpartition(".")
    return (group, row) if row in SPECS[group] else (group, f"main_{row}")


def conditions(asked):
    """[(test, (group, row), what it is tested for)], both ends of a range as one."""
    found, ranges, currencies = [], {}, limit_currencies(asked)
    for name, words in asked.items():
        how, _, rest = name.partition(".") if name.startswith(("not.", "all.")) else ("any", "", name)
        stem, _, end = rest.rpartition("_")
        if how == "any" and CURRENCY_ROWS.get(row_of(rest)) in currencies:
            continue
        if end in ("min", "max") and kind_of(*row_of(stem)) in (Filter.RANGE, Filter.DATES):
            ranges.setdefault(row_of(stem), {})[end] = words[-1]
        else:
            found.append(({"any": any_of, "not": none_of, "all": all_of}[how], row_of(rest), words))
    return found + [(within, row, with_currency(ends, currencies.get(row))) for row, ends in ranges.items()]


@lru_cache(maxsize=100)
def conditions_by_group(asked):
    """Group → its conditions, of a question as pairs of names and words; the same for every phone."""
    found = conditions(dict(asked))
    return {group: [one for one in found if one[1][0] == group] for group in SPECS}


def with_currency(ends, currency):
    return ends | {"currency": currency} if currency else ends


def verdict(record, asked):
    """Whether the phone answers the question: any of its versions does."""
    return either(holds for _, holds in version_verdicts(record, asked))


def version_verdicts(record, asked):
    """[(facts, whether that version answers the question)]; one that may not exist never does for certain."""
    judged = []
    for version in record.get("versions") or [{"facts": record["facts"], "certain": True}]:
        holds = verdict_of_version({**record, "facts": version["facts"]}, asked)
        judged.append((version["facts"], holds if version["certain"] or not holds else None))
    return judged


def verdict_of_version(record, asked):
    apart = {"sold_outside": lambda words: sold_outside(record, words), "q": lambda words: is_called(record, words[0])}
    rest = [(name, tuple(words)) for name, words in asked.items() if name not in apart.keys() | NO_CONDITIONS]
    asked_of = conditions_by_group(tuple(rest))
    groups = (group_verdict(record, group, asked_of[group]) for group in LISTS if asked_of[group])
    special = (test(asked[name]) for name, test in apart.items() if name in asked)
    return every([meets(record["facts"], asked_of[""]), *groups, *special])


def meets(facts, conditions):
    """A zoom must meet the conditions on the rows that change with its focal length at one and the same."""
    of_zoom = [one for one in conditions if facts.get("zoom") and is_zoom_row(one[1])]
    apart = [one for one in conditions if one not in of_zoom]
    answers = [test(asked_fact(facts, row, words), row, words) for test, row, words in apart]
    if of_zoom:
        answers.append(zoom_meets(facts, of_zoom))
    return every(answers)


def asked_fact(facts, row, words):
    """The fact of a row; a price in the currency in which it is asked."""
    if row in PRICES and "currency" in words:
        return in_currency(facts, row, words["currency"])
    return facts[row[1]]


def group_verdict(record, group, conditions):
    """Whether one and the same entry of the list meets all conditions; one that is not listed may."""
    unlisted = [] if record["whole"][group] else [None]
    return either([meets(entry, conditions) for entry in record[group]] + unlisted)


def answer(records, query_string):
    """(slugs of the matches, slugs of the possible matches), each in order."""
    asked = parse_qs(query_string)
    judged = [(record, version_verdicts(record, asked)) for record in records]
    verdicts = {record["slug"]: either(holds for _, holds in versions) for record, versions in judged}
    treated = asked.get("unknown", ["maybe"])[-1]
    if treated == "match":
        return in_order([one for one in judged if verdicts[one[0]["slug"]] is not False], asked, (True, None)), []
    matches = [one for one in judged if verdicts[one[0]["slug"]] is True]
    maybes = [one for one in judged if verdicts[one[0]["slug"]] is None and treated != "hide"]
    return in_order(matches, asked, (True,)), in_order(maybes, asked, (None,))


def in_order(judged, asked, answers):
    """Slugs, sorted by the last row first, so that the first counts most; with ``q`` say how to sort. Of each phone
    those versions count of which the verdict is one of ``answers``."""
    found = sorted(judged, key=lambda one: one[0]["slug"])
    currency = sort_currency(asked)
    for name in reversed(asked.get("sort", [""])[-1].split(",")):
        found.sort(key=lambda one, name=name: place_of_phone(one, name, answers, currency))
    return [record["slug"] for record, _ in found]


def place_of_phone(judged, name, answers, currency):
    """That of the first of its versions; without a name of a row, that of the usual one."""
    record, versions = judged
    counted = [facts for facts, holds in versions if holds in answers] if name else [record["facts"]]
    falling = name[:1] in ("-", "")
    return min(place(sorted_values(facts, name, currency, falling=falling), falling=falling) for facts in counted)


def sorted_values(facts, name, currency, *, falling):
    """The values that a version is sorted by; without a name, the day it was announced, else released. Of “about” the
    least when rising and the most when falling; a bound as itself."""
    key = row_of(name.removeprefix("-"))[1] if name else "announced" if facts["announced"]["values"] else "released"
    found = in_currency(facts, ("", key), currency) if ("", key) in PRICES else facts[key]
    if found["qualifier"] == "about":
        return [span(value, found)[falling] for value in found["values"]]
    if found["qualifier"]:
        return found["values"]
    return [span(value, found)[0] for value in found["values"]]


def place(values, *, falling):
    """Unknown last; several count as the lowest when rising, as the highest when falling."""
    return (not values, -max(values, default=0) if falling else min(values, default=0))
