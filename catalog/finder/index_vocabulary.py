"""The words of one kind of entry: in which row of the index each word's set of phones is."""

from dataclasses import dataclass, field

import numpy as np

from catalog.quantities.countries import COUNTRY_NAMES
from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, SPECS

from .facets import COUNTRY_KEYS, MORE_POSSIBLE, NOT_KNOWN
from .name_normalisation import compact_name, normalised_name

ENTRY_SPECS = {spec.key: spec for group in ENTRY_GROUP_BY_KEY.values() for spec in group.specs}


def current_label(key, value, stored):
    """What a term is called now, whatever it was called when its word was stored; of other words, what is stored."""
    spec = SPECS.get(key) or ENTRY_SPECS.get(key)
    if spec is None:
        return stored
    return spec.labels.get(value, stored)


@dataclass
class Vocabulary:
    """``rows``: key → {value: row}. ``labels`` are what the words read as, by row from ``first`` on. ``numbers``: the
    database's number of a word → row."""

    rows: dict = field(default_factory=dict)
    labels: list = field(default_factory=list)
    numbers: dict = field(default_factory=dict)
    compact_names: dict = field(default_factory=dict)
    compact_endings: dict = field(default_factory=dict)
    first: int = 0

    def add(self, number, key, value, label):
        """Give a word the next row, unless it has one. ``number`` is the database's; None if it is not stored."""
        rows = self.rows.setdefault(key, {})
        if value not in rows:
            rows[value] = self.first + len(self.labels)
            self.labels.append(current_label(key, value, label))
        if number is not None:
            self.numbers[number] = rows[value]

    def copy(self):
        rows = {key: dict(values) for key, values in self.rows.items()}
        return Vocabulary(rows, list(self.labels), dict(self.numbers), first=self.first)

    def of_rows(self, in_use):
        """The same with only those words whose rows are ``in_use`` (row → bool)."""
        rows = {}
        for key, values in self.rows.items():
            rows[key] = {value: row for value, row in values.items() if in_use[row]}
        return Vocabulary(rows, self.labels, self.numbers, first=self.first)

    def rows_of(self, words):
        """The rows of words: numbers of the database, or a list of (key, value)."""
        if isinstance(words, list):
            return np.array([self.rows[key][value] for key, value in words], dtype=np.int64)
        if not len(words):
            return np.zeros(0, dtype=np.int32)
        row_by_number = np.zeros(max(self.numbers) + 1, dtype=np.int32)
        row_by_number[list(self.numbers)] = list(self.numbers.values())
        return row_by_number[words]

    def row(self, key, value):
        return self.rows.get(key, {}).get(value)

    def label(self, row):
        return self.labels[row - self.first]

    def values(self, key):
        """Value → row of the values that a fact has; not of the words for what is not known of it."""
        rows = self.rows.get(key, {})
        return {value: row for value, row in rows.items() if value not in (NOT_KNOWN, MORE_POSSIBLE)}

    def has_value(self, key, value):
        """Whether ``value`` is among the ``values`` of a fact."""
        return value in self.rows.get(key, {}) and value not in (NOT_KNOWN, MORE_POSSIBLE)

    def values_by_compact_name(self, spec):
        """``compact_name`` of each value and of its label → value."""
        if spec.key not in self.compact_names:
            self.compact_names[spec.key] = self._collect_compact_names(spec)
        return self.compact_names[spec.key]

    def values_by_compact_ending(self, spec):
        """``compact_name`` of each value without its first words → the values that end so."""
        if spec.key not in self.compact_endings:
            self.compact_endings[spec.key] = self._collect_compact_endings(spec)
        return self.compact_endings[spec.key]

    def _collect_compact_endings(self, spec):
        endings = {}
        for value in self.values(spec.key):
            words = normalised_name(value).split()
            for start in range(1, len(words)):
                endings.setdefault("".join(words[start:]), []).append(value)
        return endings

    def _collect_compact_names(self, spec):
        """Terms of a vocabulary and all countries are among them, though no phone has them."""
        labels = dict(spec.labels)
        if spec.key in COUNTRY_KEYS:
            labels |= COUNTRY_NAMES
        for value, row in self.values(spec.key).items():
            labels[value] = self.label(row)
        names = {}
        for value, label in labels.items():
            names[compact_name(label)] = value
            names[compact_name(value)] = value
        return names
