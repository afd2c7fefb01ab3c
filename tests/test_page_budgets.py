"""How much a page of the shipped catalogue asks of a reader: screens, elements, stops, bytes, requests."""

import gzip

import pytest
from django.contrib.staticfiles import finders

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

SITE = "http://budgets.test"
WIDTH, HEIGHT = 360, 780

MOST_ELEMENTS = 2_500
MOST_KILOBYTES = 30
MOST_REQUESTS = 10
"""The page, its scripts, its pictures and one style sheet: collected, the sheets are one (tests/test_serving.py)."""

SIX = (
    "leica-leitz-phone-2",
    "sharp-aquos-r7",
    "nokia-lumia-1020",
    "xiaomi-13-ultra",
    "sony-xperia-1-iv",
    "apple-iphone-15-pro-max",
)
SCREENS_AND_STOPS = {
    "/": (5, 120),
    "/phones/": (20, 250),
    "/phones/leica-leitz-phone-1/": (8, 120),
    "/phones/sony-xperia-1-iv/": (8, 120),
    "/phones/xiaomi-13-ultra/": (8, 120),
    "/compare/leica-leitz-phone-1-vs-sharp-aquos-r6/": (8, 150),
    f"/compare/{'-vs-'.join(SIX)}/": (12, 250),
    "/compare/": (5, 120),
    "/brands/": (5, 120),
    "/brands/samsung/": (8, 200),
    "/sensors/": (8, 200),
    "/guides/": (5, 120),
    "/guides/leica-on-phones/": (10, 200),
    "/collections/": (5, 120),
    "/glossary/": (12, 200),
    "/data/": (8, 120),
    "/about/": (12, 200),
    "/search/?q=leica": (8, 120),
    "/phones/sony-xperia-1-iv/line/": (8, 120),
    "/phones/sony-xperia-1-iv/abroad/": (5, 120),
}
"""Address → the most screens of 360 × 780 px, and the most stops of the tab key, before anything is unfolded."""

STOPS = """[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
    (element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }),
).length"""


@pytest.fixture
def small_phone(browser, client, shipped):
    """A touched browser of a phone's width, which is answered by the test's client, and notes what it asks for."""
    with browser.new_context(
        base_url=SITE, viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True, is_mobile=True
    ) as context:
        page = context.new_page()
        page.asked = []
        page.route("**/*", lambda route: route.fulfill(**answer(client, route.request.url)))
        page.on("request", lambda request: page.asked.append(request.url))
        yield page


def answer(client, address):
    path = address.removeprefix(SITE)
    if path.startswith("/static/"):
        return {"path": finders.find(path.removeprefix("/static/"))}
    response = client.get(path)
    body = b"".join(response) if response.streaming else response.content
    response.close()
    return {"status": response.status_code, "headers": dict(response.headers), "body": body}


def request_count(addresses):
    return len({"style sheet" if address.endswith(".css") else address for address in addresses})


def test_pages_keep_within_their_budgets(small_phone, client):
    over = {}
    for path, (most_screens, most_stops) in SCREENS_AND_STOPS.items():
        small_phone.asked.clear()
        small_phone.goto(path, wait_until="load")
        found = {
            "screens": small_phone.evaluate("document.documentElement.scrollHeight") / HEIGHT,
            "stops": small_phone.evaluate(STOPS),
            "requests": request_count(small_phone.asked),
            "elements": small_phone.evaluate("document.querySelectorAll('*').length"),
            "kilobytes": len(gzip.compress(client.get(path).content, 6)) / 1024,
        }
        most = {
            "screens": most_screens,
            "stops": most_stops,
            "requests": MOST_REQUESTS,
            "elements": MOST_ELEMENTS,
            "kilobytes": MOST_KILOBYTES,
        }
        over |= {(path, name): round(value, 1) for name, value in found.items() if value > most[name]}
    assert over == {}
