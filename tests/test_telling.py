"""Two contents told apart: rows by what they are, and every change in the sheet's words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.history.diff import diff_contents, pair_rows
from catalog.history.diff_formatter import ChangeFormatter
from catalog.records.shapes import RECORD_SHAPES

from .factories import make_sensor, make_source

MAIN = {"facing": "rear", "role": "main", "f_number": 1.9, "megapixels": 50}
TELE = {"facing": "rear", "role": "tele", "f_number": 2.8, "focal_length_eq_mm": 70}
LONG = {"facing": "rear", "role": "tele", "f_number": 4.9, "focal_length_eq_mm": 240}
FRONT = {"facing": "front", "role": "front", "megapixels": 12}
ONE = {"phone": "acme-one", "brand": "acme", "name": "One"}


def phone(**facts):
    return {**ONE, **facts}


def told(old, new, kind="phone", names=None, **options):
    words = ChangeFormatter(names or {}, **options)
    return [(one.label, one.old, one.new) for one in map(words.tell, diff_contents(kind, old, new))]


def test_a_first_camera_taken_away_leaves_the_others_as_they_are():
    old, new = phone(cameras=[MAIN, TELE, LONG, FRONT]), phone(cameras=[TELE, LONG, FRONT])
    assert told(old, new) == [
        ("Main camera", "f-number f/1.9, Resolution (MP) 50", "not listed"),
    ]


def test_the_second_of_two_telephotos_changed_is_the_second_that_has_changed():
    new = phone(cameras=[MAIN, TELE, {**LONG, "f_number": 4.4}])
    assert told(phone(cameras=[MAIN, TELE, LONG]), new) == [("Telephoto (2), f-number", "f/4.9", "f/4.4")]


def test_a_camera_put_in_between_is_the_only_one_that_came():
    changes = diff_contents("phone", phone(cameras=[TELE, FRONT]), phone(cameras=[TELE, LONG, FRONT]))
    assert [(change.key, change.old, change.new) for change in changes] == [(None, None, LONG)]


def test_a_camera_under_another_role_is_the_same_camera_where_it_kept_most():
    new = phone(cameras=[{**TELE, "role": "periscope"}])
    assert told(phone(cameras=[TELE]), new) == [("Periscope telephoto, Role", "Telephoto", "Periscope telephoto")]


def test_cameras_in_another_order_are_told_as_that():
    assert told(phone(cameras=[MAIN, TELE]), phone(cameras=[TELE, MAIN])) == [
        ("Order of cameras", "Main camera, Telephoto", "Telephoto, Main camera")
    ]


def test_a_shared_sensor_moves_with_its_camera():
    sharing = {**LONG, "shares_sensor_with": 2}
    new = phone(cameras=[TELE, {**LONG, "shares_sensor_with": 1}])
    assert [one[0] for one in told(phone(cameras=[MAIN, TELE, sharing]), new)] == ["Main camera"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ({"weight_g": 211}, {"weight_g": 213}, ("Weight (g)", "211", "213")),
        ({}, {"announced": "2022-11"}, ("Announced", "not known", "November 2022")),
        ({"nfc": True}, {"nfc": False}, ("NFC", "Yes", "No")),
        ({"bands_lte": [1, 3]}, {"bands_lte": []}, ("LTE bands", "B1, B3", "none")),
        ({}, {"status": "published"}, ("Status", "Draft", "Published")),
        (
            {"markets": [{"country": "JP", "carrier": "Farcall"}]},
            {"markets": [{"country": "JP", "carrier": "Farcall", "carrier_locked": True}]},
            ("Market Japan Farcall, Locked to carrier", "not known", "Yes"),
        ),
        ({}, {"memory_versions": [{"ram_gb": 12, "storage_gb": 512}]}, ("Memory 12 GB 512 GB", "not listed", "listed")),
        (
            {"variations": [{"key": "weight_g", "value": 210, "applies_to": "China"}]},
            {"variations": [{"key": "weight_g", "value": 212, "applies_to": "China"}]},
            ("Differs by version Weight (g) China, Value", "210", "212"),
        ),
    ],
)
def test_changes_are_told_in_the_words_of_the_sheet(old, new, words):
    said = [
        tuple(text.replace("\N{NARROW NO-BREAK SPACE}", " ") for text in one)
        for one in told(phone(**old), phone(**new))
    ]
    assert said == [words]


def test_readers_find_the_unit_behind_the_value():
    assert told(phone(weight_g=211.5), phone(weight_g=213), for_readers=True) == [
        ("Weight", "211.5\u202fg", "213\u202fg")
    ]


@pytest.mark.django_db
def test_records_are_called_by_their_names():
    make_sensor("Eye", maker="Lightworks"), make_source("a-page", title="A page")
    claim = {"key": "weight_g", "source": "a-page", "value": 211}
    changes = diff_contents("phone", phone(), phone(claims=[claim], cameras=[{**MAIN, "sensor": "lightworks-eye"}]))
    words = ChangeFormatter.of(changes)
    camera, said = map(words.tell, changes)
    assert (said.label, said.old, said.new) == ("Claim on Weight (g) by A page", "not listed", "211")
    assert "Sensor Lightworks Eye" in camera.new


def test_a_claim_no_longer_accepted_says_so():
    claim = {"key": "weight_g", "source": "a-page", "value": 211}
    change = told(phone(claims=[claim]), phone(claims=[{**claim, "accepted": False}]))
    assert change == [("Claim on Weight (g) by a-page, Accepted", "Yes", "No")]


# For all contents

CAMERAS = st.lists(
    st.fixed_dictionaries(
        {"facing": st.sampled_from(["rear", "front"]), "role": st.sampled_from(["main", "tele"])},
        optional={"f_number": st.sampled_from([1.9, 2.8]), "megapixels": st.sampled_from([12, 50])},
    ),
    max_size=5,
)
CLAIMS = st.lists(
    st.fixed_dictionaries({
        "key": st.sampled_from(["weight_g", "height_mm"]), "source": st.sampled_from("ab"), "value": st.integers(1, 3)
    }),
    max_size=5,
)  # fmt: skip


@settings(deadline=None)
@given(CAMERAS, CAMERAS)
def test_every_row_has_exactly_one_place(old, new):
    found = pair_rows("cameras", RECORD_SHAPES["phone"].rows["cameras"], old, new)
    assert sorted(map(str, (pair.old for pair in found if pair.old is not None))) == sorted(map(str, old))
    assert [pair.new for pair in found if pair.new is not None] == new


@settings(deadline=None)
@given(CAMERAS, CAMERAS)
def test_cameras_are_alike_only_if_nothing_is_told(old, new):
    assert (diff_contents("phone", phone(cameras=old), phone(cameras=new)) == []) == (old == new)


@settings(deadline=None)
@given(CLAIMS, st.randoms())
def test_claims_have_no_order(claims, random):
    shuffled = random.sample(claims, len(claims))
    assert diff_contents("phone", phone(claims=claims), phone(claims=shuffled)) == []


@settings(deadline=None)
@given(CLAIMS, CLAIMS)
def test_no_more_rows_change_than_there_are(old, new):
    changes = diff_contents("phone", phone(claims=old), phone(claims=new))
    whole = [change for change in changes if change.key is None]
    came, went = ([c for c in whole if c.old is None], [c for c in whole if c.new is None])
    assert not (came and went) or {(c.new["key"], c.new["source"]) for c in came}.isdisjoint(
        (c.old["key"], c.old["source"]) for c in went
    )
