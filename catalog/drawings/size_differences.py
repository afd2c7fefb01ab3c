"""Who is taller, wider and thicker, and by how much, in words."""

from dataclasses import dataclass
from itertools import filterfalse
from operator import attrgetter

from django.utils.translation import gettext_lazy

from catalog.languages.active_language import gettext
from catalog.languages.listed_words import joined_list

from .scale_drawing import side_text

SIDE_LABELS = {
    "height_mm": gettext_lazy("Height"),
    "width_mm": gettext_lazy("Width"),
    "depth_mm": gettext_lazy("Thickness"),
}


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
    less = getattr(largest, key) - length
    words = gettext("{phone} {length} ({difference} less)")
    if phone is largest:
        words = gettext("{phone} {length}")
    elif not round(less, 2):
        words = gettext("{phone} {length} (the same)")
    return words.format(phone=phone.full_name, length=side_text(length, imperial), difference=side_text(less, imperial))


def joined_words(words):
    """``a, b and c``; empty for none."""
    return joined_list(words)
