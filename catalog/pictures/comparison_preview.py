"""The picture that other sites show beside a link to a comparison: a panel for each phone, all at one scale."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext

from catalog.drawings.bodies import Body, body_of
from catalog.drawings.scale_drawing import Drawing
from catalog.languages.listed_words import comma_list
from catalog.languages.localised_text import localised
from catalog.pages.lens_strip import lens_strip

from .elements import Picture, PictureShape, PictureText
from .frame import WIDTH
from .lettering import STRONG, fitting_size, shortened
from .preview_picture import HEIGHT, NO_SIZE, preview_foot
from .scaled_shapes import drawing_elements

EDGE, GAP = 40, 20
BACK_BASE = 528
"""The line on which all backs stand."""
NAME_SIZES = (36, 32, 28, 25, 22, 19, 17)
MOST_LENSES = 4
FULL_SENSOR_MM = 13.4
"""Room for a sensor of 1-inch type."""


@dataclass(frozen=True)
class PanelLayout:
    """``is_stacked``: lenses stand above the back, where there is no room beside it. ``back_height`` and
    ``back_share`` (of the panel's width) are what a back takes at most; ``step`` is from lens to lens."""

    is_stacked: bool
    back_height: float
    back_share: float
    step: float
    sensor_scale: float
    length_size: int
    facts_size: int


LAYOUTS = {
    1: PanelLayout(False, 390, 0.42, 94, 6.4, 30, 18),
    2: PanelLayout(False, 390, 0.42, 94, 5.6, 28, 17),
    3: PanelLayout(False, 390, 0.34, 84, 3.9, 24, 15),
    4: PanelLayout(True, 218, 0.7, 43, 3.3, 20, 15),
    5: PanelLayout(True, 218, 0.7, 43, 3.3, 20, 0),
    6: PanelLayout(True, 218, 0.7, 43, 3.3, 20, 0),
}
"""By the number of phones."""


@dataclass(frozen=True)
class PhonePanel:
    """One phone in a panel; ``back`` is None where its size is not known."""

    body: Body
    back: Drawing | None
    layout: PanelLayout
    left: float
    width: float
    name_size: float = 0

    @property
    def phone(self):
        return self.body.phone

    @property
    def padding(self):
        return 26 if self.width > 240 else 14

    @property
    def inner_left(self):
        return self.left + self.padding

    @property
    def inner_width(self):
        return self.width - 2 * self.padding

    def elements(self, scale):
        yield PictureShape(self.left, 28, self.width, HEIGHT - 100, 24, paint="panel")
        yield from self._name()
        yield from self._back(scale)
        yield from self._lenses(scale)

    def _name(self):
        name = self.phone.name
        size = self.name_size
        brand = shortened(self.phone.brand.name, self.inner_width, 18, STRONG)
        yield PictureText(self.inner_left, 66, brand, 18, STRONG, "accent")
        words = shortened(name, self.inner_width, size, STRONG)
        yield PictureText(self.inner_left, 74 + size, words, size, STRONG)

    def _back(self, scale):
        if self.back is None:
            yield PictureText(self.inner_left, BACK_BASE, str(NO_SIZE), 16, ink="ink-soft")
            return
        yield from drawing_elements(self.back, self.inner_left, BACK_BASE - self.back.height * scale, scale)

    def _lenses(self, scale):
        cards = lens_strip(self.phone).cards[:MOST_LENSES]
        left = self.inner_left
        top = 128
        if not self.layout.is_stacked:
            left += self._back_width(scale)
            top = 146
        for place, card in enumerate(cards):
            yield from self._lens(card, left, top + place * self.layout.step)

    def _back_width(self, scale):
        """With the gap to what stands beside it; a back that is not drawn takes as much as most do."""
        width = self.back.width if self.back else 76
        return width * scale + 28

    def _lens(self, card, left, top):
        """The sensor, its middle on the middle of the words beside it."""
        scale = self.layout.sensor_scale
        middle = top + 0.4 * self.layout.step
        if card.sensor:
            drawing = card.sensor.drawing
            yield from drawing_elements(drawing, left, middle - drawing.height * scale / 2, scale)
        words = left + FULL_SENSOR_MM * scale + 14
        room = self.inner_left + self.inner_width - words
        yield from self._lens_words(card, words, middle, room)

    def _lens_words(self, card, left, middle, room):
        layout = self.layout
        length = card.focal_length or gettext("mm not known")
        size = fitting_size(length, room, range(layout.length_size, 11, -1), STRONG)
        facts = [localised(fact.text, fact.key) for fact in card.known_facts[:2]]
        y = middle + 0.36 * size
        if layout.facts_size and not layout.is_stacked:
            y = middle
            words = shortened(comma_list(facts), room, layout.facts_size)
            yield PictureText(left, middle + 24, words, layout.facts_size, ink="ink-soft")
        yield PictureText(left, y, length, size, STRONG)
        if layout.facts_size and layout.is_stacked and facts:
            yield PictureText(left + 92, y, shortened(facts[-1], room - 92, 15), 15, ink="ink-soft")


def comparison_picture(phones, source):
    """Two to six phones; one as well, where only that of a comparison is known."""
    layout = LAYOUTS[len(phones)]
    width = (WIDTH - 2 * EDGE - GAP * (len(phones) - 1)) / len(phones)
    panels = []
    for place, phone in enumerate(phones):
        body = body_of(phone)
        panels.append(PhonePanel(body, _drawn_back(body, layout), layout, EDGE + place * (width + GAP), width))
    scale = _common_scale(panels)
    size = min(fitting_size(panel.phone.name, panel.inner_width, NAME_SIZES, STRONG) for panel in panels)
    elements = []
    for panel in panels:
        elements += replace(panel, name_size=size).elements(scale)
    elements += preview_foot(source, EDGE + 4)
    names = comma_list(phone.full_name for phone in phones)
    title = gettext("{phones} compared").format(phones=names)
    text = gettext("{phones}, drawn to one scale.").format(phones=names)
    return Picture(WIDTH, HEIGHT, tuple(elements), title, text)


def _drawn_back(body, layout):
    """Its back; where panels are narrow, of a phone that opens like a book how it is when shut."""
    views = {view.key: view.drawing for view in body.views}
    if layout.is_stacked and body.is_wide and "folded" in views:
        return views["folded"]
    return views.get("back")


def _common_scale(panels):
    backs = [panel.back for panel in panels if panel.back]
    layout = panels[0].layout
    tallest = max((back.height for back in backs), default=1)
    widest = max((back.width for back in backs), default=1)
    return min(layout.back_height / tallest, layout.back_share * panels[0].inner_width / widest)
