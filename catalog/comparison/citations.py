"""A page's evidence seen from its sources: what each says there, and where sources disagree."""

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter

from catalog.facts.cells import Cell
from catalog.facts.claim_agreement import CellClaim, source_mark
from catalog.models import Source


@dataclass(frozen=True)
class Citation:
    """One claim, with the label and the anchor of the row that it speaks of (no anchor: no row of this page)."""

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


@dataclass(frozen=True)
class Disagreement:
    """A fact of which a source says something else than the page."""

    label: str
    anchor: str
    cell: Cell


def labelled_cells(sections, titles=None):
    """Yield (label, anchor, cell) for every cell; ``titles`` name the columns where there are several."""
    for section in sections:
        for row in section.rows:
            anchor = section.anchor(row)
            label = f"{section.label}: {row.spec.label}"
            for title, cell in zip(titles or [""] * len(row.cells), row.cells, strict=True):
                yield (f"{label} ({title})" if title else label), anchor, cell


def citations_in(facts):
    citations = []
    for label, anchor, cell in facts:
        citations += [Citation(label, anchor, said) for said in cell.claims]
    return citations


def disagreements_in(facts):
    return [Disagreement(label, anchor, cell) for label, anchor, cell in facts if cell.disputed]


def cited_sources(citations, others=()):
    """Every source of a page (those of ``others`` are named without saying anything of a row), with what it says there.

    Their numbers follow their slugs, so that what is printed of a fact need not know what else is on the page.
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
