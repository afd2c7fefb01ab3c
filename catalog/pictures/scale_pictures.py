"""Bodies and sensors to scale, as pictures."""

from functools import partial

from django.utils.translation import gettext, gettext_lazy

from catalog.drawings.bodies import bodies_side_by_side
from catalog.drawings.body_overlays import body_overlay
from catalog.drawings.scale_drawing import DRAWING_CAVEAT
from catalog.drawings.sensor_drawings import sensor_beside_full_frame, sensors_to_scale
from catalog.languages.listed_words import comma_list, sentences
from catalog.languages.localised_text import localised

from .elements import PictureText
from .frame import INNER_WIDTH, MARGIN, DrawnBody, framed_picture
from .lettering import STRONG, shortened, text_width, wrapped
from .scaled_shapes import drawing_elements

BODY_SCALE, SENSOR_SCALE, SENSOR_PAGE_SCALE = 2.2, 14, 20
"""Units of a picture a millimetre."""
OVERLAY_HEIGHT = 640
CAPTION_SIZE = 15
CAPTION_LINE = 20
LEAST_CAPTION = 96
"""Width that a caption has even below a small drawing."""
GAP = 24
GROUP_NAME = 40
NAME_COLUMN = 210
ALL_AT_ONE_SCALE = gettext_lazy("All at one scale.")
FOR_COMPARISON = gettext_lazy("For comparison")


def drawn_phones(phones):
    return comma_list(phone.full_name for phone in phones)


class _Captioned:
    """A drawing with lines below it, in a box as wide as the wider of the two."""

    def __init__(self, drawing, label, lines, scale):
        self.drawing = drawing
        self.scale = scale
        width, height = drawing.box
        self.width = max(width * scale, LEAST_CAPTION, text_width(label, CAPTION_SIZE))
        self.drawn_height = height * scale
        self.lines = [(label, "ink")]
        for text in filter(None, lines):
            self.lines += [(line, "ink-soft") for line in wrapped(text, self.width, CAPTION_SIZE)]

    @property
    def caption_height(self):
        return CAPTION_LINE * len(self.lines) + 6

    def elements(self, left, base):
        """Standing on the line ``base``."""
        top = base - self.drawn_height
        margin = self.drawing.margin * self.scale
        yield from drawing_elements(self.drawing, left + margin, top + margin, self.scale)
        for number, (text, ink) in enumerate(self.lines, 1):
            yield PictureText(left, base + CAPTION_LINE * number, text, CAPTION_SIZE, ink=ink)


def _row(items, left, top):
    """(elements, height): items beside one another on one line."""
    tallest = max(item.drawn_height for item in items)
    elements = []
    for item in items:
        elements += item.elements(left, top + tallest)
        left += item.width + GAP
    return elements, tallest + max(item.caption_height for item in items)


def _row_width(items):
    return sum(item.width for item in items) + GAP * (len(items) - 1)


def bodies_picture(phones, source):
    """Every view of each phone, and a bank card; None where no view of any is known."""
    bodies = bodies_side_by_side(phones)
    if not bodies.drawn:
        return None
    return framed_picture(partial(_bodies_body, bodies), source)


def _bodies_body(bodies, top):
    groups = [(body.phone.full_name, body.views, body.missing) for body in bodies.drawn]
    groups.append((str(FOR_COMPARISON), (bodies.card,), ""))
    start = top
    elements = []
    for line in _lines_of_groups(groups):
        placed, height = _group_line(line, top)
        elements += placed
        top += height + GAP
    phones = [body.phone for body in bodies.drawn]
    missing = [gettext("{phone}: {words}.").format(phone=name, words=words) for name, _, words in groups if words]
    notes = (sentences([str(ALL_AT_ONE_SCALE), *missing]), str(DRAWING_CAVEAT))
    title, text = gettext("Bodies to scale"), str(ALL_AT_ONE_SCALE)
    return DrawnBody(title, drawn_phones(phones), text, top - start, tuple(elements), notes)


def _lines_of_groups(groups):
    """Groups as (name, items) in lines that are no wider than the picture."""
    lines = [[]]
    left = 0
    for name, views, _ in groups:
        items = [_Captioned(view.drawing, view.label, _short_lines(view), BODY_SCALE) for view in views]
        width = max(_row_width(items), text_width(name, 19, STRONG))
        if lines[-1] and left + width > INNER_WIDTH:
            lines.append([])
            left = 0
        lines[-1].append((name, items, width))
        left += width + 2 * GAP
    return lines


def _short_lines(view):
    """The sides; what is said of the camera island is too long for a picture."""
    return () if view.key == "back" else view.lines


