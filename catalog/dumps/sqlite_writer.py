"""The catalogue as one SQLite file, which any program opens; its tables are described in ``sqlite_tables``."""

import json
import sqlite3
from pathlib import Path

from catalog.facts.cells import State
from catalog.facts.fact_table import FactTable
from catalog.models import Display
from catalog.models.vocabulary import ClaimState, RelationKind
from catalog.sheet.phone_parts import camera_titles, main_display
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, ENTRY_GROUP_BY_KEY, PHONE_SPECS

from .sqlite_tables import PARTS, TABLES


class SqliteWriter:
    """Adds phones to the file one by one; ``close`` adds the parts that they name, and packs the file."""

    def __init__(self, path, records, about):
        self.records = records
        self.count = 0
        Path(path).unlink(missing_ok=True)
        self.database = sqlite3.connect(path)
        self.database.execute("PRAGMA synchronous=OFF")
        for table in TABLES:
            self.database.execute(create_statement(table))
        self._insert("about", about.items())
        self._insert("columns", documented_columns())

    def add(self, phone):
        table = FactTable([phone])
        display = main_display(phone) or Display(phone=phone)
        specs = [(spec, phone) for spec in PHONE_SPECS.values()]
        specs += [(spec, display) for spec in DISPLAY_SPECS.values()]
        head = [phone.slug, phone.name, phone.brand.slug]
        self._add_facts("phones", head, [(spec, table.cell(spec, record)) for spec, record in specs])
        cameras = list(phone.cameras.all())
        self._add_rows(table, "cameras", cameras, CAMERA_SPECS.values(), titles=camera_titles(cameras))
        self._add_rows(table, "displays", phone.displays.all(), DISPLAY_SPECS.values())
        self._add_rows(table, "model_codes", phone.model_codes.all(), ENTRY_GROUP_BY_KEY["code"].specs)
        self._add_rows(table, "markets", phone.markets.all(), ENTRY_GROUP_BY_KEY["market"].specs)
        relations = phone.relations.all()
        self._insert("relations", [(phone.slug, relation.kind, relation.other.slug) for relation in relations])
        self._insert("claims", self._claim_rows(phone))
        self.count += 1

    def _add_rows(self, table, name, records, specs, *, titles=()):
        (phone,) = table.phones
        for position, record in enumerate(records, 1):
            head = [phone.slug, position, *titles[position - 1 : position]]
            self._add_facts(name, head, [(spec, table.cell(spec, record)) for spec in specs])

    def _add_facts(self, name, head, cells):
        """A row of values after ``head``, and what else is to be said of each of them."""
        slug = head[0]
        position = None if name == "phones" else head[1]
        values = []
        for spec, cell in cells:
            values.append(sqlite_value(cell.value))
            if is_remarkable(cell):
                self._insert("states", [(slug, name, position, spec.key, *state_columns(cell))])
        self._insert(name, [[*head, *values]])

    def _claim_rows(self, phone):
        positions = {camera.pk: place for place, camera in enumerate(phone.cameras.all(), 1)}
        for claim in phone.claims.all():
            if not self._names_hidden_phone(claim):
                yield (phone.slug, positions.get(claim.camera_id), *claim_columns(claim))

    def _names_hidden_phone(self, claim):
        is_relation = claim.key in RelationKind.values and claim.state == ClaimState.VALUE
        return is_relation and str(claim.value) not in self.records.slugs["phone"]

    def _insert(self, name, rows):
        table = next(table for table in TABLES if table.name == name)
        marks = ", ".join("?" * len(table.columns))
        self.database.executemany(f"INSERT INTO {quoted(name)} VALUES ({marks})", rows)  # noqa: S608 - ours

    def close(self):
        for kind, table in PARTS.items():
            names = [column.name for column in table.columns[1:]]
            for content in self.records.of_kind(kind):
                row = [content[kind], *(sqlite_value(content.get(name)) for name in names)]
                self._insert(table.name, [row])
        self.database.execute("CREATE INDEX claims_of_phone ON claims (phone, key)")
        self.database.commit()
        self.database.execute("VACUUM")
        self.database.close()


def create_statement(table):
    columns = [f"{quoted(column.name)} {column.type}".strip() for column in table.columns]
    if table.key:
        columns.append(f"PRIMARY KEY ({', '.join(map(quoted, table.key))})")
    return f"CREATE TABLE {quoted(table.name)} ({', '.join(columns)})"


def documented_columns():
    """A row of the table “columns” for each column of the file."""
    for table in TABLES:
        for column in table.columns:
            yield table.name, column.name, column.help, column.unit


def quoted(name):
    """A name within a statement: some columns are words of SQL."""
    return f'"{name}"'


def sqlite_value(value):
    """Lists as JSON; numbers, texts and None as they are."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value


def is_remarkable(cell):
    """Whether more is to be said of a fact than its value, or that it is not known."""
    if cell.state not in (State.KNOWN, State.NOT_KNOWN):
        return True
    return bool(cell.estimated or cell.qualifier or cell.versions)


def state_columns(cell):
    versions = [version._asdict() for version in cell.versions]
    words = json.dumps(versions, ensure_ascii=False) if versions else None
    return cell.state.value, int(cell.estimated), cell.qualifier, words


def claim_columns(claim):
    value = None
    if claim.value is not None:
        value = json.dumps(claim.value, ensure_ascii=False)
    seen_on = str(claim.seen_on) if claim.seen_on else None
    said = (claim.state, value, claim.qualifier, claim.quote, claim.locator, seen_on, int(claim.accepted), claim.notes)
    return claim.row, claim.key, claim.source.slug, *said
