"""Titles and descriptions for search engines and link previews, made from facts. What is not known is left out."""

from functools import reduce
from operator import attrgetter
from unicodedata import east_asian_width

from django.utils.translation import gettext_lazy

from catalog.comparison.lens_kit import lens_kit
from catalog.comparison.related_phones import product_line_text, related_phones
from catalog.languages.active_language import gettext, ngettext, pgettext
from catalog.languages.figures_in_texts import figures_localised
from catalog.languages.language_links import page_language
from catalog.languages.listed_words import joined_list
from catalog.languages.localised_text import localised
from catalog.models.vocabulary import TWIN_KINDS, RelationKind
from catalog.quantities import formatters
from catalog.quantities.formatters import THIN_SPACE
from catalog.quantities.optics import label_denominator
from catalog.sheet.registry import PHONE_SPECS
from catalog.sheet.spec import ESTIMATED

from .phone_opening import opening_sentences

MAX_TITLE = 65
"""Characters that result pages show of a title, about; see ``printed_length``."""
MAX_DESCRIPTION = 160
COMPARED_FACTS = {
    "main_sensor_area_mm2": gettext_lazy("Main sensor"),
    "weight_g": gettext_lazy("Weight"),
    "battery_mah": gettext_lazy("Battery"),
}
"""Key → what a comparison's description calls it."""


def fitting_title(*choices):
    """The first of ``choices`` that is short enough, else the last."""
    for text in choices[:-1]:
        if printed_length(text) <= MAX_TITLE:
            return text
    return choices[-1]


def printed_length(text):
    """In characters; on Japanese pages those that are as wide as two count as two."""
    if page_language() != "ja":
        return len(text)
    return len(text) + sum(map(_is_wide, text))


def _is_wide(letter):
    return east_asian_width(letter) in ("W", "F")


def fitting_description(opening, *sentences):
    """``opening`` with those of ``sentences``, in order, for which there is room; cut at a word where it is too long
    itself."""
    text = shortened(plain(opening))
    for sentence in map(plain, filter(None, sentences)):
        space = "" if text.endswith("。") else " "
        longer = f"{text}{space}{sentence}"
        if printed_length(longer) <= MAX_DESCRIPTION:
            text = longer
    return text


def plain(text):
    """With usual spaces, as texts outside of the page are cut and compared by programs."""
    return " ".join(text.replace(THIN_SPACE, " ").split())


def shortened(text):
    if printed_length(text) <= MAX_DESCRIPTION:
        return text
    cut = text[: MAX_DESCRIPTION - 1]
    while printed_length(cut) >= MAX_DESCRIPTION:
        cut = cut[:-1]
    if page_language() != "ja":  # where no spaces stand between words
        cut = cut.rpartition(" ")[0]
    return f"{cut.rstrip('.,;:–、。')}…"


def phone_title(phone):
    """“Xiaomi 13 Ultra: 1-inch-type camera, 12/23/75/120 mm”."""
    facts = {"name": phone.full_name, "camera": _camera_words(phone), "lenses": lens_lengths(phone)}
    choices = [gettext("{name}: {camera}"), gettext("{name}: {lenses}"), gettext("{name}: specs")]
    if facts["lenses"]:
        choices.insert(0, gettext("{name}: {camera}, {lenses}"))
    else:
        choices[:2] = gettext("{name}: {camera}, specs and sources"), choices[0]
    return fitting_title(*[text.format(**facts) for text in choices])


def _camera_words(phone):
    """“1/1.31-inch-type camera”, or “camera” where the type of the main sensor is not known."""
    found = PHONE_SPECS["main_sensor_type"].reading(phone)
    if found is None:
        return gettext("camera")
    return gettext("{type} camera").format(type=type_words(found.value))


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
    first, *rest = opening_sentences(phone) or [gettext("What is known of it, and from whom.")]
    opening = gettext("{name}: {text}").format(name=phone.full_name, text=first)
    closing = gettext("Specs with their sources."), gettext("Sensors to scale.")
    return fitting_description(opening, *rest, _size_sentence(phone), *closing)


def _size_sentence(phone):
    """“225 g, 5,000 mAh battery.”"""
    weight = known_text(phone, "weight_g")
    battery = known_text(phone, "battery_mah")
    sentence = ""
    if weight and battery:
        sentence = gettext("{weight}, {battery} battery.")
    elif battery:
        sentence = gettext("{battery} battery.")
    elif weight:
        sentence = gettext("{weight}.")
    return sentence.format(weight=weight, battery=battery)


