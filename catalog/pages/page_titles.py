"""Titles and descriptions for search engines and link previews, made from facts. What is not known is left out."""

from operator import attrgetter

from catalog.comparison.lens_kit import lens_kit
from catalog.comparison.related_phones import product_line_text, related_phones
from catalog.drawings.size_differences import joined_words
from catalog.models.vocabulary import TWIN_KINDS, RelationKind
from catalog.quantities import formatters
from catalog.quantities.formatters import THIN_SPACE
from catalog.quantities.optics import label_denominator
from catalog.sheet.registry import PHONE_SPECS
from catalog.sheet.spec import ESTIMATED

from .phone_opening import opening_sentences

MAX_TITLE = 65
"""Characters that result pages show of a title, about."""
MAX_DESCRIPTION = 160
COMPARED_FACTS = {"main_sensor_area_mm2": "Main sensor", "weight_g": "Weight", "battery_mah": "Battery"}
"""Key → what a comparison's description calls it."""


def fitting_title(*choices):
    """The first of ``choices`` that is short enough, else the last."""
    for text in choices[:-1]:
        if len(text) <= MAX_TITLE:
            return text
    return choices[-1]


def fitting_description(opening, *sentences):
    """``opening`` with those of ``sentences``, in order, for which there is room; cut at a word where it is too long
    itself."""
    text = shortened(plain(opening))
    for sentence in map(plain, filter(None, sentences)):
        longer = f"{text} {sentence}"
        if len(longer) <= MAX_DESCRIPTION:
            text = longer
    return text


def plain(text):
    """With usual spaces, as texts outside of the page are cut and compared by programs."""
    return " ".join(text.replace(THIN_SPACE, " ").split())


def shortened(text):
    if len(text) <= MAX_DESCRIPTION:
        return text
    cut = text[: MAX_DESCRIPTION - 1].rpartition(" ")[0]
    return f"{cut.rstrip('.,;:–')}…"


def phone_title(phone):
    """“Xiaomi 13 Ultra: 1-inch-type camera, 12/23/75/120 mm”."""
    name = phone.full_name
    sensor = _camera_words(phone)
    lenses = lens_lengths(phone)
    if not lenses:
        return fitting_title(f"{name}: {sensor}, specs and sources", f"{name}: {sensor}", f"{name}: specs")
    return fitting_title(f"{name}: {sensor}, {lenses}", f"{name}: {sensor}", f"{name}: {lenses}", f"{name}: specs")


def _camera_words(phone):
    """“1/1.31-inch-type camera”, or “camera” where the type of the main sensor is not known."""
    found = PHONE_SPECS["main_sensor_type"].reading(phone)
    if found is None:
        return "camera"
    return f"{type_words(found.value)} camera"


def lens_lengths(phone):
    """“12/23/75–100 mm”: the rear lenses, the widest first; empty where one may be missing, or its focal length."""
    kit = lens_kit(phone)
    if not kit.is_whole or kit.unplaced or not kit.lenses:
        return ""
    spans = [_span_text(lens.short_mm, lens.long_mm) for lens in kit.lenses]
    return f"{'/'.join(dict.fromkeys(spans))} mm"


def _span_text(shortest, longest):
    ends = dict.fromkeys((shortest, longest))
    return "–".join(formatters.format_number(end, 0) for end in ends)


def phone_description(phone):
    sentences = opening_sentences(phone) or ["What is known of it, and from whom."]
    first, *rest = sentences
    return fitting_description(
        f"{phone.full_name}: {first}", *rest, _size_sentence(phone), "Specs with their sources.", "Sensors to scale."
    )


def _size_sentence(phone):
    """“225 g, 5,000 mAh battery.”"""
    weight = known_text(phone, "weight_g")
    battery = known_text(phone, "battery_mah")
    parts = [weight, battery and f"{battery} battery"]
    words = ", ".join(filter(None, parts))
    return f"{words}." if words else ""


