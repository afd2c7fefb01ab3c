"""Rows that come by the text pasted above them, or by a tick at another row: added to what was sent, as if typed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from catalog.quantities import parsers

COPY_FIELD, PASTE_FIELD = "copy", "pasted"
_ROW_NUMBER = re.compile(r"[0-9]{1,3}")
UNCOPIED_FIELDS = {COPY_FIELD, "id", "order", "DELETE"}


@dataclass(frozen=True)
class PasteBox:
    """A box above the rows of a formset; ``rows`` makes of its text (column → text) for each row, or raises
    ValueError."""

    label: str
    help: str
    rows: Callable[[str], list[dict]]


class PastedRowsMixin:
    """A formset with a copy for each row that is ticked, and a row for each that was pasted.

    ``grown`` are (text, how many rows it made). Rows that are there already are not added again.
    """

    paste = None

    def __init__(self, data=None, files=None, **options):
        super().__init__(data, files, **options)
        self.grown, self.paste_fault = [], None
        if self.is_bound and f"{self.prefix}-TOTAL_FORMS" in self.data:
            self._copy_rows()
            self._add_pasted()

    @property
    def paste_form(self):
        """The box above the rows, or None."""
        if not self.paste:
            return None
        form = forms.Form(self.data if self.is_bound else None, prefix=self.prefix)
        form.fields[PASTE_FIELD] = forms.CharField(
            required=False,
            label=self.paste.label,
            help_text=self.paste.help,
            widget=forms.TextInput(attrs={"class": "vLargeTextField", "maxlength": 2000}),
        )
        return form

    def clean(self):
        super().clean()
        if self.paste_fault:
            raise ValidationError(self.paste_fault)

    def _copy_rows(self):
        for number in range(self._total()):
            tick = f"{self.prefix}-{number}-{COPY_FIELD}"
            if self.data.get(tick):
                self.data = self.data.copy()
                del self.data[tick]
                self._add_row(self._row(number), behind=self.data.get(f"{self.prefix}-{number}-order", ""))

    def _add_pasted(self):
        text = self.data.get(f"{self.prefix}-{PASTE_FIELD}", "").strip()
        if not self.paste or not text:
            return
        try:
            rows = self.paste.rows(text)
        except ValueError as fault:
            self.paste_fault = str(fault)
            return
        self.data = self.data.copy()
        self.data[f"{self.prefix}-{PASTE_FIELD}"] = ""
        new = [row for row in rows if not self._is_there(row)]
        for row in new:
            self._add_row({name: [text] for name, text in row.items()})
        self.grown.append((text, len(new)))

    def _total(self):
        """How many rows were sent; too many are for Django to refuse."""
        text = self.data[f"{self.prefix}-TOTAL_FORMS"]
        return int(text) if _ROW_NUMBER.fullmatch(text) else 0

    def _row(self, number):
        """Field → texts of one row, but for what is its own."""
        start = f"{self.prefix}-{number}-"
        texts = {}
        for key in self.data:
            name = key.removeprefix(start)
            if key.startswith(start) and name not in {*UNCOPIED_FIELDS, self.fk.name}:
                texts[name] = self.data.getlist(key)
        return texts

    def _add_row(self, texts, behind=""):
        number = self._total()
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(number + 1)
        for name, values in texts.items():
            self.data.setlist(f"{self.prefix}-{number}-{name}", values)
        if behind.isascii() and behind.isdecimal():
            self.data[f"{self.prefix}-{number}-order"] = str(int(behind[:4]) + 1)

    def _is_there(self, row):
        return any(self._has_texts(number, row) for number in range(self._total()))

    def _has_texts(self, number, row):
        start = f"{self.prefix}-{number}-"
        return all(_is_same_text(self.data.get(start + name, ""), text) for name, text in row.items())


def _is_same_text(one, other):
    return one.strip().casefold() == other.strip().casefold()


def parse_memory_rows(text):
    versions = parsers.parse_memory_versions(text)
    return [{"ram_gb": _text_or_empty(ram), "storage_gb": _text_or_empty(storage)} for ram, storage in versions]


def _text_or_empty(size):
    return "" if size is None else str(size)


def parse_code_rows(text):
    return [{"code": code} for code in parsers.parse_codes(text)]
