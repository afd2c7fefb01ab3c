"""Follows the links of readers' pages as a test client, and tells those that lead nowhere."""

from collections import Counter, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation

from phonesite.middleware import language_of_path

OF_ONE_KIND = 2
"""So many addresses are followed of one view with the same parameters, where there are any."""

OF_ONE_VIEW = 40
"""And of one view at all: questions lead to questions, comparisons to comparisons."""


class PageLinks(HTMLParser):
    """Links and ids of one page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids.add(found.get("id"))
        if tag == "a" and found.get("href") is not None:
            self.links.append(found["href"])


@dataclass
class Crawl:
    """Addresses that were fetched → the ids on each page, and faults in words, in the order in which they were met."""

    client: object
    of_one_view: int = OF_ONE_VIEW
    fetched: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)
    kinds: Counter = field(default_factory=Counter)

    def follow_from(self, start):
        waiting = deque([(start, "the start")])
        targets = []
        while waiting:
            address, linked_from = waiting.popleft()
            for link in self._new_links(address, linked_from):
                target, fragment = urldefrag(urljoin(address, link))
                if fragment:
                    targets.append((address, target, unquote(fragment)))
                waiting.append((target, address))
        self.faults.extend(self._lost_fragments(targets))
        return self

    def _new_links(self, address, linked_from):
        """The links on a page that was not fetched before; none for a file, or an address of another site."""
        if urlsplit(address).netloc or address in self.fetched or not self._is_wanted(address):
            return []
        response = self.client.get(address)
        self.fetched[address] = None
        if response.status_code != 200:
            self.faults.append(f"{response.status_code}: {address}, linked from {linked_from}")
            return []
        if not response["Content-Type"].startswith("text/html"):
            return []
        page = PageLinks(response.content.decode())
        self.fetched[address] = page.ids
        return [link for link in page.links if not urlsplit(link).scheme]

    def _is_wanted(self, address):
        view, names = kind_of(address)
        self.kinds.update([view, (view, names)])
        is_new_kind = not names or self.kinds[view, names] <= OF_ONE_KIND
        return is_new_kind and self.kinds[view] <= self.of_one_view

    def _lost_fragments(self, targets):
        for address, target, fragment in dict.fromkeys(targets):
            ids = self.fetched.get(target)
            if ids is not None and fragment not in ids:
                yield f"no #{fragment} on {target}, linked from {address}"


def kind_of(address):
    """Name of the view with its language (the path, where there is none) and the names of the parameters."""
    parts = urlsplit(address)
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    language = language_of_path(parts.path)
    try:
        with translation.override(language):
            return f"{language} {resolve(parts.path).view_name}", tuple(names)
    except Resolver404:
        return parts.path, ()
