"""One phone into what the index keeps of it: numbers as intervals, everything else as words, and its texts."""

import json
import zlib
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from catalog.facts.fact_table import FactTable, State
from catalog.models import Camera, Display
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet import phone_parts
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, PHONE_SPECS

from . import listed_phone
from .facets import ENTRY_KINDS, MORE_POSSIBLE, NONE_LISTED, NOT_KNOWN, open_list_key

MAX_ENTRIES = 100
"""Of one kind that a phone is found by; the index makes room for as many of every phone as any phone has."""
ANY_NUMBER, NO_NUMBER = (-np.inf, np.inf), (np.nan, np.nan)
"""Intervals of a number that is not known, and of one that there is not."""


@dataclass
class IndexedPhone:
    """A phone's entries by kind, and its texts. ``entries``: kind → (count, numbers, words); ``words`` are (entry, key,
    value, label) and ``numbers`` an array of entry × column × (least, most)."""

    phone: int
    slug: str
    shown: str
    data: dict
    entries: dict = field(default_factory=dict)


def indexed_phone_of(phone):
    """Everything of ``phone``, fetched with ``whole``."""
    table = FactTable([phone])
    cells = _PhoneCells(table, phone)
    made = IndexedPhone(phone.id, phone.slug, cells.shown(), cells.data())
    for kind in ENTRY_KINDS.values():
        records = kind.records(phone)[:MAX_ENTRIES]
        answers = [[cells.cell(facet.spec, record) for facet in kind.facets] for record in records]
        numbers = [[number_interval(facet, answer[facet.place], record) for facet in kind.numbers]
                   for record, answer in zip(records, answers, strict=True)]  # fmt: skip
        words = [
            (entry, facet.spec.key, *word)
            for entry, (record, answer) in enumerate(zip(records, answers, strict=True))
            for facet in kind.facets
            for word in facet_words(facet, answer[facet.place], record)
        ]
        shape = (len(records), len(kind.numbers), 2)
        made.entries[kind.key] = (len(records), np.array(numbers, dtype=np.float32).reshape(shape), words)
    open_lists = [kind for kind in ENTRY_KINDS.values() if kind.section and not phone.is_whole(kind.section)]
    made.entries["phone"][2].extend((0, open_list_key(kind), MORE_POSSIBLE, MORE_POSSIBLE) for kind in open_lists)
    return made


class _PhoneCells:
    """The cells of one phone, each worked out once."""

    def __init__(self, table, phone):
        self.table, self.phone, self.kept = table, phone, {}
        self.display = phone_parts.main_display(phone) or Display(phone=phone)
        self.cameras = list(phone.cameras.all())

    def cell(self, spec, record):
        """The cell of a row; a display's row of the phone is that of its first display."""
        if spec.inner and (camera := spec.through(record)):
            return self.cell(spec.inner, camera)
        if spec.of is Display:
            record = self.display
        place = (id(record), spec.key)
        if place not in self.kept:
            self.kept[place] = self.table.cell(spec, record)
        return self.kept[place]

    @cached_property
    def rows(self):
        """Every row of the phone and of its first display."""
        specs = {**PHONE_SPECS, **DISPLAY_SPECS}.values()
        return {spec.key: self.cell(spec, self.phone) for spec in specs}

    def shown(self):
        """What lists print (see ``listed_phone``). The main camera is named by its place among the rear lenses."""
        entries = [entry for kind in ENTRY_KINDS.values() if kind.section for entry in self.entries(kind)]
        rear, main = phone_parts.cameras_facing(self.phone, phone_parts.REAR), phone_parts.main_camera(self.phone)
        head = (self.phone.slug, self.phone.name, self.phone.brand.name)
        cells = [self.rows[key] for key in listed_phone.LISTED_SPECS]
        return listed_phone.listed_phone_text(head, rear.index(main) if main else None, self.sides(), cells, entries)

    def entries(self, kind):
        """(kind, title, cells) of what the phone has of a kind."""
        records = kind.records(self.phone)
        titles = phone_parts.camera_titles(records) if kind.specs[0].of is Camera else map(str, records)
        for title, record in zip(titles, records, strict=True):
            yield kind.key, title, [self.cell(spec, record) for spec in kind.specs]

    def sides(self):
        """What it takes to draw the phone: its sides and those of its display, in mm; None where not known."""
        phone, size = self.phone, self.display.size
        display = (round(size.width_mm, 2), round(size.height_mm, 2)) if size else (None, None)
        return phone.height_mm, phone.width_mm, phone.depth_mm, phone.depth_with_bump_mm, *display

    def data(self):
        """A phone as ``/phones.json`` gives it (docs: finder.md)."""
        rows = self.rows
        cameras = [
            {key: self.cell(spec, camera).value for key, spec in CAMERA_SPECS.items()} for camera in self.cameras
        ]
        return {
            "slug": self.phone.slug,
            "name": self.phone.name,
            "brand": self.phone.brand.name,
            "facts": {key: cell.value for key, cell in rows.items()},
            "states": {key: cell.state.value for key, cell in rows.items() if cell.state != State.KNOWN},
            "estimated": [key for key, cell in rows.items() if cell.estimated],
            "fact_sources": {
                key: [claim.source.slug for claim in cell.accepted] for key, cell in rows.items() if cell.accepted
            },
            "cameras": cameras,
        }


def number_interval(facet, cell, record):
    """The least and the most that a number can be."""
    if cell.state in (State.NOT_KNOWN, State.NOT_PUBLISHED):
        least = facet.spec.at_least and facet.spec.at_least(record)
        return (least, np.inf) if least else ANY_NUMBER
    if cell.value is None:
        return NO_NUMBER
    if facet.is_date:
        return date_interval(PartialDate.parse(cell.value))
    values = cell.value if isinstance(cell.value, list) else [cell.value]
    return (min(values), max(values)) if values else NO_NUMBER


def date_interval(when):
    """The first and the last day that a date may mean, as numbers of days."""
    return when.first_day.toordinal(), when.last_day.toordinal()


def facet_words(facet, cell, record):
    """(value, label) of everything that can be asked of the row by words."""
    more = facet.kind.more(facet.spec, record)
    if cell.state in (State.NOT_KNOWN, State.NOT_PUBLISHED):
        return [] if more is False else [(NOT_KNOWN, NOT_KNOWN)]
    found = [] if facet.is_number and not isinstance(cell.value, list) else list(_facet_values(facet, cell, record))
    return [*found, (MORE_POSSIBLE, MORE_POSSIBLE)] if more else found


def _facet_values(facet, cell, record):
    spec = facet.spec
    if cell.state == State.NO and cell.value in (None, []):
        yield ("no", "No") if facet.is_flag else (NONE_LISTED, "None")
    elif isinstance(cell.value, list):
        values = spec.asked_by(record).value if spec.asked_by else cell.value
        yield from ((str(value)[:200], spec.text([value])[:200]) for value in dict.fromkeys(values))
    elif cell.value is not None:
        yield _facet_value(cell.value), spec.text(cell.value)[:200]


def _facet_value(value):
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)[:200]


def compressed_json(data):
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode(), 6)
