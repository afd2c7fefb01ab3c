"""The phones of an answer, printed: each phone's own part once, what was asked of it for each answer."""

from dataclasses import dataclass, replace
from functools import cache
from types import SimpleNamespace

from django.urls import reverse
from markupsafe import Markup, escape

from catalog import models
from catalog.drawings.scale_drawing import outline_drawing
from catalog.finder.facets import ENTRY_KINDS, VERSION, facet_by_name
from catalog.finder.finder_query import UnknownPolicy
from catalog.finder.index_store import listed_texts_by_key
from catalog.finder.listed_phone import ListedPhone
from catalog.pages.phone_cards import CARD_FACTS
from catalog.quantities import formatters
from catalog.quantities.optics import COMPUTED, Size
from catalog.sheet.registry import DISPLAY_SPECS, METRIC_KEYS, PHONE_SPECS, SHEET

from .converted_facts import not_known_words, with_conversion
from .template_fragments import cached_fragment, slot, template_macro
from .version_lines import version_lines

MAX_CACHED_PIECES = 24_000
"""Phones and cards that a process keeps; some 100 MB at most."""
ASKED_ATTRIBUTE = ' class="is-asked"'
"""What a card's own fact has where it was asked about."""
LISTABLE_SPECS = {**PHONE_SPECS, **DISPLAY_SPECS}


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

    def with_text(self, text):
        return replace(self, text=text)


class ResultPhone:
    """A phone as lists print it."""

    def __init__(self, text):
        self.shown = ListedPhone(text)
        self.slug = self.shown.slug
        self.name = self.shown.name
        self.brand = self.shown.brand
        self.full_name = self.shown.full_name
        self.url = f"{phone_path_prefix()}{self.shown.slug}/"

    def fact(self, key, imperial=False, label=None):
        """What is known of one row."""
        found = self.shown.fact(key)
        label = label or LISTABLE_SPECS[key].label
        anchor = ROW_ANCHORS.get(key, "")
        if found is None:
            return ResultFact(key, label, anchor=anchor)
        text = found.text
        if imperial and key not in METRIC_KEYS:
            text = formatters.to_imperial(text)
        return ResultFact(key, label, text, found.mark, found.sources, found.disputed, is_known=True, anchor=anchor)

    @property
    def drawing(self):
        """Front and side; None where its size is not known."""
        *sides, width, height = self.shown.sides
        names = ("height_mm", "width_mm", "depth_mm", "depth_with_bump_mm")
        outline = SimpleNamespace(full_name=self.full_name, **dict(zip(names, sides, strict=True)))
        display = Size(width, height, COMPUTED) if width else None
        return outline_drawing(outline, display)


@cache
def phone_path_prefix():
    """What the addresses of phones begin with."""
    return reverse("phone", args=["x"]).removesuffix("x/")


def result_phones_at(finding, places):
    """(place, ``ResultPhone``) of the phones at these places. One query for all that are not cached."""
    cache = finding.live.printed
    keys = finding.index.keys(places)
    missing = [key for key in keys if ("phone", key) not in cache]
    if missing:
        cache_phones(finding, missing)
    phones = []
    for place, key in zip(places, keys, strict=True):
        if ("phone", key) in cache:
            phones.append((place, cache["phone", key]))
    return phones


def cache_phones(finding, keys):
    cache = finding.live.printed
    for key, text in listed_texts_by_key(keys, finding.live.unstored).items():
        if len(cache) > MAX_CACHED_PIECES:
            drop_cached_phones(cache)
        cache["phone", key] = ResultPhone(text)


def drop_cached_phones(cache):
    for key in list(cache):
        if key[0] in ("phone", "card"):
            cache.pop(key, None)


class ResultCards:
    """The matches as cards. What each phone shows is printed once; what was asked comes into it."""

    def __init__(self, finding):
        self.finding = finding
        self.cache = finding.live.printed
        self.imperial = finding.asked.units == "imperial"
        self.asked = asked = asked_keys(finding)
        self.keys = [key for key in asked if key not in CARD_FACTS]
        self.marks = {key: ASKED_ATTRIBUTE if key in asked else "" for key in CARD_FACTS}
        self.keys_by_kind = asked_entry_keys(finding)
        self.unsure = finding.asked.question.unknown == UnknownPolicy.MATCH

    def at(self, places):
        """The cards of the phones at these places, ready to print."""
        cards = []
        for place, phone in result_phones_at(self.finding, places):
            asked = self.asked_of(phone, place)
            cards.append(self.card(phone, place).filled({**self.marks, "asked": asked}))
        return cards

    def card(self, phone, place):
        key = ("card", self.finding.index.ids[place], self.imperial)
        return cached_fragment(self.cache, key, lambda: self.print_card(phone))

    def print_card(self, phone):
        facts = [phone.fact(name, self.imperial, label) for name, label in CARD_FACTS.items()]
        return template_macro("macros/finder.html", "card")(phone=phone, facts=facts, slot=slot)

    def asked_of(self, phone, place):
        """What was asked about, of one phone: its facts, and the lenses that meet the question."""
        because = self.finding.because(place) if self.unsure else []
        versions = version_lines(self.finding, phone, place, self.asked)
        if not (self.keys or self.keys_by_kind or because or versions):
            return ""
        facts = Markup().join(self.fact(phone, self.asked_fact(phone, place, key)) for key in self.keys)
        entries = [*versions, *self.lines_of(phone, place)]
        lines = Markup().join(self.line(title, facts) for title, facts in entries)
        frame = self.frame(bool(facts), bool(because))
        return frame.filled({"facts": facts, "lines": lines, "because": self.reasons(because)})

    def asked_fact(self, phone, place, key):
        return with_conversion(self.finding, key, phone.fact(key, self.imperial), place)

    def frame(self, *shape):
        return cached_fragment(self.cache, ("asked", *shape), lambda: print_asked_facts(*shape))

    def fact(self, phone, fact):
        """A fact as its macro prints it, which is asked once for each sort of fact."""
        sort = (bool(fact.anchor), fact.mark, fact.disputed, fact.is_known, fact.sources == 0)
        fragment = cached_fragment(self.cache, ("fact", *sort), lambda: print_fact_with_slots(fact))
        values = {"label": escape(fact.label), "text": escape(fact.text), "anchor": fact.anchor, "url": phone.url}
        return fragment.filled(values)

    def line(self, title, facts):
        """An entry that meets the question, with what was asked of it."""
        marks = tuple(fact.mark for fact in facts)
        fragment = cached_fragment(self.cache, ("line", *marks), lambda: print_entry_line(marks))
        texts = {str(number): escape(fact.text) for number, fact in enumerate(facts)}
        return fragment.filled({"title": escape(title), **texts})

    def reasons(self, because):
        return reasons_text(because, self.finding.asked.question)

    def lines_of(self, phone, place):
        """(title, facts) of each entry that meets what was asked of one."""
        for kind, keys in self.keys_by_kind.items():
            entries = phone.shown.entries(kind)
            for number in self.finding.entries_meeting(kind, place):
                title, line = entries[number]
                facts = [self.entry_fact(phone, kind, line, key, (place, number)) for key in keys]
                yield title, list(filter(None, facts))

    def entry_fact(self, phone, kind, line, key, where):
        """A fact of one entry; ``where`` is (place of the phone, number of the entry)."""
        fact = phone.shown.entry_fact(kind, line, key)
        return with_conversion(self.finding, f"{kind}.{key}", fact, *where)


