"""The files of translations are whole and in step with the texts, and every page speaks the language of its address."""

import json
import re
from functools import cache

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation

from catalog.languages.localised_text import localised
from catalog.languages.translation_files import (
    TRANSLATED,
    collected_messages,
    compiled,
    read_translations,
    translations_path,
    untranslated,
)
from catalog.models import Stamp, Word
from catalog.quantities.euro_rates import all_currencies

from . import factories as make
from .everything import make_full_phone
from .pseudo_language import KEPT, PSEUDO, WORD, plain_texts

PLACE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
TAG = re.compile(r"<[^>]*>|&\w+;")
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", TRANSLATED)


def singular(message):
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def texts_of(message):
    return message.string if isinstance(message.string, tuple | list) else (message.string,)


def messages_of(catalog):
    return {(message.context, singular(message)): message for message in catalog if message.id}


@cache
def messages_in_use():
    """Those that templates, modules and scripts have now; to collect them takes more than a second."""
    return messages_of(collected_messages())


# The files.


@IN_EACH_LANGUAGE
def test_every_text_has_a_translation_of_which_somebody_is_sure(language):
    catalog = read_translations(language)
    assert messages_in_use().keys() - messages_of(catalog).keys() == set()
    assert untranslated(catalog) == []


@IN_EACH_LANGUAGE
def test_the_file_has_no_text_that_is_no_longer_used(language):
    assert messages_of(read_translations(language)).keys() - messages_in_use().keys() == set()


@IN_EACH_LANGUAGE
def test_a_translation_keeps_places_and_marks_of_html(language):
    faults = []
    for message in messages_of(read_translations(language)).values():
        forms = message.id if isinstance(message.id, tuple | list) else [message.id]
        for text in filter(None, texts_of(message)):
            if kept_in(text) not in map(kept_in, forms):
                faults.append((forms[0], text))
    assert faults == []


def kept_in(text):
    """Its places, and which marks: what is strong may be in two pieces in another language."""
    return sorted(PLACE.findall(text)), set(TAG.findall(text))


@IN_EACH_LANGUAGE
def test_a_translation_is_as_many_texts_as_the_language_counts(language):
    catalog = read_translations(language)
    for message in messages_of(catalog).values():
        if isinstance(message.id, tuple | list):
            assert len(texts_of(message)) == catalog.num_plurals, message.id


@IN_EACH_LANGUAGE
def test_what_is_compiled_is_the_file_as_it_stands(language):
    path = translations_path(language, "mo")
    assert path.read_bytes() == compiled(read_translations(language))
    assert path.exists() == translations_path(language).exists()


@IN_EACH_LANGUAGE
def test_the_file_names_no_lines_so_that_it_changes_with_its_texts_alone(language):
    path = translations_path(language)
    places = [line for line in path.read_text().splitlines() if line.startswith("#:")] if path.exists() else []
    assert not [line for line in places if re.search(r":\d", line)]


# What is said in them.


@pytest.mark.parametrize(
    ("text", "german", "japanese"),
    [
        ("about 1.5\u202fcm", "etwa 1,5\u202fcm", "約1.5\u202fcm"),
        ("at most 500\u202fg", "höchstens 500\u202fg", "500\u202fg以下"),
        ("at least 3\u202fyears", "mindestens 3\u202fJahre", "3年以上"),
        ("not published (checked May 2022)", "nicht veröffentlicht (geprüft: Mai 2022)", "非公表（2022年5月確認）"),
        ("1/1.31″ type", "1/1,31 Zoll", "1/1.31型"),
        ("1-inch type", "1-Zoll-Typ", "1型"),
        ("+18\u202fg", "+18\u202fg", "+18\u202fg"),
        ("the same", "gleich", "同じ"),
        ("−0.7\u202fstops", "−0,7\u202fBlendenstufen", "−0.7段"),
        ("+1\u202fstops", "+1\u202fBlendenstufe", "+1段"),
        ("6.1\u202fin", "6,1\u202fZoll", "6.1インチ"),
        ("Front camera, 2nd", "2. Frontkamera", "フロントカメラ（2つ目）"),
        ("Telephoto, 2nd: Sensor", "2. Tele: Sensor", "望遠（2つ目）：センサー"),
        ("Front, ultrawide", "Frontkamera (Ultraweitwinkel)", "フロント（超広角）"),
        ("Front camera, cover display", "Frontkamera (Außendisplay)", "フロントカメラ（カバーディスプレイ）"),
        ("Body: Weight", "Gehäuse: Gewicht", "本体：質量"),
        ("SAR, head (US)", "SAR, Kopf (USA)", "SAR（頭部、米国）"),
        ("Optical (OIS), Electronic", "Optisch (OIS), Elektronisch", "光学式（OIS）、電子式"),
        ("many countries, Japan", "viele Länder, Japan", "多数の国、日本"),
        ("210\u202fg (nano-skin back)", "210\u202fg (nano-skin back)", "210\u202fg (nano-skin back)"),
    ],
)  # fmt: skip
def test_values_are_said_as_the_trade_says_them(text, german, japanese):
    with translation.override("de"):
        assert localised(text) == german
    with translation.override("ja"):
        assert localised(text) == japanese


