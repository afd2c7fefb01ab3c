"""Which phones a comparison is of, in which order; and what phones are to one another, in words."""

from types import SimpleNamespace

import pytest

from catalog.comparison.phone_selection import MOST_PHONES, PhoneSelection, select_phones, slugs_in_path
from catalog.comparison.related_phones import product_line_text, related_phones, twin_keys
from catalog.evidence.claimable_facts import whole_phone
from catalog.models import Stamp
from catalog.models.vocabulary import RelationKind

from .factories import make_claim, make_phone, make_relation


@pytest.fixture
def selection():
    return PhoneSelection([SimpleNamespace(slug=slug) for slug in ("c", "a", "b")])


@pytest.mark.parametrize(
    ("slug", "by", "path"),
    [
        ("c", 1, "a-vs-c-vs-b"),
        ("c", 2, "a-vs-b-vs-c"),
        ("b", -1, "c-vs-b-vs-a"),
        ("b", -2, "b-vs-c-vs-a"),
        ("a", 0, "c-vs-a-vs-b"),
        ("c", -1, ""),
        ("b", 1, ""),
        ("a", 5, ""),
    ],
)
def test_a_phone_moves_as_far_as_there_is_room(selection, slug, by, path):
    assert selection.moved(slug, by) == path


def test_phones_come_and_go(selection):
    assert (selection.path, selection.canonical) == ("c-vs-a-vs-b", "a-vs-b-vs-c")
    assert selection.without("a") == "c-vs-b"
    assert (selection.with_one_more("d"), selection.with_one_more("a")) == ("c-vs-a-vs-b-vs-d", "")
    full = PhoneSelection([SimpleNamespace(slug=f"p{number}") for number in range(MOST_PHONES)])
    assert full.with_one_more("d") == ""


def test_a_path_names_each_phone_once():
    assert slugs_in_path("b-vs-a-vs-b-vs-") == ("b", "a")


@pytest.mark.django_db
def test_what_is_no_phone_or_too_much_is_said():
    for number in range(MOST_PHONES + 1):
        make_phone(f"P{number}")
    Stamp.move()
    asked = [f"acme-p{number}" for number in (*range(2, MOST_PHONES + 1), 0)]
    asked.insert(1, "nobody")
    chosen = select_phones("-vs-".join(asked))
    assert chosen.slugs == [slug for slug in asked[:MOST_PHONES] if slug != "nobody"]
    assert chosen.unknown == ("nobody",)
    assert chosen.left_out == tuple(asked[MOST_PHONES:])
    assert chosen.asked == tuple(asked)


@pytest.mark.django_db
def test_relations_are_read_from_both_ends_twins_first_then_the_line():
    first, second, third = (make_phone(name) for name in ("One", "Two", "Three"))
    twin, likeness = make_phone("Two L", "Other"), make_phone("Like")
    make_relation(second, RelationKind.RESEMBLES, likeness)
    make_relation(second, RelationKind.SUCCESSOR, first)
    make_relation(third, RelationKind.SUCCESSOR, second)
    make_relation(twin, RelationKind.REBADGE, second, detail="with a red dot")
    make_claim(second, RelationKind.SUCCESSOR, ["acme-one"], source="press")
    ties = related_phones(whole_phone(second.pk))
    assert [(str(tie.words), tie.other.name, tie.detail) for tie in ties] == [
        ("Also sold as", "Two L", "with a red dot"),
        ("Successor of", "One", ""),
        ("Followed by", "Three", ""),
        ("Resembles", "Like", ""),
    ]
    assert [[said.source.slug for said in tie.said] for tie in ties] == [[], ["press"], [], []]
    assert twin_keys(whole_phone(second.pk)) == {twin.pk}
    assert twin_keys(whole_phone(twin.pk)) == {second.pk}


@pytest.mark.django_db
def test_the_line_is_told_with_brands_where_they_are_several():
    first, second, other = make_phone("One"), make_phone("Two"), make_phone("Two", "Bold")
    make_relation(second, RelationKind.SUCCESSOR, first)
    phone = whole_phone(second.pk)
    assert product_line_text(phone, related_phones(phone)) == "One → Two"
    make_relation(other, RelationKind.SUCCESSOR, second)
    phone = whole_phone(second.pk)
    assert product_line_text(phone, related_phones(phone)) == "Acme One → Acme Two → Bold Two"
    phone = whole_phone(make_phone("Alone").pk)
    assert product_line_text(phone, related_phones(phone)) == ""
