"""The finder's column of filters: eight in the open, those in use, and all others by group or by name.

The filters of a group are printed only where the address asks for them, as most readers need none: ``filters=body``.
``filters=all`` names all filters, ``filters=weight_g`` prints that one, and any other text those of which the names
have these words.
"""

from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import filterfalse
from operator import attrgetter

from django.urls import reverse
from markupsafe import escape

from catalog.finder.name_normalisation import normalised_name
from catalog.finder.query_parser import encode_query
from catalog.languages.active_language import active_language
from catalog.languages.localised_text import is_default_language, localised

from .facet_fields import OPEN_FILTER_BY_NAME, OPEN_FILTERS, facet_groups
from .facet_sidebar import FacetForm, print_hidden
from .template_fragments import cached_fragment, slot, template_macro

ALL_GROUPS = "all"
MAX_FOUND = 20
"""Filters of which the names have some words that are printed."""


@dataclass(frozen=True)
class FilterGroup:
    """A group of the sheet. ``fields`` is empty where it is only named, with a link that prints it; ``elsewhere`` are
    (name, label) of its filters that stand in the open, ``links`` (label, query string) of all where only their names
    are asked for."""

    key: str
    label: str
    count: int
    url: str
    active: int = 0
    is_open: bool = False
    fields: str = ""
    elsewhere: tuple = ()
    links: tuple = ()


@dataclass(frozen=True)
class FilterSearch:
    """The filters of which the names have some words: ``groups`` are (label, fields), ``elsewhere`` as of a group;
    ``more`` of them are not printed."""

    groups: list
    elsewhere: tuple
    more: int

    @property
    def is_empty(self):
        return not (self.groups or self.elsewhere)


class FilterColumn:
    """What stands in the column for one answer. Every filter is printed at most once."""

    def __init__(self, finding):
        self.asked = finding.asked
        self.live = finding.live
        self.form = FacetForm(finding)
        self.unusual = self.form.special_but_unknown()
        self.printed = set(OPEN_FILTER_BY_NAME)
        self.words = next((text for text in self.asked.filters if not is_group(text)), "")
        self.search = self.found_by_name() if self.words else None
        self.all = self.all_filters()
        self.open = self.form.fields(list(filter(self.form.is_offered, map(attrgetter("facet"), OPEN_FILTERS))))
        self.used = self.fields_in_use()

    def all_filters(self):
        """The folded list of all filters, printed."""
        if self.asked.filters or self.unusual:
            hidden = print_hidden(self.other_pairs)
            return self.print_all(self.all_groups(self.query_before_filters), self.all_url, hidden)
        frame = cached_fragment(self.live.cache, ("all filters", ""), self.print_all_with_slots)
        query = escape(self.query_but_filters)
        return frame.filled({"query": query, "hidden": print_hidden(self.other_pairs)})

    def print_all_with_slots(self):
        return self.print_all(self.all_groups(slot("query")), all_filters_url(slot("query")), slot("hidden"))

    def print_all(self, groups, url, hidden):
        return template_macro("macros/facets.html", "all_filters")(
            groups=groups,
            total=sum(map(attrgetter("count"), groups)),
            all_url=url,
            hidden=hidden,
            words=self.words,
            search=self.search,
            is_unfolded=bool(self.asked.filters),
        )

    def print_once(self, facets):
        """The fields of those of ``facets`` that are not printed yet."""
        new = list(filterfalse(self.is_printed, facets))
        self.printed.update(map(attrgetter("name"), new))
        return self.form.fields(new) if new else ""

    def is_printed(self, facet):
        return facet.name in self.printed

    def found_by_name(self):
        offered = list(filter(self.form.is_offered, facets_called(self.words)))
        closed = list(filterfalse(is_in_the_open, offered))
        shown = set(closed[:MAX_FOUND])
        groups = []
        for _, label, facets in facet_groups():
            fields = self.print_once(filter(shown.__contains__, facets))
            if fields:
                groups.append((localised(label), fields))
        return FilterSearch(groups, filters_in_the_open(offered), len(closed[MAX_FOUND:]))

    def all_groups(self, query):
        """Those that have filters to offer; ``query`` begins the links that open one."""
        groups = []
        for key, label, facets in facet_groups():
            offered = list(filter(self.form.is_offered, facets))
            if offered:
                groups.append(self.group(key, label, offered, query))
        return groups

    def group(self, key, label, facets, query):
        url = f"?{query}filters={key}#group-{key}"
        group = FilterGroup(key, localised(label), len(facets), url)
        if key in self.asked.filters:
            active = self.form.active_count(facets)
            fields = self.print_once(facets)
            return replace(group, active=active, is_open=True, fields=fields, elsewhere=filters_in_the_open(facets))
        if ALL_GROUPS in self.asked.filters:
            closed = filterfalse(is_in_the_open, facets)
            return replace(group, links=tuple(map(self.link_to, closed)), elsewhere=filters_in_the_open(facets))
        return group

    def link_to(self, facet):
        """(label, query string that prints it as well)."""
        label = (facet.spec.inner or facet.spec).label
        return localised(label), f"?{self.query_but_filters}filters={facet.name}#found-filters"

    @cached_property
    def query_before_filters(self):
        """The query string, to be followed by another parameter."""
        return started_query(self.asked.pairs_but())

    @cached_property
    def query_but_filters(self):
        return started_query(self.asked.pairs_but("filters"))

    @property
    def all_url(self):
        return all_filters_url(self.query_but_filters)

    @property
    def other_pairs(self):
        """What the field for words does not ask: the rest of the question, and the groups that are printed."""
        return [pair for pair in self.asked.pairs_but() if pair != ("filters", self.words)]

    def fields_in_use(self):
        """Those of which something is asked or refused and that no group prints."""
        return self.print_once(self.form.special_facets())


