"""What a process keeps: never more bytes than it may, and what people read rather than what one stray visitor asks."""

import random
from collections import Counter

import pytest

from catalog.models.read_replica import StampMark
from phonesite.content_encoding import IDENTITY
from phonesite.frequency_sketch import FrequencySketch
from phonesite.kept_page import KeptPage
from phonesite.page_store import PageStore

NOW = StampMark(1, "then")
BODIES = [b"0123456789abcdef" * 64 * kilobytes for kilobytes in range(201)]
"""Of so many kilobytes."""


def page(address, *, kilobytes=20, mark=NOW):
    return KeptPage(address, IDENTITY, mark, None, {}, '"x"', True, BODIES[kilobytes])


def visit(store, address, **facts):
    """Whether the page was there; it is made where it was not."""
    found = store.find(address, IDENTITY, facts.get("mark", NOW), None)
    if found is None:
        store.add(page(address, **facts))
    return found is not None


def test_no_more_bytes_are_kept_than_there_is_room_for():
    store = PageStore(2_000_000)
    rng = random.Random(1)
    for number in range(3_000):
        visit(store, f"/phones/{rng.randrange(400)}/", kilobytes=rng.randrange(1, 60))
        assert store.size <= store.limit
        if number % 500 == 0:
            assert store.size == sum(kept.size for kept in store.pages.values())
    assert store.size > 0.9 * store.limit


def test_a_page_of_more_than_its_share_is_not_kept():
    store = PageStore(1_000_000)
    visit(store, "/phones.csv", kilobytes=200)
    assert not store.pages


def test_what_is_out_of_date_makes_room_first():
    store = PageStore(1_000_000)
    for _ in range(5):
        for number in range(40):
            visit(store, f"/phones/{number}/")
    after = StampMark(2, "now")
    for number in range(100, 140):
        visit(store, f"/phones/{number}/", mark=after)
    assert sum(kept.mark == after for kept in store.pages.values()) == 40


@pytest.mark.parametrize("share_of_attacker", [0.5, 0.9])
def test_random_query_strings_do_not_push_out_what_people_read(share_of_attacker):
    """Readers ask for 200 pages, the first ones most, of which there is room for 120; somebody asks for ever new ones.
    Counted are hits of readers, beside those where nobody disturbs them."""
    disturbed = readers_hits(share_of_attacker)
    assert disturbed >= 0.95 * readers_hits(0)
    assert disturbed > 0.85


def readers_hits(share_of_attacker):
    rng = random.Random(2)
    store = PageStore(120 * page("/phones/000/").size)
    hits = Counter()
    weights = [1 / (number + 1) for number in range(200)]
    for number, reader in enumerate(rng.choices(range(200), weights, k=3_000)):
        found = visit(store, f"/phones/{reader:03}/")
        if number > 500:
            hits[found] += 1
        for _ in range(round(share_of_attacker / (1 - share_of_attacker))):
            visit(store, f"/phones/?q={rng.random()}")
    return hits[True] / hits.total()


def test_what_was_read_long_ago_makes_room_in_the_end():
    store = PageStore(10 * page("/new/0").size)
    for _ in range(20):
        for number in range(10):
            visit(store, f"/old/{number}")
    for _ in range(100):
        for number in range(10):
            visit(store, f"/new/{number}")
    assert {address for address, _ in store.pages} == {f"/new/{number}" for number in range(10)}


def test_counts_are_never_too_low_and_seldom_too_high():
    sketch = FrequencySketch()
    asked = Counter(random.Random(3).choices(range(10_000), k=30_000))
    for number, count in asked.items():
        for _ in range(count):
            sketch.add(f"/{number}")
    wrong = Counter(sketch.frequency(f"/{number}") - min(count, 15) for number, count in asked.items())
    assert min(wrong) == 0
    assert wrong[0] > 0.98 * len(asked)


def test_counts_are_halved_after_a_while(monkeypatch):
    monkeypatch.setattr("phonesite.frequency_sketch.SAMPLE", 100)
    sketch = FrequencySketch()
    for _ in range(9):
        sketch.add("/old")
    for number in range(91):
        sketch.add(f"/{number}")
    assert sketch.frequency("/old") == 4
