"""How templates, CSS and scripts are laid out. `djlint --check` cannot hold it: it moves spaces that readers see."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
STYLES = sorted((ROOT / "static").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))

LONGEST = 120
LONE_ATTRIBUTE = re.compile(r'\s*[\w-]+="[^"]*"')
"""One attribute on a line of its own: a line break inside it would become part of its value."""

BLOCKS = (
    "article|aside|blockquote|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|legend"
    "|li|main|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
BLOCK_ELEMENT = re.compile(rf"<(?:{BLOCKS})\b")
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`' + r"|'(?:[^'\\\n]|\\.)*'")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")


def name_of(path):
    return str(path.relative_to(ROOT))


def numbered(text):
    return enumerate(text.splitlines(), 1)


def blank(match):
    """As many lines as the text found, with nothing on them."""
    return "\n" * match[0].count("\n")


def style_of(path):
    return STRING.sub('""', COMMENT.sub(blank, path.read_text()))


def script_of(path):
    return re.sub(r"\s*//.*", "", STRING.sub('""', path.read_text()))


def without_brackets(line):
    """The line without what stands between brackets that close on it."""
    shorter = BRACKETED.sub("", line)
    while shorter != line:
        line, shorter = shorter, BRACKETED.sub("", shorter)
    return line


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLES, *SCRIPTS], ids=name_of)
def test_no_line_is_longer_than_120_characters(path):
    long = [
        number
        for number, line in numbered(path.read_text())
        if len(line) > LONGEST and not LONE_ATTRIBUTE.fullmatch(line)
    ]
    assert long == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_line_of_a_template_opens_at_most_one_block_element(path):
    crowded = [number for number, line in numbered(path.read_text()) if len(BLOCK_ELEMENT.findall(line)) > 1]
    assert crowded == []


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_a_line_of_css_has_at_most_one_declaration(path):
    crowded = [number for number, line in numbered(style_of(path)) if re.search(r"[;{}]\s*\S", line)]
    assert crowded == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_line_of_a_script_has_at_most_one_statement(path):
    crowded = [number for number, line in numbered(script_of(path)) if re.search(r";\s*\S", line)]
    assert crowded == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_a_declaration_in_a_script_names_one_thing(path):
    declarations = re.compile(r"\s*(const|let|var) [^;]*,")
    several = [number for number, line in numbered(script_of(path)) if declarations.match(without_brackets(line))]
    assert several == []