def all_filters_url(query):
    """The address that lists all filters by name, with ``query`` before it."""
    return f"{reverse('phones')}?{query}filters={ALL_GROUPS}#all-filters"


def started_query(pairs):
    query = encode_query(pairs)
    return f"{query}&" if query else ""


@cache
def group_keys():
    return {key for key, _, _ in facet_groups()} | {ALL_GROUPS}


def is_group(text):
    return text in group_keys()


def filters_in_the_open(facets):
    """(name, label) of those of ``facets`` that always stand in the column."""
    places = []
    for facet in filter(is_in_the_open, facets):
        places.append((facet.name, OPEN_FILTER_BY_NAME[facet.name].label))
    return tuple(places)


def is_in_the_open(facet):
    return facet.name in OPEN_FILTER_BY_NAME


def facets_called(words):
    """The facet of that parameter, else those whose names, with that of their group, have words that begin like all of
    ``words``; where there are none, those whose explanations have them."""
    wanted = normalised_name(words).split()
    by_name = []
    by_explanation = []
    for facet, name, explanation in searched_facets(active_language()):
        if facet.name == words:
            return [facet]
        if _has_words(name, wanted):
            by_name.append(facet)
        elif _has_words(explanation, wanted):
            by_explanation.append(facet)
    return by_name or by_explanation


@cache
def searched_facets(language):
    """(facet, its name and group as words, its explanation as words), in English and in ``language``, the page's."""
    searched = []
    for _, label, facets in facet_groups():
        for facet in facets:
            names = (label, facet.label, facet.spec.key.replace("_", " "), localised(label), facet.heading)
            explanations = (facet.spec.help, localised(facet.spec.help))
            searched.append((facet, _words_of(names), _words_of(explanations)))
    return searched


def _words_of(texts):
    return list(dict.fromkeys(normalised_name(" ".join(texts)).split()))


def _has_words(words, wanted):
    return bool(wanted) and all(any(_is_meant(word, one) for word in words) for one in wanted)


def _is_meant(word, beginning):
    """Other languages put words together: “Akku” is found in “Wechselakku”."""
    return word.startswith(beginning) or (not is_default_language() and beginning in word)
