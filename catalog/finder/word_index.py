"""Phones by whole words and beginnings of words of their names, codes, brands, chipsets and sensors.

What is stored is one entry for each word of each text: the word and its next neighbours as one, in alphabetical order.
Words that begin alike are neighbours there, so that a beginning is a stretch of entries.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

import numpy as np

from .name_normalisation import normalised_name, roman_in_digits
from .name_texts import NameTexts, SpelledTexts, TextKind

MAX_JOINED_WORDS = 4
"""Neighbouring words that may be written as one: “note 10” finds the Note10, and “note10” a Note 10."""
MAX_PARTITIONED_WORDS = 6
ROMAN_HANDICAP = 10
"""Words that a name counts more where its Roman numerals were asked in digits."""
PREFIX_BYTES = 8
MAX_BYTES = 255
IN_DIGITS = 128
"""Added to the number of words of an entry whose Roman numerals are written in digits."""
RANK_SHIFT = 32
PHONE_MASK = (1 << RANK_SHIFT) - 1
NOTHING = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True)
class WordArrays:
    """Entries in alphabetical order. ``prefixes``: their first bytes as one number; ``texts``: the number of the text;
    ``ends``: entry × word, where its first words end, in bytes, joined as one; ``words``: how many words the text has
    from there on, with ``IN_DIGITS``."""

    prefixes: np.ndarray
    texts: np.ndarray
    ends: np.ndarray
    words: np.ndarray

    @classmethod
    def of(cls, spelled):
        """Of ``SpelledTexts``."""
        keys = []
        rows = []
        for number, spaced in enumerate(spelled.spaced):
            if not spelled.is_repeated[number]:
                for key, *row in _entries(spaced, spelled.kinds[number]):
                    keys.append(key)
                    rows.append((number, *row))
        order = sorted(range(len(keys)), key=keys.__getitem__)
        heads = b"".join(keys[place][:PREFIX_BYTES].ljust(PREFIX_BYTES, b"\0") for place in order)
        rows = np.array(rows, dtype=np.int32).reshape(-1, MAX_JOINED_WORDS + 2)[order]
        ends = np.minimum(rows[:, 2:], MAX_BYTES).astype(np.uint8)
        prefixes = np.frombuffer(heads, dtype=">u8").astype(np.uint64)
        return cls(prefixes, rows[:, 0].copy(), ends, rows[:, 1].astype(np.uint8))


def _entries(spaced, kind):
    """(its words as one in bytes, words of the text from there on, *ends) of each entry of a text."""
    words = spaced.split()
    yield from _entries_of_words(words, 0)
    in_digits = roman_in_digits(words)
    if in_digits != words and kind < TextKind.CODE:
        yield from _entries_of_words(in_digits, IN_DIGITS)


def _entries_of_words(words, mark):
    for start in range(len(words)):
        joined = b""
        ends = []
        for word in words[start : start + MAX_JOINED_WORDS]:
            joined += word.encode()
            ends.append(len(joined))
        ends += [len(joined)] * (MAX_JOINED_WORDS - len(ends))
        yield joined, len(words) - start + mark, *ends


@dataclass(frozen=True)
class FoundPhones:
    """The phones that words find, each once: the best first, then the newest. ``orders``: the number of parts, what its
    worst entry is, and the phone, as one number; ``texts``: the text of that entry."""

    orders: np.ndarray
    texts: np.ndarray
    names: NameTexts

    def first(self, most=None):
        """[(phone, text, rank)], at most so many; a rank is (number of parts, ``is_part``, words, kind, ``goes_on``):
        see ``_values``."""
        order = np.argsort(self.orders, kind="stable")[:most]
        found = []
        for number, text in zip(self.orders[order].tolist(), self.texts[order].tolist(), strict=True):
            found.append((number & PHONE_MASK, self.names.texts[text], _unpacked_rank(number >> RANK_SHIFT)))
        return found

    @property
    def has_names(self):
        """Whether any phone is found by a name, not by a code or by what it is made of."""
        return bool(((self.orders >> RANK_SHIFT + 9 & 1) == 0).any())


def _unpacked_rank(rank):
    return rank >> 10, bool(rank >> 9 & 1), rank >> 4 & 31, TextKind(rank >> 1 & 7), bool(rank & 1)


class WordIndex:
    """Of ``NameTexts`` and the ``WordArrays`` of them."""

    def __init__(self, names, arrays):
        self.names = names
        self.arrays = arrays

    @classmethod
    def of(cls, texts):
        """Of (text, phones, ``TextKind``). Phones are numbers, the newest first."""
        return cls(NameTexts.of(texts), WordArrays.of(SpelledTexts(texts)))

    def whole_words(self, asked):
        """``FoundPhones`` with the words of ``asked`` side by side, then in two places or more."""
        return self.found(asked, cache(lambda word: self.best_entries(word, is_whole=True)))

    def beginnings(self, asked):
        """``FoundPhones`` with words that begin like ``asked``, then like each of its parts."""
        return self.found(asked, cache(lambda word: self.best_entries(word, is_whole=False)))

    def found(self, asked, entries_of):
        phones = NOTHING
        orders = [NOTHING]
        texts = [NOTHING]
        for parts in partitions(asked.split()):
            common, values = _in_all(parts, entries_of)
            if len(phones):
                is_new = ~np.isin(common, phones)
                common = common[is_new]
                values = values[is_new]
            if not len(common):
                continue
            phones = np.concatenate([phones, common])
            orders.append((len(parts) << 10 + RANK_SHIFT) + (values >> RANK_SHIFT << RANK_SHIFT) + common)
            texts.append(values & PHONE_MASK)
        return FoundPhones(np.concatenate(orders), np.concatenate(texts), self.names)

    def best_entries(self, word, *, is_whole):
        """(phones, rising; the value of the best entry of each, see ``_values``) of the words that begin so, or are
        just so."""
        asked = word.encode()
        start, end = self.stretch(asked)
        if start == end:
            return NOTHING, NOTHING
        ends = self.arrays.ends[start:end]
        needed = np.count_nonzero(ends < len(asked), axis=1)
        chosen = needed < MAX_JOINED_WORDS
        if is_whole:
            chosen &= ends[np.arange(len(ends)), np.minimum(needed, MAX_JOINED_WORDS - 1)] == len(asked)
        entries = np.flatnonzero(chosen)
        values = self._values(start + entries, needed[entries] + 1)
        origins, phones = self.names.spread(self.arrays.texts[start + entries])
        return _least_per_phone(phones.astype(np.int64), values[origins])

    def _values(self, entries, needed):
        """Entries as numbers, of which the lower is the better: whether it is no name of the phone, but a code or what
        it is made of; how many words it needs; its kind; whether the text goes on; and the text."""
        texts = self.arrays.texts[entries].astype(np.int64)
        words = self.arrays.words[entries].astype(np.int64)
        kinds = self.names.kinds[texts].astype(np.int64)
        goes_on = (words & ~IN_DIGITS) > needed
        counted = needed + ROMAN_HANDICAP * (words >= IN_DIGITS)
        rank = (kinds >= TextKind.CODE).astype(np.int64) << 9 | counted << 4 | kinds << 1 | goes_on
        return rank << RANK_SHIFT | texts

    def stretch(self, beginning):
        """(first, end) of the entries that begin so (bytes)."""
        prefixes = self.arrays.prefixes
        head = beginning[:PREFIX_BYTES]
        bounds = [int.from_bytes(head.ljust(PREFIX_BYTES, filler), "big") for filler in (b"\0", b"\xff")]
        start = int(np.searchsorted(prefixes, np.uint64(bounds[0]), side="left"))
        end = int(np.searchsorted(prefixes, np.uint64(bounds[1]), side="right"))
        if len(beginning) <= PREFIX_BYTES:
            return start, end
        places = range(end)
        first = bisect_left(places, beginning, lo=start, key=self.joined_words)
        return first, bisect_right(
            places, beginning, lo=first, key=lambda entry: self.joined_words(entry)[: len(beginning)]
        )

    def joined_words(self, entry):
        """The words of an entry as one, in bytes."""
        words = normalised_name(self.names.texts[int(self.arrays.texts[entry])]).split()
        count = int(self.arrays.words[entry])
        if count >= IN_DIGITS:
            words = roman_in_digits(words)
            count -= IN_DIGITS
        start = len(words) - count
        return "".join(words[start : start + MAX_JOINED_WORDS]).encode()


def _least_per_phone(phones, values):
    """Each phone once, rising, and its least value."""
    order = np.lexsort((values, phones))
    phones = phones[order]
    is_first = np.diff(phones, prepend=-1) > 0
    return phones[is_first], values[order][is_first]


def _in_all(parts, entries_of):
    """(the phones that have entries of all parts, the greatest of its values)."""
    found = []
    for part in parts:
        found.append(entries_of(part))
        if not len(found[-1][0]):
            return NOTHING, NOTHING
    (phones, values), *others = sorted(found, key=lambda one: len(one[0]))
    for other_phones, other_values in others:
        where = np.minimum(np.searchsorted(other_phones, phones), len(other_phones) - 1)
        is_common = other_phones[where] == phones
        phones = phones[is_common]
        values = np.maximum(values[is_common], other_values[where[is_common]])
    return phones, values


def partitions(words):
    """The words as one; then in two parts of neighbours, in three, … up to each by itself: “samsung note 9” has a
    part “note9”. Of many words only the first and the last of these."""
    yield ["".join(words)]
    cuts = range(1, len(words))
    fewest = 1
    if len(words) > MAX_PARTITIONED_WORDS:
        fewest = len(cuts)
    for count in range(fewest, len(words)):
        for places in combinations(cuts, count):
            bounds = pairwise((0, *places, len(words)))
            yield ["".join(words[start:end]) for start, end in bounds]
