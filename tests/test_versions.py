"""Facts that differ by version (docs: finder.md): what the finder answers, and which version it names."""

import csv
from io import StringIO

import pytest

from catalog.models import Stamp
from catalog.quantities.formatters import THIN_SPACE

from .factories import make_camera, make_display, make_phone, make_variation

pytestmark = pytest.mark.django_db


def asked(client, question):
    return client.get(f"/phones.json?{question}").json()


def page(client, path):
    return client.get(path).content.decode().replace(THIN_SPACE, " ")


def told(client, question):
    """yes, maybe or no: of the only phone there is."""
    answer = asked(client, question)
    if answer["total"]:
        return "yes"
    return "maybe" if answer["maybe"] else "no"


@pytest.fixture
def finishes():
    """189 g in glass, 201 g in ceramic; 5000 mAh, 5400 in China; NFC, but none in the US."""
    phone = make_phone("Finishes", weight_g=189, battery_mah=5000, nfc=True, uwb=True, depth_mm=8)
    make_variation(phone, "weight_g", 201, "ceramic")
    make_variation(phone, "battery_mah", 5400, "China")
    make_variation(phone, "weight_g", 193, "China")
    make_variation(phone, "nfc", False, "US")
    return phone


ANSWERS = [
    # one version is enough
    ("weight_g_min=200", "yes"),
    ("weight_g_max=190", "yes"),
    ("weight_g_min=190&weight_g_max=192", "no"),
    ("weight_g_min=202", "no"),
    # “no” of a feature, and not “yes”, are both asked of a version
    ("nfc=no", "yes"),
    ("not.nfc=yes", "yes"),
    ("nfc=yes", "yes"),
    ("not.nfc=no", "yes"),
    ("uwb=no", "no"),
    ("not.uwb=yes", "no"),
    # several conditions must meet in one version; whatever is not said of it is as usual
    ("battery_mah_min=5400&weight_g_max=193", "yes"),
    ("battery_mah_min=5400&weight_g_max=190", "no"),
    ("weight_g_min=200&nfc=yes", "yes"),
    # ceramic says nothing of the battery, and China another weight
    ("battery_mah_min=5400&weight_g_min=200", "no"),
    # a US phone in ceramic may be sold or not
    ("weight_g_min=200&nfc=no", "maybe"),
    ("weight_g_min=200&nfc=no&uwb=no", "no"),
]


def test_a_phone_matches_where_one_of_its_versions_meets_the_whole_question(client, finishes):
    assert {question: told(client, question) for question, _ in ANSWERS} == dict(ANSWERS)


def test_a_match_says_in_which_version(client, finishes):
    (phone,) = asked(client, "weight_g_min=200")["phones"]
    assert phone["matches_in"] == ["ceramic"]
    assert phone["facts"]["weight_g"] == 189
    assert {"applies_to": "ceramic", "facts": {"weight_g": 201}} in phone["versions"]
    assert "<strong>Version “ceramic”</strong>, weight: 201 g" in page(client, "/phones/?weight_g_min=200")
    assert "Version “ceramic”" in page(client, "/phones/?weight_g_min=200&view=table")


def test_a_phone_that_matches_as_usual_names_no_version(client, finishes):
    (phone,) = asked(client, "weight_g_max=195")["phones"]
    assert phone["matches_in"] == []
    assert "Version “" not in page(client, "/phones/?weight_g_max=195")


def test_a_match_that_only_several_labels_together_would_make_says_so(client, finishes):
    answer = asked(client, "weight_g_min=200&nfc=no")
    assert [phone["because"] for phone in answer["maybe_phones"]] == [["version"]]
    assert "not known whether one version has all of it" in page(client, "/phones/?weight_g_min=200&nfc=no")


def test_a_value_that_is_known_to_differ_and_no_more_makes_a_possible_match(client):
    phone = make_phone("Open", weight_g=189, uwb=True)
    make_variation(phone, "weight_g", None, "ceramic")
    answer = asked(client, "weight_g_min=200")
    assert [(phone["slug"], phone["because"]) for phone in answer["maybe_phones"]] == [("acme-open", ["weight_g"])]
    assert told(client, "weight_g_min=200&uwb=no") == "no"
    assert "189 g; not known (ceramic)" in page(client, "/phones/")
    assert "not known (ceramic)" in page(client, "/phones/acme-open/")


def test_a_value_that_is_known_of_a_version_alone_is_found_and_printed(client):
    phone = make_phone("Only there", weight_g=None)
    make_variation(phone, "weight_g", 201, "ceramic")
    assert told(client, "weight_g_min=200") == "yes"
    assert told(client, "weight_g_max=190") == "maybe"
    assert "201 g (ceramic)" in page(client, "/phones/acme-only-there/")


def test_computed_rows_follow_the_fact_that_differs(client):
    phone = make_phone("Thick", height_mm=100, width_mm=100, depth_mm=8)
    make_variation(phone, "depth_mm", 9, "leather")
    assert told(client, "volume_cm3_min=90") == "yes"
    assert told(client, "volume_cm3_min=90&depth_mm_max=8") == "no"


def test_the_first_display_has_versions_too(client):
    phone = make_phone("Refreshing")
    make_display(phone, refresh_hz=90)
    make_variation(phone, "refresh_hz", 120, "China")
    assert told(client, "refresh_hz_min=120") == "yes"
    assert told(client, "refresh_hz_max=100") == "yes"
    assert "120 Hz (China)" in page(client, "/phones/acme-refreshing/")


