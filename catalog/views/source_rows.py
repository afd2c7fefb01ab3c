"""The list of a page's sources, put together from entries that are printed once for each source of a phone."""

from functools import cache

from markupsafe import Markup, escape

from catalog.languages.active_language import active_language

from .template_fragments import Fragment, cached_macro, template_macro

MACRO_TEMPLATE = "macros/sources.html"
_printed_entry = cached_macro(MACRO_TEMPLATE, "source_entry")


def printed_sources(sources, citations):
    """An element for each of ``sources``, which have a ``number``, a ``source`` and a ``count`` of claims.
    ``citations`` is the address of the page that has these."""
    language = active_language()
    address = escape(citations)
    items = []
    for entry in sources:
        fragment = _item_fragment(language, entry.count > 0)
        items.append(fragment.filled_from((str(entry.number), _printed_entry(entry.source), address, str(entry.count))))
    return Markup("").join(items)


@cache
def _item_fragment(language, is_cited):
    """In the ``language`` that is active; of four slots: number, entry, address and count."""
    return Fragment.of(template_macro(MACRO_TEMPLATE, "listed_source")(is_cited))
