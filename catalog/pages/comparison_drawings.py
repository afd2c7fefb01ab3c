"""The drawings of a comparison, beside its table."""

from dataclasses import dataclass

from catalog.comparison.comparison_query import ComparisonQuery
from catalog.drawings.bodies import Bodies, bodies_side_by_side
from catalog.drawings.body_overlays import BodyOverlay, body_overlay
from catalog.drawings.scale_drawing import DRAWING_CAVEAT
from catalog.drawings.sensor_drawings import SensorDrawings, sensors_to_scale

from .light_section import LightSection, light_section


@dataclass(frozen=True)
class ComparisonDrawings:
    """One of ``bodies`` and ``overlay`` is drawn, as asked; the other is None."""

    asked: ComparisonQuery
    light: LightSection
    sensors: SensorDrawings
    bodies: Bodies | None
    overlay: BodyOverlay | None

    caveat = DRAWING_CAVEAT

    @property
    def beside(self):
        """Query string that draws bodies beside one another; “?” for an empty one."""
        return self.asked.having(overlaid=False).query or "?"

    @property
    def over(self):
        return self.asked.having(overlaid=True).query


def comparison_drawings(phones, asked):
    """The pictures of phones fetched whole; they ask the database nothing."""
    imperial = asked.imperial
    return ComparisonDrawings(
        asked,
        light=light_section(phones, asked),
        sensors=sensors_to_scale(phones),
        bodies=None if asked.overlaid else bodies_side_by_side(phones, imperial),
        overlay=body_overlay(phones, imperial) if asked.overlaid else None,
    )
