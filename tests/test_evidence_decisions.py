"""The decision on a statement, by the facts and claims that it meets; ``test_evidence_rule`` has the doors."""

import pytest

from catalog.evidence.decision import Boldness, Statement, decide
from catalog.evidence.outcomes import ADDED, CHANGED, CONTRADICTS, NOTED, UNCHANGED
from catalog.models.vocabulary import ClaimState

NONE = ClaimState.NONE.value


def claim(source, value=None, **fields):
    return {"key": "weight_g", "source": source, "value": value, **fields}


def said(value, source="speaker", **fields):
    return Statement("weight_g", source, value, **fields)


@pytest.mark.parametrize(
    ("told", "takes", "words"),
    [
        ("2019-08-07", True, "says the same more precisely"),
        ("2019", False, "says the same less precisely, or rounded"),
        ("2018", False, "stays as it is: it is known more precisely"),
        ("2018-05", True, ""),
        ("2018-05-01", True, ""),
    ],
)
def test_a_date_gives_way_to_one_that_is_not_vaguer(told, takes, words):
    decision = decide("2019-08", [], said(told), Boldness.CHANGE)
    assert (decision.takes, decision.words) == (takes, words)


@pytest.mark.parametrize(
    ("known", "boldness", "outcome", "takes"),
    [
        (None, Boldness.NOTE, NOTED, False),
        (None, Boldness.FILL, ADDED, True),
        (200, Boldness.FILL, CONTRADICTS, False),
        (200, Boldness.CHANGE, CHANGED, True),
        (211, Boldness.NOTE, NOTED, False),
    ],
)
def test_a_door_goes_as_far_as_it_is_bold(known, boldness, outcome, takes):
    decision = decide(known, [], said(211), boldness)
    assert (decision.outcome, decision.takes) == (outcome, takes)
    assert [made.get("accepted", True) for made in decision.claims] == [takes or known == 211]


def test_what_another_source_bears_out_is_only_overwritten():
    claims = [claim("label", 200)]
    kept = decide(200, claims, said(211), Boldness.CHANGE)
    assert (kept.takes, kept.words) == (False, "stays as it is, supported by label")
    overwritten = decide(200, claims, said(211), Boldness.OVERWRITE)
    assert overwritten.takes
    assert overwritten.rejected == (claim("label", 200),)
    assert overwritten.claims[0] == claim("label", 200, accepted=False)


def test_sources_that_say_there_is_none_agree():
    claims = [claim("label", state=NONE), claim("shop", 5)]
    decision = decide([], claims, said(None, state=NONE), Boldness.OVERWRITE)
    assert decision.rejected == (claim("shop", 5),)


def test_a_rounded_figure_changes_nothing_that_another_source_bears_out():
    rounded = said(200, rounds=True)
    assert decide(200.4, [], rounded, Boldness.CHANGE).takes
    kept = decide(200.4, [claim("label", 200.4)], rounded, Boldness.CHANGE)
    assert not kept.takes


def test_a_source_that_says_otherwise_keeps_one_claim_the_last():
    claims = [claim("speaker", 1, pk=1), claim("label", 1, pk=2), claim("speaker", 2, pk=3)]
    decision = decide(1, claims, said(3), Boldness.NOTE)
    assert [(made["pk"], made["value"]) for made in decision.claims] == [(2, 1), (3, 3)]


def test_a_place_that_repeats_itself_changes_nothing():
    claims = (claim("speaker", 200, locator="a.yaml", quote="200 g", accepted=False),)
    wording = {"locator": "a.yaml", "quote": "200 g"}
    again = decide(190, claims, said(211, each_place=True, wording=wording), Boldness.OVERWRITE)
    assert (again.outcome, again.takes, again.claims) == (UNCHANGED, False, claims)
    other = decide(190, claims, said(211, each_place=True, wording={**wording, "quote": "211 g"}), Boldness.OVERWRITE)
    assert (other.outcome, other.words) == (CONTRADICTS, "the source said 200 before")


@pytest.mark.parametrize(
    ("claims", "boldness", "words"),
    [
        ([], Boldness.FILL, ""),
        ([claim("label", 200)], Boldness.FILL, "another source says otherwise"),
        ([claim("label", 200, accepted=False)], Boldness.FILL, ""),
        ([claim("label", state=ClaimState.NOT_PUBLISHED.value)], Boldness.FILL, ""),
        ([claim("label", 211), claim("shop", state=NONE)], Boldness.FILL, "another source says otherwise"),
        ([claim("label", 211)], Boldness.FILL, ""),
        ([claim("label", 200)], Boldness.CHANGE, ""),
    ],
)
def test_what_nobody_knows_is_filled_where_no_accepted_source_says_otherwise(claims, boldness, words):
    decision = decide(None, claims, said(211), boldness)
    assert (decision.takes, decision.words) == (not words, words)


