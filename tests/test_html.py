"""Every kind of readers' page is valid HTML, as the Nu checker of the W3C has it."""

import os

import pytest

from .html_checker import faults_of, is_ready
from .test_browser import PAGES, catalogue  # noqa: F401

pytestmark = pytest.mark.django_db

NO_CHECKER = "no HTML checker: `make test` fetches it, and needs Java"


@pytest.fixture
def checker():
    if not is_ready():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_CHECKER)
    return faults_of


def test_the_html_checker_finds_no_error_on_any_kind_of_page(client, catalogue, checker, tmp_path):  # noqa: F811
    files = {}
    for kind, path in PAGES.items():
        file = tmp_path / f"{len(files)}.html"
        file.write_bytes(client.get(path).content)
        files[file] = kind
    assert {files[file]: found for file, found in checker(files).items()} == {}


def test_the_html_checker_tells_an_error(checker, tmp_path):
    file = tmp_path / "wrong.html"
    file.write_text("<!doctype html><html lang=en><title>Wrong</title><p><div>inside</div></p>")
    assert list(checker([file])) == [file]
