"""Names in other scripts say their language."""

import pytest
from django.utils import translation
from markupsafe import Markup

from catalog.languages.localised_text import localised
from catalog.languages.name_scripts import lang_of, name_language, with_lang


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("Leitz Phone 1", ""),
        ("Sony α 7", ""),
        ("Motorola Cañón", ""),
        ("ライツフォン1", "ja"),
        ("京セラ 限定版", "ja"),
        ("小米", "zh"),
        ("갤럭시 S22", "ko"),
        ("Ёлка", "ru"),
        ("โทรศัพท์", "th"),
        ("شاومي", "ar"),
        ("", ""),
        (None, ""),
    ],
)
def test_its_letters_tell(name, language):
    assert name_language(name) == language


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("Leitz Phone 1", "Leitz Phone 1"),
        ("ライツフォン1", '<span lang="ja">ライツフォン1</span>'),
        ("Xiaomi 13 (小米 13) & more", 'Xiaomi 13 (<span lang="zh">小米</span> 13) &amp; more'),
        ("小米 and 갤럭시", '<span lang="zh">小米</span> and <span lang="ko">갤럭시</span>'),
        ("<b>小米</b>", '&lt;b&gt;<span lang="zh">小米</span>&lt;/b&gt;'),
        ("限定版 of ライツ", '<span lang="ja">限定版</span> of <span lang="ja">ライツ</span>'),
    ],
)
def test_only_what_is_in_the_other_script_is_marked(name, html):
    assert Markup("{}").format(with_lang(name)) == html


def test_a_name_in_the_language_of_the_page_is_not_marked():
    with translation.override("ja"):
        assert with_lang("ライツフォン1") == "ライツフォン1"
        assert lang_of("ライツフォン1") == ""
        assert lang_of("小米") == ' lang="zh"'


def test_words_of_a_japanese_page_are_not_taken_for_chinese():
    with translation.override("ja"):
        assert with_lang(localised("Weight")) == "質量"
        assert with_lang("小米") == '<span lang="zh">小米</span>'
