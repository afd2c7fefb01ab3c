"""Rear lenses beside one another: how long each is, its sensor at one scale for all, and its main facts."""

from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext

from catalog.languages.listed_words import clause_list
from catalog.languages.localised_text import localised
from catalog.languages.printed_cells import estimated_text
from catalog.pages.lens_strip import LensCard, lens_strip

from .elements import PictureText
from .frame import INNER_WIDTH, MARGIN, DrawnBody, framed_picture
from .lettering import STRONG, fitting_size, shortened
from .scaled_shapes import drawing_elements

MOST_LENSES = 6
GAP = 28
SIZES = (34, 30, 26, 22, 19)


@dataclass(frozen=True)
class LensColumn:
    """One lens in a column ``width`` wide; ``scale`` is that of its sensor."""

    card: LensCard
    width: float
    scale: float

    @property
    def length_words(self):
        return self.card.focal_length or gettext("mm not known")

    def head(self, left, top, size):
        """Its focal length, with its title below."""
        title = shortened(localised(self.card.title), self.width, 16)
        yield PictureText(left, top, self.length_words, size, STRONG)
        yield PictureText(left, top + 24, title, 16, ink="ink-soft")

    def sensor(self, left, base):
        """Its sensor standing on ``base``; in words where its size is not known."""
        if self.card.sensor is None:
            words = shortened(gettext("Sensor size not known"), self.width, 15)
            yield PictureText(left, base - 8, words, 15, ink="ink-soft")
            return
        drawing = self.card.sensor.drawing
        margin = drawing.margin * self.scale
        top = base - drawing.height * self.scale
        yield from drawing_elements(drawing, left, top - margin / 2, self.scale)

    def fact_lines(self, left, top):
        for number, fact in enumerate(self.card.known_facts):
            text = localised(fact.text, fact.key)
            if fact.mark == "estimated":
                text = estimated_text(text)
            text = shortened(text, self.width, 17)
            y = top + 44 * number
            yield PictureText(left, y, localised(fact.label), 14, ink="ink-soft")
            yield PictureText(left, y + 20, text, 17)


def lens_columns(strip, width, scale):
    """At most ``MOST_LENSES`` columns in ``width``; sensors at ``scale`` or, where they would be too wide, smaller."""
    cards = strip.cards[:MOST_LENSES]
    if not cards:
        return []
    column = min((width - GAP * (len(cards) - 1)) / len(cards), 250)
    widest = max((card.sensor.drawing.width for card in cards if card.sensor), default=1)
    scale = min(scale, column / widest)
    return [LensColumn(card, column, scale) for card in cards]


def columns_height(columns):
    """Of the tallest sensor."""
    heights = [column.card.sensor.drawing.height * column.scale for column in columns if column.card.sensor]
    return max(heights, default=24)


def head_size(columns):
    """Of type for the focal lengths: one for all columns."""
    return min(fitting_size(column.length_words, column.width, SIZES, STRONG) for column in columns)


def lenses_picture(phones, source):
    """The rear lenses of one phone; None where none is listed."""
    (phone,) = phones
    columns = lens_columns(lens_strip(phone), INNER_WIDTH, 18)
    if not columns:
        return None
    return framed_picture(partial(_lenses_body, columns, phone), source)


def _lenses_body(columns, phone, top):
    elements = []
    base = top + 76 + columns_height(columns)
    size = head_size(columns)
    for place, column in enumerate(columns):
        left = MARGIN + place * (column.width + GAP)
        elements += column.head(left, top + 30, size)
        elements += column.sensor(left, base)
        elements += column.fact_lines(left, base + 36)
    most = max(len(column.card.known_facts) for column in columns)
    notes = (gettext("Sensors at one scale. The part that makes the picture is hatched. Estimated sizes are dashed."),)
    text = clause_list(map(_column_words, columns))
    return DrawnBody(gettext("Rear lenses"), phone.full_name, text, base + 20 + 44 * most - top, tuple(elements), notes)


def _column_words(column):
    """“24 mm, Main camera”."""
    words = gettext("{focal_length}, {lens}")
    return words.format(focal_length=column.length_words, lens=localised(column.card.title))
