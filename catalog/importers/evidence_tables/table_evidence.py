"""One row of an evidence table: what one source says of one fact of a phone, with its words and its place."""

from dataclasses import dataclass

from catalog.evidence.decision import Boldness
from catalog.models import Phone, Source
from catalog.quantities import parsers
from catalog.records.value_parser import InvalidValue

from ..spreadsheets.cells.cell_parser import parse_cell
from ..spreadsheets.columns.spreadsheet_columns import COMBINED_KEYS, MEMORY_PARTS, column_for_key
from ..spreadsheets.files.tables import UnreadableSpreadsheet

REQUIRED_HEADINGS = ("phone", "key", "value")
WORDING_HEADINGS = ("quote", "locator", "seen_on", "notes")
HEADINGS = (*REQUIRED_HEADINGS, "source", *WORDING_HEADINGS, "accept")
BOLDNESS_BY_WORD = {"": Boldness.FILL, "yes": Boldness.OVERWRITE, "no": Boldness.NOTE}
"""What stands under ``accept`` → how far the row may go with a fact that is known otherwise."""
_KINDS_LEFT_OUT = ("which", "code")


@dataclass(frozen=True)
class TableEvidence:
    """``values`` are (key, value) as ``parse_cell`` gives them; ``source`` is None where nobody is named."""

    line: int
    phone: str
    column: object
    values: tuple
    source: Source | None
    wording: dict
    boldness: Boldness


def check_headings(headings):
    """Raise ``UnreadableSpreadsheet`` where the table is no evidence table."""
    missing = [name for name in REQUIRED_HEADINGS if name not in headings]
    if missing:
        raise UnreadableSpreadsheet(f"An evidence table has the headings {', '.join(missing)} too.")
    unknown = [name for name in headings if name not in HEADINGS]
    if unknown:
        raise UnreadableSpreadsheet(f"“{unknown[0]}” is not a heading of an evidence table: {', '.join(HEADINGS)}.")


class TableEvidenceParser:
    """``headings`` are those of the table, ``names`` the ``RecordNames``. Two queries, once."""

    def __init__(self, headings, names):
        self.headings = headings
        self.names = names
        self.phones = frozenset(Phone.objects.values_list("slug", flat=True))
        self.sources = {source.slug: source for source in Source.objects.all()}

    def parse(self, row):
        """The ``TableEvidence`` of a ``TableRow``; ``InvalidValue`` with every reason why there is none."""
        texts = dict(zip(self.headings, row.texts, strict=False))
        reasons = []

        def part(parse, name):
            try:
                return parse(texts.get(name, ""))
            except InvalidValue as fault:
                reasons.extend(fault.reasons)
                return None

        phone = part(self.phone, "phone")
        source = part(self.source, "source")
        boldness = part(_boldness, "accept")
        wording = part(lambda _: self.wording(texts, source), "quote")
        column = part(_column, "key")
        values = part(lambda text: self.values(column, text), "value") if column else None
        if reasons:
            raise InvalidValue(*reasons)
        return TableEvidence(row.line, phone, column, tuple(values.items()), source, wording, boldness)

    def phone(self, text):
        if text not in self.phones:
            raise InvalidValue(f"there is no phone with the address “{text}”")
        return text

    def source(self, text):
        if text and text not in self.sources:
            raise InvalidValue(f"there is no source “{text}”")
        return self.sources.get(text)

    def values(self, column, text):
        if not text:
            raise InvalidValue("the value is missing")
        if column.name in MEMORY_PARTS:
            return {f"{column.name}_gb": parsers.parse_memory_sizes(text)}
        return parse_cell(column, text, self.names)

    def wording(self, texts, source):
        wording = {name: texts[name] for name in WORDING_HEADINGS if texts.get(name)}
        if wording and not source:
            raise InvalidValue(f"nobody is named whose {' and '.join(wording)} this is")
        if "seen_on" in wording:
            wording["seen_on"] = _date_text(wording["seen_on"])
        return wording


def _column(key):
    column = column_for_key(key)
    if column is not None and column.kind == "combined":
        raise InvalidValue(f"write {', '.join(COMBINED_KEYS[column.key])} in rows of their own")
    if column is None or column.kind in _KINDS_LEFT_OUT:
        raise InvalidValue(f"“{key}” is not a fact that sources speak about")
    return column


def _boldness(text):
    if text.casefold() not in BOLDNESS_BY_WORD:
        raise InvalidValue(f"“{text}” under accept: write yes, no or nothing")
    return BOLDNESS_BY_WORD[text.casefold()]


def _date_text(text):
    try:
        return str(parsers.parse_date(text))
    except ValueError as fault:
        raise InvalidValue(str(fault)) from fault
