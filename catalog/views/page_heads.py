"""The head of each page about phones, comparisons and guides.

A page's template says ``{% set head = phone_head(phone=phone) %}``, and ``base.html`` prints it. These functions work
on what the page has fetched; only what is cached is looked up.
"""

from operator import attrgetter

from catalog.comparison.phone_selection import comparison_path
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import comma_list, joined_list
from catalog.languages.localised_text import localised
from catalog.languages.shipped_texts import shipped_text
from catalog.pages import page_titles, structured_data
from catalog.pages.indexed_comparisons import is_indexed_comparison
from catalog.pages.page_addresses import page_path
from catalog.pages.page_head import PageHead, drawn_picture, site_picture, unlisted_head


def home_head(title, description):
    data = structured_data.graph(structured_data.website(), structured_data.publisher())
    return PageHead(title, page_titles.fitting_description(description), page_path("home"), data=data)


def phone_head(phone, is_preview=False):
    title = page_titles.phone_title(phone)
    description = page_titles.phone_description(phone)
    if is_preview:
        return unlisted_head(title, description)
    path = phone.get_absolute_url()
    words = gettext("The {phone} and its sensors, drawn to scale").format(phone=phone.full_name)
    picture = drawn_picture("phone_picture", phone.slug, words)
    product = structured_data.phone_product(phone, picture and picture.url)
    brand = (phone.brand.name, phone.brand.get_absolute_url())
    trail = structured_data.breadcrumbs((gettext("Phones"), page_path("phones")), brand, (phone.full_name, path))
    data = structured_data.graph(product, trail)
    return PageHead(title, description, path, picture=picture, data=data)


def line_head(phone, is_line):
    """``is_line``: whether a predecessor or successor is known at all."""
    title = page_titles.line_title(phone)
    description = page_titles.line_description(phone)
    return _head_of_side(phone, "line", (title, description), gettext("Line"), is_indexed=is_line)


def abroad_head(phone, place=""):
    """Not indexed: the page answers for one country at a time, ``place`` being its name."""
    facts = {"phone": phone.full_name, "place": localised(place)}
    titles = [gettext("{phone} abroad: bands, networks, sale"), gettext("{phone} abroad")]
    opening = gettext("What is known of using the {phone} abroad: bands of each network, sale and price.")
    if place:
        titles = [gettext("{phone} in {place}: bands, networks, sale"), gettext("{phone} in {place}")]
        opening = gettext("What is known of using the {phone} in {place}: bands of each network, sale and price.")
    title = page_titles.fitting_title(*[text.format(**facts) for text in titles])
    closing = gettext("Every fact with its source.")
    description = page_titles.fitting_description(opening.format(**facts), closing)
    return _head_of_side(phone, "abroad", (title, description), gettext("Abroad"), is_indexed=False)


def phone_changes_head(phone, listed):
    """Indexed only where there are changes; ``listed`` is the page of them."""
    title = gettext("{phone}: changed facts")
    description = gettext("Which facts of the {phone} were changed here, when, and from what to what.")
    texts = title.format(phone=phone.full_name), description.format(phone=phone.full_name)
    is_indexed = listed.total > 0 and listed.page.number == 1
    return _head_of_side(phone, "phone_changes", texts, gettext("Changes"), is_indexed=is_indexed)


def _head_of_side(phone, name, texts, step, *, is_indexed):
    """Of a page about one side of a phone; ``name`` is that of its address, ``texts`` are title and description."""
    path = page_path(name, phone.slug)
    own = (phone.full_name, phone.get_absolute_url())
    trail = structured_data.breadcrumbs((gettext("Phones"), page_path("phones")), own, (step, path))
    title, description = texts
    return PageHead(title, description, path, is_indexed=is_indexed, data=structured_data.graph(trail))


def comparison_head(choice):
    """Of a ``PhoneSelection``. All orders of the same phones have one canonical address."""
    title = page_titles.comparison_title(choice.phones)
    path = page_path("compare", choice.canonical)
    trail = structured_data.breadcrumbs((gettext("Compare"), page_path("compare_start")), (title, path))
    return PageHead(
        title,
        page_titles.comparison_description(choice.phones),
        path,
        is_indexed=is_indexed_comparison(choice),
        picture=comparison_picture(choice.phones),
        data=structured_data.graph(trail),
    )


def comparison_picture(phones):
    """None where none is drawn."""
    if not phones:
        return None
    names = joined_list(list(map(attrgetter("full_name"), phones)))
    words = gettext("The sensors of {phones}, drawn to scale").format(phones=names)
    path = comparison_path(map(attrgetter("slug"), phones))
    return drawn_picture("compare_picture", path, words)


def real_size_head(choice, title):
    """The page is a view of the comparison, which is the canonical one."""
    description = gettext("{phones} drawn as large as they are, on a scale that you set with a bank card.")
    path = page_path("compare", choice.canonical)
    picture = comparison_picture(choice.phones)
    title, description = gettext("{phones} at real size").format(phones=title), description.format(phones=title)
    return PageHead(title, description, path, is_indexed=False, picture=picture)


def guide_head(guide, phones, summary):
    """``summary`` is the first sentence of its text."""
    path, title = guide.get_absolute_url(), shipped_text(guide.title)
    names = comma_list(map(attrgetter("full_name"), phones))
    compared = gettext("Compared: {phones}.").format(phones=names) if names else ""
    description = page_titles.fitting_description(summary, compared)
    picture = comparison_picture(phones)
    article = structured_data.guide_article(guide, phones, description, (picture or site_picture()).url)
    trail = structured_data.breadcrumbs((gettext("Guides"), page_path("guides")), (title, path))
    data = structured_data.graph(article, trail)
    return PageHead(title, description, path, "article", picture=picture, data=data, feeds=guide_feeds())


def site_page_head(page, summary):
    """Of a page that editors write; ``summary`` is the first sentence of its text."""
    description = page_titles.fitting_description(summary)
    return PageHead(shipped_text(page.title), description, page.get_absolute_url())


def guide_feeds():
    return ((gettext("Guides"), page_path("guides_feed")),)
