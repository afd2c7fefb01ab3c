"""The sources of a page, each with its claims there, and the facts on which sources disagree."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from operator import attrgetter

from catalog.facts.cells import Cell
from catalog.facts.claim_agreement import CellClaim, source_mark
from catalog.facts.row_cells import sources_of_claims
from catalog.models import Source
from catalog.quantities.formatters import label_under_heading


@dataclass(frozen=True)
class Citation:
    """One claim, with the label and the anchor of its row; the anchor is empty where the page has no such row."""

    label: str
    anchor: str
    said: CellClaim


@dataclass(frozen=True)
class CitedSource:
    number: int
    source: Source
    citations: tuple[Citation, ...]

    @property
    def mark(self):
        return source_mark(self.source)

    @property
    def count(self):
        """How many claims of it the page has."""
        return len(self.citations)


@dataclass(frozen=True)
class ListedSource:
    """A source with how many claims of it the page has; another page has the claims."""

    number: int
    source: Source
    count: int

    @property
    def mark(self):
        return source_mark(self.source)


@dataclass(frozen=True)
class Disagreement:
    """A fact that a source contradicts."""

    label: str
    anchor: str
    cell: Cell


def sources_on_row(sources, anchor):
    """``sources`` with their citations on the row of that anchor alone; those without any are left out. Where no row
    has it, on all rows of its key: a row may stand on a page twice."""
    found = []
    for source in sources:
        citations = _citations_on(source.citations, anchor)
        if citations:
            found.append(replace(source, citations=citations))
    return found


def _citations_on(citations, anchor):
    exact = []
    alike = []
    for citation in citations:
        if citation.anchor == anchor:
            exact.append(citation)
        elif _key_of(citation.anchor) == _key_of(anchor):
            alike.append(citation)
    return tuple(exact or alike)


def _key_of(anchor):
    """``"body-weight_g"`` → ``"weight_g"``"""
    return anchor.rpartition("-")[2]


def labelled_cells(sections, titles=None):
    """Yield (label, anchor, cell) for every cell; ``titles`` name the columns where there are several."""
    for section in sections:
        for row in section.rows:
            anchor = section.anchor(row)
            labels = _column_labels(label_under_heading(section.label, row.spec.label), row, titles)
            for label, cell in zip(labels, row.cells, strict=True):
                yield label, anchor, cell


def _column_labels(label, row, titles):
    if not titles:
        return [label] * len(row.cells)
    return [f"{label} ({title})" for title in titles]


def citations_in(facts):
    citations = []
    for label, anchor, cell in facts:
        citations += [Citation(label, anchor, said) for said in cell.claims]
    return citations


def listed_sources_of(sections):
    """The ``ListedSource``s of all cells, numbered as ``cited_sources`` numbers them."""
    sources = {}
    counts = Counter()
    for section in sections:
        for row in section.rows:
            for source in sources_of_claims(row.cells):
                sources[source.id] = source
                counts[source.id] += 1
    ordered = sorted(sources.values(), key=attrgetter("slug"))
    return [ListedSource(number, source, counts[source.id]) for number, source in enumerate(ordered, 1)]


def disagreements_in(facts):
    return [Disagreement(label, anchor, cell) for label, anchor, cell in facts if cell.disputed]


def cited_sources(citations, others=()):
    """Every source of a page with its citations, by slug; those of ``others`` may have none.

    Sorted by slug because pieces of the page are cached with a mark per source, to be numbered when it is sent.
    """
    by_source = defaultdict(list)
    for source in others:
        by_source[source] = []
    for citation in citations:
        by_source[citation.said.source].append(citation)
    cited = []
    for number, source in enumerate(sorted(by_source, key=attrgetter("slug")), 1):
        cited.append(CitedSource(number, source, tuple(by_source[source])))
    return cited
