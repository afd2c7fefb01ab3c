"""Scripts have no words of their own: the page gives them, in its language. And differences as pages print them."""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from catalog.languages.difference_words import difference_words
from catalog.quantities.formatters import THIN_SPACE

SITE = Path(__file__).parent.parent
SCRIPTS = sorted((SITE / "static" / "js").glob("*.js"))
TEMPLATES = "".join(path.read_text() for path in (SITE / "templates" / "site").rglob("*.html"))
LITERAL = re.compile(r'"([^"\n]*)"|`([^`]*)`')
SAID = re.compile(r"^[A-Z][a-z’']+([ .:!?]|$)|^(No|All|A) ")
KEYS = {"Escape", "Enter"}


def literals(script):
    """The texts of a script without its comments."""
    code = re.sub(r"^\s*//.*$", "", script.read_text(), flags=re.MULTILINE)
    return [one or other for one, other in LITERAL.findall(code)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_no_text_of_a_script_is_a_sentence_or_begins_as_one(script):
    assert [text for text in literals(script) if SAID.match(text) and text not in KEYS] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_the_words_that_a_script_asks_for_are_on_a_page(script):
    asked = set(re.findall(r"\bwords[A-Z]\w+", script.read_text()))
    missing = []
    for name in sorted(asked):
        attribute = re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", name)
        if f'data-{attribute}="{{{{ _(' not in TEMPLATES:
            missing.append(attribute)
    assert missing == []


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("", ""),
        ("−1.21", "−1,21"),
        (f"+3,000{THIN_SPACE}mAh", f"+3.000{THIN_SPACE}mAh"),
        ("+CN¥1,234.50", f"+1.234,50{THIN_SPACE}CN¥"),
    ],
)
def test_a_difference_has_the_numbers_of_the_language(english, german):
    assert difference_words(english) == english
    with override("de"):
        assert difference_words(english) == german
