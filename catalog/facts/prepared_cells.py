"""The cells of a phone as plain JSON, and back: what takes long to work out of a phone, worked out once."""

from dataclasses import fields
from datetime import date
from functools import cache, cached_property

from catalog.models import Camera, Claim, Display, Phone, Source
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, PHONE_SPECS

from .cells import Cell, State, VersionValue
from .claim_agreement import CellClaim
from .phone_facts import PhoneFacts
from .prepared_rows import record_of, unpacked_json
from .price_conversion import Price

SPECS_OF = {Phone: PHONE_SPECS, Display: DISPLAY_SPECS, Camera: CAMERA_SPECS}
BARE_CELLS = ((State.NOT_KNOWN, "not known"), (State.NOT_APPLICABLE, "does not apply"))
"""State and text of the cells that tell nothing else: most of a sheet."""


def cells_json(facts):
    """(place, its cells) for the phone, its displays and its cameras."""
    numbers = {claim.pk: number for number, claim in enumerate(facts.phone.claims.all())}
    records = (facts.phone, *facts.displays, *facts.cameras)
    return [(place_of(record), _cells_of_record(facts, record, numbers)) for record in records]


def place_of(record):
    """Names a record among those of its phone: “Camera 12”."""
    if isinstance(record, Phone):
        return "Phone"
    return f"{type(record).__name__} {record.pk}"


def _cells_of_record(facts, record, numbers):
    """Key → cell as JSON; the number of one of ``BARE_CELLS`` for such a one."""
    cells = {}
    for key, spec in SPECS_OF[type(record)].items():
        if spec.inner:
            continue
        cell = facts.cell(spec, record)
        if cell in bare_cells(key):
            cells[key] = bare_cells(key).index(cell)
        else:
            cells[key] = _cell_json(key, cell, [numbers[claim.pk] for claim in facts.claims_of_fact(spec, record)])
    return cells


@cache
def bare_cells(key):
    """Shared by all phones."""
    return [Cell(state, text, key=key) for state, text in BARE_CELLS]


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


def _price(row):
    amount, currency, day = row
    return Price(amount, currency, day and date.fromisoformat(day))


def _versions(rows):
    return tuple(VersionValue(*row) for row in rows)


_WRITERS = {"date": str, "price": _price_json}
_READERS = {
    "state": State,
    "variations": tuple,
    "also": tuple,
    "versions": _versions,
    "date": cache(PartialDate.parse),
    "price": _price,
}
"""Field of a cell → what writes and reads those values that JSON has no type for."""


class PreparedFacts(PhoneFacts):
    """The facts of a phone whose cells were worked out before: ``packed`` is the JSON of its cells, claims and
    sources."""

    def __init__(self, phone, packed):
        super().__init__(phone)
        self.packed = packed
        self.claim_fields = {}
        self.built_sources = {}

    @cached_property
    def unpacked(self):
        return unpacked_json(self.packed)

    @cached_property
    def stored_cells(self):
        return dict(self.unpacked["cells"])

    @cached_property
    def source_rows(self):
        return {row["id"]: row for row in self.unpacked["sources"]}

    def source_of(self, key):
        if key not in self.built_sources:
            self.built_sources[key] = record_of(Source, self.source_rows[key])
        return self.built_sources[key]

    def stored_claims(self):
        """The phone's ``Claim``s."""
        claims = [record_of(Claim, row) for row in self.unpacked["claims"]]
        for claim in claims:
            claim._state.fields_cache.update(phone=self.phone, source=self.source_of(claim.source_id))
        return claims

    def compute_cell(self, spec, record):
        row = None
        if not spec.inner:
            row = self.stored_cells.get(place_of(record), {}).get(spec.key)
        if row is None:
            return super().compute_cell(spec, record)
        if isinstance(row, int):
            return bare_cells(spec.key)[row]
        return self.cell_of(spec.key, row)

    def cell_of(self, key, row):
        """The cell that ``_cell_json`` wrote. Without ``__init__``, because a sheet has hundreds of them."""
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
            self.claim_fields[number] = self.printed_fields(self.unpacked["claims"][number])
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
