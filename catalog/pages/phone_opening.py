"""What a phone is, in one to three sentences made from facts: for the top of its page."""

from catalog.comparison.lens_kit import lens_kit
from catalog.comparison.related_phones import related_phones
from catalog.comparison.twins import twin_opening
from catalog.drawings.size_differences import joined_words
from catalog.models.vocabulary import TELEPHOTO_ROLES, Role, Section
from catalog.quantities import formatters
from catalog.quantities.formatters import THIN_SPACE
from catalog.quantities.optics import label_denominator
from catalog.sheet.phone_parts import main_camera
from catalog.sheet.registry import PHONE_SPECS

NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six")


def opening_sentences(phone):
    """Of a phone fetched with ``whole``; a sentence is left out where the facts for it are not known. Asks the database
    nothing more."""
    sentences = [_camera_sentence(phone), *_twin_sentences(phone), _sale_sentence(phone)]
    return list(filter(None, sentences))


def _camera_sentence(phone):
    """“1-inch-type sensor, one 19 mm lens, no ultrawide or telephoto.”"""
    parts = filter(None, [_sensor_words(phone), _lens_words(phone), _missing_lens_words(phone)])
    return _as_sentence(", ".join(parts))


def _as_sentence(words):
    if not words:
        return ""
    return formatters.sentence_case(words) + "."


def _sensor_words(phone):
    camera = main_camera(phone)
    label = camera and (camera.sensor_type or (camera.sensor and camera.sensor.sensor_type))
    if not label:
        return ""
    return f"{type_label_words(label)} main sensor"


def type_label_words(label):
    """``"1/1.31"`` → “1/1.31-inch-type”, ``"1/1.0"`` → “1-inch-type”: it names a size and is no length."""
    if label_denominator(label) == 1:
        return "1-inch-type"
    return f"{label}-inch-type"


def _lens_words(phone):
    """“one 19 mm lens”, “four lenses: 13, 24, 67 and 120 mm”; empty where one may be missing or has no known focal
    length."""
    kit = lens_kit(phone)
    if not kit.is_whole or kit.unplaced or not kit.lenses:
        return ""
    lengths = {}
    for lens in kit.lenses:
        lengths.setdefault(lens.camera, []).extend((lens.short_mm, lens.long_mm))
    spans = [_span_words(min(ends), max(ends)) for ends in lengths.values()]
    if len(spans) == 1:
        kind = "zoom lens" if "–" in spans[0] else "lens"
        return f"one {spans[0]}{THIN_SPACE}mm {kind}"
    return f"{NUMBER_WORDS[len(spans)]} lenses: {joined_words(spans)}{THIN_SPACE}mm"


def _span_words(shortest, longest):
    """“24”, or of a zoom “75–100”."""
    if shortest == longest:
        return formatters.format_number(shortest, 1)
    return f"{formatters.format_number(shortest, 1)}–{formatters.format_number(longest, 1)}"


def _missing_lens_words(phone):
    """“no telephoto”; empty where the list of rear cameras may lack a lens, or the phone has both."""
    if not phone.is_whole(Section.REAR_CAMERAS):
        return ""
    roles = {camera.role for camera in phone.cameras.all()}
    missing = []
    if Role.ULTRAWIDE not in roles:
        missing.append("ultrawide")
    if roles.isdisjoint(TELEPHOTO_ROLES):
        missing.append("telephoto")
    if not missing:
        return ""
    return f"no {' or '.join(missing)}"


def _twin_sentences(phone):
    for tie in related_phones(phone):
        if tie.is_twin:
            yield f"{twin_opening(phone, tie)} {tie.other.full_name}."


def _sale_sentence(phone):
    """“Announced June 2021, sold in Japan only.”"""
    parts = [_announced_words(phone), _market_words(phone)]
    return _as_sentence(", ".join(filter(None, parts)))


def _announced_words(phone):
    if phone.announced is None:
        return ""
    return f"announced {phone.announced.words}"


def _market_words(phone):
    """Where it is sold, as far as that is one country and the list of markets is whole."""
    countries = {market.country for market in phone.markets.all()}
    if len(countries) != 1 or not phone.is_whole(Section.MARKETS):
        return ""
    sold_in = PHONE_SPECS["sold_in"]
    return f"sold in {sold_in.text(sold_in.reading(phone).value)} only"
