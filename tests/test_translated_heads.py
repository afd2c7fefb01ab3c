"""Titles and descriptions of pages in German and Japanese: as long as result pages show, and none the same."""

from django.utils import translation

from catalog.pages.page_titles import MAX_DESCRIPTION, fitting_description, fitting_title, printed_length


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
