"""What a process keeps of all phones, as one value that can be stored: columns, places and names."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from catalog.facts.cache_invalidation import next_embargo_end

from .coded_numbers import CodedNumbers
from .columns import ColumnArrays, Columns
from .facets import ENTRY_KINDS, PHONE
from .index import Index
from .index_builder import IndexBuilder
from .index_reader import read_index_parts
from .index_vocabulary import Vocabulary, current_label
from .name_arrays import NameArrays, SpellingArrays, TrigramArrays
from .name_reader import NamedPhones, read_names
from .name_texts import NameTexts
from .phone_places import PhonePlaces, PlaceArrays
from .row_sets import RowSets
from .version_index import VersionIndex
from .word_index import WordArrays


@dataclass
class StoredColumns:
    """What ``Columns`` are made of."""

    words: Vocabulary
    arrays: ColumnArrays
    first_spare: int

    @classmethod
    def of(cls, columns):
        return cls(columns.words.copy(), columns.arrays, columns.spare.first)

    def columns(self, kind):
        for key, values in self.words.rows.items():
            for value, row in values.items():
                label = self.words.labels[row - self.words.first]
                self.words.labels[row - self.words.first] = current_label(key, value, label)
        return Columns(kind, self.words, self.arrays, first_spare=self.first_spare)


@dataclass
class StoredIndex:
    """An index as it is after a whole build at ``made_at``, and the names; ``due`` is when the next embargo ends (both
    ISO, ``due`` perhaps None). ``columns``: by kind; ``owners`` as ``VersionIndex`` has them. ``last_word`` is the last
    stored word that it knows; ``unstored`` are the keys of phones that were prepared for it and are not stored."""

    made_at: str
    due: str | None
    width: int
    places: PlaceArrays
    columns: dict
    versions: StoredColumns
    owners: np.ndarray
    last_word: int
    unstored: list
    phones: NamedPhones
    names: NameArrays

    def index(self):
        columns = {key: self.columns[key].columns(kind) for key, kind in ENTRY_KINDS.items()}
        versions = VersionIndex(self.versions.columns(PHONE), self.owners, self.width)
        return Index(PhonePlaces(self.places), columns, versions, self.width)

    @property
    def first_moment(self):
        return datetime.fromisoformat(self.made_at)

    @property
    def last_moment(self):
        """When the next embargo ends; None where none does."""
        return self.due and datetime.fromisoformat(self.due)


STORED_CLASSES = (
    StoredIndex, StoredColumns, Vocabulary, ColumnArrays, CodedNumbers, RowSets, PlaceArrays, NamedPhones, NameArrays,
    NameTexts, WordArrays, SpellingArrays, TrigramArrays,
)  # fmt: skip


def build_index(at):
    """(``StoredIndex`` of the phones that readers may see at ``at``, the phones that are not stored, by key)."""
    builder = IndexBuilder()
    for rows in read_index_parts(at):
        builder.add(rows)
    index = builder.built()
    phones, names = read_names(at)
    due = next_embargo_end(at)
    stored = StoredIndex(
        made_at=at.isoformat(),
        due=due and due.isoformat(),
        width=len(index.alive),
        places=index.places.arrays,
        columns={key: StoredColumns.of(columns) for key, columns in index.columns.items()},
        versions=StoredColumns.of(index.versions.columns),
        owners=index.versions.owners,
        last_word=builder.last_word,
        unstored=list(builder.unstored),
        phones=phones,
        names=names,
    )
    return stored, builder.unstored
