"""What the rows of the sheet read from records, and how they print it."""

import pytest

from catalog.models import Camera, Display, Phone, Sensor
from catalog.quantities.formatters import THIN_SPACE
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet import phone_parts
from catalog.sheet.registry import find_spec
from catalog.sheet.spec import COMPUTED, ESTIMATED, GATHERED, STATED

from .factories import make_brand, make_camera, make_phone, make_sensor

# How values are printed


@pytest.mark.parametrize(
    ("of", "key", "value", "text"),
    [
        (Phone, "weight_g", 211.0, "211~g"),
        (Phone, "battery_mah", 5000, "5,000~mAh"),
        (Phone, "released", PartialDate.parse("2022-11-18"), "18 November 2022"),
        (Phone, "nfc", True, "Yes"),
        (Phone, "nfc", False, "No"),
        (Phone, "form_factor", "fold_book", "Book-style foldable"),
        (Phone, "os_at_launch", "Android 12", "Android 12"),
        (Phone, "network_technologies", ["lte", "nr"], "LTE (4G), NR (5G)"),
        (Phone, "ip_codes", ["IP65", "IP68"], "IP65, IP68"),
        (Phone, "ip_codes", [], "none"),
        (Phone, "bands_2g", [900, 1800], "900 MHz, 1800 MHz"),
        (Phone, "bands_lte", [1, 42], "B1, B42"),
        (Phone, "bands_nr", [77], "n77"),
        (Phone, "storage_gb", [0.16, 512, 1024], "160~MB, 512~GB, 1~TB"),
        (Phone, "screen_to_body_percent", 87.64, "88~%"),
        (Phone, "largest_lens_gap", 2.917, "2.9×"),
        (Camera, "used_share_percent", 93.84, "94~%"),
        (Display, "refresh_hz", 240.0, "240~Hz"),
        (Display, "aspect_ratio", 19.5, "19.5:9"),
        (Display, "aspect_ratio", 16.0, "16:9"),
        (Camera, "f_number", 1.9, "f/1.9"),
        (Camera, "f_number", 2.0, "f/2.0"),
        (Camera, "f_number", 1.75, "f/1.75"),
        (Camera, "f_number_max", 11.0, "f/11"),
        (Camera, "f_number_steps", [2.0, 4.0], "f/2.0, f/4.0"),
        (Camera, "equivalent_f_number", 5.179, "f/5.2"),
        (Camera, "focal_length_eq_steps_mm", [70.0, 105.0], "70~mm, 105~mm"),
        (Camera, "sensor_type", "1/1.31", "1/1.31″ type"),
        (Camera, "stabilisation", ["ois", "electronic"], "Optical (OIS), Electronic"),
        (Camera, "stabilisation", [], "none"),
        (Phone, "main_f_number", 1.9, "f/1.9"),
        (Phone, "main_stabilisation", ["ois"], "Optical (OIS)"),
    ],
)
def test_each_kind_of_value_is_printed_in_words(of, key, value, text):
    assert find_spec(key, of).text(value) == text.replace("~", THIN_SPACE)


def test_a_price_is_printed_in_the_currency_it_was_announced_in():
    phone = Phone(launch_price=225360, launch_price_currency="JPY")
    spec = find_spec("launch_price")
    assert spec.text(spec.reading(phone).value, spec.unit_for(phone)) == "¥225,360"


# Cameras


def titles(*cameras):
    return phone_parts.camera_titles([Camera(facing=facing, role=role) for facing, role in cameras])


def test_cameras_of_one_role_are_told_apart_by_number():
    roles = ["main", "tele", "tele", "monochrome", "monochrome", "monochrome", "tele", "tele"]
    assert titles(*(("rear", role) for role in roles)) == [
        "Main camera",
        "Telephoto",
        "Telephoto, 2nd",
        "Monochrome",
        "Monochrome, 2nd",
        "Monochrome, 3rd",
        "Telephoto, 3rd",
        "Telephoto, 4th",
    ]


def test_a_camera_on_the_front_says_so_once():
    assert titles(("rear", "ultrawide"), ("front", "front"), ("front", "ultrawide")) == [
        "Ultrawide",
        "Front camera",
        "Front, ultrawide",
    ]