# A small catalogue in the made-up language.

PAGES = (
    "/", "/phones/", "/phones/?weight_g_max=300&sort=weight_g", "/phones/?nonsense=1", "/phones/?view=table",
    "/phones/acme-everything/", "/phones/acme-everything/?units=imperial", "/phones/acme-everything/sources/",
    "/phones/acme-everything/line/", "/phones/acme-everything/abroad/", "/phones/acme-everything/abroad/?country=JP",
    "/phones/acme-everything/report/", "/phones/acme-everything/report/?key=weight_g",
    "/phones/acme-everything/changes/", "/phones/acme-other/", "/phones/?units=nonsense",
    "/compare/", "/compare/acme-everything-vs-acme-other/", "/compare/acme-everything-vs-acme-other/?units=imperial",
    "/compare/acme-everything-vs-acme-other/sources/", "/compare/acme-everything-vs-acme-other/real-size/",
    "/compare/acme-everything-vs-acme-other/light/", "/compare/acme-everything-vs-acme-other/report/",
    "/collections/", "/collections/light-ones/", "/guides/", "/guides/two-of-a-kind/", "/changes/", "/brands/",
    "/brands/acme/", "/chipsets/chipworks-thinker-1/", "/sensors/", "/sensors/lightworks-eye-1/",
    "/search/", "/search/?q=everything", "/search/?q=nothing", "/glossary/", "/data/", "/data/api/", "/data/sources/",
    "/about/", "/pages/house-rules/", "/no-such-page/",
)  # fmt: skip
SIGNS = frozenset((
    "mm", "cm", "ft", "oz", "MP", "px", "ppi", "Hz", "MHz", "GHz", "GB", "TB", "MB", "Mbit", "Gbit", "kg", "nm", "mAh",
    "fps", "cd", "USD", "EUR", "GBP", "JPY", "Phonesite", "JSON", "CSV", "SQLite", "SVG", "PNG", "Atom", "OpenAPI",
    "YAML", "ISO", "CC", "BY-SA", "GMT", "UTC", "DNG", "LTE", "metric", "imperial", "units", "in",
))  # fmt: skip
"""Units, forms of files and names that are the same in every language."""
MAKERS_NAMES = frozenset((
    "XPAN", "APO", "ASPH", "ISOCELL", "LYTIA", "IMX", "Summilux", "Summicron", "Elmarit", "Zeiss", "Pixel", "Pro",
    "Nonapixel", "Tetrapixel", "Quad", "Bayer", "EIS", "SteadyShot", "Super", "Steady", "Noctilux", "Vario-Summicron",
    "Vario-Summilux", "BibTeX", "lumia", "SH-", "SM-S", "GN", "Snapdragon", "Gen", "SM", "periscope", "inch",
    "headphone", "jack",
))  # fmt: skip
"""Words of the glossary and of examples of what can be searched for."""
WORDS_OF_THE_SITE = frozenset(("Weight", "Display", "Camera", "Sources", "Phones", "Brand", "Notes", "Not", "Data"))
"""Words that the catalogue's content may have by chance, and that a page is to say in its own language."""


@pytest.fixture
def catalogue(db):
    make_full_phone()


@pytest.fixture
def names(catalogue):
    """The words of everything that was made up for the catalogue: names, titles, codes, and what editors wrote."""
    words = set(SIGNS | MAKERS_NAMES | all_currencies())
    for model in apps.get_app_config("catalog").get_models():
        if model not in (Stamp, Word):
            words.update(words_of_rows(model.objects.values()))
    return words - WORDS_OF_THE_SITE


