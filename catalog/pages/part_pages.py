"""Brands, chipsets and sensors with the phones that readers may see."""

from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.db.models.functions import Lower

from catalog.drawings.scale_drawing import Drawing, at_one_scale, sensor_drawing
from catalog.facts.fact_summaries import FactSummary, fact_summary, text_summary
from catalog.models import Brand, Camera, Chipset, Phone, Sensor
from catalog.quantities import formatters, optics
from catalog.sheet.registry import CAMERA_SPECS, PHONE_SPECS

CHIPSET_FACTS = {
    "chipset_maker": "maker",
    "chipset_part": "part_number",
    "process_nm": "process_nm",
    "cpu": "cpu",
    "cpu_cores": "cpu_cores",
    "cpu_max_ghz": "cpu_max_ghz",
    "gpu": "gpu",
    "modem": "modem",
}
"""Row of the sheet → the chipset's own column."""
SENSOR_FACTS = ("sensor_area_mm2", "sensor_width_mm", "sensor_height_mm", "sensor_type", "megapixels", "pixel_pitch_um")


@dataclass(frozen=True)
class SizedSensor:
    """A sensor with its best known size and its facts; ``size`` and ``drawing`` are None where it has none."""

    sensor: Sensor
    size: optics.Size | None
    drawing: Drawing | None
    facts: tuple[FactSummary, ...]

    @property
    def area_mm2(self):
        """0 where it is not known."""
        return self.size.area_mm2 if self.size else 0


def with_phone_counts(records, phones):
    """``records`` with ``phone_count``, the published phones along the path ``phones``; those with none left out."""
    visible = Q(**{f"{phones}__in": Phone.objects.published()})
    return records.annotate(phone_count=Count(phones, filter=visible, distinct=True)).filter(phone_count__gt=0)


def brands_with_phones():
    """By name, whether it begins with a capital or not."""
    return with_phone_counts(Brand.objects.order_by(Lower("name")), "phones")


def makers_of_phones(brand):
    """The brands that build single phones of ``brand``, each with their ``phone_count``; the one of most first."""
    phones = Phone.objects.published().filter(brand=brand)
    built = Count("phones_made", filter=Q(phones_made__in=phones), distinct=True)
    makers = Brand.objects.annotate(phone_count=built).filter(phone_count__gt=0)
    return makers.order_by("-phone_count", Lower("name"))


def chipsets_with_phones():
    return with_phone_counts(Chipset.objects.all(), "phone_chipsets__phone")


def sensors_with_phones():
    return with_phone_counts(Sensor.objects.all(), "cameras__phone")


def sensors_by_area():
    """Sensors that phones use, drawn at one scale: the largest first, those of unknown size last."""
    entries = list(map(sized_sensor, sensors_with_phones()))
    entries.sort(key=lambda entry: (-entry.area_mm2, str(entry.sensor)))
    drawings = at_one_scale([entry.drawing for entry in entries])
    return [replace(entry, drawing=drawing) for entry, drawing in zip(entries, drawings, strict=True)]


def sized_sensor(sensor):
    """As a camera has it of which nothing but the sensor is known."""
    camera = Camera(sensor=sensor, megapixels=sensor.megapixels)
    facts = tuple(fact_summary(CAMERA_SPECS[key], camera) for key in SENSOR_FACTS)
    return SizedSensor(sensor, camera.sensor_size, sensor_drawing(camera.sensor_size, str(sensor)), facts)


def sensor_facts(entry):
    """All that is stored of a sensor."""
    sensor = entry.sensor
    sides = filter(None, (sensor.width_px, sensor.height_px))
    return [
        text_summary("Maker", sensor.maker),
        *entry.facts,
        text_summary("Pixels", " × ".join(map(formatters.format_number, sides))),
        text_summary("Colour filter", sensor.get_filter_array_display()),
        text_summary("Notes", sensor.notes),
    ]


def chipset_facts(chipset):
    facts = []
    for key, column in CHIPSET_FACTS.items():
        spec = PHONE_SPECS[key]
        value = getattr(chipset, column)
        text = None if value is None else spec.text(value)
        facts.append(text_summary(spec.label, text))
    return [*facts, text_summary("Notes", chipset.notes)]


def camera_roles_by_slug(sensor, phones):
    """Slug → in which of the phone's cameras the sensor sits: “Main camera”. Cameras must be prefetched."""
    return {phone.slug: ", ".join(_camera_roles(sensor, phone)) for phone in phones}


def _camera_roles(sensor, phone):
    roles = {}
    for camera in phone.cameras.all():
        if camera.sensor_id == sensor.id:
            roles[camera.role] = camera.get_role_display()
    return roles.values()