@pytest.mark.django_db
def test_the_main_camera_is_the_first_rear_one_called_main():
    phone = phone_with({"facing": "front", "role": "front"}, {"role": "tele"}, {"role": "main"}, {"role": "main"})
    assert phone_parts.main_camera(phone).position == 3


@pytest.mark.django_db
def test_where_none_is_called_main_it_is_the_first_rear_one():
    phone = phone_with({"facing": "front", "role": "main"}, {"role": "ultrawide"}, {"role": "tele"})
    assert phone_parts.main_camera(phone).role == "ultrawide"


def phone_with(*cameras, **facts):
    return make_phone("Camera phone", cameras=cameras, **facts)


def read(key, record):
    """(value, how it is known) of a row, or None."""
    found = find_spec(key, type(record)).reading(record)
    return found and (found.value, found.how)


@pytest.mark.parametrize(
    ("stated", "types", "found"),
    [
        (None, None, None),
        (True, None, (True, STATED)),
        (None, ["nano", "esim"], (True, COMPUTED)),
        (None, ["nano"], (False, COMPUTED)),
        (None, [], (False, COMPUTED)),
        (False, ["nano"], (False, STATED)),
    ],
)
def test_esim_is_stated_or_follows_from_the_list_of_sims(stated, types, found):
    assert read("esim", Phone(esim=stated, sim_types=types)) == found


@pytest.mark.parametrize(("card_slot", "applies"), [(None, True), ("microsd", True), ("none", False)])
def test_a_phone_without_a_card_slot_shares_none_with_a_sim(card_slot, applies):
    assert find_spec("sim_shares_card_slot", Phone).applies(Phone(card_slot=card_slot)) is applies


@pytest.mark.parametrize(
    ("version", "gbps", "least"),
    [
        (None, None, 0),
        ("2.0", (0.48, COMPUTED), 0),
        ("3", (5, COMPUTED), 0),
        ("3.1", None, 5),
        ("USB 3.1 Gen 2", (10, COMPUTED), 0),
        ("3.2 Gen1x1", (5, COMPUTED), 0),
        ("USB 3.2 Gen 2×2", (20, COMPUTED), 0),
        ("USB4", None, 20),
        ("4 Gen 3x2", (40, COMPUTED), 0),
        ("fast", None, 0),
    ],
)
def test_the_speed_of_usb_follows_from_a_version_that_has_only_one(version, gbps, least):
    phone = Phone(usb_version=version)
    assert read("usb_gbps", phone) == gbps
    assert find_spec("usb_gbps", Phone).at_least(phone) == least
    assert read("usb_gbps", Phone(usb_version=version, usb_gbps=9)) == (9, STATED)


def test_a_stated_end_of_support_goes_before_the_promised_years():
    phone = Phone(released=PartialDate.parse("2022-11-18"), security_years_promised=3)
    assert read("supported_until", phone) == (PartialDate.parse("2025-11"), COMPUTED)
    phone.supported_until = PartialDate.parse("2026-10-31")
    assert read("supported_until", phone) == (PartialDate.parse("2026-10-31"), STATED)


SHAPED = {"sensor_width_mm": 16, "sensor_height_mm": 9}


@pytest.mark.parametrize(
    ("facts", "focal_length", "angle"),
    [
        ({}, None, None),
        ({"stated_angle_of_view_deg": 120, "stated_angle_kind": "diagonal"}, (12.5, COMPUTED), (120, COMPUTED)),
        ({"stated_angle_of_view_deg": 120}, (12.5, ESTIMATED), (120, ESTIMATED)),
        ({"stated_angle_of_view_deg": 108, "stated_angle_kind": "horizontal"}, (12.6, ESTIMATED), (119.6, ESTIMATED)),
        (
            {"stated_angle_of_view_deg": 108, "stated_angle_kind": "horizontal", **SHAPED},
            (13.7, COMPUTED),
            (115.3, COMPUTED),
        ),
        (
            {"stated_angle_of_view_deg": 80, "stated_angle_kind": "vertical", **SHAPED},
            (12.6, COMPUTED),
            (119.6, COMPUTED),
        ),
        (
            {"stated_angle_of_view_deg": 117, "stated_angle_kind": "diagonal", "focal_length_eq_mm": 17},
            (17, STATED),
            (103.7, COMPUTED),
        ),
        ({"stated_angle_of_view_deg": 170, "stated_angle_kind": "diagonal"}, None, (170, COMPUTED)),
        ({"stated_angle_of_view_deg": 170}, None, None),
        ({"stated_zoom": 3}, None, None),
    ],
)
def test_a_focal_length_that_is_not_stated_follows_from_the_stated_angle(facts, focal_length, angle):
    camera = Camera(role="ultrawide", **facts)
    assert read("focal_length_eq_mm", camera) == focal_length
    found = read("angle_of_view_deg", camera)
    assert (found and (pytest.approx(found[0], abs=0.1), found[1])) == angle