def known_text(phone, key):
    """The usual value of a row of the sheet in words; empty where it is not known, or only estimated."""
    spec = PHONE_SPECS[key]
    found = spec.reading(phone)
    if found is None or found.how == ESTIMATED:
        return ""
    return plain(spec.text(found.value))


def comparison_title(phones):
    """“A vs B: what changed” of neighbours in a line, “… twins compared” of twins, “… cameras compared” of others."""
    names = " vs ".join(map(attrgetter("full_name"), phones))
    short = " vs ".join(map(attrgetter("name"), phones))
    words = comparison_words(phones)
    choices = [f"{names}: {words}", names, f"{short}: {words}", short]
    if len(phones) > 2:
        choices.append(f"{phones[0].full_name} vs {phones[1].full_name} and {len(phones) - 2} more")
    return fitting_title(*choices)


def comparison_words(phones):
    kind = tie_of_two(phones)
    if kind is None:
        return "cameras compared"
    if kind == RelationKind.SUCCESSOR:
        return "what changed"
    return "twins compared"


def tie_of_two(phones):
    """The ``RelationKind`` of two phones that are twins or neighbours in a line; None of all others."""
    if len(phones) != 2:
        return None
    one, other = phones
    for tie in related_phones(one):
        if tie.other.slug == other.slug and tie.kind in (*TWIN_KINDS, RelationKind.SUCCESSOR):
            return tie.kind
    return None


def comparison_description(phones):
    """Facts that are known of all of them, one sentence each."""
    names = joined_words(list(map(attrgetter("full_name"), phones)))
    lenses = _compared_fact("Rear lenses", list(map(lens_lengths, phones)))
    facts = []
    for key, label in COMPARED_FACTS.items():
        texts = [known_text(phone, key) for phone in phones]
        facts.append(_compared_fact(label, texts))
    closing = "Sensors and bodies to scale, facts with their sources."
    return fitting_description(f"{names} side by side.", facts[0], lenses, *facts[1:], closing)


def _compared_fact(label, texts):
    """“Weight: 204 g against 229 g.”, “Battery: 5,000 mAh in both.”; empty unless all are known."""
    if not all(texts):
        return ""
    if len(set(texts)) > 1:
        return f"{label}: {' against '.join(texts)}."
    return f"{label}: {texts[0]} in {'both' if len(texts) == 2 else 'all'}."


def line_title(phone):
    name = phone.full_name
    return fitting_title(f"{name}: predecessors, successors, what changed", f"{name}: its line", f"{phone.name} line")


def line_description(phone):
    ties = related_phones(phone)
    line = product_line_text(phone, ties)
    opening = f"The line of the {phone.full_name}: {line}." if line else f"The line of the {phone.full_name}."
    twins = "Beside its twins." if any(map(attrgetter("is_twin"), ties)) else ""
    return fitting_description(opening, "What changed in the camera at each step, drawn by year.", twins)


def sensor_title(sensor):
    """“Sony IMX989: 1-inch-type image sensor, 50.3 MP”."""
    kind = "image sensor"
    if sensor.sensor_type:
        kind = f"{type_words(sensor.sensor_type)} image sensor"
    longest = f"{sensor}: {kind}, phones with it"
    if sensor.megapixels:
        longest = f"{sensor}: {kind}, {plain(formatters.format_quantity(sensor.megapixels, 'MP'))}"
    return fitting_title(longest, f"{sensor}: {kind}", str(sensor))


def type_words(label):
    """``"1/1.31"`` → “1/1.31-inch-type”, ``"1/1.0"`` → “1-inch-type”."""
    if label_denominator(label) == 1:
        return "1-inch-type"
    return f"{label.removesuffix('.0')}-inch-type"


def part_description(opening, facts, *sentences):
    """Facts (summaries) as “Label: text.”, as far as they are known and there is room."""
    known = []
    for fact in facts:
        if fact.is_known and fact.how != ESTIMATED:
            known.append(f"{fact.label}: {fact.text.rstrip('.')}.")
    return fitting_description(opening, *known, *sentences)
