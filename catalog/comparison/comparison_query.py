"""The query string of a comparison: which rows, units, baseline and drawings it has, its phones being in the path."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import itemgetter
from urllib.parse import urlencode

from catalog.languages.active_language import gettext
from catalog.quantities.countries import WORLDWIDE, parse_country_code
from catalog.quantities.focal_length_axis import LONGEST_MM, SHORTEST_MM, is_on_axis
from catalog.sheet.query_values import parse_query_number
from catalog.sheet.registry import CAMERA_SPECS

from .phone_selection import PATH_SEPARATOR, slugs_in_path

GROUP_SEPARATOR = "."
_GROUP_PATTERN = re.compile(r"[a-z0-9-]+")


class RowFilter(StrEnum):
    """Which rows are shown: those that decide for most people, with all others in groups to open; or all; or those of
    one kind."""

    KEY = "key"
    ALL = "all"
    DIFFERS = "differences"
    SAME = "same"
    OPEN = "open"


@dataclass(frozen=True)
class ComparisonQuery:
    """Each part at its default where it is not asked, or not well. ``faults``: parameter → what was wrong with it.

    ``baseline`` is a slug or empty; ``pair`` are the two slugs that narrow screens show; ``at_mm`` is the focal
    length at which light is read off, None for none; ``country`` is of two capitals, or empty; ``opened`` are keys of
    groups of rows.
    """

    slugs: tuple[str, ...]
    baseline: str = ""
    rows: RowFilter = RowFilter.KEY
    imperial: bool = False
    pair: tuple[str, ...] = ()
    at_mm: float | None = None
    overlaid: bool = False
    country: str = ""
    opened: tuple[str, ...] = ()
    faults: dict = field(default_factory=dict, compare=False)

    @property
    def shown_pair(self):
        """The two phones that narrow screens show, in the order of the columns; fewer where there are fewer."""
        if not self.pair:
            return self.slugs[:2]
        return tuple(filter(self.pair.__contains__, self.slugs))

    def pairs(self):
        """(parameter, value) of what is not at its default, in a fixed order."""
        values = {
            "baseline": self.baseline,
            "rows": "" if self.rows == RowFilter.KEY else str(self.rows),
            "units": "imperial" if self.imperial else "",
            "pair": PATH_SEPARATOR.join(self.pair),
            "at": "" if self.at_mm is None else f"{self.at_mm:g}",
            "bodies": "overlay" if self.overlaid else "",
            "country": self.country,
            "open": GROUP_SEPARATOR.join(self.opened),
        }
        return list(filter(itemgetter(1), values.items()))

    def but(self, *names):
        """The same pairs without those of ``names``: hidden fields of a form that asks for them."""
        return [(name, value) for name, value in self.pairs() if name not in names]

    @property
    def query(self):
        """``?baseline=…&rows=differences``, or nothing."""
        pairs = self.pairs()
        if not pairs:
            return ""
        return f"?{urlencode(pairs)}"

    def toggled(self, group):
        """The same with that group of rows opened, or closed where it is open."""
        others = tuple(key for key in self.opened if key != group)
        return self.having(opened=others if group in self.opened else (*others, group))

    def having(self, **changes):
        return replace(self, **changes)

    def of(self, slugs):
        """The same for other phones: what names a phone that is not among them is given up."""
        baseline = self.baseline if self.baseline in slugs else ""
        pair = self.pair if set(self.pair) <= set(slugs) else ()
        return replace(self, slugs=tuple(slugs), baseline=baseline, pair=pair)


def parse_comparison_query(query, slugs):
    """``ComparisonQuery`` of a query string (a mapping of parameter → text), for phones of these slugs."""
    parts = {}
    faults = {}
    for name, parse in _PARSERS.items():
        text = query.get(name, "").strip()[:300]
        if text:
            found, fault = parse(text, slugs)
            parts |= found
            if fault:
                faults[name] = fault
    return ComparisonQuery(tuple(slugs), **parts, faults=faults)


def _parse_baseline(text, slugs):
    if text in slugs:
        return {"baseline": text}, ""
    fault = gettext("“{text}” is not one of the phones compared here, so it cannot be the baseline.")
    return {}, fault.format(text=text[:60])


def _parse_rows(text, slugs):
    if text in list(RowFilter):
        return {"rows": RowFilter(text)}, ""
    fault = gettext("There are no rows called “{text}”: write {words}.")
    return {}, fault.format(text=text[:30], words=", ".join(RowFilter))


def _parse_units(text, slugs):
    if text in ("metric", "imperial"):
        return {"imperial": text == "imperial"}, ""
    fault = gettext("There are no units called “{text}”: write metric or imperial. Metric ones are shown.")
    return {}, fault.format(text=text[:30])


def _parse_pair(text, slugs):
    pair = slugs_in_path(text)
    if len(pair) == 2 and set(pair) <= set(slugs):
        return {"pair": pair}, ""
    fault = gettext("“{text}” is not a pair of the phones compared here. The first two are shown.")
    return {}, fault.format(text=text[:60])


def _parse_opened(text, slugs):
    keys = dict.fromkeys(filter(None, text.split(GROUP_SEPARATOR)))
    good = tuple(filter(_GROUP_PATTERN.fullmatch, keys))
    if len(good) == len(keys):
        return {"opened": good}, ""
    fault = gettext("“{text}” is no list of groups of rows: write keys with dots between them.")
    return {"opened": good}, fault.format(text=text[:60])


def _parse_focal_length(text, slugs):
    mm = _focal_length(text)
    if mm is not None:
        return {"at_mm": mm}, ""
    fault = gettext("“{text}” is not a focal length here: enter a number from {shortest} to {longest}.")
    return {}, fault.format(text=text[:20], shortest=SHORTEST_MM, longest=LONGEST_MM)


def _focal_length(text):
    """The number of mm that ``text`` writes, as in “70 mm”; None where it is none, or not on the axis."""
    try:
        mm = float(parse_query_number(CAMERA_SPECS["focal_length_eq_mm"], text))
    except ValueError:
        return None
    if not is_on_axis(mm):
        return None
    return mm


def _parse_bodies(text, slugs):
    if text in ("beside", "overlay"):
        return {"overlaid": text == "overlay"}, ""
    fault = gettext("“{text}” is not a way to draw bodies: choose beside or overlay.")
    return {}, fault.format(text=text[:30])


def _parse_country(text, slugs):
    code = parse_country_code(text)
    if code and code != WORLDWIDE:
        return {"country": code}, ""
    fault = gettext("“{text}” is not a country: enter its name or its two-letter code, such as DE.")
    return {}, fault.format(text=text[:20])


_PARSERS = {
    "baseline": _parse_baseline,
    "rows": _parse_rows,
    "units": _parse_units,
    "pair": _parse_pair,
    "at": _parse_focal_length,
    "bodies": _parse_bodies,
    "country": _parse_country,
    "open": _parse_opened,
}
"""Parameter → a function of its text and the slugs: (parts of ``ComparisonQuery``, what is wrong)."""