@pytest.mark.parametrize(
    ("modes", "fps", "absent"),
    [
        (None, None, False),
        ([], None, True),
        (["1080p240"], None, True),
        (["1080p240", "2160p60", "2160p30"], (60, COMPUTED), False),
        (["4320p24", "2160p120"], (120, COMPUTED), False),
        (["4320p30"], (30, COMPUTED), False),
    ],
)
def test_the_rate_of_4k_video_is_the_fastest_with_2160_lines_or_more(modes, fps, absent):
    camera = Camera(video_modes=modes)
    assert read("video_4k_fps", camera) == fps
    assert find_spec("video_4k_fps", Camera).absent(camera) is absent


@pytest.mark.parametrize(
    ("stated", "formats", "found"),
    [
        (None, None, None),
        (None, ["dng"], (True, COMPUTED)),
        (None, [], (False, COMPUTED)),
        (True, None, (True, STATED)),
        (False, ["dng"], (False, STATED)),
    ],
)
def test_raw_is_stated_or_follows_from_its_formats(stated, formats, found):
    assert read("raw", Camera(raw=stated, raw_formats=formats)) == found


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({}, "Front camera"),
        ({"display_side": "main"}, "Front camera"),
        ({"display_side": "cover"}, "Front camera, cover display"),
        ({"display_side": "cover", "role": "ultrawide"}, "Front, ultrawide"),
        ({"facing": "rear", "role": "stereo"}, "Second of a stereo pair"),
    ],
)
def test_a_front_camera_is_called_by_its_display_where_that_is_not_the_main_one(facts, title):
    assert phone_parts.camera_title(Camera(**{"facing": "front", "role": "front", **facts})) == title


def test_a_stated_zoom_factor_is_printed_as_one():
    assert find_spec("stated_zoom", Camera).text(3.5) == "3.5×"


@pytest.mark.django_db
def test_rows_of_the_main_camera_repeat_its_own():
    main = {"role": "main", "f_number": 1.9, "sensor_type": "1/1.31"}
    phone = phone_with({"role": "ultrawide", "f_number": 2.2}, main)
    assert read("main_f_number", phone) == (1.9, STATED)
    assert read("main_sensor_width_mm", phone) == (pytest.approx(9.77, abs=0.01), ESTIMATED)


@pytest.mark.django_db
def test_a_row_that_does_not_apply_to_the_main_camera_does_not_apply_to_the_phone():
    fixed = phone_with({"zoom_kind": "fixed"})
    assert find_spec("main_focal_length_eq_max_mm").applies(fixed) is False


PIXELS = {"width_px": 8192, "height_px": 6144, "pixel_pitch_um": 1.12}


@pytest.mark.parametrize(
    ("camera", "width", "how"),
    [
        (Camera(sensor_width_mm=13.2, sensor_height_mm=8.8, sensor_type="1/1.0"), 13.2, STATED),
        (Camera(sensor=Sensor(width_mm=13.11, height_mm=9.83, **PIXELS)), 13.11, STATED),
        (Camera(sensor=Sensor(**PIXELS), sensor_type="1/1.4"), 9.175, COMPUTED),
        (Camera(megapixels=12, pixel_pitch_um=1.4, sensor_type="1/2.5"), 5.6, ESTIMATED),
        (Camera(sensor_type="1/2.5"), 5.76, ESTIMATED),
        (Camera(sensor=Sensor(sensor_type="1/2.5")), 5.76, ESTIMATED),
    ],
    ids=["stated", "stated for the sensor", "pixels × pitch", "megapixels × pitch", "label", "label of the sensor"],
)
def test_a_sensors_width_is_marked_by_the_best_way_it_is_known(camera, width, how):
    assert read("sensor_width_mm", camera) == (pytest.approx(width, abs=0.01), how)


