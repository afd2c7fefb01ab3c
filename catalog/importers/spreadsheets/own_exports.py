"""The CSV of the finder (``/phones.csv``) as a spreadsheet: only what somebody has changed in it says anything."""

import re
from contextlib import suppress
from dataclasses import replace

from catalog.facts.csv_cells import ESTIMATED_STATE, EXPORTED_KEYS, csv_texts
from catalog.facts.prefetch import with_all_rows
from catalog.models import Phone
from catalog.quantities.parsers import parse_date
from catalog.quantities.spreadsheet_formulas import escape_formula, unescape_formula

from .files.tables import SOURCES_SUFFIX, STATE_SUFFIX

_EXTRA_HEADINGS = {"match", "because", "matches_in", "versions", "converted", "licence", "stamp"}
_KEPT_KEY = "slug"
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMERIC_DAY = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}([./-])\d{1,2}\2\d{1,2}", re.ASCII)
_SHORT_MONTH = re.compile(r"([^\W\d]+)\.?[- ]([0-9]{2})")


def is_export_only(heading):
    """Whether a heading of the export, other than those of columns that can be stored, is known to say nothing."""
    if heading.endswith((STATE_SUFFIX, SOURCES_SUFFIX)):
        return True
    return heading in _EXTRA_HEADINGS or heading in EXPORTED_KEYS


class OwnExport:
    """``headings`` are those of the table; ``slugs`` says under which address each phone stands now."""

    def __init__(self, headings, slugs):
        self.headings = headings.texts
        self.numbers = {text: number for number, text in enumerate(headings.texts)}
        self.slugs = slugs
        self.current = {}

    def changed_rows(self, rows):
        """The rows without the cells that are as the site has them now, or are marked as estimates."""
        slugs = {self.slug_of(row) for row in rows}
        phones = list(with_all_rows(Phone.objects.filter(slug__in=slugs)))
        self.current = csv_texts(phones)
        return [self.changed_row(row) for row in rows]

    def slug_of(self, row):
        text = self.text_under(_KEPT_KEY, row)
        return self.slugs.get(text, text)

    def text_under(self, heading, row):
        number = self.numbers.get(heading, len(row.texts))
        return row.texts[number] if number < len(row.texts) else ""

    def changed_row(self, row):
        current = self.current.get(self.slug_of(row), {})
        texts = []
        for heading, text in zip(self.headings, row.texts, strict=False):
            is_estimate = self.text_under(f"{heading}{STATE_SUFFIX}", row) == ESTIMATED_STATE
            keeps = heading == _KEPT_KEY or not (is_estimate or is_same_text(text, current.get(heading)))
            texts.append(unescape_formula(text) if keeps else "")
        return replace(row, texts=(*texts, *row.texts[len(texts) :]))


def is_same_text(text, current):
    """Whether a cell says what the site does, however a spreadsheet program has put it: 9,3 for 9.3, 1 for 001."""
    if current is None:
        return False
    shown = " ".join(current.split())
    typed = " ".join(text.split())
    if typed in (shown, escape_formula(shown, keep_numbers=False)):
        return True
    return _is_same_number(typed.replace(",", "."), shown) or _is_same_date(typed, shown)


def _is_same_number(typed, shown):
    try:
        return float(typed) == float(shown)
    except ValueError:
        return False


def _is_same_date(typed, shown):
    """18/11/2022 or 11/18/2022 for 2022-11-18, Nov-22 for 2022-11."""
    if _DAY.fullmatch(shown) and _NUMERIC_DAY.fullmatch(typed):
        return _sorted_numbers(typed) == _sorted_numbers(shown)
    month = _SHORT_MONTH.fullmatch(typed)
    if not month:
        return False
    with suppress(ValueError):
        return str(parse_date(f"{month[1]} 20{month[2]}")) == shown
    return False


def _sorted_numbers(date):
    return sorted(map(int, re.findall(r"\d+", date)))