def _group_line(groups, top):
    """(elements, height) of groups on one base line."""
    left = MARGIN
    elements = []
    tallest = max(item.drawn_height for _, items, _ in groups for item in items)
    lowest = 0
    for name, items, width in groups:
        elements.append(PictureText(left, top + 22, shortened(name, width, 19, STRONG), 19, STRONG))
        inner = left
        for item in items:
            elements += item.elements(inner, top + GROUP_NAME + tallest)
            inner += item.width + GAP
            lowest = max(lowest, item.caption_height)
        left += width + 2 * GAP
    return elements, GROUP_NAME + tallest + lowest


def outlines_picture(phones, source):
    """Fronts over one another; None where no front is known."""
    overlay = body_overlay(phones)
    if overlay.drawing is None:
        return None
    return framed_picture(partial(_outlines_body, overlay), source)


def _outlines_body(overlay, top):
    width, height = overlay.drawing.box
    scale = min(OVERLAY_HEIGHT / height, INNER_WIDTH / width)
    margin = overlay.drawing.margin * scale
    left = MARGIN + (INNER_WIDTH - width * scale) / 2
    elements = drawing_elements(overlay.drawing, left + margin, top + margin, scale)
    below = top + height * scale
    for outline in overlay.outlines:
        below += 28
        text = gettext("{phone}: {words}").format(phone=outline.phone.full_name, words=outline.figures)
        elements += [PictureText(MARGIN, below, outline.letter, 17, STRONG), PictureText(MARGIN + 28, below, text)]
    notes = (gettext("Fronts stand on one line and share their middle; sides have their fronts to the left."),)
    names = drawn_phones([outline.phone for outline in overlay.outlines])
    title = gettext("Outlines over one another")
    return DrawnBody(title, names, overlay.drawing.text, below - top, tuple(elements), notes)


def sensors_picture(phones, source):
    """Every camera's sensor, a row for each phone, and two outlines to hold them against."""
    return framed_picture(partial(_sensors_body, sensors_to_scale(phones), phones), source)


def _sensors_body(sensors, phones, top):
    start = top
    elements = []
    for row in sensors.rows:
        placed, height = _sensor_row(row.phone.full_name, row.sensors, row.unknown, top)
        elements += placed
        top += height + GAP
    placed, height = _sensor_row(str(FOR_COMPARISON), sensors.references, (), top)
    elements += placed
    notes = (gettext("All at one scale. The part that makes the picture is hatched. Estimated sizes are dashed."),)
    text = gettext("The sensors of {phones} at one scale.").format(phones=drawn_phones(phones))
    height = top + height - start
    return DrawnBody(gettext("Sensors to scale"), drawn_phones(phones), text, height, tuple(elements), notes)


def _sensor_row(name, sensors, unknown, top):
    """(elements, height): the name to the left, sensors beside it in as many lines as they need."""
    start = top
    elements = []
    for number, line in enumerate(wrapped(name, NAME_COLUMN - GAP, 18, STRONG)):
        elements.append(PictureText(MARGIN, top + 20 + 23 * number, line, 18, STRONG))
    for items in _sensor_lines(sensors):
        placed, height = _row(items, MARGIN + NAME_COLUMN, top)
        elements += placed
        top += height + 8
    if unknown or not sensors:
        words = gettext("No camera is listed.")
        if unknown:
            words = gettext("Size not known: {cameras}.").format(cameras=comma_list(unknown))
        elements.append(PictureText(MARGIN + NAME_COLUMN, top + 20, words, CAPTION_SIZE, ink="ink-soft"))
        top += 28
    return elements, max(top - start, 60)


def _sensor_lines(sensors):
    lines = []
    for sensor in sensors:
        figures = [figure.words for figure in sensor.figures]
        item = _Captioned(sensor.drawing, localised(sensor.title), figures, SENSOR_SCALE)
        if lines and _row_width([*lines[-1], item]) <= INNER_WIDTH - NAME_COLUMN:
            lines[-1].append(item)
        else:
            lines.append([item])
    return lines


def sensor_picture(sensor, size, source):
    """A sensor beside full frame; None where its size is not known."""
    drawing = sensor_beside_full_frame(size, str(sensor))
    if drawing is None:
        return None
    return framed_picture(partial(_sensor_body, drawing, str(sensor)), source)


def _sensor_body(drawing, name, top):
    _, height = drawing.box
    elements = drawing_elements(drawing, MARGIN + 5, top, SENSOR_PAGE_SCALE)
    return DrawnBody(
        gettext("Sensor beside full frame"),
        name,
        drawing.text,
        height * SENSOR_PAGE_SCALE,
        tuple(elements),
        (drawing.text,),
    )
