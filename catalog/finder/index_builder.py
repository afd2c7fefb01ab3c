"""Builds the ``Index`` of all phones from stored entries that come some thousand phones at a time."""

from .bitsets import WORD_BITS, padded_width
from .columns_builder import ColumnsBuilder
from .facets import ENTRY_KINDS, PHONE
from .index import Index
from .phone_places import PhonePlaces, PlaceArrays
from .version_index import VersionIndexBuilder

SPARE_PHONES = 256
"""Places for changes until the next whole build."""


class IndexBuilder:
    """Add ``IndexRows`` in the order of their places, then ask for the index, ``built`` once. ``last_word`` and
    ``unstored`` are those of all rows."""

    def __init__(self):
        self.columns = {key: ColumnsBuilder(kind) for key, kind in ENTRY_KINDS.items()}
        self.versions = VersionIndexBuilder()
        self.ids = []
        self.slugs = []
        self.last_word = 0
        self.unstored = {}

    def add(self, rows):
        self.ids += rows.ids
        self.slugs += rows.slugs
        self.last_word = rows.last_word
        self.unstored |= rows.unstored
        for key, builder in self.columns.items():
            builder.add_words(rows.words[key])
            for part in rows.parts[key]:
                builder.add(part)
        self.versions.add(rows)

    def built(self):
        width = padded_width(len(self.ids) + SPARE_PHONES)
        first_spare = len(self.ids) // WORD_BITS * WORD_BITS
        columns = {}
        for key, builder in self.columns.items():
            columns[key] = builder.built(width=width, first_spare=first_spare)
        places = PhonePlaces(PlaceArrays.of(self.ids, self.slugs))
        return Index(places, columns, self.versions.built(columns[PHONE.key]), width)
