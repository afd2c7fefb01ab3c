"""A phone and its twin: how far they really are one phone, and what differs beyond the name."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations
from operator import attrgetter

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from markupsafe import escape

from catalog.facts.cells import FactSection, RowKind
from catalog.facts.fact_table import FactTable
from catalog.languages.active_language import gettext, ngettext
from catalog.models import Phone
from catalog.models.vocabulary import RelationKind
from catalog.sheet.phone_parts import builder
from catalog.sheet.spec import STATED

from .citations import labelled_cells
from .comparison_query import ComparisonQuery
from .judged_table import judged_sections, sections_with_rows
from .phone_selection import comparison_path
from .related_phones import RelatedPhone, related_phones, twin_keys
from .row_groups import row_groups

NAMING_KEYS = ("brand", "manufacturer", "alias", "model_code")
"""Rows that differ by what a twin is: they are not counted, but listed apart, as differences in name and codes."""
MOST_ROWS_OPEN = 8
OPENINGS = {
    (RelationKind.REBADGE, True): gettext_lazy("Same phone as the {phone}"),
    (RelationKind.REBADGE, False): gettext_lazy("Also sold as the {phone}"),
    (RelationKind.REGIONAL, True): gettext_lazy("A regional version of the {phone}"),
    (RelationKind.REGIONAL, False): gettext_lazy("Sold in other countries as the {phone}"),
}
"""(kind, whether the page's phone is the later one of the two) → how the sentence opens, ``{phone}`` being the twin."""


@dataclass(frozen=True)
class TwinColumn:
    """One of the two columns."""

    phone: Phone
    narrow: bool = True
    is_baseline: bool = False


@dataclass(frozen=True)
class TwinComparison:
    """``phone`` is the page's, ``tie`` what the other is to it, ``sections`` the rows of both, under anchors of their
    own. ``follows`` is whether ``phone`` is the twin and the other the original."""

    phone: Phone
    tie: RelatedPhone
    sections: tuple[FactSection, ...]
    follows: bool

    @property
    def other(self):
        return self.tie.other

    @property
    def columns(self):
        return [TwinColumn(self.phone), TwinColumn(self.other)]

    def sentence(self, link):
        """“Same phone as the …: identical in …” with ``link``, the HTML of a link to the other, in it."""
        opening = escape(twin_message(self.phone, self.tie)).format(phone=link)
        return escape(gettext("{opening}: {summary}.")).format(opening=opening, summary=self.summary)

    @property
    def counted(self):
        """The rows that are counted: each fact once, so not the main cameras' once more, and nothing of the name."""
        for section in self.sections:
            if not section.key.endswith("main-cameras"):
                yield from filter(_is_counted, section.rows)

    @cached_property
    def counts(self):
        """``RowKind`` → how many of the counted rows are of it."""
        return Counter(map(attrgetter("kind"), self.counted))

    @property
    def summary(self):
        """“identical in 94 of 100 known specs; these 6 differ”."""
        same = self.counts[RowKind.SAME]
        differ = self.counts[RowKind.DIFFERS]
        if not same + differ:
            return gettext("no spec is known for both")
        if not differ:
            return gettext("identical in {same} of {known} known specs").format(same=same, known=same)
        words = ngettext(
            "identical in {same} of {known} known specs; this one differs",
            "identical in {same} of {known} known specs; these {number} differ",
            differ,
        )
        return words.format(same=same, known=same + differ, number=differ)

    @property
    def open_words(self):
        """How many rows are known of one of the two only; empty where there are none."""
        count = self.counts[RowKind.OPEN]
        if not count:
            return ""
        words = ngettext(
            "{number} more spec is known for only one of the two.",
            "{number} more specs are known for only one of the two.",
            count,
        )
        return words.format(number=count)

    @property
    def differing(self):
        return row_groups(self.differing_sections)

    @property
    def is_short(self):
        """Whether what differs is few enough rows to show them all at once."""
        return self.counts[RowKind.DIFFERS] <= MOST_ROWS_OPEN

    @property
    def naming(self):
        return row_groups(self.naming_sections)

    @property
    def differing_sections(self):
        return sections_with_rows(self.sections, _is_differing)

    @property
    def naming_sections(self):
        """The rows of name and code that say different things, or that only one of the two has."""
        return sections_with_rows(self.sections, _is_naming)

    @property
    def original(self):
        if self.follows:
            return self.other
        return self.phone

    @property
    def maker(self):
        """Who builds both; None where that is not known."""
        return builder(self.phone)

    @property
    def path(self):
        return comparison_path([self.phone.slug, self.other.slug])


def twin_message(phone, tie):
    """What a twin is in the language of the page, with a place for its name: “Same phone as the {phone}”."""
    return str(OPENINGS[tie.kind, is_later_twin(phone, tie)])


def twin_opening(phone, tie):
    """How a sentence opens that ends in the name of the twin: “Same phone as the”."""
    return twin_message(phone, tie).partition(" {phone}")[0]


def is_later_twin(phone, tie):
    """Whether ``phone`` is the twin and the other of ``tie`` the original."""
    own_relations = {(relation.kind, relation.other_id) for relation in phone.relations.all()}
    return (tie.kind, tie.other.pk) in own_relations


def twin_comparison(phone, tie, other, *, number=1, imperial=False):
    """``phone`` beside ``other``, its twin by ``tie``; both fetched whole. ``number`` makes its anchors unique."""
    table = FactTable([phone, other])
    sections = judged_sections(table, ComparisonQuery((phone.slug, other.slug), imperial=imperial))
    named = tuple(replace(section, key=f"twin-{number}-{section.key}") for section in sections)
    return TwinComparison(phone, replace(tie, other=other), named, follows=is_later_twin(phone, tie))


def twin_comparisons(phone, others, imperial=False):
    """The ``TwinComparison``s of ``phone`` among ``others``, phones fetched whole."""
    by_key = {other.pk: other for other in others}
    pairs = []
    for tie in filter(attrgetter("is_twin"), related_phones(phone)):
        other = by_key.get(tie.other.pk)
        if other:
            pairs.append((phone, tie, other))
    return _numbered_comparisons(pairs, imperial)


def twin_comparisons_among(phones, imperial=False):
    """The ``TwinComparison`` of every two of ``phones`` that are twins."""
    return _numbered_comparisons(_twins_among(phones), imperial)


def _twins_among(phones):
    """(phone, tie, twin) of every two that are twins."""
    twins = {phone.pk: twin_keys(phone) for phone in phones}
    for one, other in combinations(phones, 2):
        if other.pk in twins[one.pk]:
            yield from ((one, tie, other) for tie in related_phones(one) if tie.is_twin and tie.other == other)


def _numbered_comparisons(pairs, imperial):
    return [twin_comparison(*pair, number=number, imperial=imperial) for number, pair in enumerate(pairs, 1)]


def cells_of_other_twin(twin):
    """(label, anchor, cell) of every cell of the other phone that the panel prints."""
    names = [twin.phone.full_name, twin.other.full_name]
    cells = list(labelled_cells([*twin.differing_sections, *twin.naming_sections], names))
    return cells[1::2]


def _is_differing(row):
    return row.differs and row.spec.key not in NAMING_KEYS and not _follows_from_others(row)


def _follows_from_others(row):
    """Whether both values come from other rows or records: the volume differs because the thickness does, the longest
    lens because a lens does."""
    return all(cell.how != STATED for cell in row.cells)


def _is_naming(row):
    return row.kind != RowKind.SAME and row.spec.key in NAMING_KEYS


def _is_counted(row):
    return row.is_known and row.spec.key not in NAMING_KEYS and not _follows_from_others(row)
