"""One row: its cells read, the phone it speaks of found, its values put into that phone's content."""

from dataclasses import dataclass, field, replace

from catalog.evidence.outcomes import ADDED, CONTRADICTS, REFUSED, UNCHANGED
from catalog.models import Brand, Chipset, Sensor
from catalog.records.value_parser import InvalidValue

from ..phone_lookup import UnclearPhone
from .cell_parser import parse_cell
from .row_content import RowContentBuilder
from .spreadsheet_report import CellOutcome, RowOutcome
from .tables import column_letters

_IDENTITY_KEYS = ("slug", "phone", "brand", "name", "model_code")
_KIND_ORDER = ("which", "phone", "list", "displays", "cameras", "code")
_NAMED_MODELS = {"manufacturer": Brand, "chipset": Chipset, "sensor": Sensor}


@dataclass
class ParsedRow:
    """``values`` are by (column, key); ``cells`` are their outcomes by the number of the column, 0: of the row."""

    line: int
    values: dict = field(default_factory=dict)
    cells: dict = field(default_factory=dict)
    phone: str | None = None
    title: str = ""
    new: bool = False

    @property
    def is_refused(self):
        return any(cell.state == REFUSED for cell in self.cells.values())

    @property
    def codes(self):
        """The model codes it names."""
        return next((value for (column, _), (_, value) in self.values.items() if column.key == "model_code"), [])

    def refuse(self, number, why):
        cell = self.cells.get(number) or CellOutcome("", "", "", REFUSED)
        self.cells[number] = cell.refused(why)

    def refuse_at(self, path, why):
        number = self.cell_at(path)
        self.refuse(number, why if number else f"{path}: {why}".removeprefix(": "))

    def warn_at(self, path, words):
        number = self.cell_at(path)
        if number and self.cells[number].state not in (REFUSED, UNCHANGED):
            self.cells[number] = self.cells[number].warned(words)

    def cell_at(self, path):
        """The number of the column whose cell went to that path, or to the list it is in; 0 where none did."""
        here = {cell.path: number for number, cell in self.cells.items() if cell.path}
        return here.get(path) or next((here[part] for part in here if path.startswith(f"{part}[")), 0)

    def outcome(self):
        cells = [self.cells[number] for number in sorted(self.cells)]
        return RowOutcome(self.line, self.phone, self.title, self.new, cells)


