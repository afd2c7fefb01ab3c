"""Two contents of one record and what is chosen of each, for all contents."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.history.diff import diff_contents
from catalog.history.merged_content import merged_sides
from catalog.history.three_way_merge import MINE, THEIRS, merge_differences

from . import strategies

ONE = {"phone": "acme-one", "brand": "acme", "name": "One", "weight_g": 211}
MAIN = {"facing": "rear", "role": "main", "f_number": 1.9, "megapixels": 50}
TELE = {"facing": "rear", "role": "tele", "f_number": 2.8, "focal_length_eq_mm": 70}
FRONT = {"facing": "front", "role": "front", "megapixels": 12}


def phone(**facts):
    return {**ONE, **facts}


def asked(base, theirs, mine, kind="phone"):
    return {one.id: one.default for one in merge_differences(kind, base, theirs, mine)}


# Who changed what


@pytest.mark.parametrize(
    ("theirs", "mine", "default"), [(213, 211, THEIRS), (211, 213, MINE), (213, 215, None), (213, None, None)]
)
def test_whoever_changed_a_value_has_it(theirs, mine, default):
    assert asked(phone(), phone(weight_g=theirs), phone(weight_g=mine)) == {"weight_g": default}


def test_what_both_changed_alike_is_no_question():
    assert asked(phone(), phone(weight_g=213), phone(weight_g=213)) == {}


def test_a_camera_put_in_between_is_the_only_question():
    base = phone(cameras=[MAIN, FRONT])
    mine = phone(cameras=[MAIN, {**FRONT, "megapixels": 13}])
    assert asked(base, phone(cameras=[MAIN, TELE, FRONT]), mine) == {
        "cameras[-rear,tele,1]": THEIRS,
        "cameras[front,front,1].megapixels": MINE,
    }


def test_a_camera_taken_away_that_the_other_changed_is_for_people_to_decide():
    base, theirs = phone(cameras=[MAIN, TELE]), phone(cameras=[MAIN, {**TELE, "f_number": 2.4}])
    assert asked(base, theirs, phone(cameras=[MAIN])) == {"cameras[-rear,tele,1]": None}
    assert asked(base, base, phone(cameras=[MAIN])) == {"cameras[-rear,tele,1]": MINE}


def test_both_versions_of_a_merge_stand_in_the_order_of_both():
    theirs, mine = phone(cameras=[MAIN, TELE, FRONT]), phone(cameras=[FRONT, MAIN])
    merged = merged_sides("phone", theirs, mine, {"cameras:order"})
    assert [camera["role"] for camera in merged["cameras"]] == ["front", "main", "tele"]


def test_without_a_base_everything_is_for_people_to_decide():
    assert asked(None, phone(weight_g=213), phone(cameras=[MAIN])) == {"weight_g": None, "cameras[rear,main,1]": None}


def test_a_shared_sensor_goes_with_its_camera():
    sharing = {**FRONT, "shares_sensor_with": 1}
    theirs, mine = phone(cameras=[MAIN, sharing]), phone(cameras=[TELE, MAIN, {**sharing, "shares_sensor_with": 2}])
    assert asked(theirs, theirs, mine) == {"cameras[rear,tele,1]": MINE}
    assert merged_sides("phone", theirs, mine, {"cameras[rear,tele,1]"}) == mine
    gone = merged_sides(
        "phone", theirs, phone(cameras=[sharing | {"shares_sensor_with": None}]), {"cameras[-rear,main,1]"}
    )
    assert "shares_sensor_with" not in gone["cameras"][0]


def test_an_old_address_comes_and_goes_with_the_new_one():
    mine = phone(phone="acme-uno", old_slugs=[{"slug": "acme-one"}], weight_g=213)
    assert asked(phone(), phone(), mine) == {"slug": MINE, "weight_g": MINE}
    assert merged_sides("phone", phone(), mine, {"weight_g"}) == phone(weight_g=213)
    assert merged_sides("phone", phone(), mine, {"slug", "weight_g"}) == mine


# For all contents

quick = settings(derandomize=True, max_examples=80, deadline=None, database=None)
CAMERAS = st.lists(
    st.fixed_dictionaries(
        {"facing": st.sampled_from(["rear", "front"]), "role": st.sampled_from(["main", "tele"])},
        optional={
            "f_number": st.sampled_from([1.9, 2.8]),
            "claims": st.lists(st.builds(lambda value: {"key": "f_number", "source": "a", "value": value},
                                         st.integers(1, 3)), min_size=1, max_size=3),
        },
    ),
    max_size=4,
)  # fmt: skip
SHARING = st.lists(st.integers(1, 5), max_size=4)
MARKETS = st.lists(st.fixed_dictionaries({"country": st.sampled_from(["JP", "DE"]), "price": st.integers(1, 3)}))


def close(cameras, shared, markets, weight):
    places = [*shared, *[9] * len(cameras)]
    rows = [with_shared(row, place, len(cameras)) for row, place in zip(cameras, places, strict=False)]
    return phone(cameras=rows, markets=markets, weight_g=weight)


def with_shared(row, place, total):
    return {**row, "shares_sensor_with": place} if place <= total else row


CLOSE = st.builds(close, CAMERAS, SHARING, MARKETS, st.integers(211, 213))
"""Phones that have much in common."""
CONTENTS = st.one_of(CLOSE, strategies.phones())


def same(one, other):
    """Whether nothing tells two contents apart; rows without an order may stand in any."""
    return (
        diff_contents("phone", one, other) == diff_contents("phone", other, one) == []
        and one["phone"] == other["phone"]
    )


@quick
@given(CONTENTS, CONTENTS)
def test_all_theirs_is_theirs_and_all_mine_is_mine(theirs, mine):
    marks = set(asked(theirs, theirs, mine))
    assert same(merged_sides("phone", theirs, mine, set()), theirs)
    assert same(merged_sides("phone", theirs, mine, marks), mine)


@quick
@given(CONTENTS, CONTENTS)
def test_every_question_has_a_name_of_its_own(theirs, mine):
    marks = [one.id for one in merge_differences("phone", None, theirs, mine)]
    assert len(set(marks)) == len(marks)
    assert bool(marks) is not same(theirs, mine)


@quick
@given(CLOSE, CLOSE)
def test_who_alone_changed_something_has_all_of_it_by_default(base, changed):
    assert set(asked(base, base, changed).values()) <= {MINE}
    assert set(asked(base, changed, base).values()) <= {THEIRS}


@quick
@given(CLOSE, CLOSE, CLOSE)
def test_what_was_chosen_of_mine_is_mine_and_the_rest_theirs(base, theirs, mine):
    """What is told apart from theirs afterwards is what was chosen, and from mine what was not."""
    marks = sorted(asked(base, theirs, mine))
    take = set(Random(1).sample(marks, len(marks) // 2)) & {mark for mark in marks if "." not in mark}
    merged = merged_sides("phone", theirs, mine, take)
    if "weight_g" in marks:
        assert merged["weight_g"] == (mine if "weight_g" in take else theirs)["weight_g"]
    came = [mark for mark in marks if mark.startswith("markets[") and "[-" not in mark and "." not in mark]
    went = [mark for mark in marks if mark.startswith("markets[-")]
    count = len(theirs["markets"]) + len(take.intersection(came)) - len(take.intersection(went))
    assert len(merged.get("markets", ())) == count
