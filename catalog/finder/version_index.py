"""The versions of those phones of which a fact differs by version, beside the index of all phones.

Sets of phones come with their versions here: the bits of all phones, then those of the versions, slot by slot. Of a
phone that has versions only these count; its own bit stands for its usual version alone.
"""

from dataclasses import replace

import numpy as np

from .bitsets import (
    WORD_BITS,
    add_to_sets,
    contained_places,
    contains_place,
    count_bits,
    pack_flags,
    padded_width,
    places_in,
)
from .columns import IndexFullError
from .columns_builder import ColumnsBuilder
from .facets import CERTAIN_VERSION, PHONE, VERSION

SPARE_PLACES = 64
"""Places for phones with versions that change until the next whole build."""
USUAL = 0
"""Slot of the usual version."""


class VersionIndex:
    """``columns`` has the facts of each version, by slot and place; ``owners`` are the phones' places in the index of
    all phones, which is ``width`` places wide."""

    def __init__(self, columns, owners, width):
        self.columns = columns
        self.owners = owners
        self.width = width
        self.certain = columns.having(columns.words.values(CERTAIN_VERSION).values())
        self.unowned = ~_set_of(owners, width)

    def with_changes(self, rows):
        columns = self.columns.copy()
        columns.add_words(rows.words[PHONE.key])
        owners = self.owners
        for batch in rows.parts[VERSION.key]:
            owners, placed = placed_versions(batch, owners)
            if len(owners) > columns.width:
                raise IndexFullError
            columns.add(placed)
        return VersionIndex(columns, owners, self.width)

    def spread(self, phones):
        """A set of phones with all their versions."""
        flags = np.zeros(self.columns.width, dtype=bool)
        flags[: len(self.owners)] = contained_places(phones, self.owners)
        return self.joined(phones, np.broadcast_to(pack_flags(flags), self.columns.present.shape))

    def joined(self, phones, versions):
        return np.concatenate([phones, versions.ravel()])

    def split(self, sets):
        """(phones, slot × place of versions)."""
        words = len(self.unowned)
        return sets[:words], sets[words:].reshape(self.columns.present.shape)

    def folded(self, sets):
        """The phones of a set: of those that have versions, the ones of which any is in it."""
        phones, versions = self.split(sets)
        found = places_in(np.bitwise_or.reduce(versions, axis=0))
        return phones & self.unowned | _set_of(self.owners[found], self.width)

    def count(self, sets):
        """How many phones ``folded`` would give."""
        phones, versions = self.split(sets)
        return count_bits(phones & self.unowned) + count_bits(np.bitwise_or.reduce(versions, axis=0))

    def parts_of(self, sets, phones):
        """[(columns, bits)] of which no phone is in two: those without versions, and the versions."""
        own, versions = self.split(sets)
        return [(phones, own & self.unowned), (self.columns, versions)]

    def place_of(self, owner):
        """Where the versions of a phone are; None where it has none. Owners ascend, as places are taken in turn."""
        here = int(np.searchsorted(self.owners, owner))
        if here < len(self.owners) and self.owners[here] == owner:
            return here
        return None

    def positions(self, place):
        """(slot, bit in sets) of each version of the phone at ``place``; only its own bit if it has none."""
        here = self.place_of(place)
        if here is None:
            return [(USUAL, place)]
        first = self.width + here
        slots = range(self.columns.slots)
        listed = []
        for slot in slots:
            if contains_place(self.columns.present[slot], here):
                listed.append(slot)
        return [(slot, first + slot * self.columns.width) for slot in listed]

    def is_certain(self, place, slot):
        """Whether there is known to be a phone as that version has it."""
        here = self.place_of(place)
        return here is None or contains_place(self.certain[slot], here)

    def set_least(self, values, values_of_versions, sets, places):
        """Put in ``values`` of the phones at ``places`` (ascending) the least of ``values_of_versions`` (slot × place)
        among a phone's versions that are in ``sets``."""
        _, versions = self.split(sets)
        flags = np.unpackbits(versions.view(np.uint8), axis=-1, bitorder="little").astype(bool)
        own = np.where(flags, values_of_versions, np.float32(np.inf))
        least = own.min(axis=0)[: len(self.owners)]
        is_here = np.isin(self.owners, places, assume_unique=True)
        values[np.searchsorted(places, self.owners[is_here])] = least[is_here]


class VersionIndexBuilder:
    """The same from ``IndexRows``, some thousand phones at a time."""

    def __init__(self):
        self.columns = ColumnsBuilder(PHONE)
        self.owners = np.zeros(0, dtype=np.int64)

    def add(self, rows):
        self.columns.add_words(rows.words[PHONE.key])
        for batch in rows.parts[VERSION.key]:
            self.owners, placed = placed_versions(batch, self.owners)
            self.columns.add(placed)

    def built(self, phones):
        """``phones`` are the columns of the phones themselves."""
        count = len(self.owners)
        width = padded_width(count + SPARE_PLACES)
        first_spare = count // WORD_BITS * WORD_BITS
        columns = self.columns.built(width=width, first_spare=first_spare, edges=phones.edges)
        return VersionIndex(columns, self.owners, phones.width)


def placed_versions(batch, owners):
    """(all owners, the ``EntryBatch`` at places of its own): those of the batch come after ``owners``."""
    more, places = np.unique(batch.places, return_inverse=True)
    start = len(owners)
    words = np.searchsorted(more, batch.word_places) + start
    zooms = np.searchsorted(more, batch.zoom_places) + start
    placed = replace(batch, places=places + start, word_places=words, zoom_places=zooms)
    return np.concatenate([owners, more]), placed


def _set_of(places, width):
    bits = np.zeros((1, width // 64), dtype=np.uint64)
    add_to_sets(bits, np.zeros_like(places), places)
    return bits[0]