def test_what_is_worked_out_from_a_stated_size_is_computed_and_from_an_estimate_estimated():
    stated = Camera(sensor_width_mm=13.2, sensor_height_mm=8.8, f_number=1.8)
    estimated = Camera(sensor_type="1/1.31", f_number=1.8)
    for key in ("sensor_area_mm2", "crop_factor", "equivalent_f_number"):
        assert [read(key, camera)[1] for camera in (stated, estimated)] == [COMPUTED, ESTIMATED], key


def test_the_area_used_is_the_share_of_pixels_used():
    # Leitz Phone 2: 47.2 of the 50.3 MP of a sensor of 13.11 × 9.83 mm.
    sensor = Sensor(width_mm=13.11, height_mm=9.83, megapixels=50.3)
    camera = Camera(sensor=sensor, used_megapixels=47.2, f_number=1.9)
    assert read("used_area_mm2", camera) == (pytest.approx(120.9, abs=0.1), COMPUTED)
    assert read("equivalent_f_number", camera) == (pytest.approx(5.18, abs=0.01), COMPUTED)


def test_the_largest_picture_and_the_pixel_pitch_give_the_size_of_a_sensor_that_nobody_names():
    # iPhone 12: 4032 × 3024 pixels of 1.4 µm.
    camera = Camera(
        picture_width_px=4032, picture_height_px=3024, pixel_pitch_um=1.4, megapixels=12, sensor_type="1/2.55"
    )
    assert read("sensor_width_mm", camera) == (pytest.approx(5.645, abs=0.001), COMPUTED)
    assert read("sensor_height_mm", camera) == (pytest.approx(4.234, abs=0.001), COMPUTED)


def test_a_picture_made_by_a_part_of_the_sensor_says_nothing_of_the_whole():
    # Xperia Pro-I: 12 of 20 MP.
    camera = Camera(
        picture_width_px=4032, picture_height_px=3024, pixel_pitch_um=2.4, used_megapixels=12, sensor_type="1/1.0"
    )
    assert read("sensor_width_mm", camera)[1] == ESTIMATED


def test_a_sensors_own_pixels_come_before_those_of_the_largest_picture():
    sensor = Sensor(width_px=8160, height_px=6120, pixel_pitch_um=1.2)
    camera = Camera(sensor=sensor, picture_width_px=4080, picture_height_px=3060)
    assert read("sensor_width_mm", camera) == (pytest.approx(9.792), COMPUTED)


def test_a_stated_area_used_comes_first():
    camera = Camera(sensor_width_mm=13.2, sensor_height_mm=8.8, used_width_mm=10, used_height_mm=8, used_megapixels=12)
    assert read("used_area_mm2", camera) == (pytest.approx(80), COMPUTED)


def test_without_the_sensors_own_pixels_the_area_used_is_estimated_from_their_pitch():
    camera = Camera(sensor_width_mm=13.2, sensor_height_mm=8.8, used_megapixels=12, pixel_pitch_um=2.4)
    assert read("used_area_mm2", camera) == (pytest.approx(12 * 2.4**2), ESTIMATED)


def test_where_it_cannot_be_worked_out_the_whole_sensor_is_not_passed_off_as_the_area_used():
    camera = Camera(sensor_width_mm=13.2, sensor_height_mm=8.8, used_megapixels=12, f_number=2.0)
    assert read("used_area_mm2", camera) is None
    assert read("equivalent_f_number", camera) is None


def test_the_area_used_is_silent_where_nothing_is_said_of_it():
    whole = Camera(sensor_width_mm=13.2, sensor_height_mm=8.8, f_number=1.8)
    assert read("used_area_mm2", whole) is None
    assert read("crop_factor", whole) == (pytest.approx(2.73, abs=0.01), COMPUTED)


