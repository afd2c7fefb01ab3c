"""Lenses of two phones are paired by their focal lengths: held against what must hold for any lengths."""

from math import inf, log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.quantities.lens_pairs import lens_differences, lens_pairs, octaves_between

quick = settings(derandomize=True, max_examples=150, deadline=None, database=None)
kits = st.sets(st.integers(10, 300), max_size=6)


def test_octaves_are_doublings_in_either_direction():
    assert octaves_between(24, 96) == octaves_between(96, 24) == 2
    assert octaves_between(24, 24) == 0


@pytest.mark.parametrize(("other", "is_paired"), [(17, True), (16.9, False), (33.9, True), (34, False)])
def test_lenses_are_paired_that_are_less_than_half_a_doubling_apart(other, is_paired):
    assert lens_pairs([24], [other]) == ([(24, other)] if is_paired else [])


def test_the_nearest_lenses_are_paired_first():
    assert lens_pairs([23, 26], [24, 35]) == [(23, 24), (26, 35)]
    assert lens_pairs([23, 26], [25, 35]) == [(26, 25)]
    assert lens_pairs([77, 24], [24, 77]) == [(24, 24), (77, 77)]


@quick
@given(kits, kits)
def test_no_two_lenses_would_rather_be_a_pair(mine, theirs):
    pairs = lens_pairs(mine, theirs)
    partner_of_mine = dict(pairs)
    partner_of_theirs = {other: one for one, other in pairs}
    assert len(pairs) == len(partner_of_mine) == len(partner_of_theirs)
    assert pairs == sorted(pairs)
    for one in mine:
        for other in theirs:
            apart = abs(log2(one / other))
            reached = min(distance(one, partner_of_mine.get(one)), distance(other, partner_of_theirs.get(other)))
            assert apart >= min(reached, 0.5)


def distance(one, other):
    return abs(log2(one / other)) if other else inf


@quick
@given(kits, kits)
def test_what_differs_is_all_but_the_pairs_of_equal_lengths(mine, theirs):
    only_theirs, only_mine, unequal = lens_differences(mine, theirs)
    pairs = lens_pairs(mine, theirs)
    assert only_mine == sorted(mine - {one for one, _ in pairs})
    assert only_theirs == sorted(theirs - {other for _, other in pairs})
    assert unequal == [(one, other) for one, other in pairs if one != other]
