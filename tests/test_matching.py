"""Cameras of several phones stand side by side by what they see, not by their place in a list or their name."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.facts.camera_matches import MAX_FOCAL_RATIO, focal_length_span, focal_span_ratio, matching_cameras
from catalog.models import Camera
from catalog.models.vocabulary import HELPER_ROLES, Facing, Role

from .factories import make_phone
from .reading import lines, page, row, words

EQ = "focal_length_eq_mm"


def camera(role="main", mm=None, facing="rear", **facts):
    return Camera(role=role, facing=facing, focal_length_eq_mm=mm, **facts)


def titles(*columns):
    return [match.title.replace("\N{NARROW NO-BREAK SPACE}", " ") for match in matching_cameras(columns)]


def test_lenses_that_see_alike_stand_side_by_side_whatever_they_are_called():
    ours = [camera("main", 24), camera("ultrawide", 14), camera("tele", 70)]
    theirs = [camera("periscope", 75), camera("main", 23), camera("macro", 15)]
    assert titles(ours, theirs) == [
        "Main camera, 23–24 mm",
        "Ultrawide / Macro, 14–15 mm",
        "Telephoto / Periscope telephoto, 70–75 mm",
    ]


def test_a_lens_far_from_all_others_stands_alone():
    assert titles([camera("main", 24), camera("tele", 240)], [camera("main", 24), camera("tele", 70)]) == [
        "Main camera, 24 mm",
        "Telephoto, 70 mm",
        "Telephoto, 240 mm",
    ]


def test_a_wide_main_lens_stands_beside_a_longer_one_where_nothing_is_nearer():
    assert titles([camera("main", 19)], [camera("main", 27)]) == ["Main camera, 19–27 mm"]
    assert titles([camera("main", 19)], [camera("ultrawide", 16), camera("main", 27)]) == [
        "Main camera / Ultrawide, 16–19 mm",
        "Main camera, 27 mm",
    ]


def test_a_zoom_stands_beside_any_lens_that_it_reaches():
    zoom = camera("periscope", 85, focal_length_eq_max_mm=125)
    assert titles([zoom], [camera("tele", 120)]) == ["Periscope telephoto / Telephoto, 85–125 mm"]


def test_cameras_of_unknown_length_go_by_their_role_and_helpers_only_beside_helpers():
    ours = [camera("main"), camera("depth"), camera("front", 26, facing="front")]
    theirs = [camera("main", 24), camera("front", 22, facing="front"), camera("depth")]
    assert titles(ours, theirs) == ["Main camera, 24 mm", "Depth", "Front camera, 22–26 mm"]


def test_front_cameras_of_two_displays_stand_apart_whatever_they_see():
    fold = [
        camera("front", 24, facing="front", display_side="cover"),
        camera("front", 24, facing="front", display_side="main"),
    ]
    other = [
        camera("front", 24, facing="front", display_side="main"),
        camera("front", 25, facing="front", display_side="cover"),
    ]
    bar = [camera("front", 26, facing="front")]
    assert sorted(titles(fold, other)) == ["Front camera, 24 mm", "Front camera, cover display, 24–25 mm"]
    assert len(titles(fold, bar)) == 2


def test_two_lenses_of_one_phone_never_share_a_place():
    assert titles([camera("main", 28), camera("main", 28)], [camera("main", 28)]) == ["Main camera, 28 mm"] * 2


LENSES = st.builds(
    Camera,
    role=st.sampled_from(Role.values),
    facing=st.sampled_from(Facing.values),
    position=st.integers(1, 6),
    focal_length_eq_mm=st.none() | st.integers(10, 300),
    focal_length_eq_max_mm=st.none() | st.integers(10, 300),
    display_side=st.sampled_from([None, None, "main", "cover"]),
)
COLUMNS = st.lists(st.lists(LENSES, max_size=5), min_size=1, max_size=4)


@given(COLUMNS)
def test_every_camera_has_one_place_and_each_place_holds_lenses_that_may_stand_together(columns):
    matches = matching_cameras(columns)
    for number, cameras in enumerate(columns):
        placed = [match.cameras[number] for match in matches if match.cameras[number]]
        assert sorted(map(id, placed)) == sorted(map(id, cameras))
    for match in matches:
        assert len(match.cameras) == len(columns)
        assert len({camera.facing for camera in match.present}) == 1
        assert len({camera.role in HELPER_ROLES for camera in match.present}) == 1
        assert len({camera.display_side for camera in match.present} - {None}) <= 1
        spans = [span for span in map(focal_length_span, match.present) if span]
        assert not spans or focal_span_ratio(spans) <= MAX_FOCAL_RATIO


@given(st.lists(st.integers(10, 300), min_size=1, max_size=5, unique=True), st.integers(2, 4))
def test_phones_with_the_same_lenses_are_matched_lens_by_lens(lengths, many):
    columns = [[camera("main", mm, position=place) for place, mm in enumerate(lengths, 1)] for _ in range(many)]
    assert [match.span_mm for match in matching_cameras(columns)] == [(mm, mm) for mm in sorted(lengths)]


@given(st.lists(st.lists(st.integers(10, 300), max_size=3, unique=True), min_size=3, max_size=3))
def test_the_order_of_the_phones_does_not_change_which_lenses_meet(lengths):
    columns = [[camera("tele", mm, position=mm) for mm in lens_set] for lens_set in lengths]
    found = [meetings(order) for order in permutations(columns)]
    assert all(meeting == found[0] for meeting in found)


def meetings(columns):
    return sorted(sorted(camera.focal_length_eq_mm for camera in match.present) for match in matching_cameras(columns))


@pytest.mark.django_db
def test_main_cameras_that_see_differently_stand_side_by_side_once_more(client):
    make_phone("Wide", cameras=[{EQ: 19, "f_number": 1.9}])
    make_phone("Usual", cameras=[{"role": "ultrawide", EQ: 16, "f_number": 2.2}, {EQ: 24, "f_number": 1.7}])
    make_phone("Same", cameras=[{EQ: 25, "f_number": 1.8}])
    mains = row(page(client, "/compare/acme-wide-vs-acme-usual/?rows=all"), "main-cameras-main_f_number")
    assert "f/1.9" in mains
    assert "f/1.7" in mains
    assert "main-cameras" not in page(client, "/compare/acme-usual-vs-acme-same/?rows=all")


@pytest.mark.django_db
def test_a_phone_without_a_lens_says_which_it_has_not_got(client):
    make_phone("Long", cameras=[{EQ: 24}, {"role": "tele", EQ: 75, "f_number": 3}])
    make_phone("Short", complete_sections=["rear_cameras"], cameras=[{EQ: 24}])
    make_phone("Far", complete_sections=["rear_cameras"], cameras=[{EQ: 24}, {"role": "periscope", EQ: 240}])
    make_phone("Open", cameras=[{EQ: 24}])
    table = lines(client, "/compare/acme-long-vs-acme-short-vs-acme-far-vs-acme-open.csv")
    tele = next(line for line in table if line[:2] == ["Telephoto, 75\N{NARROW NO-BREAK SPACE}mm · lens", "f_number"])
    assert tele[5:-2:3] == ["known", "no", "no", "not_known"]
    make_phone("Alike", cameras=[{EQ: 24}, {"role": "tele", EQ: 75, "f_number": 2.8}])
    path = "/compare/acme-long-vs-acme-alike-vs-acme-short-vs-acme-far-vs-acme-open/"
    html = page(client, f"{path}?rows=all")
    shown = words(row(html, "camera-2-lens-f_number").join(("<main>", "")))
    assert "f/3" in shown
    assert "no telephoto" in shown
    assert "no lens near 75 mm" in shown
    assert "not listed" in shown
