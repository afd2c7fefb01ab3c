"""How deep a phone is: which rows count, what counts as known and as sourced; and finding and sorting by it."""

from itertools import chain

import pytest

from catalog.facts.depth import DEPTH_SPECS, NAMING_ROWS
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.prefetch import fetch_phones, with_all_rows
from catalog.facts.resting_rows import ROWS_RESTED_ON, TESTS_OF_ROWS
from catalog.models import Phone, Stamp
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS

from .everything import make_full_phone
from .factories import make_camera, make_claim, make_phone, make_sensor
from .slow_depth import slow_depth

pytestmark = pytest.mark.django_db

LENS = {"megapixels": 50, "f_number": 1.9, "focal_length_eq_mm": 23, "sensor_type": "1/1.31"}


def depth_of(phone):
    (found,) = fetch_phones(Phone.objects.filter(pk=phone.pk))
    return PhoneFacts.of(found).depth


def more_known(before, after):
    """The rows that are known of the second and not of the first."""
    return {key for key, row in after.rows.items() if row.known and not before.rows[key].known}


def rows_of_main_camera(depth):
    return {key: row for key, row in depth.rows.items() if key.startswith("main_")}


def test_every_row_of_a_phones_data_counts_but_those_that_count_or_only_name(client):
    make_phone("One")
    data = client.get("/phones.json").json()["phones"][0]["facts"]
    assert set(DEPTH_SPECS) == data.keys() - {"rows_known", "rows_sourced", *NAMING_ROWS}
    assert len(DEPTH_SPECS) == len(PHONE_SPECS) + len(DISPLAY_SPECS) - 6


def test_a_value_and_a_no_are_known_and_not_published_is_only_answered():
    bare = depth_of(make_phone("Bare"))
    phone = make_phone("One", weight_g=211, headphone_jack=False, ip_codes=[])
    make_claim(phone, "nfc", None, state="not_published")
    make_claim(phone, "uwb", None, state="none")
    depth = depth_of(phone)
    assert more_known(bare, depth) == {"weight_g", "headphone_jack", "ip_codes", "uwb"}
    assert (depth.rows["nfc"].answered, depth.rows["nfc"].known) == (True, False)
    assert depth.known == bare.known + 4


def test_what_does_not_apply_is_no_row_of_the_phone():
    fold = depth_of(make_phone("Fold", form_factor="fold_book"))
    bar = depth_of(make_phone("Bar", form_factor="bar"))
    assert {key for key, row in fold.rows.items() if row.applies and not bar.rows[key].applies} == {
        "folded_height_mm", "folded_width_mm", "folded_depth_mm",
    }  # fmt: skip
    assert fold.applicable == bar.applicable + 3


def test_a_row_of_the_camera_is_the_main_cameras_and_counts_once():
    one = depth_of(make_phone("One", cameras=[LENS, {"role": "tele", **LENS}, {"role": "ultrawide", **LENS}]))
    other = depth_of(make_phone("Other", cameras=[LENS]))
    assert rows_of_main_camera(one) == rows_of_main_camera(other)
    assert one.rows["main_f_number"].known


def test_a_list_that_is_whole_and_empty_leaves_its_rows_out():
    unlisted = depth_of(make_phone("One"))
    without = depth_of(make_phone("Two", complete_sections=["displays", "rear_cameras"]))
    gone = {key for key, row in unlisted.rows.items() if row.applies and not without.rows[key].applies}
    assert {"display_size_in", "main_f_number"} <= gone
    assert "front_cameras" not in gone
    assert not unlisted.rows["display_size_in"].known


def test_what_is_worked_out_has_a_source_where_all_that_it_rests_on_has():
    phone = make_phone("One", height_mm=160, width_mm=70, depth_mm=9, os_at_launch="Android 13")
    for key, value in (("height_mm", 160), ("width_mm", 70), ("os_at_launch", "Android 13")):
        make_claim(phone, key, value)
    assert not depth_of(phone).rows["volume_cm3"].sourced
    assert depth_of(phone).rows["os_family"].sourced
    make_claim(phone, "depth_mm", 9)
    assert depth_of(phone).rows["volume_cm3"].sourced


def test_rows_rest_on_rows_that_are_counted():
    assert set(chain(ROWS_RESTED_ON, *TESTS_OF_ROWS.values())) <= DEPTH_SPECS.keys()
    assert set().union(*ROWS_RESTED_ON.values()) <= DEPTH_SPECS.keys() - ROWS_RESTED_ON.keys()


COUNTS = {
    "rear_camera_count", "ultrawide_count", "telephoto_count", "macro_count", "has_ultrawide", "has_telephoto",
}  # fmt: skip


def sourced_rows(phone):
    return {key for key, row in depth_of(phone).rows.items() if row.sourced}


def test_how_many_lenses_there_are_has_a_source_where_one_source_tells_of_every_lens():
    tele = {"role": "tele", "f_number": 2.4}
    phone = make_phone("One", cameras=[LENS, tele], complete_sections=["rear_cameras"])
    main, tele = phone.cameras.all()
    make_claim(phone, "f_number", 1.9, camera=main, source="review")
    make_claim(phone, "f_number", 2.4, camera=tele, source="maker")
    assert not COUNTS & sourced_rows(phone)
    make_claim(phone, "megapixels", 50, camera=main, source="maker")
    assert sourced_rows(phone) >= COUNTS


