"""One row: its cells read, the phone it speaks of found, its values put into that phone's content."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from catalog.evidence.outcomes import ADDED, CONTRADICTS, REFUSED, UNCHANGED
from catalog.models import Brand
from catalog.records.value_parser import InvalidValue

from ...phone_lookup import UnclearPhone
from ..cells.cell_reader import read_cell
from ..files.tables import column_letters
from ..spreadsheet_report import LEFT_OUT, CellOutcome, RowOutcome
from .row_content import PRICE_KEYS, RowContentBuilder
from .row_memory import pair_memory
from .row_price import RowPrice

ROW = (0, 0)
"""The place of what is said of a row as a whole."""
_IDENTITY_KEYS = ("slug", "phone", "brand", "name", "model_code")
_KIND_ORDER = ("which", "phone", "list", "displays", "cameras", "code")


@dataclass
class ParsedRow:
    """``values`` are by (column, key), each with its place; ``cells`` are outcomes by place: (number of the column,
    part of a cell that speaks of several facts), ``ROW`` for the row. ``followers`` are places that share another's
    outcome.

    ``is_identity_refused``: a cell is refused that would say which phone this is.
    """

    line: int
    values: dict = field(default_factory=dict)
    cells: dict = field(default_factory=dict)
    followers: dict = field(default_factory=dict)
    phone: str | None = None
    title: str = ""
    new: bool = False
    is_identity_refused: bool = False

    @property
    def is_refused(self):
        return any(cell.state == REFUSED for cell in self.cells.values())

    @property
    def codes(self):
        """The model codes it names."""
        for (column, _), (_, codes) in self.values.items():
            if column.key == "model_code":
                return codes
        return []

    def refuse(self, place, why):
        cell = self.cells.get(place) or CellOutcome("", "", "", REFUSED)
        self.cells[place] = cell.refused(why)

    def refuse_at(self, path, why):
        place = self.cell_at(path)
        if path and not place:
            why = f"{path}: {why}"
        self.refuse(place or ROW, why)

    def warn_at(self, path, words):
        place = self.cell_at(path)
        if place and self.cells[place].state not in (REFUSED, UNCHANGED):
            self.cells[place] = self.cells[place].warned(words)

    def cell_at(self, path):
        """The place of the cell that went to that path, or to the list it is in; None where none did."""
        places = {cell.path: place for place, cell in self.cells.items() if cell.path}
        if path in places:
            return places[path]
        for list_path, place in places.items():
            if path.startswith(f"{list_path}["):
                return place
        return None

    def outcome(self):
        for place, leader in self.followers.items():
            shared = self.cells[leader]
            self.cells[place] = replace(self.cells[place], state=shared.state, was=shared.was, words=shared.words)
        cells = [self.cells[place] for place in sorted(self.cells)]
        return RowOutcome(self.line, self.phone, self.title, self.new, cells)


class RowReader:
    """``headings`` are those of the table (``Headings``), ``known`` the ``PhoneLookup``; ``options`` are those of a
    ``SpreadsheetOptions``."""

    def __init__(self, headings, options, *, names, known):
        self.headings = headings
        self.names = names
        self.known = known
        self.left_out = options.left_out
        self.options = {"options": options, "titles": names.title}
        self.filled = defaultdict(list)
        self.patterns = {}

    def read(self, table_row):
        """The ``ParsedRow`` with every cell read, and the phone found, as far as they can be."""
        row = ParsedRow(table_row.line, title=self.title_of(table_row))
        if row.line in self.left_out:
            self.leave_out(row, table_row)
            return row
        for number, text in enumerate(table_row.texts, 1):
            if text:
                self.read_cell(row, number, text)
        pair_memory(row)
        self.check_code(row)
        self.find_phone(row)
        return row

    def title_of(self, table_row):
        """What the row calls its phone, as it stands there."""
        texts = {}
        for number, text in enumerate(table_row.texts, 1):
            _, column = self.at(number)
            if column and text and column.key in _IDENTITY_KEYS:
                texts[column.key] = text
        names = [texts[key] for key in ("brand", "name") if key in texts]
        return " ".join(names) or next(iter(texts.values()), "")

    def leave_out(self, row, table_row):
        """Note the cells of a row that somebody leaves out."""
        for number, text in enumerate(table_row.texts, 1):
            heading, column = self.at(number)
            if text and column:
                row.cells[number, 0] = CellOutcome(column_letters(number), heading, text, LEFT_OUT)

    def read_cell(self, row, number, text):
        heading, column = self.at(number)
        if heading and column is None:
            return
        place = (number, 0)
        row.cells[place] = CellOutcome(column_letters(number), heading, text, UNCHANGED)
        if not heading:
            row.refuse(place, "there is no heading above it")
            return
        try:
            found = read_cell(column, self.headings.with_unit(number, text), self.names)
            for target, key, value in found.values:
                _reject_conflict(row.values, target, key, value)
        except InvalidValue as fault:
            row.refuse(place, "; ".join(fault.reasons))
            row.is_identity_refused |= column.key in _IDENTITY_KEYS
            return
        _take_values(row, place, column, found)

    def at(self, number):
        """(heading, column) of a place in the row; "" where there is no heading."""
        if number > len(self.headings.texts):
            return "", None
        return self.headings.texts[number - 1], self.headings.columns[number - 1]

    def check_code(self, row):
        """What is said of a model code needs exactly one of them in the row."""
        if len(row.codes) == 1:
            return
        of_code = [(column, key) for column, key in row.values if column.kind == "code"]
        for place in of_code:
            cell_place, _ = row.values.pop(place)
            row.refuse(cell_place, "this is said of one model code: the row must name exactly one under model_code")

    def find_phone(self, row):
        """Say which phone the row speaks of; left open where a cell that should tell is refused."""
        if row.is_identity_refused:
            return
        values = {}
        places = {}
        for (column, _), (place, value) in row.values.items():
            if column.key in _IDENTITY_KEYS:
                values[column.key] = value
                places[column.key] = place
        try:
            row.phone, row.new = self.known.slug_for(values)
        except UnclearPhone as fault:
            row.refuse(places.get(fault.key, ROW), "; ".join(fault.reasons))
            return
        if row.new:
            self.known.add(row.phone, values["brand"], self.names.name(Brand, values["brand"]), values["name"])
        row.title = self.known.titles[row.phone]
        for code in row.codes:
            self.known.add_code(row.phone, code)

    def fill(self, row, filled):
        """Put the values of a row into the content of its phone, which is made where it is new."""
        if row.new:
            values = {column.key: value for (column, _), (_, value) in row.values.items()}
            filled[row.phone] = {"phone": row.phone, "name": values["name"], "brand": values["brand"]}
        if row.phone not in filled:
            row.refuse(ROW, "this phone is new in a row above that is refused")
            return
        builder = RowContentBuilder(filled[row.phone], code=next(iter(row.codes), None), **self.options)
        price = RowPrice.of(row.values)
        for place, why in price.faults(builder.content):
            row.refuse(place, why)
        if price.parts_from_currency(builder):
            builder.noted_keys = PRICE_KEYS
        for (column, key), (place, value) in sorted(row.values.items(), key=_kind_order):
            row.cells[place] = self.put(builder, row, column, key, value)
        self.remember(row)

    def put(self, builder, row, column, key, value):
        """The outcome of a cell after one of its values is put into the phone."""
        place, _ = row.values[column, key]
        cell = row.cells[place]
        if cell.state == REFUSED:
            return cell
        if self.only_identifies_phone(row, column):
            state = ADDED if row.new else UNCHANGED
            return replace(cell, state=state, path=key)
        try:
            self.reject_contradiction(builder, row, column, key, value)
            effect = builder.put(column, key, value)
        except InvalidValue as fault:
            return cell.refused("; ".join(fault.reasons))
        is_first_value = key == column.name or cell.state == UNCHANGED
        if is_first_value or effect.state in (REFUSED, CONTRADICTS):
            words = "; ".join(filter(None, [effect.words, cell.words]))
            return replace(cell, state=effect.state, was=effect.was, words=words, path=effect.path)
        return cell

    def only_identifies_phone(self, row, column):
        """Whether a cell only says which phone this is. Beside the slug of a stored phone, brand and name are facts."""
        if column.kind == "which":
            return True
        if column.key not in ("brand", "name"):
            return False
        return row.new or all(other.key != "slug" for other, _ in row.values)

    def reject_contradiction(self, builder, row, column, key, value):
        """Raise ``InvalidValue`` where a row above has said something else of the same fact."""
        if column.kind in ("list", "code"):
            return
        line = self.earlier_line(row.phone, column.key)
        if line is not None and builder.contradicts_earlier_row(column, key, value):
            raise InvalidValue(f"line {line} says otherwise of this phone")

    def earlier_line(self, phone, key):
        """The line of the first row that has filled that fact of a phone; None where none has."""
        for line, keys in self.filled[phone]:
            if key in keys:
                return line
        return None

    def remember(self, row):
        """Which facts of a phone this row has filled; rows of one pattern share one set."""
        keys = frozenset(column.key for column, _ in row.values)
        keys = self.patterns.setdefault(keys, keys)
        self.filled[row.phone].append((row.line, keys))


def _kind_order(item):
    """Sorts (column, key), … of a row: a model code comes before what is said of it."""
    (column, _), _ = item
    return _KIND_ORDER.index(column.kind)


def _take_values(row, place, column, found):
    """Put the values of a cell into the row: those of the cell's own ``column`` at its ``place``, those of each other
    column at a place of their own."""
    cell = row.cells.pop(place)
    targets = [target for target, _, _ in found.values if target != column]
    columns = [column, *dict.fromkeys(targets)]
    for target, key, value in found.values:
        part = place[0], columns.index(target)
        heading = cell.heading if target == column else f"{cell.heading} → {target.key}"
        row.cells[part] = replace(cell, heading=heading, left_out=found.left_out)
        row.values[target, key] = part, value


def _reject_conflict(values, column, key, value):
    """Two cells of a row may give one fact, a price its currency: they must not give two."""
    fact = column.kind, column.place, key
    for (other, other_key), (place, other_value) in values.items():
        if (other.kind, other.place, other_key) == fact and other_value != value:
            raise InvalidValue(f"column {column_letters(place[0])} says {other_value}")
