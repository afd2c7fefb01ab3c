"""The head of each page that lists phones or other records; see ``page_heads``."""

from operator import attrgetter

from catalog.facts.derived_values import derived_once_a_language
from catalog.finder.query_phrases import phrases_of_query
from catalog.languages.active_language import gettext, ngettext
from catalog.languages.listed_words import comma_list
from catalog.languages.printed_figures import number_text
from catalog.languages.shipped_texts import shipped_text
from catalog.models.editorial import Editorial
from catalog.pages import structured_data
from catalog.pages.page_addresses import page_path
from catalog.pages.page_head import PageHead, numbered
from catalog.pages.page_titles import fitting_description, fitting_title, part_description, sensor_title

from .result_list import result_phones_at


def finder_head(finding, pages):
    """The plain list and its pages are indexed; whatever asks more is not."""
    query = finding.asked.url()
    if query:
        return _question_head(finding, f"{page_path('phones')}?{query}")
    description = ngettext(
        "{total} phone to filter by sensor size, focal length, light, weight, price or country, with counts.",
        "{total} phones to filter by sensor size, focal length, light, weight, price or country, with counts.",
        finding.found.total,
    )
    return PageHead(
        numbered(gettext("Find phones by their cameras"), pages.number),
        description.format(total=number_text(finding.found.total)),
        numbered(page_path("phones"), pages.number),
        data=structured_data.graph(_found_phones(gettext("Phones, the newest first"), finding, pages)),
    )


def _question_head(finding, path):
    words = comma_list(phrases_of_query(finding)) or gettext("sorted or shown in another way")
    title = gettext("{total}: {words}").format(total=phones_in_all(finding.found.total), words=words)
    closing = gettext("Sensors, lenses and light of each, with sources.")
    description = fitting_description(gettext("{title}.").format(title=title), closing)
    return PageHead(title, description, path, is_indexed=False)


def phones_in_all(number):
    """“1 phone”, “1,280 phones”."""
    return ngettext("{total} phone", "{total} phones", number).format(total=number_text(number))


def _found_phones(name, finding, pages):
    first, last = pages.bounds
    phones = [(phone.full_name, phone.url) for _, phone in result_phones_at(finding, finding.matches(first, last))]
    return structured_data.item_list(name, phones, first + 1)


def collection_head(collection, summary, finding, pages):
    """``summary`` is the first sentence of its text."""
    path = collection.get_absolute_url()
    name = shipped_text(collection.title)
    title = numbered(name, pages.number)
    facts = {"title": title, "total": phones_in_all(finding.found.total)}
    trail = structured_data.breadcrumbs((gettext("Collections"), page_path("collections")), (name, path))
    return PageHead(
        fitting_title(gettext("{title}: {total}").format(**facts), title),
        fitting_description(summary or gettext("{title}.").format(title=name), _phones_now(facts)),
        numbered(path, pages.number),
        data=structured_data.graph(trail, _found_phones(name, finding, pages)),
    )


def _phones_now(facts):
    return gettext("{total} now, each with its sensors, lenses and sources.").format(**facts)


def list_head(name, title, description, records, feeds=()):
    """Of a page that lists ``records``; ``name`` is that of its address."""
    entries = list(map(_named_path, records))
    data = structured_data.graph(structured_data.item_list(title, entries))
    return PageHead(title, fitting_description(description), page_path(name), data=data, feeds=tuple(feeds))


@derived_once_a_language
def _named_path(record):
    name = str(record)
    if isinstance(record, Editorial):
        name = shipped_text(name)
    return name, record.get_absolute_url()


def brand_head(brand, listed):
    """``listed`` is the page of its phones."""
    facts = {
        "brand": brand.name,
        "phones": comma_list(map(attrgetter("name"), listed.page)),
        "total": number_text(listed.total),
    }
    opening = ngettext("{total} phone by {brand}: {phones}.", "{total} phones by {brand}: {phones}.", listed.total)
    closing = gettext("Sensors, lenses and light, each fact with its source.")
    feed = gettext("{brand}: new phones and changes").format(**facts)
    texts = (
        gettext("{brand} phones and their cameras").format(**facts),
        fitting_description(opening.format(**facts), closing),
    )
    feeds = ((feed, page_path("brand_feed", brand.slug)),)
    return _part_head(brand, (gettext("Brands"), page_path("brands")), texts, listed, feeds)


def sensor_head(sensor, facts, listed, is_drawn):
    """``facts`` are summaries, the maker's name first; ``listed`` is the page of the phones that use it."""
    opening = gettext("The image sensor {sensor}, in {total} here.")
    if is_drawn:
        opening = gettext("The image sensor {sensor}, in {total} here, drawn to scale.")
    opening = opening.format(sensor=sensor, total=phones_in_all(listed.total))
    texts = sensor_title(sensor), part_description(opening, facts[1:], *_newest_phone(listed))
    return _part_head(sensor, (gettext("Sensors"), page_path("sensors")), texts, listed)


def chipset_head(chipset, facts, listed):
    """As of a sensor."""
    title = gettext("{chipset}: {total} with it")
    opening = gettext("{chipset}: what is known of the chipset, and {total} with it.")
    named = {"chipset": chipset, "total": phones_in_all(listed.total)}
    texts = title.format(**named), part_description(opening.format(**named), facts[1:], *_newest_phone(listed))
    return _part_head(chipset, (gettext("Phones"), page_path("phones")), texts, listed)


def _newest_phone(listed):
    """The first of them, in a sentence; nothing where there is none."""
    return [gettext("The newest: {phone}.").format(phone=phone.full_name) for phone in listed.page[:1]]


def _part_head(record, above, texts, listed, feeds=()):
    """Of a page about what the phones ``listed`` have in common; ``above`` is (name, path) of the page over it."""
    title, description = texts
    path = record.get_absolute_url()
    phones = list(map(_named_path, listed.page))
    data = structured_data.graph(
        structured_data.breadcrumbs(above, (str(record), path)),
        structured_data.item_list(gettext("Phones: {record}").format(record=record), phones, listed.page.start_index()),
    )
    number = listed.page.number
    return PageHead(numbered(title, number), description, numbered(path, number), data=data, feeds=feeds)


def changes_head(title, description, listed):
    """Its later pages move with every change: they are not indexed."""
    number = listed.page.number
    path = numbered(page_path("changes"), number)
    description = fitting_description(description)
    return PageHead(numbered(title, number), description, path, is_indexed=number == 1)


def data_head(title, description, modified=None):
    """``modified`` is when anything of the catalogue was changed last."""
    description = fitting_description(description)
    data = structured_data.graph(structured_data.dataset(description, modified))
    return PageHead(title, description, page_path("data"), data=data)
