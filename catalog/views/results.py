"""The phones of an answer, printed: each phone's own part once, what was asked of it for each answer."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.urls import reverse

from catalog import models
from catalog.comparison.cards import FACTS
from catalog.comparison.drawing import outlined
from catalog.finder.kinds import KINDS, facet_called
from catalog.finder.questions import Unknown
from catalog.finder.store import shown_of
from catalog.specs import units
from catalog.specs.optics import COMPUTED, Size
from catalog.specs.sheet import DISPLAY_SPECS, PHONE_SPECS, SHEET

from .printed import Piece, macro, slot

MOST_KEPT = 4000
"""Phones whose printed parts a process keeps."""
ROWS = {**PHONE_SPECS, **DISPLAY_SPECS}
IMPERIAL = {"mm", "g", "cm", "m", "cm³"}
BODY = {spec.key for group in SHEET if group.key == "body" for spec in group.specs if spec.unit in IMPERIAL}
"""Rows that are printed in inches and ounces where a reader asks for them; optics stay metric everywhere."""


@dataclass(frozen=True)
class Shown:
    """One fact in a list: ``sources`` is how many bear it out, None where the value is worked out."""

    key: str
    label: str
    text: str = "not known"
    mark: str = ""
    sources: int | None = None
    disputed: bool = False
    is_known: bool = False
    anchor: str = ""


@dataclass(frozen=True)
class Phone:
    """A phone as lists print it."""

    slug: str
    name: str
    brand: str
    shown: dict
    because: tuple = ()

    @property
    def full_name(self):
        return f"{self.brand} {self.name}"

    @property
    def url(self):
        return reverse("phone", args=[self.slug])

    def fact(self, key, imperial=False, label=None):
        """What is known of one row."""
        label = label or ROWS[key].label
        text, mark = self.shown["texts"].get(key, ("", ""))
        if not text:
            return Shown(key, label, anchor=ANCHORS.get(key, ""))
        sources = None if mark else self.shown["sourced"].get(key, 0)
        printed = units.imperial(text) if imperial and key in BODY else text
        return Shown(key, label, printed, mark, sources, key in self.shown["disputed"], True, ANCHORS.get(key, ""))

    @property
    def drawing(self):
        """Front and side; None where its size is not known."""
        outline, display = self.shown["outline"], self.shown["outline"]["display"]
        sides = SimpleNamespace(full_name=self.full_name, **outline)
        return outlined(sides, Size(*display, COMPUTED) if display else None)


def phones_at(finding, places):
    """The phones at these places. One query for all that are not kept."""
    index, kept = finding.index, finding.live.kept
    keys = index.keys(places)
    missing = [key for key in keys if ("phone", key) not in kept]
    for key, shown in shown_of(missing, finding.live.unstored).items() if missing else ():
        if len(kept) > MOST_KEPT:
            forget_phones(kept)
        kept["phone", key] = Phone(shown["slug"], shown["name"], shown["brand"], shown)
    return [(place, kept["phone", key]) for place, key in zip(places, keys, strict=True) if ("phone", key) in kept]


def forget_phones(kept):
    for key in [key for key in kept if key[0] in ("phone", "card")]:
        kept.pop(key, None)


class Cards:
    """The matches as cards. What each phone shows is printed once; what was asked comes into it."""

    def __init__(self, finding):
        self.finding, self.imperial = finding, finding.asked.units == "imperial"
        self.keys = [key for key in asked_keys(finding) if key not in FACTS]
        self.kinds = [kind for kind in finding.found.entries if kind in KINDS]
        self.unsure = finding.asked.question.unknown == Unknown.MATCH

    def at(self, places):
        """The cards of the phones at these places, ready to print."""
        phones = phones_at(self.finding, places)
        return [self.piece(phone).filled({"asked": self.asked_of(phone, place)}) for place, phone in phones]

    def piece(self, phone):
        kept, key = self.finding.live.kept, ("card", phone.slug, self.imperial)
        if key not in kept:
            facts = [phone.fact(name, self.imperial, label) for name, label in FACTS.items()]
            kept[key] = Piece.of(macro("macros/finder.html", "card")(phone=phone, facts=facts, slot=slot))
        return kept[key]

    def asked_of(self, phone, place):
        """What was asked about, of one phone: its facts, and the lenses that meet the question."""
        because = self.finding.because(place) if self.unsure else []
        if not (self.keys or self.kinds or because):
            return ""
        facts = [phone.fact(key, self.imperial) for key in self.keys]
        lines = [line for kind in self.kinds for line in lines_of(self.finding, phone, place, kind)]
        return macro("macros/finder.html", "asked")(phone=phone, facts=facts, lines=lines, because=reasons(because))


def lines_of(finding, phone, place, kind):
    """(title, texts) of each entry that meets what was asked of one."""
    keys = [one.condition.facet.spec.key for one in finding.asked.readings if one.condition.facet.kind.key == kind]
    for number in finding.entries_meeting(kind, place):
        entry = phone.shown["entries"][kind][number]
        yield entry["title"], [entry["texts"][key] for key in dict.fromkeys(keys) if key in entry["texts"]]


def asked_keys(finding):
    """The rows of the phone that were asked about or sorted by."""
    question = finding.asked.question
    facets = [one.facet for one in (*question.conditions, *question.order)]
    return list(dict.fromkeys(facet.spec.key for facet in facets if not facet.kind.section))


def maybes(finding, places):
    """The phones that may match, with the reasons."""
    return [(phone, reasons(finding.because(place))) for place, phone in phones_at(finding, places)]


def reasons(names):
    """“weight not known”; of a list that may go on: “rear lenses: there may be more than are listed”."""
    return [
        f"{KINDS[name].label.lower()}: there may be others than those listed"
        if name in KINDS
        else f"{label_within(name)} not known"
        for name in names
    ]


def label_within(name):
    facet = facet_called("sold_in" if name == "sold_outside" else name)
    label = facet.label
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def table(finding, places):
    """(columns, rows): the columns that were chosen, else those of the cards with what was asked."""
    columns = finding.asked.columns or tuple(dict.fromkeys([*FACTS, *asked_keys(finding)]))
    imperial = finding.asked.units == "imperial"
    rows = [(phone, [phone.fact(key, imperial) for key in columns]) for _, phone in phones_at(finding, places)]
    return [ROWS[key] for key in columns], rows


def _anchors():
    """key → where the row stands on a phone's page."""
    found = {key: "cameras" for key in PHONE_SPECS if key.startswith("main_")}
    found |= {key: f"display-1-{key}" for key in DISPLAY_SPECS}
    on_page = [(group, spec) for group in SHEET for spec in group.specs if group.of is models.Phone and spec.on_page]
    return found | {spec.key: f"{group.key}-{spec.key}" for group, spec in on_page}


ANCHORS = _anchors()
