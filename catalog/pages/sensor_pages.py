"""Sensors: all at one scale by classes of size; each beside others that readers know, with the phones that use it."""

from dataclasses import dataclass, replace
from operator import attrgetter

from django.db.models import Prefetch
from django.utils.translation import gettext, gettext_noop

from catalog.drawings.scale_drawing import (
    FULL_FRAME_MM,
    ONE_INCH_TYPE_MM,
    Drawing,
    frame_rectangle,
    millimetres_text,
    row_drawing,
    sensor_rectangle,
)
from catalog.drawings.sensor_drawings import SensorDrawing, one_inch_type_drawing, sized_sensor_drawing
from catalog.facts.fact_summaries import FactSummary, fact_summary, text_summary
from catalog.finder.index_cache import phones_in_order
from catalog.finder.newest_phones import newest_keys
from catalog.languages.listed_words import clause_list, comma_list
from catalog.languages.localised_text import is_default_language, localised
from catalog.languages.printed_figures import quantity_text
from catalog.models import Camera, Phone, Sensor
from catalog.models.vocabulary import Role
from catalog.quantities import formatters, optics
from catalog.sheet.phone_parts import main_camera
from catalog.sheet.registry import CAMERA_SPECS

from .part_pages import remarks_of, sensors_with_phones

SENSOR_FACTS = ("sensor_type", "sensor_area_mm2", "sensor_width_mm", "sensor_height_mm", "megapixels", "pixel_pitch_um")
SIZE_CLASSES = (
    (90, gettext_noop("Over 90 mm²"), gettext_noop("1-inch type and close to it")),
    (58, gettext_noop("58 to 90 mm²"), gettext_noop("about 1/1.4 to 1/1.2-inch type")),
    (36, gettext_noop("36 to 58 mm²"), gettext_noop("about 1/1.8 to 1/1.5-inch type")),
    (26, gettext_noop("26 to 36 mm²"), gettext_noop("about 1/2.3 to 1/1.9-inch type")),
    (0, gettext_noop("Under 26 mm²"), gettext_noop("about 1/2.5-inch type and smaller")),
)
"""(least area in mm², label, type labels that are usual there), the largest first."""
NEWEST_PHONES = 60
"""Among how many of the newest phones those are looked for that a sensor is drawn beside."""
SAME_AREA_WITHIN = 3
"""Percent of a difference in area that nobody sees."""
ALL_OF_IT = 99.5
"""Share in percent from which on a lens is said to use the whole sensor."""


@dataclass(frozen=True)
class SizedSensor:
    """A sensor with its best known size and its facts; ``size`` and ``drawing`` are None where it has none."""

    sensor: Sensor
    size: optics.Size | None
    drawing: Drawing | None
    facts: dict[str, FactSummary]

    @property
    def area_mm2(self):
        """0 where it is not known."""
        return self.size.area_mm2 if self.size else 0

    @property
    def sides(self):
        """“13.11 × 9.83 mm”; empty where they are not known."""
        return millimetres_text(self.size.width_mm, self.size.height_mm) if self.size else ""

    @property
    def short_sides(self):
        """“13.1 × 9.8 mm”."""
        sides = [formatters.format_number(side, 1) for side in (self.size.width_mm, self.size.height_mm)]
        return f"{' × '.join(sides)}{formatters.THIN_SPACE}mm"

    @property
    def mark(self):
        """“computed” or “estimated”; empty where its size is stated or not known."""
        return "" if not self.size or self.size.how == optics.STATED else self.size.how

    @property
    def sentence(self):
        return size_sentence(self)

    @property
    def type_and_pitch(self):
        """“1/1.28″”, “1.22 µm”: those that are known."""
        label = self.sensor.sensor_type
        words = [short_type_words(label)] if label else []
        return [*words, *self.known("pixel_pitch_um")]

    def known(self, *keys):
        """The texts of those of its facts that are known."""
        return [localised(self.facts[key].text, key) for key in keys if self.facts[key].is_known]


