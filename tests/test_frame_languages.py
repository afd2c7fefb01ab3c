"""The frame of pages in other languages: robots.txt, errors, the way from one language to another, the change log."""

import pytest
from django.db import OperationalError
from django.test import override_settings
from django.utils import translation

from catalog.history.change_labels import list_label
from catalog.history.diff import diff_contents
from catalog.history.diff_formatter import ChangeFormatter, label_and_unit
from catalog.history.visibility import HIDDEN_COLUMNS, HIDDEN_LISTS
from catalog.languages.translation_files import collected_messages
from catalog.quantities.partial_dates import PartialDate
from catalog.records.shapes import RECORD_SHAPES

from .factories import make_phone
from .pseudo_language import PSEUDO, WORD, pseudo_settings, write_pseudo_translations

OTHER_LANGUAGES = ("de", "ja")


@pytest.fixture
def pseudo(tmp_path):
    """The made-up language, spoken."""
    write_pseudo_translations(tmp_path)
    with override_settings(**pseudo_settings(tmp_path)), translation.override(PSEUDO):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_robots_are_ruled_alike_in_every_language(client, language):
    rules = client.get("/robots.txt").text.splitlines()
    english = [
        rule for rule in rules if rule.partition(": ")[2].startswith(("/report", "/phones/", "/compare/*-vs-*?"))
    ]
    assert len(english) == 5
    for rule in english:
        name, _, path = rule.partition(": ")
        assert f"{name}: /{language}{path}" in rules


@pytest.mark.django_db
@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_an_unknown_address_is_answered_in_its_language_with_near_names_there(client, language):
    make_phone("One")
    answer = client.get(f"/{language}/phones/acme-ome/")
    assert answer.status_code == 404
    assert f'<html lang="{language}">' in answer.text
    assert f'href="/{language}/phones/acme-one/"' in answer.text


def fail_like_a_database():
    raise OperationalError


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_our_failures_are_told_in_the_language_of_the_address_and_without_the_database(client, monkeypatch, language):
    monkeypatch.setattr("catalog.views.parts.part_pages.listed_brands", lambda *_: 1 / 0)
    monkeypatch.setattr("catalog.models.Stamp.read", fail_like_a_database)
    client.raise_request_exception = False
    answer = client.get(f"/{language}/brands/")
    assert answer.status_code == 500
    assert f'<html lang="{language}">' in answer.text
    assert f'href="/{language}/"' in answer.text


@pytest.mark.django_db
def test_the_footer_leads_to_the_same_page_in_the_other_languages_with_its_query(client):
    html = client.get("/de/phones/?weight_g_max=200").text
    assert '<span aria-current="true">Deutsch</span>' in html
    assert '<a href="/phones/?weight_g_max=200" lang="en" hreflang="en">English</a>' in html
    assert '<a href="/ja/phones/?weight_g_max=200" lang="ja" hreflang="ja">日本語</a>' in html


@pytest.mark.django_db
def test_questions_of_the_first_page_lead_to_the_finder_of_their_language(client):
    make_phone("Light one", weight_g=160, announced=PartialDate.parse("2023-05"))
    for start in ("/de/", "/", "/ja/"):
        assert f'href="{start}phones/?weight_g_max=170&amp;announced_min=2023"' in client.get(start).text


def labels_of_changes(shape):
    for key in shape.columns:
        if key not in HIDDEN_COLUMNS:
            yield label_and_unit(shape.model, key)[0]
    for name, rows in shape.lists:
        if name not in HIDDEN_LISTS:
            yield list_label(name)
            yield from labels_of_changes(rows)


@pytest.mark.parametrize("kind", ["phone", "brand", "chipset", "sensor"])
def test_every_label_of_the_change_log_can_be_translated(kind):
    messages = {message.id for message in collected_messages()}
    assert [label for label in labels_of_changes(RECORD_SHAPES[kind]) if label not in messages] == []


def test_a_change_is_told_in_the_language_of_the_page(pseudo):
    old = {"phone": "acme-one", "brand": "acme", "name": "One", "weight_g": 1211.5, "cameras": [], "nfc": True}
    new = old | {"announced": "2022-11", "weight_g": 213, "nfc": False}
    new["cameras"] = [{"facing": "rear", "role": "main", "f_number": 1.9}]
    words = ChangeFormatter({}, for_readers=True)
    told = list(map(words.tell, diff_contents("phone", old, new)))
    texts = [text for change in told for text in (change.label, change.old, change.new)]
    assert "1.211,5\N{NARROW NO-BREAK SPACE}g" in texts
    assert [text for text in texts if set(WORD.findall(text))] == []