def test_two_sources_may_say_that_there_is_none():
    decision = decide(None, [claim("label", state=NONE)], said(None, state=NONE), Boldness.FILL)
    assert decision.takes


def test_an_obstacle_is_the_reason_why_nothing_is_filled():
    stopped = said(211, obstacle="no such unit", note_if_kept="in stones")
    decision = decide(None, [], stopped, Boldness.OVERWRITE)
    assert (decision.takes, decision.words) == (False, "no such unit")
    assert decision.claims[0]["notes"] == "in stones"
    date = decide("2019", [], said("2019-08", obstacle="no such unit"), Boldness.FILL)
    assert not date.takes


@pytest.mark.parametrize(("known", "takes"), [([], False), (False, False), ("none", False), (True, True), (5, True)])
def test_none_is_the_same_as_an_empty_list_and_no(known, takes):
    decision = decide(known, [], said(None, state=NONE), Boldness.CHANGE)
    assert decision.takes == takes


@pytest.mark.parametrize(("told", "outcome"), [([4, 6], NOTED), ([4, 12], CONTRADICTS), ([12, 16], CONTRADICTS)])
def test_who_tells_a_part_of_a_list_says_the_same(told, outcome):
    assert decide([4, 6, 8], [], said(told), Boldness.NOTE).outcome == outcome


def test_the_same_again_changes_nothing():
    claims = [claim("speaker", 211), claim("label", 211)]
    assert decide(211, claims, said(211), Boldness.OVERWRITE).outcome == UNCHANGED
    assert decide(211, claims, said(211), Boldness.NOTE).outcome == UNCHANGED


def test_claims_of_others_are_followed_again_where_they_say_what_is_overwritten():
    claims = [claim("label", 211, accepted=False), claim("shop", 230, accepted=False), claim("shop", 211)]
    decision = decide(200, claims, said(211), Boldness.OVERWRITE)
    assert [made.get("accepted", True) for made in decision.claims] == [True, False, True, True]
    assert decision.rejected == ()


def test_other_names_of_a_value_are_the_value():
    decision = decide("b", [claim("label", "a"), claim("shop", "c")], said("x", also=("a",)), Boldness.OVERWRITE)
    assert decision.rejected == (claim("shop", "c"),)


def test_what_a_source_takes_back_leaves_no_claim():
    claims = [claim("speaker", 200), claim("label", 200)]
    decision = decide(200, claims, said(None), Boldness.OVERWRITE)
    assert decision.claims == (claim("label", 200, accepted=False),)


def test_a_source_that_does_not_know_changes_no_fact():
    silent = said(None, state=ClaimState.NOT_PUBLISHED.value, wording={"locator": "page 2", "quote": ""}, row="US")
    decision = decide(200, [], silent, Boldness.OVERWRITE)
    assert not decision.takes
    assert decision.claims[0]["state"] == ClaimState.NOT_PUBLISHED
    assert (decision.claims[0]["locator"], decision.claims[0]["row"]) == ("page 2", "US")
    assert "quote" not in decision.claims[0]


def test_words_go_with_the_value_that_they_are_of():
    claims = [claim("speaker", 200, quote="200 g", pk=1)]
    assert "quote" not in decide(200, claims, said(211), Boldness.NOTE).claims[0]
    assert decide(200, claims, said(200), Boldness.NOTE).claims[0]["quote"] == "200 g"


def test_a_list_that_is_named_in_parts_grows():
    claims = [{"key": "sold_in", "source": "speaker", "value": ["DE"]}]
    told = Statement("sold_in", "speaker", ["JP", "DE"])
    assert decide(["DE"], claims, told, Boldness.NOTE).claims[0]["value"] == ["DE", "JP"]


def test_each_item_of_a_list_has_a_claim_of_its_own():
    claims = [{"key": "alias", "source": "speaker", "value": "One", "pk": 1}]
    other = decide(["One"], claims, Statement("alias", "speaker", "Uno"), Boldness.NOTE)
    assert [made["value"] for made in other.claims] == ["One", "Uno"]
    same = decide(["One"], claims, Statement("alias", "speaker", "One"), Boldness.NOTE)
    assert list(same.claims) == claims
