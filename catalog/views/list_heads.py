"""The head of each page that lists phones or other records; see ``page_heads``."""

from operator import attrgetter

from catalog.finder.query_phrases import phrases_of_query
from catalog.pages import structured_data
from catalog.pages.page_addresses import page_path
from catalog.pages.page_head import PageHead, numbered
from catalog.pages.page_titles import fitting_description, fitting_title, part_description, sensor_title
from catalog.quantities.formatters import format_count

from .result_list import result_phones_at


def finder_head(finding, pages):
    """The plain list and its pages are indexed; whatever asks more is not."""
    query = finding.asked.url()
    if query:
        return _question_head(finding, f"{page_path('phones')}?{query}")
    total = format_count(finding.found.total, "phone")
    return PageHead(
        numbered("Find phones by their cameras", pages.number),
        f"{total} to filter by sensor size, focal length, light, weight, price or country, with counts.",
        numbered(page_path("phones"), pages.number),
        data=structured_data.graph(_found_phones("Phones, the newest first", finding, pages)),
    )


def _question_head(finding, path):
    words = ", ".join(phrases_of_query(finding)) or "sorted or shown in another way"
    title = f"{format_count(finding.found.total, 'phone')}: {words}"
    description = fitting_description(f"{title}.", "Sensors, lenses and light of each, with sources.")
    return PageHead(title, description, path, is_indexed=False)


def _found_phones(name, finding, pages):
    first, last = pages.bounds
    phones = [(phone.full_name, phone.url) for _, phone in result_phones_at(finding, finding.matches(first, last))]
    return structured_data.item_list(name, phones, first + 1)


def collection_head(collection, summary, finding, pages):
    """``summary`` is the first sentence of its text."""
    path = collection.get_absolute_url()
    total = format_count(finding.found.total, "phone")
    title = numbered(collection.title, pages.number)
    trail = structured_data.breadcrumbs(("Collections", page_path("collections")), (collection.title, path))
    return PageHead(
        fitting_title(f"{title}: {total}", title),
        fitting_description(
            summary or f"{collection.title}.", f"{total} now, each with its sensors, lenses and sources."
        ),
        numbered(path, pages.number),
        data=structured_data.graph(trail, _found_phones(collection.title, finding, pages)),
    )


def list_head(name, title, description, records, feeds=()):
    """Of a page that lists ``records``; ``name`` is that of its address."""
    entries = list(map(_named_path, records))
    data = structured_data.graph(structured_data.item_list(title, entries))
    return PageHead(title, fitting_description(description), page_path(name), data=data, feeds=tuple(feeds))


def _named_path(record):
    return str(record), record.get_absolute_url()


def brand_head(brand, listed):
    """``listed`` is the page of its phones."""
    names = ", ".join(map(attrgetter("name"), listed.page))
    total = format_count(listed.total, "phone")
    description = fitting_description(
        f"{total} by {brand.name}: {names}.", "Sensors, lenses and light, each fact with its source."
    )
    feeds = ((f"{brand.name}: new phones and changes", page_path("brand_feed", brand.slug)),)
    texts = f"{brand.name} phones and their cameras", description
    return _part_head(brand, ("Brands", page_path("brands")), texts, listed, feeds)


def sensor_head(sensor, facts, listed, is_drawn):
    """``facts`` are summaries, the maker's name first; ``listed`` is the page of the phones that use it."""
    drawn = ", drawn to scale" if is_drawn else ""
    opening = f"The image sensor {sensor}, in {format_count(listed.total, 'phone')} here{drawn}."
    texts = sensor_title(sensor), part_description(opening, facts[1:], *_newest_phone(listed))
    return _part_head(sensor, ("Sensors", page_path("sensors")), texts, listed)


def chipset_head(chipset, facts, listed):
    """As of a sensor."""
    total = format_count(listed.total, "phone")
    opening = f"{chipset}: what is known of the chipset, and {total} with it."
    texts = f"{chipset}: {total} with it", part_description(opening, facts[1:], *_newest_phone(listed))
    return _part_head(chipset, ("Phones", page_path("phones")), texts, listed)


def _newest_phone(listed):
    """The first of them, in a sentence; nothing where there is none."""
    return [f"The newest: {phone.full_name}." for phone in listed.page[:1]]


def _part_head(record, above, texts, listed, feeds=()):
    """Of a page about what the phones ``listed`` have in common; ``above`` is (name, path) of the page over it."""
    title, description = texts
    path = record.get_absolute_url()
    phones = list(map(_named_path, listed.page))
    data = structured_data.graph(
        structured_data.breadcrumbs(above, (str(record), path)),
        structured_data.item_list(f"Phones: {record}", phones, listed.page.start_index()),
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
