"""What robots are offered and refused: the sitemap, robots.txt, and the description of the search."""

import re
from datetime import UTC, datetime
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from catalog.history.recorder import EditRecorder
from catalog.models import Phone, Stamp
from catalog.models.vocabulary import Act
from catalog.records.serializer import record_content
from catalog.views import health_and_sitemap

from .factories import make_guide, make_phone, make_relation
from .heads import canonical, is_indexed
from .reading import data, page

pytestmark = pytest.mark.django_db

SITE = "http://localhost:8000"
MAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SEARCH = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


def sitemap(client, path="/sitemap.xml"):
    """Path → lastmod or None."""
    found = {}
    for entry in ElementTree.fromstring(client.get(path).content).findall("s:url", MAPS):
        address = entry.findtext("s:loc", None, MAPS)
        found[address.removeprefix(SITE)] = entry.findtext("s:lastmod", None, MAPS)
    return found


@pytest.fixture
def phones():
    one, two, three, far = (make_phone(name) for name in ("One", "Two", "Three", "Far"))
    make_relation(two, "rebadge_of", one)
    make_relation(three, "successor_of", one)
    make_relation(far, "resembles", one)
    make_guide("Three of them", [two, three, far])
    Stamp.move()
    return one, two, three, far


def test_the_sitemap_lists_comparisons_of_twins_neighbours_and_guides_and_the_lines(client, phones):
    listed = sitemap(client)
    assert {path for path in listed if path.startswith("/compare/")} == {
        "/compare/",
        "/compare/acme-one-vs-acme-two/",
        "/compare/acme-one-vs-acme-three/",
        "/compare/acme-far-vs-acme-three-vs-acme-two/",
    }
    assert {path for path in listed if path.endswith("/line/")} == {
        "/phones/acme-one/line/",
        "/phones/acme-three/line/",
    }


def test_every_address_in_the_sitemap_is_indexed_and_canonical(client, phones):
    for path in sitemap(client):
        html = page(client, path)
        assert is_indexed(html), path
        assert canonical(html) == f"{SITE}{path}"


def test_drafts_are_in_no_entry(client, phones):
    Phone.objects.filter(slug="acme-two").update(status="draft")
    Stamp.move()
    assert not [path for path in sitemap(client) if "acme-two" in path]


def test_entries_are_dated_by_what_readers_saw_change(client, phones):
    one = phones[0]
    before = record_content(one)
    recording = EditRecorder(Act.SAVED)
    recording.note("phone", one.pk, before, before | {"weight_g": 210})
    recording.edit.at = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
    recording.edit.revisions.update(seen_from=recording.edit.at)
    listed = sitemap(client)
    assert listed["/phones/acme-one/"] == "2026-03-05T08:30:00+00:00"
    assert listed["/compare/acme-one-vs-acme-two/"] == "2026-03-05T08:30:00+00:00"
    assert listed["/phones/acme-two/"] is None
    assert listed["/guides/three-of-them/"] == "2023-02-01"


def test_a_large_sitemap_comes_in_parts_that_hold_every_address_once(client, phones, monkeypatch):
    whole = sitemap(client)
    monkeypatch.setattr(health_and_sitemap, "MAX_SITEMAP_URLS", 4)
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [part.text.removeprefix(SITE) for part in index.findall("s:sitemap/s:loc", MAPS)]
    found = [path for part in parts for path in sitemap(client, part)]
    assert found == list(whole)
    assert all(len(sitemap(client, part)) <= 4 for part in parts)
    assert client.get(f"/sitemaps/{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemaps/0.xml").status_code == 404


# robots.txt


def rules(client, agent="*"):
    """(length of the pattern, whether it allows, the pattern) of the group of this agent, as RFC 9309 has them."""
    group = []
    agents = set()
    last = ""
    for line in client.get("/robots.txt").content.decode().splitlines():
        name, _, value = line.partition(": ")
        if name == "User-agent":
            agents = agents | {value} if last == name else {value}
        elif name in ("Allow", "Disallow") and agent in agents:
            group.append((len(value), name == "Allow", expression(value)))
        last = name or last
    assert group
    return group


def expression(value):
    """A star is any text; a dollar at the end is the end of the address."""
    parts = map(re.escape, value.removesuffix("$").split("*"))
    end = "$" if value.endswith("$") else ""
    return re.compile(".*".join(parts) + end)


def may_fetch(group, path):
    """The longest rule that matches counts, and of two as long the one that allows."""
    matching = [(length, allows) for length, allows, pattern in group if pattern.match(path)]
    return max(matching, default=(0, True))[1]


