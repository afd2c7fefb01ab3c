"""The cells of a phone as ``facts_text`` has them: what takes long to work out of a phone, worked out once."""

from datetime import date
from functools import cache

from catalog.models import Claim, Source
from catalog.quantities.partial_dates import PartialDate

from .cells import Cell, State, VersionValue
from .claim_agreement import CellClaim
from .facts_text import FactsText, place_of
from .phone_facts import PhoneFacts
from .phone_readings import PhoneReadings
from .prepared_columns import BARE, BARE_CELLS, PreparedColumn
from .prepared_rows import record_of
from .price_conversion import Price


@cache
def bare_cell(key, outline):
    """Shared by all phones."""
    state, text = BARE_CELLS[outline]
    return Cell(state, text, key=key)


def _price(row):
    amount, currency, day = row
    return Price(amount, currency, day and date.fromisoformat(day))


def _versions(rows):
    return tuple(VersionValue(*row) for row in rows)


_READERS = {
    "state": State,
    "variations": tuple,
    "also": tuple,
    "versions": _versions,
    "date": cache(PartialDate.parse),
    "price": _price,
}
"""Field of a cell → what reads those values that JSON has no type for."""


_ABSENT = object()


class PreparedFacts(PhoneFacts):
    """The facts of a phone whose cells were worked out before: ``packed`` is their ``facts_text``, compressed."""

    def __init__(self, phone, packed, readings):
        super().__init__(phone)
        self.readings = PhoneReadings.from_json(readings)
        self.text = FactsText(packed)
        self.claim_fields = {}
        self.built_sources = {}

    def source_of(self, key):
        if key not in self.built_sources:
            self.built_sources[key] = record_of(Source, self.text.source_rows[key])
        return self.built_sources[key]

    def stored_claims(self):
        """The phone's ``Claim``s."""
        claims = []
        for number in range(len(self.text.claim_lines)):
            claim = record_of(Claim, self.text.claim_row(number))
            claim._state.fields_cache.update(phone=self.phone, source=self.source_of(claim.source_id))
            claims.append(claim)
        return claims

    def column(self, specs, record):
        key = id(specs), record.id
        if key not in self.columns and self.are_outlined(specs, record):
            self.columns[key] = PreparedColumn(specs, self, record)
        return super().column(specs, record)

    def are_outlined(self, specs, record):
        """Whether all of these rows are the record's own, and it was there when the cells were worked out."""
        return self.outlines_of(record).keys() >= {spec.key for spec in specs}

    def outlines_of(self, record):
        """Key → outline of the cell of that row."""
        return self.text.outlines.get(place_of(record), {})

    def said_of(self, record):
        """Key → the keys of the sources of the claims on the cell of that row."""
        return self.text.said[place_of(record)]

    def compute_cell(self, spec, record):
        place = place_of(record)
        outline = self.text.outlines.get(place, {}).get(spec.key, _ABSENT)
        if outline is _ABSENT:
            return super().compute_cell(spec, record)
        if outline in BARE:
            return bare_cell(spec.key, outline)
        return self.cell_of(spec.key, self.text.cell_row(place, spec.key))

    def cell_of(self, key, row):
        """The cell of a line. Without ``__init__``, because a sheet has hundreds of them."""
        cell = Cell.__new__(Cell)
        attributes = cell.__dict__
        attributes["key"] = key
        attributes.update(row)
        for name in row.keys() & _READERS.keys():
            attributes[name] = _READERS[name](row[name])
        if "claims" in row:
            said = tuple([self.claim_of(key, number, text) for number, text in row["claims"]])
            attributes["claims"] = said
            attributes["accepted"] = tuple([said[place] for place in row["accepted"]])
            attributes["contradicting"] = tuple([said[place] for place in row["contradicting"]])
        return cell

    def claim_of(self, key, number, text):
        """The claim of that number as a page prints it."""
        if number not in self.claim_fields:
            self.claim_fields[number] = self.printed_fields(self.text.claim_row(number))
        said = CellClaim.__new__(CellClaim)
        said.__dict__.update(self.claim_fields[number], text=text, key=key)
        return said

    def printed_fields(self, row):
        """What ``cell_claim_with_text`` takes from a claim."""
        seen_on = row.get("seen_on")
        return {
            "source": self.source_of(row["source_id"]),
            "quote": row.get("quote", ""),
            "locator": row.get("locator", ""),
            "notes": row.get("notes", ""),
            "accepted": row["accepted"],
            "value": row.get("value"),
            "state": row["state"],
            "qualifier": row.get("qualifier"),
            "seen_on": seen_on and PartialDate.from_number(seen_on),
        }
