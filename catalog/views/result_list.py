"""The phones of an answer, printed: each phone's own part once, what was asked of it for each answer."""

from dataclasses import replace
from types import SimpleNamespace

from markupsafe import escape

from catalog.finder.facets import ENTRY_KINDS, VERSION, facet_by_name
from catalog.finder.finder_query import UnknownPolicy
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import clause_list, label_words
from catalog.languages.localised_text import is_default_language, localised
from catalog.pages.phone_cards import CARD_FACTS, card_text
from catalog.quantities import formatters

from .converted_facts import not_known_words, with_conversion
from .result_phones import LISTABLE_SPECS, result_phones_at
from .template_fragments import cached_fragment, slot, template_macro
from .version_lines import version_lines

TABLE_COLUMNS = (
    "announced",
    "main_sensor_type",
    "main_sensor_area_mm2",
    "focal_lengths_eq_mm",
    "main_equivalent_f_number",
    "weight_g",
)
"""Columns of the table where none are chosen; what was asked comes beside them."""
ASKED_ATTRIBUTE = ' class="is-asked"'
"""What a card's own fact has where it was asked about."""


class ResultCards:
    """The matches as cards. What each phone shows is printed once; what was asked comes into it."""

    def __init__(self, finding):
        self.finding = finding
        self.cache = finding.live.printed
        self.is_english = is_default_language()
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
            self.marks["asked"] = self.asked_of(phone, place)
            cards.append(self.card(phone, place).filled(self.marks))
        return cards

    def card(self, phone, place):
        key = ("card", self.finding.index.ids[place], self.imperial)
        return cached_fragment(self.cache, key, lambda: self.print_card(phone))

    def print_card(self, phone):
        facts = []
        for key, label in CARD_FACTS.items():
            fact = phone.fact(key, self.imperial, label)
            facts.append(fact.with_text(card_text(key, fact.text)).localised())
        return template_macro("macros/finder.html", "card")(phone=phone, facts=facts, slot=slot)

    def asked_of(self, phone, place):
        """What was asked about, of one phone: its facts, and the lenses that meet the question."""
        because = self.finding.because(place) if self.unsure else []
        versions = version_lines(self.finding, phone, place, self.asked)
        if not (self.keys or self.keys_by_kind or because or versions):
            return ""
        facts = "".join([self.fact(self.asked_fact(phone, place, key)) for key in self.keys])
        entries = [*versions, *self.lines_of(phone, place)]
        lines = "".join([self.line(title, facts) for title, facts in entries])
        frame = self.frame(bool(facts), bool(because))
        return frame.filled({"facts": facts, "lines": lines, "because": self.reasons(because)})

    def asked_fact(self, phone, place, key):
        fact = phone.fact(key, self.imperial)
        if not self.is_english:
            fact = fact.localised()
        return with_conversion(self.finding, key, fact, place)

    def frame(self, *shape):
        return cached_fragment(self.cache, ("asked", None, *shape), lambda: print_asked_facts(*shape))

    def fact(self, fact):
        """A fact as its macro prints it, which is asked once for each sort of fact."""
        sort = (fact.evidence, fact.is_known)
        fragment = cached_fragment(self.cache, ("fact", *sort), lambda: print_fact_with_slots(fact))
        return fragment.filled({"label": escape(fact.label), "text": escape(fact.text)})

    def line(self, title, facts):
        """An entry that meets the question, with what was asked of it."""
        marks = tuple(fact.mark for fact in facts)
        fragment = cached_fragment(self.cache, ("line", None, *marks), lambda: print_entry_line(marks))
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
                yield self.in_language(title), list(filter(None, facts))

    def in_language(self, title):
        return title if self.is_english else localised(title)

    def entry_fact(self, phone, kind, line, key, where):
        """A fact of one entry; ``where`` is (place of the phone, number of the entry)."""
        fact = phone.shown.entry_fact(kind, line, key)
        if fact is not None and not self.is_english:
            fact = fact.with_text(localised(fact.text, key))
        return with_conversion(self.finding, f"{kind}.{key}", fact, *where)


def print_asked_facts(has_facts, is_unsure):
    facts = slot("facts") if has_facts else ""
    because = slot("because") if is_unsure else ""
    return template_macro("macros/finder.html", "asked")(facts=facts, lines=slot("lines"), because=because)


def print_fact_with_slots(fact):
    blank = replace(fact, label=slot("label"), text=slot("text"))
    return template_macro("macros/finder.html", "fact")(fact=blank)


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
    words = {}
    maybes = []
    for place, phone in result_phones_at(finding, places):
        names = tuple(finding.because(place))
        if names not in words:
            words[names] = reasons_text(names, finding.asked.question)
        because = words[names]
        values = {"url": phone.url, "name": escape(phone.full_name), "slug": phone.slug, "because": because}
        maybes.append(fragment.filled(values))
    return maybes


def print_maybe_with_slots():
    phone = SimpleNamespace(url=slot("url"), full_name=slot("name"), slug=slot("slug"))
    return template_macro("macros/finder.html", "maybe")(phone=phone, because=slot("because"))


def reasons_text(names, question):
    """Why a phone is no sure match, ``names`` being those of conditions."""
    return escape(clause_list(not_known_reason(name, question) for name in names))


def not_known_reason(name, question):
    """“weight not known”; of a list that may go on: “rear lenses: there may be others than those listed”."""
    if name == VERSION.key:
        return gettext("not known whether one version has all of it")
    if name in ENTRY_KINDS:
        kind = label_words(ENTRY_KINDS[name].label)
        return gettext("{kind}: there may be others than those listed").format(kind=kind)
    return not_known_words(heading_in_sentence(name), name, question)


def heading_in_sentence(name):
    """Only English begins it with a small letter."""
    facet = facet_by_name("sold_in" if name == "sold_outside" else name)
    if is_default_language():
        return formatters.label_in_sentence(facet.label)
    return facet.heading


def table_columns(finding):
    """The columns that were chosen, else the usual ones with what was asked."""
    return finding.asked.columns or tuple(dict.fromkeys([*TABLE_COLUMNS, *asked_keys(finding)]))


def result_table(finding, places):
    """(columns, rows); a row is the phone, its facts, and the versions that match where the usual one does not."""
    columns = table_columns(finding)
    imperial = finding.asked.units == "imperial"
    rows = []
    for place, phone in result_phones_at(finding, places):
        facts = [with_conversion(finding, key, phone.fact(key, imperial).localised(), place) for key in columns]
        versions = [title for title, _ in version_lines(finding, phone, place, ())]
        rows.append((phone, facts, versions))
    return [LISTABLE_SPECS[key] for key in columns], rows
