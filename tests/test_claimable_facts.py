"""What of a phone sources may speak of, with the value that a claim would give; and facts that become what one says."""

import pytest
from django.core.exceptions import ValidationError

from catalog.evidence.claimable_facts import claimable_values, fact_label, spec_and_record, whole_phone
from catalog.evidence.fact_columns import changes_fact, column_value_of_claim, is_supported, set_fact
from catalog.evidence.stored_evidence import (
    SourceEvidence,
    accept_claim,
    changed_facts,
    cite,
    cite_as_none,
    cite_as_not_published,
    fact_names,
    known_value,
)
from catalog.models import Camera, Claim, Phone
from catalog.models.vocabulary import RelationKind
from catalog.quantities.partial_dates import PartialDate

from . import factories as make

pytestmark = pytest.mark.django_db


def values_of(phone):
    return claimable_values(whole_phone(phone.pk))


def field_of(key, model=Phone):
    return model._meta.get_field(key)


# Values


def test_the_phone_itself_is_fetched_among_others():
    phones = [make.make_phone(name) for name in ("One", "Two", "Three")]
    assert [whole_phone(phone.pk) for phone in phones] == phones


def test_columns_of_phone_display_and_cameras_are_facts():
    phone = make.make_phone("One", weight_g=211, displays=[{"display_size_in": 6.7}])
    camera = make.make_camera(phone, f_number=1.9)
    values = values_of(phone)
    assert values[None, "weight_g"] == 211
    assert values[None, "display_size_in"] == 6.7
    assert values[camera.pk, "f_number"] == 1.9
    assert not {key for _, key in values} & {"brand", "role", "facing", "display_role", "notes"}


def test_what_is_not_known_is_no_fact():
    values = values_of(make.make_phone("One"))
    assert None not in values.values()
    assert "weight_g" not in {key for _, key in values}


def test_a_sensor_is_a_fact_by_its_name_and_another_camera_by_its_place():
    phone = make.make_phone("One")
    first = make.make_camera(phone, sensor=make.make_sensor("Eye", maker="Lightworks"))
    second = make.make_camera(phone, role="tele", shares_sensor_with=first)
    values = values_of(phone)
    assert values[first.pk, "sensor"] == "Lightworks Eye"
    assert values[second.pk, "shares_sensor_with"] == 1


def test_one_chipset_is_written_as_itself_and_several_as_a_list():
    one, several = make.make_phone("One", chipsets=["Slow"]), make.make_phone("Several", chipsets=["Fast", "Faster"])
    assert values_of(one)[None, "chipset"] == "Chipworks Slow"
    assert sorted(values_of(several)[None, "chipset"]) == ["Chipworks Fast", "Chipworks Faster"]


def test_a_list_of_one_that_is_no_chipset_stays_a_list():
    phone = make.make_phone("One", memory=[(12, 256)])
    values = values_of(phone)
    assert (values[None, "ram_gb"], values[None, "storage_gb"]) == ([12], [256])


def test_relations_are_those_of_the_phone_itself():
    one, other = make.make_phone("One"), make.make_phone("Other")
    make.make_relation(one, RelationKind.REBADGE, other)
    assert values_of(one)[None, RelationKind.REBADGE] == ["acme-other"]
    assert not {key for _, key in values_of(other)} & set(RelationKind.values)


def test_model_codes_and_markets_are_facts_by_their_names():
    phone = make.make_phone("One")
    make.make_model_code(phone, "AC-1", lte_bands=["1", "3"])
    make.make_model_code(phone, "AC-2", lte_bands=["7"])
    values = values_of(phone)
    assert (values["AC-1", "lte_bands"], values["AC-2", "lte_bands"]) == (["1", "3"], ["7"])
    assert ("AC-1", "code") not in values


