"""One row into the content of one phone: each cell's value where it belongs, with the claim of its source."""

from catalog.evidence.content_evidence import apply_statement
from catalog.evidence.decision import Boldness, Statement
from catalog.evidence.outcomes import ADDED, CHANGED, NOTED, REFUSED, UNCHANGED
from catalog.models.fields import Measure
from catalog.models.vocabulary import ClaimState
from catalog.records.value_words import value_words

from .cell_parser import CLEARED, NOT_PUBLISHED
from .spreadsheet_columns import MAIN_PLACE

_LIST_ROWS = {
    "alias": ("aliases", lambda value: {"name": value}),
    "model_code": ("model_codes", lambda value: {"code": value}),
    "sold_in": ("markets", lambda value: {"country": value}),
    "chipset": ("phone_chipsets", lambda value: {"chipset": value}),
    "memory": ("memory_versions", lambda pair: _without_none(ram_gb=pair[0], storage_gb=pair[1])),
}
"""Key → the list it grows, and the row that one value makes in it."""


class RowContentBuilder:
    """``content`` of a phone while a row is put into it. ``source`` is the slug of whom it comes from, or None;
    ``titles`` gives the words for what a foreign key names. Where a fact is borne out by another source, it is changed
    only to ``overwrite`` it."""

    def __init__(self, content, *, source, overwrite, titles):
        self.content = content
        self.source = source
        self.boldness = Boldness.OVERWRITE if overwrite else Boldness.CHANGE
        self.titles = titles

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
        """(state, what the fact was, words) after one value is said of a column."""
        claims = self.claims_beside(column, place)
        about = column.claimed if key == column.name else key
        if value is NOT_PUBLISHED:
            return self.not_published(claims, about)
        old = place.get(key)
        new = None if value is CLEARED else value
        statement = self.statement(column, about, new)
        known = None if old is None else self.titles(column.field, old)
        decision = apply_statement(claims, statement, self.boldness, known=known)
        if decision.takes:
            _set_or_clear(place, key, new)
        was = "" if old is None else value_words(old)
        return decision.outcome, was, decision.words

    def claims_beside(self, column, place):
        owner = place if column.kind == "cameras" else self.content
        return owner.setdefault("claims", [])

    def statement(self, column, about, new):
        """What the row says of a fact. Nobody says it where no source was chosen, or no claim may speak of the fact."""
        is_none = new == []
        value = None if is_none or new is None else self.titles(column.field, new)
        state = ClaimState.NONE if is_none else ClaimState.VALUE
        source = self.source if column.claimed else None
        return Statement(about, source, value, state.value, rounds=isinstance(column.field, Measure))

    def contradicts_earlier_row(self, column, key, value):
        """Whether a row above, which has filled this fact, has said something else of it."""
        if value is NOT_PUBLISHED:
            return False
        place, _ = self.place(column)
        new = None if value is CLEARED else value
        statement = self.statement(column, key, new)
        claims = [claim for claim in self.claims_beside(column, place) if claim["key"] == key]
        own = [claim for claim in claims if statement.source and statement.is_by_speaker(claim)]
        if own and not statement.clears:
            return not any(statement.is_said_by(claim) for claim in own)
        return place.get(key) != new

    def not_published(self, claims, about):
        if not self.source:
            return REFUSED, "", "only a source can leave something unpublished: choose one"
        statement = Statement(about, self.source, state=ClaimState.NOT_PUBLISHED.value)
        return apply_statement(claims, statement, self.boldness, known=None).outcome, "", ""

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


def _set_or_clear(place, key, new):
    place.pop(key, None)
    if new is not None:
        place[key] = new


def _main_camera(rows):
    """The place of the main camera: the first rear one called main, else the first rear one, else behind them all."""
    rear = [(row.get("role") != "main", number) for number, row in enumerate(rows, 1) if row.get("facing") == "rear"]
    return min(rear)[1] if rear else len(rows) + 1


def _main_display(rows):
    return 1


def _without_none(**values):
    return {key: value for key, value in values.items() if value is not None}


def _casefolded_row(row):
    return {key: value.casefold() if isinstance(value, str) else value for key, value in row.items()}


def _columns_like(row, like):
    return {key: value for key, value in row.items() if key in like}
