"""The arrays of the index against sets, dicts and lists of Python: whatever is put in comes out, in any shape."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.finder.array_file import ArrayFileError, read_array_file, write_array_file
from catalog.finder.bitsets import pack_flags
from catalog.finder.coded_numbers import CodedNumbersBuilder
from catalog.finder.histograms import quantile_of_counts
from catalog.finder.name_normalisation import normalised_name
from catalog.finder.name_texts import TextKind
from catalog.finder.phone_places import PhonePlaces, PlaceArrays
from catalog.finder.row_sets_builder import RowSetsBuilder, folded_sets
from catalog.finder.text_array import TextArray
from catalog.finder.word_index import MAX_JOINED_WORDS, WordIndex

QUICKLY = settings(derandomize=True, max_examples=60, deadline=None)
ROWS, SLOTS, WIDTH = 5, 3, 192

places = st.sets(st.tuples(st.integers(0, SLOTS - 1), st.integers(0, WIDTH - 1)))
rows_of_sets = st.lists(places | st.just({(0, place) for place in range(0, WIDTH, 2)}), min_size=ROWS, max_size=ROWS)


def sets_of(members, parts=1):
    """``RowSets`` that are built in so many parts."""
    builder = RowSetsBuilder()
    marks = [(row, *entry) for row, entries in enumerate(members) for entry in sorted(entries)]
    for part in range(parts):
        some = np.array(marks[part::parts], dtype=np.int64).reshape(-1, 3)
        builder.add_marks(*some.T)
    return builder.built(len(members), SLOTS, WIDTH)


def flat(entries):
    return {slot * WIDTH + place for slot, place in entries}


def bits_of(entries):
    flags = np.zeros((SLOTS, WIDTH), dtype=bool)
    for entry in entries:
        flags[entry] = True
    return pack_flags(flags)


@QUICKLY
@given(rows_of_sets, st.integers(1, 3), places)
def test_sets_give_their_members_their_union_and_their_counts(members, parts, within):
    sets = sets_of(members, parts)
    assert [set(sets.members(row).tolist()) for row in range(ROWS)] == list(map(flat, members))
    assert np.array_equal(sets.union([0, 2, ROWS + 1]), bits_of(members[0] | members[2]).reshape(-1))
    bits = bits_of(within)
    wanted = [len({place for _, place in entries & within}) for entries in members]
    assert sets.counts(bits).tolist() == wanted
    assert sets.of_rows(np.array([4, 1, ROWS + 3])).counts(bits).tolist() == [wanted[4], wanted[1], 0]
    assert sets.counts(bits.reshape(-1)).tolist() == [len(entries & within) for entries in members]


@QUICKLY
@given(rows_of_sets, rows_of_sets)
def test_sets_fold_over_slots_and_follow_one_another(members, others):
    folded = folded_sets(sets_of(members), SLOTS)
    assert [set(folded.members(row).tolist()) for row in range(ROWS)] == [
        {place for _, place in entries} for entries in members
    ]
    both = sets_of(members).followed_by(sets_of(others))
    assert [set(both.members(row).tolist()) for row in range(2 * ROWS)] == list(map(flat, [*members, *others]))


def test_many_marks_at_once_give_the_same_sets_as_one_by_one(monkeypatch):
    monkeypatch.setattr("catalog.finder.row_sets_builder.MAX_FLAG_BYTES", 1000)
    members = [
        {(slot, place) for slot in range(SLOTS) for place in range(WIDTH) if place % step == 0}
        for step in (1, 2, 3, 90, 191)
    ]
    wanted = [set(sets_of(members).members(row).tolist()) for row in range(ROWS)]
    monkeypatch.setattr("catalog.finder.row_sets_builder.MIN_MARKS", 0)
    sets = sets_of(members, parts=2)
    assert [set(sets.members(row).tolist()) for row in range(ROWS)] == wanted == list(map(flat, members))
    assert 0 < len(sets.rows) < ROWS, "frequent ones are bits, rare ones are not"


ends = st.sampled_from([np.nan, -np.inf, np.inf, 0, 1.5, 300, 70_000])


@QUICKLY
@given(st.lists(st.lists(st.tuples(ends, ends), max_size=9), max_size=3))
def test_numbers_come_out_of_their_codes(parts):
    builder = CodedNumbersBuilder()
    where = []
    for part in parts:
        builder.add(np.array(part, dtype=np.float32).reshape(-1, 2))
        where.append(np.arange(len(part)) + sum(map(len, where)))
    coded = builder.built(where, 1, 64)
    wanted = np.full((64, 2), np.nan, dtype=np.float32)
    for place, interval in enumerate([interval for part in parts for interval in part]):
        wanted[place] = interval
    assert np.array_equal(coded.low[coded.codes[0]], wanted[:, 0], equal_nan=True)
    assert np.array_equal(coded.high[coded.codes[0]], wanted[:, 1], equal_nan=True)
    assert int(coded.counts().sum()) == 64


def test_more_than_256_and_more_than_65536_different_numbers_keep_apart():
    for count in (255, 256, 300, 65_600):
        builder = CodedNumbersBuilder()
        numbers = np.arange(count, dtype=np.float32)
        builder.add(np.stack([numbers, numbers], axis=1))
        coded = builder.built([slice(0, count)], 1, count)
        assert np.array_equal(coded.low[coded.codes[0]], numbers)
        flags = np.unpackbits(coded.flagged(coded.low >= 250).view(np.uint8)) if count % 64 == 0 else None
        assert flags is None or flags.sum() == count - 250


@QUICKLY
@given(st.lists(st.tuples(st.floats(0, 1000, width=32), st.integers(1, 4)), min_size=1, max_size=20))
def test_quantiles_of_counted_values_are_those_of_all_values(counted):
    values, counts = np.array([value for value, _ in counted], np.float32), np.array([count for _, count in counted])
    every = np.repeat(values, counts).astype(np.float64)
    for share in (0.005, 0.5, 0.995):
        assert quantile_of_counts(values, counts, share) == pytest.approx(np.quantile(every, share), rel=1e-9, abs=1e-9)


@QUICKLY
@given(st.lists(st.text(max_size=5)))
def test_texts_come_back_as_they_were(texts):
    assert list(TextArray.of(texts)) == texts


@QUICKLY
@given(st.sets(st.integers(1, 99), max_size=9), st.lists(st.tuples(st.integers(1, 99), st.booleans()), max_size=9))
def test_places_of_phones_that_came_and_went_are_those_of_a_dict(keys, changes):
    slugs = {key: f"slug-{key}" for key in range(100)}
    ids = sorted(keys, key=hash)
    found = PhonePlaces(PlaceArrays.of(ids, [slugs[key] for key in ids]))
    wanted = {key: place for place, key in enumerate(ids)}
    for key, is_back in changes:
        wanted.pop(key, None)
        if is_back:
            wanted[key] = len(found.ids)
        more = [key] * is_back
        found = found.with_changes({key}, more, [slugs[one] for one in more])
    assert dict(found.of) == wanted
    assert [found.ids[place] for place in wanted.values()] == list(wanted)
    assert set(np.flatnonzero(found.alive(256)).tolist()) == set(wanted.values())
    by_slug = sorted(wanted.values(), key=lambda place: found.slugs[place])
    assert sorted(wanted.values(), key=found.slug_ranks(256).__getitem__) == by_slug


words = st.sampled_from(["galaxy", "s", "s2", "2", "note", "notes", "ii", "pro", "max", "プロ", "a" * 12])
named = st.lists(st.lists(words, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8)


@QUICKLY
@given(named, st.lists(words, min_size=1, max_size=3).map("".join))
def test_words_and_beginnings_are_those_of_all_neighbouring_words(texts, asked):
    index = WordIndex.of([(text, [phone], TextKind.CODE) for phone, text in enumerate(texts)])
    joined = {phone: _joined_words(text) for phone, text in enumerate(texts)}
    whole = {phone for phone, own in joined.items() if asked in own}
    begun = {phone for phone, own in joined.items() if any(word.startswith(asked) for word in own)}
    assert {phone for phone, _, _ in index.whole_words(asked).first()} == whole
    assert {phone for phone, _, _ in index.beginnings(asked).first()} == begun


def _joined_words(text):
    own = normalised_name(text).split()
    starts = range(len(own))
    return {"".join(own[start:end]) for start in starts for end in range(start + 1, start + MAX_JOINED_WORDS + 1)}


@dataclass
class Stored:
    numbers: np.ndarray
    nothing: np.ndarray
    named: dict
    text: str | None


def test_a_file_of_arrays_gives_them_back_and_is_never_half_read(tmp_path):
    path = tmp_path / "one.index"
    value = Stored(np.arange(7, dtype=np.uint16), np.zeros((3, 0)), {5: [np.ones((2, 3))], "no": []}, None)
    write_array_file(path, value)
    found = read_array_file(path, [Stored])
    assert (found.numbers.tolist(), found.nothing.shape, found.text) == (list(range(7)), (3, 0), None)
    assert found.named[5][0].tolist() == [[1, 1, 1], [1, 1, 1]]
    assert not found.numbers.flags.writeable
    content = path.read_bytes()
    for damaged in (b"", content[:9], content[: len(content) // 2], b"another file" + content):
        path.write_bytes(damaged)
        with pytest.raises(ArrayFileError):
            read_array_file(path, [Stored])