def test_a_claim_on_a_row_speaks_of_the_row_of_that_name_which_has_the_column():
    phone = make.make_phone("One")
    code = make.make_model_code(phone, "JP", lte_bands=["1"])
    market = make.make_market(phone, "JP")
    whole = whole_phone(phone.pk)
    assert spec_and_record(whole, ("JP", "lte_bands"))[1] == code
    assert spec_and_record(whole, ("JP", "price"))[1] == market
    assert spec_and_record(whole, ("DE", "lte_bands"))[1] is None


def test_what_no_row_of_the_sheet_holds_has_no_record():
    whole = whole_phone(make.make_phone("One").pk)
    assert spec_and_record(whole, (None, RelationKind.REBADGE)) == (None, None)
    assert spec_and_record(whole, (999, "f_number"))[1] is None


def test_labels_say_what_is_spoken_of():
    phone = make.make_phone("One", weight_g=211)
    camera = make.make_camera(phone, f_number=1.9)
    make.make_model_code(phone, "AC-1")
    whole = whole_phone(phone.pk)
    facts = [(None, "weight_g"), (camera.pk, "f_number"), ("AC-1", "lte_bands"), (None, RelationKind.REBADGE)]
    facts += [(None, "volte"), (None, "nonsense")]
    labels = [str(fact_label(whole, fact)) for fact in facts]
    assert labels == [
        "Weight",
        "Main camera: f-number",
        "AC-1: LTE bands",
        "Rebadge of",
        "Voice over LTE",
        "nonsense",
    ]


# Facts that become what a claim says


def claimed(phone, key, value=None, **fields):
    claim = make.make_claim(phone, key, value, **fields)
    whole = whole_phone(phone.pk)
    return whole, claim


def test_a_figure_becomes_what_is_claimed_with_how_it_is_meant():
    phone = make.make_phone("One", weight_g=211)
    whole, claim = claimed(phone, "weight_g", 213, qualifier="about")
    assert changes_fact(whole, claim)
    set_fact(whole, claim.fact, claim)
    phone.refresh_from_db()
    assert (phone.weight_g, phone.about) == (213, ["weight_g"])
    assert not changes_fact(whole_phone(phone.pk), claim)


@pytest.mark.parametrize(
    ("known", "fields", "changes"),
    [
        (True, {"value": True}, False),
        (True, {"value": False}, True),
        (True, {"state": "none"}, True),
        (False, {"state": "none"}, False),
        (None, {"state": "none"}, False),
        (None, {"state": "none", "accepted": False}, True),
        (None, {"value": True}, True),
        (None, {"state": "not_published"}, False),
    ],
)
def test_a_claim_would_change_what_is_not_so_already(known, fields, changes):
    phone = make.make_phone("One", nfc=known)
    whole, claim = claimed(phone, "nfc", **fields)
    assert changes_fact(whole, claim) is changes
    if claim.state != "not_published":
        assert is_supported(whole, claim) is not changes


def test_what_no_row_holds_is_what_claims_say_it_is():
    whole, claim = claimed(make.make_phone("One"), "volte", ["DE"])
    assert is_supported(whole, claim)
    assert not changes_fact(whole, claim)
    other = make.make_claim(whole, "f_number", 1.9, source="b")
    other.camera_id = 999
    assert is_supported(whole, other)


def test_a_claim_on_a_list_of_its_own_rows_changes_it_where_it_is_not_there():
    phone = make.make_phone("One")
    make.make_model_code(phone, "AC-1")
    whole, claim = claimed(phone, "model_code", ["AC-1"])
    assert not changes_fact(whole, claim)
    assert changes_fact(whole, Claim(phone=phone, key="model_code", value=["AC-2"], state="value"))


def test_another_camera_and_a_list_of_others_cannot_be_set_by_a_claim():
    phone = make.make_phone("One")
    camera = make.make_camera(phone)
    claim = make.make_claim(phone, "shares_sensor_with", 1, camera=camera)
    with pytest.raises(ValidationError, match="Choose the other camera"):
        set_fact(whole_phone(phone.pk), claim.fact, claim)
    names = make.make_claim(phone, "model_code", ["AC-1"], source="b")
    with pytest.raises(ValidationError, match="not a field of its own"):
        set_fact(whole_phone(phone.pk), names.fact, names)