SEEN = [
    "/", "/phones/", "/phones/?page=2", "/phones/acme-one/", "/phones/acme-one/line/", "/phones/acme-one.json",
    "/compare/", "/compare/acme-one-vs-acme-far/", "/compare/acme-far-vs-acme-three-vs-acme-two/", "/search/?q=one",
    "/phones/acme-one/?utm_source=forum", "/phones/acme-one/?fbclid=1", "/static/css/tokens.css",
    "/static/js/tray.js", "/brands/acme/?page=3", "/preview/secret/", "/sitemaps/2.xml",
]  # fmt: skip
WITHOUT_END = [
    "/phones/?brand=acme", "/phones/?page=2&sort=weight_g", "/phones/?q=acme", "/compare/?phone=acme-one&find=1",
    "/compare/acme-one-vs-acme-two/?baseline=acme-one", "/phones/acme-one/?units=imperial",
    "/phones/acme-one/?against=acme-two", "/phones/acme-one/report/?key=weight_g", "/phones/acme-one/report/",
    "/compare/acme-one-vs-acme-two/report/", "/compare/acme-one-vs-acme-two/real-size/",
    "/compare/acme-one-vs-acme-two.csv", "/compare/acme-one-vs-acme-two-vs-acme-three/", "/compare/acme-one/",
    "/phones/acme-one/abroad/?country=DE", "/guides/three-of-them/?rows=differs", "/report/token/",
]  # fmt: skip


def test_robots_may_fetch_what_they_should_see(client, phones):
    group = rules(client)
    assert [path for path in SEEN if not may_fetch(group, path)] == []


def test_robots_are_kept_out_of_what_has_no_end(client, phones):
    group = rules(client)
    assert [path for path in WITHOUT_END if may_fetch(group, path)] == []


def test_whoever_fetches_one_page_for_a_link_preview_may(client, phones):
    group = rules(client, "Twitterbot")
    assert may_fetch(group, "/compare/acme-one-vs-acme-two-vs-acme-three/")
    assert may_fetch(group, "/phones/?brand=acme")
    assert not may_fetch(group, "/report/token/")


def test_a_foreign_parser_reads_robots_txt_and_finds_the_sitemap(client, phones):
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    assert parser.site_maps() == [f"{SITE}/sitemap.xml"]
    assert parser.can_fetch("Googlebot", f"{SITE}/phones/acme-one/")
    assert not parser.can_fetch("Googlebot", f"{SITE}/report/token/")


# OpenSearch


def test_the_description_of_the_search_holds_to_the_standard(client, settings):
    settings.SITE_NAME = "A site of a name too long"
    answer = client.get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    assert root.tag == "{http://a9.com/-/spec/opensearch/1.1/}OpenSearchDescription"
    assert len(root.findtext("o:ShortName", None, SEARCH)) <= 16
    assert len(root.findtext("o:Description", None, SEARCH)) <= 1024
    urls = {url.get("type"): url for url in root.findall("o:Url", SEARCH)}
    assert urls["text/html"].get("template") == f"{SITE}/search/?q={{searchTerms}}"
    assert urls["application/opensearchdescription+xml"].get("rel") == "self"
    assert root.findtext("o:InputEncoding", None, SEARCH) == "UTF-8"


def test_browsers_are_told_names_while_one_types(client):
    make_phone("Lumia 1020", brand="Nokia")
    answer = client.get("/search/completions.json", {"q": "lum"})
    assert answer["Content-Type"] == "application/x-suggestions+json"
    assert answer.json() == ["lum", ["Nokia Lumia 1020"], [], [f"{SITE}/phones/nokia-lumia-1020/"]]


# Pictures beside suggestions


def picture(client, words):
    (found,) = data(client, f"/search/suggestions.json?q={words}")["suggestions"]
    return found.get("picture")


def test_a_suggested_phone_is_drawn_by_its_back_else_by_its_front_else_not_at_all(client):
    display = {"display_size_in": 6, "display_width_px": 1080, "display_height_px": 2340}
    make_phone("Backed", height_mm=150, width_mm=70, camera_island_shape="circle")
    make_phone("Fronted", height_mm=150, width_mm=70, displays=[display])
    make_phone("Unsized")
    assert picture(client, "backed")["box"] == [70, 150]
    assert [shape[0] for shape in picture(client, "backed")["shapes"]] == ["body", "island"]
    assert [shape[0] for shape in picture(client, "fronted")["shapes"]] == ["body", "display"]
    assert picture(client, "unsized") is None
