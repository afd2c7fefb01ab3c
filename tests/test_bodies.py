"""Bodies to scale: proportions, one scale, one baseline, the camera island, and what is said where one is missing."""

from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from catalog.drawings.bodies import bodies_side_by_side
from catalog.drawings.body_overlays import body_overlay
from catalog.drawings.camera_islands import camera_island, camera_island_words
from catalog.models import Brand, Camera, Display, Phone
from catalog.models.vocabulary import CameraLayout, FlashPosition, IslandPosition, IslandShape
from catalog.sheet.registry import PHONE_SPECS

from .drawn import drawings, on_screen
from .factories import make_phone
from .reading import page, words

quick = settings(derandomize=True, max_examples=60, deadline=None, database=None)
HALF_A_PERCENT = 0.005


def near(length):
    return pytest.approx(length, rel=HALF_A_PERCENT)


def millimetres(low, high):
    return st.floats(low, high).map(lambda length: round(length, 2))


def bare(lenses=0, **facts):
    """A phone that no database has, without displays and with so many rear lenses."""
    phone = Phone(pk=1, name="Brick", slug="brick", brand=Brand(name="Acme"), **facts)
    cameras = Camera.objects.none()
    cameras._result_cache = [Camera(phone=phone, facing="rear", role="main") for _ in range(lenses)]
    phone._prefetched_objects_cache = {"displays": Display.objects.none(), "cameras": cameras}
    return phone


def sizes():
    sides = {"height_mm": millimetres(30, 400), "width_mm": millimetres(20, 300), "depth_mm": millimetres(2, 60)}
    more = {"depth_with_bump_mm": millimetres(2, 80), "folded_height_mm": millimetres(30, 400),
            "folded_width_mm": millimetres(20, 300), "folded_depth_mm": millimetres(2, 60),
            "half_folded_height_mm": millimetres(30, 400), "half_folded_width_mm": millimetres(20, 300),
            "half_folded_depth_mm": millimetres(2, 60)}  # fmt: skip
    island = {"camera_island_shape": st.sampled_from(IslandShape.values),
              "camera_island_position": st.sampled_from(IslandPosition.values),
              "camera_island_width_mm": millimetres(3, 120),
              "camera_island_height_mm": millimetres(3, 120),
              "camera_layout": st.sampled_from(CameraLayout.values),
              "flash_position": st.sampled_from(FlashPosition.values),
              "lenses": st.integers(1, 5)}  # fmt: skip
    return st.fixed_dictionaries({}, optional=sides | more | island)


def views(body):
    return {view.key: view.drawing for view in body.views}


# For phones of any size


@quick
@given(st.lists(sizes(), min_size=1, max_size=6))
def test_every_view_keeps_the_proportions_of_the_facts_and_the_common_scale(facts):
    bodies = bodies_side_by_side([bare(**one) for one in facts])
    for body in bodies.drawn:
        phone = body.phone
        expected = {
            "front": (phone.width_mm, phone.height_mm), "back": (phone.width_mm, phone.height_mm),
            "side": (phone.depth_mm, phone.height_mm), "folded": (phone.folded_width_mm, phone.folded_height_mm),
            "folded-side": (phone.folded_depth_mm, phone.folded_height_mm),
            "half-folded": (phone.half_folded_width_mm, phone.half_folded_height_mm),
            "half-folded-side": (phone.half_folded_depth_mm, phone.half_folded_height_mm),
        }  # fmt: skip
        for key, drawing in views(body).items():
            outer = drawing.shapes[0]
            assert (outer.width, outer.height) == tuple(map(near, expected[key]))
            assert drawing.ems / drawing.box[1] == near(1 / 30)
    card = bodies.card.drawing
    assert (card.shapes[0].width, card.shapes[0].height, card.ems / card.box[1]) == (53.98, 85.6, near(1 / 30))


