"""docs/security.md names files that there are, and gives each requirement a verdict."""

import re
from collections import Counter

import pytest
from django.conf import settings

pytestmark = pytest.mark.pure

DOCUMENT = (settings.BASE_DIR / "docs" / "security.md").read_text()
PATH = re.compile(r"`((?:\.ci|[\w.-]+)/[\w./@-]+|Makefile|[\w.-]+\.(?:md|toml|txt))`")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+)[^|]*\| [^|]+ \| (\w*) \| [^|]+ \|$", re.MULTILINE)
VERDICTS = {"met", "operator", "no", "missing"}


def test_every_file_that_is_named_is_there():
    named = set(PATH.findall(DOCUMENT))
    assert len(named) > 60
    assert [name for name in sorted(named) if not (settings.BASE_DIR / name).exists()] == []


def test_every_requirement_has_one_verdict():
    found = ROW.findall(DOCUMENT)
    numbers = Counter(number for number, _ in found)
    assert len(found) == len(re.findall(r"^\| \d", DOCUMENT, re.MULTILINE))
    assert {verdict for _, verdict in found} <= VERDICTS
    assert [number for number, count in numbers.items() if count > 1] == []
