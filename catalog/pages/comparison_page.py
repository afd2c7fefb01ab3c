"""All that a comparison prints."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain, combinations
from operator import attrgetter

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from catalog.comparison.answers import comparison_answers
from catalog.comparison.citations import citations_in, cited_sources, labelled_cells, listed_sources_of
from catalog.comparison.comparison_query import ComparisonQuery, RowFilter
from catalog.comparison.judged_table import ROW_KINDS, first_rows, judged_sections, sections_with_rows
from catalog.comparison.judging import judged_section
from catalog.comparison.phone_selection import PhoneSelection, comparison_path
from catalog.comparison.row_groups import (
    RowGroup,
    group_keys,
    lone_lenses,
    row_groups,
    with_lone_lenses,
    without_lone_lenses,
)
from catalog.comparison.use_abroad import abroad_section
from catalog.drawings.scale_drawing import Drawing, at_one_scale, phone_outline_drawing
from catalog.facts.cells import FactSection, RowKind
from catalog.facts.fact_table import FactTable
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import joined_list
from catalog.languages.quoted_words import quoted_list
from catalog.models import Phone

from .row_count_words import hidden_rows_in_words, row_counts_in_words
from .unknown_facts import unknown_facts

KEY_FACTS = (
    "announced", "launch_price", "sensor_type", "sensor_area_mm2", "equivalent_f_number", "focal_lengths_eq_mm",
    "height_mm", "width_mm", "depth_mm", "weight_g", "battery_mah", "chipset", "supported_until",
)  # fmt: skip
"""The rows that a comparison opens with; of those of a camera, the main camera's."""
KEY_FACTS_SECTION = "key-facts"
ROW_FILTER_LABELS = {
    RowFilter.KEY: gettext_lazy("Key facts"),
    RowFilter.ALL: gettext_lazy("All rows"),
    RowFilter.DIFFERS: gettext_lazy("Only differences"),
    RowFilter.OPEN: gettext_lazy("Known of some only"),
    RowFilter.SAME: gettext_lazy("Alike"),
}
FILTERS_WITH_LONE_LENSES = (RowFilter.KEY, RowFilter.ALL, RowFilter.DIFFERS)


@dataclass(frozen=True)
class PhoneColumn:
    """The head of one phone. ``without``, ``left`` and ``right`` are paths of the comparison that leaves it out, or has
    it one place further; empty where there is none. ``baseline_query`` measures against it, or no more if it is the
    baseline; None where it is alone. ``narrow`` is whether narrow screens show it."""

    phone: Phone
    drawing: Drawing | None
    without: str
    left: str
    right: str
    without_query: str
    baseline_query: str | None
    is_baseline: bool
    narrow: bool


@dataclass(frozen=True)
class RowFilterLink:
    """One of the ways to choose rows: what it is called, how many rows it has, and the address that asks for it."""

    label: str
    count: int
    query: str
    chosen: bool