@quick
@given(sizes())
def test_every_shape_stands_within_its_body_and_the_body_on_the_baseline(facts):
    body = [*bodies_side_by_side([bare(**facts)]).drawn, None][0]
    for key, drawing in views(body).items() if body else ():
        outer, *inner = drawing.shapes
        assert (outer.x, outer.y + outer.height) == (0, pytest.approx(drawing.height))
        for shape in inner:
            assert shape.y >= outer.y - 0.01
            assert shape.y + shape.height <= drawing.height + 0.01
            assert shape.x >= 0
            assert shape.x + shape.width <= drawing.width + 0.01
            if key != "side":
                assert shape.x + shape.width <= outer.width + 0.01


@quick
@given(sizes())
def test_the_bump_begins_behind_the_body_and_ends_at_the_thickness_at_the_camera(facts):
    body = [*bodies_side_by_side([bare(**facts)]).drawn, None][0]
    side = body and views(body).get("side")
    bump = side and next((shape for shape in side.shapes if shape.kind == "bump"), None)
    thick, thin = facts.get("depth_with_bump_mm") or 0, facts.get("depth_mm") or 0
    assert bool(bump) == bool(side and thick > thin)
    if bump:
        assert bump.x == pytest.approx(thin, abs=0.001)
        assert bump.x + bump.width == near(thick)


@quick
@given(st.lists(sizes(), min_size=2, max_size=6))
def test_an_overlay_keeps_proportions_and_stands_on_one_line_with_one_middle(facts):
    overlay = body_overlay([bare(**one) for one in facts])
    if overlay.drawing is None:
        return
    fronts = overlay.drawing.shapes[: len(overlay.outlines)]
    for outline, shape in zip(overlay.outlines, fronts, strict=True):
        assert (shape.width, shape.height) == (near(outline.phone.width_mm), near(outline.phone.height_mm))
    assert len({round(shape.x + shape.width / 2, 2) for shape in fronts}) <= 2
    for shape in overlay.drawing.shapes:
        assert shape.y + shape.height == pytest.approx(overlay.drawing.height, abs=0.002)


def test_the_letters_of_an_overlay_are_far_enough_apart_to_be_read():
    overlay = body_overlay([bare(height_mm=150, width_mm=width) for width in (45, 70, 70, 71, 80, 150)])
    places = sorted(label.x for label in overlay.drawing.labels)
    assert min(right - left for left, right in pairwise(places)) > 6


# The camera island


SIDES = {"height_mm": 160, "width_mm": 80, "depth_mm": 9, "depth_with_bump_mm": 12}


def test_an_island_of_known_shape_place_and_size_is_drawn_as_it_is():
    phone = bare(**SIDES, camera_island_shape="circle", camera_island_position="top_centre", camera_island_width_mm=40)
    (shape,), island = camera_island(phone).shapes, camera_island(phone)
    assert (shape.width, shape.height, shape.corner) == (40, 40, 20)
    assert shape.x + shape.width / 2 == 40
    assert island.sure
    assert shape.sure


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"camera_island_shape": "circle", "camera_island_position": "top_left"}, "Circle, top left; size not known"),
        ({"camera_island_shape": "circle", "camera_island_width_mm": 40}, "Circle; 40 mm; position not known"),
        ({"camera_island_shape": "square"}, "Rounded square; position and size not known"),
        (
            {"camera_island_shape": "strip_upright", "camera_island_position": "top_left", "camera_island_width_mm": 9},
            "Vertical strip, top left; 9 mm; size not known",
        ),
    ],
)
def test_an_island_of_which_something_is_not_known_is_dashed_and_that_is_said(facts, said):
    phone = bare(**SIDES, **facts)
    assert camera_island_words(phone).replace("\N{NARROW NO-BREAK SPACE}", " ") == said
    assert not any(shape.sure for shape in camera_island(phone).shapes)


def test_a_bar_on_a_phone_of_unknown_height_is_told_and_not_drawn():
    phone = bare(width_mm=75, camera_island_shape="bar", camera_island_position="full_width")
    assert camera_island(phone) is None
    assert camera_island_words(phone) == "Bar, top, full width; size not known"


@pytest.mark.parametrize("shape", [None, "other"])
def test_an_island_of_unknown_or_another_shape_is_not_drawn(shape):
    phone = bare(**SIDES, camera_island_shape=shape, camera_island_position="top_left")
    assert camera_island(phone) is None
    assert (
        "not known; cameras: top left" in camera_island_words(phone)
        if shape is None
        else "not drawn" in camera_island_words(phone)
    )


