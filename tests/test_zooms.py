"""A zoom is a range of focal lengths, each with an f-number of its own, wherever the finder is asked."""

import csv
import io

import pytest

from catalog.models import Stamp
from catalog.views.quick_filters import quick_filters

from .asking import asked, find_now, maybes, slugs
from .factories import make_camera, make_phone
from .reading import words

pytestmark = pytest.mark.django_db

CONTINUOUS = {"zoom_kind": "continuous", "aperture_kind": "zoom", "f_number": 3.1, "f_number_max": 6.3}
STEPS = {"zoom_kind": "steps", "aperture_kind": "zoom", "f_number": 2.3, "f_number_max": 2.8}


def make_zoom(name, short, long, role="tele", **facts):
    phone = make_phone(name, complete_sections=["rear_cameras"])
    make_camera(phone, role=role, focal_length_eq_mm=short, focal_length_eq_max_mm=long, **facts)
    return phone


def told(client, question):
    """What the only phone answers."""
    if slugs(client, question):
        return "yes"
    return "maybe" if maybes(client, question) else "no"


ONE_ZOOM = [
    ("focal_length_eq_mm_min=120", "yes"),
    ("focal_length_eq_mm_min=240", "yes"),
    ("focal_length_eq_mm_min=241", "no"),
    ("focal_length_eq_mm_max=24", "yes"),
    ("focal_length_eq_mm_max=23", "no"),
    ("focal_length_eq_mm_min=100&{}focal_length_eq_mm_max=110", "yes"),
    ("focal_length_eq_mm=70", "yes"),
    # The lens is f/6.3 at 240 mm, f/4.4 at 76 mm.
    ("focal_length_eq_mm_min=200&{}f_number_max=3.2", "no"),
    ("focal_length_eq_mm_min=240&{}f_number_max=6.3", "yes"),
    ("focal_length_eq_mm_max=24&{}f_number_max=3.1", "yes"),
    ("focal_length_eq_mm_min=76&{}f_number_max=4.5", "yes"),
    ("focal_length_eq_mm_min=78&{}f_number_max=4.4", "no"),
    ("focal_length_eq_mm_max=30&{}f_number_min=6", "no"),
    ("f_number_min=5", "yes"),
    # 12 mm across the diagonal: crop factor 3.61, f/11.2 to f/22.7.
    ("equivalent_f_number_max=12", "yes"),
    ("focal_length_eq_mm_min=200&{}equivalent_f_number_max=12", "no"),
    ("focal_length_eq_mm_min=200&{}equivalent_f_number_max=22", "yes"),
    ("f_number_max=3.2&{}equivalent_f_number_min=20", "no"),
    # 240 mm is 10.3°, 24 mm 84.1°.
    ("angle_of_view_deg_max=11", "yes"),
    ("angle_of_view_deg_max=10", "no"),
    ("angle_of_view_deg_max=11&{}f_number_max=4", "no"),
    ("angle_of_view_deg_min=80&{}f_number_max=4", "yes"),
    ("focal_length_eq_mm_min=200&{}sensor_area_mm2_min=60", "yes"),
    ("focal_length_eq_mm_min=200&{}sensor_area_mm2_min=80", "no"),
]


@pytest.mark.parametrize("prefix", ["lens.", "main_"])
def test_a_continuous_zoom_is_all_its_focal_lengths_each_with_its_f_number(client, prefix):
    make_zoom("K", 24, 240, role="main", sensor_width_mm=9.6, sensor_height_mm=7.2, **CONTINUOUS)
    answers = {question: told(client, prefix + question.format(prefix)) for question, _ in ONE_ZOOM}
    assert answers == dict(ONE_ZOOM)


STEPPED = [
    ("lens.focal_length_eq_mm_min=100", "yes"),
    ("lens.focal_length_eq_mm_min=80&lens.focal_length_eq_mm_max=90", "no"),
    ("lens.focal_length_eq_mm_min=100&lens.f_number_max=2.5", "no"),
    ("lens.focal_length_eq_mm_min=100&lens.f_number_max=2.8", "yes"),
    ("lens.focal_length_eq_mm_max=70&lens.f_number_max=2.3", "yes"),
]


def test_a_zoom_in_steps_stands_at_its_steps_alone(client):
    make_zoom("Stepper", 70, 105, focal_length_eq_steps_mm=[70, 105], **STEPS)
    assert {question: told(client, question) for question, _ in STEPPED} == dict(STEPPED)