def words_of_rows(rows):
    words = set()
    for values in rows:
        for value in values.values():
            words.update(WORD.findall(json.dumps(value, default=str, ensure_ascii=False)))
    return words


@pytest.mark.usefixtures("made_up_language", "one_request_number")
def test_a_page_has_no_text_that_cannot_be_translated(client, names):
    left = {}
    for path in PAGES:
        answer = client.get(f"/{PSEUDO}{path}", follow=True)
        assert answer.status_code in (200, 404), path
        left[path] = plain_texts(answer.text, frozenset(names | set(WORD.findall(path))))
    assert {path: texts for path, texts in left.items() if texts} == {}


def test_the_made_up_language_keeps_places_and_marks():
    assert KEPT.findall("<b>%(name)s</b> {number}&nbsp;") == ["<b>", "%(name)s", "</b>", "{number}", "&nbsp;"]


# Addresses and heads.


@IN_EACH_LANGUAGE
def test_a_page_says_its_language_and_names_itself_in_the_others(client, catalogue, language):
    for path in ("/", "/phones/", "/phones/acme-everything/", "/about/"):
        answer = client.get(f"/{language}{path}")
        assert f'<html lang="{language}">' in answer.text
        assert answer.headers["Content-Language"] == language
        alternates = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', answer.text))
        assert set(alternates) == {"en", *TRANSLATED, "x-default"}
        assert alternates["x-default"] == alternates["en"]
        assert alternates["en"].endswith(path)
        for other in TRANSLATED:
            assert alternates[other].endswith(f"/{other}{path}")


@IN_EACH_LANGUAGE
def test_links_lead_to_pages_in_the_same_language(client, catalogue, language):
    text = client.get(f"/{language}/phones/acme-everything/").text
    others = re.findall(r'<a [^>]*href="(/[^"]*/)"(?![^>]* hreflang=)[^>]*>', text)
    assert others
    assert [link for link in others if not link.startswith(f"/{language}/")] == []


@IN_EACH_LANGUAGE
def test_data_have_one_address_and_are_in_english(client, catalogue, language):
    english = client.get("/phones/acme-everything.json").json()
    client.get(f"/{language}/phones/acme-everything/")
    headers = {"Accept-Language": language, "Referer": f"http://testserver/{language}/"}
    assert client.get("/phones/acme-everything.json", headers=headers).json() == english
    assert client.get(f"/{language}/phones/acme-everything.json").status_code == 404
    with translation.override(language):
        assert reverse("phone_json", args=["acme-everything"]) == "/phones/acme-everything.json"


@pytest.mark.parametrize("path", ["/", "/phones/", "/phones/acme-everything/", "/de/phones/", "/phones.json"])
def test_what_a_browser_prefers_does_not_count(client, catalogue, path):
    plain = client.get(path)
    preferring = client.get(path, headers={"Accept-Language": "ja"})
    assert "Accept-Language" not in preferring.headers.get("Vary", "")
    assert preferring.headers.get("Content-Language") == plain.headers.get("Content-Language")
    assert preferring.content == plain.content


@pytest.mark.usefixtures("made_up_language")
@pytest.mark.parametrize(
    "path",
    ["/phones/", "/phones/?sort=weight_g", "/phones/acme-everything/", "/compare/acme-everything-vs-acme-other/"],
)
def test_what_is_kept_of_a_page_is_kept_for_its_language_alone(client, catalogue, path):
    english = client.get(path).text
    made_up = client.get(f"/{PSEUDO}{path}").text
    assert client.get(path).text == english
    assert client.get(f"/{PSEUDO}{path}").text == made_up
    assert "Ｗｅｉｇｈｔ" in made_up
    assert "Ｗｅｉｇｈｔ" not in english


@IN_EACH_LANGUAGE
def test_a_name_in_another_script_than_the_page_says_its_language(client, db, language):
    make.make_phone("Light", aliases=["ライツフォン1"])
    text = client.get(f"/{language}/phones/acme-light/").text
    assert "ライツフォン1" in text
    assert ('<span lang="ja">ライツフォン1</span>' in text) == (language != "ja")
