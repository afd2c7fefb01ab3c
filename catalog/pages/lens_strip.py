"""The lens strip of a phone's page: a card for each rear lens, with its sensor drawn at one scale for all of them, and
how its light compares with that of another phone."""

from dataclasses import dataclass
from math import inf

from catalog.comparison.lens_kit import LensKit, lens_kit, serving_lens
from catalog.comparison.light_words import SAME_WITHIN_STOPS, format_millimetres
from catalog.drawings.sensor_drawings import SensorDrawing, sensors_to_scale
from catalog.facts.fact_summaries import FactSummary, fact_summary
from catalog.models import Phone
from catalog.models.vocabulary import HELPER_ROLES
from catalog.quantities import formatters
from catalog.quantities.formatters import label_in_sentence
from catalog.quantities.optics import stops
from catalog.sheet.phone_parts import FRONT, REAR, camera_titles, cameras_facing
from catalog.sheet.registry import CAMERA_SPECS
from catalog.sheet.zoom_positions import focal_length_ends

CARD_FACTS = {
    "megapixels": "Resolution",
    "f_number": "f-number",
    "equivalent_f_number": "Equivalent",
    "sensor_type": "Sensor",
    "stabilisation": "Stabilisation",
    "close_focus_cm": "Closest focus",
}
"""Key → its label on a card."""
LONG_LABELS = {"Equivalent": "Equivalent f-number", "Sensor": "Sensor type"}
"""Label on a card → what it is called away from the others."""
NEARLY_AS_LONG = 1.15
"""How many times as long another lens may be and still be its like: 23 and 26 mm."""
FRONT_FACTS = ("megapixels", "f_number", "focal_length_eq_mm")


@dataclass(frozen=True)
class LensCard:
    """A rear lens. ``focal_length`` is empty where it is not known, ``light`` where no other phone is given."""

    title: str
    focal_length: str
    sensor: SensorDrawing | None
    facts: tuple[FactSummary, ...]
    light: str

    @property
    def known_facts(self):
        return [fact for fact in self.facts if fact.is_known]

    @property
    def unknown_words(self):
        """“Not known: closest focus”; empty where all is known."""
        unknown = []
        for fact in self.facts:
            if not fact.is_known:
                unknown.append(label_in_sentence(LONG_LABELS.get(fact.label, fact.label)))
        if not unknown:
            return ""
        return f"Not known: {', '.join(unknown)}"


@dataclass(frozen=True)
class LensStrip:
    """``cards`` from the shortest lens to the longest, those of unknown focal length last. ``reference`` is the phone
    that light is compared with, or None. ``front`` are the front cameras in words."""

    cards: tuple[LensCard, ...]
    reference: Phone | None
    front: tuple[str, ...]


def lens_strip(phone, reference=None):
    """Of phones fetched with ``whole``; asks the database nothing more."""
    cameras = cameras_facing(phone, REAR)
    titles = dict(zip(cameras, camera_titles(cameras), strict=True))
    (row,) = sensors_to_scale([phone]).rows
    sensors = {sensor.title: sensor for sensor in row.sensors}
    comparison = LightComparison(lens_kit(phone), reference)
    cards = []
    for camera in sorted(_picture_cameras(cameras), key=_shortest):
        title = titles[camera]
        card = LensCard(title, _focal_length_text(camera), sensors.get(title), _facts(camera), comparison.words(camera))
        cards.append(card)
    front = tuple(map(_front_words, _picture_cameras(cameras_facing(phone, FRONT))))
    return LensStrip(tuple(cards), reference, front)


@dataclass(frozen=True)
class LightComparison:
    """Holds the light of a phone's lenses against what ``reference`` gathers at the same focal length."""

    kit: LensKit
    reference: Phone | None

    def words(self, camera):
        """“1.5 stops more light than the Lumia 1020 at 26 mm”; empty without another phone, or where the light of the
        lens is not known.

        Where a lens of the other is only a little longer, the two are compared at its focal length; likewise at the
        widest of the other, if this lens still serves there. It is said where the other only crops a much wider lens.
        """
        own_mm, _ = focal_length_ends(camera)
        if self.reference is None or own_mm is None:
            return ""
        others = lens_kit(self.reference).lenses
        mm = _comparable_mm(own_mm, others)
        own = serving_lens(self.kit.lenses, mm)
        name = self.reference.name
        if own is None or own.lens.camera != camera:
            return f"The {name} has no lens this wide"
        if not own.equivalent:
            return ""
        theirs = serving_lens(others, mm)
        if not (theirs and theirs.equivalent):
            return f"The light of the {name} is not known at {format_millimetres(mm)}"
        is_estimated = own.is_estimated or theirs.is_estimated
        words = _stops_words(stops(own.equivalent, theirs.equivalent), is_estimated=is_estimated)
        return f"{words} the {name} at {format_millimetres(mm)}{_crop_words(theirs)}"


def _crop_words(serving):
    """Empty where the phone has a lens of about that focal length."""
    if serving.crop <= NEARLY_AS_LONG:
        return ""
    return f", which crops its {format_millimetres(serving.lens.long_mm)} lens there"


def _comparable_mm(own_mm, others):
    """The focal length at which a lens of ``own_mm`` and other lenses can be compared."""
    lengths = [lens.short_mm for lens in others]
    near = [mm for mm in lengths if own_mm <= mm <= NEARLY_AS_LONG * own_mm]
    if near:
        return min(near)
    return max(own_mm, min(lengths, default=own_mm))


def _stops_words(difference, *, is_estimated):
    """“About 1.5 stops more light than”."""
    about = "about " if is_estimated else ""
    if abs(difference) < SAME_WITHIN_STOPS:
        return formatters.sentence_case(f"{about}as much light as")
    amount = formatters.format_number(abs(difference), 1)
    unit = "stop" if amount == "1" else "stops"
    direction = "more" if difference > 0 else "less"
    return formatters.sentence_case(f"{about}{amount} {unit} {direction} light than")


def _picture_cameras(cameras):
    return [camera for camera in cameras if camera.role not in HELPER_ROLES]


def _shortest(camera):
    shortest, _ = focal_length_ends(camera)
    return shortest or inf


def _focal_length_text(camera):
    """“24 mm”, “85–171 mm”; empty where it is not known."""
    shortest, longest = focal_length_ends(camera)
    if shortest is None:
        return ""
    if shortest == longest:
        return format_millimetres(shortest)
    return f"{formatters.format_number(shortest, 1)}–{format_millimetres(longest)}"


def _facts(camera):
    return tuple(fact_summary(CAMERA_SPECS[key], camera, label) for key, label in CARD_FACTS.items())


def _front_words(camera):
    """“32 MP, f/2.0, 26 mm”."""
    facts = [fact_summary(CAMERA_SPECS[key], camera) for key in FRONT_FACTS]
    return ", ".join(fact.text for fact in facts if fact.is_known) or "nothing known of it"
