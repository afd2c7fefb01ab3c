"""Editors' texts that the site is shipped with are translated; what they change or write anew is shown in English."""

import re

import pytest
import yaml
from django.utils import translation

from catalog.languages.shipped_texts import FOLDER, KINDS, shipped_messages, shipped_text
from catalog.languages.translation_files import TRANSLATED
from catalog.views.jinja import first_sentence, lead_and_rest, shipped_markdown

from .factories import make_collection, make_guide, make_page, make_phone
from .reading import page, words

IN_EACH_LANGUAGE = pytest.mark.parametrize("language", TRANSLATED)
LINK = re.compile(r"\]\((/[^)]*)\)")
OWN_WORDS = "Written by hand this morning."


def shipped(place):
    """The title and the text of a shipped record: ``pages/privacy``."""
    record = yaml.safe_load((FOLDER / f"{place}.yaml").read_text())
    return record["title"], record.get("text", "")


def english_blocks(html):
    return re.findall(r'<(\w+) lang="en">', html.partition("<main")[2].partition("</main>")[0])


# Every one of them.


@IN_EACH_LANGUAGE
def test_every_shipped_text_has_a_translation(language):
    with translation.override(language):
        assert [(text, place) for text, place in shipped_messages() if shipped_text(text) == text] == []


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_some_of_each_kind(kind):
    assert [place for _, place in shipped_messages() if f"title of {kind}/" in place]


@IN_EACH_LANGUAGE
def test_links_of_a_translation_lead_to_the_same_pages_in_its_language(language):
    for text, place in shipped_messages():
        with translation.override(language):
            found = LINK.findall(shipped_text(text))
        assert found == [f"/{language}{path}" for path in LINK.findall(text)], place


@IN_EACH_LANGUAGE
def test_a_translation_keeps_headings(language):
    for text, place in shipped_messages():
        with translation.override(language):
            assert shipped_text(text).startswith("## ") == text.startswith("## "), place


# On pages.


@pytest.mark.django_db
def test_a_shipped_page_is_german_on_german_pages(client):
    title, text = shipped("pages/privacy")
    make_page(title, slug="privacy", text=text, in_footer=True)
    html = page(client, "/de/privacy/")
    assert "<h1>Datenschutz</h1>" in html
    assert "<title>Datenschutz" in html
    assert "Cookies" in words(html)
    assert ' lang="en"' not in html.replace(' lang="en" hreflang="en"', "")
    assert f"<h1>{title}</h1>" in page(client, "/privacy/")


@pytest.mark.django_db
def test_a_paragraph_that_editors_changed_is_english_among_the_others(client):
    title, text = shipped("pages/about")
    first, last = text.split("\n\n")
    make_page(title, slug="about", text=f"{first.partition('. ')[0]}.\r\n\r\n{last}")
    html = page(client, "/de/about/")
    assert "<h1>Über diese Website</h1>" in html
    assert '<p lang="en">Phone spec sheets copy one another.</p>' in html
    assert english_blocks(html) == ["p"]
    assert 'lang="en">Phone' not in page(client, "/about/")


@pytest.mark.django_db
@IN_EACH_LANGUAGE
def test_what_editors_write_anew_is_english(client, language):
    make_page("Ours", text=f"{OWN_WORDS}\n\n1. one\n\n2. two")
    html = page(client, f"/{language}/pages/ours/")
    assert '<h1 lang="en">Ours</h1>' in html
    assert f'<p lang="en">{OWN_WORDS}</p>' in html
    assert english_blocks(html) == ["h1", "p", "ol"]


@pytest.mark.django_db
@IN_EACH_LANGUAGE
def test_lists_and_heads_follow(client, language):
    phone = make_phone("One")
    for place, make in (("collections/light-and-long", make_collection), ("guides/leica-on-phones", make_guide)):
        title, text = shipped(place)
        kind, slug = place.split("/")
        make("Ours", text=OWN_WORDS)
        written = make(title, slug=slug, text=text)
        if kind == "guides":
            written.phones.create(phone=phone)
        with translation.override(language):
            said, sentence = shipped_text(title), first_sentence(shipped_text(text))
        for path in (f"/{language}/{kind}/", f"/{language}/"):
            html = page(client, path)
            assert f">{said}</a>" in html
            assert title not in html
            assert re.search(r'lang="en">\s*(<a [^>]*>)?Ours</a>', html)
        html = page(client, f"/{language}/{kind}/")
        assert f"<p>{sentence}</p>" in html
        assert f'<p lang="en">{OWN_WORDS}</p>' in html
        html = page(client, f"/{language}/{kind}/{slug}/")
        assert f"<h1>{said}</h1>" in html
        assert f'property="og:title" content="{said}' in html.replace("&#34;", '"')
    assert f'">{said}</a>' in page(client, f"/{language}/phones/acme-one/")


@pytest.mark.django_db
@IN_EACH_LANGUAGE
def test_an_article_says_its_language(client, language):
    title, text = shipped("guides/leica-on-phones")
    make_guide(title, text=text)
    make_guide("Ours")
    assert f'"inLanguage": "{language}"' in page(client, f"/{language}/guides/leicas-name-on-phones/")
    assert '"inLanguage": "en"' in page(client, f"/{language}/guides/ours/")


@pytest.mark.django_db
@IN_EACH_LANGUAGE
def test_the_heading_of_a_comparison_is_editors_or_names(client, language):
    phones = make_phone("One"), make_phone("Other")
    drawing = make_page("Home", phones, phones_heading="Is the Leitz Phone 2 an Aquos R7?")
    assert '<h2 class="featured__heading" id="featured">' in page(client, f"/{language}/")
    assert drawing.phones_heading not in page(client, f"/{language}/")
    drawing.phones_heading = "Which?"
    drawing.save()
    assert 'id="featured" lang="en">Which?</h2>' in page(client, f"/{language}/")
    drawing.phones_heading = None
    drawing.save()
    assert 'id="featured">Acme One' in page(client, f"/{language}/")


@pytest.mark.django_db
def test_feeds_stay_english(client):
    title, text = shipped("guides/leica-on-phones")
    make_guide(title, text=text)
    page(client, "/de/guides/")
    assert title in client.get("/feeds/guides.atom").text


# In pieces.


def test_in_english_a_text_is_one_piece():
    assert shipped_markdown("1. one\n\n2. two") == "<ol>\n<li>\n<p>one</p>\n</li>\n<li>\n<p>two</p>\n</li>\n</ol>\n"
    assert shipped_markdown(None) == ""


def test_nothing_is_nothing_in_german():
    with translation.override("de"):
        assert shipped_markdown(None) == ""
        assert shipped_text(None) == ""
        assert shipped_text("") == ""


def test_an_english_lead_is_told_from_the_rest():
    with translation.override("de"):
        assert lead_and_rest("One.\n\nTwo.") == ('<p lang="en">One.</p>\n', '<p lang="en">Two.</p>\n')
        assert lead_and_rest("## Three")[0] == ""


def test_a_japanese_sentence_ends_with_its_own_full_stop():
    assert first_sentence("f/1.9です。1型です。") == "f/1.9です。"