def known_text(phone, key):
    """The usual value of a row of the sheet in words; empty where it is not known, or only estimated."""
    spec = PHONE_SPECS[key]
    found = spec.reading(phone)
    if found is None or found.how == ESTIMATED:
        return ""
    return plain(localised(spec.text(found.value)))


def comparison_title(phones):
    """“A vs B: what changed” of neighbours in a line, “… twins compared” of twins, “… cameras compared” of others."""
    choices = []
    for name in ("full_name", "name"):
        names = gettext(" vs ").join(map(attrgetter(name), phones))
        choices += [gettext("{names}: {words}").format(names=names, words=comparison_words(phones)), names]
    if len(phones) > 2:
        choices.append(_shortened_comparison(*phones))
    return fitting_title(*choices)


def _shortened_comparison(one, other, *more):
    title = ngettext("{one} vs {other} and {number} more", "{one} vs {other} and {number} more", len(more))
    return title.format(one=one.full_name, other=other.full_name, number=len(more))


def comparison_words(phones):
    kind = tie_of_two(phones)
    if kind is None:
        return gettext("cameras compared")
    if kind == RelationKind.SUCCESSOR:
        return gettext("what changed")
    return gettext("twins compared")


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
    names = joined_list(list(map(attrgetter("full_name"), phones)))
    lenses = _compared_fact(gettext("Rear lenses"), list(map(lens_lengths, phones)))
    facts = []
    for key, label in COMPARED_FACTS.items():
        texts = [known_text(phone, key) for phone in phones]
        facts.append(_compared_fact(label, texts))
    opening = gettext("{names} side by side.")
    if len(phones) == 1:
        opening = pgettext("one phone", "{names} side by side.")
    closing = gettext("Sensors and bodies to scale, facts with their sources.")
    return fitting_description(opening.format(names=names), facts[0], lenses, *facts[1:], closing)


def _compared_fact(label, texts):
    """“Weight: 204 g against 229 g.”, “Battery: 5,000 mAh in both.”; empty unless all are known."""
    if not all(texts):
        return ""
    if len(set(texts)) > 1:
        return gettext("{label}: {value}.").format(label=label, value=reduce(_against, texts))
    sentence = gettext("{label}: {value} in all.")
    if len(texts) == 2:
        sentence = gettext("{label}: {value} in both.")
    elif len(texts) == 1:
        sentence = pgettext("one phone", "{label}: {value} in all.")
    return sentence.format(label=label, value=texts[0])


def _against(value, other):
    return gettext("{value} against {other}").format(value=value, other=other)


def line_title(phone):
    name = phone.full_name
    return fitting_title(
        gettext("{phone}: predecessors, successors, what changed").format(phone=name),
        gettext("{phone}: its line").format(phone=name),
        gettext("{phone} line").format(phone=phone.name),
    )


def line_description(phone):
    ties = related_phones(phone)
    line = product_line_text(phone, ties)
    opening = gettext("The line of the {phone}: {line}.") if line else gettext("The line of the {phone}.")
    twins = gettext("Beside its twins.") if any(map(attrgetter("is_twin"), ties)) else ""
    changes = gettext("What changed in the camera at each step, drawn by year.")
    return fitting_description(opening.format(phone=phone.full_name, line=line), changes, twins)


def sensor_title(sensor):
    """“Sony IMX989: 1-inch-type image sensor, 50.3 MP”."""
    kind = gettext("image sensor")
    if sensor.sensor_type:
        kind = gettext("{type} image sensor").format(type=type_words(sensor.sensor_type))
    longest = gettext("{sensor}: {kind}, phones with it")
    facts = {"sensor": sensor, "kind": kind}
    if sensor.megapixels:
        longest = gettext("{sensor}: {kind}, {resolution}")
        facts["resolution"] = plain(localised(formatters.format_quantity(sensor.megapixels, "MP")))
    shorter = gettext("{sensor}: {kind}")
    return fitting_title(longest.format(**facts), shorter.format(**facts), str(sensor))


def type_words(label):
    """``"1/1.31"`` → “1/1.31-inch-type”, ``"1/1.0"`` → “1-inch-type”."""
    if label_denominator(label) == 1:
        return gettext("1-inch-type")
    return gettext("{label}-inch-type").format(label=figures_localised(label.removesuffix(".0")))


def part_description(opening, facts, *sentences):
    """Facts (summaries) as “Label: text.”, as far as they are known and there is room."""
    known = []
    for fact in facts:
        if fact.is_known and fact.how != ESTIMATED:
            text = localised(fact.text, fact.key).rstrip(".")
            known.append(gettext("{label}: {value}.").format(label=localised(fact.label), value=text))
    return fitting_description(opening, *known, *sentences)
