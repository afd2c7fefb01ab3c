"""The comparison that a page draws: backs and main sensors to scale, and in one sentence what the facts answer."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from catalog.comparison.lens_kit import lens_kit
from catalog.comparison.phone_selection import comparison_path
from catalog.comparison.related_phones import related_phones
from catalog.comparison.twins import is_later_twin
from catalog.drawings.bodies import BodyView, body_of
from catalog.drawings.sensor_drawings import SensorDrawing, sensors_to_scale
from catalog.facts.fact_summaries import FactSummary, fact_summary
from catalog.facts.phone_cache import cached_phones
from catalog.languages.active_language import language_activated
from catalog.languages.listed_words import joined_list
from catalog.models import Phone
from catalog.models.vocabulary import RelationKind
from catalog.quantities.optics import stops
from catalog.sheet.phone_parts import camera_titles, main_camera
from catalog.sheet.registry import PHONE_SPECS

from .lens_strip import LightComparison

MIN_FEATURED_PHONES = 2
DEFAULT_SLUGS = ("leica-leitz-phone-2", "sharp-aquos-r7", "nokia-lumia-1020")
"""Drawn where editors have chosen nothing that can be shown."""
FEATURED_FACTS = {
    "main_sensor_area_mm2": gettext_lazy("Sensor area"),
    "main_focal_length_eq_mm": gettext_lazy("Main lens"),
    "main_equivalent_f_number": gettext_lazy("Equivalent"),
}
"""Key → its label under a phone."""
LEAST_STOPS = 0.1
TWIN_CLAIMS = {
    (RelationKind.REBADGE, True): gettext_lazy("is the same phone as the {phone}"),
    (RelationKind.REBADGE, False): gettext_lazy("is also sold as the {phone}"),
    (RelationKind.REGIONAL, True): gettext_lazy("is a regional version of the {phone}"),
    (RelationKind.REGIONAL, False): gettext_lazy("is sold in other countries as the {phone}"),
}
"""(kind, whether the first phone is the later one of the two) → what is said of it."""


@dataclass(frozen=True)
class FeaturedPhone:
    """``back`` and ``sensor`` are None where their size is not known."""

    phone: Phone
    back: BodyView | None
    sensor: SensorDrawing | None
    facts: tuple[FactSummary, ...]
    is_wide: bool


@dataclass(frozen=True)
class FeaturedComparison:
    """``heading`` is the editors' question, or the names; ``answer`` is empty where no sure fact gives one."""

    heading: str
    answer: str
    phones: tuple[FeaturedPhone, ...]

    @property
    def path(self):
        return comparison_path([one.phone.slug for one in self.phones])

    @property
    def title(self):
        return joined_list([one.phone.full_name for one in self.phones])

    @property
    def has_question(self):
        """Whether its heading is by editors."""
        return self.heading != self.title

    @property
    def is_wide(self):
        """Whether one of them, as a phone that opens like a book, needs twice the room."""
        return any(one.is_wide for one in self.phones)


def featured_comparison(page):
    """Of the phones that editors have chosen for ``page``; None where readers see fewer than two of them."""
    return compared_phones([row.phone.slug for row in page.phones.all()], page.phones_heading)


def compared_phones(slugs, heading=None):
    """Of those that readers may see. ``heading`` may speak of all of them, and is left out where one is missing."""
    phones = cached_phones(slugs)
    return _compared(phones, heading if len(phones) == len(slugs) else None)


def default_comparison(newest):
    """The site's own, or of ``newest`` (slugs) where its phones are not here; None where there are not two."""
    phones = {phone.slug: phone for phone in cached_phones(list(dict.fromkeys((*DEFAULT_SLUGS, *newest))))}
    own = list(filter(None, map(phones.get, DEFAULT_SLUGS)))
    return _compared(own) or _compared(list(filter(None, map(phones.get, newest))))


def _compared(phones, heading=None):
    if len(phones) < MIN_FEATURED_PHONES:
        return None
    columns = tuple(map(_featured_phone, phones))
    return FeaturedComparison(heading or joined_list([phone.full_name for phone in phones]), _answer(phones), columns)


def _featured_phone(phone):
    body = body_of(phone)
    back = next((view for view in body.main_views if view.key == "back"), None)
    facts = tuple(fact_summary(PHONE_SPECS[key], phone, label) for key, label in FEATURED_FACTS.items())
    return FeaturedPhone(phone, back, _main_sensor(phone), facts, body.is_wide)


def _main_sensor(phone):
    cameras = list(phone.cameras.all())
    main = main_camera(phone)
    if main not in cameras:
        return None
    title = camera_titles(cameras)[cameras.index(main)]
    (row,) = sensors_to_scale([phone]).rows
    return next((sensor for sensor in row.sensors if sensor.title == title), None)


def _answer(phones):
    """“The Leica Leitz Phone 2 is the same phone as the Sharp Aquos R7, and gathers 0.6 stops more light than the Lumia
    1020 at 26 mm.”"""
    first = phones[0]
    twin, light = _twin_words(first, phones[1:]), _light_words(first, phones)
    if twin and light:
        return gettext("The {phone} {twin}, and {light}.").format(phone=first.full_name, twin=twin, light=light)
    if not (twin or light):
        return ""
    return gettext("The {phone} {claim}.").format(phone=first.full_name, claim=twin or light)


def _twin_words(phone, others):
    keys = {other.pk for other in others}
    for tie in related_phones(phone):
        if tie.is_twin and tie.other.pk in keys:
            claim = TWIN_CLAIMS[tie.kind, is_later_twin(phone, tie)]
            return claim.format(phone=tie.other.full_name)
    return ""


def _light_words(phone, phones):
    """How its main camera compares with the one of the other phones that differs from it most."""
    own = main_camera(phone)
    other = max(phones, key=lambda one: _stops_apart(phone, one))
    if own is None or _stops_apart(phone, other) < LEAST_STOPS:
        return ""
    comparison = LightComparison(lens_kit(phone), other)
    with language_activated(None):
        if "light than" not in comparison.words(own):
            return ""
    words = comparison.words(own)
    return gettext("gathers {comparison}").format(comparison=f"{words[0].lower()}{words[1:]}")


def _stops_apart(phone, other):
    """Between the light of two main cameras, in stops; 0 where it is not known."""
    own, others = _equivalent_f_number(phone), _equivalent_f_number(other)
    if not (own and others):
        return 0
    return abs(stops(own, others))


def _equivalent_f_number(phone):
    """Of its main camera; None where it is not known."""
    found = PHONE_SPECS["main_equivalent_f_number"].reading(phone)
    return found and found.value