def test_a_sensor_is_found_by_its_exact_name_among_near_ones():
    phone = make.make_phone("One")
    camera = make.make_camera(phone)
    eye = make.make_sensor("Eye 1", maker="Lightworks")
    make.make_sensor("Eye 1 Plus", maker="Lightworks")
    claim = make.make_claim(phone, "sensor", "Lightworks Eye 1", camera=camera)
    set_fact(whole_phone(phone.pk), claim.fact, claim)
    assert Camera.objects.get().sensor == eye


@pytest.mark.parametrize(("name", "words"), [("Nothing", "None is called"), ("lightworks eye 1", "Several are called")])
def test_a_sensor_that_is_not_clear_is_chosen_in_the_form(name, words):
    make.make_sensor("Eye 1", maker="Lightworks")
    make.make_sensor("Eye 1 Plus", maker="Lightworks")
    claim = Claim(key="sensor", value=name, state="value")
    with pytest.raises(ValidationError, match=words):
        column_value_of_claim(field_of("sensor", Camera), claim)


@pytest.mark.parametrize(("key", "value"), [("nfc", False), ("colours", []), ("card_slot", "none"), ("weight_g", None)])
def test_none_is_said_in_the_words_of_the_column(key, value):
    assert column_value_of_claim(field_of(key), Claim(key=key, state="none")) == value


@pytest.mark.parametrize(
    ("key", "claimed_value", "value"),
    [("colours", "Black", ["Black"]), ("colours", ["Black", "Red"], ["Black", "Red"]), ("weight_g", [211], 211)],
)
def test_a_list_of_one_stands_for_its_item_and_the_other_way_round(key, claimed_value, value):
    claim = Claim(key=key, value=claimed_value, state="value")
    assert column_value_of_claim(field_of(key), claim) == value


@pytest.mark.parametrize(("key", "value"), [("weight_g", "heavy"), ("weight_g", [211, 213]), ("weight_g", -5)])
def test_what_a_column_cannot_hold_is_refused_with_the_reason(key, value):
    with pytest.raises(ValidationError) as refused:
        column_value_of_claim(field_of(key), Claim(key=key, value=value, state="value"))
    assert all(reason.endswith(".") for reason in refused.value.messages)


# Evidence on stored facts


@pytest.fixture
def page():
    return SourceEvidence(make.make_source("press", seen_on=PartialDate.parse("2022-06-01")), quote="It weighs 211 g")


def stored():
    return list(Claim.objects.order_by("pk").values_list("key", "value", "state", "accepted"))


def test_of_lists_that_are_named_in_part_what_was_added_has_changed():
    before = {(None, "weight_g"): 211, (None, "model_code"): ["A"], (None, "nfc"): True, (None, "sold_in"): ["JP"]}
    after = {(None, "weight_g"): 213, (None, "model_code"): ["A", "B"], (None, "nfc"): True, (None, "sold_in"): []}
    after[None, "alias"] = ["One More"]
    assert changed_facts(before, after) == {
        (None, "weight_g"): 213,
        (None, "model_code"): ["B"],
        (None, "alias"): ["One More"],
    }


def test_a_source_that_is_cited_says_what_the_fact_is(page):
    phone = make.make_phone("One", weight_g=211)
    cite(whole_phone(phone.pk), (None, "weight_g"), page)
    assert stored() == [("weight_g", 211, "value", True)]
    claim = Claim.objects.get()
    assert (claim.source, claim.quote, claim.seen_on, claim.camera, claim.row) == (
        page.source,
        "It weighs 211 g",
        None,
        None,
        None,
    )


def test_nothing_is_cited_of_what_is_not_known(page):
    cite(whole_phone(make.make_phone("One").pk), (None, "weight_g"), page)
    assert not stored()