def test_a_cameras_own_pixel_pitch_and_label_come_before_its_sensors():
    sensor = Sensor(pixel_pitch_um=1.6, sensor_type="1/1.0")
    assert read("pixel_pitch_um", Camera(sensor=sensor, pixel_pitch_um=3.2)) == (3.2, STATED)
    assert read("sensor_type", Camera(sensor=sensor)) == ("1/1.0", GATHERED)


def test_rows_about_zoom_and_iris_apply_until_the_lens_is_known_to_have_none():
    zoom, iris = find_spec("focal_length_eq_max_mm", Camera), find_spec("f_number_max", Camera)
    assert [zoom.applies(Camera(zoom_kind=kind)) for kind in (None, "continuous", "fixed")] == [True, True, False]
    assert [iris.applies(Camera(aperture_kind=kind)) for kind in (None, "iris", "fixed")] == [True, True, False]


# Phones


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("roles", "whole", "answer"),
    [
        (["main", "tele"], None, True),
        (["main", "periscope"], None, True),
        (["main", "ultrawide"], ["rear_cameras"], False),
        (["main", "ultrawide"], ["front_cameras"], None),
        (["main", "ultrawide"], None, None),
        ([], ["rear_cameras"], False),
        ([], None, None),
    ],
)
def test_no_telephoto_is_said_only_where_the_list_of_rear_cameras_is_whole(roles, whole, answer):
    phone = phone_with(*({"role": role} for role in roles), complete_sections=whole)
    assert read("has_telephoto", phone) == (answer if answer is None else (answer, GATHERED))


@pytest.mark.django_db
def test_a_telephoto_on_the_front_is_none_on_the_back():
    phone = phone_with({"facing": "front", "role": "tele"}, complete_sections=["rear_cameras"])
    assert read("has_telephoto", phone) == (False, GATHERED)


@pytest.mark.django_db
def test_cameras_that_take_no_pictures_are_not_counted():
    phone = phone_with({"role": "main"}, {"role": "depth"}, {"role": "tof"}, complete_sections=["rear_cameras"])
    assert read("rear_camera_count", phone) == (1, GATHERED)
    assert read("camera_count", phone) == (3, GATHERED)


@pytest.mark.django_db
def test_cameras_are_counted_only_where_the_list_is_whole():
    # Zenfone 7 Pro: no front camera, the rear ones flip over.
    phone = phone_with({"role": "main"}, {"role": "tele"}, complete_sections=["front_cameras"])
    assert read("front_camera_count", phone) == (0, GATHERED)
    assert read("rear_camera_count", phone) is None


@pytest.mark.django_db
def test_focal_lengths_count_both_ends_and_the_steps_of_a_zoom():
    phone = phone_with(
        {"focal_length_eq_mm": 24},
        {"focal_length_eq_mm": 85, "focal_length_eq_max_mm": 125},
        {"focal_length_eq_steps_mm": [70, 105]},
        {"facing": "front", "role": "front", "focal_length_eq_mm": 200},
    )
    assert read("focal_lengths_eq_mm", phone) == ([24, 70, 85, 105, 125], GATHERED)
    assert read("longest_focal_length_eq_mm", phone) == (125, GATHERED)


GAPS = [
    ([24, 70, 120], 70 / 24),
    ([13, 24, 70, 240], 240 / 70),
    ([24, 24], None),
    ([24], None),
    ([], None),
    ([24, None], None),
    ([16, (24, 70), 105], 24 / 16),
    ([(24, 70)], 1),
    ([(24, 70), 50, 77], 77 / 70),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("lenses", "gap"), GAPS)
def test_the_largest_gap_is_between_neighbouring_rear_lenses(lenses, gap):
    cameras = [{"role": "front", "facing": "front", "focal_length_eq_mm": 500}, {"role": "depth"}]
    for lens in lenses:
        if isinstance(lens, tuple):
            short, long = lens
            cameras.append(
                {"focal_length_eq_mm": short, "focal_length_eq_max_mm": long, "zoom_kind": "continuous", "f_number": 2}
            )
        else:
            cameras.append({"focal_length_eq_mm": lens})
    whole = phone_with(*cameras, complete_sections=["rear_cameras"])
    expected = gap and (pytest.approx(gap), COMPUTED)
    assert read("largest_lens_gap", whole) == expected


