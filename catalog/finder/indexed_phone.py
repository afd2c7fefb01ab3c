"""One phone into what the index keeps of it: numbers as intervals, everything else as words, and its texts."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf

import numpy as np

from catalog.facts.cells import Cell
from catalog.facts.depth import Depth
from catalog.facts.fact_table import FactTable, State
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.phone_versions import phone_versions
from catalog.models import Camera, Display
from catalog.models.vocabulary import HELPER_ROLES
from catalog.sheet import phone_parts
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, PHONE_SPECS

from . import listed_phone
from .facets import (
    CERTAIN_VERSION,
    ENTRY_KINDS,
    KNOWN_ROW,
    MORE_POSSIBLE,
    PHONE,
    STORED_KINDS,
    VERSION,
    open_list_key,
)
from .indexed_values import facet_words, number_interval
from .zooms import NO_POSITIONS, zoom_kind_cameras, zoom_numbers

MAX_ENTRIES = 100
"""Of one kind that a phone is found by; the index makes room for as many of every phone as any phone has."""


@dataclass
class IndexedPhone:
    """A phone's entries by kind, and its texts. ``entries``: kind → (count, numbers, words); ``words`` are (entry, key,
    value, label) and ``numbers`` an array of entry × column × (least, most). ``zooms``: the positions of its zooms, see
    ``zoom_numbers``."""

    phone: int
    slug: str
    shown: str
    data: dict
    zooms: np.ndarray
    depth: Depth
    entries: dict = field(default_factory=dict)


def indexed_phone_of(phone):
    """Everything of ``phone``, fetched by ``with_all_rows``."""
    cells = _PhoneCells(phone)
    indexed = IndexedPhone(
        phone.id,
        phone.slug,
        shown=cells.shown(),
        data=cells.data(),
        zooms=zoom_positions_of(phone),
        depth=PhoneFacts.of(phone).depth,
    )
    for kind in ENTRY_KINDS.values():
        records = kind.records(phone)[:MAX_ENTRIES]
        indexed.entries[kind.key] = _entries_of_kind(kind, [(cells, record) for record in records])
    indexed.entries[VERSION.key] = _version_entries(cells.versions)
    _, _, words = indexed.entries[PHONE.key]
    words.extend(_open_list_words(phone))
    words.extend((0, KNOWN_ROW, name, name) for name in _known_rows_not_asked(cells))
    return indexed


def _known_rows_not_asked(cells):
    """Names of the rows that do not filter and have a value in any entry of a phone."""
    for kind in ENTRY_KINDS.values():
        records = kind.records(cells.phone)
        for spec in kind.specs:
            if not spec.filter and any(cells.cell(spec, record).is_known for record in records):
                yield f"{kind.prefix}{spec.key}"


def _version_entries(versions):
    """The same of the versions of a phone, each of which has every row of the phone."""
    count, numbers, words = _entries_of_kind(VERSION, [(cells, cells.phone) for _, cells in versions])
    for entry, (version, _) in enumerate(versions):
        if version.is_certain:
            words.append((entry, CERTAIN_VERSION, CERTAIN_VERSION, CERTAIN_VERSION))
    return count, numbers, words


def zoom_positions_of(phone):
    """The positions of all zooms of a phone, as numbers."""
    main_camera = phone_parts.main_camera(phone)
    parts = [NO_POSITIONS]
    for place, kind in enumerate(STORED_KINDS.values()):
        records = kind.records(phone)[:MAX_ENTRIES]
        for slot, camera in zoom_kind_cameras(kind, records, main_camera):
            parts.append(zoom_numbers(place, slot, camera))
    return np.concatenate(parts)


def _entries_of_kind(kind, records):
    """(count, numbers, words), as ``IndexedPhone`` has them; ``records`` are (cells of its phone, record)."""
    numbers = np.empty((len(records), len(kind.numbers), 2), dtype=np.float32)
    words = []
    for entry, (cells, record) in enumerate(records):
        for facet in kind.facets:
            cell = cells.cell(facet.spec, record)
            if facet.is_number:
                numbers[entry, facet.column] = number_interval(facet, cell, record)
            words.extend((entry, facet.spec.key, *word) for word in facet_words(facet, cell, record))
    return len(records), numbers, words


def _open_list_words(phone):
    """Words of the phone for each kind of which it may have more than are listed."""
    for kind in ENTRY_KINDS.values():
        if kind.section and not phone.is_whole(kind.section):
            yield 0, open_list_key(kind), MORE_POSSIBLE, MORE_POSSIBLE


class _PhoneCells:
    """The cells of one phone, each worked out once."""

    def __init__(self, phone):
        self.phone = phone
        self.table = FactTable([phone])
        self.cache = {}
        self.display = phone_parts.main_display(phone) or Display(phone=phone)
        self.cameras = list(phone.cameras.all())

    def cell(self, spec, record):
        """The cell of a row; a display's row of the phone is that of its first display."""
        if spec.inner and (camera := spec.through(record)):
            return self.cell(spec.inner, camera)
        if spec.of is Display:
            record = self.display
        key = (id(record), spec.key)
        if key not in self.cache:
            self.cache[key] = self.table.cell(spec, record)
        return self.cache[key]

    @cached_property
    def versions(self):
        """(``VersionCopy``, its cells) of each version, the usual one first; none where no fact differs."""
        return [(version, _PhoneCells(version.phone)) for version in phone_versions(self.phone)]

    @cached_property
    def rows(self):
        """Every row of the phone and of its first display."""
        specs = {**PHONE_SPECS, **DISPLAY_SPECS}.values()
        return {spec.key: self.cell(spec, self.phone) for spec in specs}

    def shown(self):
        """What lists print, see ``listed_phone``."""
        cells = [self.rows[key] for key in listed_phone.LISTED_SPECS]
        entries = []
        for kind in ENTRY_KINDS.values():
            if kind.section:
                entries.extend(self.entries(kind))
        entries.extend(self.version_lines())
        lenses = (self.main_camera_place(), self.lens_order())
        return listed_phone.listed_phone_text(self.phone, lenses, cells, entries)

    def main_camera_place(self):
        """The place of the main camera among the rear lenses; None where there is none."""
        main = phone_parts.main_camera(self.phone)
        if main is None:
            return None
        return phone_parts.cameras_facing(self.phone, phone_parts.REAR).index(main)

    def lens_order(self):
        """The places of the rear lenses that take pictures, the shortest first; those of unknown length last."""
        rear = phone_parts.cameras_facing(self.phone, phone_parts.REAR)
        lengths = {}
        for place, camera in enumerate(rear):
            if camera.role not in HELPER_ROLES:
                length = self.cell(CAMERA_SPECS["focal_length_eq_mm"], camera).value
                lengths[place] = inf if length is None else length
        return sorted(lengths, key=lengths.get)

    def entries(self, kind):
        """(kind, title, cells) of what the phone has of a kind."""
        records = kind.records(self.phone)
        titles = map(str, records)
        if kind.specs[0].of is Camera:
            titles = phone_parts.camera_titles(records)
        for title, record in zip(titles, records, strict=True):
            yield kind.key, title, [self.cell(spec, record) for spec in kind.specs]

    def version_lines(self):
        """(kind, title, cells) of each version; of facts that are as usual, no more than that they are not known."""
        for version, cells in self.versions:
            found = [cells.rows[key] for key in listed_phone.LISTED_SPECS]
            usual = [self.rows[key] for key in listed_phone.LISTED_SPECS]
            yield VERSION.key, ", ".join(version.labels), list(map(_cell_if_different, found, usual))

    def data(self):
        """A phone as ``/phones.json`` gives it (docs: finder.md)."""
        sources = {}
        for key, cell in self.rows.items():
            if cell.accepted:
                sources[key] = [claim.source.slug for claim in cell.accepted]
        return {
            "slug": self.phone.slug,
            "name": self.phone.name,
            "brand": self.phone.brand.name,
            "facts": {key: cell.value for key, cell in self.rows.items()},
            "states": {key: cell.state.value for key, cell in self.rows.items() if cell.state != State.KNOWN},
            "qualifiers": {key: cell.qualifier for key, cell in self.rows.items() if cell.qualifier},
            "estimated": [key for key, cell in self.rows.items() if cell.estimated],
            "fact_sources": sources,
            "cameras": list(map(self.camera_data, self.cameras)),
            "versions": self.versions_data(),
        }

    def versions_data(self):
        """The versions that are known to exist, with the facts that are other than usual."""
        data = []
        for version, cells in self.versions:
            if version.labels and version.is_certain:
                facts = {key: cell.value for key, cell in cells.rows.items() if cell.text != self.rows[key].text}
                data.append({"applies_to": version.labels[0], "facts": facts})
        return data

    def camera_data(self, camera):
        return {key: self.cell(spec, camera).value for key, spec in CAMERA_SPECS.items()}


def _cell_if_different(cell, usual):
    if cell.text == usual.text:
        return Cell(State.NOT_KNOWN, "as usual")
    return replace(cell, variations=())
