"""The drawings of a comparison, beside its table."""

from dataclasses import dataclass

from catalog.comparison.options import Asked
from catalog.drawings.bodies import Bodies, bodies_side_by_side
from catalog.drawings.body_overlays import Overlay, bodies_overlaid
from catalog.drawings.scale_drawing import CAVEAT
from catalog.drawings.sensor_drawings import Sensors, sensors_to_scale

from .light_section import LightSection, light_section


@dataclass(frozen=True)
class Pictures:
    """One of ``bodies`` and ``overlay`` is drawn, as asked; the other is None."""

    asked: Asked
    light: LightSection
    sensors: Sensors
    bodies: Bodies | None
    overlay: Overlay | None

    caveat = CAVEAT

    @property
    def beside(self):
        """What the address asks to draw bodies beside one another."""
        return self.asked.having(overlaid=False).query or "?"

    @property
    def over(self):
        return self.asked.having(overlaid=True).query


def pictures_of(phones, asked):
    """The pictures of phones fetched whole; they ask the database nothing."""
    imperial = asked.imperial
    return Pictures(
        asked,
        light_section(phones, asked),
        sensors_to_scale(phones, imperial),
        None if asked.overlaid else bodies_side_by_side(phones, imperial),
        bodies_overlaid(phones, imperial) if asked.overlaid else None,
    )