def test_conditions_on_lenses_hold_in_every_version(client, finishes):
    make_camera(finishes, f_number=1.8, focal_length_eq_mm=24)
    assert told(client, "weight_g_min=200&lens.f_number_max=2") == "yes"
    assert told(client, "weight_g_min=200&main_f_number_max=2&main_focal_length_eq_mm_max=24") == "yes"
    assert told(client, "weight_g_min=200&main_f_number_max=1.7") == "no"


def test_a_facet_counts_a_phone_once_whatever_the_number_of_its_versions(client, finishes):
    make_phone("Plain", weight_g=150, nfc=True)
    facets = asked(client, "")["facets"]["nfc"]
    assert {value["value"]: value["count"] for value in facets} == {"yes": 2, "no": 1}
    facets = asked(client, "weight_g_min=193&weight_g_max=201")["facets"]["nfc"]
    assert {value["value"]: value["count"] for value in facets} == {"yes": 1, "no": 0}


def test_a_histogram_counts_a_phone_in_the_bins_of_all_its_versions(client, finishes):
    make_phone("Light", weight_g=150)
    make_phone("Heavy", weight_g=260)
    bins = asked(client, "")["ranges"]["weight_g"]["bins"]
    assert [one["from"] for one in bins if one["count"]] == [150, 180, 190, 200, 250]


def test_phones_are_sorted_by_the_versions_that_match(client, finishes):
    make_phone("Between", weight_g=195)
    assert slugs(client, "sort=weight_g") == ["acme-finishes", "acme-between"]
    assert slugs(client, "sort=-weight_g") == ["acme-finishes", "acme-between"]
    assert slugs(client, "weight_g_min=194&sort=weight_g") == ["acme-between", "acme-finishes"]


def slugs(client, question):
    return [phone["slug"] for phone in asked(client, question)["phones"]]


def test_the_csv_names_versions_and_what_differs_in_them(client, finishes):
    text = client.get("/phones.csv?weight_g_min=200").getvalue().decode("utf-8-sig")
    (line,) = csv.DictReader(StringIO(text))
    assert (line["matches_in"], line["weight_g"]) == ("ceramic", "189")
    assert line["versions"] == "ceramic: weight_g=201 | China: weight_g=193, battery_mah=5400 | US: nfc=no"


def test_a_change_of_a_version_is_answered_at_once(client, finishes):
    assert told(client, "weight_g_min=215") == "no"
    make_variation(finishes, "weight_g", 220, "leather")
    Stamp.move([finishes.pk])
    assert told(client, "weight_g_min=215") == "yes"
    finishes.variations.all().delete()
    Stamp.move([finishes.pk])
    assert told(client, "weight_g_min=200") == "no"


def test_more_versions_than_are_told_apart_leave_the_rest_open(client):
    phone = make_phone("Many", weight_g=100)
    for number in range(30):
        make_variation(phone, "weight_g", 200 + number, f"finish {number}")
    assert told(client, "weight_g_min=200") == "yes"
    assert told(client, "weight_g_min=229") == "maybe"


# Beside other phones --------------------------------------------------------------------------------------------------


def row(client, key, *slugs, query=""):
    data = client.get(f"/compare/{'-vs-'.join(slugs)}.json{query}").json()
    return next(one for one in data["table"]["rows"] if one["key"] == key)


@pytest.mark.parametrize(
    ("version", "best"), [(None, []), (210, []), (195, ["acme-one"]), (192, ["acme-one"]), (150, ["acme-one"])]
)
def test_the_best_is_no_worse_in_any_version(client, version, best):
    make_variation(make_phone("One", weight_g=189), "weight_g", version, "leather")
    make_phone("Other", weight_g=195)
    assert row(client, "weight_g", "acme-one", "acme-other")["best"] == best


def test_a_version_of_the_other_phone_that_is_better_leaves_none_best(client):
    make_phone("One", weight_g=189)
    make_variation(make_phone("Other", weight_g=195), "weight_g", 180, "leather")
    assert row(client, "weight_g", "acme-one", "acme-other")["best"] == []


def test_a_row_differs_where_only_versions_do(client):
    make_variation(make_phone("One", weight_g=189), "weight_g", 201, "ceramic")
    make_phone("Other", weight_g=189)
    found = row(client, "weight_g", "acme-one", "acme-other")
    assert (found["kind"], found["best"]) == ("differs", [])
    assert found["cells"][0]["versions"] == [{"applies_to": "ceramic", "value": 201}]
    assert found["cells"][1]["versions"] == []


def test_a_phones_json_and_texts_to_paste_have_the_versions(client, finishes):
    make_phone("Other", weight_g=195)
    facts = client.get("/phones/acme-finishes.json").json()["facts"]
    assert facts["nfc"]["value"] is True
    assert facts["nfc"]["versions"] == [{"applies_to": "US", "value": False}]
    for form in ("txt", "md"):
        assert "; 201 g (ceramic)" in page(client, f"/compare/acme-finishes-vs-acme-other.{form}")


def test_versions_with_several_values_are_judged_too(client):
    make_variation(make_phone("One", memory=[(8, 128)]), "storage_gb", [128, 256], "China")
    make_phone("Other", memory=[(8, 512)])
    assert row(client, "storage_gb", "acme-one", "acme-other")["best"] == ["acme-other"]
