"""The list of a page's sources, put together from entries that are printed once for each source of a phone."""

from functools import cache
from typing import NamedTuple

from markupsafe import Markup, escape

from catalog.facts.derived_values import derived_once_a_language
from catalog.languages.active_language import active_language
from catalog.languages.fixed_remarks import remark
from catalog.languages.localised_text import localised
from catalog.languages.name_scripts import with_lang
from catalog.languages.source_titles import source_title
from catalog.quantities.web_addresses import web_address

from .template_fragments import Fragment, template_macro

MACRO_TEMPLATE = "macros/sources.html"


class KnownOfSource(NamedTuple):
    """What is known of a source, beside its title."""

    url: bool
    publisher: bool
    dated: bool
    seen_on: bool
    licence: bool
    unverified: bool


@derived_once_a_language
def printed_source(source):
    """What a source is, by whom, of which day; kept with it."""
    address = web_address(source.url)
    known = KnownOfSource(*[bool(getattr(source, name)) for name in KnownOfSource._fields])._replace(url=bool(address))
    words = (
        address or "",
        source_title(source.title),
        with_lang(source.publisher or ""),
        localised(source.dated.words) if source.dated else "",
        localised(source.seen_on.words) if source.seen_on else "",
        remark(source.licence) if source.licence else "",
    )
    fragment = _entry_fragment(active_language(), source.get_kind_display(), known)
    return fragment.filled_from(list(map(escape, words)))


@cache
def _entry_fragment(language, kind, known):
    """In the ``language`` that is active."""
    return Fragment.of(template_macro(MACRO_TEMPLATE, "source_entry")(kind, known))


def printed_sources(sources, citations):
    """An element for each of ``sources``, which have a ``number``, a ``source`` and a ``count`` of claims.
    ``citations`` is the address of the page that has these."""
    language = active_language()
    address = escape(citations)
    items = []
    for entry in sources:
        fragment = _item_fragment(language, entry.count > 0)
        items.append(fragment.text_from((str(entry.number), printed_source(entry.source), address, str(entry.count))))
    return Markup("".join(items))  # noqa: S704 - printed by a template


@cache
def _item_fragment(language, is_cited):
    """In the ``language`` that is active; of four slots: number, entry, address and count."""
    return Fragment.of(template_macro(MACRO_TEMPLATE, "listed_source")(is_cited))