@pytest.mark.django_db
def test_a_lens_that_is_not_listed_may_stand_in_the_gap():
    assert read("largest_lens_gap", phone_with({"focal_length_eq_mm": 24}, {"focal_length_eq_mm": 120})) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "gap"),
    [({}, None), ({"zoom_kind": "steps", "focal_length_eq_steps_mm": [24, 35, 70]}, (2, COMPUTED))],
)
def test_the_gap_of_a_zoom_is_known_where_its_steps_are(kind, gap):
    zoom = {"focal_length_eq_mm": 24, "focal_length_eq_max_mm": 70, **kind}
    assert read("largest_lens_gap", phone_with(zoom, complete_sections=["rear_cameras"])) == gap


@pytest.mark.django_db
def test_one_lens_has_no_neighbour():
    gap = find_spec("largest_lens_gap")
    one = {"focal_length_eq_mm": 24}
    assert not gap.applies(phone_with(one, complete_sections=["rear_cameras"]))
    assert gap.applies(make_phone("Of an open list", cameras=[one]))


@pytest.mark.parametrize(
    ("facts", "share"),
    [
        ({}, None),
        ({"sensor_width_mm": 13.2, "sensor_height_mm": 8.8}, None),
        ({"used_megapixels": 40, "sensor_megapixels": 50}, (80, COMPUTED)),
        ({"used_megapixels": 40, "sensor_megapixels": 50, "sensor_type": "1/1.3"}, (80, COMPUTED)),
        (
            {
                "sensor_width_mm": 10,
                "sensor_height_mm": 8,
                "used_width_mm": 8,
                "used_height_mm": 6,
                "used_megapixels": 1,
            },
            (60, COMPUTED),
        ),
        ({"used_width_mm": 8, "used_height_mm": 6}, None),
        ({"used_width_mm": 8, "used_height_mm": 6, "sensor_type": "1/1.0"}, (48 / 122.88 * 100, ESTIMATED)),
        ({"used_megapixels": 60, "sensor_megapixels": 50}, (100, COMPUTED)),
        ({"used_megapixels": 12}, None),
    ],
)
def test_the_used_share_of_the_sensor(facts, share):
    expected = share and (pytest.approx(share[0]), share[1])
    assert read("used_share_percent", Camera(**facts)) == expected


@pytest.mark.parametrize(
    ("announced", "released", "years", "until"),
    [
        ("2022-11-10", "2022-11-18", 3, "2025-11"),
        ("2022-11-10", "2023-01", 2.5, "2025-07"),
        ("2022-11-10", None, 3, "2025-11"),
        (None, "2022-Q4", 4, "2026-Q4"),
        (None, "2022", 5, "2027"),
        (None, "2022-12", 0.5, "2023-06"),
    ],
)
def test_promised_support_ends_as_precisely_as_its_beginning_is_known_but_to_no_day(announced, released, years, until):
    phone = Phone(
        announced=announced and PartialDate.parse(announced),
        released=released and PartialDate.parse(released),
        security_years_promised=years,
    )
    assert read("supported_until", phone) == (PartialDate.parse(until), COMPUTED)


def test_without_a_promise_nothing_is_said_of_its_end():
    assert read("supported_until", Phone(released=PartialDate.parse("2022-11-18"))) is None
    assert read("supported_until", Phone(security_years_promised=3)) is None


@pytest.mark.django_db
def test_the_builder_is_the_phones_own_else_the_brands():
    sharp, xiaomi = make_brand("Sharp"), make_brand("Xiaomi")
    leica = make_brand("Leica", maker=sharp)
    assert read("manufacturer", make_phone("Leitz Phone 2", brand=leica)) == ("Sharp", STATED)
    assert read("manufacturer", make_phone("Leitzphone", brand=leica, manufacturer=xiaomi)) == ("Xiaomi", STATED)
    assert read("manufacturer", make_phone("Aquos R7", brand=sharp)) is None


