"""Mutation testing: which faults it makes, and that each excuse is of a fault that can still be made."""

import ast

import pytest

from .mutants.mutations import all_mutants, mutants_of
from .mutants.operators import replacements
from .mutants.scoring import Score, excused


def faults(source):
    """What the operators make of each node of some code, as code."""
    tree = ast.parse(source)
    return {ast.unparse(node) for place in ast.walk(tree) for node in replacements(place)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", {"a <= b"}),
        ("a == b", {"a != b"}),
        ("a in b", {"a not in b"}),
        ("a + b", {"a - b"}),
        ("a and b", {"a or b"}),
        ("not a", {"a"}),
        ("7", {"8", "6"}),
        ("True", {"False"}),
        ("a if b else c", {"a if not b else c"}),
        ("a if b == c else d", {"b != c"}),
        ("return a", {"return None"}),
        ("[a for a in b if c]", {" for a in b", " for a in b if not c"}),
        ("a.get(b, c)", {"a.get(b)"}),
        ("min(a)", {"max(a)"}),
        ("sorted(a)", {"sorted(a, reverse=True)"}),
        ("a[b:c]", {":c", "b:"}),
        ("a += b", {"a -= b", "a = b", "pass"}),
        ("a.b()", {"pass"}),
    ],
)
def test_an_operator_makes_faults_of_its_kind(source, expected):
    made = faults(source)
    assert expected <= made
    assert made - expected <= {"pass"}


@pytest.mark.parametrize("part", ["evidence", "optics"])
def test_each_fault_compiles_and_differs_from_the_others(part):
    mutants = all_mutants(part)[::25]
    for mutant in mutants:
        mutant.code()
    assert len({mutant.name for mutant in mutants}) == len(mutants)


def test_every_excuse_has_a_reason_and_a_fault_that_can_be_made():
    paths = {name.partition(":")[0] for name in excused()}
    possible = {mutant.name for path in paths for mutant in mutants_of(path)}
    assert set(excused()) - possible == set()


def test_the_interval_of_a_score_is_wilsons():
    low, high = Score(mutants=310, killed=270, equivalent=10).interval
    assert (round(low, 3), round(high, 3)) == (0.861, 0.929)
