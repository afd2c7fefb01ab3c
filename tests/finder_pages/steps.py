"""What a reader does and sees in the finder, for tests in a browser."""

import re
from urllib.parse import parse_qsl, urlsplit

COUNTRIES = ["AT", "AU", "BR", "CA", "CH", "CN", "DE", "FR", "GB", "IN", "IT", "JP", "US"]
NARROW = [360, 768]
QUESTIONS = {
    "everything": "",
    "a range": "weight_g_max=180",
    "brands": "brand=Acme&brand=Sony",
    "a lens": "lens.role=tele&lens.focal_length_eq_mm_min=70",
    "words": "q=feather",
    "nothing": "weight_g_max=100&brand=Sony",
    "what is not known taken in": "weight_g_max=180&unknown=match",
    "a table": "view=table&sort=weight_g&columns=weight_g,announced",
    "imperial": "units=imperial&weight_g_max=180",
    "faults": "weight_g_min=heavy&brand=Zilch&colour=red&page=9",
}

TRAVEL = "to => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')) }"


def names(reader):
    rows = reader.locator(".results h3, .finder-table tbody th").all_inner_texts()
    return [" ".join(row.split()) for row in rows]


def total(reader):
    return reader.locator(".finder__total strong").inner_text()


def asked(reader):
    """What the address asks, whichever filters it prints."""
    pairs = parse_qsl(urlsplit(reader.url).query, keep_blank_values=True)
    return [pair for pair in pairs if pair[0] != "filters"]


def words_of(page, part):
    return page.locator(f"#{part}").text_content().split()


def wait_for(reader, words):
    reader.locator(".finder__total strong", has_text=re.compile(f"^{words}$")).wait_for()
    reader.locator("#finder-answer:not([aria-busy])").wait_for(state="attached")


def open_group(reader, key):
    """Print the filters of a group, where they are not printed yet."""
    if reader.locator("#all-filters").get_attribute("open") is None:
        reader.locator("#all-filters > summary").click()
    link = reader.locator(f"a#group-{key}")
    if link.count():
        link.click()
        reader.locator(f"details#group-{key}[open]").wait_for()


def mark_the_page(reader):
    """A page that is loaded anew loses the mark."""
    reader.evaluate("window.unmoved = true")


def is_the_same_page(reader):
    return reader.evaluate("window.unmoved === true")


def focused(reader):
    return reader.evaluate("document.activeElement.name || document.activeElement.id")


def field(reader, name):
    return reader.locator(f"input[name='{name}']:not([type=hidden])")


def slide(reader):
    """The tick for phones that slide: the heaviest one alone."""
    return reader.locator("[type=checkbox][name=form_factor][value=slide]")


def brand(reader, value):
    return reader.locator(f"input[name=brand][value='{value}']:not([type=hidden])")
