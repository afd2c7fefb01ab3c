"""Parsers of RAM and storage, in GB."""

import re
from itertools import product

from ..formatters import int_if_whole
from .measures import megabytes_to_gigabytes
from .text_normalisation import normalise_text

_SIZE = r"\d{1,4}(?:\.\d{1,3})?"
_AMOUNT = re.compile(
    rf"(?P<number>{_SIZE}) ?(?P<unit>[tgm]b?)?(?: ?(?P<what>ram|memory|storage|rom|ufs|internal))?", re.I | re.A
)
_SEPARATOR = re.compile(r"(?<=[\da-z])\s*\+\s*(?=\d)|(?<=[\da-z])\s*/\s*(?=\d)|(?<=[a-z])\s+(?=\d)", re.I)
_RAM_WORDS = {"ram", "memory"}
_STORAGE_WORDS = {"storage", "rom", "ufs", "internal"}
_MAX_RAM_GB = 64
_MAX_TB = 2
_MAX_VERSIONS = 50
EXAMPLE_HINT = "write 12+512GB, 16GB+1TB"


def parse_memory_versions(text):
    """``12+512GB, 16GB/1TB`` → [(12, 512), (16, 1024)]: RAM and storage of each version, None for what is not given.

    ``12GB + 256/512GB`` is two versions. ``256GB 12GB RAM`` names its RAM. A text with two readings is refused.
    """
    versions = {}
    for part in _split_parts(text):
        versions |= dict.fromkeys(_parse_versions(part, text))
    if len(versions) > _MAX_VERSIONS:
        raise ValueError(f"At most {_MAX_VERSIONS} versions at once.")
    return list(versions)


def parse_memory_sizes(text):
    """``256/512/1 TB`` → [256, 512, 1024]: sizes of one kind of memory in GB, the smallest first."""
    sizes = set()
    for part in _split_parts(text):
        sizes.update(_sizes(_parse_amounts(part, text)))
    return sorted(sizes)


def _split_parts(text):
    return re.split(r"\s*[,;]\s*|\s+(?:and|or)\s+|\n", normalise_text(text).strip(" ,;."))


def _parse_versions(part, text):
    if "+" not in part:
        return [_version_without_plus(_parse_amounts(part, text), part)]
    sides = [_parse_amounts(side, text) for side in part.split("+")]
    return _ram_storage_pairs(sides, part)


def _parse_amounts(side, text):
    """[(GB, the word after it)] of amounts side by side: ``256/512 GB RAM`` → [(256, ""), (512, "ram")].

    An amount without a unit has that of the next one; GB where it would be more terabytes than a phone has.
    """
    amounts = [_AMOUNT.fullmatch(piece.strip()) for piece in _SEPARATOR.split(side.strip())]
    if None in amounts:
        raise ValueError(f"“{text}” is not understood: {EXAMPLE_HINT}.")
    unit = "gb"
    found = []
    for amount in reversed(amounts):
        number = float(amount["number"])
        if amount["unit"]:
            unit = amount["unit"].lower()
        elif unit.startswith("t") and number > _MAX_TB:
            unit = "gb"
        what = amount["what"] or ""
        found.append((_to_gigabytes(number, unit), what.lower()))
    return found[::-1]


def _to_gigabytes(value, unit):
    size = value
    if unit.startswith("t"):
        size = value * 1024
    elif unit.startswith("m"):
        size = megabytes_to_gigabytes(value)
    return int_if_whole(size)


def _ram_storage_pairs(sides, part):
    """[(RAM, storage)] of the amounts on the two sides of a plus; one of the sides may have several."""
    if len(sides) != 2:
        raise ValueError(f"“{part}” adds more than RAM and storage: {EXAMPLE_HINT}.")
    first, second = map(_sizes, sides)
    if len(first) > 1 and len(second) > 1:
        raise ValueError(f"“{part}” does not say which go together: write each, such as {first[0]}+{second[0]}GB.")
    pairs = list(product(first, second))
    if _is_storage_first(*sides):
        return [(ram, storage) for storage, ram in pairs]
    return pairs


def _is_storage_first(first, second):
    """Whether the words at the amounts say that storage stands before RAM."""
    words_of_first = {what for _, what in first}
    if words_of_first & _STORAGE_WORDS:
        return True
    words_of_second = {what for _, what in second}
    return bool(words_of_second & _RAM_WORDS)


def _sizes(amounts):
    return [size for size, _ in amounts]


def _version_without_plus(amounts, part):
    """(RAM, storage) of one amount, or of two in the order that their words or sizes make clear."""
    if len(amounts) == 1:
        return _version_of_one_amount(*amounts[0], part)
    if len(amounts) == 2:
        first, second = _sizes(amounts)
        if _is_storage_first(amounts[:1], amounts[1:]):
            return second, first
        if _is_storage_first(amounts[1:], amounts[:1]) or second >= 4 * first > 0:
            return first, second
    raise ValueError(f"“{part}” may be RAM and storage, or several sizes of one: {EXAMPLE_HINT}.")


def _version_of_one_amount(size, what, part):
    if what in _RAM_WORDS:
        return size, None
    if what in _STORAGE_WORDS or size > _MAX_RAM_GB:
        return None, size
    raise ValueError(f"“{part}” may be RAM or storage: write {part} RAM or {part} storage.")