def test_focal_lengths_have_a_source_where_each_of_them_has():
    phone = make_phone("One", cameras=[LENS, {"role": "ultrawide", "stated_angle_of_view_deg": 120}])
    main, ultrawide = phone.cameras.all()
    make_claim(phone, "focal_length_eq_mm", 23, camera=main)
    assert "focal_lengths_eq_mm" not in sourced_rows(phone)
    make_claim(phone, "stated_angle_of_view_deg", 120, camera=ultrawide)
    assert sourced_rows(phone) >= {"focal_lengths_eq_mm", "longest_focal_length_eq_mm"}


def test_the_size_of_a_sensor_has_a_source_where_the_label_has_from_which_it_is_estimated():
    phone = make_phone("One", cameras=[LENS])
    make_claim(phone, "sensor_type", "1/1.31", camera=phone.cameras.get())
    assert sourced_rows(phone) >= {"main_sensor_width_mm", "main_sensor_height_mm", "main_crop_factor"}
    assert "main_equivalent_f_number" not in sourced_rows(phone)


def test_the_size_of_a_sensor_by_other_figures_hangs_on_those():
    camera = {"megapixels": 50, "pixel_pitch_um": 1.2, "sensor_type": "1/1.31"}
    phone = make_phone("One", cameras=[camera])
    make_claim(phone, "sensor_type", "1/1.31", camera=phone.cameras.get())
    make_claim(phone, "megapixels", 50, camera=phone.cameras.get())
    assert "main_sensor_width_mm" not in sourced_rows(phone)
    make_claim(phone, "pixel_pitch_um", 1.2, camera=phone.cameras.get())
    assert "main_sensor_width_mm" in sourced_rows(phone)


def test_a_source_counts_where_it_is_accepted_and_says_what_we_have():
    phone = make_phone("One", weight_g=211, height_mm=160, width_mm=70)
    make_claim(phone, "weight_g", 211)
    make_claim(phone, "height_mm", 170)
    make_claim(phone, "width_mm", 70, accepted=False)
    make_claim(phone, "depth_mm", 9)
    assert [key for key, row in depth_of(phone).rows.items() if row.sourced] == ["weight_g"]


def test_the_lenses_are_the_rear_main_ultrawide_and_telephoto_cameras_with_four_facts_each():
    phone = make_phone(
        "One",
        cameras=[
            LENS,
            {"role": "ultrawide", "sensor": make_sensor("Eye 2")},
            {"role": "periscope", "f_number": 3.4},
            {"role": "depth", "megapixels": 2},
            {"facing": "front", "role": "front", **LENS},
        ],
    )
    make_claim(phone, "f_number", 1.9, camera=phone.cameras.first())
    lenses = depth_of(phone).lenses
    assert [(lens.is_main, [name for name, fact in lens.facts.items() if fact.known]) for lens in lenses] == [
        (True, ["resolution", "f-number", "focal length or angle of view", "sensor"]),
        (False, ["sensor"]),
        (False, ["f-number"]),
    ]
    assert [[name for name, fact in lens.facts.items() if fact.sourced] for lens in lenses] == [["f-number"], [], []]


@pytest.mark.parametrize(
    ("camera", "is_exact"),
    [({}, False), ({"sensor_type": "1/1.31"}, False), ({"sensor_width_mm": 9.8, "sensor_height_mm": 7.3}, True)],
)
def test_a_sensors_size_is_exact_where_it_is_no_estimate(camera, is_exact):
    assert depth_of(make_phone("One", cameras=[camera])).is_main_size_exact is is_exact


def test_the_counts_are_those_that_are_made_row_by_row(shipped):
    make_full_phone()
    for phone in with_all_rows(Phone.objects.all()):
        depth = PhoneFacts.of(phone).depth
        assert (depth.known, depth.sourced) == slow_depth(phone), phone


# The finder


def slugs(client, query):
    return [phone["slug"] for phone in client.get(f"/phones.json?{query}").json()["phones"]]


@pytest.fixture
def three():
    make_phone("Bare")
    deep = make_phone("Deep", weight_g=211, height_mm=160, width_mm=70, nfc=True)
    make_camera(deep, megapixels=50)
    sourced = make_phone("Sourced", weight_g=200, nfc=True)
    make_claim(sourced, "weight_g", 200)


def test_phones_are_sorted_and_narrowed_by_it(client, three):
    assert slugs(client, "sort=-rows_known") == ["acme-deep", "acme-sourced", "acme-bare"]
    assert slugs(client, "sort=rows_known") == ["acme-bare", "acme-sourced", "acme-deep"]
    assert slugs(client, "sort=-rows_sourced")[0] == "acme-sourced"
    assert slugs(client, "rows_sourced_min=1") == ["acme-sourced"]


def test_it_is_a_column_of_the_table_and_of_the_data(client, three):
    known = depth_of(Phone.objects.get(name="Deep")).known
    data = client.get("/phones.json?q=deep").json()["phones"][0]
    assert (data["facts"]["rows_known"], data["facts"]["rows_sourced"]) == (known, 0)
    html = client.get("/phones/?view=table&columns=rows_known&sort=-rows_known").content.decode()
    assert "Specs known" in html
    assert f"<td>{known}</td>" in html


def test_a_new_source_moves_the_phone(client, three):
    assert slugs(client, "rows_sourced_min=1") == ["acme-sourced"]
    deep = Phone.objects.get(name="Deep")
    make_claim(deep, "nfc", True)
    Stamp.move([deep.pk])
    assert slugs(client, "rows_sourced_min=1&sort=-rows_known") == ["acme-deep", "acme-sourced"]
