"""Labels, notes and sentences beside one another have the signs of the language of the page."""

import pytest
from django.utils import translation
from markupsafe import Markup

from catalog.languages.fixed_remarks import FIXED_REMARKS, remark
from catalog.languages.listed_words import labelled, noted, paragraph, sentences
from catalog.languages.printed_cells import estimated_text, with_notes
from catalog.languages.source_titles import source_title

IN_JAPANESE = translation.override("ja")


def test_signs_in_english():
    assert labelled("Weight", "211 g") == "Weight: 211 g"
    assert noted("Sharp", 3) == "Sharp (3)"
    assert noted("", "estimated") == " (estimated)"
    assert estimated_text("f/5.3") == "≈ f/5.3"


@IN_JAPANESE
def test_signs_in_japanese():
    assert labelled("質量", "211 g") == "質量：211 g"
    assert noted("Sharp", "3機種") == "Sharp（3機種）"
    assert noted("", "推定") == "（推定）"
    assert estimated_text("f/5.3") == "約f/5.3"


def test_html_stays_html_and_what_stands_beside_it_is_escaped():
    assert labelled(Markup("<b>a</b>"), "<i>") == Markup("<b>a</b>: &lt;i&gt;")
    assert not isinstance(labelled("a", "b"), Markup)
    assert sentences([Markup("<b>a</b>."), "", "<i>."]) == Markup("<b>a</b>. &lt;i&gt;.")


def test_sentences_have_a_space_between_them():
    assert sentences([]) == ""
    assert sentences(["", "One.", "", "Two."]) == "One. Two."
    assert paragraph(Markup("<p>One.\n  Two.")) == Markup("<p>One.\n  Two.")


@IN_JAPANESE
def test_sentences_in_japanese_have_none():
    assert sentences(["一。", "二。"]) == "一。二。"
    assert paragraph(Markup("<b>一。</b>\n <a>二</a> 三。 四。")) == Markup("<b>一。</b><a>二</a> 三。四。")


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Apple iPhone Xs Max im Test (in German)", '<span lang="de">Apple iPhone Xs Max im Test</span> (in German)'),
        ("Xiaomi 12 Pro on DxOMark (in Italian)", "Xiaomi 12 Pro on DxOMark (in Italian)"),
        ("Article on the AQUOS R6 (in Japanese)", "Article on the AQUOS R6 (in Japanese)"),
        ("ライツフォン1", '<span lang="ja">ライツフォン1</span>'),
        ("Leitz Phone 1 (press release)", "Leitz Phone 1 (press release)"),
        ("<b> (in French)", '<span lang="fr">&lt;b&gt;</span> (in French)'),
    ],
)
def test_a_title_has_the_language_of_its_remark(title, html):
    assert Markup("{}").format(source_title(title)) == html


def test_a_remark_on_a_title_is_in_the_language_of_the_page():
    with translation.override("de"):
        assert source_title("Apple iPhone Xs Max im Test (in German)") == "Apple iPhone Xs Max im Test (auf Deutsch)"
    with IN_JAPANESE:
        assert source_title("Xiaomi 13 im Test (in German)") == '<span lang="de">Xiaomi 13 im Test</span>（ドイツ語）'


@pytest.mark.parametrize("text", sorted(FIXED_REMARKS))
def test_a_fixed_remark_is_in_every_language(text):
    assert remark(text) == text
    with IN_JAPANESE:
        assert remark(text) != text
        assert "<span" not in remark(text)


def test_another_remark_stays_english():
    assert remark("as in the leaflet") == "as in the leaflet"
    with IN_JAPANESE:
        assert remark("as in the leaflet") == '<span lang="en">as in the leaflet</span>'


def test_a_note_of_editors_says_its_language():
    text = "229.6 g (heaviest of the back materials); 213 g (LTPO)"
    assert with_notes(text) == text
    with translation.override("de"):
        found = with_notes(text)
    assert '(<span lang="en">heaviest of the back materials</span>)' in found
    assert "(LTPO)" in found


@IN_JAPANESE
def test_a_note_that_has_a_translation_does_not():
    assert "<span" not in with_notes("not published (checked 18 November 2022)")


def test_a_paragraph_that_is_no_html_is_escaped():
    assert paragraph("<script>") == Markup("&lt;script&gt;")
    with translation.override("ja"):
        assert paragraph("<script>。 四。") == Markup("&lt;script&gt;。四。")
