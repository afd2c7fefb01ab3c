"""One voice: the sheet, the choices, the messages and the templates hold to docs/language.md."""

import ast
import re
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from catalog.models import Stamp, Word, vocabulary
from catalog.quantities import formatters
from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, SHEET

from .factories import make_phone

HOUSE = Path(__file__).parent.parent
DOCUMENT = (HOUSE / "docs" / "language.md").read_text()
MOST_WORDS = 6
BEGIN_SMALL = ("f-number", "eSIM", "microSD", "miniSD")
"""Names that begin with a small letter wherever they stand."""
PROPER_NOUNS = {"Bluetooth", "EU", "FCC", "ProRes", "RAW", "USB", "Wi-Fi"}
"""Words that keep their capital within a label."""
NOT_READ = ("heading_words.py", "former_labels.py")
"""What people call columns elsewhere, and what we called them before."""


# What is read


def between(mark):
    return DOCUMENT.partition(f"<!-- {mark} -->")[2].partition(f"<!-- /{mark} -->")[0]


def listed(cell):
    return [words.strip() for words in cell.split(";") if words.strip()]


@cache
def unwanted():
    """Every word that stands nowhere."""
    rows = [line.split("|") for line in between("terms").splitlines() if line.startswith("| ")]
    cells = [row[3] for row in rows[1:]]
    return tuple(chain(*map(listed, cells), listed(between("never").strip())))


@cache
def unwanted_pattern():
    words = sorted(unwanted(), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![\w.]){re.escape(word)}(?![\w])" for word in words), re.IGNORECASE)


def sheet_specs():
    groups = (*SHEET, *ENTRY_GROUP_BY_KEY.values())
    return [spec for group in groups for spec in group.specs if spec.inner is None]


def choice_labels():
    """(vocabulary, label) of every choice; vocabularies are the classes that the package names."""
    for name in vocabulary.__all__:
        terms = getattr(vocabulary, name)
        for label in getattr(terms, "labels", ()):
            yield name, label


def python_texts(path):
    """(line, text) of every text in a module that has a space in it, without docstrings."""
    tree = ast.parse(path.read_text())
    nodes = list(ast.walk(tree))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        if is_text and " " in node.value:
            yield node.lineno, node.value


def template_texts(path):
    """(line, text) of every line of a template, without comments and without what Jinja and Django read."""
    source = re.sub(
        r"{#.*?#}|{%.*?%}|{{.*?}}", lambda found: re.sub(r"[^\n]", " ", found[0]), path.read_text(), flags=re.S
    )
    yield from enumerate(re.sub(r'(?:class|id|for|name|href|data-[\w-]+)="[^"]*"', "", source).splitlines(), 1)


def without_words(found):
    """As many lines, so that line numbers stay."""
    return re.sub(r"[^\n]", " ", found[0])


def written_files():
    python = [*(HOUSE / "catalog").rglob("*.py"), *(HOUSE / "phonesite").glob("*.py")]
    for path in python:
        if "migrations" not in path.parts and path.name not in NOT_READ:
            yield path, python_texts(path)
    for path in (HOUSE / "templates").rglob("*.html"):
        yield path, template_texts(path)


# The document


def test_the_document_names_what_is_not_written():
    assert len(unwanted()) > 50
    assert {"narrowest f-number", "in in", "zoom with glass"} <= set(unwanted())


def test_a_word_that_is_not_written_is_found_whole_and_in_any_case():
    assert unwanted_pattern().search("Hold it against a Lumia")
    assert unwanted_pattern().search("Size in in")
    assert not unwanted_pattern().search("sold within India")


# The sheet


@pytest.mark.parametrize("spec", sheet_specs(), ids=lambda spec: f"{spec.of.__name__}.{spec.key}")
def test_a_label_is_short_in_sentence_case_and_without_a_stop(spec):
    assert label_faults(spec.label) == []


def label_faults(label):
    first, *others = re.sub(r"[(),]", " ", label).split()
    faults = []
    if label[-1] in ".:;?!" or "  " in label:
        faults.append("it ends with a mark, or has two spaces")
    if not (first[0].isupper() or first[0].isdigit() or first in BEGIN_SMALL):
        faults.append(f"“{first}” begins small")
    faults += [f"“{word}” begins with a capital" for word in others if has_needless_capital(word)]
    if len(others) >= MOST_WORDS:
        faults.append("it is long")
    return faults


def has_needless_capital(word):
    is_abbreviation = sum(letter.isupper() for letter in word) > 1
    return word[0].isupper() and not is_abbreviation and word not in PROPER_NOUNS


@pytest.mark.parametrize(
    ("label", "count"),
    [("Equivalent Focal length", 1), ("equivalent f-number", 1), ("Weight.", 1), ("SAR, head (US)", 0), ("eSIM", 0)],
)
def test_the_rules_of_a_label_find_what_breaks_them(label, count):
    assert len(label_faults(label)) == count


@pytest.mark.parametrize("spec", sheet_specs(), ids=lambda spec: f"{spec.of.__name__}.{spec.key}")
def test_a_help_begins_with_a_capital_ends_with_a_stop_and_does_not_repeat_the_label(spec):
    assert spec.help[0].isupper() or spec.help.startswith(BEGIN_SMALL), spec.help
    assert spec.help.endswith("."), spec.help
    assert spec.help.rstrip(".").casefold() != spec.label.casefold()
    assert " - " not in spec.help
    assert '"' not in spec.help


def test_no_two_labels_of_one_record_are_alike():
    labels = [(spec.of, spec.label) for spec in sheet_specs()]
    assert {one for one in labels if labels.count(one) > 1} == set()


def test_choices_are_labels_without_a_stop():
    faults = [(name, label) for name, label in choice_labels() if label[-1] in ".:;" or "  " in label]
    assert faults == []
    shouting = [(name, label) for name, label in choice_labels() if label[0].islower() and name not in SPOKEN]
    assert [one for one in shouting if not one[1].startswith(BEGIN_SMALL)] == []


SPOKEN = ("ClaimState",)
"""Vocabularies whose labels go on in a sentence: “A source says there is none”."""


def test_a_label_with_its_unit_never_says_in_in():
    labels = {formatters.label_with_unit(spec.label, spec.unit) for spec in sheet_specs()}
    assert {"Display size (inches)", "Weight (g)"} <= labels
    assert [label for label in labels if re.search(r"\(in\)|\bin in\b", label)] == []


# Everything that is written


def test_what_the_document_rules_out_stands_nowhere():
    faults = []
    for path, texts in written_files():
        for line, text in texts:
            for found in unwanted_pattern().finditer(text):
                faults.append(f"{path.relative_to(HOUSE)}:{line}: {found[0]}")
    assert faults == []


def test_texts_have_typographic_quotes_ranges_and_signs():
    faults = []
    for path, texts in written_files():
        for line, text in texts:
            if re.search(r"\d ?mm ?- ?\d|\bf/\d[\d.]*-\d|\d ?x ?\d+ mm\b", text):
                faults.append(f"{path.relative_to(HOUSE)}:{line}: {text.strip()}")
    assert [fault for fault in faults if "parsers/" not in fault and "spreadsheets/" not in fault] == []


@pytest.mark.django_db
def test_the_finder_calls_a_term_as_it_is_called_now_whatever_was_stored(client):
    make_phone("Two halves", form_factor="fold_book")
    Word.objects.filter(key="form_factor").update(label="Opens like a menu")
    Stamp.move()
    page = client.get("/phones/?filters=form+factor").text
    assert "Book-style foldable" in page
    assert "Opens like a menu" not in page
