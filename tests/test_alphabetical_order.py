"""By alphabet: in English, in German, and in Japanese by reading; and the glossary's index in all three."""

import re

import pytest
from django.utils import translation

from catalog.languages.alphabetical_order import OTHERS, alphabetical_key, index_letter
from catalog.pages.glossary_page import glossary_page
from catalog.pages.glossary_terms import IDEAS, NAMES

from .reading import page

LANGUAGES = ("en-gb", "de", "ja")


def in_order(language, texts):
    with translation.override(language):
        return sorted(texts, key=alphabetical_key)


def letters(language, texts):
    with translation.override(language):
        return [index_letter(text) for text in texts]


def test_capitals_and_quotation_marks_make_no_difference():
    texts = ["apple", "“Bear”", "cat", "Dog"]
    assert in_order("en-gb", texts[::-1]) == texts
    assert letters("en-gb", [*texts, "5G bands"]) == ["A", "B", "C", "D", "0–9"]


def test_german_vowels_with_dots_stand_among_those_without():
    texts = ["Abstand", "Äquivalente Blende", "Auflösung", "Objektiv", "Öffnung", "Optik", "„Übergröße“"]
    assert in_order("de", texts[::-1]) == texts
    assert letters("de", texts) == ["A", "A", "A", "O", "O", "O", "U"]


def test_japanese_stands_by_its_reading_behind_latin_letters():
    texts = ["3D", "RAW", "オートフォーカス", "型番", "ガラス", "「最短」", "焦点距離", "センサー"]
    assert in_order("ja", texts[::-1]) == texts
    assert letters("ja", texts) == ["0–9", "R", "あ", "か", "か", "さ", "さ", "さ"]


def test_a_japanese_word_without_a_reading_stands_last():
    assert in_order("ja", ["鰻", "ワイド"]) == ["ワイド", "鰻"]
    assert letters("ja", ["鰻"]) == [OTHERS]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_of_the_glossary_is_in_order_and_names_nothing_twice(language):
    with translation.override(language):
        index = glossary_page().index
        labels = [entry.label for one in index for entry in one.entries]
        assert labels == sorted(labels, key=alphabetical_key)
    assert len(labels) == len(set(labels))
    assert len({one.anchor for one in index}) == len(index)


def test_every_label_of_the_index_has_a_japanese_reading():
    with translation.override("ja"):
        index = glossary_page().index
    assert [entry.label for one in index if one.letter == OTHERS for entry in one.entries] == []


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["/de", "/ja"])
def test_terms_have_the_same_anchors_in_every_language(client, prefix):
    def anchors(path):
        ids = re.findall(r' id="([^"]+)"', page(client, path))
        return {one for one in ids if not one.startswith("index-")}

    html = page(client, f"{prefix}/glossary/")
    assert anchors(f"{prefix}/glossary/") == anchors("/glossary/")
    assert {term.key for term in (*IDEAS, *NAMES)} <= anchors("/glossary/")
    linked = set(re.findall(r'href="#([^"]+)"', html))
    assert linked - set(re.findall(r' id="([^"]+)"', html)) == set()