def print_asked_facts(has_facts, is_unsure):
    facts = slot("facts") if has_facts else ""
    because = slot("because") if is_unsure else ""
    return template_macro("macros/finder.html", "asked")(facts=facts, lines=slot("lines"), because=because)


def print_fact_with_slots(fact):
    blank = replace(fact, label=slot("label"), text=slot("text"), anchor=fact.anchor and slot("anchor"))
    phone = SimpleNamespace(url=slot("url"))
    return template_macro("macros/finder.html", "fact")(phone=phone, fact=blank)


def print_entry_line(marks):
    texts = [(slot(number), mark) for number, mark in enumerate(marks)]
    return template_macro("macros/finder.html", "line")(title=slot("title"), texts=texts)


def asked_keys(finding):
    """The rows of the phone that were asked about or sorted by."""
    keys = {}
    question = finding.asked.question
    for one in (*question.conditions, *question.order):
        if not one.facet.kind.section:
            keys[one.facet.spec.key] = True
    return list(keys)


def asked_entry_keys(finding):
    """Kind of entry → the rows of it that were asked about."""
    keys = {}
    for kind in finding.found.entries:
        conditions = finding.asked.question.parts[kind]
        keys[kind] = list(dict.fromkeys(one.facet.spec.key for one in conditions))
    return keys


def printed_maybes(finding, places):
    """The phones that may match, with the reasons, ready to print."""
    fragment = cached_fragment(finding.live.printed, ("maybe", ""), print_maybe_with_slots)
    maybes = []
    for place, phone in result_phones_at(finding, places):
        because = reasons_text(finding.because(place), finding.asked.question)
        values = {"url": phone.url, "name": escape(phone.full_name), "slug": phone.slug, "because": because}
        maybes.append(fragment.filled(values))
    return maybes


def print_maybe_with_slots():
    phone = SimpleNamespace(url=slot("url"), full_name=slot("name"), slug=slot("slug"))
    return template_macro("macros/finder.html", "maybe")(phone=phone, because=slot("because"))


def reasons_text(names, question):
    """Why a phone is no sure match, ``names`` being those of conditions."""
    return escape("; ".join(not_known_reason(name, question) for name in names))


def not_known_reason(name, question):
    """“weight not known”; of a list that may go on: “rear lenses: there may be others than those listed”."""
    if name == VERSION.key:
        return "not known whether one version has all of it"
    if name in ENTRY_KINDS:
        return f"{ENTRY_KINDS[name].label.lower()}: there may be others than those listed"
    return f"{lowercase_label(name)} {not_known_words(name, question)}"


def lowercase_label(name):
    facet = facet_by_name("sold_in" if name == "sold_outside" else name)
    return formatters.label_in_sentence(facet.label)


def table_columns(finding):
    """The columns that were chosen, else those of the cards with what was asked."""
    return finding.asked.columns or tuple(dict.fromkeys([*CARD_FACTS, *asked_keys(finding)]))


def result_table(finding, places):
    """(columns, rows); a row is the phone, its facts, and the versions that match where the usual one does not."""
    columns = table_columns(finding)
    imperial = finding.asked.units == "imperial"
    rows = []
    for place, phone in result_phones_at(finding, places):
        facts = [with_conversion(finding, key, phone.fact(key, imperial), place) for key in columns]
        versions = [title for title, _ in version_lines(finding, phone, place, ())]
        rows.append((phone, facts, versions))
    return [LISTABLE_SPECS[key] for key in columns], rows


def _row_anchors():
    """Key → where the row stands on a phone's page."""
    anchors = {key: "cameras" for key in PHONE_SPECS if key.startswith("main_")}
    for key in DISPLAY_SPECS:
        anchors[key] = f"display-1-{key}"
    for group in SHEET:
        if group.of is not models.Phone:
            continue
        for spec in group.specs:
            if spec.on_page:
                anchors[spec.key] = f"{group.key}-{spec.key}"
    return anchors


ROW_ANCHORS = _row_anchors()
