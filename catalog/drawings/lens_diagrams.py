"""Lenses explained: views, openings, zoom factors, crops and folded light paths."""

from math import atan, cos, log, sin

from catalog.languages.active_language import gettext
from catalog.languages.figures_in_texts import figures_localised
from catalog.languages.listed_words import clause_list, comma_list
from catalog.quantities.formatters import format_number
from catalog.quantities.optics import FULL_FRAME_DIAGONAL_MM, crop_area_share, crop_factor, size_from_label

from .diagrams import (
    CANVAS_WIDTH,
    LINE_HEIGHT,
    Diagram,
    DiagramText,
    circle,
    joined_paths,
    polyline,
    rectangle,
    sector,
)
from .linear_scale import LinearScale
from .scale_drawing import ONE_INCH_TYPE_MM

MIDDLE = CANVAS_WIDTH / 2
VIEWS_MM = (13, 24, 50, 120)
RAY = 134
FULL_STOPS = (1.4, 2, 2.8, 4)
OPENING = 112
"""Diameter of the opening at f/1 in the drawing of stops."""
F_NUMBER = 1.8
FOCAL_LENGTH_MM = 24
PUPIL_SCALE = 9
MAIN_LENSES_MM = (23, 24, 26)
ZOOM_FACTOR = 5
PICTURE_MP = 50
CROPS = (1, 2, 5)
PICTURE = (240, 180)
FILTER_COLOURS = ("RG", "GB")
XPAN_MM = (65, 24)
FILM_MM = (36, 24)
XPAN_SCALE = 4.4


def focal_length_diagram():
    """Views across the diagonal, as rays from one place."""
    foot = RAY + 24
    paths = []
    texts = []
    for mm in VIEWS_MM:
        half = atan(FULL_FRAME_DIAGONAL_MM / 2 / mm)
        across = RAY * sin(half)
        up = foot - RAY * cos(half)
        paths.append(sector("area", (MIDDLE, foot), (across, foot - up), RAY))
        texts.append(DiagramText(MIDDLE + 1.04 * across + 3, foot - 1.04 * (foot - up), f"{mm} mm"))
    text = gettext("Rays from one place: the view gets narrower from {shortest} to {longest} mm.")
    text = text.format(shortest=VIEWS_MM[0], longest=VIEWS_MM[-1])
    return Diagram(foot + 8, (*paths, circle("dot", MIDDLE, foot, 4)), tuple(texts), text)


def full_stops_diagram():
    """Openings of one lens, each letting in half the light of the one before."""
    radius = OPENING / FULL_STOPS[0] / 2
    paths = []
    texts = []
    for number, f_number in enumerate(FULL_STOPS):
        x = CANVAS_WIDTH * (number + 0.5) / len(FULL_STOPS)
        paths.append(circle("glass", x, radius + 1, OPENING / f_number / 2))
        texts.append(DiagramText(x, 2 * radius + LINE_HEIGHT + 4, figures_localised(f"f/{f_number}"), "middle"))
    text = gettext("Four circles: each opening lets in half the light of the one before.")
    return Diagram(2 * radius + LINE_HEIGHT + 10, tuple(paths), tuple(texts), text)


def _pupils():
    """(name, crop factor) of the sensors behind three lenses."""
    one_inch = (ONE_INCH_TYPE_MM[0] ** 2 + ONE_INCH_TYPE_MM[1] ** 2) ** 0.5
    small = "1/2.55"
    yield gettext("Full frame"), 1
    yield gettext("1-inch type"), crop_factor(one_inch)
    yield (
        gettext("{label}″ type").format(label=figures_localised(small)),
        crop_factor(size_from_label(small).diagonal_mm),
    )


def equivalent_f_number_diagram():
    """The openings of three lenses of one view and one f-number, at one scale."""
    radius = PUPIL_SCALE * FOCAL_LENGTH_MM / F_NUMBER / 2
    paths = []
    texts = []
    words = []
    for (name, factor), x in zip(_pupils(), (radius + 1, 180, 275), strict=True):
        millimetres = FOCAL_LENGTH_MM / F_NUMBER / factor
        opening = PUPIL_SCALE * millimetres / 2
        equivalent = figures_localised(f"f/{F_NUMBER * factor:.1f}")
        width = figures_localised(f"{millimetres:.1f} mm")
        paths.append(circle("glass", x, 2 * radius - opening + 1, opening))
        captions = (name, width, f"= {equivalent}")
        for line, caption in enumerate(captions, 1):
            texts.append(DiagramText(x, 2 * radius + 4 + line * LINE_HEIGHT, caption, "middle"))
        words.append(comma_list([f"{name} {width}", equivalent]))
    text = gettext("Openings at one scale: {openings}.").format(openings=clause_list(words))
    return Diagram(2 * radius + 4 * LINE_HEIGHT, tuple(paths), tuple(texts), text)


