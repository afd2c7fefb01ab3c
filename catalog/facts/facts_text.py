"""What is worked out of a phone as one text, of which a page reads no more than it needs: JSON, a line for each thing.

Sections: the outlines of all cells, and the sources of the claims on each; a line for each cell that is not bare; a
line for each claim; a line for each source.
"""

import json
from dataclasses import fields
from functools import cached_property

from catalog.models import Camera, Display, Phone
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, PHONE_SPECS

from .cells import Cell
from .prepared_columns import BARE, outline_of
from .prepared_rows import json_text, row_of, unpacked_text

SPECS_OF = {Phone: PHONE_SPECS, Display: DISPLAY_SPECS, Camera: CAMERA_SPECS}
SECTION_END = "\x1e"
"""JSON has no such character."""


def place_of(record):
    """Names a record among those of its phone: “Camera 12”."""
    if isinstance(record, Phone):
        return "Phone"
    return f"{type(record).__name__} {record.id}"


def facts_text(facts):
    """Of the ``PhoneFacts`` of a phone, its displays and cameras."""
    claims = list(facts.phone.claims.all())
    sources = {claim.source_id: claim.source for claim in claims}
    numbers = {claim.pk: number for number, claim in enumerate(claims)}
    outlines = {}
    said = {}
    lines = []
    for record in (facts.phone, *facts.displays, *facts.cameras):
        place = place_of(record)
        cells = _cells_of_record(facts, record)
        outlines[place] = {spec.key: outline_of(cell) for spec, cell in cells}
        said[place] = {spec.key: [claim.source.id for claim in cell.claims] for spec, cell in cells if cell.claims}
        lines += _cell_lines(facts, record, cells, numbers)
    sections = (
        [json_text({"outlines": outlines, "said": said})],
        lines,
        [json_text(row_of(claim)) for claim in claims],
        [json_text(row_of(source)) for source in sources.values()],
    )
    return SECTION_END.join(map("\n".join, sections))


def _cells_of_record(facts, record):
    """(spec, cell) of the rows that are the record's own."""
    specs = [spec for spec in SPECS_OF[type(record)].values() if not spec.inner]
    return [(spec, facts.cell(spec, record)) for spec in specs]


def _cell_lines(facts, record, cells, numbers):
    for spec, cell in cells:
        if outline_of(cell) not in BARE:
            claims = facts.claims_of_fact(spec, record)
            yield json_text(_cell_json(spec.key, cell, [numbers[claim.pk] for claim in claims]))


def _cell_json(key, cell, claim_numbers):
    """The fields of a cell that are not as usual. ``claims``: (number among the phone's claims, text);
    ``accepted`` and ``contradicting``: places among these."""
    row = {}
    for field in fields(Cell):
        value = getattr(cell, field.name)
        if value != field.default and field.name not in ("claims", "key"):
            row[field.name] = _WRITERS.get(field.name, _as_it_is)(value)
    if cell.key != key:
        row["key"] = cell.key
    if cell.claims:
        row["claims"] = [(number, said.text) for number, said in zip(claim_numbers, cell.claims, strict=True)]
        places = {id(said): place for place, said in enumerate(cell.claims)}
        row["accepted"] = [places[id(said)] for said in cell.accepted]
        row["contradicting"] = [places[id(said)] for said in cell.contradicting]
    return row


def _as_it_is(value):
    return value


def _price_json(price):
    return price.amount, price.currency, price.day and price.day.isoformat()


_WRITERS = {"date": str, "price": _price_json}
"""Field of a cell → what writes those values that JSON has no type for."""


class FactsText:
    """What ``facts_text`` wrote, from its compressed bytes. Lines are read when they are asked for."""

    def __init__(self, packed):
        self.packed = packed

    @cached_property
    def sections(self):
        return unpacked_text(self.packed).split(SECTION_END)

    @cached_property
    def heads(self):
        return json.loads(self.sections[0])

    @property
    def outlines(self):
        """Place → key → outline of the cell."""
        return self.heads["outlines"]

    @property
    def said(self):
        """Place → key → key of the source of each claim; without the cells that nobody speaks of."""
        return self.heads["said"]

    @cached_property
    def cell_lines(self):
        """(place, key) → its line."""
        names = []
        for place, outlines in self.outlines.items():
            names += [(place, key) for key, outline in outlines.items() if outline not in BARE]
        return dict(zip(names, self.lines(1), strict=True))

    @cached_property
    def claim_lines(self):
        return self.lines(2)

    @cached_property
    def source_rows(self):
        """Key of a source → its row."""
        rows = map(json.loads, self.lines(3))
        return {row["id"]: row for row in rows}

    def lines(self, number):
        """Those of a section."""
        text = self.sections[number]
        return text.split("\n") if text else []

    def cell_row(self, place, key):
        return json.loads(self.cell_lines[place, key])

    def claim_row(self, number):
        return json.loads(self.claim_lines[number])
