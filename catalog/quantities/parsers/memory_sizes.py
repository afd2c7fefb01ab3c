"""Memory versions in one text: RAM and storage, in GB."""

import re

from .measures import megabytes_to_gigabytes
from .text_normalisation import normalise_text

_SIZE = r"\d{1,4}(?:\.\d{1,3})?"
_AMOUNT = re.compile(
    rf"(?P<number>{_SIZE}) ?(?P<unit>[tgm]b?)?(?: ?(?P<what>ram|memory|storage|rom|ufs|internal))?", re.I | re.A
)
_SEPARATOR = re.compile(r"(?<=[\da-z])\s*\+\s*(?=\d)|(?<=[\da-z])\s*/\s*(?=\d)|(?<=[a-z])\s+(?=\d)", re.I)
_RAM_WORDS, _STORAGE_WORDS = {"ram", "memory"}, {"storage", "rom", "ufs", "internal"}
_MAX_RAM_GB, _MAX_TB = 64, 2
_MAX_VERSIONS = 50
EXAMPLE_HINT = "write 12+512GB, 16GB+1TB"


def parse_memory_versions(text):
    """``12+512GB, 16GB/1TB`` → [(12, 512), (16, 1024)]: RAM and storage of each version, None for what is not said.

    ``12GB + 256/512GB`` is two versions. ``256GB 12GB RAM`` names its RAM. What may be several things is refused.
    """
    found = []
    for part in _split_parts(text):
        found += [version for version in _parse_versions(part, text) if version not in found]
    if len(found) > _MAX_VERSIONS:
        raise ValueError(f"At most {_MAX_VERSIONS} versions at once.")
    return found


def parse_memory_sizes(text):
    """``256/512/1 TB`` → [256, 512, 1024]: sizes of one kind of memory in GB, the smallest first."""
    return sorted({size for part in _split_parts(text) for size, _ in _parse_amounts(part, text)})


def _split_parts(text):
    return re.split(r"\s*[,;]\s*|\s+(?:and|or)\s+|\n", normalise_text(text).strip(" ,;."))


def _parse_versions(part, text):
    if "+" in part:
        return _ram_storage_pairs([_parse_amounts(side, text) for side in part.split("+")], part)
    return _versions_without_plus(_parse_amounts(part, text), part)


def _parse_amounts(side, text):
    """[(GB, what it is said to be)] of amounts side by side; those without a unit have that of the next, where
    there is as much in a phone."""
    amounts = [_AMOUNT.fullmatch(piece.strip()) for piece in _SEPARATOR.split(side.strip())]
    if None in amounts:
        raise ValueError(f"“{text}” is not understood: {EXAMPLE_HINT}.")
    unit, found = "gb", []
    for amount in reversed(amounts):
        number = float(amount["number"])
        unit = (amount["unit"] or (unit if number <= _MAX_TB or unit[0] != "t" else "gb")).lower()
        found.insert(0, (_to_gigabytes(number, unit), (amount["what"] or "").lower()))
    return found


def _to_gigabytes(value, unit):
    size = {"t": value * 1024, "m": megabytes_to_gigabytes(value)}.get(unit[0], value)
    return int(size) if size == int(size) else size


def _ram_storage_pairs(sides, part):
    """RAM + storage; one of the two may be several."""
    if len(sides) != 2:
        raise ValueError(f"“{part}” adds more than RAM and storage: {EXAMPLE_HINT}.")
    first, second = (_sizes(side) for side in sides)
    if len(first) > 1 and len(second) > 1:
        raise ValueError(f"“{part}” does not say which go together: write each, such as {first[0]}+{second[0]}GB.")
    swapped = _is_swapped(sides)
    return [(two, one) if swapped else (one, two) for one in first for two in second]


def _is_swapped(sides):
    said = [{what for _, what in side} for side in sides]
    return bool(said[0] & _STORAGE_WORDS or said[1] & _RAM_WORDS)


def _sizes(side):
    return [size for size, _ in side]


def _versions_without_plus(amounts, part):
    """Amounts without a plus: one alone, or RAM and storage in the order that their names or sizes tell."""
    if len(amounts) == 1:
        return [_single_amount(*amounts[0], part)]
    (one, first), (two, second) = amounts if len(amounts) == 2 else ((0, ""), (0, ""))
    if first in _STORAGE_WORDS or second in _RAM_WORDS:
        return [(two, one)]
    if first in _RAM_WORDS or second in _STORAGE_WORDS or two >= 4 * one > 0:
        return [(one, two)]
    raise ValueError(f"“{part}” may be RAM and storage, or several sizes of one: {EXAMPLE_HINT}.")


def _single_amount(size, what, part):
    if what in _RAM_WORDS:
        return size, None
    if what in _STORAGE_WORDS or size > _MAX_RAM_GB:
        return None, size
    raise ValueError(f"“{part}” may be RAM or storage: write {part} RAM or {part} storage.")
