"""Nested JSON, one file a phone: zeros that say nothing, brands in names, types and sensors in all spellings."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.importers.adapters import load_adapter
from catalog.importers.adapters.parsed_phone import FileRefused
from catalog.importers.dataset_files import parse_json
from catalog.models import Claim, Phone
from catalog.records.serializer import RecordSerializer

from .factories import make_brand, make_chipset, make_phone, make_sensor, make_source
from .others import imported

phone_in = load_adapter("techapi")
PLACE = "xiaomi/2021/mi-11.json"
PLAIN = {
    "name": "Mi 11", "brand": "xiaomi", "release_date": "2021-01-01", "verified": False, "soc": "snapdragon-888",
    "ram_gb": 8, "storage_options_gb": [128, 256],
    "display": {"size_in": 6.81, "resolution": "3200x1440", "refresh_hz": 120},
    "cameras": [{"type": "main", "mp": 108, "aperture": 1.85, "sensor": "ISOCELL HMX", "ois": True}],
    "battery": {"mah": 4600, "charging_wired_w": 55, "charging_wireless_w": 0},
    "body": {"dimensions_mm": [164.3, 74.6, 8.06], "weight_g": 196, "ip_rating": "IP68/IP69"},
}  # fmt: skip


def said_of(**facts):
    return phone_in(parse_json(json.dumps(PLAIN | facts)), PLACE)


def texts(said):
    return {value.key: value.text for value in said.values}


def write(folder, **facts):
    file = folder / PLACE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(PLAIN | facts), encoding="utf-8")
    return folder


@pytest.mark.django_db
def test_a_file_becomes_a_draft_with_claims(tmp_path):
    make_brand("Xiaomi")
    make_chipset("Snapdragon 888", "Qualcomm")
    make_sensor("ISOCELL HMX", "Samsung")
    _, outcomes = imported(write(tmp_path), "techapi")
    assert outcomes[PLACE].warnings == []
    (content,) = RecordSerializer().all_of("phone")
    del content["claims"], content["cameras"][0]["claims"]
    assert content == {
        "phone": "xiaomi-mi-11", "name": "Mi 11", "brand": "xiaomi", "released": "2021-01-01",
        "height_mm": 164.3, "width_mm": 74.6, "depth_mm": 8.06, "weight_g": 196, "ip_codes": ["IP68", "IP69"],
        "battery_mah": 4600, "wired_charging_w": 55,
        "displays": [{
            "display_role": "main", "display_size_in": 6.81, "display_width_px": 1440, "display_height_px": 3200,
            "refresh_hz": 120,
        }],
        "phone_chipsets": [{"chipset": "qualcomm-snapdragon-888"}],
        "memory_versions": [{"ram_gb": 8, "storage_gb": 128}, {"ram_gb": 8, "storage_gb": 256}],
        "cameras": [{
            "facing": "rear", "role": "main", "megapixels": 108, "sensor": "samsung-isocell-hmx", "f_number": 1.85,
            "stabilisation": ["ois"],
        }],
    }  # fmt: skip
    assert Claim.objects.get(key="sensor").value == "ISOCELL HMX"
    assert set(Claim.objects.values_list("locator", flat=True)) == {"data/smartphone/xiaomi/2021/mi-11.json"}


@pytest.mark.django_db
def test_running_it_again_changes_nothing(tmp_path):
    imported(write(tmp_path), "techapi")
    assert dict(imported(tmp_path, "techapi")[0].phones) == {"unchanged": 1}


@pytest.mark.django_db
def test_a_file_may_begin_with_a_mark(tmp_path):
    file = write(tmp_path) / PLACE
    file.write_text(file.read_text("utf-8"), encoding="utf-8-sig")
    assert imported(tmp_path, "techapi")[1][PLACE].reasons == []


@pytest.mark.django_db
def test_a_source_known_to_be_wrong_contradicts_and_settles_nothing(tmp_path):
    make_phone("Mi 11", "Xiaomi", status="draft", weight_g=200)
    imported(write(tmp_path), "techapi", source=make_source("techapi", unverified=True))
    assert Phone.objects.get().weight_g == 200
    assert not Claim.objects.get(key="weight_g").accepted


@pytest.mark.django_db
def test_the_brand_in_a_name_is_taken_off(tmp_path):
    imported(write(tmp_path, name="Xiaomi Mi 11"), "techapi")
    assert Phone.objects.get().name == "Mi 11"


@pytest.mark.django_db
def test_a_sensor_that_is_not_here_is_kept_as_what_the_source_says(tmp_path):
    _, outcomes = imported(write(tmp_path), "techapi")
    assert "there is no sensor “ISOCELL HMX”" in " ".join(outcomes[PLACE].warnings)
    claim = Claim.objects.get(key="sensor")
    assert (claim.value, claim.accepted, claim.camera.role) == ("ISOCELL HMX", False, "main")


def test_a_zero_says_nothing():
    said = said_of(
        ram_gb=0, battery={"mah": 0, "charging_wireless_w": 0.0}, cameras=[{"type": "depth", "mp": 0, "aperture": 0.0}]
    )
    assert {"ram_gb", "battery_mah", "wireless_charging_w"}.isdisjoint(texts(said))
    assert (said.cameras, said.doubts) == ([], [])


@pytest.mark.parametrize(
    ("rating", "codes"),
    [
        ("IP68/IP69", "IP68, IP69"), ("IP68 + IP69K", "IP68, IP69K"), ("ip53", "IP53"), ("IPX8", "IPX8"),
        ("none", None), ("N/A", None), (0, None),
    ],
)  # fmt: skip
def test_ratings_are_found_in_all_their_forms(rating, codes):
    assert texts(said_of(body={"ip_rating": rating})).get("ip_codes") == codes


@pytest.mark.parametrize("resolution", ["3200x1440", "1440x3200", "1440 × 3200"])
def test_the_smaller_side_of_a_display_is_its_width(resolution):
    (display,) = said_of(display={"resolution": resolution}).displays
    assert [value.text for value in display.values] == ["1440", "3200"]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("main", ("rear", "main")), ("ultrawide", ("rear", "ultrawide")), ("telephoto", ("rear", "tele")),
        ("periscope", ("rear", "periscope")), ("mono", ("rear", "monochrome")), ("selfie", ("front", "front")),
        ("cover-selfie", ("front", "front")), ("inner-selfie", ("front", "front")),
    ],
)  # fmt: skip
def test_types_of_cameras_are_roles(kind, found):
    (camera,) = said_of(cameras=[{"type": kind, "mp": 12}]).cameras
    assert (camera.facing, camera.role) == found


def test_a_type_that_is_not_known_is_said_to_be_left_out():
    said = said_of(cameras=[{"type": "3d-depth", "mp": 12}])
    assert (said.cameras, said.doubts) == ([], ["cameras: “3d-depth” is no type that is known; its camera is left out"])


@pytest.mark.parametrize(
    ("sensor", "key"), [('1/1.33"', "sensor_type"), ("1/2.55-inch", "sensor_type"), ("HMX", "sensor")]
)
def test_the_format_of_a_sensor_is_no_name_of_one(sensor, key):
    (camera,) = said_of(cameras=[{"type": "main", "sensor": sensor}]).cameras
    assert [(value.key, value.text) for value in camera.values] == [(key, sensor)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"name": "a"', "line 1: not JSON"),
        ('{"name": NaN}', "“NaN” is no number"),
        ('{"name": "a", "name": "b"}', "“name” stands in it twice"),
        ('{"name": "\\u0000"}', "characters in it that cannot be stored"),
        ('{"name": "\\ud800"}', "characters in it that cannot be stored"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ' * 20 + "1" + "}" * 20, "nested too deeply"),
    ],
)
def test_broken_json_is_refused_with_the_reason(text, why):
    with pytest.raises(FileRefused, match=why):
        parse_json(text)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["mp", "type", "mah", "a"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.dictionaries(st.sampled_from(sorted(PLAIN)), ANY, min_size=1, max_size=5))
def test_whatever_stands_in_a_file_it_is_taken_or_refused_with_words(tmp_path, facts):
    outcome = imported(write(tmp_path, **facts), "techapi", dry_run=True)[1][PLACE]
    assert bool(outcome.phone) != bool(outcome.reasons)
    assert all(outcome.reasons + outcome.warnings)
