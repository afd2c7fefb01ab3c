"""One row into the content of one phone: each cell's value where it belongs, with the claim of its source."""

from dataclasses import dataclass
from typing import NamedTuple

from catalog.evidence.content_evidence import apply_statement, claims_on_fact, drop_qualifier
from catalog.evidence.decision import Boldness, Statement, confirming_sources
from catalog.evidence.outcomes import ADDED, CHANGED, CONTRADICTS, NOTED, REFUSED, UNCHANGED
from catalog.models.fields import Listed, Measure
from catalog.models.vocabulary import ClaimState
from catalog.records.value_parser import InvalidValue
from catalog.records.value_words import value_words
from catalog.sheet.registry import ROW_CLAIM_SPECS

from ..cells.cell_parser import CLEARED, NOT_PUBLISHED
from ..columns.spreadsheet_columns import MAIN_PLACE
from .list_rows import LIST_ROWS, grown_list, is_listed, item_words, list_words

PRICE_KEYS = ("launch_price", "launch_price_currency")
"""Two columns that hold one fact. Nobody rounds a price."""
_STAYS = "stays as it is"
_NO_SOURCE = "the sheet names no source"
_UNCLAIMED_LISTS = ("ram", "storage")


@dataclass(frozen=True)
class CellEffect:
    """What a value did to a phone. ``was``: the fact before, in words; ``words`` say why; ``path`` is where it went."""

    state: str
    was: str = ""
    words: str = ""
    path: str = ""


class FactPlace(NamedTuple):
    """Where a fact stands: its row and key there, the claims beside it, and its path for people."""

    row: dict
    key: str
    claims: list
    path: str


