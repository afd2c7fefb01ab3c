"""A source says something of a phone's content: the fact in its row, the claim beside it, other rows as they were."""

import pytest

from catalog.evidence.content_evidence import column_of, drop_qualifier, with_statement
from catalog.evidence.decision import Statement

PHONE = {"phone": "acme-one", "weight_g": 211}


def said(key, value):
    return Statement(key, "press", value)


def claims_of(row):
    return [(claim["key"], claim["source"], claim["value"]) for claim in row["claims"]]


def test_a_fact_of_the_phone_is_in_its_column_with_the_claim_and_the_content_before_is_kept():
    made = with_statement(PHONE, said("weight_g", 213))
    assert (made["weight_g"], claims_of(made)) == (213, [("weight_g", "press", 213)])
    assert PHONE == {"phone": "acme-one", "weight_g": 211}


def test_a_fact_of_a_camera_is_in_the_camera_of_that_number():
    content = PHONE | {"cameras": [{"role": "wide"}, {"role": "main", "f_number": 1.8}]}
    made = with_statement(content, said("f_number", 1.9), camera=2)
    assert made["cameras"][0] == {"role": "wide"}
    assert (made["cameras"][1]["f_number"], claims_of(made["cameras"][1])) == (1.9, [("f_number", "press", 1.9)])
    assert "claims" not in made


def test_a_fact_of_the_one_display_is_in_its_row_and_the_claim_with_the_phone():
    made = with_statement(PHONE | {"displays": [{"display_size_in": 6.6}]}, said("display_size_in", 6.7))
    assert made["displays"] == [{"display_size_in": 6.7}]
    assert claims_of(made) == [("display_size_in", "press", 6.7)]


@pytest.mark.parametrize("displays", [[], [{"display_role": "main"}, {"display_role": "cover"}]])
def test_it_is_not_clear_which_of_several_displays_is_meant_or_where_there_is_none(displays):
    assert with_statement(PHONE | {"displays": displays}, said("display_size_in", 6.7)) is None
    assert with_statement(PHONE, said("display_size_in", 6.7)) is None


def test_what_no_column_holds_is_left_to_the_editor():
    assert with_statement(PHONE, said("model_code", "AC-1")) is None
    assert with_statement(PHONE | {"displays": [{}]}, said("aspect_ratio", 2)) is None


def test_a_figure_that_was_about_is_exact_once_it_is_another():
    content = PHONE | {"about": ["weight_g", "height_mm"], "at_most": ["weight_g"]}
    made = with_statement(content, said("weight_g", 213))
    assert (made["about"], "at_most" in made) == (["height_mm"], False)


def test_only_the_figure_itself_loses_its_qualifier():
    row = {"about": ["weight_g"], "at_least": ["height_mm"]}
    drop_qualifier(row, "weight_g")
    assert row == {"at_least": ["height_mm"]}


@pytest.mark.parametrize(
    ("key", "camera", "name"),
    [("weight_g", None, "weight_g"), ("display_size_in", None, "display_size_in"), ("f_number", 1, "f_number")],
)
def test_each_fact_has_its_column(key, camera, name):
    assert column_of(key, camera).name == name


@pytest.mark.parametrize(("key", "camera"), [("nonsense", None), ("f_number", None), ("weight_g", 1)])
def test_what_stands_elsewhere_has_none(key, camera):
    assert column_of(key, camera) is None
