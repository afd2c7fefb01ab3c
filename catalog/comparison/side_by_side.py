"""All that a comparison prints."""

from dataclasses import dataclass

from catalog.facts.table import Section, Table, not_known_in
from catalog.models import Phone

from .choice import Choice
from .citations import CitedSource, citations, cited_sources, facts_in
from .drawing import Drawing, at_one_scale, front_of


@dataclass(frozen=True)
class Column:
    """The head of one phone. ``without`` is the path of the comparison that leaves it out; empty for the last one."""

    phone: Phone
    drawing: Drawing | None
    without: str


@dataclass
class SideBySide:
    columns: list[Column]
    sections: list[Section]
    sources: list[CitedSource]

    @property
    def rows(self):
        return [row for section in self.sections for row in section.rows]

    @property
    def differing(self):
        return sum(row.differs for row in self.rows)

    @property
    def unknown_count(self):
        return sum(len(section.not_known) for section in self.sections)

    @property
    def title(self):
        """“A, B and C”."""
        *first, last = (column.phone.full_name for column in self.columns)
        return f"{', '.join(first)} and {last}" if first else last

    @property
    def not_known(self):
        return not_known_in(self.sections)


def side_by_side(choice: Choice):
    """The page of phones fetched with ``whole``; asks the database nothing more."""
    table = Table(choice.phones)
    launch, *rest = table.phone_sections()
    sections = [launch, *table.camera_sections(), *rest]
    names = [phone.full_name for phone in choice.phones]
    cited = citations(facts_in(sections, names))
    return SideBySide(_columns(choice), sections, cited_sources(table.footnotes, cited))


def _columns(choice):
    drawings = at_one_scale([front_of(phone) for phone in choice.phones])
    heads = zip(choice.phones, drawings, strict=True)
    return [Column(phone, drawing, choice.without(phone.slug)) for phone, drawing in heads]
