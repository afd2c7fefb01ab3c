"""What tells how far a phone resembles another: a few readings of camera and body."""

from typing import NamedTuple

from catalog.models.vocabulary import HELPER_ROLES, Section
from catalog.sheet import phone_parts, spec_values
from catalog.sheet.registry import PHONE_SPECS
from catalog.sheet.spec import SpecValue

READ_KEYS = (
    "main_equivalent_f_number", "main_used_area_mm2", "main_sensor_area_mm2", "weight_g", "height_mm", "width_mm",
    "depth_mm",
)  # fmt: skip


class PhoneReadings(NamedTuple):
    """``focal_lengths`` are both ends of each rear lens and the steps between, shortest first; empty where none is
    known. ``unknown_lenses``: how many rear lenses are listed without theirs; helpers that take no pictures have none.
    ``values``: the readings of ``READ_KEYS`` that are known."""

    slug: str
    full_name: str
    focal_lengths: list
    unknown_lenses: int
    is_every_lens_listed: bool
    values: dict[str, SpecValue]

    @classmethod
    def of(cls, phone):
        """Of a phone fetched whole."""
        lengths = spec_values.focal_lengths(phone)
        readings = {key: PHONE_SPECS[key].reading(phone) for key in READ_KEYS}
        return cls(
            phone.slug,
            phone.full_name,
            lengths.value if lengths else [],
            _unknown_lens_count(phone),
            phone.is_whole(Section.REAR_CAMERAS),
            {key: value for key, value in readings.items() if value is not None},
        )

    def as_json(self):
        return [*self[:-1], {key: [value.value, value.how] for key, value in self.values.items()}]

    @classmethod
    def from_json(cls, row):
        *rest, values = row
        return cls(*rest, {key: SpecValue(*value) for key, value in values.items()})

    @property
    def is_every_lens_known(self):
        """Whether all its rear lenses are listed with their focal lengths: else there may be more."""
        return self.is_every_lens_listed and not self.unknown_lenses

    @property
    def used_sensor_area(self):
        """Of the part of the main sensor that is used, else of the whole; None where it is not known."""
        return self.values.get("main_used_area_mm2") or self.values.get("main_sensor_area_mm2")


def _unknown_lens_count(phone):
    count = 0
    for camera in phone_parts.cameras_facing(phone, phone_parts.REAR):
        if camera.role not in HELPER_ROLES and camera.short_mm is None:
            count += 1
    return count
