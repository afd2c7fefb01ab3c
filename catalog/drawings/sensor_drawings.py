"""The sensors of every camera of several phones at one scale: the whole as an outline, the part used hatched."""

from dataclasses import dataclass, replace

from catalog.models import Phone
from catalog.quantities import formatters
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


@dataclass(frozen=True)
class SensorFigure:
    """A size in words, and how it is known where nobody states it: “computed” or “estimated”, else empty."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class SensorDrawing:
    """One camera's sensor; ``figures`` and ``remark`` (which lens shares it, what is not known) are its caption."""

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


def sensors_to_scale(phones, imperial=False):
    """``SensorDrawings`` of phones fetched with ``whole``; asks the database nothing more. Areas stay in mm²."""
    rows = tuple(_sensor_row(phone, imperial) for phone in phones)
    references = (
        _reference_drawing("Full frame", FULL_FRAME_MM, imperial),
        _reference_drawing("1-inch type", ONE_INCH_TYPE_MM, imperial),
    )
    return SensorDrawings(rows, references)


def _sensor_row(phone, imperial):
    cameras = list(phone.cameras.all())
    titles = dict(zip([camera.pk for camera in cameras], camera_titles(cameras), strict=True))
    shared = {camera.pk: _shared_sensor_words(camera, cameras, titles) for camera in cameras}
    drawn = [
        _camera_drawing(camera, titles[camera.pk], shared[camera.pk], imperial)
        for camera in cameras
        if camera.sensor_size
    ]
    unknown = [
        _unknown_camera_words(titles[camera.pk], shared[camera.pk]) for camera in cameras if not camera.sensor_size
    ]
    return SensorRow(phone, tuple(drawn), tuple(unknown))


def _shared_sensor_words(camera, cameras, titles):
    """Which other lenses of the phone share its sensor, in words; empty where none is known to."""
    others = [other for other in cameras if camera.pk == other.shares_sensor_with_id]
    others += [other for other in cameras if other.pk == camera.shares_sensor_with_id and other not in others]
    return f"one sensor with {' and '.join(titles[other.pk] for other in others)}" if others else ""


def _unknown_camera_words(title, shared):
    return f"{title} ({shared})" if shared else title


def _camera_drawing(camera, title, shared, imperial):
    whole, part = camera.sensor_size, camera.part_used
    shapes = [
        replace(sensor_rectangle(whole), sure=whole.how != ESTIMATED),
        *_used_part_rectangles(whole, camera.used_size),
    ]
    figures = (_sensor_figure(whole, imperial), *([_sensor_figure(part, imperial, "used ")] if part else []))
    remarks = filter(None, [shared, "only a part is used; its size is not known" if not camera.used_size else ""])
    return _captioned_drawing(title, shapes, figures, "; ".join(remarks))


def _captioned_drawing(title, shapes, figures, remark=""):
    words = [f"{figure.text} {figure.mark}".strip() for figure in figures]
    drawing = row_drawing([shapes], "; ".join([*words, *filter(None, [remark])]), margin=0.2)
    return SensorDrawing(title, drawing, figures, remark)


def _used_part_rectangles(whole, used):
    """The part that makes the picture, in the middle; never drawn larger than the sensor, as sizes may be estimates."""
    if not used:
        return []
    inside = Size(min(used.width_mm, whole.width_mm), min(used.height_mm, whole.height_mm), used.how)
    return [centred_rectangle("used", inside, whole.width_mm, whole.height_mm, sure=used.how != ESTIMATED)]


def _sensor_figure(size, imperial, before=""):
    sides = millimetres_text(size.width_mm, size.height_mm, imperial=imperial)
    text = f"{before}{sides}, {formatters.format_quantity(size.area_mm2, 'mm²', 1)}"
    return SensorFigure(text, "" if size.how == STATED else size.how)


def _reference_drawing(title, sides, imperial):
    return _captioned_drawing(title, [frame_rectangle(sides)], (_sensor_figure(Size(*sides), imperial),))
