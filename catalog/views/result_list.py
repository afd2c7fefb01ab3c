"""The phones of an answer, printed: each phone's own part once, what was asked of it for each answer."""

from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace

from django.urls import reverse
from markupsafe import Markup, escape

from catalog import models
from catalog.drawings.scale_drawing import outline_drawing
from catalog.finder.facets import ENTRY_KINDS, facet_by_name
from catalog.finder.finder_query import UnknownPolicy
from catalog.finder.index_store import listed_texts_by_key
from catalog.finder.listed_phone import ListedPhone
from catalog.pages.phone_cards import CARD_FACTS
from catalog.quantities import formatters
from catalog.quantities.optics import COMPUTED, Size
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS, SHEET

from .template_fragments import Fragment, slot, template_macro

MAX_CACHED_PIECES = 24_000
"""Phones and cards that a process keeps; some 100 MB at most."""
ASKED_ATTRIBUTE = ' class="is-asked"'
"""What a card's own fact has where it was asked about."""
LISTABLE_SPECS = {**PHONE_SPECS, **DISPLAY_SPECS}
IMPERIAL_UNITS = {"mm", "g", "cm", "m", "cm³"}
IMPERIAL_KEYS = {
    spec.key for group in SHEET if group.key == "body" for spec in group.specs if spec.unit in IMPERIAL_UNITS
}
"""Rows that are printed in inches and ounces where a reader asks for them; optics stay metric everywhere."""


@dataclass(frozen=True)
class ResultFact:
    """One fact in a list. ``sources`` is how many bear it out, None where the value is worked out."""

    key: str
    label: str
    text: str = "not known"
    mark: str = ""
    sources: int | None = None
    disputed: bool = False
    is_known: bool = False
    anchor: str = ""


class ResultPhone:
    """A phone as lists print it."""

    def __init__(self, text):
        self.shown = ListedPhone(text)
        self.slug, self.name, self.brand = self.shown.slug, self.shown.name, self.shown.brand
        self.full_name, self.url = self.shown.full_name, f"{phone_path_prefix()}{self.shown.slug}/"

    def fact(self, key, imperial=False, label=None):
        """What is known of one row."""
        found, label, anchor = self.shown.fact(key), label or LISTABLE_SPECS[key].label, ROW_ANCHORS.get(key, "")
        if found is None:
            return ResultFact(key, label, anchor=anchor)
        text = formatters.to_imperial(found.text) if imperial and key in IMPERIAL_KEYS else found.text
        return ResultFact(key, label, text, found.mark, found.sources, found.disputed, True, anchor)

    @property
    def drawing(self):
        """Front and side; None where its size is not known."""
        *sides, width, height = self.shown.sides
        names = ("height_mm", "width_mm", "depth_mm", "depth_with_bump_mm")
        outline = SimpleNamespace(full_name=self.full_name, **dict(zip(names, sides, strict=True)))
        return outline_drawing(outline, Size(width, height, COMPUTED) if width else None)


@cache
def phone_path_prefix():
    """What the addresses of phones begin with."""
    return reverse("phone", args=["x"]).removesuffix("x/")


def result_phones_at(finding, places):
    """The phones at these places. One query for all that are not kept."""
    index, kept = finding.index, finding.live.printed
    keys = index.keys(places)
    missing = [key for key in keys if ("phone", key) not in kept]
    for key, shown in listed_texts_by_key(missing, finding.live.unstored).items() if missing else ():
        if len(kept) > MAX_CACHED_PIECES:
            drop_cached_phones(kept)
        kept["phone", key] = ResultPhone(shown)
    return [(place, kept["phone", key]) for place, key in zip(places, keys, strict=True) if ("phone", key) in kept]


def drop_cached_phones(kept):
    for key in [key for key in kept if key[0] in ("phone", "card")]:
        kept.pop(key, None)