def zoom_factor_diagram():
    """Five times three main lenses, on an axis of focal lengths."""
    scale = LinearScale(log(20), log(150), 0, CANVAS_WIDTH)
    paths = []
    texts = []
    words = []
    for number, mm in enumerate(MAIN_LENSES_MM):
        y = 22 + 38 * number
        start, end = scale(log(mm)), scale(log(ZOOM_FACTOR * mm))
        paths.append(polyline("line", (start, y), (end, y)))
        paths.append(circle("dot", start, y, 4))
        paths.append(circle("dot", end, y, 4))
        texts.append(DiagramText(start, y - 9, f"{mm} mm", "middle"))
        texts.append(DiagramText((start + end) / 2, y - 6, f"{ZOOM_FACTOR}×", "middle"))
        texts.append(DiagramText(end, y - 9, f"{ZOOM_FACTOR * mm} mm", "middle"))
        words.append(gettext("{main} mm gives {longer} mm").format(main=mm, longer=ZOOM_FACTOR * mm))
    text = gettext("Five times three main lenses: {lenses}.").format(lenses=comma_list(words))
    return Diagram(22 + 38 * 2 + 10, tuple(paths), tuple(texts), text)


def crop_zoom_diagram():
    """What digital zoom leaves of a picture: frames inside one another."""
    width, height = PICTURE
    left = (CANVAS_WIDTH - width) / 2
    paths = []
    texts = []
    words = []
    for ratio in CROPS:
        across, along = width / ratio, height / ratio
        frame_left, frame_top = left + (width - across) / 2, 1 + (height - along) / 2
        paths.append(rectangle("outline" if ratio == 1 else "area", frame_left, frame_top, across, along))
        pixels = figures_localised(format_number(PICTURE_MP * crop_area_share(ratio), 1))
        caption = gettext("{ratio}×: {pixels} MP").format(ratio=ratio, pixels=pixels)
        below = along + LINE_HEIGHT if ratio == CROPS[-1] else LINE_HEIGHT
        texts.append(DiagramText(MIDDLE, frame_top + below, caption, "middle"))
        words.append(caption)
    text = gettext("What is left of a {pixels} MP picture: {crops}.").format(pixels=PICTURE_MP, crops=comma_list(words))
    return Diagram(height + 2, tuple(paths), tuple(texts), text)


def periscope_diagram():
    """A telephoto lying in a body, schematic: light is turned by a prism and runs along the body to the sensor."""
    lenses = map(_lens_from_the_side, (150, 170, 192))
    return Diagram(
        height=136,
        paths=(
            rectangle("outline", 1, 48, 318, 68),
            polyline("glass", (66, 104), (110, 104), (110, 60), (66, 104)),
            *lenses,
            rectangle("area", 252, 62, 7, 40),
            polyline("light", (88, 132), (88, 82), (252, 82)),
        ),
        texts=(
            DiagramText(98, 132, gettext("light")),
            DiagramText(88, 40, gettext("prism"), "middle"),
            DiagramText(171, 40, gettext("lenses, lying flat"), "middle"),
            DiagramText(262, 40, gettext("sensor"), "middle"),
        ),
        text=gettext(
            "Section of a phone: light enters at the back, a prism turns it by 90°, and it runs along the body through "
            "lenses to an upright sensor."
        ),
    )


def _lens_from_the_side(x):
    return rectangle("glass", x - 4, 60, 8, 44)


def pixel_binning_diagram():
    """Four neighbours under one colour become one pixel twice as wide."""
    fine = []
    joined = []
    texts = [DiagramText(76, 128, "50 MP", "middle"), DiagramText(244, 128, figures_localised("12.5 MP"), "middle")]
    for number in range(16):
        row, column = divmod(number, 4)
        fine.append(rectangle("outline", 20 + 28 * column, 1 + 28 * row, 28, 28))
        texts.append(DiagramText(34 + 28 * column, 19 + 28 * row, FILTER_COLOURS[row // 2][column // 2], "middle"))
    for number in range(4):
        row, column = divmod(number, 2)
        joined.append(rectangle("area", 188 + 56 * column, 1 + 56 * row, 56, 56))
        texts.append(DiagramText(216 + 56 * column, 33 + 56 * row, FILTER_COLOURS[row][column], "middle"))
    arrow = polyline("line", (144, 57), (176, 57), (170, 51), (176, 57), (170, 63))
    text = gettext(
        "Left 4 × 4 pixels, in groups of four under one colour; right the 2 × 2 pixels that they are joined to."
    )
    return Diagram(134, (joined_paths("outline", fine), joined_paths("area", joined), arrow), tuple(texts), text)


def xpan_diagram():
    """A panorama of 65 × 24 mm beside the usual frame of film, at one scale."""
    width, height = (XPAN_SCALE * side for side in XPAN_MM)
    film, _ = (XPAN_SCALE * side for side in FILM_MM)
    left = (CANVAS_WIDTH - width) / 2
    inside = (CANVAS_WIDTH - film) / 2
    caption = gettext("65 × 24 mm; dashed: 36 × 24 mm, full frame")
    return Diagram(
        height + LINE_HEIGHT + 8,
        (rectangle("area", left, 1, width, height), rectangle("dashed", inside, 1, film, height)),
        (DiagramText(MIDDLE, height + LINE_HEIGHT + 3, caption, "middle"),),
        gettext("A frame of 65 × 24 mm, and inside it one of 36 × 24 mm, at one scale."),
    )
