"""Nested JSON, one file a phone: zeros that say nothing, brands in names, types and sensors in all spellings."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.importers.adapters import load_adapter
from catalog.importers.adapters.parsed_phone import FileRefused
from catalog.importers.adapters.techapi import KEYS_NOT_TAKEN
from catalog.importers.dataset_files import parse_json
from catalog.importers.dataset_import import DatasetReach
from catalog.importers.dataset_report import LEFT_OUT
from catalog.models import Claim, Phone
from catalog.records.serializer import RecordSerializer

from .factories import make_brand, make_chipset, make_phone, make_sensor, make_source
from .others import folder_of_others, imported

phone_in = load_adapter("techapi")
PLACE = "xiaomi/2021/mi-11.json"
PLAIN = {
    "slug": "mi-11", "name": "Mi 11", "brand": "xiaomi", "soc": "snapdragon-888", "release_date": "2021-01-01",
    "msrp_usd": 749, "ram_gb": 8, "storage_options_gb": [128, 256],
    "display": {
        "size_inch": 6.81, "resolution": "3200x1440", "refresh_hz": 120, "type": "AMOLED", "brightness_nits": 900,
        "ppi": 515,
    },
    "cameras": [
        {"type": "main", "mp": 108, "aperture": 1.85, "ois": True, "sensor": "Samsung HMX", "optical_zoom": 1},
        {"type": "selfie", "mp": 20, "aperture": 2.2},
    ],
    "battery_mah": 4600, "charging_wired_w": 55, "charging_wireless_w": 50, "weight_g": 196.0,
    "dimensions": {"height_mm": 164.3, "width_mm": 74.6, "depth_mm": 8.06}, "ip_rating": "IP68/IP69",
    "os": "Android", "os_version": "11",
    "connectivity": {"wifi": "Wi-Fi 6", "bluetooth": "5.2", "nfc": True, "usb": "USB-C 2.0"},
    "image_url": "https://example.org/mi-11.webp", "verified": True, "source_urls": ["https://example.org/mi-11"],
}  # fmt: skip
"""A file with every key that the real ones have."""
EXPECTED_OF_ALL = {
    "height_mm", "width_mm", "depth_mm", "weight_g", "battery_mah", "wired_charging_w", "launch_price", "released",
    "os_at_launch", "ram_gb", "storage_gb", "wifi", "bluetooth_version", "nfc", "usb_connector",
    "displays[1].display_size_in", "displays[1].display_width_px", "displays[1].display_height_px",
    "displays[1].refresh_hz", "displays[1].display_technology", "displays[1].stated_ppi",
    "cameras[1].megapixels", "cameras[1].f_number",
}  # fmt: skip
"""What each of the real files tells of its phone."""


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
    make_sensor("HMX", "Samsung")
    _, outcomes = imported(write(tmp_path), "techapi")
    assert outcomes[PLACE].warnings == []
    (content,) = RecordSerializer().all_of("phone")
    for row in (content, *content["cameras"]):
        del row["claims"]
    assert content == {
        "phone": "xiaomi-mi-11", "name": "Mi 11", "brand": "xiaomi", "released": "2021-01-01",
        "launch_price": 749, "launch_price_currency": "USD", "os_at_launch": "Android 11",
        "height_mm": 164.3, "width_mm": 74.6, "depth_mm": 8.06, "weight_g": 196, "ip_codes": ["IP68", "IP69"],
        "battery_mah": 4600, "wired_charging_w": 55, "wireless_charging_w": 50,
        "bluetooth_version": 5.2, "nfc": True, "usb_connector": "usb_c", "usb_version": "2.0",
        "displays": [{
            "display_role": "main", "display_size_in": 6.81, "display_width_px": 1440, "display_height_px": 3200,
            "stated_ppi": 515, "display_technology": "AMOLED", "refresh_hz": 120,
        }],
        "phone_chipsets": [{"chipset": "qualcomm-snapdragon-888"}],
        "memory_versions": [{"ram_gb": 8, "storage_gb": 128}, {"ram_gb": 8, "storage_gb": 256}],
        "cameras": [
            {
                "facing": "rear", "role": "main", "megapixels": 108, "sensor": "samsung-hmx", "f_number": 1.85,
                "stabilisation": ["ois"],
            },
            {"facing": "front", "role": "front", "megapixels": 20, "f_number": 2.2},
        ],
    }  # fmt: skip
    assert Claim.objects.get(key="sensor").value == "Samsung HMX"
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
@pytest.mark.parametrize(("verified", "facts"), [(True, (196, True)), (False, (None, None))])
def test_a_published_phone_may_be_filled_from_files_that_are_vouched_for(tmp_path, verified, facts):
    phone = make_phone("Mi 11", "Xiaomi", battery_mah=4500)
    imported(write(tmp_path, verified=verified), "techapi", reach=DatasetReach(fills=True))
    phone.refresh_from_db()
    assert (phone.weight_g, phone.nfc) == facts
    assert phone.battery_mah == 4500
    assert not phone.cameras.exists()
    assert Claim.objects.get(key="weight_g").accepted is verified
    assert not Claim.objects.get(key="battery_mah").accepted


@pytest.mark.django_db
def test_a_sensor_that_does_not_fit_the_camera_is_not_filled_in(tmp_path):
    make_sensor("HMX", "Samsung", pixel_pitch_um=0.8)
    phone = make_phone("Mi 11", "Xiaomi", cameras=[{"megapixels": 108, "pixel_pitch_um": 1.4}])
    imported(write(tmp_path), "techapi", reach=DatasetReach(fills=True))
    assert phone.cameras.get().sensor is None
    assert not Claim.objects.get(key="sensor").accepted


@pytest.mark.django_db
def test_no_phone_is_entered_where_only_known_ones_are_wanted(tmp_path):
    make_brand("Xiaomi")
    _, outcomes = imported(write(tmp_path), "techapi", reach=DatasetReach(known_only=True))
    assert outcomes[PLACE].reasons == ["this phone is not here"]
    assert not Phone.objects.exists()


@pytest.mark.django_db
def test_the_brand_in_a_name_is_taken_off(tmp_path):
    imported(write(tmp_path, name="Xiaomi Mi 11"), "techapi")
    assert Phone.objects.get().name == "Mi 11"


@pytest.mark.django_db
def test_a_sensor_that_is_not_here_is_kept_as_what_the_source_says(tmp_path):
    _, outcomes = imported(write(tmp_path), "techapi")
    assert "there is no sensor “Samsung HMX”" in " ".join(outcomes[PLACE].warnings)
    claim = Claim.objects.get(key="sensor")
    assert (claim.value, claim.accepted, claim.camera.role) == ("Samsung HMX", False, "main")


def test_a_zero_says_nothing():
    said = said_of(
        ram_gb=0, battery_mah=0, charging_wireless_w=0.0, msrp_usd=0,
        cameras=[{"type": "depth", "mp": 0, "aperture": 0.0}],
    )  # fmt: skip
    assert {"ram_gb", "battery_mah", "wireless_charging_w", "launch_price"}.isdisjoint(texts(said))
    assert (said.cameras, said.doubts) == ([], [])


@pytest.mark.parametrize(
    ("rating", "codes"),
    [
        ("IP68/IP69", "IP68, IP69"), ("IP68 + IP69K", "IP68, IP69K"), ("ip53", "IP53"), ("IPX8", "IPX8"),
        ("none", None), ("N/A", None), (0, None),
    ],
)  # fmt: skip
def test_ratings_are_found_in_all_their_forms(rating, codes):
    assert texts(said_of(ip_rating=rating)).get("ip_codes") == codes


@pytest.mark.parametrize("resolution", ["3200x1440", "1440x3200", "1440 × 3200"])
def test_the_smaller_side_of_a_display_is_its_width(resolution):
    (display,) = said_of(display={"resolution": resolution}).displays
    assert [value.text for value in display.values] == ["1440", "3200"]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("main", ("rear", "main")), ("ultrawide", ("rear", "ultrawide")), ("telephoto", ("rear", "tele")),
        ("periscope", ("rear", "periscope")), ("color-filter", ("rear", "colour_filter")),
        ("3d-depth", ("rear", "depth")), ("mono", ("rear", "monochrome")), ("selfie", ("front", "front")),
        ("cover-selfie", ("front", "front")), ("inner-selfie", ("front", "front")),
    ],
)  # fmt: skip
def test_types_of_cameras_are_roles(kind, found):
    (camera,) = said_of(cameras=[{"type": kind, "mp": 12}]).cameras
    assert (camera.facing, camera.role) == found


def test_a_type_that_is_not_known_is_said_to_be_left_out():
    said = said_of(cameras=[{"type": "secondary", "mp": 12}])
    assert (said.cameras, said.doubts) == (
        [],
        ["cameras: “secondary” is not a known type; its camera is left out"],
    )


@pytest.mark.parametrize(
    ("sensor", "found"),
    [
        ("Sony IMX766", {"sensor": "Sony IMX766"}),
        ("Sony Exmor RS IMX300", {"sensor": "Sony IMX300"}),
        ("Sony IMX650 (Leica)", {"sensor": "Sony IMX650"}),
        ("IMX758", {"sensor": "IMX758"}),
        ("Light Fusion 900", {"sensor": "Light Fusion 900"}),
        ("Samsung GNK", {"sensor": "Samsung GNK"}),
        ("Hasselblad 1/1.12-inch", {"sensor_type": "1/1.12"}),
        ('1/1.33"', {"sensor_type": "1/1.33"}),
    ],
)
def test_a_sensor_is_found_among_formats_and_praise(sensor, found):
    said = said_of(cameras=[{"type": "main", "sensor": sensor}])
    assert ({value.key: value.text for value in said.cameras[0].values}, said.doubts) == (found, [])


@pytest.mark.parametrize("words", ["ZEISS T*", "Sony Exmor RS", "Fusion 48MP", "UltraPixel 2", "RYYB", "Sony"])
def test_a_slogan_is_no_sensor(words):
    said = said_of(cameras=[{"type": "main", "mp": 12, "sensor": words}])
    assert [value.key for value in said.cameras[0].values] == ["megapixels"]
    assert said.doubts == [f"cameras: “{words}” names no sensor"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "part_number", "its_slug"),
    [
        ("Snapdragon 8+ Gen 1", "SM8475", "snapdragon-8-plus-gen-1"),
        ("Snapdragon 765G", None, "snapdragon-765g"),
        ("Snapdragon 8 Elite (for Galaxy)", None, "qualcomm-snapdragon-8-elite-for-galaxy"),
    ],
)
def test_the_slug_of_a_chipset_is_resolved(tmp_path, name, part_number, its_slug):
    chipset = make_chipset(name, "Qualcomm", part_number=part_number)
    imported(write(tmp_path, soc=its_slug), "techapi")
    assert [row.chipset for row in Phone.objects.get().phone_chipsets.all()] == [chipset]


@pytest.mark.django_db
def test_a_chipset_that_is_not_here_is_said_and_its_name_kept(tmp_path):
    _, outcomes = imported(write(tmp_path, soc="exynos-990"), "techapi")
    assert "chipset: “exynos-990” is not a chipset here: enter it at the desk" in outcomes[PLACE].warnings
    assert Claim.objects.get(key="chipset").value == "exynos-990"


@pytest.mark.django_db
def test_a_price_says_nothing_of_one_in_another_currency(tmp_path):
    make_phone("Mi 11", "Xiaomi", status="draft", launch_price=749, launch_price_currency="EUR")
    _, outcomes = imported(write(tmp_path), "techapi")
    assert "launch_price: 749 USD, but here it is in EUR" in outcomes[PLACE].warnings
    assert not Claim.objects.filter(key="launch_price").exists()


def test_of_a_phone_that_folds_the_sides_are_doubted():
    said = said_of(display={"type": "LTPO OLED (foldable)"})
    assert said.displays[0].values[0].text == "LTPO OLED"
    assert said.doubts == ["dimensions: it folds, and whether these are sides of the unfolded body is not said"]


@pytest.mark.parametrize(
    ("usb", "found"),
    [("USB-C 3.2", ("USB-C", "3.2")), ("Micro-USB 2.0", ("Micro-USB", "2.0")), ("Lightning", ("Lightning", None))],
)
def test_usb_is_a_connector_and_a_version(usb, found):
    told = texts(said_of(connectivity={"usb": usb}))
    assert (told["usb_connector"], told.get("usb_version")) == found


def test_every_key_that_is_not_excused_changes_what_is_understood():
    whole = parts_of(PLAIN)
    for path in key_paths(PLAIN):
        is_used = parts_of(without_key(PLAIN, path)) != whole
        assert is_used != (path in KEYS_NOT_TAKEN), path


def parts_of(content):
    """What is understood of a file; None where it is refused."""
    try:
        said = phone_in(parse_json(json.dumps(content)), PLACE)
    except FileRefused:
        return None
    return said.values, said.displays, said.cameras, said.is_vouched_for


def key_paths(content, above=""):
    """Paths of all keys that hold single values: “display.ppi”, “cameras[].mp”."""
    found = {}
    for key, value in content.items():
        path = f"{above}{key}"
        if isinstance(value, dict):
            found |= dict.fromkeys(key_paths(value, f"{path}."))
        elif key == "cameras":
            for camera in value:
                found |= dict.fromkeys(key_paths(camera, f"{path}[]."))
        else:
            found[path] = None
    return list(found)


def without_key(content, path):
    """The content without what stands at a path."""
    above, _, key = path.rpartition(".")
    copy = json.loads(json.dumps(content))
    holders = {"": [copy], "cameras[]": copy["cameras"]}.get(above) or [copy[above]]
    for holder in holders:
        holder.pop(key, None)
    return copy


def test_the_file_of_a_chipset_is_refused_as_one():
    chipset = {"slug": "exynos-990", "name": "Samsung Exynos 990", "manufacturer": "samsung", "cpu_config": {}}
    with pytest.raises(FileRefused, match="it is not a phone but a chipset"):
        phone_in(chipset, "samsung/2020/exynos-990.json")


@pytest.mark.django_db
def test_the_real_files_arrive_whole():
    folder = folder_of_others("techapi", "smartphone")
    _, outcomes = imported(folder, "techapi", dry_run=True)
    assert len(outcomes) == len(list(folder.rglob("*.json"))) > 200
    for place, outcome in outcomes.items():
        told = {value.path for value in outcome.values if value.state != LEFT_OUT}
        assert told >= EXPECTED_OF_ALL, place


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"name": "a"', "line 1: not JSON"),
        ('{"name": NaN}', "“NaN” is not a number"),
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
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["mp", "type", "ppi", "a"]), inner, max_size=3)
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
