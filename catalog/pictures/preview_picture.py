"""The pictures that other sites show beside a link: of a phone, and of a comparison. 1200 × 630, as they ask for."""

from django.utils.translation import gettext, gettext_lazy

from catalog.drawings.bodies import body_of
from catalog.facts.phone_facts import PhoneFacts
from catalog.languages.listed_words import comma_list, sentences
from catalog.languages.localised_text import localised
from catalog.pages.lens_strip import lens_strip
from catalog.pages.phone_opening import opening_sentences
from catalog.sheet.registry import PHONE_SPECS

from .elements import Picture, PictureShape, PictureText
from .frame import WIDTH
from .lens_columns import GAP, columns_height, head_size, lens_columns
from .lettering import STRONG, fitting_size, shortened, text_width, wrapped
from .scaled_shapes import drawing_elements

HEIGHT = 630
EDGE = 56
PHONE_SCALE, SENSOR_SCALE = 3.1, 9.5
"""Units a millimetre where there is room: so that one phone's picture can be held against another's."""
PANEL_HEIGHT = HEIGHT - 64
NAME_SIZES = (68, 60, 52, 46, 40)
FACT_KEYS = ("announced", "launch_price", "weight_g")
NO_SIZE = gettext_lazy("Size not known")


def phone_picture(phones, source):
    """Its back to scale, its name, its rear lenses with their sensors, one line of facts."""
    (phone,) = phones
    body = body_of(phone)
    panel = _back_panel(body)
    left = 40 + panel.width + 48 if panel else EDGE
    elements = [_background(), *_back_in_panel(body, panel), *_words(phone, left), *_lenses(phone, left)]
    elements += preview_foot(source, left)
    return Picture(WIDTH, HEIGHT, tuple(elements), phone.full_name, sentences(opening_sentences(phone)))


def _background():
    """A band of colour along the left edge."""
    return PictureShape(0, 0, 10, HEIGHT, paint="accent")


def _back(body):
    """The drawing of its back; None where height and width are not known."""
    for view in body.main_views:
        if view.key == "back":
            return view.drawing
    return None


def _back_panel(body):
    drawing = _back(body)
    if drawing is None:
        return None
    width = min(drawing.width * _back_scale(drawing) + 72, 452)
    return PictureShape(40, 32, width, PANEL_HEIGHT, 28, paint="panel")


def _back_scale(drawing):
    return min(PHONE_SCALE, (PANEL_HEIGHT - 48) / drawing.height, 380 / drawing.width)


def _back_in_panel(body, panel):
    if panel is None:
        return
    drawing = _back(body)
    scale = _back_scale(drawing)
    left = panel.x + (panel.width - drawing.width * scale) / 2
    top = panel.y + (panel.height - drawing.height * scale) / 2
    yield panel
    yield from drawing_elements(drawing, left, top, scale)


def _words(phone, left):
    """Brand, name and one or two lines of what it is."""
    room = WIDTH - EDGE - left
    size = fitting_size(phone.name, room, NAME_SIZES, STRONG)
    yield PictureText(left, 92, phone.brand.name, 27, STRONG, "accent")
    yield PictureText(left, 100 + size, shortened(phone.name, room, size, STRONG), size, STRONG)
    sentence = next(iter(opening_sentences(phone)), "")
    y = 118 + size
    for line in wrapped(sentence, room, 25)[:2]:
        y += 34
        yield PictureText(left, y, line, 25, ink="ink-soft")
    yield PictureText(left, y + 38, shortened(fact_words(phone), room, 22), 22)


def _lenses(phone, left):
    columns = lens_columns(lens_strip(phone), WIDTH - EDGE - left, SENSOR_SCALE)
    if not columns:
        yield PictureText(left, 400, gettext("No camera is listed yet."), 25, ink="ink-soft")
        return
    base = 506
    top = base - columns_height(columns) - 54
    size = head_size(columns)
    for place, column in enumerate(columns):
        x = left + place * (column.width + GAP)
        yield from column.head(x, top, size)
        yield from column.sensor(x, base)
        yield PictureText(x, base + 32, shortened(_lens_words(column.card), column.width, 19), 19)


def _lens_words(card):
    """“50 MP, f/1.8”."""
    facts = card.known_facts[:2]
    return comma_list(localised(fact.text, fact.key) for fact in facts)


def fact_words(phone):
    """“October 2022 · 225,360 JPY · 211 g”, of what is known."""
    facts = PhoneFacts.of(phone)
    cells = [facts.cell(PHONE_SPECS[key], phone) for key in FACT_KEYS]
    return " · ".join(localised(cell.text, cell.key) for cell in cells if cell.is_known)


def preview_foot(source, left):
    name = source.address.partition("/")[0]
    yield PictureText(left, HEIGHT - 40, name, 20, STRONG, "accent")
    x = left + text_width(name, 20, STRONG) + 16
    words = gettext("Drawn to scale · {licence}").format(licence=source.licence_words)
    words = shortened(words, WIDTH - 40 - x, 18)
    yield PictureText(x, HEIGHT - 40, words, 18, ink="ink-soft")