def test_each_model_code_is_cited_by_a_claim_of_its_own(page):
    phone = make.make_phone("One")
    make.make_model_code(phone, "AC-1")
    make.make_model_code(phone, "AC-2")
    cite(whole_phone(phone.pk), (None, "model_code"), page)
    assert [(key, value) for key, value, *_ in stored()] == [("model_code", "AC-1"), ("model_code", "AC-2")]


def test_claims_are_on_their_camera_or_row(page):
    phone = make.make_phone("One")
    camera = make.make_camera(phone, f_number=1.9)
    make.make_model_code(phone, "AC-1", lte_bands=["1"])
    whole = whole_phone(phone.pk)
    cite(whole, (camera.pk, "f_number"), page)
    cite(whole, ("AC-1", "lte_bands"), page)
    assert list(Claim.objects.order_by("pk").values_list("camera", "row")) == [(camera.pk, None), (None, "AC-1")]


def test_that_a_source_does_not_say_is_stored_and_changes_nothing(page):
    phone = make.make_phone("One", weight_g=211)
    cite_as_not_published(whole_phone(phone.pk), (None, "weight_g"), page)
    assert [(key, value, state) for key, value, state, _ in stored()] == [("weight_g", None, "not_published")]
    assert Phone.objects.get().weight_g == 211


@pytest.mark.parametrize(("known", "becomes", "accepted"), [(None, False, True), (True, True, False)])
def test_that_there_is_none_becomes_the_fact_where_nothing_else_is_known(page, known, becomes, accepted):
    phone = make.make_phone("One", nfc=known)
    cite_as_none(whole_phone(phone.pk), (None, "nfc"), page)
    phone.refresh_from_db()
    assert phone.nfc is becomes
    assert stored() == [("nfc", None, "none", accepted)]


def test_a_claim_that_is_accepted_becomes_the_fact_and_others_give_way():
    phone = make.make_phone("One", weight_g=211)
    followed = make.make_claim(phone, "weight_g", 211, source="label")
    claim = make.make_claim(phone, "weight_g", 215, source="press", accepted=False)
    assert accept_claim(whole_phone(phone.pk), claim) == [followed]
    assert Phone.objects.get().weight_g == 215
    assert [(value, accepted) for _, value, _, accepted in stored()] == [(211, False), (215, True)]


def test_a_source_with_known_errors_settles_nothing():
    phone = make.make_phone("One", weight_g=211)
    claim = make.make_claim(phone, "weight_g", 215, source=make.make_source("wiki", unverified=True), accepted=False)
    with pytest.raises(ValidationError, match="known to contain errors"):
        accept_claim(whole_phone(phone.pk), claim)
    assert Phone.objects.get().weight_g == 211


def test_that_a_source_gives_no_value_is_accepted_without_a_change():
    phone = make.make_phone("One", weight_g=211)
    claim = make.make_claim(phone, "weight_g", None, state="not_published", accepted=False)
    assert accept_claim(whole_phone(phone.pk), claim) == []
    assert stored() == [("weight_g", None, "not_published", True)]
    assert Phone.objects.get().weight_g == 211


def test_what_is_known_is_what_was_entered_or_worked_out():
    phone = make.make_phone("One", weight_g=211, displays=[{"display_width_px": 1000, "display_height_px": 2000}])
    whole = whole_phone(phone.pk)
    assert known_value(whole, (None, "weight_g")) == 211
    assert known_value(whole, (None, "nfc")) is None
    assert known_value(whole, (999, "f_number")) is None
    assert known_value(whole, (None, "nonsense")) is None


def test_a_fact_has_the_names_under_which_sources_speak_of_it():
    phone = make.make_phone("One", weight_g=211, chipsets=["Fast"])
    whole = whole_phone(phone.pk)
    assert fact_names(whole, (None, "nonsense")) == ()
    assert fact_names(whole, (999, "f_number")) == ()
    assert 211 in fact_names(whole, (None, "weight_g"))
