"""Where the letters of the lines of a light chart stand: at the end of each line, apart from one another."""

from dataclasses import replace

LABEL_DISTANCE = 6
"""Percent of the height between two labels that would meet."""
LOWEST_LABEL = 98
"""Percent of the height below which no label stands."""
LABEL_WIDTH = 24
"""Percent of the width within which labels may meet."""


def with_separate_labels(lines):
    """``lines`` with their labels moved down where they would meet, and up again where that led out of the drawing."""
    ends = {line.mark.number: line.label for line in lines if line.label}
    lowered = _lowered_labels(ends)
    inside = {number: replace(label, y=min(label.y, LOWEST_LABEL)) for number, label in lowered.items()}
    labels = _raised_labels(inside, order=lowered)
    return tuple(replace(line, label=labels.get(line.mark.number)) for line in lines)


def _lowered_labels(labels):
    """``labels`` by number, from the top down, each so far below those before it that they do not meet."""
    placed = {}
    for number in sorted(labels, key=lambda number: labels[number].y):
        label = labels[number]
        lowest = max(_heights_near(label, placed), default=None)
        if lowest is not None:
            label = replace(label, y=max(label.y, lowest + LABEL_DISTANCE))
        placed[number] = replace(label, y=round(label.y, 2))
    return placed


def _raised_labels(labels, order):
    """The same from the bottom up, each above those before it, as they stand in ``order``."""
    placed = {}
    for number in sorted(labels, key=lambda number: -order[number].y):
        label = labels[number]
        highest = min(_heights_near(label, placed), default=None)
        if highest is not None:
            label = replace(label, y=min(label.y, highest - LABEL_DISTANCE))
        placed[number] = replace(label, y=round(label.y, 2))
    return placed


def _heights_near(label, placed):
    return [other.y for other in placed.values() if abs(other.x - label.x) < LABEL_WIDTH]
