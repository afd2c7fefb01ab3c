"""The sensors of every camera of several phones at one scale: the whole as an outline, the part used hatched."""

from dataclasses import dataclass, replace
from operator import attrgetter

from django.utils.translation import gettext_noop

from catalog.facts.derived_values import derived_once_a_language
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import clause_list, joined_list
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import quantity_text
from catalog.models import Phone
from catalog.quantities.optics import ESTIMATED, STATED, Size
from catalog.sheet.phone_parts import camera_titles

from .scale_drawing import (
    FULL_FRAME_MM,
    ONE_INCH_TYPE_MM,
    Drawing,
    centred_rectangle,
    frame_rectangle,
    millimetres_text,
    row_drawing,
    sensor_rectangle,
)

SENSOR_GAP_MM = 1.5
FULL_FRAME, ONE_INCH_TYPE = gettext_noop("Full frame"), gettext_noop("1-inch type")


@dataclass(frozen=True)
class SensorFigure:
    """A size in words. ``mark`` is “computed” or “estimated”, empty where a source states it."""

    text: str
    mark: str = ""

    @property
    def words(self):
        """Both of them."""
        if not self.mark:
            return self.text
        return gettext("{size} {mark}").format(size=self.text, mark=self.mark)


@dataclass(frozen=True)
class SensorDrawing:
    """One camera's sensor; ``figures`` and ``remark`` (which lens shares it, what is not known) are its caption. Its
    ``title`` is English, by which it is found; pages localise it."""

    title: str
    drawing: Drawing
    figures: tuple[SensorFigure, ...]
    remark: str = ""


@dataclass(frozen=True)
class SensorRow:
    """A phone's sensors; ``unknown`` names the cameras of which no size is known, each with why."""

    phone: Phone
    sensors: tuple[SensorDrawing, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class SensorDrawings:
    rows: tuple[SensorRow, ...]
    references: tuple[SensorDrawing, ...]


def sensors_to_scale(phones):
    """``SensorDrawings`` of phones fetched with ``whole``; asks the database nothing more."""
    rows = tuple(map(_sensor_row, phones))
    references = (
        _reference_drawing(FULL_FRAME, FULL_FRAME_MM),
        _reference_drawing(ONE_INCH_TYPE, ONE_INCH_TYPE_MM),
    )
    return SensorDrawings(rows, references)


def sized_sensor_drawing(title, size, remark=""):
    """A sensor of which no more is known than its ``Size``."""
    shape = replace(sensor_rectangle(size), sure=size.how != ESTIMATED)
    return _captioned_drawing(title, [shape], (_sensor_figure(size),), remark)


def one_inch_type_drawing():
    return _reference_drawing(ONE_INCH_TYPE, ONE_INCH_TYPE_MM)


@derived_once_a_language
def _sensor_row(phone):
    cameras = list(phone.cameras.all())
    titles = dict(zip(map(attrgetter("pk"), cameras), camera_titles(cameras), strict=True))
    drawn = []
    unknown = []
    for camera in cameras:
        title = titles[camera.pk]
        shared = _shared_sensor_words(camera, cameras, titles)
        whole = camera.sensor_size
        if whole:
            drawn.append(_camera_drawing(camera, whole, title, shared))
        else:
            unknown.append(_unknown_camera_words(title, shared))
    return SensorRow(phone, tuple(drawn), tuple(unknown))


def _shared_sensor_words(camera, cameras, titles):
    """Which other lenses of the phone share its sensor, in words; empty where none is known to."""
    others = {}
    for other in cameras:
        if other.shares_sensor_with_id == camera.pk:
            others[other.pk] = titles[other.pk]
    if camera.shares_sensor_with_id in titles:
        others.setdefault(camera.shares_sensor_with_id, titles[camera.shares_sensor_with_id])
    if not others:
        return ""
    return gettext("one sensor with {cameras}").format(cameras=_joined_by_and(map(localised, others.values())))


def _joined_by_and(texts):
    """“a and b and c”."""
    joined = ""
    for text in texts:
        joined = joined_list(filter(None, [joined, text]))
    return joined


def _unknown_camera_words(title, shared):
    if not shared:
        return localised(title)
    return gettext("{camera} ({remark})").format(camera=localised(title), remark=shared)


def _camera_drawing(camera, whole, title, shared):
    sensor = replace(sensor_rectangle(whole), sure=whole.how != ESTIMATED)
    used_size = camera.used_size
    shapes = [sensor, *_used_part_rectangles(whole, used_size)]
    figures = [_sensor_figure(whole)]
    part = camera.part_used
    if part:
        used = _sensor_figure(part)
        figures.append(replace(used, text=gettext("used {size}").format(size=used.text)))
    remarks = [shared]
    if not used_size:
        remarks.append(gettext("only a part is used; its size is not known"))
    return _captioned_drawing(title, shapes, tuple(figures), clause_list(filter(None, remarks)))


def _captioned_drawing(title, shapes, figures, remark=""):
    words = [*map(attrgetter("words"), figures), remark]
    drawing = row_drawing([shapes], clause_list(filter(None, words)), margin=0.2)
    return SensorDrawing(title, drawing, figures, remark)


def _used_part_rectangles(whole, used):
    """The part that makes the picture, in the middle; never drawn larger than the sensor, as sizes may be estimates."""
    if not used:
        return []
    width = min(used.width_mm, whole.width_mm)
    height = min(used.height_mm, whole.height_mm)
    inside = Size(width, height, used.how)
    return [centred_rectangle("used", inside, whole.width_mm, whole.height_mm, sure=used.how != ESTIMATED)]


def _sensor_figure(size):
    sides = localised(millimetres_text(size.width_mm, size.height_mm))
    text = gettext("{sides}, {area}").format(sides=sides, area=quantity_text(size.area_mm2, "mm²", 1))
    return SensorFigure(text, localised("" if size.how == STATED else size.how))


def _reference_drawing(title, sides):
    return _captioned_drawing(title, [frame_rectangle(sides)], (_sensor_figure(Size(*sides)),))


def sensor_beside_full_frame(size, name):
    """A sensor beside the 36 × 24 mm that equivalent figures refer to; None where its size is not known."""
    if not size:
        return None
    views = [[sensor_rectangle(size)], [frame_rectangle(FULL_FRAME_MM)]]
    figure = _sensor_figure(size)
    words = gettext("{sensor}: {size}, beside full frame: {full_frame}")
    if figure.mark:
        words = gettext("{sensor}: {size}, {mark}, beside full frame: {full_frame}")
    full_frame = localised(millimetres_text(*FULL_FRAME_MM))
    text = words.format(sensor=name, size=figure.text, mark=figure.mark, full_frame=full_frame)
    return row_drawing(views, text, gap=SENSOR_GAP_MM, margin=0.2)
