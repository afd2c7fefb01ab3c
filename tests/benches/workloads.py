"""What is asked: addresses of every kind, and the mix of a day's readers. The same in every run over one catalogue."""

import sqlite3
from contextlib import closing
from itertools import accumulate
from random import Random

from .questions import QUESTIONS

PHONES_ASKED_FIRST = 120
SIXES_ASKED_FIRST = 40
WORDS_TYPED = ("s", "sa", "aero 1", "leica", "sensor", "pixel art 12", "nova pro", "aqous", "1-inch", "peri", "note 77")
MIX = {"phone": 70, "finder": 15, "comparison": 10, "rest": 5}
"""Kind of page → its share of what readers ask, in hundredths."""
REST = ("/", "/brands/", "/sensors/", "/glossary/", "/compare/", "/guides/", "/changes/", "/phones/?view=table")
MIX_LENGTH = 1_500
REPEATED_ADDRESSES = 150
TIMES_EACH = 10


PUBLISHED = "FROM catalog_phone WHERE status = 'published'"
PREPARED = f"SELECT slug {PUBLISHED} AND id IN (SELECT phone_id FROM catalog_preparedphone) ORDER BY id"


class Workloads:
    """Over the prepared phones of a SQLite ``file``, which has ``size`` phones. They are drawn in one order for all of
    a run, so that what is asked first is asked first."""

    def __init__(self, file):
        self.random = Random(15)
        with closing(sqlite3.connect(file)) as connection:
            (self.size,) = _first_column(connection, f"SELECT COUNT(*) {PUBLISHED}")
            self.slugs = _first_column(connection, PREPARED)
            self.brand = _first_column(connection, "SELECT slug FROM catalog_brand ORDER BY id")[0]
        self.random.shuffle(self.slugs)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(self.slugs) + 1)))

    def unasked(self, start, count):
        """So many phones from a place in the order on."""
        return [self.slugs[place % len(self.slugs)] for place in range(start, start + count)]

    def phones_asked_first(self):
        return [f"/phones/{slug}/" for slug in self.unasked(0, PHONES_ASKED_FIRST)]

    def sixes_asked_first(self):
        """Comparisons of phones that were not asked before, as long as there are such phones."""
        slugs = self.unasked(PHONES_ASKED_FIRST, 6 * SIXES_ASKED_FIRST)
        return [comparison_path(slugs[start : start + 6]) for start in range(0, len(slugs), 6)]

    def questions(self):
        return [f"/phones/?{question}" for question in QUESTIONS]

    def keystrokes(self):
        return [f"/search/suggestions.json?q={words.replace(' ', '+')}" for words in WORDS_TYPED]

    def kept_pages(self):
        """Name → one address of each kind that is asked again and again."""
        return {
            "home": "/",
            "finder": f"/phones/?{QUESTIONS[1]}",
            "phone": f"/phones/{self.slugs[-1]}/",
            "comparison of six": comparison_path(self.slugs[-6:]),
        }

    def lists(self):
        """Name → address of the pages over the whole catalogue."""
        return {
            "home": "/",
            "/brands/": "/brands/",
            "a brand": f"/brands/{self.brand}/",
            "/sensors/": "/sensors/",
            "/sitemap.xml": "/sitemap.xml",
            "a line": f"/phones/{self.slugs[-1]}/line/",
            "/glossary/": "/glossary/",
        }

    def popular_phone(self):
        """Phones are asked as Zipf's law has it: the second half as often as the first."""
        return self.random.choices(self.slugs, cum_weights=self.weights)[0]

    def popular_phones(self, count):
        """Different ones, in the order of their slugs."""
        chosen = set()
        while len(chosen) < count:
            chosen.add(self.popular_phone())
        return sorted(chosen)

    def mix(self, length=MIX_LENGTH):
        """Addresses as readers ask them."""
        kinds = self.random.choices(list(MIX), weights=MIX.values(), k=length)
        return list(map(self.address, kinds))

    def address(self, kind):
        if kind == "phone":
            return f"/phones/{self.popular_phone()}/"
        if kind == "finder":
            return f"/phones/?{self.random.choice(QUESTIONS)}&weight_g_min={self.random.randint(80, 120)}"
        if kind == "comparison":
            return comparison_path(self.popular_phones(self.random.choice((2, 2, 2, 3, 4))))
        return self.random.choice(REST)

    def repeated_mix(self):
        """Fewer addresses of the same kinds, each asked so many times."""
        addresses = self.mix(REPEATED_ADDRESSES) * TIMES_EACH
        self.random.shuffle(addresses)
        return addresses


def comparison_path(slugs):
    return f"/compare/{'-vs-'.join(slugs)}/"


def _first_column(connection, query):
    return [row[0] for row in connection.execute(query)]
