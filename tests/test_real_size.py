"""Bodies at real size: as many millimetres as they have, at a scale that is set by a bank card and remembered."""

import pytest

from .drawn import on_screen
from .factories import make_phone
from .reading import page, words

pytestmark = pytest.mark.django_db
PAIR = "/compare/acme-two-vs-acme-one/real-size/"


def make_pair():
    make_phone("One", height_mm=130, width_mm=70, depth_mm=10)
    make_phone("Two", height_mm=160, width_mm=75, depth_mm=9)


def test_bodies_are_in_millimetres_without_scripts_and_the_page_says_that_screens_lie(client):
    make_pair()
    html = page(client, PAIR)
    assert 'width="77.0mm" height="162.0mm"' in html
    assert 'width="55.98mm" height="87.6mm"' in html
    assert "their millimetres are mostly wrong" in html
    assert words(html).index("Acme Two, front") < words(html).index("Acme One, front")


def test_fronts_are_shown_and_every_side_where_asked(client):
    make_pair()
    assert "Acme One, side" not in words(page(client, PAIR))
    shown = words(page(client, PAIR + "?views=all"))
    assert all(f"Acme {name}, {side}" in shown for name in ("One", "Two") for side in ("front", "side", "back"))


def test_one_phone_is_enough_and_the_comparison_is_what_counts_for_search_engines(client):
    make_pair()
    assert "Acme One at real size" in words(page(client, "/compare/acme-one/real-size/"))
    assert 'rel="canonical" href="http://localhost:8000/compare/acme-one-vs-acme-two/"' in page(client, PAIR)


def test_slugs_that_are_old_or_unknown_are_met_as_in_a_comparison(client):
    make_pair()
    assert "No phone here is called “zilch”" in words(page(client, "/compare/acme-one-vs-zilch/real-size/"))
    page(client, "/compare/zilch/real-size/", status=404)
    phone = make_phone("Brick")
    phone.slug = "acme-stone"
    phone.save()
    moved = client.get("/compare/acme-one-vs-acme-brick/real-size/")
    assert (moved.status_code, moved["Location"]) == (301, "/compare/acme-one-vs-acme-stone/real-size/")


def test_a_phone_that_cannot_be_drawn_is_named(client):
    make_phone("Ghost")
    assert "Not drawn: Acme Ghost" in words(page(client, "/compare/acme-ghost/real-size/"))


@pytest.fixture
def at_the_card(reader, transactional_db):
    make_pair()
    reader.goto(PAIR)
    return reader


def height_of(reader, selector):
    return on_screen(reader, selector)[0][3]


def test_the_scale_is_set_by_slider_remembered_and_forgotten(at_the_card):
    reader = at_the_card
    slider = reader.get_by_label("Size of the drawn card")
    slider.fill("5")
    assert height_of(reader, ".scale__card .shape--card") == pytest.approx(85.6 * 5, rel=0.005)
    assert height_of(reader, ".views .shape--body") == pytest.approx(160 * 5, rel=0.005)
    reader.reload()
    assert height_of(reader, ".views .shape--body") == pytest.approx(160 * 5, rel=0.005)
    assert not slider.is_visible()
    reader.get_by_role("heading", name="Set the scale").click()
    assert reader.get_by_label("Pixels per millimetre").input_value() == "5.00"
    reader.get_by_role("button", name="Forget the scale").click()
    assert height_of(reader, ".views .shape--body") == pytest.approx(160 * 96 / 25.4, rel=0.005)
    reader.reload()
    assert height_of(reader, ".views .shape--body") == pytest.approx(160 * 96 / 25.4, rel=0.005)


def test_nonsense_typed_for_the_scale_changes_nothing(at_the_card):
    number = at_the_card.get_by_label("Pixels per millimetre")
    number.fill("6")
    for nonsense in ("", "0", "999"):
        number.fill(nonsense)
        assert height_of(at_the_card, ".views .shape--body") == pytest.approx(160 * 6, rel=0.005)


def test_on_a_narrow_screen_only_the_drawings_scroll_sideways(at_the_card, find_axe_faults):
    at_the_card.set_viewport_size({"width": 360, "height": 800})
    at_the_card.get_by_label("Pixels per millimetre").fill("6")
    assert at_the_card.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert find_axe_faults(at_the_card) == []
