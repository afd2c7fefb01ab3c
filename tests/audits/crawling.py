"""Every page of the shipped catalogue that is not one of endless many: its links, and its HTML."""

import tempfile
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import django

from tests.crawler import Crawl
from tests.html_checker import faults_of

MOST_OF_ONE_VIEW = 2_000
CHECKED_AT_ONCE = 400


@dataclass(frozen=True)
class Answer:
    status_code: int
    headers: dict
    content: bytes

    def __getitem__(self, header):
        return self.headers.get(header, "")


class WithoutRedirects(urllib.request.HTTPRedirectHandler):
    """A link that is redirected is a fault, so redirects are answers like others."""

    def redirect_request(self, *_):
        return None


@dataclass(frozen=True)
class SiteClient:
    """What a crawl asks of a test client, answered by a real server."""

    address: str
    pages: dict

    def get(self, path):
        opener = urllib.request.build_opener(WithoutRedirects)
        try:
            response = opener.open(self.address + path)
        except urllib.error.HTTPError as error:
            response = error
        with response:
            answer = Answer(response.status, response.headers, response.read())
        if answer["Content-Type"].startswith("text/html"):
            self.pages[path] = answer.content
        return answer


def crawl_faults(address):
    django.setup()
    client = SiteClient(address, pages={})
    crawl = Crawl(client, of_one_view=MOST_OF_ONE_VIEW).follow_from("/")
    print(f"{len(crawl.fetched):,} addresses fetched, {len(client.pages):,} of them pages", flush=True)
    return crawl.faults + html_faults(client.pages)


def html_faults(pages):
    with tempfile.TemporaryDirectory() as folder:
        files = dict(map(partial(write_page, Path(folder)), enumerate(pages.items())))
        paths = list(files)
        faults = []
        for start in range(0, len(paths), CHECKED_AT_ONCE):
            found = faults_of(paths[start : start + CHECKED_AT_ONCE])
            faults += [f"{files[path]}: {fault}" for path, page in found.items() for fault in page]
    return faults


def write_page(folder, numbered):
    number, (address, content) = numbered
    file = folder / f"{number}.html"
    file.write_bytes(content)
    return file, address
