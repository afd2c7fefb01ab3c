"""What is asked of a comparison besides its phones: everything that its address says after the question mark."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlencode

from catalog.quantities.focal_length_axis import LONGEST_MM, SHORTEST_MM

from .phone_selection import PATH_SEPARATOR, slugs_in_path


class RowFilter(StrEnum):
    """Which rows are shown, by what they tell."""

    ALL = "all"
    DIFFERS = "differences"
    SAME = "same"
    OPEN = "open"


@dataclass(frozen=True)
class ComparisonQuery:
    """Each part at its default where it is not asked, or not well. ``faults``: parameter → what was wrong with it.

    ``baseline`` is a slug or empty; ``pair`` are the two slugs that narrow screens show; ``at_mm`` is the focal
    length at which light is read off, None for none, and ``at_text`` what was typed for it; ``country`` is of two
    capitals, or empty.
    """

    slugs: tuple[str, ...]
    baseline: str = ""
    rows: RowFilter = RowFilter.ALL
    imperial: bool = False
    pair: tuple[str, ...] = ()
    at_mm: float | None = None
    at_text: str = field(default="", compare=False)
    overlaid: bool = False
    country: str = ""
    faults: dict = field(default_factory=dict, compare=False)

    @property
    def shown_pair(self):
        """The two phones that narrow screens show, in the order of the columns; fewer where there are fewer."""
        chosen = set(self.pair or self.slugs[:2])
        return tuple(slug for slug in self.slugs if slug in chosen)

    def pairs(self):
        """(parameter, value) of what is not at its default, in a fixed order."""
        parts = (
            ("baseline", self.baseline),
            ("rows", "" if self.rows == RowFilter.ALL else self.rows.value),
            ("units", "imperial" if self.imperial else ""),
            ("pair", PATH_SEPARATOR.join(self.pair)),
            ("at", "" if self.at_mm is None else f"{self.at_mm:g}"),
            ("bodies", "overlay" if self.overlaid else ""),
            ("country", self.country),
        )
        return [(name, value) for name, value in parts if value]

    def but(self, *names):
        """The same pairs without those of ``names``: hidden fields of a form that asks for them."""
        return [(name, value) for name, value in self.pairs() if name not in names]

    @property
    def query(self):
        """``?baseline=…&rows=differences``, or nothing."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    def having(self, **changes):
        return replace(self, **changes)

    def of(self, slugs):
        """The same for other phones: what names a phone that is not among them is given up."""
        baseline = self.baseline if self.baseline in slugs else ""
        pair = self.pair if set(self.pair) <= set(slugs) else ()
        return replace(self, slugs=tuple(slugs), baseline=baseline, pair=pair)


def parse_comparison_query(query, slugs):
    """``ComparisonQuery`` of a query string (a mapping of parameter → text), for phones of these slugs."""
    read = {name: _PARSERS[name](query[name].strip()[:300], slugs) for name in _PARSERS if query.get(name, "").strip()}
    found = {key: value for values, _ in read.values() for key, value in values.items()}
    return ComparisonQuery(tuple(slugs), **found, faults={name: fault for name, (_, fault) in read.items() if fault})


def _parse_baseline(text, slugs):
    if text in slugs:
        return {"baseline": text}, ""
    return {}, f"“{text[:60]}” is none of the phones compared here, so nothing is measured against it."


def _parse_rows(text, slugs):
    if text in list(RowFilter):
        return {"rows": RowFilter(text)}, ""
    return {}, f"There are no rows called “{text[:30]}”: write {', '.join(RowFilter)}. All are shown."


def _parse_units(text, slugs):
    if text in ("metric", "imperial"):
        return {"imperial": text == "imperial"}, ""
    return {}, f"There are no units called “{text[:30]}”: write metric or imperial. Metric ones are shown."


def _parse_pair(text, slugs):
    pair = slugs_in_path(text)
    if len(pair) == 2 and set(pair) <= set(slugs):
        return {"pair": pair}, ""
    return {}, f"“{text[:60]}” is no pair of the phones compared here. The first two are shown."


def _parse_focal_length(text, slugs):
    number = text.replace(",", ".", 1)
    fits = len(number) <= 8 and number.replace(".", "", 1).isascii() and number.replace(".", "", 1).isdigit()
    if fits and SHORTEST_MM <= float(number) <= LONGEST_MM:
        return {"at_mm": float(number), "at_text": text}, ""
    return {
        "at_text": text[:20]
    }, f"“{text[:20]}” is no focal length here: write a number from {SHORTEST_MM} to {LONGEST_MM}."


def _parse_bodies(text, slugs):
    if text in ("beside", "overlay"):
        return {"overlaid": text == "overlay"}, ""
    return {}, f"“{text[:30]}” is no way to draw bodies: write beside or overlay."


def _parse_country(text, slugs):
    code = text.upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return {"country": code}, ""
    return {}, f"“{text[:20]}” is no country: write its two letters, such as DE."


_PARSERS = {
    "baseline": _parse_baseline,
    "rows": _parse_rows,
    "units": _parse_units,
    "pair": _parse_pair,
    "at": _parse_focal_length,
    "bodies": _parse_bodies,
    "country": _parse_country,
}
"""Parameter → a function of its text and the slugs: (parts of ``ComparisonQuery``, what is wrong)."""
