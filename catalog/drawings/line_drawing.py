"""A family of lines as one drawing: a column per line, time running down, what changed written along the arrows.

Geometry only, in units of which about 16 make the size of type around the drawing. Templates print it as SVG.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import wrap

from catalog.comparison.product_lines import Family, announcement_day
from catalog.languages.active_language import gettext
from catalog.languages.line_breaks import broken_lines, has_wide_letters, letter_count
from catalog.languages.listed_words import clause_list
from catalog.languages.localised_text import localised
from catalog.models import Phone
from catalog.quantities.formatters import THIN_SPACE
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
    return LineDrawing(
        width=_lane_left(len(family.lanes) - 1, width) + width,
        height=bottom,
        heads=_lane_heads(family, width),
        boxes=tuple(boxes.values()),
        arrows=tuple(_arrow_path(family, boxes, step) for step in family.steps),
        bonds=tuple(_twin_bonds(family, boxes)),
        notes=_placed_notes(notes, boxes),
        text=_drawing_text(family),
    )


def announcement_text(phone):
    """“November 2022”: its announcement to the month; “on sale November 2022” where only that is known."""
    day = announcement_day(phone)
    month = localised(replace(day, day=0, precision=min(day.precision, MONTH)).words)
    if phone.announced:
        return month
    return gettext("on sale {month}").format(month=month)


def _lane_heads(family, width):
    heads = []
    for number, lane in enumerate(family.lanes):
        heads.append(PlacedText(_lane_left(number, width), 14, lane[0].brand.name))
    return tuple(heads)


def _lane_left(lane, width):
    return lane * (width + GAP)


def _letters_that_fit(width, letter):
    return int(width / letter)


def _notes(family, changes, width):
    """Phone → the lines written above its box, as (indent, text): what changed since the first of its predecessors."""
    letters = _letters_that_fit(width - 2 * SHAFT - INDENT, LETTER)
    notes = {}
    for step in family.steps:
        _, phone = step
        if phone not in notes:
            notes[phone] = _wrapped_words(changes[step], letters)
    return notes


def _wrapped_words(words, letters):
    """(indent, line) of at most ``MOST_WORDS`` changes; one more than that is written out too."""
    shown = words
    rest = len(words) - MOST_WORDS
    if rest > 1:
        shown = [*words[:MOST_WORDS], gettext("and {number} more").format(number=rest)]
    lines = []
    for text in shown:
        first, *others = _lines_of(text, letters)
        lines.append((0, first))
        lines += [(INDENT, line) for line in others]
    return lines


def _lines_of(text, letters):
    """``text`` in lines of at most so many letters."""
    if has_wide_letters(text):
        return broken_lines(text, lambda line: letter_count(line) <= letters)
    words = [_breakable(word, letters) for word in text.split(" ")]
    return wrap(" ".join(words), letters)


def _breakable(word, letters):
    """A figure goes apart from its unit where there is no room for both on one line."""
    if len(word) <= letters:
        return word
    return word.replace(THIN_SPACE, " ")


def _boxes(family, notes, width):
    """Phone → its box, and the bottom of the last row."""
    boxes = {}
    top = HEAD_HEIGHT
    for number, row in enumerate(family.rows):
        if number:
            top += _height_above(row, notes)
        names = {phone: _box_name_lines(family, phone, width) for phone in row}
        height = NAME_LINE * (1 + max(map(len, names.values()))) + PAD
        for phone, lines in names.items():
            left = _lane_left(family.lane(phone), width)
            texts = _box_lines([*lines, announcement_text(phone)], top)
            boxes[phone] = PhoneBox(phone, left, top, width, height, texts)
        top += height
    return boxes, top


def _height_above(row, notes):
    """Of the gap above a row, with room for the longest note in it."""
    most_lines = max(len(notes.get(phone, ())) for phone in row)
    return BARE + TEXT_LINE * most_lines


def _box_lines(texts, top):
    return tuple((text, top + NAME_LINE * place) for place, text in enumerate(texts, 1))


def _box_name_lines(family, phone, width):
    return _lines_of(_box_name(family, phone), _letters_that_fit(width - 2 * PAD, NAME_LETTER))


def _box_name(family, phone):
    """Without the brand where that stands above the lane."""
    first = family.lanes[family.lane(phone)][0]
    if first.brand_id == phone.brand_id:
        return phone.name
    return phone.full_name


def _placed_notes(notes, boxes):
    placed = []
    for phone, lines in notes.items():
        box = boxes[phone]
        first = box.y - BARE / 2 - TEXT_LINE * (len(lines) - 1)
        for place, (indent, text) in enumerate(lines):
            placed.append(PlacedText(box.x + 2 * SHAFT + indent, first + TEXT_LINE * place, text))
    return tuple(placed)


def _arrow_path(family, boxes, step):
    """Down its lane; from one lane into the beginning of another, out at the side and down; else down and across."""
    older, newer = step
    before = boxes[older]
    after = boxes[newer]
    start = before.x + SHAFT
    end = after.x + SHAFT
    if before.x == after.x:
        return f"M{start} {before.bottom}V{after.y}"
    begins_lane = family.lanes[family.lane(newer)][0] == newer
    if begins_lane and after.y > before.bottom:
        return f"M{start} {before.middle}H{end}V{after.y}"
    return f"M{start} {before.bottom}V{after.y - PAD}H{end}V{after.y}"


def _twin_bonds(family, boxes):
    """A double line between neighbours of one generation."""
    for row in family.rows:
        for one, other in pairwise(row):
            left = boxes[one]
            right = boxes[other]
            for side in (-TWIN, TWIN):
                yield left.right, right.x, left.middle + side


def _drawing_text(family):
    lines = []
    for label, lane in zip(family.labels, family.lanes, strict=True):
        names = gettext(", then ").join(phone.full_name for phone in lane)
        lines.append(gettext("{line}: {phones}").format(line=label, phones=names))
    sentence = gettext("{lines}. The list below says the same with all that changed.")
    return sentence.format(lines=clause_list(lines))
