"""Sensor sizes explained: what a type label says of them, and crop factors."""

from catalog.languages.active_language import gettext
from catalog.languages.figures_in_texts import figures_localised
from catalog.languages.listed_words import comma_list
from catalog.quantities.formatters import format_number
from catalog.quantities.optics import Size, crop_factor, size_from_label

from .diagrams import CANVAS_WIDTH, LINE_HEIGHT, Diagram, DiagramText, circle, polyline, rectangle
from .scale_drawing import FULL_FRAME_MM, ONE_INCH_TYPE_MM

INCH_MM = 25.4
TUBE_SCALE = 5.6
LABELS = ("1/1", "1/1.3", "1/1.56", "1/2", "1/2.2", "1/3")
"""From large to small, but for the jump at 1/2."""
LABEL_GAP = 12
CROP_SCALE = 8
CROP_GAP = 12
CROP_SENSORS = {
    LABELS[0]: Size(*ONE_INCH_TYPE_MM),
    "1/1.3": size_from_label("1/1.3"),
    "1/2.55": size_from_label("1/2.55"),
}


def one_inch_type_diagram():
    """A tube of 1 inch in section with the sensor that is named after it, at one scale."""
    radius = TUBE_SCALE * INCH_MM / 2
    width, height = (TUBE_SCALE * side for side in ONE_INCH_TYPE_MM)
    left = radius + 1 - width / 2
    top = radius + 1 - height / 2
    beside = 2 * radius + 16
    return Diagram(
        height=2 * radius + 2,
        paths=(
            circle("outline", radius + 1, radius + 1, radius),
            rectangle("area", left, top, width, height),
            polyline("thin", (left, top + height), (left + width, top)),
        ),
        texts=(
            DiagramText(beside, 22, gettext("Glass of a 1-inch tube:")),
            DiagramText(beside, 22 + LINE_HEIGHT, gettext("25.4 mm across")),
            DiagramText(beside, radius, gettext("1-inch-type sensor:")),
            DiagramText(beside, radius + LINE_HEIGHT, gettext("13.2 × 8.8 mm,")),
            DiagramText(beside, radius + 2 * LINE_HEIGHT, gettext("15.9 mm diagonal")),
        ),
        text=gettext("A circle 25.4 mm across; inside it a rectangle of 13.2 × 8.8 mm, whose diagonal is 15.9 mm."),
    )


def type_labels_diagram():
    """The sizes that the rule gives for some labels, on one baseline."""
    sizes = list(map(size_from_label, LABELS))
    scale = (CANVAS_WIDTH - LABEL_GAP * (len(sizes) - 1)) / sum(size.width_mm for size in sizes)
    baseline = scale * sizes[0].height_mm + 1
    paths = []
    texts = []
    words = []
    left = 0.0
    for label, size in zip(LABELS, sizes, strict=True):
        width = scale * size.width_mm
        height = scale * size.height_mm
        paths.append(rectangle("area", left, baseline - height, width, height))
        middle = left + width / 2
        diagonal = figures_localised(format_number(size.diagonal_mm, 1))
        texts.append(DiagramText(middle, baseline + LINE_HEIGHT, _short_label(label), "middle"))
        texts.append(DiagramText(middle, baseline + 2 * LINE_HEIGHT, diagonal, "middle"))
        words.append(f"{_short_label(label)} {figures_localised(f'{size.diagonal_mm:.1f}')} mm")
        left += width + LABEL_GAP
    text = gettext("Diagonals by the rule of thumb: {diagonals}.").format(diagonals=comma_list(words))
    return Diagram(baseline + 2 * LINE_HEIGHT + 4, tuple(paths), tuple(texts), text)


def _short_label(label):
    """“1″”, “1/1.56″”."""
    figure = "1" if label == LABELS[0] else figures_localised(label)
    return gettext("{label}″").format(label=figure)


def crop_factor_diagram():
    """Sensors inside full frame at one scale, each with its crop factor."""
    width, height = (CROP_SCALE * side for side in FULL_FRAME_MM)
    left = (CANVAS_WIDTH - width) / 2
    paths = [rectangle("outline", left, 1, width, height)]
    texts = [DiagramText(CANVAS_WIDTH / 2, LINE_HEIGHT + 6, gettext("Full frame, 36 × 24 mm: 1×"), "middle")]
    words = [gettext("full frame 1×")]
    left += CROP_GAP
    for label, size in CROP_SENSORS.items():
        name = gettext("1-inch") if label == LABELS[0] else _short_label(label)
        side = CROP_SCALE * size.width_mm
        top = height - CROP_GAP - CROP_SCALE * size.height_mm
        factor = figures_localised(f"{crop_factor(size.diagonal_mm):.1f}×")
        paths.append(rectangle("area", left, top, side, CROP_SCALE * size.height_mm))
        texts.append(DiagramText(left + side / 2, top - 5 - LINE_HEIGHT, name, "middle"))
        texts.append(DiagramText(left + side / 2, top - 6, factor, "middle"))
        words.append(gettext("{name} type {factor}").format(name=name, factor=factor))
        left += side + CROP_GAP
    text = gettext("Sensors inside full frame, at one scale, with their crop factors: {factors}.")
    return Diagram(height + 2, tuple(paths), tuple(texts), text.format(factors=comma_list(words)))
