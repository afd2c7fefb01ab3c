"""The coverage of the catalogue: the depths of all phones that readers may see, summed up. Two queries, and none for
each phone; about two seconds for 100,000 phones."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

import numpy as np

from catalog.facts.depth import DEPTH_SPECS
from catalog.facts.lens_facts import LENS_FACTS, VIEW
from catalog.sheet.registry import SHEET

from .depth_store import APPLIES, KNOWN, MAIN_LENS, SOURCED, lens_bits, read_depths, row_bits

VIEW_COLUMN = 1 + list(LENS_FACTS).index(VIEW)


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole``."""

    part: int
    whole: int

    @property
    def percent(self):
        """Rounded, but 100 only where that is all; None of nothing."""
        if not self.whole:
            return None
        if self.part == self.whole:
            return 100
        return min(99, round(100 * self.part / self.whole))

    def __str__(self):
        """“517 of 653 (79 %)”."""
        words = f"{self.part:,} of {self.whole:,}"
        if self.percent is None:
            return words
        return f"{words} ({self.percent}\u00a0%)"


@dataclass(frozen=True)
class CoverageLine:
    """The rows of some phones, or a group of rows of all: how many apply, are known, and have a source."""

    label: str
    phones: int
    applicable: int
    known: int
    sourced: int

    @property
    def known_share(self):
        return Share(self.known, self.applicable)

    @property
    def sourced_share(self):
        """Of the rows that are known."""
        return Share(self.sourced, self.known)


@dataclass
class PhoneCounts:
    """Of each phone, in one order: its brand, its year, and how many rows apply, are known and have a source."""

    brands: list = field(default_factory=list)
    years: list = field(default_factory=list)
    figures: list = field(default_factory=list)

    def add(self, depths, bits):
        self.brands += [depth.brand for depth in depths]
        self.years += [depth.year for depth in depths]
        self.figures.append(np.stack([((bits & bit) > 0).sum(axis=1) for bit in (APPLIES, KNOWN, SOURCED)], axis=1))

    @cached_property
    def all(self):
        """Phones × (applicable, known, sourced)."""
        return np.concatenate([np.zeros((0, 3), dtype=np.int64), *self.figures])

    def lines(self, labels):
        """A ``CoverageLine`` for each of the labels that phones have, in their order."""
        names = sorted(set(labels))
        place_of = {name: place for place, name in enumerate(names)}
        places = np.array([place_of[label] for label in labels], dtype=np.int64)
        sums = np.zeros((len(names), 3), dtype=np.int64)
        np.add.at(sums, places, self.all)
        counts = np.bincount(places, minlength=len(names))
        return [
            CoverageLine(str(name), int(count), *map(int, figures))
            for name, count, figures in zip(names, counts, sums, strict=True)
        ]


@dataclass
class CatalogueCoverage:
    """``rows`` counts, of each counted row, in how many phones it applies, is known, and has a source; ``lenses`` are
    the facts of lenses known and with a source, by whether it is the main one. ``below_floor``: slug → what is
    missing."""

    phones: int = 0
    counts: PhoneCounts = field(default_factory=PhoneCounts)
    rows: np.ndarray = field(default_factory=lambda: np.zeros((3, len(DEPTH_SPECS)), dtype=np.int64))
    lenses: Counter = field(default_factory=Counter)
    rear_lists_whole: int = 0
    main_sensors: int = 0
    main_sizes_exact: int = 0
    below_floor: dict = field(default_factory=dict)

    def add(self, depths):
        """Count some phones, as ``read_depths`` yields them."""
        bits = row_bits(depths)
        self.phones += len(depths)
        self.counts.add(depths, bits)
        self.rows += np.stack([((bits & bit) > 0).sum(axis=0) for bit in (APPLIES, KNOWN, SOURCED)])
        self.add_lenses(lens_bits(depths))
        self.rear_lists_whole += sum(depth.is_rear_list_whole for depth in depths)
        sizes = []
        for depth in depths:
            if depth.is_main_size_exact is not None:
                sizes.append(depth.is_main_size_exact)
        self.main_sensors += len(sizes)
        self.main_sizes_exact += sum(sizes)
        self.below_floor |= {depth.slug: depth.gaps.split("\n") for depth in depths if depth.gaps}

    def add_lenses(self, lenses):
        self.lenses["all"] += len(lenses)
        self.lenses["view"] += int(((lenses[:, VIEW_COLUMN] & KNOWN) > 0).sum())
        is_main = lenses[:, 0] == MAIN_LENS
        for name, some in (("main", lenses[is_main, 1:]), ("other", lenses[~is_main, 1:])):
            self.lenses[name, "known"] += int(((some & KNOWN) > 0).sum())
            self.lenses[name, "sourced"] += int(((some & SOURCED) > 0).sum())

    @property
    def above_floor(self):
        return Share(self.phones - len(self.below_floor), self.phones)

    @property
    def median_known(self):
        """Rows that are known of the median phone; 0 without phones."""
        known = self.counts.all[:, 1]
        if not len(known):
            return 0
        return float(np.median(known))

    @property
    def never_known(self):
        """The rows that are known of no phone."""
        _, known, _ = self.rows
        return [spec for spec, count in zip(DEPTH_SPECS.values(), known, strict=True) if not count]

    @property
    def sourced(self):
        """Of the rows that are known, those with a source."""
        _, known, sourced = self.rows.sum(axis=1).tolist()
        return Share(sourced, known)

    def lens_share(self, name):
        """Of the known facts of “main” or “other” lenses, those with a source."""
        return Share(self.lenses[name, "sourced"], self.lenses[name, "known"])

    @property
    def views(self):
        """Lenses of which the focal length or the angle of view is known."""
        return Share(self.lenses["view"], self.lenses["all"])

    @property
    def whole_rear_lists(self):
        return Share(self.rear_lists_whole, self.phones)

    @property
    def exact_main_sizes(self):
        return Share(self.main_sizes_exact, self.main_sensors)

    @cached_property
    def by_brand(self):
        """The brand with most phones first."""
        return sorted(self.counts.lines(self.counts.brands), key=lambda line: (-line.phones, line.label))

    @cached_property
    def by_year(self):
        """By the year of announcement, else of release, the latest first."""
        return sorted(self.counts.lines(self.counts.years), key=attrgetter("label"), reverse=True)

    @cached_property
    def by_group(self):
        """The groups of the sheet, in its order."""
        places = {key: place for place, key in enumerate(DEPTH_SPECS)}
        lines = []
        for group in SHEET:
            counted = []
            for spec in group.specs:
                if DEPTH_SPECS.get(spec.key) is spec:
                    counted.append(places[spec.key])
            if counted:
                figures = self.rows[:, counted].sum(axis=1).tolist()
                lines.append(CoverageLine(group.label, self.phones, *figures))
        return lines


def catalogue_coverage(at=None):
    """The ``CatalogueCoverage`` of the phones that readers may see at ``at`` (default: now)."""
    coverage = CatalogueCoverage()
    for depths in read_depths(at):
        coverage.add(depths)
    return coverage
