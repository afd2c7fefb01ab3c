"""Bodies and sensors drawn to scale. Geometry in millimetres; templates print it as SVG with a viewBox in millimetres.

Only measurements are drawn. Corners are rounded alike, displays sit in the middle, and the bump runs the whole length,
because where they really are is not known; ``CAVEAT`` says so wherever a body is shown.
"""

from dataclasses import dataclass, replace

from catalog.specs import units
from catalog.specs.optics import STATED
from catalog.specs.reading import camera_titles, main_display

CARD = (53.98, 85.6, 3.18)
"""A bank card upright: width, height, corner radius (ISO/IEC 7810 ID-1)."""
GAP = 14
"""Between two views: room for the figures below them."""
SENSOR_GAP = 1.5
FULL_FRAME = (36, 24)
CAVEAT = (
    "Drawn from its measurements. Where the display sits and how round the corners are is not known: "
    "it is centred, and all corners are drawn alike."
)


@dataclass(frozen=True)
class Shape:
    """A rectangle. ``kind`` says what it stands for: body, side, bump, display, folded, card, sensor or used."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    corner: float = 0
    label: str = ""

    @property
    def middle(self):
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True)
class Drawing:
    """Shapes on one baseline, and the box around them. ``text`` says it in words; ``below`` is room for labels."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    text: str
    margin: float = 1
    below: float = 0

    @property
    def view_box(self):
        """Left, top, width and height of the box with its margin, as SVG wants them."""
        width, height = self.width + 2 * self.margin, self.height + 2 * self.margin + self.below
        return f"{-self.margin} {-self.margin} {width:.2f} {height:.2f}"

    @property
    def ems(self):
        """Its height where 30 mm are one em: in one size of type, several drawings are at one scale."""
        return round((self.height + 2 * self.margin + self.below) / 30, 3)

    @property
    def labelled(self):
        """The shapes that have a label, if there is room for labels."""
        return [shape for shape in self.shapes if shape.label and self.below]

    @property
    def label_line(self):
        return round(self.height + 0.75 * self.below, 2)


def drawing_of(phone):
    """Front with display, side, folded front, and a bank card; None unless height and width are known."""
    views = [
        _front(phone, _display_size(phone)),
        _side(phone),
        _folded(phone),
        [Shape("card", 0, 0, *CARD, "bank card")],
    ]
    return _in_a_row(views, f"{_in_words(phone)} Beside a bank card.", below=12) if views[0] else None


def front_of(phone):
    """Front and side only, for lists; None unless height and width are known."""
    return outlined(phone, _display_size(phone))


def outlined(outline, display):
    """The same of anything that has a phone's name and sides, and of the ``Size`` of its display."""
    views = [_front(outline, display), _side(outline)]
    return _in_a_row(views, _in_words(outline)) if views[0] else None


def _display_size(phone):
    display = main_display(phone)
    return display and display.size


def at_one_scale(drawings):
    """``drawings`` in boxes of one height, so that at one height on the page they are at one scale."""
    tallest = max((drawing.height for drawing in drawings if drawing), default=0)
    return [drawing and replace(drawing, height=tallest, shapes=_lowered(drawing, tallest)) for drawing in drawings]


def sensors_of(phone):
    """(camera title, drawing) of each camera whose sensor's size is known, at one scale, the used part in each."""
    cameras = list(phone.cameras.all())
    named = {title: camera for title, camera in zip(camera_titles(cameras), cameras, strict=True) if camera.sensor_size}
    drawings = [sensor_alone(camera.sensor_size, title, camera.used_size) for title, camera in named.items()]
    return list(zip(named, at_one_scale(drawings), strict=True))


def sensor_alone(size, name, used=None):
    """One sensor; None where its size is not known."""
    return _in_a_row([_sensor(size, used or size)], _sensor_words(name, size, used), margin=0.2) if size else None


def beside_full_frame(size, name):
    """A sensor beside the 36 × 24 mm that equivalent figures refer to; None where its size is not known."""
    if not size:
        return None
    frame = Shape("frame", 0, 0, *FULL_FRAME, 0.3)
    words = f"{_sensor_words(name, size)}, beside full frame: {_mm(*FULL_FRAME)}"
    return _in_a_row([_sensor(size, size), [frame]], words, gap=SENSOR_GAP, margin=0.2)


def _in_a_row(views, text, *, gap=GAP, **options):
    views = [view for view in views if view]
    tallest = max(shape.height for view in views for shape in view)
    placed, right = [], 0.0
    for view in views:
        placed += [_moved(shape, right, tallest - view[0].height) for shape in view]
        right += max(shape.width for shape in view) + gap
    return Drawing(round(right - gap, 2), round(tallest, 2), tuple(placed), text, **options)


def _moved(shape, right, down):
    """Further right and down, with every length rounded to what can be seen."""
    lengths = {"x": shape.x + right, "y": shape.y + down, "width": shape.width, "height": shape.height}
    return replace(shape, **{name: round(length, 2) for name, length in lengths.items()})


def _lowered(drawing, height):
    return tuple(_moved(shape, 0, height - drawing.height) for shape in drawing.shapes)


def _front(phone, display):
    if not (phone.height_mm and phone.width_mm):
        return []
    body = Shape("body", 0, 0, phone.width_mm, phone.height_mm, 8, _mm(phone.width_mm, phone.height_mm))
    return [body, *_display(body, display)]


def _display(body, size):
    """The display in the middle of the front, unless it is too large to be true."""
    if not size or size.width_mm > body.width or size.height_mm > body.height:
        return []
    return [_centred("display", size, body, corner=5)]


def _centred(kind, size, box, corner=0):
    left, top = (box.width - size.width_mm) / 2, (box.height - size.height_mm) / 2
    return Shape(kind, left, top, size.width_mm, size.height_mm, corner)


def _side(phone):
    if not phone.depth_mm:
        return []
    corner = round(min(3, phone.depth_mm / 2.5), 2)
    side = Shape("side", 0, 0, phone.depth_mm, phone.height_mm, corner, _mm(phone.depth_mm))
    bump = phone.depth_with_bump_mm
    return [side, replace(side, kind="bump", width=bump, label="")] if bump else [side]


def _folded(phone):
    if not (phone.folded_height_mm and phone.folded_width_mm):
        return []
    return [Shape("folded", 0, 0, phone.folded_width_mm, phone.folded_height_mm, 8, "folded")]


def _sensor(whole, used):
    """The whole sensor, with the used part in its middle where that is smaller."""
    outer = Shape("sensor", 0, 0, whole.width_mm, whole.height_mm, 0.15)
    return [outer] if used == whole else [outer, _centred("used", used, outer)]


def _sensor_words(name, size, used=None):
    how = "" if size.how == STATED else f", {size.how}"
    part = f", of which {_mm(used.width_mm, used.height_mm)} are used" if used and used != size else ""
    return f"{name}: {_mm(size.width_mm, size.height_mm)}{how}{part}"


def _mm(*sides):
    """``9.3 mm``, ``77 × 161 mm``."""
    return " × ".join(units.number(side) for side in sides) + f"{units.THIN}mm"


def _in_words(phone):
    if not (phone.height_mm and phone.width_mm):
        return ""
    thick = f"{_mm(phone.depth_mm)} thick" if phone.depth_mm else "thickness not known"
    return f"{phone.full_name}: {_mm(phone.height_mm)} high, {_mm(phone.width_mm)} wide, {thick}."
