"""Phones as the finder's lists print them, read from what was prepared when they changed; kept by the process."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_noop

from catalog.drawings.camera_islands import PhoneBack
from catalog.drawings.listed_backs import back_drawing
from catalog.finder.index_store import listed_texts_by_key
from catalog.finder.listed_phone import ListedPhone
from catalog.languages.localised_text import is_default_language, localised
from catalog.languages.printed_cells import with_notes
from catalog.pages.lens_summaries import LensSummary
from catalog.pages.page_addresses import phone_path
from catalog.quantities import formatters
from catalog.sheet.registry import DISPLAY_SPECS, METRIC_KEYS, PHONE_SPECS

MAX_CACHED_PIECES = 24_000
"""Phones, cards and rows that a process keeps; some 100 MB at most."""
LISTABLE_SPECS = {**PHONE_SPECS, **DISPLAY_SPECS}
MARK_WORDS = (gettext_noop("computed"), gettext_noop("estimated"))
"""What the mark of a fact may say; pages localise it."""


@dataclass(frozen=True)
class ResultFact:
    """One fact in a list, in English until it is ``localised``. ``sources`` is how many bear it out, None where the
    value is worked out."""

    key: str
    label: str
    text: str = "not known"
    mark: str = ""
    sources: int | None = None
    disputed: bool = False
    is_known: bool = False

    def with_text(self, text):
        if text == self.text:
            return self
        return replace(self, text=text)

    def localised(self):
        """In the language of the page."""
        if is_default_language():
            return self
        return replace(self, label=localised(self.label), text=with_notes(self.text, self.key))

    @property
    def evidence(self):
        """The kind of its mark; empty for what is sourced or computed, as that is the rule in lists."""
        if not self.is_known:
            return ""
        if self.disputed:
            return "disputed"
        if self.mark:
            return "estimated" if self.mark == "estimated" else ""
        return "unsourced" if self.sources == 0 else ""


class ResultPhone:
    """A phone as lists print it."""

    def __init__(self, text):
        self.shown = ListedPhone(text)
        self.slug = self.shown.slug
        self.name = self.shown.name
        self.brand = self.shown.brand
        self.full_name = self.shown.full_name

    @property
    def url(self):
        """In the language of the page."""
        return phone_path(self.slug)

    def fact(self, key, imperial=False, label=None):
        """What is known of one row."""
        found = self.shown.fact(key)
        label = label or LISTABLE_SPECS[key].label
        if found is None:
            return ResultFact(key, label)
        text = found.text
        if imperial and key not in METRIC_KEYS:
            text = formatters.to_imperial(text)
        return ResultFact(key, label, text, found.mark, found.sources, found.disputed, is_known=True)

    @property
    def drawing(self):
        return back_drawing(PhoneBack(**self.shown.back, lens_count=len(self.shown.lens_lines)))

    @property
    def lenses(self):
        """Its rear lenses in short, the shortest first."""
        titles = {line: title for title, line in self.shown.entries("lens")}
        return [self.lens_summary(line, titles[line]) for line in self.shown.lens_lines]

    def lens_summary(self, line, title):
        texts = []
        for key in ("focal_length_eq_mm", "f_number"):
            fact = self.shown.entry_fact("lens", line, key)
            texts.append(fact.text if fact else "")
        return LensSummary(title, *texts, is_main=line == self.shown.main_line)


def result_phones_at(finding, places):
    """(place, ``ResultPhone``) of the phones at these places. One query for all that are not cached."""
    cached = finding.live.printed
    keys = finding.index.keys(places)
    missing = [key for key in keys if ("phone", key) not in cached]
    if missing:
        cache_phones(finding, missing)
    phones = []
    for place, key in zip(places, keys, strict=True):
        if ("phone", key) in cached:
            phones.append((place, cached["phone", key]))
    return phones


def cache_phones(finding, keys):
    cached = finding.live.printed
    for key, text in listed_texts_by_key(keys, finding.live.unstored).items():
        make_room(cached)
        cached["phone", key] = ResultPhone(text)


def make_room(cached):
    """Drop the pieces of phones where there are too many."""
    if len(cached) <= MAX_CACHED_PIECES:
        return
    for key in list(cached):
        if key[0] in ("phone", "card", "row", "suggested"):
            cached.pop(key, None)
