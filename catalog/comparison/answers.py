"""What a comparison comes to, in a few sentences from sure facts: who gathers more light, reaches further, is lighter,
and what only some of the phones have."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from catalog.facts.cells import State
from catalog.languages.active_language import gettext, ngettext
from catalog.languages.listed_words import comma_list, label_words
from catalog.languages.localised_text import localised
from catalog.quantities.optics import ESTIMATED_AREA_ERROR, stops

from .judged_table import first_rows
from .light_words import millimetre_words, stop_count
from .phone_light import COMPARED_FOCAL_LENGTHS_MM, phone_light
from .phone_marks import marked_phones

LEAST_STOPS = 0.1
STOPS_OF_ESTIMATE = stops(1, (1 + ESTIMATED_AREA_ERROR) ** 0.5)
"""How far the light of a lens may be off whose sensor's size is estimated."""
SUPERLATIVES = {
    "longest_focal_length_eq_mm": gettext_lazy("Longest lens"),
    "sensor_area_mm2": gettext_lazy("Largest main sensor"),
    "weight_g": gettext_lazy("Lightest"),
    "depth_mm": gettext_lazy("Thinnest"),
    "battery_mah": gettext_lazy("Largest battery"),
}
"""Key of a row that knows which value is better → what the phone with the best is."""
FEATURES = (
    "has_ultrawide", "has_telephoto", "headphone_jack", "card_slot", "wireless_charging", "esim", "nfc", "infrared",
    "fm_radio", "uwb", "satellite", "shutter_key",
)  # fmt: skip
"""Rows of what a phone has or has not."""
ONLY_SOME_HAVE = gettext_lazy("Only some have")


@dataclass(frozen=True)
class Answer:
    """``words`` are sentences, one for each phone or group of phones that it speaks of."""

    label: str
    words: tuple[str, ...]


def comparison_answers(phones, sections):
    """The ``Answer``s for two phones or more, fetched whole; ``sections`` are the judged rows of their comparison. What
    is not sure of all phones is left out. Asks the database nothing more."""
    if len(phones) < 2:
        return []
    rows = first_rows(sections)
    names = [phone.name for phone in phones]
    answers = [Answer(gettext("Most light"), tuple(_light_words(phones)))]
    answers += [_superlative(label, rows.get(key), names) for key, label in SUPERLATIVES.items()]
    answers.append(Answer(ONLY_SOME_HAVE, tuple(_feature_words(rows, names))))
    return [answer for answer in answers if answer and answer.words]


def _light_words(phones):
    """“Xiaomi 14 Ultra at 24 mm by 0.4 stops, at 50 mm by about 1.2 stops”, a phone each."""
    marks = marked_phones(phones)
    wins = {}
    for mm in COMPARED_FOCAL_LENGTHS_MM:
        winner, words = _brightest_at(marks, mm)
        if winner:
            wins.setdefault(winner, []).append(words)
    for name, words in wins.items():
        yield gettext("{phone} {leads}").format(phone=name, leads=comma_list(words))


def _brightest_at(marks, mm):
    """(name, “at 24 mm by 0.4 stops”) of the phone that gathers the most light; (None, “”) where that is not sure."""
    lights = []
    for mark in marks:
        light = phone_light(mark.kit, mm)
        at = light.serving
        if not light.is_sure:
            return None, ""
        if at:
            lights.append((at.equivalent, at.is_estimated, mark.phone.name))
    if len(lights) < 2:
        return None, ""
    best, second, *_ = sorted(lights)
    ahead = stops(best[0], second[0])
    doubt = STOPS_OF_ESTIMATE * (best[1] + second[1])
    if ahead < LEAST_STOPS + doubt:
        return None, ""
    return best[2], _lead_words(mm, ahead, is_doubtful=bool(doubt))


def _lead_words(mm, ahead, *, is_doubtful):
    """“at 24 mm by 0.4 stops”."""
    places = {"focal_length": millimetre_words(mm), "stops": stops_in_words(ahead)}
    if is_doubtful:
        return gettext("at {focal_length} by about {stops}").format(**places)
    return gettext("at {focal_length} by {stops}").format(**places)


def stops_in_words(size):
    """“0.4 stops”, “1 stop”."""
    number, count = stop_count(size)
    return ngettext("{number} stop", "{number} stops", count).format(number=number)


def _superlative(label, row, names):
    """None where not every value is known, or none is the best."""
    if row is None or not all(cell.is_known for cell in row.cells):
        return None
    best = [number for number, (_, judgement) in enumerate(row.judged) if judgement.best]
    if len(best) != 1:
        return None
    texts = list(map(_value_words, names, row.cells))
    first = texts.pop(best[0])
    return Answer(label, (gettext("{first} ({others})").format(first=first, others=comma_list(texts)),))


def _value_words(name, cell):
    return gettext("{phone} {value}").format(phone=name, value=localised(cell.text, cell.key))


def _feature_words(rows, names):
    """“Xperia 1 IV: headphone jack, card slot”, for each phone or group of phones that alone has something."""
    owned = {}
    for row in filter(None, map(rows.get, FEATURES)):
        owners = _owners(row, names)
        if owners:
            owned.setdefault(owners, []).append(label_words(row.spec.label))
    for owners, labels in owned.items():
        owner = _owner_words(owners, names)
        yield gettext("{phones}: {features}").format(phones=owner, features=comma_list(labels))


def _owner_words(owners, names):
    """The names, or of many phones that all but one have it."""
    others = [name for name in names if name not in owners]
    if len(others) == 1 and len(owners) > 1:
        return gettext("All but {phone}").format(phone=others[0])
    return comma_list(owners)


def _owners(row, names):
    """The names of those that have it; none where all have it, nobody has, or it is not known of each."""
    states = {cell.state for cell in row.cells}
    if not all(cell.is_known or cell.state == State.NO for cell in row.cells) or len(states) < 2:
        return ()
    return tuple(name for name, cell in zip(names, row.cells, strict=True) if cell.state == State.KNOWN)