class RowReader:
    """``headings`` are those of the table (``Headings``), ``known`` the ``KnownPhones``."""

    def __init__(self, headings, *, source, overwrite, names, known):
        self.headings, self.names, self.known = headings, names, known
        self.options = {"source": source, "overwrite": overwrite, "titles": self.titles}
        self.filled, self.patterns = {}, {}

    def titles(self, column, value):
        """How a claim says it: records by their name."""
        model = _NAMED_MODELS.get(column.name)
        return self.names.name(model, value) if model else value

    def read(self, row):
        """The ``ParsedRow`` with every cell read, and the phone found, as far as they can be."""
        found = ParsedRow(row.line)
        for number, text in enumerate(row.texts, 1):
            if text:
                self.cell(found, number, text)
        self.check_code(found)
        self.find(found)
        return found

    def cell(self, found, number, text):
        heading, column = self.at(number)
        if heading and column is None:
            return
        found.cells[number] = CellOutcome(column_letters(number), heading, text, UNCHANGED)
        if not heading:
            found.refuse(number, "there is no heading above it")
            return
        try:
            for key, value in parse_cell(column, text, self.names).items():
                _reject_conflict(found.values, column, key, value)
                found.values[column, key] = number, value
        except InvalidValue as fault:
            found.refuse(number, "; ".join(fault.reasons))

    def at(self, number):
        """(heading, column) of a place in the row; "" where there is no heading."""
        texts = self.headings.texts
        return (texts[number - 1], self.headings.columns[number - 1]) if number <= len(texts) else ("", None)

    def check_code(self, found):
        """What is said of a model code needs exactly one of them in the row."""
        codes = found.codes
        of_code = [(pair, number) for pair, (number, _) in found.values.items() if pair[0].kind == "code"]
        for pair, number in of_code if len(codes) != 1 else ():
            del found.values[pair]
            found.refuse(number, "this is said of one model code: the row must name exactly one under model_code")

    def find(self, found):
        """Say which phone the row speaks of. A cell that should tell and is refused leaves that open."""
        which = {column.key: said for (column, _), said in found.values.items() if column.key in _IDENTITY_KEYS}
        for number, cell in found.cells.items():
            if cell.state == REFUSED and number and (column := self.at(number)[1]) and column.key in _IDENTITY_KEYS:
                return
        try:
            found.phone, found.new = self.known.slug_for({key: value for key, (_, value) in which.items()})
        except UnclearPhone as fault:
            found.refuse(which.get(fault.key, (0,))[0], "; ".join(fault.reasons))
            return
        if found.new:
            self.make(found, which)
        found.title = self.known.titles[found.phone]
        for code in which.get("model_code", (0, ()))[1]:
            self.known.add_code(found.phone, code)

    def make(self, found, which):
        brand = which["brand"][1]
        self.known.add(found.phone, brand, self.names.name(Brand, brand), which["name"][1])

    def fill(self, row, filled):
        """Put the values of a row into the content of its phone, which is made where it is new."""
        if row.new:
            values = {column.key: value for (column, _), (_, value) in row.values.items()}
            filled[row.phone] = {"phone": row.phone, "name": values["name"], "brand": values["brand"]}
        if row.phone not in filled:
            row.refuse(0, "this phone is new in a row above that is refused")
            return
        filling = RowContentBuilder(filled[row.phone], **self.options)
        filling.code = next(iter(row.codes), None)
        for (column, key), (number, value) in sorted(row.values.items(), key=_kind_order):
            row.cells[number] = self.put(filling, row, column, key, value)
        self.remember(row)

    def put(self, filling, row, column, key, value):
        """The outcome of a cell after one of its values is put into the phone."""
        cell = row.cells[row.values[column, key][0]]
        if self.only_identifies_phone(row, column):
            return replace(cell, state=ADDED if row.new else UNCHANGED, path=key)
        if why := self.earlier_row_conflict(row, filling, column, key, value):
            return cell.refused(why)
        state, was, words, path = filling.put(column, key, value)
        if key == column.name or cell.state == UNCHANGED or state in (REFUSED, CONTRADICTS):
            return replace(cell, state=state, was=was, words=words, path=path)
        return cell

    def only_identifies_phone(self, row, column):
        """Whether a cell only says which phone this is."""
        by_address = any(other.key == "slug" for other, _ in row.values) and not row.new
        return column.kind == "which" or (column.key in ("brand", "name") and not by_address)

    def earlier_row_conflict(self, row, filling, column, key, value):
        """Why a value cannot stand: a row above has said something else of the same fact."""
        if column.kind in ("list", "code"):
            return None
        line = next((line for line, keys in self.filled.get(row.phone, ()) if column.key in keys), None)
        if line is None:
            return None
        return (
            f"line {line} says otherwise of this phone" if filling.contradicts_earlier_row(column, key, value) else None
        )

    def remember(self, row):
        """Which facts of a phone this row has filled; rows of one pattern share one set."""
        keys = frozenset(column.key for column, _ in row.values)
        keys = self.patterns.setdefault(keys, keys)
        self.filled.setdefault(row.phone, []).append((row.line, keys))


def _kind_order(item):
    """Sorts (column, key), … of a row: a model code comes before what is said of it."""
    (column, _), _ = item
    return _KIND_ORDER.index(column.kind)


def _reject_conflict(values, column, key, value):
    """Two cells of a row may give one fact, a price its currency: they must not give two."""
    for (other, its_key), (number, said) in values.items():
        if (other.kind, other.place, its_key) == (column.kind, column.place, key) and said != value:
            raise InvalidValue(f"column {column_letters(number)} says {said}")
