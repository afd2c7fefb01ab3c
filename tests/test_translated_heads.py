"""Titles and descriptions of pages in German and Japanese: as long as result pages show, and none the same."""

import pytest
from django.utils import translation

from catalog.facts.prefetch import fetch_phones
from catalog.models import Phone
from catalog.pages import page_titles
from catalog.pages.indexed_comparisons import indexed_comparisons
from catalog.pages.page_titles import MAX_DESCRIPTION, MAX_TITLE, fitting_description, fitting_title, printed_length

from .test_heads import assert_all_differ


def test_japanese_letters_are_as_wide_as_two():
    with translation.override("ja"):
        assert printed_length("Xperiaのカメラ") == 6 + 2 * 4
        assert fitting_title("あ" * 33, "あ" * 32, "short") == "あ" * 32
    assert fitting_title("あ" * 33, "short") == "あ" * 33


def test_no_space_follows_a_japanese_full_stop():
    with translation.override("ja"):
        assert fitting_description("一つ。", "二つ。", "", "Three.", "四つ。") == "一つ。二つ。Three. 四つ。"


def test_a_japanese_description_is_cut_at_any_letter():
    with translation.override("ja"):
        text = fitting_description("長いカメラの説明、" * 20)
        assert text.endswith("…")
        assert not text.endswith("、…")
        assert MAX_DESCRIPTION - 20 < printed_length(text) <= MAX_DESCRIPTION


@pytest.mark.parametrize("language", ["de", "ja"])
def test_no_two_shipped_phones_or_comparisons_have_one_title_or_description(shipped, language):
    phones = {phone.slug: phone for phone in fetch_phones(Phone.objects.published())}
    titles = {}
    descriptions = {}
    with translation.override(language):
        for slug, phone in phones.items():
            titles[slug], descriptions[slug] = page_titles.phone_title(phone), page_titles.phone_description(phone)
            titles[f"line of {slug}"] = page_titles.line_title(phone)
            descriptions[f"line of {slug}"] = page_titles.line_description(phone)
        for path, slugs in indexed_comparisons().items():
            compared = [phones[slug] for slug in slugs]
            titles[path] = page_titles.comparison_title(compared)
            descriptions[path] = page_titles.comparison_description(compared)
        assert {text for text in titles.values() if printed_length(text) > MAX_TITLE} == set()
        wrong = {text for text in descriptions.values() if not 70 <= printed_length(text) <= MAX_DESCRIPTION}
        assert wrong == set()
    assert_all_differ(titles)
    assert_all_differ(descriptions)
