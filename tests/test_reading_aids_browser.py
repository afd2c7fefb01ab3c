"""Pages as some readers have them: in another language, with text twice as large, in forced colours, without motion."""

import pytest

from .test_browser import PAGES, catalogue, forgive_the_404  # noqa: F401

pytestmark = [pytest.mark.usefixtures("catalogue")]

RIGHT_EDGE = "document.documentElement.scrollWidth"
MOVING = """[...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    const lasts = (times) => times.split(", ").some((time) => parseFloat(time) > 0.01);
    return style.animationName !== "none" && lasts(style.animationDuration) || lasts(style.transitionDuration);
}).map((element) => `${element.tagName}.${element.getAttribute("class")}`)"""
UNSEEN = """[...document.querySelectorAll("main svg :is(rect, circle, path, line, polyline)")].filter((shape) => {
    if (shape.closest("defs, pattern, clipPath, mask, [hidden]") || !shape.checkVisibility()) return false;
    const style = getComputedStyle(shape), ground = getComputedStyle(document.body).backgroundColor;
    return [style.fill, style.stroke].every((colour) => colour === "none" || colour === ground);
}).length"""
"""Shapes of drawings that are of the colour of the page, or of none."""
DRAWN = "document.querySelectorAll('main svg :is(rect, circle, path, line, polyline)').length"


def found_on_each(reader, page_faults, script, prefix=""):
    """Kind of page → what ``script`` finds on it."""
    found = {}
    for kind, path in PAGES.items():
        reader.goto(f"{prefix}{path}")
        forgive_the_404(page_faults)
        found[kind] = reader.evaluate(script)
    return found


@pytest.mark.parametrize("language", ["de", "ja"])
@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_goes_sideways_in_another_language(reader, page_faults, language, width):
    reader.set_viewport_size({"width": width, "height": 800})
    reached = found_on_each(reader, page_faults, RIGHT_EDGE, prefix=f"/{language}")
    assert not {kind: right for kind, right in reached.items() if right > width}


@pytest.mark.browser
def test_text_twice_as_large_leads_no_page_sideways(browser_type, browser_type_launch_args, live_server):
    """As a reader sets it in the browser: media queries in rem know of it, unlike of a style sheet's size."""
    flags = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    with browser_type.launch(**{**browser_type_launch_args, "args": flags}) as browser:
        page = browser.new_page(base_url=live_server.url, viewport={"width": 1280, "height": 800})
        reached = {}
        for kind, path in PAGES.items():
            page.goto(path)
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            reached[kind] = page.evaluate(RIGHT_EDGE)
    assert not {kind: right for kind, right in reached.items() if right > 1280}


def test_nothing_moves_where_less_motion_is_asked_for(reader, page_faults):
    reader.emulate_media(reduced_motion="reduce")
    moving = found_on_each(reader, page_faults, MOVING)
    assert not {kind: names for kind, names in moving.items() if names}


def test_drawings_are_seen_in_forced_colours(reader, page_faults):
    reader.emulate_media(forced_colors="active")
    unseen = found_on_each(reader, page_faults, UNSEEN)
    assert not {kind: number for kind, number in unseen.items() if number}
    reader.goto(PAGES["comparison"])
    assert reader.evaluate(DRAWN) > 20
