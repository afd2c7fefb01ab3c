"""The glossary: ideas, makers' names and every row of the sheet in its group, each by alphabet, with one index."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain

from django.utils.translation import get_language, gettext, pgettext

from catalog.languages.alphabetical_order import alphabetical_key, index_letter
from catalog.languages.localised_text import localised
from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, SHEET, SPECS
from catalog.sheet.spec import Spec, SpecGroup

from .glossary_terms import IDEAS, NAMES, GlossaryTerm

REPEATED_GROUP = "main_camera"
"""Its rows are those of cameras once more."""


@dataclass(frozen=True)
class GlossarySpec:
    """A row of the sheet; ``term`` is the idea that explains it at length, if any."""

    spec: Spec
    anchor: str
    term: GlossaryTerm | None

    @property
    def label(self):
        return localised(self.spec.label)

    @property
    def label_with_unit(self):
        """“Weight, g”."""
        if not self.spec.unit:
            return self.label
        return gettext("{label}, {unit}").format(label=self.label, unit=_unit_words(self.spec.unit))

    @property
    def help(self):
        return localised(self.spec.help)


@dataclass(frozen=True)
class GlossaryGroup:
    key: str
    label: str
    specs: tuple[GlossarySpec, ...]


@dataclass(frozen=True)
class IndexEntry:
    label: str
    anchor: str


@dataclass(frozen=True)
class IndexLetter:
    """``letter`` is as of ``index_letter``."""

    letter: str
    entries: tuple[IndexEntry, ...]

    @property
    def anchor(self):
        return f"index-{self.letter[0].lower()}"


@dataclass(frozen=True)
class Glossary:
    ideas: tuple[GlossaryTerm, ...]
    names: tuple[GlossaryTerm, ...]
    groups: tuple[GlossaryGroup, ...]
    index: tuple[IndexLetter, ...]

    @property
    def spec_count(self):
        return sum(len(group.specs) for group in self.groups)

    def specs_of(self, term):
        """The rows that a term is about, as entries of the index."""
        return [IndexEntry(localised(SPECS[key].label), _anchor("", key)) for key in term.specs]


def glossary_page():
    """The ``Glossary`` in the language of the page; it hangs on nothing else but the code."""
    return _glossary_in(get_language())


@cache
def _glossary_in(language):
    groups = tuple(map(_group, _groups_of_sheet()))
    ideas = tuple(sorted(IDEAS, key=_title_order))
    names = tuple(sorted(NAMES, key=_title_order))
    return Glossary(ideas, names, groups, _index(chain(ideas, names), groups))


def _groups_of_sheet():
    yield from (group for group in SHEET if group.key != REPEATED_GROUP)
    yield from ENTRY_GROUP_BY_KEY.values()


def _group(group: SpecGroup):
    prefix = f"{group.key}_" if group.key in ENTRY_GROUP_BY_KEY else ""
    ideas = {key: idea for idea in IDEAS for key in idea.specs}
    specs = [
        GlossarySpec(spec, _anchor(prefix, spec.key), None if prefix else ideas.get(spec.key)) for spec in group.specs
    ]
    return GlossaryGroup(group.key, localised(group.label), tuple(sorted(specs, key=_spec_order)))


def _anchor(prefix, key):
    return f"spec-{prefix}{key}"


def _unit_words(unit):
    """A sign as the language writes it; see ``sheet_messages``."""
    return pgettext("unit", unit)


def _title_order(term):
    return alphabetical_key(str(term.title))


def _spec_order(entry):
    return alphabetical_key(entry.label)


def _index(terms, groups):
    """Every term and row once, under the letter that it begins with."""
    entries = list(_term_entries(terms))
    entries += _spec_entries(groups, taken={entry.label for entry in entries})
    by_letter = defaultdict(list)
    for entry in sorted(entries, key=_entry_order):
        by_letter[index_letter(entry.label)].append(entry)
    return tuple(IndexLetter(letter, tuple(found)) for letter, found in by_letter.items())


def _entry_order(entry):
    return alphabetical_key(entry.label), entry.anchor


def _term_entries(terms):
    for term in terms:
        for label in (term.title, *term.also):
            yield IndexEntry(str(label), term.key)


def _spec_entries(groups, taken):
    """A label that is ``taken``, or that several groups have, is told apart by its group."""
    labels = Counter(taken)
    for group in groups:
        labels.update(entry.label for entry in group.specs)
    for group in groups:
        for entry in group.specs:
            label = entry.label
            if labels[label] > 1:
                label = gettext("{label} ({group})").format(label=label, group=group.label)
            yield IndexEntry(label, entry.anchor)
