"""What a phone is, in one to three sentences made from facts: for the top of its page."""

from django.utils.translation import gettext, gettext_lazy

from catalog.comparison.lens_kit import lens_kit
from catalog.comparison.related_phones import related_phones
from catalog.comparison.twins import twin_message
from catalog.languages.listed_words import comma_list, joined_list
from catalog.languages.localised_text import localised
from catalog.languages.printed_figures import number_text
from catalog.models.vocabulary import TELEPHOTO_ROLES, Role, Section
from catalog.quantities import formatters
from catalog.quantities.formatters import THIN_SPACE
from catalog.quantities.optics import label_denominator
from catalog.sheet.phone_parts import main_camera
from catalog.sheet.registry import PHONE_SPECS

LENS_COUNTS = {
    2: gettext_lazy("two lenses: {focal_lengths}"),
    3: gettext_lazy("three lenses: {focal_lengths}"),
    4: gettext_lazy("four lenses: {focal_lengths}"),
    5: gettext_lazy("five lenses: {focal_lengths}"),
    6: gettext_lazy("six lenses: {focal_lengths}"),
}


def opening_sentences(phone):
    """Of a phone fetched with ``whole``; a sentence is left out where the facts for it are not known. Asks the database
    nothing more."""
    sentences = [_camera_sentence(phone), *_twin_sentences(phone), _sale_sentence(phone)]
    return list(filter(None, sentences))


def _camera_sentence(phone):
    """“1-inch-type sensor, one 19 mm lens, no ultrawide or telephoto.”"""
    return _sentence_of([_sensor_words(phone), _lens_words(phone), _missing_lens_words(phone)])


def _sentence_of(parts):
    """Those of ``parts`` that are not empty as a sentence; empty for none."""
    words = comma_list(filter(None, parts))
    if not words:
        return ""
    return gettext("{sentence}.").format(sentence=formatters.sentence_case(words))


def _sensor_words(phone):
    camera = main_camera(phone)
    label = camera and (camera.sensor_type or (camera.sensor and camera.sensor.sensor_type))
    if not label:
        return ""
    return gettext("{type} main sensor").format(type=type_label_words(label))


def type_label_words(label):
    """``"1/1.31"`` → “1/1.31-inch-type”, ``"1/1.0"`` → “1-inch-type”: it names a size and is no length."""
    if label_denominator(label) == 1:
        return gettext("1-inch-type")
    one, slash, denominator = label.rpartition("/")
    return gettext("{label}-inch-type").format(label=f"{one}{slash}{localised(denominator)}")


def _lens_words(phone):
    """“one 19 mm lens”, “four lenses: 13, 24, 67 and 120 mm”; empty where one may be missing or has no known focal
    length."""
    kit = lens_kit(phone)
    if not kit.is_whole or kit.unplaced or not kit.lenses:
        return ""
    lengths = {}
    for lens in kit.lenses:
        lengths.setdefault(lens.camera, []).extend((lens.short_mm, lens.long_mm))
    *others, last = [_span_words(min(ends), max(ends)) for ends in lengths.values()]
    spans = [*others, f"{last}{THIN_SPACE}mm"]
    if others:
        return LENS_COUNTS[len(spans)].format(focal_lengths=joined_list(spans))
    words = gettext("one {focal_length} zoom lens") if "–" in last else gettext("one {focal_length} lens")
    return words.format(focal_length=spans[0])


def _span_words(shortest, longest):
    """“24”, or of a zoom “75–100”."""
    if shortest == longest:
        return number_text(shortest, 1)
    return f"{number_text(shortest, 1)}–{number_text(longest, 1)}"


def _missing_lens_words(phone):
    """“no telephoto”; empty where the list of rear cameras may lack a lens, or the phone has both."""
    if not phone.is_whole(Section.REAR_CAMERAS):
        return ""
    roles = {camera.role for camera in phone.cameras.all()}
    has_telephoto = not roles.isdisjoint(TELEPHOTO_ROLES)
    if Role.ULTRAWIDE not in roles:
        return gettext("no ultrawide") if has_telephoto else gettext("no ultrawide or telephoto")
    if not has_telephoto:
        return gettext("no telephoto")
    return ""


def _twin_sentences(phone):
    for tie in related_phones(phone):
        if tie.is_twin:
            words = twin_message(phone, tie).format(phone=tie.other.full_name)
            yield gettext("{sentence}.").format(sentence=words)


def _sale_sentence(phone):
    """“Announced June 2021, sold in Japan only.”"""
    return _sentence_of([_announced_words(phone), _market_words(phone)])


def _announced_words(phone):
    if phone.announced is None:
        return ""
    return gettext("announced {date}").format(date=localised(phone.announced.words))


def _market_words(phone):
    """Where it is sold, as far as that is one country and the list of markets is whole."""
    countries = {market.country for market in phone.markets.all()}
    if len(countries) != 1 or not phone.is_whole(Section.MARKETS):
        return ""
    sold_in = PHONE_SPECS["sold_in"]
    country = localised(sold_in.text(sold_in.reading(phone).value))
    return gettext("sold in {country} only").format(country=country)
