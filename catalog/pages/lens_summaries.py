"""Rear lenses in short, for cards and rows of lists."""

from dataclasses import dataclass
from math import inf

from catalog.facts.fact_summaries import fact_summary
from catalog.models.vocabulary import HELPER_ROLES
from catalog.quantities import formatters
from catalog.sheet.phone_parts import REAR, camera_titles, cameras_facing, main_camera
from catalog.sheet.registry import CAMERA_SPECS
from catalog.sheet.zoom_positions import focal_length_ends


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
    return tuple(_summary(camera, titles[camera], is_main=camera == main) for camera in pictures)


def _shortest(camera):
    shortest, _ = focal_length_ends(camera)
    return inf if shortest is None else shortest


def _summary(camera, title, *, is_main):
    f_number = fact_summary(CAMERA_SPECS["f_number"], camera)
    return LensSummary(title, _focal_length_words(camera), f_number.text if f_number.is_known else "", is_main)


def _focal_length_words(camera):
    shortest, longest = focal_length_ends(camera)
    if shortest is None:
        return ""
    ends = [formatters.format_quantity(length, "mm", 1) for length in (shortest, longest)]
    return formatters.format_span(*ends)