def short_type_words(label):
    """“1-inch”, “1/1.28″”; other languages have no shorter words than with “type”."""
    if optics.label_denominator(label) == 1:
        return gettext("1-inch")
    if is_default_language():
        return f"{label}″"
    return localised(f"{label}″ type")


@dataclass(frozen=True)
class SensorClass:
    """Sensors of about one size, the largest first."""

    label: str
    types: str
    entries: tuple[SizedSensor, ...]


def sensors_by_size(snapshot):
    """(``SensorClass``es of sensors that phones use, those of unknown size). One query, and none where the snapshot has
    been asked before."""
    return snapshot.get_or_set("sensors by size", lambda: _sensors_by_size(sensors_with_phones(snapshot)))


def _sensors_by_size(sensors):
    entries = sorted(map(sized_sensor, sensors), key=lambda entry: (-entry.area_mm2, str(entry.sensor)))
    unsized = []
    by_label = {label: [] for _, label, _ in SIZE_CLASSES}
    for entry in entries:
        of_class = by_label[size_class_label(entry.area_mm2)] if entry.size else unsized
        of_class.append(entry)
    classes = [SensorClass(label, types, tuple(by_label[label])) for _, label, types in SIZE_CLASSES]
    return list(filter(attrgetter("entries"), classes)), unsized


def size_class_label(area_mm2):
    return next(label for least, label, _ in SIZE_CLASSES if area_mm2 >= least)


def sized_sensor(sensor):
    """As a camera has it of which nothing but the sensor is known."""
    camera = Camera(sensor=sensor, megapixels=sensor.megapixels)
    facts = {key: fact_summary(CAMERA_SPECS[key], camera) for key in SENSOR_FACTS}
    size = camera.sensor_size
    return SizedSensor(sensor, size, outline_of_sensor(size), facts)


def outline_of_sensor(size):
    """Its rectangle, dashed where its size is estimated; None where it is not known."""
    if not size:
        return None
    shape = replace(sensor_rectangle(size), sure=size.how != optics.ESTIMATED)
    return row_drawing([[shape]], "", margin=0.2)


def full_frame_drawing(classes):
    """Full frame, with the largest and the smallest sensor of ``classes`` in its corner."""
    sizes = []
    if classes:
        sizes = [classes[0].entries[0].size, classes[-1].entries[-1].size]
    frame = frame_rectangle(FULL_FRAME_MM)
    inside = [replace(sensor_rectangle(size), y=frame.height - size.height_mm) for size in sizes]
    return row_drawing([[frame, *inside]], "", margin=0.2)


def sensor_facts(entry):
    """All that is stored of a sensor."""
    sensor = entry.sensor
    sides = filter(None, (sensor.width_px, sensor.height_px))
    return [
        text_summary(gettext_noop("Maker"), sensor.maker),
        *entry.facts.values(),
        text_summary(gettext_noop("Pixels"), " × ".join(map(formatters.format_number, sides))),
        text_summary(gettext_noop("Colour filter"), sensor.get_filter_array_display()),
        *remarks_of(sensor),
    ]


def size_sentence(entry):
    """“9.99 × 7.5 mm, 64 % of the area of a 1-inch-type sensor.”"""
    if not entry.size:
        return gettext("Its size is not known.")
    words = gettext("{sides}, {comparison}.")
    if entry.mark == optics.ESTIMATED:
        words = gettext("About {sides}, {comparison}.")
    return words.format(sides=localised(entry.sides), comparison=area_beside_one_inch(entry))


