"""One row into the content of one phone: each cell's value where it belongs, with the claim of its source."""

from catalog.facts.claim_agreement import values_agree
from catalog.models.fields import Measure, PartialDateField
from catalog.models.vocabulary import ClaimState
from catalog.records.value_words import value_words

from .cell_parser import CLEARED, NOT_PUBLISHED
from .spreadsheet_columns import MAIN_PLACE
from .spreadsheet_report import ADDED, CHANGED, CONTRADICTS, NOTED, REFUSED, UNCHANGED

_LIST_ROWS = {
    "alias": ("aliases", lambda value: {"name": value}),
    "model_code": ("model_codes", lambda value: {"code": value}),
    "sold_in": ("markets", lambda value: {"country": value}),
    "chipset": ("phone_chipsets", lambda value: {"chipset": value}),
    "memory": ("memory_versions", lambda pair: _without_none(ram_gb=pair[0], storage_gb=pair[1])),
}
"""Key → the list it grows, and the row that one value makes in it."""
_ANSWER_STATES = {ClaimState.VALUE, ClaimState.NONE}


class RowContentBuilder:
    """``content`` of a phone while a row is put into it. ``source`` is the slug of whom it comes from, or None;
    ``titles`` gives the words for what a foreign key names. Where a fact is borne out by another source, it is changed
    only to ``overwrite`` it."""

    def __init__(self, content, *, source, overwrite, titles):
        self.content, self.source, self.overwrite, self.titles = content, source, overwrite, titles

    code = None
    """The one model code that the row says something of."""

    def put(self, column, key, value):
        """(state, what the fact was, words, path) after ``value`` is put where ``column`` says."""
        if column.kind == "list":
            return self.extend_list(column, value)
        if column.kind == "code":
            return self.set_code_fact(key, value)
        place, path = self.place(column)
        if place is None:
            return REFUSED, "", path, ""
        return *self.fact(column, place, key, value), f"{path}{key}"

    def place(self, column):
        """The row that a column speaks of, added where it is not there yet, and its path; or None and why not."""
        if column.kind == "phone":
            return self.content, ""
        rows = self.content.setdefault(column.kind, [])
        number = column.place or (_main_display if column.kind == "displays" else _main_camera)(rows)
        if number > len(rows) + 1:
            return None, f"the phone has {len(rows)} {column.kind} here: the next is {column.kind}[{len(rows) + 1}]"
        if number == len(rows) + 1:
            new = {"display_role": "main"} if column.kind == "displays" else {"facing": "rear", "role": "main"}
            rows.append(new if column.place == MAIN_PLACE else {})
        return rows[number - 1], f"{column.kind}[{number}]."

    def fact(self, column, place, key, value):
        claims = (place if column.kind == "cameras" else self.content).setdefault("claims", [])
        about = column.claimed if key == column.name else key
        if value is NOT_PUBLISHED:
            return self.not_published(claims, about)
        old, new = place.get(key), None if value is CLEARED else value
        was = "" if old is None else value_words(old)
        said = self.said(column, new)
        others = self.confirming_sources(claims, about)
        if old == new or _is_less_exact(column.field, new, old, others):
            noted = said and self.claim(claims, about, **said)
            return NOTED if noted else UNCHANGED, was, "" if old == new else "tells the same less exactly, or rounded"
        if others and _is_more_exact(column.field, new, old):
            self.replace(place, key, new)
            if said:
                self.claim(claims, about, **said)
            return CHANGED, was, "tells the same more exactly"
        if others and old is not None and not self.overwrite:
            if said:
                self.claim(claims, about, **said, accepted=False)
            return CONTRADICTS, was, f"stays as it is: so says {', '.join(others)}"
        self.replace(place, key, new)
        self.settle(claims, about, self.says(column, new))
        if said:
            self.claim(claims, about, **said)
        return CHANGED if old is not None else ADDED, was, ""

    def replace(self, place, key, new):
        place.pop(key, None)
        if new is not None:
            place[key] = new

    def said(self, column, new):
        """What the source's claim says of a value; None where there is none to be made."""
        return self.says(column, new) if self.source and column.claimed else None

    def says(self, column, new):
        """What any claim says that gives this value; None where it is not known."""
        if new is None:
            return None
        return {"state": ClaimState.NONE.value} if new == [] else {"value": self.titles(column.field, new)}

    def contradicts_earlier_row(self, column, key, value):
        """Whether a row above, which has filled this fact, has said something else of it."""
        if value is NOT_PUBLISHED:
            return False
        place, _ = self.place(column)
        new = None if value is CLEARED else value
        said, claims = self.said(column, new), (place if column.kind == "cameras" else self.content).get("claims", ())
        mine = [_claimed_value(claim) for claim in claims if (claim["key"], claim["source"]) == (key, self.source)]
        return said not in mine if said and mine else place.get(key) != new

    def not_published(self, claims, about):
        if not self.source:
            return REFUSED, "", "only a source can leave something unpublished: choose one"
        return NOTED if self.claim(claims, about, state=ClaimState.NOT_PUBLISHED.value) else UNCHANGED, "", ""

    def confirming_sources(self, claims, about):
        """Other sources whose claim on a fact is accepted."""
        return [
            claim["source"]
            for claim in claims
            if claim["key"] == about
            and claim["source"] != self.source
            and claim.get("accepted", True)
            and claim.get("state", "value") in _ANSWER_STATES
        ]

    def settle(self, claims, about, says):
        """The fact has changed: who says otherwise is not followed, and what the source said of it before is gone."""
        if self.source:
            claims[:] = [claim for claim in claims if says or (claim["key"], claim["source"]) != (about, self.source)]
        for claim in claims:
            if (
                claim["key"] == about
                and claim.get("state", "value") in _ANSWER_STATES
                and claim["source"] != self.source
            ):
                claim["accepted"] = _claimed_value(claim) == says

    def claim(self, claims, about, *, accepted=True, **said):
        """Let the source say this of one fact, whatever it said before; return whether that is new."""
        mine = [claim for claim in claims if (claim["key"], claim["source"]) == (about, self.source)]
        same = next((claim for claim in mine if _claimed_value(claim) == said), None)
        if same and same.get("accepted", True) == accepted:
            return False
        row = {**(same or {"key": about, "source": self.source, **said}), "accepted": accepted}
        if mine:
            claims[claims.index(same or mine[0])] = row
        else:
            claims.append(row)
        return True

    def extend_list(self, column, values):
        """Add to a list what is not in it."""
        name, row_of = _LIST_ROWS[column.name]
        rows = self.content.setdefault(name, [])
        new = [row_of(value) for value in values]
        missing = [
            row
            for row in new
            if not any(_casefolded_row(row).items() <= _casefolded_row(other).items() for other in rows)
        ]
        was = value_words([" ".join(map(str, _columns_like(row, new[0]).values())) for row in rows]) if rows else ""
        rows += missing
        noted = [self.claim_of_list(column, value) for value in self.list_claims(column, values)]
        return ADDED if missing else NOTED if any(noted) else UNCHANGED, was, "", name

    def list_claims(self, column, values):
        """(key, value) of each claim that a list makes: one for each model code, one for all countries."""
        if not self.source or column.name == "memory":
            return []
        if column.name == "sold_in":
            return [("sold_in", values)]
        return [(column.name, self.titles(column, value)) for value in values]

    def claim_of_list(self, column, said):
        key, value = said
        claims = self.content.setdefault("claims", [])
        if any((row["key"], row["source"], row.get("value")) == (key, self.source, value) for row in claims):
            return False
        claims.append({"key": key, "source": self.source, "value": value})
        return True

    def set_code_fact(self, key, value):
        numbered = enumerate(self.content["model_codes"], 1)
        number, row = next(one for one in numbered if one[1]["code"].casefold() == self.code.casefold())
        old, path = row.get(key), f"model_codes[{number}].{key}"
        if old == value:
            return UNCHANGED, value_words(old), "", path
        row[key] = value
        return ADDED if old is None else CHANGED, "" if old is None else value_words(old), "", path