class RowContentBuilder:
    """``content`` of a phone while a row is put into it.

    ``options`` are the ``SpreadsheetOptions``; ``titles`` gives the words for what a foreign key names; ``code`` is the
    one model code that the row names, or None. Of the ``noted_keys``, only claims are made.
    """

    noted_keys = ()
    wording = {}
    """``quote``, ``locator``, ``seen_on`` and ``notes`` of the claims that the row makes."""

    def __init__(self, content, *, options, titles, code):
        self.content = content
        self.source = options.source_slug
        self.boldness = options.boldness
        self.replaces_lists = options.replaces_lists
        self.may_add_to_sourced = options.may_add_to_sourced
        self.titles = titles
        self.code = code

    def put(self, column, key, value):
        """The ``CellEffect`` of a value; ``InvalidValue`` where the phone has no place for it."""
        if column.kind == "list":
            return self.extend_list(column, value)
        if column.kind == "code":
            return self.set_code_fact(column.field, key, value)
        row, path = self.place(column)
        return self.set_fact(column, row, key, value, path=f"{path}{key}")

    def place(self, column):
        """(the row that a column speaks of, its path). The next row is added; ``InvalidValue`` for one after it."""
        if column.kind == "phone":
            return self.content, ""
        rows = self.content.setdefault(column.kind, [])
        number = column.place
        if number == MAIN_PLACE:
            number = _main_number(column.kind, rows)
        following = len(rows) + 1
        if number > following:
            raise InvalidValue(f"the phone has {len(rows)} {column.kind} here: the next is {column.kind}[{following}]")
        if number == following:
            rows.append(_new_row(column))
        return rows[number - 1], f"{column.kind}[{number}]."

    def set_fact(self, column, row, key, value, *, path):
        """The ``CellEffect`` of what the source says of a fact in a column of ``row``."""
        claims = self.claims_beside(column, row)
        claim_key = column.claimed if key == column.name else key
        if value is NOT_PUBLISHED:
            return self.note_not_published(claims, claim_key, path)
        new = _stored_value(value)
        old = row.get(key)
        statement = self.statement(column, claim_key, new)
        if self.grows(column.field, old, new):
            return self.grow_fact(FactPlace(row, key, claims, path), statement)
        boldness = Boldness.NOTE if key in self.noted_keys else self.boldness
        decision = apply_statement(claims, statement, boldness, known=self.titles(column.field, old))
        if decision.takes:
            _set_or_clear(row, key, new)
            drop_qualifier(row, key)
        return self.effect(decision, old, new, path)

    def grows(self, field, old, new):
        """Whether a list is added to. What was known to be none, or is said to be none now, is no list to add to."""
        return isinstance(field, Listed) and bool(old and new) and not self.replaces_lists

    def grow_fact(self, place, statement):
        """The ``CellEffect`` of a statement with items that a list may not have yet. The source's claim has those that
        it tells; whoever bears out the others still does."""
        row, key, claims, path = place
        new = statement.value
        old = row[key]
        missing = [item for item in new if item not in old]
        is_sourced = bool(confirming_sources(claims_on_fact(claims, statement), statement))
        if missing and is_sourced and not self.may_add_to_sourced:
            decision = apply_statement(claims, statement, Boldness.FILL, known=old)
            return self.effect(decision, old, new, path)
        row[key] = grown_list(old, missing)
        decision = apply_statement(claims, statement, Boldness.FILL, known=row[key])
        words = item_words(missing, [item for item in old if item not in new])
        return CellEffect(CHANGED if missing else decision.outcome, _words_before(old), words, path)

    def effect(self, decision, old, new, path):
        """The ``CellEffect`` of a decision. Where nobody is named there is no claim: what is not taken is told."""
        if self.source or decision.takes or old == new:
            return CellEffect(decision.outcome, _words_before(old), decision.words, path)
        return CellEffect(CONTRADICTS, _words_before(old), f"{decision.words or _STAYS}; {_NO_SOURCE}", path)

    def claims_beside(self, column, row):
        """The claims among which one on this column stands: a camera has its own."""
        owner = row if column.kind == "cameras" else self.content
        return owner.setdefault("claims", [])

    def statement(self, column, claim_key, new):
        """What the row says of a fact. Nobody says it where no source was chosen, or no claim may speak of the fact."""
        source = self.source if column.claimed else None
        rounds = isinstance(column.field, Measure) and column.name not in PRICE_KEYS
        if new == []:
            return Statement(claim_key, source, state=ClaimState.NONE.value, wording=self.wording, rounds=rounds)
        return Statement(claim_key, source, self.titles(column.field, new), wording=self.wording, rounds=rounds)

    def contradicts_earlier_row(self, column, key, value):
        """Whether a row above, which has filled this fact, has said something else of it."""
        if value is NOT_PUBLISHED:
            return False
        row, _ = self.place(column)
        new = _stored_value(value)
        statement = self.statement(column, key, new)
        claims = []
        for claim in self.claims_beside(column, row):
            if claim["key"] == key:
                claims.append(claim)
        own = list(filter(statement.is_by_speaker, claims))
        if own and not statement.clears:
            return not any(map(statement.is_said_by, own))
        if self.grows(column.field, row.get(key), new):
            return not set(new) <= set(row[key])
        return row.get(key) != new

    def note_not_published(self, claims, claim_key, path):
        """The ``CellEffect`` of “not published”: a claim without a value, and the fact as it was."""
        if not self.source:
            return CellEffect(REFUSED, words="only a source can leave something unpublished: choose one", path=path)
        statement = Statement(claim_key, self.source, state=ClaimState.NOT_PUBLISHED.value, wording=self.wording)
        decision = apply_statement(claims, statement, self.boldness, known=None)
        return CellEffect(decision.outcome, path=path)

    def extend_list(self, column, values):
        """The ``CellEffect`` of adding to a list what is not in it."""
        name, row_of = LIST_ROWS[column.name]
        rows = self.content.setdefault(name, [])
        new = list(map(row_of, values))
        was = list_words(rows, columns=new[0])
        missing = [row for row in new if not is_listed(row, rows)]
        rows += missing
        has_new_claims = self.note_list(column, values)
        state = UNCHANGED
        if missing:
            state = ADDED
        elif has_new_claims:
            state = NOTED
        return CellEffect(state, was, path=name)

    def note_list(self, column, values):
        """Make the claims of a list; returns whether any of them is new."""
        is_new = False
        for key, value in self.list_claims(column, values):
            claims = self.content.setdefault("claims", [])
            if not any((row["key"], row["source"], row.get("value")) == (key, self.source, value) for row in claims):
                claims.append({"key": key, "source": self.source, "value": value, **self.wording})
                is_new = True
        return is_new

    def list_claims(self, column, values):
        """(key, value) of each claim that a list makes: one for each model code, one for all countries."""
        if not self.source or column.name in _UNCLAIMED_LISTS:
            return []
        if column.name == "memory":
            return [("memory_version", f"{ram:g}+{storage:g}") for ram, storage in values if ram and storage]
        if column.name == "sold_in":
            return [("sold_in", values)]
        return [(column.name, self.titles(column, value)) for value in values]

    def set_code_fact(self, field, key, value):
        """The ``CellEffect`` of what the row says of its model code, with a claim where sources speak of that."""
        number, row = self.code_row()
        path = f"model_codes[{number}].{key}"
        old = row.get(key)
        new = _stored_value(value)
        claims = self.content.setdefault("claims", [])
        statement = self.code_statement(key, new, row["code"])
        if self.grows(field, old, new):
            return self.grow_fact(FactPlace(row, key, claims, path), statement)
        decision = apply_statement(claims, statement, self.boldness, known=old)
        if decision.takes:
            _set_or_clear(row, key, new)
        return self.effect(decision, old, new, path)

    def code_statement(self, key, new, code):
        """What the row says of its model code. Nobody says it where no claim may speak of the fact."""
        source = self.source if key in ROW_CLAIM_SPECS else None
        if new == []:
            return Statement(key, source, state=ClaimState.NONE.value, row=code, wording=self.wording)
        return Statement(key, source, new, row=code, wording=self.wording)

    def code_row(self):
        """(number, row) of the model code that the row names; ``extend_list`` has added it."""
        codes = [row["code"].casefold() for row in self.content["model_codes"]]
        place = codes.index(self.code.casefold())
        return place + 1, self.content["model_codes"][place]


def _stored_value(value):
    return None if value is CLEARED else value


def _words_before(old):
    return "" if old is None else value_words(old)


def _set_or_clear(row, key, new):
    row.pop(key, None)
    if new is not None:
        row[key] = new


def _new_row(column):
    if column.place != MAIN_PLACE:
        return {}
    if column.kind == "displays":
        return {"display_role": "main"}
    return {"facing": "rear", "role": "main"}


def _main_number(kind, rows):
    """The number of the first display, or of the main camera: the first rear one called main, else the first rear one,
    else the next."""
    if kind == "displays":
        return 1
    rear = []
    for number, row in enumerate(rows, 1):
        if row.get("facing") == "rear":
            rear.append(number)
    main = [number for number in rear if rows[number - 1].get("role") == "main"]
    first, *_ = [*main, *rear, len(rows) + 1]
    return first