class ResultCards:
    """The matches as cards. What each phone shows is printed once; what was asked comes into it."""

    def __init__(self, finding):
        self.finding, self.imperial = finding, finding.asked.units == "imperial"
        asked = asked_keys(finding)
        self.keys = [key for key in asked if key not in CARD_FACTS]
        self.marks = {key: ASKED_ATTRIBUTE if key in asked else "" for key in CARD_FACTS}
        self.kinds = {
            kind: list(dict.fromkeys(one.facet.spec.key for one in finding.asked.question.parts[kind]))
            for kind in finding.found.entries
        }
        self.unsure = finding.asked.question.unknown == UnknownPolicy.MATCH

    def at(self, places):
        """The cards of the phones at these places, ready to print."""
        phones = result_phones_at(self.finding, places)
        return [
            self.piece(phone, place).filled({**self.marks, "asked": self.asked_of(phone, place)})
            for place, phone in phones
        ]

    def piece(self, phone, place):
        kept, key = self.finding.live.printed, ("card", self.finding.index.ids[place], self.imperial)
        if key not in kept:
            facts = [phone.fact(name, self.imperial, label) for name, label in CARD_FACTS.items()]
            kept[key] = Fragment.of(template_macro("macros/finder.html", "card")(phone=phone, facts=facts, slot=slot))
        return kept[key]

    def asked_of(self, phone, place):
        """What was asked about, of one phone: its facts, and the lenses that meet the question."""
        because = self.finding.because(place) if self.unsure else []
        if not (self.keys or self.kinds or because):
            return ""
        facts = Markup().join(self.fact(phone, phone.fact(key, self.imperial)) for key in self.keys)
        lines = Markup().join(self.line(*line) for kind in self.kinds for line in self.lines_of(phone, place, kind))
        frame = self.frame(bool(facts), bool(because))
        return frame.filled({"facts": facts, "lines": lines, "because": escape("; ".join(not_known_reasons(because)))})

    def frame(self, *shape):
        return self.kept_piece(("asked", *shape), lambda: print_asked_facts(*shape, slot=slot))

    def fact(self, phone, fact):
        """A fact as its macro prints it, which is asked once for each sort of fact."""
        sort = (bool(fact.anchor), fact.mark, fact.disputed, fact.is_known, fact.sources == 0)
        blank = replace(fact, label=slot("label"), text=slot("text"), anchor=fact.anchor and slot("anchor"))
        somebody = SimpleNamespace(url=slot("url"))
        piece = self.kept_piece(
            ("fact", *sort), lambda: template_macro("macros/finder.html", "fact")(phone=somebody, fact=blank)
        )
        values = {"label": escape(fact.label), "text": escape(fact.text), "anchor": fact.anchor, "url": phone.url}
        return piece.filled(values)

    def line(self, title, facts):
        """An entry that meets the question, with what was asked of it."""
        marks = tuple(fact.mark for fact in facts)
        texts = [(slot(str(number)), mark) for number, mark in enumerate(marks)]
        piece = self.kept_piece(("line", *marks), lambda: print_entry_line(title=slot("title"), texts=texts))
        return piece.filled({"title": escape(title), **{str(n): escape(fact.text) for n, fact in enumerate(facts)}})

    def kept_piece(self, key, print_it):
        kept = self.finding.live.printed
        if key not in kept:
            kept[key] = Fragment.of(print_it())
        return kept[key]

    def lines_of(self, phone, place, kind):
        """(title, facts) of each entry that meets what was asked of one."""
        entries = phone.shown.entries(kind)
        for number in self.finding.entries_meeting(kind, place):
            title, line = entries[number]
            facts = (phone.shown.entry_fact(kind, line, key) for key in self.kinds[kind])
            yield title, [fact for fact in facts if fact]


def print_asked_facts(has_facts, is_unsure, slot):
    facts, because = slot("facts") if has_facts else "", slot("because") if is_unsure else ""
    return template_macro("macros/finder.html", "asked")(facts=facts, lines=slot("lines"), because=because)


def print_entry_line(title, texts):
    return template_macro("macros/finder.html", "line")(title=title, texts=texts)


def asked_keys(finding):
    """The rows of the phone that were asked about or sorted by."""
    question = finding.asked.question
    facets = [one.facet for one in (*question.conditions, *question.order)]
    return list(dict.fromkeys(facet.spec.key for facet in facets if not facet.kind.section))


def printed_maybes(finding, places):
    """The phones that may match, with the reasons, ready to print."""
    kept = finding.live.printed
    if ("maybe", "") not in kept:
        phone = SimpleNamespace(url=slot("url"), full_name=slot("name"), slug=slot("slug"))
        kept["maybe", ""] = Fragment.of(
            template_macro("macros/finder.html", "maybe")(phone=phone, because=slot("because"))
        )
    return [
        kept["maybe", ""].filled(
            {
                "url": phone.url,
                "name": escape(phone.full_name),
                "slug": phone.slug,
                "because": escape("; ".join(not_known_reasons(finding.because(place)))),
            }
        )
        for place, phone in result_phones_at(finding, places)
    ]


def not_known_reasons(names):
    """“weight not known”; of a list that may go on: “rear lenses: there may be more than are listed”."""
    return [
        f"{ENTRY_KINDS[name].label.lower()}: there may be others than those listed"
        if name in ENTRY_KINDS
        else f"{lowercase_label(name)} not known"
        for name in names
    ]


def lowercase_label(name):
    facet = facet_by_name("sold_in" if name == "sold_outside" else name)
    label = facet.label
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def table_columns(finding):
    """The columns that were chosen, else those of the cards with what was asked."""
    return finding.asked.columns or tuple(dict.fromkeys([*CARD_FACTS, *asked_keys(finding)]))


def result_table(finding, places):
    """(columns, rows)."""
    columns = table_columns(finding)
    imperial = finding.asked.units == "imperial"
    rows = [(phone, [phone.fact(key, imperial) for key in columns]) for _, phone in result_phones_at(finding, places)]
    return [LISTABLE_SPECS[key] for key in columns], rows


def _row_anchors():
    """key → where the row stands on a phone's page."""
    found = {key: "cameras" for key in PHONE_SPECS if key.startswith("main_")}
    found |= {key: f"display-1-{key}" for key in DISPLAY_SPECS}
    on_page = [(group, spec) for group in SHEET for spec in group.specs if group.of is models.Phone and spec.on_page]
    return found | {spec.key: f"{group.key}-{spec.key}" for group, spec in on_page}


ROW_ANCHORS = _row_anchors()
