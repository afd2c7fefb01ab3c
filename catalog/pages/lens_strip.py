"""The lens strip of a phone's page: a card for each rear lens, with its sensor drawn at one scale for all of them, and
how its light compares with that of another phone."""

from dataclasses import dataclass
from math import inf

from django.utils.translation import gettext_noop

from catalog.comparison.lens_kit import LensKit, lens_kit, serving_lens
from catalog.comparison.light_words import SAME_WITHIN_STOPS, format_millimetres, millimetre_words, stop_count
from catalog.drawings.sensor_drawings import SensorDrawing, sensors_to_scale
from catalog.facts.fact_summaries import FactSummary, fact_summary
from catalog.languages.active_language import gettext, ngettext
from catalog.languages.listed_words import comma_list, label_words
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import about
from catalog.models import Phone
from catalog.models.vocabulary import HELPER_ROLES
from catalog.quantities import formatters
from catalog.quantities.optics import stops
from catalog.sheet.phone_parts import FRONT, REAR, camera_titles, cameras_facing
from catalog.sheet.registry import CAMERA_SPECS
from catalog.sheet.zoom_positions import focal_length_ends

CARD_FACTS = {
    "megapixels": gettext_noop("Resolution"),
    "f_number": gettext_noop("f-number"),
    "equivalent_f_number": gettext_noop("Equivalent"),
    "sensor_type": gettext_noop("Sensor"),
    "stabilisation": gettext_noop("Stabilisation"),
    "close_focus_cm": gettext_noop("Closest focus"),
}
"""Key → its label on a card; pages localise labels and texts of facts."""
LONG_LABELS = {"Equivalent": gettext_noop("Equivalent f-number"), "Sensor": gettext_noop("Sensor type")}
"""Label on a card → what it is called away from the others."""
NEARLY_AS_LONG = 1.15
"""How many times as long another lens may be and still be its like: 23 and 26 mm."""
FRONT_FACTS = ("megapixels", "f_number", "focal_length_eq_mm")


@dataclass(frozen=True)
class LensCard:
    """A rear lens. ``focal_length`` is in the language of the page, empty where it is not known; ``title`` is
    English."""

    title: str
    focal_length: str
    sensor: SensorDrawing | None
    facts: tuple[FactSummary, ...]

    @property
    def known_facts(self):
        return [fact for fact in self.facts if fact.is_known]

    @property
    def unknown_words(self):
        """“Not known: closest focus”; empty where all is known."""
        unknown = []
        for fact in self.facts:
            if not fact.is_known:
                unknown.append(label_words(LONG_LABELS.get(fact.label, fact.label)))
        if not unknown:
            return ""
        return gettext("Not known: {facts}").format(facts=comma_list(unknown))


@dataclass(frozen=True)
class LensStrip:
    """``cards`` from the shortest lens to the longest, those of unknown focal length last. ``front`` are the front
    cameras in words."""

    cards: tuple[LensCard, ...]
    front: tuple[str, ...]


def lens_strip(phone):
    """Of a phone fetched with ``whole``; asks the database nothing more."""
    cameras = cameras_facing(phone, REAR)
    titles = dict(zip(cameras, camera_titles(cameras), strict=True))
    (row,) = sensors_to_scale([phone]).rows
    sensors = {sensor.title: sensor for sensor in row.sensors}
    cards = []
    for camera in strip_cameras(phone):
        title = titles[camera]
        cards.append(LensCard(title, _focal_length_text(camera), sensors.get(title), _facts(camera)))
    front = tuple(map(_front_words, _picture_cameras(cameras_facing(phone, FRONT))))
    return LensStrip(tuple(cards), front)


def strip_cameras(phone):
    """The rear cameras in the order of their cards."""
    return sorted(_picture_cameras(cameras_facing(phone, REAR)), key=_shortest)


def light_words(phone, reference):
    """How the light of each card's lens compares with that of ``reference``, a phone or None; see
    ``LightComparison.words``."""
    comparison = LightComparison(lens_kit(phone), reference)
    return list(map(comparison.words, strip_cameras(phone)))


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
            return gettext("The {phone} has no lens this wide").format(phone=name)
        if not own.equivalent:
            return ""
        theirs = serving_lens(others, mm)
        if not (theirs and theirs.equivalent):
            words = gettext("The light of the {phone} is not known at {focal_length}")
            return words.format(phone=name, focal_length=millimetre_words(mm))
        words = _light_message(stops(own.equivalent, theirs.equivalent), own.is_estimated or theirs.is_estimated)
        comparison = words.format(phone=name, focal_length=millimetre_words(mm))
        return formatters.sentence_case(_with_crop(comparison, theirs))


def _with_crop(comparison, serving):
    """``comparison`` alone where the other phone has a lens of about that focal length."""
    if serving.crop <= NEARLY_AS_LONG:
        return comparison
    words = gettext("{comparison}, which crops its {focal_length} lens there")
    return words.format(comparison=comparison, focal_length=millimetre_words(serving.lens.long_mm))


def _comparable_mm(own_mm, others):
    """The focal length at which a lens of ``own_mm`` and other lenses can be compared."""
    lengths = [lens.short_mm for lens in others]
    near = [mm for mm in lengths if own_mm <= mm <= NEARLY_AS_LONG * own_mm]
    if near:
        return min(near)
    return max(own_mm, min(lengths, default=own_mm))


def _light_message(difference, is_estimated):
    """“about 1.5 stops more light than the {phone} at {focal_length}”, with these places."""
    if abs(difference) < SAME_WITHIN_STOPS:
        if is_estimated:
            return gettext("about as much light as the {phone} at {focal_length}")
        return gettext("as much light as the {phone} at {focal_length}")
    amount, number = stop_count(difference)
    words = ngettext(
        "{amount} stop less light than the {phone} at {focal_length}",
        "{amount} stops less light than the {phone} at {focal_length}",
        number,
    )
    if difference > 0:
        words = ngettext(
            "{amount} stop more light than the {phone} at {focal_length}",
            "{amount} stops more light than the {phone} at {focal_length}",
            number,
        )
    return words.replace("{amount}", about(amount, is_estimated))


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
        return millimetre_words(shortest)
    return localised(f"{formatters.format_number(shortest, 1)}–{format_millimetres(longest)}")


def _facts(camera):
    return tuple(fact_summary(CAMERA_SPECS[key], camera, label) for key, label in CARD_FACTS.items())


def _front_words(camera):
    """“32 MP, f/2.0, 26 mm”."""
    facts = [fact_summary(CAMERA_SPECS[key], camera) for key in FRONT_FACTS]
    return comma_list(localised(fact.text) for fact in facts if fact.is_known) or gettext("nothing known of it")
