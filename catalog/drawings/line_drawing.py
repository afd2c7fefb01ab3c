"""A family of lines as one drawing: a column per line, time running down, what changed written along the arrows.

Geometry only, in units of which about 16 make the size of type around the drawing. Templates print it as SVG.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import wrap

from catalog.comparison.product_lines import Family, announcement_day
from catalog.models import Phone
from catalog.quantities.partial_dates import MONTH

BOX, GAP, ALONE = 156, 16, 328
"""Widths: of a box, between two, and of the box of a lane that stands alone."""
HEAD_HEIGHT = 22
"""Room above the boxes for the name of each lane."""
TEXT_LINE, NAME_LINE, PAD = 14, 16, 8
LETTER, NAME_LETTER = 7.2, 8.2
"""How wide a letter of the two sizes of type is, at most on average."""
SHAFT = 12
"""How far arrows stand from the left edge of their boxes, and the words beside them from the arrow."""
BARE, TWIN = 26, 3
"""Height of a gap without words; half the distance of the two lines between twins."""
MOST_WORDS = 5
"""Changes written along one arrow; the list has all."""
INDENT = 8
"""Of the further lines of one change."""


@dataclass(frozen=True)
class PhoneBox:
    """One phone. ``lines`` are (text, y) of its name and, last, of its date."""

    phone: Phone
    x: float
    y: float
    width: float
    height: float
    lines: tuple[tuple[str, float], ...]
    is_own: bool = False

    @property
    def text_x(self):
        return self.x + PAD

    @property
    def middle(self):
        return self.y + self.height / 2

    @property
    def right(self):
        return self.x + self.width

    @property
    def bottom(self):
        return self.y + self.height


@dataclass(frozen=True)
class PlacedText:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class LineDrawing:
    """``arrows`` are paths that end in a head, ``bonds`` pairs of parallel lines as (x1, x2, y)."""

    width: float
    height: float
    heads: tuple[PlacedText, ...]
    boxes: tuple[PhoneBox, ...]
    arrows: tuple[str, ...]
    bonds: tuple[tuple[float, float, float], ...]
    notes: tuple[PlacedText, ...]
    text: str

    @property
    def ems(self):
        """Its width where 16 units are one em."""
        return round((self.width + 2) / 16, 2)

    @property
    def view_box(self):
        """With room for the outlines of the outermost boxes."""
        return f"-1 0 {self.width + 2} {self.height + 1}"


def line_drawing(family: Family, changes, own):
    """The drawing of ``family``; ``changes`` are the words of each of its steps, ``own`` the phone asked for."""
    width = ALONE if len(family.lanes) == 1 else BOX
    notes = _notes(family, changes, width)
    boxes, bottom = _boxes(family, notes, width)
    boxes[own] = replace(boxes[own], is_own=True)
    heads = tuple(
        PlacedText(_lane_left(number, width), 14, lane[0].brand.name) for number, lane in enumerate(family.lanes)
    )
    arrows = tuple(_arrow_path(family, boxes, step) for step in family.steps)
    placed = tuple(text for phone, lines in notes.items() for text in _placed_notes(lines, boxes[phone]))
    right = _lane_left(len(family.lanes) - 1, width) + width
    return LineDrawing(
        right,
        bottom,
        heads,
        tuple(boxes.values()),
        arrows,
        tuple(_twin_bonds(family, boxes)),
        placed,
        _drawing_text(family),
    )


def announcement_text(phone):
    """“November 2022”: its announcement to the month; “on sale November 2022” where only that is known."""
    day = announcement_day(phone)
    month = replace(day, day=0, precision=min(day.precision, MONTH)).words
    return month if phone.announced else f"on sale {month}"


def _lane_left(lane, width):
    return lane * (width + GAP)


def _letters_that_fit(width, letter):
    return int(width / letter)


def _notes(family, changes, width):
    """Phone → the lines written above its box, as (indent, text): what changed since the first of its predecessors."""
    first = {}
    for step in family.steps:
        first.setdefault(step[1], changes[step])
    return {
        phone: _wrapped_words(words, _letters_that_fit(width - 2 * SHAFT - INDENT, LETTER))
        for phone, words in first.items()
    }


def _wrapped_words(words, letters):
    rest = len(words) - MOST_WORDS
    shown = [*words[:MOST_WORDS], f"and {rest} more"] if rest > 1 else words
    return [(INDENT if place else 0, line) for text in shown for place, line in enumerate(wrap(text, letters))]


def _boxes(family, notes, width):
    """Phone → its box, and the bottom of the last row."""
    boxes, top = {}, HEAD_HEIGHT
    for number, row in enumerate(family.rows):
        if number:
            top += max(BARE, *(BARE + TEXT_LINE * len(notes.get(phone, ())) for phone in row))
        names = {
            phone: wrap(_box_name(family, phone), _letters_that_fit(width - 2 * PAD, NAME_LETTER)) for phone in row
        }
        height = NAME_LINE * (1 + max(map(len, names.values()))) + PAD
        for phone, lines in names.items():
            texts = [
                (text, top + NAME_LINE * place) for place, text in enumerate([*lines, announcement_text(phone)], 1)
            ]
            boxes[phone] = PhoneBox(phone, _lane_left(family.lane(phone), width), top, width, height, tuple(texts))
        top += height
    return boxes, top


def _box_name(family, phone):
    """Without the brand where that stands above the lane."""
    return phone.name if family.lanes[family.lane(phone)][0].brand_id == phone.brand_id else phone.full_name


def _placed_notes(lines, box):
    first = box.y - BARE / 2 - TEXT_LINE * (len(lines) - 1)
    return [
        PlacedText(box.x + 2 * SHAFT + indent, first + TEXT_LINE * place, text)
        for place, (indent, text) in enumerate(lines)
    ]


def _arrow_path(family, boxes, step):
    """Down its lane; from one lane into the beginning of another, out at the side and down; else down and across."""
    before, after = (boxes[phone] for phone in step)
    start, end = before.x + SHAFT, after.x + SHAFT
    if before.x == after.x:
        return f"M{start} {before.bottom}V{after.y}"
    if family.lanes[family.lane(step[1])][0] == step[1] and after.y > before.bottom:
        return f"M{start} {before.middle}H{end}V{after.y}"
    return f"M{start} {before.bottom}V{after.y - PAD}H{end}V{after.y}"


def _twin_bonds(family, boxes):
    """A double line between neighbours of one generation."""
    for row in family.rows:
        for one, other in pairwise(row):
            left, right = boxes[one], boxes[other]
            yield from ((left.right, right.x, left.middle + side) for side in (-TWIN, TWIN))


def _drawing_text(family):
    lines = [
        f"{label}: {', then '.join(phone.full_name for phone in lane)}"
        for label, lane in zip(family.labels, family.lanes, strict=True)
    ]
    return f"{'; '.join(lines)}. The list below says the same with all that changed."
