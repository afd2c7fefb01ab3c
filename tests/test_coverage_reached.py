"""What the shipped catalogue has reached is not given up: its figures of coverage, and the floor for publishing.

``coverage_reached.json`` has the figures: a number, or [part, whole], of which the share counts. Where one is better
for good, write it down there: ``manage.py coverage --json`` gives it. ``below_floor.txt`` names the published phones
that lack what is asked of a phone before it is published: one that lacks nothing any more is taken off, and none is
added.
"""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from catalog.coverage.catalogue_coverage import catalogue_coverage
from catalog.coverage.coverage_report import coverage_data
from catalog.models import Phone, StoredDepth

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parent
REACHED = json.loads((FOLDER / "coverage_reached.json").read_text())
BELOW_FLOOR = (FOLDER / "below_floor.txt").read_text().split()
BELOW_FLOOR_AT_FIRST = 47
FEWER_IS_BETTER = {"rows_known_of_none"}


def fallen(data):
    """“key: now, reached” of each figure that is worse than what has been reached."""
    return [f"{key}: {data[key]}, {reached}" for key, reached in REACHED.items() if is_worse(key, data[key], reached)]


def is_worse(key, now, reached):
    if isinstance(reached, list):
        return Fraction(now["part"], now["whole"] or 1) < Fraction(*reached)
    return now > reached if key in FEWER_IS_BETTER else now < reached


def test_no_figure_falls_and_the_floor_holds_but_for_the_phones_that_are_named(shipped):
    data = coverage_data(catalogue_coverage())
    assert fallen(data) == []
    below = set(data["below_floor"])
    assert {slug: data["below_floor"][slug] for slug in below - set(BELOW_FLOOR)} == {}, "these must not be published"
    assert set(BELOW_FLOOR) - below == set(), "take these off tests/below_floor.txt"
    Phone.objects.update(complete_sections=[])
    StoredDepth.objects.all().delete()
    (line,) = [line for line in fallen(coverage_data(catalogue_coverage())) if "rear_lists" in line]
    assert line.startswith("rear_lists_whole: {'part': 0,")


def test_the_list_of_exceptions_only_shrinks():
    assert len(BELOW_FLOOR) <= BELOW_FLOOR_AT_FIRST
    assert sorted(set(BELOW_FLOOR)) == BELOW_FLOOR


@pytest.mark.parametrize(
    ("key", "now", "reached", "answer"),
    [
        ("phones", 281, 280, False),
        ("phones", 279, 280, True),
        ("rows_known_of_none", 85, 86, False),
        ("rows_known_of_none", 87, 86, True),
        ("sourced", {"part": 30, "whole": 100}, [3, 10], False),
        ("sourced", {"part": 31, "whole": 110}, [3, 10], True),
        ("sourced", {"part": 0, "whole": 0}, [3, 10], True),
    ],
)
def test_a_figure_that_is_worse_is_seen(key, now, reached, answer):
    assert is_worse(key, now, reached) is answer
