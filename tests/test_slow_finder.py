"""The slow finder against docs/finder.md, sentence by sentence, with records made by hand: no finder is asked here."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.quantities.partial_dates import PartialDate

from .factories import (
    fit_chipset,
    make_brand,
    make_chipset,
    make_model_code,
    make_phone,
    make_relation,
)
from .slow_finder import answer
from .slow_records import LISTS, NONE, UNKNOWN, catalogue, fact

day = PartialDate.parse


def known(facts):
    """Facts as records hold them: a list is several values, and what is not named is not known."""
    made = {key: value if isinstance(value, dict) else fact(*several(value)) for key, value in facts.items()}
    return defaultdict(lambda: UNKNOWN, made)


def several(value):
    return value if isinstance(value, list) else [value]


def record(slug="one", whole=(), names=(), **facts):
    lists = {group: [known(entry) for entry in facts.pop(group, ())] for group in LISTS}
    return {
        "slug": slug,
        "names": names,
        "facts": known({"sold_in": fact(is_open=True)} | facts),
        **lists,
        "whole": {group: group in whole for group in LISTS},
    }


def told(found, question):
    matches, maybes = answer([found], question)
    return "yes" if matches else "maybe" if maybes else "no"


ONE_VALUE = [
    # “Choices inside one parameter are alternatives; parameters narrow one another.”
    ({"brand": "Leica", "nfc": True}, "brand=Sharp&brand=Leica", "yes"),
    ({"brand": "Leica", "nfc": True}, "brand=Leica&nfc=no", "no"),
    # “in any case, without blanks and hyphens”
    ({"chipset": "Qualcomm Snapdragon 8 Gen 1"}, "chipset=qualcomm-snapdragon-8-gen-1", "yes"),
    # “one no makes the phone a miss; else one not known makes it a possible match; else it matches”
    ({"nfc": False}, "nfc=yes&uwb=yes", "no"),
    ({"nfc": True}, "nfc=yes&uwb=yes", "maybe"),
    ({"nfc": True, "uwb": True}, "nfc=yes&uwb=yes", "yes"),
    # “A fact that is not known answers not known. A fact that is none or does not apply answers no”
    ({}, "weight_g_max=200", "maybe"),
    ({"folded_height_mm": NONE}, "folded_height_mm_max=80", "no"),
    ({"bands_nr": []}, "bands_nr=78", "no"),
    # “a flag; unknown asks for phones of which it is not known”
    ({}, "nfc=unknown", "yes"),
    ({"nfc": False}, "nfc=unknown", "no"),
    ({"nfc": False}, "nfc=no&nfc=unknown", "yes"),
    ({"nfc": NONE}, "nfc=no", "yes"),
    # “not.chipset=… matches a phone whose chipset is known to be another.”
    ({"chipset": "A"}, "not.chipset=B", "yes"),
    ({}, "not.chipset=B", "maybe"),
    ({"chipset": ["A", "B"]}, "not.chipset=B", "no"),
    ({"chipset": NONE}, "not.chipset=B", "yes"),
    # “colours=Black matches when Black is among them. What is not listed is not there”; “all of these values”
    ({"colours": ["Black", "Red"]}, "colours=Black", "yes"),
    ({"colours": ["Black", "Red"]}, "all.colours=Black&all.colours=Blue", "no"),
    ({"colours": ["Black", "Red"]}, "all.colours=Black&all.colours=Red", "yes"),
]


@pytest.mark.parametrize(("facts", "question", "expected"), ONE_VALUE)
def test_one_fact_answers_yes_no_or_not_known(facts, question, expected):
    assert told(record(**facts), question) == expected


RANGES = [
    # “both ends included; swapped ends are put right”
    ({"weight_g": 200}, "weight_g_min=200", "yes"),
    ({"weight_g": 200}, "weight_g_max=200", "yes"),
    ({"weight_g": 200}, "weight_g_min=210&weight_g_max=190", "yes"),
    ({"weight_g": 200.1}, "weight_g_max=200", "no"),
    # “announced_min=2022-11 means 1 November 2022 or later, announced_max=2022-11 30 November or earlier”
    ({"announced": day("2022-11-01")}, "announced_min=2022-11", "yes"),
    ({"announced": day("2022-11-30")}, "announced_max=2022-11", "yes"),
    ({"announced": day("2022-12-01")}, "announced_max=2022-11", "no"),
    # “It matches when the whole interval lies within the range, misses when none of it does, else it is not known.”
    ({"announced": day("2022")}, "announced_min=2022", "yes"),
    ({"announced": day("2022")}, "announced_min=2022-02", "maybe"),
    ({"announced": day("2022-Q4")}, "announced_max=2022-11", "maybe"),
    ({"announced": day("2022-Q3")}, "announced_min=2022-10", "no"),
    ({"announced": day("2022")}, "announced_min=2022-11&announced_max=2022", "maybe"),
    # “counts as at least two”
    ({"rear_camera_count": fact(2, at_least=True)}, "rear_camera_count_min=2", "yes"),
    ({"rear_camera_count": fact(2, at_least=True)}, "rear_camera_count_max=3", "maybe"),
    ({"rear_camera_count": fact(2, at_least=True)}, "rear_camera_count_max=1", "no"),
    ({"rear_camera_count": fact(2)}, "rear_camera_count_max=3", "yes"),
    # “Of a row with several values one value within the range is enough.” One, not one for each end.
    ({"ram_gb": [8, 16]}, "ram_gb_min=12", "yes"),
    ({"ram_gb": [8, 16]}, "ram_gb_min=10&ram_gb_max=12", "no"),
    # “A camera's row without lens. means the main camera's”; f_number_max is an end of f_number, and a row as well
    ({"main_sensor_area_mm2": 116}, "sensor_area_mm2_min=100", "yes"),
    ({"main_f_number": 1.9, "main_f_number_max": 4.0}, "f_number_max=2", "yes"),
    ({"main_f_number": 1.9, "main_f_number_max": 4.0}, "f_number_max_max=2", "no"),
]


@pytest.mark.parametrize(("facts", "question", "expected"), RANGES)
def test_ranges_ask_intervals(facts, question, expected):
    assert told(record(**facts), question) == expected


MAIN, TELE = {"role": "main", "f_number": 1.8}, {"role": "tele", "f_number": 3.4}
LENSES = [
    # “lens. asks whether one entry meets all conditions. Yes, if one does.”
    ([MAIN, TELE], True, "lens.role=tele&lens.f_number_max=2", "no"),
    ([MAIN, TELE], True, "lens.role=tele&lens.f_number_max=4", "yes"),
    ([MAIN, TELE], False, "lens.role=main&lens.f_number_max=2", "yes"),
    # “Else not known, if one might, or if the list is not marked whole (an empty list as well). Else no.”
    ([MAIN, {"role": "tele"}], True, "lens.role=tele&lens.f_number_max=2", "maybe"),
    ([MAIN], False, "lens.role=tele", "maybe"),
    ([], False, "lens.role=tele", "maybe"),
    ([], True, "lens.role=tele", "no"),
    ([MAIN, {"role": "depth"}], True, "lens.role=depth", "yes"),
    # “not.lens.role=tele is a lens that is no telephoto”
    ([MAIN, TELE], True, "not.lens.role=tele", "yes"),
    ([TELE], True, "not.lens.role=tele", "no"),
]


@pytest.mark.parametrize(("lenses", "is_whole", "question", "expected"), LENSES)
def test_all_conditions_of_a_lens_hold_for_the_same_one(lenses, is_whole, question, expected):
    for group in ("lens", "front"):
        found = record(whole=[group] if is_whole else [], **{group: lenses})
        assert told(found, question.replace("lens.", f"{group}.")) == expected


def sold(*countries, is_open=True):
    lists = {"market": [{"country": country} for country in countries], "whole": () if is_open else ("market",)}
    return record(sold_in=fact(*countries, is_open=is_open), carrier=fact(is_open=is_open), **lists)


MARKETS = [
    # “Sold in many countries (001) does not say in which: any country that is not listed is possible.”
    (sold("001"), "sold_in=DE", "maybe"),
    (sold("001", is_open=False), "sold_in=DE", "maybe"),
    (sold("001", "DE"), "sold_in=DE", "yes"),
    (sold("001", is_open=False), "sold_in=001", "yes"),
    (sold("001", is_open=False), "not.sold_in=DE", "maybe"),
    (sold("001", "DE", is_open=False), "not.sold_in=DE", "no"),
    (sold("001", "FR"), "all.sold_in=FR&all.sold_in=DE", "maybe"),
    (sold("001"), "market.country=DE", "maybe"),
    # “marked whole answers no for the other countries and carriers; any other list leaves them not known”
    (sold("JP"), "sold_in=DE", "maybe"),
    (sold("JP", is_open=False), "sold_in=DE", "no"),
    (sold("JP"), "carrier=SoftBank", "maybe"),
    (sold("JP", is_open=False), "carrier=SoftBank", "no"),
    (sold("JP", is_open=False), "not.sold_in=DE", "yes"),
    # “sold_outside=JP matches any market but Japan.”
    (sold("JP", "DE"), "sold_outside=JP", "yes"),
    (sold("001", is_open=False), "sold_outside=JP", "yes"),
    (sold("JP"), "sold_outside=JP", "maybe"),
    (sold("JP", is_open=False), "sold_outside=JP", "no"),
]


@pytest.mark.parametrize(("found", "question", "expected"), MARKETS)
def test_lists_of_markets_are_open_unless_marked_whole(found, question, expected):
    assert told(found, question) == expected


def test_possible_matches_are_listed_apart_left_out_or_taken_in():
    found = [record("a", nfc=True), record("b"), record("c", nfc=False), record("d", nfc=True)]
    assert answer(found, "nfc=yes") == (["a", "d"], ["b"])
    assert answer(found, "nfc=yes&unknown=hide") == (["a", "d"], [])
    assert answer(found, "nfc=yes&unknown=match") == (["a", "b", "d"], [])


def order(found, question=""):
    return " ".join(answer(found, question)[0])


def test_unknown_values_come_last_both_ways_and_slugs_settle_ties():
    found = [record("d", weight_g=120), record("a"), record("c", weight_g=300), record("b", weight_g=120)]
    assert order(found, "sort=weight_g") == "b d c a"
    assert order(found, "sort=-weight_g") == "c b d a"


def test_the_first_sort_row_counts_most():
    found = [record("a", sim_count=2, weight_g=2), record("b", sim_count=1, weight_g=1), record("c", sim_count=2)]
    assert order(found, "sort=-sim_count,weight_g") == "a c b"


def test_several_values_count_as_the_lowest_rising_and_the_highest_falling():
    found = [record("a", ram_gb=[8, 12]), record("b", ram_gb=[6, 16]), record("c", ram_gb=[])]
    assert order(found, "sort=ram_gb") == "b a c"
    assert order(found, "sort=-ram_gb") == "b a c"


def test_the_newest_come_first_announced_else_released_a_year_as_its_first_day():
    dates = {"a": "2022", "b": "2022-01-01", "c": "2022-01-02"}
    found = [record(slug, announced=day(text)) for slug, text in dates.items()]
    assert order([*found, record("d", released=day("2023")), record("e")]) == "d c a b e"


def test_names_answer_words():
    assert told(record(names=["Leica", "Leitz Phone 2"]), "q=leitz+phone+2") == "yes"
    assert told(record(names=["Leica"]), "q=Nokia") == "no"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.tuples(*[st.sampled_from([True, False, None])] * 2), max_size=3), st.booleans())
def test_the_same_lens_rule_is_what_is_true_in_every_possible_world(lenses, is_whole):
    """A lens is (is it a telephoto, is it faster than f/2), None where that is not known."""
    made = [
        {"role": UNKNOWN if tele is None else ["main", "tele"][tele], "f_number": UNKNOWN if fast is None else 3 - fast}
        for tele, fast in lenses
    ]
    open_ends = [(True, False) if trait is None else (trait,) for lens in lenses for trait in lens]
    unlisted = (False,) if is_whole else (True, False)
    worlds = {
        more or any(tele and fast for tele, fast in zip(traits[::2], traits[1::2], strict=True))
        for more in unlisted
        for traits in product(*open_ends)
    }
    expected = "maybe" if len(worlds) == 2 else "yes" if worlds == {True} else "no"
    found = record(lens=made, whole=["lens"] if is_whole else [])
    assert told(found, "lens.role=tele&lens.f_number_max=2") == expected


# Records from stored phones ------------------------------------------------------------------------------------------


def asked(question):
    return answer(catalogue(), question)


@pytest.mark.django_db
def test_claims_that_are_followed_tell_none_from_not_known():
    denied = {"key": "wireless_charging_w", "state": "none"}
    make_phone("None", claims=[denied])
    make_phone("Not followed", claims=[denied | {"accepted": False}])
    make_phone("Not published", claims=[denied | {"state": "not_published"}])
    assert asked("wireless_charging_w_max=50") == ([], ["acme-not-followed", "acme-not-published"])


@pytest.mark.django_db
def test_only_phones_that_readers_may_see_are_recorded():
    make_phone("Seen")
    make_phone("Draft", status="draft")
    assert asked("") == (["acme-seen"], [])


@pytest.mark.django_db
def test_bands_of_a_model_code_are_open_unless_marked_complete():
    for name, complete in (("Whole", True), ("Open", None)):
        phone = make_phone(name, complete_sections=["model_codes"])
        make_model_code(phone, "AC-1", lte_bands=[1, 3], bands_complete=complete)
        make_model_code(phone, "AC-2", lte_bands=[8], bands_complete=True)
    assert asked("code.lte_bands=3&code.code=ac1") == (["acme-open", "acme-whole"], [])
    assert asked("all.code.lte_bands=3&all.code.lte_bands=8") == ([], ["acme-open"])


@pytest.mark.django_db
def test_rows_are_read_as_the_sheet_reads_them():
    base = make_phone("Base", form_factor="bar", cameras=[{"f_number": 1.9, "sensor_type": "1/1.0"}])
    fit_chipset(base, make_chipset("Thinker 1", process_nm=4), applies_to="Japan")
    make_relation(make_phone("Twin", make_brand("Leica")), "rebadge_of", base)
    assert asked("folded_height_mm_max=80") == ([], ["leica-twin"])
    assert asked("chipset=chipworks-thinker-1&process_nm_max=4")[0] == ["acme-base"]
    assert asked("main_sensor_area_mm2_min=100&lens.f_number_max=1.9")[0] == ["acme-base"]
