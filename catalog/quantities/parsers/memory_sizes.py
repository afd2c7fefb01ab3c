"""Memory versions in one text: RAM and storage, in GB."""

import re

from .characters import plainly
from .measures import megabytes

_SIZE = r"\d{1,4}(?:\.\d{1,3})?"
_AMOUNT = re.compile(
    rf"(?P<number>{_SIZE}) ?(?P<unit>[tgm]b?)?(?: ?(?P<what>ram|memory|storage|rom|ufs|internal))?", re.I | re.A
)
_JOINED = re.compile(r"(?<=[\da-z])\s*\+\s*(?=\d)|(?<=[\da-z])\s*/\s*(?=\d)|(?<=[a-z])\s+(?=\d)", re.I)
_RAM, _STORAGE = {"ram", "memory"}, {"storage", "rom", "ufs", "internal"}
_MOST_RAM, _MOST_TB = 64, 2
_MOST = 50
EXAMPLE = "write 12+512GB, 16GB+1TB"


def memory_versions(text):
    """``12+512GB, 16GB/1TB`` → [(12, 512), (16, 1024)]: RAM and storage of each version, None for what is not said.

    ``12GB + 256/512GB`` is two versions. ``256GB 12GB RAM`` names its RAM. What may be several things is refused.
    """
    found = []
    for part in _parts(text):
        found += [version for version in _versions(part, text) if version not in found]
    if len(found) > _MOST:
        raise ValueError(f"At most {_MOST} versions at once.")
    return found


def memory_sizes(text):
    """``256/512/1 TB`` → [256, 512, 1024]: sizes of one kind of memory in GB, the smallest first."""
    return sorted({size for part in _parts(text) for size, _ in _several(part, text)})


def _parts(text):
    return re.split(r"\s*[,;]\s*|\s+(?:and|or)\s+|\n", plainly(text).strip(" ,;."))


def _versions(part, text):
    if "+" in part:
        return _pairs([_several(side, text) for side in part.split("+")], part)
    return _of_one(_several(part, text), part)


def _several(side, text):
    """[(GB, what it is said to be)] of amounts side by side; those without a unit have that of the next, where
    there is as much in a phone."""
    amounts = [_AMOUNT.fullmatch(piece.strip()) for piece in _JOINED.split(side.strip())]
    if None in amounts:
        raise ValueError(f"“{text}” is not understood: {EXAMPLE}.")
    unit, found = "gb", []
    for amount in reversed(amounts):
        number = float(amount["number"])
        unit = (amount["unit"] or (unit if number <= _MOST_TB or unit[0] != "t" else "gb")).lower()
        found.insert(0, (_gigabytes(number, unit), (amount["what"] or "").lower()))
    return found


def _gigabytes(value, unit):
    size = {"t": value * 1024, "m": megabytes(value)}.get(unit[0], value)
    return int(size) if size == int(size) else size


def _pairs(sides, part):
    """RAM + storage; one of the two may be several."""
    if len(sides) != 2:
        raise ValueError(f"“{part}” adds more than RAM and storage: {EXAMPLE}.")
    first, second = (_sizes(side) for side in sides)
    if len(first) > 1 and len(second) > 1:
        raise ValueError(f"“{part}” does not say which go together: write each, such as {first[0]}+{second[0]}GB.")
    swapped = _is_swapped(sides)
    return [(two, one) if swapped else (one, two) for one in first for two in second]


def _is_swapped(sides):
    said = [{what for _, what in side} for side in sides]
    return bool(said[0] & _STORAGE or said[1] & _RAM)


def _sizes(side):
    return [size for size, _ in side]


def _of_one(amounts, part):
    """Amounts without a plus: one alone, or RAM and storage in the order that their names or sizes tell."""
    if len(amounts) == 1:
        return [_alone(*amounts[0], part)]
    (one, first), (two, second) = amounts if len(amounts) == 2 else ((0, ""), (0, ""))
    if first in _STORAGE or second in _RAM:
        return [(two, one)]
    if first in _RAM or second in _STORAGE or two >= 4 * one > 0:
        return [(one, two)]
    raise ValueError(f"“{part}” may be RAM and storage, or several sizes of one: {EXAMPLE}.")


def _alone(size, what, part):
    if what in _RAM:
        return size, None
    if what in _STORAGE or size > _MOST_RAM:
        return None, size
    raise ValueError(f"“{part}” may be RAM or storage: write {part} RAM or {part} storage.")