def _is_less_exact(field, new, old, others):
    """Whether a date or figure tells the same less exactly: November 2022 for the 18th; rounded, where others know."""
    if None in (new, old) or not isinstance(field, PartialDateField | Measure):
        return False
    vaguer = len(new) <= len(old) if isinstance(field, PartialDateField) else bool(others)
    return vaguer and values_agree(new, old)


def _is_more_exact(field, new, old):
    """Whether a date tells the same more exactly: whoever has borne the vaguer one out still does."""
    return (
        None not in (new, old)
        and isinstance(field, PartialDateField)
        and len(new) > len(old)
        and values_agree(new, old)
    )


def _main_camera(rows):
    """The place of the main camera: the first rear one called main, else the first rear one, else behind them all."""
    rear = [(row.get("role") != "main", number) for number, row in enumerate(rows, 1) if row.get("facing") == "rear"]
    return min(rear)[1] if rear else len(rows) + 1


def _main_display(rows):
    return 1


def _claimed_value(claim):
    return {key: claim[key] for key in ("state", "value") if key in claim and claim[key] != ClaimState.VALUE}


def _without_none(**values):
    return {key: value for key, value in values.items() if value is not None}


def _casefolded_row(row):
    return {key: value.casefold() if isinstance(value, str) else value for key, value in row.items()}


def _columns_like(row, like):
    return {key: value for key, value in row.items() if key in like}
