"""Every link on readers' pages leads somewhere: to a page of ours, at once, and to a place that is on it."""

import pytest

from .crawler import Crawl
from .test_browser import PAGES, catalogue  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("catalogue")
def test_no_link_is_broken_or_redirected_or_misses_its_place(client):
    crawl = Crawl(client)
    for path in PAGES.values():
        if path != PAGES["not found"]:
            crawl.follow_from(path)
    assert crawl.faults == []
    assert len(crawl.fetched) > 200


def test_a_broken_link_and_a_lost_place_are_told(client, catalogue, monkeypatch):  # noqa: F811
    pages = {"/": '<a href="/about/#nowhere">about</a> <a href="gone/">gone</a>', "/about/": "<p id=here>"}
    monkeypatch.setattr(client, "get", lambda address: answer(pages.get(address)))
    monkeypatch.setattr("tests.crawler.kind_of", lambda address: (address, ()))
    assert Crawl(client).follow_from("/").faults == [
        "404: /gone/, linked from /",
        "no #nowhere on /about/, linked from /",
    ]


def answer(text):
    from django.http import HttpResponse  # noqa: PLC0415

    return HttpResponse(text or "", status=200 if text else 404)
