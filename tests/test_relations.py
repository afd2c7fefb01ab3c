"""How phones are tied to one another."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.models import Relation
from catalog.models.relations import adjacency_lists, closes_cycle
from catalog.models.vocabulary import RelationKind

from .factories import (
    make_phone,
    make_relation,
)

pytestmark = pytest.mark.django_db


def test_a_relation_is_read_from_both_ends():
    aquos, leitz = make_phone("Aquos R7", brand="Sharp"), make_phone("Leitz Phone 2", brand="Leica")
    twin = make_relation(leitz, "rebadge_of", aquos)
    assert str(twin) == "Rebadge of Sharp Aquos R7"
    assert [(relation.words_back, relation.phone.full_name) for relation in aquos.relations_back.all()] == [
        ("Also sold as", "Leica Leitz Phone 2")
    ]


@pytest.mark.parametrize("kind", RelationKind)
def test_every_kind_of_relation_reads_otherwise_from_the_other_end(kind):
    relation = Relation(kind=kind)
    assert relation.words_back
    assert relation.words_back != relation.get_kind_display()


def test_the_database_refuses_a_phone_as_its_own_twin():
    phone = make_phone("Narcissus")
    with pytest.raises(IntegrityError, match="relation_not_to_itself"):
        Relation.objects.create(phone=phone, kind="rebadge_of", other=phone)


def test_the_database_refuses_the_same_relation_twice():
    one, other = make_phone("One"), make_phone("Other")
    make_relation(one, "resembles", other)
    with pytest.raises(IntegrityError):
        Relation.objects.create(phone=one, kind="resembles", other=other)


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("successor_of", "successor_of"),
        ("rebadge_of", "rebadge_of"),
        ("rebadge_of", "regional_version_of"),
        ("based_on", "rebadge_of"),
    ],
)
def test_two_phones_do_not_come_from_each_other(there, back):
    one, other = make_phone("One"), make_phone("Other")
    make_relation(one, there, other)
    with pytest.raises(ValidationError, match="That would close a loop: Acme One already leads back here"):
        make_relation(other, back, one)


def test_a_loop_is_seen_over_any_number_of_phones():
    first, second, third = (make_phone(name) for name in ("First", "Second", "Third"))
    make_relation(second, "successor_of", first)
    make_relation(third, "successor_of", second)
    with pytest.raises(ValidationError, match="close a loop"):
        make_relation(first, "successor_of", third)


def test_a_successor_may_resemble_what_it_succeeds():
    one, two = make_phone("Leitz Phone 1"), make_phone("Leitz Phone 2")
    make_relation(two, "successor_of", one)
    make_relation(one, "resembles", two)
    assert Relation.objects.count() == 2


def test_a_relation_that_is_changed_does_not_loop_with_what_it_was():
    one, other = make_phone("One"), make_phone("Other")
    relation = make_relation(one, "successor_of", other)
    relation.phone, relation.other = other, one
    relation.full_clean()


@settings(derandomize=True, max_examples=100, deadline=None, database=None)
@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda edge: edge[0] > edge[1])))
def test_an_edge_closes_a_loop_only_if_it_goes_against_the_way(edges):
    """Edges lead from higher numbers to lower: one more of them never loops, and the reverse of one always does."""
    onward = adjacency_lists(edges)
    assert not any(closes_cycle(edge, onward) for edge in edges)
    assert all(closes_cycle((end, start), onward) for start, end in edges)