@pytest.mark.django_db
def test_a_phone_with_two_chipsets_names_both_and_their_maker_once():
    phone = make_phone("Galaxy S7", chipsets=["Exynos 8890", "Snapdragon 820"])
    assert read("chipset", phone) == (["Chipworks Exynos 8890", "Chipworks Snapdragon 820"], STATED)
    assert read("chipset_maker", phone) == (["Chipworks"], GATHERED)


@pytest.mark.django_db
def test_memory_on_sale_is_listed_once_smallest_first():
    phone = make_phone("Many versions", memory=[(12, 512), (8, 256), (12, 256), (None, 1024)])
    assert read("ram_gb", phone) == ([8, 12], STATED)
    assert read("storage_gb", phone) == ([256, 512, 1024], STATED)


@pytest.mark.django_db
def test_countries_are_listed_once():
    markets = [{"country": "JP", "carrier": "SoftBank"}, {"country": "JP", "carrier": "docomo"}, {"country": "DE"}]
    phone = make_phone("Traveller", markets=markets)
    assert read("sold_in", phone) == (["JP", "DE"], STATED)
    assert read("carrier", phone) == (["SoftBank", "docomo"], STATED)


@pytest.mark.django_db
def test_the_screens_share_of_the_front_is_computed_from_both():
    # 6.6 in with 1260 × 2730 pixels is 70.2 × 152.2 mm, on a front of 77 × 161 mm.
    display = {"display_size_in": 6.6, "display_width_px": 1260, "display_height_px": 2730}
    phone = make_phone("Leitz Phone 2", height_mm=161, width_mm=77, depth_mm=9.3, displays=[display])
    assert read("screen_to_body_percent", phone) == (pytest.approx(86.2, abs=0.1), COMPUTED)
    assert read("volume_cm3", phone) == (pytest.approx(115.3, abs=0.1), COMPUTED)


def test_shape_and_density_of_a_display_do_not_depend_on_how_it_is_held():
    upright = Display(display_size_in=6.6, display_width_px=1260, display_height_px=2730)
    lying = Display(display_size_in=6.6, display_width_px=2730, display_height_px=1260)
    for display in (upright, lying):
        assert read("aspect_ratio", display) == (pytest.approx(19.5), COMPUTED)
        assert read("ppi", display) == (pytest.approx(455.6, abs=0.1), COMPUTED)


@pytest.mark.parametrize(
    ("technology", "family"),
    [("IGZO OLED", "OLED"), ("Dynamic AMOLED 2X", "OLED"), ("IPS LCD", "LCD"), ("E Ink", None)],
)
def test_the_panels_family_is_taken_from_its_technology(technology, family):
    found = read("panel_family", Display(display_technology=technology))
    assert found == (family and (family, COMPUTED))


@pytest.mark.parametrize(
    ("key", "facts", "applies"),
    [
        ("folded_height_mm", {"form_factor": "bar"}, False),
        ("folded_height_mm", {"form_factor": "fold_book"}, True),
        ("folded_height_mm", {"form_factor": None}, True),
        ("card_slot_max_gb", {"card_slot": "none"}, False),
        ("card_slot_max_gb", {"card_slot": None}, True),
        ("wireless_charging_w", {"wireless_charging": False}, False),
        ("wireless_charging_w", {"wireless_charging": None}, True),
        ("water_depth_m", {"ip_codes": []}, False),
        ("water_depth_m", {"ip_codes": None}, True),
        ("bands_nr", {"network_technologies": ["gsm", "lte"]}, False),
        ("bands_nr", {"network_technologies": None}, True),
    ],
)
def test_a_row_applies_unless_it_is_known_that_it_does_not(key, facts, applies):
    assert find_spec(key).applies(Phone(**facts)) is applies


@pytest.mark.django_db
def test_a_pixel_pitch_that_nobody_states_is_computed_from_the_sensors_width():
    sensor = make_sensor("IMX989", maker="Sony", width_mm=13.1072, width_px=8192)
    camera = make_camera(make_phone("One"), sensor=sensor)
    assert read("pixel_pitch_um", camera) == (pytest.approx(1.6), COMPUTED)
