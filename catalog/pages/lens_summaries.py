"""Rear lenses in short, for cards and rows of lists."""

from dataclasses import dataclass
from math import inf

from catalog.models.vocabulary import HELPER_ROLES
from catalog.quantities import formatters
from catalog.sheet.phone_parts import REAR, camera_titles, cameras_facing, main_camera
from catalog.sheet.registry import CAMERA_SPECS
from catalog.sheet.zoom_positions import f_numbers_at_ends, focal_length_ends


@dataclass(frozen=True)
class LensSummary:
    """``focal_length`` (“24 mm”) and ``f_number`` (“f/1.8”) are empty where they are not known."""

    title: str
    focal_length: str
    f_number: str
    is_main: bool


def lens_summaries(phone):
    """Of a phone with its cameras and their sensors: those that take pictures, the shortest focal length first."""
    cameras = cameras_facing(phone, REAR)
    titles = dict(zip(cameras, camera_titles(cameras), strict=True))
    main = main_camera(phone)
    pictures = [camera for camera in cameras if camera.role not in HELPER_ROLES]
    pictures.sort(key=_shortest)
    summaries = []
    for camera in pictures:
        summaries.append(_summary(camera, titles[camera], is_main=camera == main))
    return tuple(summaries)


def _shortest(camera):
    shortest, _ = focal_length_ends(camera)
    return inf if shortest is None else shortest


def _summary(camera, title, *, is_main):
    return LensSummary(title, _focal_length_words(camera), _f_number_words(camera), is_main)


def _focal_length_words(camera):
    shortest, longest = focal_length_ends(camera)
    if shortest is None:
        return ""
    at_short = formatters.format_quantity(shortest, "mm", 1)
    return formatters.format_span(at_short, formatters.format_quantity(longest, "mm", 1))


def _f_number_words(camera):
    """“f/1.8”, of a zoom “f/2.3–3.5”."""
    texts = list(map(CAMERA_SPECS["f_number"].text, filter(None, f_numbers_at_ends(camera))))
    if not texts:
        return ""
    return formatters.format_span(texts[0], texts[-1])
