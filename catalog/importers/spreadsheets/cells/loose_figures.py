"""The one figure of a column in a text that says more: “169 g (5.96 oz)”, “6.1 inches, 90.3 cm²”, “1,63-4,0”."""

import re
from functools import cache

from catalog.quantities.parsers import parse_quantity
from catalog.quantities.parsers.measures import UNIT_FACTORS
from catalog.quantities.parsers.text_normalisation import normalise_text
from catalog.records.value_parser import InvalidValue

_NUMBER = r"\d[\d.,]*(?<=\d)"
_RANGE = re.compile(
    rf"(?:f ?/? ?|1:)?({_NUMBER}) ?(?:-|~|to|bis) ?(?:f ?/? ?)?({_NUMBER})(?: ?(?:mm|hz))?", re.IGNORECASE
)
_RANGE_KEYS = {
    "f_number": ("f_number", "f_number_max"),
    "focal_length_eq_mm": ("focal_length_eq_mm", "focal_length_eq_max_mm"),
    "refresh_hz": ("refresh_min_hz", "refresh_hz"),
}
"""Column → the columns for the lower and the higher end of a range in it."""
_F_NUMBER = re.compile(rf"(?<![\w.])(?:f ?/ ?|1:)({_NUMBER})(?!\w)", re.IGNORECASE)
_BARE_NUMBER = re.compile(rf"({_NUMBER})(?:[,;] +|;| *\()(?P<rest>.*)", re.DOTALL)
_NOT_EXACT_BEFORE = re.compile(
    r"(\b(about|approx\w*\.?|ca\.?|circa|around|up to|max\w*\.?|min\w*\.?|over|under|from|than|etwa|bis zu|bis|environ|"
    r"jusqu'à|hasta|fino a)|[约約~<>≈±/\d+-])\s*$",
    re.IGNORECASE,
)
_MORE_AFTER = re.compile(r"\s*[/~-]\s*\d")
_LARGEST_DIFFERENCE = 0.02
"""Between the same size in two units, each rounded."""


def range_ends(column, text):
    """{column: text} of both ends of a range; None where the column has none, or the text is none."""
    found = column in _RANGE_KEYS and _RANGE.fullmatch(normalise_text(text))
    if not found:
        return None
    return dict(zip(_RANGE_KEYS[column], found.groups(), strict=True))


def main_figure(text, unit):
    """(the figure, the rest of the text) where a text has one figure of that ``unit``, perhaps told in two units.

    None where it has none. ``InvalidValue`` where it has two, or is not exact (“about 169 g”).
    """
    typed = normalise_text(text)
    if unit == "f":
        return _only_match(_F_NUMBER, typed)
    found = list(_quantity_pattern(unit).finditer(typed))
    if not found:
        return _leading_number(typed)
    chosen = _preferred(found, unit)
    _reject_other_figures(found, chosen, unit)
    if not _is_exact(typed, found, chosen):
        raise InvalidValue(f"“{text}” gives no exact figure: write one")
    return chosen[0], _rest(typed, found)


def _only_match(pattern, typed):
    found = list(pattern.finditer(typed))
    figures = list(dict.fromkeys(match[0] for match in found))
    if len(figures) > 1:
        raise InvalidValue(f"there are several figures in it, {' and '.join(figures)}: write one")
    if not figures:
        return None
    return figures[0], _rest(typed, found)


def _leading_number(typed):
    found = _BARE_NUMBER.fullmatch(typed)
    return found and (found[1], found["rest"])


@cache
def _quantity_pattern(unit):
    """Finds figures with any of the words for a unit; nothing for columns without units."""
    words = UNIT_FACTORS.get(unit)
    if not words:
        return re.compile(r"(?!)")
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(
        rf"(?<![a-z\d.,])(?P<number>{_NUMBER})[ -]?(?P<unit>{'|'.join(map(re.escape, longest_first))})(?![\w²³])",
        re.IGNORECASE,
    )


def _preferred(found, unit):
    """The first figure in the column's own unit, else the first."""
    factors = UNIT_FACTORS[unit]
    own = [match for match in found if factors[match["unit"].casefold()] == 1]
    return [*own, *found][0]


def _reject_other_figures(found, chosen, unit):
    value = parse_quantity(chosen[0], unit)
    for match in found:
        other = parse_quantity(match[0], unit)
        is_other_unit = match["unit"].casefold() != chosen["unit"].casefold()
        if abs(other - value) > _LARGEST_DIFFERENCE * value * is_other_unit:
            raise InvalidValue(f"there are several figures in it, {chosen[0]} and {match[0]}: write one")


def _is_exact(typed, found, chosen):
    """Whether nothing at the figure makes it a limit, an estimate or one end of a range."""
    if _NOT_EXACT_BEFORE.search(typed[: chosen.start()]):
        return any(
            match.end() <= chosen.start() and not typed[match.end() : chosen.start()].strip(" /(") for match in found
        )
    more = _MORE_AFTER.match(typed, chosen.end())
    return not more or any(match.start() == more.end() - 1 for match in found)


def _rest(typed, found):
    """The text without the figures, nor the brackets that held nothing else."""
    for match in reversed(found):
        typed = f"{typed[: match.start()]}{typed[match.end() :]}"
    bare = re.sub(r"\(\s*\)|(?<=[ ,;])[,;/]+|^\s*[,;/]+", "", typed)
    return re.sub(r"\s+(?=[ ,;])", "", bare).strip()