@dataclass
class ComparisonPage:
    """``sections`` have all rows of which something is known, judged; ``shown`` those that are asked for. ``lone`` are
    the lenses that one phone alone has, by the key of their group: they have no rows; ``order`` are the keys of all
    groups."""

    asked: ComparisonQuery
    columns: list[PhoneColumn]
    sections: list[FactSection]
    lone: dict[str, RowGroup]
    order: list[str]

    @cached_property
    def sources(self):
        """The ``ListedSource``s of all rows."""
        return listed_sources_of(self.sections)

    def cited_sources(self):
        """The same sources with what each says."""
        names = [column.phone.full_name for column in self.columns]
        return cited_sources(citations_in(labelled_cells(self.sections, names)))

    @cached_property
    def rows(self):
        """Those that are counted: a row for a country stands there even where nothing is known."""
        rows = chain.from_iterable(map(attrgetter("rows"), self.sections))
        return list(filter(attrgetter("says_something"), rows))

    @cached_property
    def counts(self):
        """``RowKind`` → how many rows are of it."""
        return Counter(map(attrgetter("kind"), self.rows))

    @cached_property
    def shown(self):
        """The sections with the rows asked for; those without any are left out."""
        kind = ROW_KINDS.get(self.asked.rows)
        if kind is None:
            return list(filter(attrgetter("rows"), self.sections))
        return self.sections_of(kind)

    @cached_property
    def apart(self):
        """Beside the rows that differ: those of which that is not known."""
        if self.asked.rows != RowFilter.DIFFERS:
            return []
        return self.sections_of(RowKind.OPEN)

    @cached_property
    def groups(self):
        """What the table has: the rows asked for, and the lenses that are a line each. Where only the deciding rows are
        asked for, the others are in groups to open."""
        lone = self.lone if self.asked.rows in FILTERS_WITH_LONE_LENSES else {}
        groups = with_lone_lenses(row_groups(self.shown), lone, self.order)
        if self.asked.rows != RowFilter.KEY:
            return groups
        return [RowGroup(KEY_FACTS_SECTION, "Key facts", (self.key_facts,)), *map(self.foldable, groups)]

    def foldable(self, group):
        query = self.asked.toggled(group.key).query or "?"
        return replace(group, query=query, is_open=group.key in self.asked.opened)

    def opened_group(self, key):
        """The group of that key with its rows; None where there is none."""
        return next((replace(group, is_open=True) for group in self.groups if group.key == key), None)

    @property
    def open_fault(self):
        """Which of the groups asked for there are not, in words; empty where all are there."""
        unknown = [key[:30] for key in self.asked.opened if key not in self.order]
        if not unknown:
            return ""
        return gettext("There is no group of rows called {names} here.").format(names=quoted_list(unknown[:5]))

    @cached_property
    def key_facts(self):
        rows = first_rows(self.shown)
        return FactSection(KEY_FACTS_SECTION, "Key facts", tuple(rows[key] for key in KEY_FACTS if key in rows))

    @property
    def groups_apart(self):
        return row_groups(self.apart)

    def anchor_of_fact(self, anchor):
        """The anchor of a row in its group; a row of the key facts stands there once more."""
        section, _, key = anchor.rpartition("-")
        if section != KEY_FACTS_SECTION:
            return anchor
        return next((one.anchor(row) for one in self.sections for row in one.rows if row.spec.key == key), anchor)

    def sections_of(self, kind):
        """The sections with rows of that kind only."""
        return sections_with_rows(self.sections, lambda row: row.kind == kind and row.says_something)

    @property
    def views(self):
        """How the rows can be narrowed; none for one phone alone, of which nothing differs."""
        if len(self.columns) < 2:
            return []
        return [self.view(shown, label) for shown, label in ROW_FILTER_LABELS.items()]

    def view(self, shown, label):
        count = len(self.rows)
        if shown == RowFilter.KEY:
            count = len(self.key_facts.rows)
        elif shown in ROW_KINDS:
            count = self.counts[ROW_KINDS[shown]]
        return RowFilterLink(label, count, self.asked.having(rows=shown).query, shown == self.asked.rows)

    @property
    def pairs(self):
        """(value, words, whether it is shown) of every two phones that a narrow screen can show."""
        phones = [column.phone for column in self.columns]
        pairs = []
        for one, other in combinations(phones, 2):
            slugs = (one.slug, other.slug)
            is_shown = slugs == self.asked.shown_pair
            pairs.append((comparison_path(slugs), joined_list([one.name, other.name]), is_shown))
        return pairs

    @property
    def baseline(self):
        for column in self.columns:
            if column.is_baseline:
                return column.phone
        return None

    @property
    def unknown_count(self):
        return sum(len(labels) for _, labels in self.not_known)

    @property
    def summary(self):
        """How many rows differ, are alike, and are not known of all, in words."""
        return row_counts_in_words(len(self.rows), self.counts, len(self.columns) == 1)

    @property
    def hidden_words(self):
        """What the rows asked for leave out; empty where they leave out nothing."""
        same = self.counts[RowKind.SAME]
        if self.asked.rows != RowFilter.DIFFERS or not same:
            return ""
        return hidden_rows_in_words(same)

    @property
    def title(self):
        """“A, B and C”."""
        return joined_list([column.phone.full_name for column in self.columns])

    @cached_property
    def answers(self):
        return comparison_answers([column.phone for column in self.columns], self.sections)

    @cached_property
    def not_known(self):
        return unknown_facts(self.sections)


def comparison_page(choice: PhoneSelection, asked: ComparisonQuery, operators=()):
    """The page of phones fetched whole; asks the database nothing more. ``operators`` are the networks of the country
    that is asked for."""
    table = FactTable(choice.phones)
    every_section = judged_sections(table, asked, with_lone=len(choice.phones) < 2)
    if asked.country:
        every_section.insert(1, judged_section(abroad_section(choice.phones, asked.country, operators)))
    lone = lone_lenses(table)
    sections = without_lone_lenses(every_section, lone)
    return ComparisonPage(asked, _phone_columns(choice, asked), sections, lone, group_keys(every_section))


def _phone_columns(choice, asked):
    drawings = at_one_scale(list(map(phone_outline_drawing, choice.phones)))
    return [_phone_column(choice, asked, *head) for head in zip(choice.phones, drawings, strict=True)]


def _phone_column(choice, asked, phone, drawing):
    slug = phone.slug
    others = [other for other in choice.slugs if other != slug]
    return PhoneColumn(
        phone,
        drawing,
        without=choice.without(slug),
        left=choice.moved(slug, -1),
        right=choice.moved(slug, 1),
        without_query=asked.of(others).query,
        baseline_query=_baseline_query(asked, slug) if others else None,
        is_baseline=slug == asked.baseline,
        narrow=slug in asked.shown_pair,
    )


def _baseline_query(asked, slug):
    if slug == asked.baseline:
        return asked.having(baseline="").query
    return asked.having(baseline=slug).query
