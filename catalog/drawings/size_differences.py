"""Who is taller, wider and thicker, and by how much, in words."""

from dataclasses import dataclass
from itertools import filterfalse
from operator import attrgetter

from .scale_drawing import millimetres_text

SIDE_LABELS = {"height_mm": "Height", "width_mm": "Width", "depth_mm": "Thickness"}


@dataclass(frozen=True)
class SizeDifference:
    """One side of all phones, the largest first: “A 161.4 mm”, “B 130.4 mm (31 mm less)”; and whose is not known."""

    label: str
    known: tuple[str, ...]
    unknown: tuple[str, ...]


def size_differences(phones, imperial=False):
    """Of two phones or more; none for one."""
    if len(phones) < 2:
        return []
    return [_size_difference(phones, key, label, imperial) for key, label in SIDE_LABELS.items()]


def _size_difference(phones, key, label, imperial):
    known = list(filter(attrgetter(key), phones))
    unknown = filterfalse(attrgetter(key), phones)
    known.sort(key=attrgetter(key), reverse=True)
    texts = [_size_text(phone, key, largest=known[0], imperial=imperial) for phone in known]
    return SizeDifference(label, tuple(texts), tuple(map(attrgetter("full_name"), unknown)))


def _size_text(phone, key, *, largest, imperial):
    length = getattr(phone, key)
    text = f"{phone.full_name} {millimetres_text(length, imperial=imperial)}"
    if phone is largest:
        return text
    less = getattr(largest, key) - length
    if not round(less, 2):
        return f"{text} (the same)"
    return f"{text} ({millimetres_text(less, imperial=imperial)} less)"


def joined_words(words):
    """``a, b and c``; empty for none."""
    if not words:
        return ""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