def test_a_step_between_the_ends_has_an_f_number_between_theirs(client):
    make_zoom("Stepper", 70, 140, focal_length_eq_steps_mm=[70, 100, 140], **STEPS)
    assert told(client, "lens.focal_length_eq_mm=100&lens.f_number_max=2.6") == "yes"
    assert told(client, "lens.focal_length_eq_mm=100&lens.f_number_max=2.4") == "no"
    assert told(client, "lens.focal_length_eq_mm=101") == "no"


NOT_KNOWN = [
    # Without a list of its steps, or a kind, a zoom may stand between its ends.
    ({"zoom_kind": "steps"}, (70, 105), "focal_length_eq_mm_min=80&lens.focal_length_eq_mm_max=90", "maybe"),
    ({"zoom_kind": None}, (70, 105), "focal_length_eq_mm_min=80&lens.focal_length_eq_mm_max=90", "maybe"),
    ({"zoom_kind": None}, (70, 105), "focal_length_eq_mm_min=105", "yes"),
    ({"zoom_kind": None}, (70, None), "focal_length_eq_mm_min=80", "no"),
    ({"zoom_kind": "fixed"}, (70, 105), "focal_length_eq_mm_min=80", "no"),
    # An end that is not known may be anywhere beyond.
    ({"zoom_kind": "continuous"}, (70, None), "focal_length_eq_mm_min=80", "maybe"),
    ({"zoom_kind": "continuous"}, (70, None), "focal_length_eq_mm_max=69", "no"),
    ({"zoom_kind": "continuous"}, (None, 105), "focal_length_eq_mm_max=69", "maybe"),
    ({"zoom_kind": "continuous"}, (None, 105), "focal_length_eq_mm_min=100", "yes"),
    ({"zoom_kind": "continuous"}, (None, 105), "focal_length_eq_mm_min=106", "no"),
    ({"zoom_kind": "continuous"}, (None, None), "focal_length_eq_mm_min=106", "maybe"),
    # What an f-number at the long end is, nobody says; it is not below the widest.
    (
        {"zoom_kind": "continuous", "aperture_kind": "zoom", "f_number": 2.3}, (70, 105),
        "focal_length_eq_mm_min=100&lens.f_number_max=3", "maybe",
    ),
    (
        {"zoom_kind": "continuous", "aperture_kind": "zoom", "f_number": 2.3}, (70, 105),
        "focal_length_eq_mm_min=100&lens.f_number_max=2", "no",
    ),
    (
        {"zoom_kind": "continuous", "aperture_kind": "zoom", "f_number": 2.3}, (70, 105),
        "focal_length_eq_mm_max=70&lens.f_number_max=2.3", "yes",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "ends", "question", "expected"), NOT_KNOWN)
def test_what_is_not_known_of_a_zoom_makes_it_possible(client, facts, ends, question, expected):
    make_zoom("Vague", *ends, **facts)
    assert told(client, f"lens.{question}") == expected


def test_a_possible_zoom_of_the_main_camera_says_what_is_not_known(client):
    make_zoom("Vague", 24, None, role="main", zoom_kind="continuous", f_number=2, aperture_kind="fixed")
    answer = asked(client, "main_focal_length_eq_mm_min=80&main_f_number_max=2")
    assert [phone["because"] for phone in answer["maybe_phones"]] == [["main_focal_length_eq_mm"]]


def test_a_result_shows_a_zoom_from_end_to_end(client):
    make_zoom("Zoom", 85, 125, zoom_kind="continuous", aperture_kind="zoom", f_number=2.3, f_number_max=2.8)
    html = client.get("/phones/?lens.focal_length_eq_mm_min=120&lens.f_number_max=3").content.decode()
    assert "85–125 mm" in words(html)
    assert "f/2.3–2.8" in words(html)


def test_a_result_shows_one_f_number_of_a_lens_that_is_stopped_down_by_hand(client):
    phone = make_phone("Stopped", complete_sections=["rear_cameras"])
    make_camera(phone, focal_length_eq_mm=24, aperture_kind="steps", f_number=1.5, f_number_max=2.4)
    html = client.get("/phones/?lens.focal_length_eq_mm_max=30&lens.f_number_max=2").content.decode()
    assert "24 mm, f/1.5" in words(html)
    assert "f/1.5–2.4" not in words(html)