@pytest.mark.parametrize(
    ("position", "across", "along"),
    [
        ("top_left", "left", "top"),
        ("top_centre", "middle", "top"),
        ("top_right", "right", "top"),
        ("centre", "middle", "middle"),
        ("upper_centre", "middle", "upper"),
    ],
)
def test_the_island_sits_where_the_facts_say_as_seen_from_behind(position, across, along):
    island = camera_island(bare(**SIDES, camera_island_shape="square", camera_island_position=position))
    (shape,) = island.shapes
    middle, height = shape.x + shape.width / 2, shape.y + shape.height / 2
    assert {"left": middle < 40, "middle": middle == pytest.approx(40), "right": middle > 40}[across]
    assert {"top": height < 48, "upper": 48 < height < 75, "middle": height == pytest.approx(80)}[along]


LAYOUTS = {
    "single": ["."],
    "column": [".", ".", ".", "."],
    "row": ["...."],
    "two_columns": ["..", ".."],
    "square": ["..", ".."],
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("shape", ["lenses", "circle", "square"])
def test_lenses_stand_on_the_back_as_they_are_arranged(layout, shape):
    facts = {"camera_island_shape": shape, "camera_layout": layout, "camera_island_position": "top_left"}
    shapes = camera_island(bare(4, **SIDES, **facts)).shapes
    lenses = [one for one in shapes if one.kind == "lens"]
    assert len(lenses) == sum(map(len, LAYOUTS[layout]))
    assert len({round(lens.y, 3) for lens in lenses}) == len(LAYOUTS[layout])
    assert len({round(lens.x, 3) for lens in lenses}) == len(LAYOUTS[layout][0])
    assert not any(lens.sure for lens in lenses)


@pytest.mark.parametrize("layout", sorted(set(CameraLayout.values) - {"other"}))
@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("flash", [None, "among_lenses", "centre"])
def test_no_two_lenses_overlap_and_all_stay_on_a_round_island(layout, count, flash):
    facts = {"camera_island_shape": "circle", "camera_layout": layout, "flash_position": flash}
    island, *rest = camera_island(bare(count, **SIDES, **facts)).shapes
    for one, other in combinations(rest, 2):
        assert distance(one, other) >= (one.width + other.width) / 2 - 0.001
    for one in rest:
        assert distance(one, island) + one.width / 2 <= island.width / 2 + 0.001


def distance(one, other):
    across = one.x + one.width / 2 - other.x - other.width / 2
    along = one.y + one.height / 2 - other.y - other.height / 2
    return hypot(across, along)


@pytest.mark.parametrize(
    ("layout", "flash", "count"),
    [("ring", "centre", 1), ("column", "centre", 0), ("column", "among_lenses", 1), ("ring", "back", 0)],
)
def test_a_flash_is_drawn_where_its_place_among_the_lenses_is_known(layout, flash, count):
    facts = {"camera_island_shape": "circle", "camera_layout": layout, "flash_position": flash}
    kinds = [shape.kind for shape in camera_island(bare(3, **SIDES, **facts)).shapes]
    assert (kinds.count("lens"), kinds.count("flash")) == (3, count)


def test_lenses_in_an_arrangement_that_cannot_be_drawn_are_told():
    facts = {"camera_island_position": "top_left", "camera_layout": "other"}
    assert camera_island(bare(3, **SIDES, **facts, camera_island_shape="lenses")) is None
    (island,) = camera_island(bare(3, **SIDES, **facts, camera_island_shape="square")).shapes
    assert island.kind == "island"
    said = camera_island_words(bare(3, **SIDES, **facts, camera_island_shape="lenses"))
    assert said.endswith("lenses: other layout; not drawn")


def test_the_bump_is_as_long_as_the_island_where_its_place_is_known():
    known = {"camera_island_shape": "circle", "camera_island_position": "top_left", "camera_island_width_mm": 40}
    (body,) = bodies_side_by_side([bare(**SIDES, **known)]).drawn
    bump, island = views(body)["side"].shapes[1], views(body)["back"].shapes[1]
    assert (bump.y, bump.height, bump.sure) == (island.y, island.height, True)


def test_the_bump_runs_dashed_along_the_whole_length_where_its_place_is_not_known():
    (body,) = bodies_side_by_side([bare(**SIDES, camera_island_shape="circle")]).drawn
    bump = views(body)["side"].shapes[1]
    assert (bump.y, bump.height, bump.sure) == (0, 160, False)


def test_on_a_phone_that_opens_like_a_book_the_island_is_in_proportion_to_one_leaf():
    island = {"camera_island_shape": "bar", "camera_island_position": "full_width"}
    wide = camera_island(bare(height_mm=155, width_mm=130, folded_width_mm=67, folded_height_mm=155, **island))
    assert wide.shapes[0].width == 67


def test_a_flip_phone_may_have_a_size_when_shut_though_its_display_does_not_fold():
    assert PHONE_SPECS["folded_height_mm"].applies(Phone(form_factor="flip"))
    assert not PHONE_SPECS["folded_height_mm"].applies(Phone(form_factor="bar"))


@pytest.mark.parametrize(("form", "applies"), [("fold_tri", True), (None, True), ("fold_book", False), ("bar", False)])
def test_only_what_folds_in_three_can_be_half_folded(form, applies):
    assert PHONE_SPECS["half_folded_width_mm"].applies(Phone(form_factor=form)) is applies


# On the page


def make_pair():
    display = {"display_size_in": 6.7, "display_width_px": 1440, "display_height_px": 3200}
    make_phone(
        "New", height_mm=161.4, width_mm=75.3, depth_mm=9.2, depth_with_bump_mm=15.9, displays=[display],
        camera_island_shape="circle", camera_island_position="top_centre",
    )  # fmt: skip
    make_phone(
        "Clam", form_factor="flip", announced="2003", folded_height_mm=92, folded_width_mm=49, folded_depth_mm=24
    )
    make_phone("Old", announced="2003", height_mm=106, width_mm=46.5, depth_mm=20)


THREE = "/compare/acme-new-vs-acme-clam-vs-acme-old/"


@pytest.mark.django_db
def test_a_comparison_shows_every_side_of_every_phone_and_one_bank_card(client):
    make_pair()
    drawn = drawings(page(client, THREE))
    bodies = [key for key in drawn if key.startswith("body-")]
    assert bodies == [
        "body-acme-new-front", "body-acme-new-side", "body-acme-new-back", "body-acme-clam-folded",
        "body-acme-clam-folded-side", "body-acme-old-front", "body-acme-old-side", "body-acme-old-back", "body-card",
    ]  # fmt: skip
    assert (drawn["body-card"].rect("card").width, drawn["body-card"].rect("card").height) == (53.98, 85.6)
    assert drawn["body-acme-new-back"].rect("island").is_dashed
    assert [drawn[key].scale for key in bodies] == [near(1 / 30)] * len(bodies)


@pytest.mark.django_db
def test_what_is_not_known_of_a_body_is_said_and_the_phone_not_dropped(client):
    make_pair()
    make_phone("Ghost", height_mm=100)
    shown = words(page(client, "/compare/acme-clam-vs-acme-old-vs-acme-ghost/")).partition("Bodies to scale")[2]
    assert "Acme Clam when open, height, width and thickness not known" in shown
    assert "Back Camera island not known" in shown
    assert "Not drawn: Acme Ghost , width and thickness not known ." in shown


@pytest.mark.django_db
def test_a_folding_phone_whose_folded_size_is_missing_says_so(client):
    make_phone("Fold", form_factor="fold_book", height_mm=155, width_mm=130, depth_mm=6)
    assert "folded size not known" in page(client, "/compare/acme-fold/")


@pytest.mark.django_db
def test_a_phone_that_folds_in_three_is_drawn_in_each_state_with_what_is_left_of_its_display(client):
    display = {"display_size_in": 10.2, "display_width_px": 3184, "display_height_px": 2232}
    half = {"display_role": "half_folded", "display_size_in": 7.9, "display_width_px": 2048, "display_height_px": 2232}
    one_leaf = {"display_role": "folded", "display_size_in": 6.4, "display_width_px": 1008, "display_height_px": 2232}
    make_phone(
        "Z", form_factor="fold_tri", height_mm=156.7, width_mm=219, depth_mm=3.6, half_folded_height_mm=156.7,
        half_folded_width_mm=143, half_folded_depth_mm=7.45, folded_height_mm=156.7, folded_width_mm=73.5,
        folded_depth_mm=12.8, displays=[display, half, one_leaf],
    )  # fmt: skip
    html = page(client, "/compare/acme-z/")
    drawn = drawings(html)
    widths = [drawn[f"body-acme-z-{state}"].rect("display").width for state in ("front", "half-folded", "folded")]
    assert widths == sorted(widths, reverse=True)
    assert widths[1] == near(7.9 * 25.4 * 2048 / (2048**2 + 2232**2) ** 0.5)
    assert drawn["body-acme-z-half-folded-side"].rect("side").width == 7.45
    assert "Display, half folded" in html


@pytest.mark.django_db
def test_it_is_said_who_is_taller_wider_and_thicker_and_by_how_much(client):
    make_pair()
    shown = words(page(client, THREE))
    assert "Height Acme New 161.4 mm; Acme Old 106 mm (55.4 mm less); not known: Acme Clam" in shown
    assert "Thickness Acme Old 20 mm; Acme New 9.2 mm (10.8 mm less); not known: Acme Clam" in shown


@pytest.mark.django_db
def test_the_same_in_inches(client):
    make_pair()
    shown = words(page(client, THREE + "?units=imperial"))
    assert "Front 2.96 in × 6.35 in" in shown
    assert "Acme Old 4.17 in (2.18 in less)" in shown


@pytest.mark.django_db
def test_plain_links_switch_between_beside_and_over_one_another(client):
    make_pair()
    assert 'href="?units=imperial&amp;bodies=overlay#bodies"' in page(client, THREE + "?units=imperial")
    assert 'href="?#bodies"' in page(client, THREE + "?bodies=overlay")
    over = page(client, THREE + "?bodies=overlay")
    drawn = drawings(over)["bodies-overlay"]
    assert [rect.kinds for rect in drawn.rects] == [("outline-1",), ("outline-2",), ("outline-1",), ("outline-2",)]
    assert "A Acme New : 75.3 × 161.4 mm, 9.2 mm thick" in words(over)
    assert "Not drawn: Acme Clam" in words(over)


@pytest.mark.django_db
def test_a_phones_own_page_shows_its_back_too(client):
    make_pair()
    assert "body-acme-new-back" in drawings(page(client, "/phones/acme-new/"))


# In a browser


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 360])
def test_on_the_screen_all_bodies_are_at_one_scale_and_stand_on_the_lines_they_share(reader, width):
    make_pair()
    make_phone("Broad", height_mm=156.7, width_mm=292, depth_mm=3.6)
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto("/compare/acme-new-vs-acme-clam-vs-acme-old-vs-acme-broad/#bodies")
    expect(reader.locator("details:has(#bodies)")).to_have_attribute("open", "")
    boxes = on_screen(reader, "details:has(#bodies) :is(.shape--body, .shape--side, .shape--folded, .shape--card)")
    expected = [(75.3, 161.4), (9.2, 161.4), (75.3, 161.4), (49, 92), (24, 92), (46.5, 106), (20, 106), (46.5, 106),
                (292, 156.7), (3.6, 156.7), (292, 156.7), (53.98, 85.6)]  # fmt: skip
    scale = boxes[-1][3] / 85.6
    assert scale > 0.9
    for (_, _, across, along), sides in zip(boxes, expected, strict=True):
        assert (across, along) == (
            pytest.approx(sides[0] * scale, rel=0.005),
            pytest.approx(sides[1] * scale, rel=0.005),
        )
    assert_apart_and_on_lines(boxes)
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")


def assert_apart_and_on_lines(boxes):
    """No box reaches into another, and those that overlap in height have the same bottom."""
    for number, (x, y, across, along) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            beside = x + across <= other[0] or other[0] + other[2] <= x
            below = y + along <= other[1] or other[1] + other[3] <= y
            assert beside or below
            assert below or y + along == pytest.approx(other[1] + other[3], abs=1)
