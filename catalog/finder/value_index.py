"""The values of the finder's rows, to be found by the words of their labels."""

import re
from functools import cache

from rapidfuzz import fuzz, process

from catalog.languages.localised_figures import is_wide
from catalog.languages.localised_text import is_default_language, localised
from catalog.quantities.parsers.text_normalisation import normalise_text

from .facets import ENTRY_KINDS, IMPLIED_KEYS
from .name_normalisation import compact_name, normalised_name
from .name_texts import TextKind
from .value_resolution import KEYS_WITH_MAKERS, keys_spelled_otherwise
from .word_index import WordIndex

MIN_ALIKE_LETTERS = 5
MIN_ALIKE_SCORE = 84
"""Of 100: how alike a mistyped value must be."""


@cache
def asked_facets():
    """The facets of all kinds, without the main camera's, which are those of a rear lens once more."""
    facets = [facet for kind in ENTRY_KINDS.values() for facet in kind.facets]
    return [facet for facet in facets if facet.spec.inner is None and facet.spec.key not in IMPLIED_KEYS]


@cache
def word_facets():
    return [facet for facet in asked_facets() if not facet.is_number]


def facets_by_compact_name(vocabularies):
    """``compact_name`` of each value and of its label → the names of the facets that have one called so."""
    facets = {}
    for facet in word_facets():
        vocabulary = vocabularies[facet.kind.key]
        names = set(vocabulary.values_by_compact_name(facet.spec))
        if facet.spec.key in KEYS_WITH_MAKERS:
            names.update(vocabulary.values_by_compact_ending(facet.spec))
        for name in names:
            facets.setdefault(name, set()).add(facet.name)
    return facets


def _values_with_texts(facet, vocabulary):
    """The same with what the label is in the language of the page, and the heading that the value stands under."""
    for value, label in _values_with_labels(facet, vocabulary):
        yield value, label, facet.label
        words = normalise_text(localised(label, "" if facet.is_flag else facet.spec.key))
        if words != label:
            yield value, words, facet.heading


def _values_with_labels(facet, vocabulary):
    """(value, text) by which a value is found: its label, and its name in a fixed vocabulary; a flag by its row. Nobody
    looks for “none”, which many rows have."""
    values = vocabulary.values(facet.spec.key)
    if facet.is_flag:
        return [("yes", facet.spec.label)] if "yes" in values else []
    labelled = [(value, normalise_text(vocabulary.label(row))) for value, row in values.items()]
    terms = [(value, value) for value in values if value in facet.spec.labels]
    return [(value, text) for value, text in labelled + terms if text.casefold() != "none"]


class ValueIndex:
    """The values of all rows that have words, each as (facet, value), to be found by the words of their labels."""

    def __init__(self, vocabularies):
        self.facets_by_name = facets_by_compact_name(vocabularies)
        self.values = []
        self.labels = []
        self.headings = []
        for facet in word_facets():
            for value, label, heading in _values_with_texts(facet, vocabularies[facet.kind.key]):
                self.values.append((facet, value))
                self.labels.append(label)
                self.headings.append(heading)
        self.spaced = [normalised_name(label) for label in self.labels]
        self.words = WordIndex.of([*self._texts(), *self._texts_with_rows()])

    def _texts(self):
        return [(label, [place], TextKind.NAME) for place, label in enumerate(self.labels)]

    def _texts_with_rows(self):
        """“Rear lens: co-branding Zeiss”: for words that name the row as well."""
        rows = enumerate(zip(self.headings, self.labels, strict=True))
        return [(f"{heading} {label}", [place], TextKind.OTHER_NAME) for place, (heading, label) in rows]

    def facets_with(self, text):
        """The facets of which ``text`` may be a value."""
        names = self.facets_by_name.get(compact_name(text), frozenset())
        ends = keys_spelled_otherwise(text)
        if not (names or ends):
            return []
        return [facet for facet in word_facets() if facet.name in names or facet.spec.key.endswith(ends)]

    def with_words(self, asked):
        """Letters of East Asia stand without blanks: there, a word may be anywhere in a label."""
        if is_wide(asked) and not is_default_language():
            labels = enumerate(self.spaced)
            return [self.values[place] for place, label in labels if asked.replace(" ", "") in label.replace(" ", "")]
        return self.naming_a_value(self.words.whole_words(asked), asked)

    def beginning_with(self, asked):
        return self.naming_a_value(self.words.beginnings(asked), asked)

    def naming_a_value(self, found, asked):
        """The values ``found`` of whose label a word was asked, not of their row alone, with the same figures."""
        return [self.values[place] for place, _, _ in found.first() if _names_value(asked, self.spaced[place])]

    def most_alike(self, asked):
        """The values of the label most like ``asked``; none where it has digits, which tell values apart."""
        if len(asked) < MIN_ALIKE_LETTERS or any(map(str.isdigit, asked)):
            return []
        nearest = process.extractOne(asked, self.spaced, scorer=fuzz.ratio, score_cutoff=MIN_ALIKE_SCORE)
        if nearest is None:
            return []
        return [value for value, label in zip(self.values, self.spaced, strict=True) if label == nearest[0]]


def _names_value(asked, label):
    """Whether ``label`` has a word, or the start of one, that was asked, and all figures in the same order."""
    words = tuple(asked.split())
    begins = any(word.startswith(words) for word in label.split())
    is_within = begins or asked.replace(" ", "") in label.replace(" ", "")
    return is_within and _figures(asked) in _figures(label)


def _figures(text):
    """Its runs of digits, each between blanks: 13 is not among those of “1 3 6”."""
    return f" {' '.join(re.findall(r'[0-9]+', text))} ".replace("  ", " ")