def test_the_csv_and_the_page_give_the_same_zooms(client):
    make_zoom("K", 24, 240, **CONTINUOUS)
    make_zoom("Short", 24, 60, **CONTINUOUS)
    question = "lens.focal_length_eq_mm_min=120"
    lines = csv.DictReader(io.StringIO(client.get(f"/phones.csv?{question}").getvalue().decode("utf-8-sig")))
    assert [line["slug"] for line in lines if line["match"] == "yes"] == ["acme-k"]
    page = client.get(f"/phones/?{question}").content.decode()
    assert "Acme K" in page
    assert "Acme Short" not in page


def wrong_bins(client, question, row):
    """Bins of a row that count other than what asking for them finds; the first and last hold what lies beyond."""
    bins = asked(client, question)["ranges"][row]["bins"]
    assert sum(one["count"] for one in bins) > 0
    wrong = {}
    for number, one in enumerate(bins):
        low = f"&{row}_min={one['from']}" if number else ""
        high = f"&{row}_max={one['to'] - 0.0001}" if number < len(bins) - 1 else ""
        found = len(slugs(client, question + low + high))
        if found != one["count"]:
            wrong[one["from"]] = (one["count"], found)
    return wrong


def make_lenses():
    make_zoom("K", 24, 240, role="main", **CONTINUOUS)
    make_zoom("Prime", 205, None, role="main", zoom_kind="fixed", f_number=3, aperture_kind="fixed")
    make_zoom("Stepper", 70, 140, role="main", focal_length_eq_steps_mm=[70, 100, 140], **STEPS)
    make_zoom("Vague", 33, None, role="main", zoom_kind="continuous", f_number=2.1)


ASKED_OF_ZOOMS = [
    "",
    "{0}focal_length_eq_mm_min=150",
    "{0}f_number_max=4",
    "{0}f_number_max=4&{0}focal_length_eq_mm_min=90",
    "{0}f_number_max=2.5&{0}focal_length_eq_mm_min=60&unknown=match",
    "{0}angle_of_view_deg_max=21",
]


@pytest.mark.parametrize("prefix", ["lens.", "main_"])
@pytest.mark.parametrize("question", ASKED_OF_ZOOMS)
def test_histograms_count_zooms_where_they_meet_the_other_conditions(client, question, prefix):
    make_lenses()
    for row in ("focal_length_eq_mm", "f_number", "angle_of_view_deg"):
        rest = [pair for pair in question.format(prefix).split("&") if not pair.startswith(f"{prefix}{row}")]
        everything = asked(client, question.format(prefix))["ranges"][f"{prefix}{row}"]["bins"]
        assert asked(client, "&".join(rest))["ranges"][f"{prefix}{row}"]["bins"] == everything
        if "match" not in question:
            assert wrong_bins(client, "&".join(rest), f"{prefix}{row}") == {}


def test_a_zoom_that_changes_is_found_by_its_new_focal_lengths(client):
    phone = make_zoom("K", 24, 60, **CONTINUOUS)
    assert told(client, "lens.focal_length_eq_mm_min=120") == "no"
    camera = phone.cameras.get()
    camera.focal_length_eq_max_mm = 240
    camera.save()
    Stamp.move({phone.pk})
    assert told(client, "lens.focal_length_eq_mm_min=120") == "yes"
    assert wrong_bins(client, "lens.f_number_max=3.2", "lens.focal_length_eq_mm") == {}


def test_a_chip_counts_what_its_link_leads_to(client):
    make_zoom("Main only", 24, None, role="main", f_number=1.8)
    two = make_zoom("Both", 24, None, role="main", f_number=1.8)
    make_camera(two, role="tele", focal_length_eq_mm=80, f_number=3)
    for question in ("lens.f_number_max=2", "lens.role=tele", "lens.focal_length_eq_mm_max=90", "weight_g_min=1"):
        chips = quick_filters(find_now(question))
        assert chips
        for chip in chips:
            assert chip.count == asked(client, chip.url)["total"], (question, chip.words)


@pytest.mark.usefixtures("shipped")
def test_the_lightest_with_a_long_lens_is_the_one_whose_zoom_reaches_it(client):
    question = "lens.focal_length_eq_mm_min=120&announced_min=2021&sort=weight_g"
    assert slugs(client, question)[:3] == ["huawei-p50", "sony-xperia-1-iv", "sony-xperia-1-v"]