def area_beside_one_inch(entry):
    """“62 % of the area of a 1-inch-type sensor”."""
    share = round(100 * entry.area_mm2 / optics.Size(*ONE_INCH_TYPE_MM).area_mm2)
    if abs(share - 100) <= SAME_AREA_WITHIN:
        return gettext("about as large as a 1-inch-type sensor")
    if share > 100:
        more = quantity_text(share - 100, "%")
        return gettext("{share} more area than a 1-inch-type sensor of 13.2 × 8.8 mm").format(share=more)
    return gettext("{share} of the area of a 1-inch-type sensor").format(share=quantity_text(share, "%"))


def sensor_neighbours(entry, snapshot):
    """``SensorDrawing``s at one scale: the sensor, 1-inch type, and main sensors of phones of today. Empty where the
    size of the sensor is not known."""
    if not entry.size:
        return []
    drawings = [sized_sensor_drawing(str(entry.sensor), entry.size, gettext("this sensor")), one_inch_type_drawing()]
    phones = snapshot.get_or_set("newest main cameras", lambda: newest_phones_with_main_cameras(snapshot))
    drawings += filter(None, (largest_sensor_of(phones), smallest_phone_of(phones)))
    return drawings


def newest_phones_with_main_cameras(snapshot):
    """Of each the name, its sides and its main cameras, and nothing else. Two queries."""
    cameras = Camera.objects.filter(role=Role.MAIN).select_related("sensor")
    phones = Phone.objects.named().prefetch_related(Prefetch("cameras", cameras))
    few_columns = phones.only("name", "slug", "brand__name", "form_factor", "height_mm", "width_mm")
    return phones_in_order(newest_keys(snapshot, most=NEWEST_PHONES), few_columns)


def largest_sensor_of(phones):
    """The main sensor of the one of ``phones`` that has the largest; None where no size is known."""
    known = list(filter(main_sensor_size, phones))
    if not known:
        return None
    phone = max(known, key=lambda phone: main_sensor_size(phone).area_mm2)
    remark = gettext("largest main sensor of the {number} newest phones").format(number=len(phones))
    return phone_sensor_drawing(phone, remark)


def smallest_phone_of(phones):
    """The main sensor of the smallest of ``phones``; None where none has all its sides and that known."""
    known = []
    for phone in phones:
        if not phone.folds and phone.height_mm and phone.width_mm and main_sensor_size(phone):
            known.append(phone)
    if not known:
        return None
    phone = min(known, key=lambda phone: phone.height_mm * phone.width_mm)
    remark = gettext("main sensor of the smallest of the {number} newest phones").format(number=len(phones))
    return phone_sensor_drawing(phone, remark)


def phone_sensor_drawing(phone, remark) -> SensorDrawing:
    return sized_sensor_drawing(phone.full_name, main_sensor_size(phone), remark)


def main_sensor_size(phone):
    camera = main_camera(phone)
    return camera and camera.sensor_size


def lens_note(sensor, phone):
    """“Main camera, 23 mm, f/1.8, uses 94 % of the sensor” for each lens with it. Cameras must be prefetched."""
    lenses = [lens_words(camera) for camera in phone.cameras.all() if camera.sensor_id == sensor.pk]
    return clause_list(dict.fromkeys(lenses))


def lens_words(camera):
    words = [localised(camera.get_role_display())]
    for key in ("focal_length_eq_mm", "f_number"):
        fact = fact_summary(CAMERA_SPECS[key], camera)
        if fact.is_known:
            words.append(localised(fact.text, key))
    words.append(used_part_words(camera))
    return comma_list(filter(None, words))


def used_part_words(camera):
    """How much of its sensor a lens uses; empty where nothing is said of a part."""
    if not camera.names_a_part:
        return ""
    share = CAMERA_SPECS["used_share_percent"].reading(camera)
    if share is None:
        return gettext("uses a part of unknown size")
    if share.value >= ALL_OF_IT:
        return gettext("uses the whole sensor")
    words = gettext("uses {share} of the sensor")
    if share.how == optics.ESTIMATED:
        words = gettext("uses about {share} of the sensor")
    return words.format(share=localised(f"{round(share.value)} %"))
