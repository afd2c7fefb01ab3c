"""The pages that one process keeps: bounded by bytes, least recently asked first out, and never for rarer ones."""

from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from threading import Event, Lock

from .content_encoding import PREFERENCE
from .frequency_sketch import MOST, FrequencySketch
from .kept_page import KeptPage

LARGEST_SHARE = 8
"""No page takes more than one part in so many of all the bytes."""
MAX_LOST = 4
"""A new page that is asked for less than so many of those that have waited longest is not kept."""
MAX_WAIT_S = 10
"""So long a request waits for another that makes the same page, at most; then it makes it by itself."""


@dataclass
class Making:
    """A page that some thread is making; ``page`` stays None where it is not one to keep."""

    done: Event = field(default_factory=Event)
    page: KeptPage | None = None

    def wait(self):
        """The page when it is made."""
        self.done.wait(MAX_WAIT_S)
        return self.page


class PageStore:
    """``limit`` is in bytes. ``counts`` say what became of requests and pages: see ``docs/caching.md``."""

    def __init__(self, limit):
        self.limit = limit
        self.size = 0
        self.pages = OrderedDict()
        self.sketch = FrequencySketch()
        self.making = {}
        self.counts = Counter()
        self.lock = Lock()

    def find(self, address, encoding, mark, at):
        """The page to answer with; None where none is kept. Every request is counted."""
        self.sketch.add(address)
        page = self.pages.get((address, encoding))
        if page is None or not page.holds(mark, at):
            return self._find_recoded(address, encoding, mark, at)
        with self.lock:
            if page.key in self.pages:
                self.pages.move_to_end(page.key)
        return page

    def _find_recoded(self, address, encoding, mark, at):
        """The page, made of the same in another encoding, and kept in both; None where it is kept in none."""
        for other in PREFERENCE:
            page = self.pages.get((address, other))
            if page is not None and page.holds(mark, at):
                recoded = page.encoded(encoding)
                if recoded is not page:
                    self.add(recoded)
                return recoded
        return None

    def add(self, page):
        """Keep ``page`` if there is room, or if it is asked for more often than what would have to go."""
        with self.lock:
            self._drop(page.key)
            if not self._make_room(page):
                self.counts["refused"] += 1
                return
            self.pages[page.key] = page
            self.size += page.size
            self.counts["kept"] += 1

    def _make_room(self, page):
        """Whether there is room, after dropping what is out of date or asked for more seldom. Stronger pages that were
        met are spared for a while."""
        if page.size * LARGEST_SHARE > self.limit:
            return False
        weaker, stronger = self._rivals(page, self.size + page.size - self.limit)
        for key in stronger:
            self.pages.move_to_end(key)
        if weaker is None:
            return False
        for key in weaker:
            self._drop(key)
        return True

    def _rivals(self, page, needed):
        """(keys of pages that must go to make room for ``needed`` bytes, None where too few may; keys of those that
        may not), of the pages that have waited longest."""
        frequency = self.sketch.frequency(page.address)
        weaker = []
        stronger = []
        for key, other in self.pages.items():
            if needed <= 0 or len(stronger) == MAX_LOST:
                break
            if other.mark == page.mark and not self._is_weaker(other, frequency):
                stronger.append(key)
                continue
            weaker.append(key)
            needed -= other.size
        return (weaker if needed <= 0 else None), stronger

    def _is_weaker(self, page, frequency):
        """Whether ``page`` is asked for more seldom than another; of two that are asked for very often, the one that
        was not asked for lately."""
        return frequency == MOST or self.sketch.frequency(page.address) < frequency

    def _drop(self, key):
        page = self.pages.pop(key, None)
        if page is not None:
            self.size -= page.size

    def join(self, key):
        """(the ``Making`` of ``key``, whether the caller is the one who makes the page)."""
        with self.lock:
            making = self.making.get(key)
            if making is not None:
                return making, False
            self.making[key] = Making()
            return self.making[key], True

    def leave(self, key, page):
        """The page of ``key`` is made (None: it is not one to keep): all who wait for it go on."""
        with self.lock:
            making = self.making.pop(key)
        making.page = page
        making.done.set()

    def clear(self):
        """As if the process had just begun."""
        self.__init__(self.limit)
