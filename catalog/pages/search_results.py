"""Phones that words have found, in short: the back to scale, the facts that tell them apart, and by what each was
found."""

from dataclasses import dataclass

from django.utils.translation import gettext

from catalog.drawings.back_outlines import back_outline_drawing
from catalog.drawings.scale_drawing import Drawing, at_one_scale
from catalog.facts.fact_summaries import fact_summary
from catalog.finder.name_normalisation import normalised_name
from catalog.languages.printed_cells import with_notes
from catalog.models import Phone
from catalog.sheet.registry import PHONE_SPECS

BRIEF_FACTS = ("announced", "main_sensor_type", "focal_lengths_eq_mm")


@dataclass(frozen=True)
class SearchCard:
    """``facts`` are those that are known, as texts. ``note`` says by what the phone was found where that is no part of
    its name; else it is empty."""

    phone: Phone
    drawing: Drawing
    facts: tuple[str, ...]
    note: str


def search_cards(matches, phones):
    """A ``SearchCard`` for each of ``phones``, fetched with ``prefetch_for_cards``; all drawn at one scale."""
    match_by_key = {match.phone: match for match in matches}
    drawings = at_one_scale(list(map(back_outline_drawing, phones)))
    cards = []
    for phone, drawing in zip(phones, drawings, strict=True):
        note = _note(match_by_key[phone.pk], phone)
        cards.append(SearchCard(phone, drawing, _brief_facts(phone), note))
    return cards


def _brief_facts(phone):
    facts = []
    for key in BRIEF_FACTS:
        summary = fact_summary(PHONE_SPECS[key], phone)
        if summary.is_known:
            facts.append(with_notes(summary.text, key))
    return tuple(facts)


def _note(match, phone):
    """“Brand: シャープ”, “Sensor: IMX989”, “Also called “Muse””; empty for its own name."""
    name = match.name
    if _is_within_name(name, phone):
        return ""
    if _is_among(name, [phone.brand.name, *(phone.brand.other_names or ())]):
        return gettext("Brand: {name}").format(name=name)
    if _is_among(name, _sensor_names(phone)):
        return gettext("Sensor: {name}").format(name=name)
    if match.certain and not match.is_part:
        return gettext("Also called “{name}”").format(name=name)
    return gettext("Matches “{name}”").format(name=name)


def _is_within_name(words, phone):
    """Whether words stand side by side in a phone's name, as its brand does."""
    return f" {normalised_name(words)} " in f" {normalised_name(phone.full_name)} "


def _is_among(name, names):
    return normalised_name(name) in set(map(normalised_name, names))


def _sensor_names(phone):
    for camera in phone.cameras.all():
        if camera.sensor:
            yield camera.sensor.name
            yield f"{camera.sensor.maker} {camera.sensor.name}"
