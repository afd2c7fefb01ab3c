"""Files that somebody has sent are read in a process that gets only so much time, memory and room for its output."""

import pytest

from catalog.admin.photos import photo_renditions
from catalog.importers.spreadsheets.files import workbook_texts
from catalog.importers.spreadsheets.files.tables import UnreadableSpreadsheet
from catalog.importers.spreadsheets.files.xlsx_files import xlsx_sheet
from catalog.processes import limited_process
from catalog.processes.limited_process import TooMuchWork, limited_output
from catalog.processes.photo_renditions import InvalidPhoto, make_renditions, open_photo

from .sheets import xlsx_of
from .test_photos import image_file

pytestmark = pytest.mark.usefixtures("real_processes")


@pytest.fixture
def tight(monkeypatch):
    for name, most in {"CPU_SECONDS": 1, "MEMORY_MB": 300, "OUTPUT_MB": 5, "PATIENCE_SECONDS": 3}.items():
        monkeypatch.setattr(limited_process, name, most)


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("greed", ["spin", "swallow", "sleep", "write", "die"])
def test_whoever_takes_too_much_is_stopped(greed):
    with pytest.raises(TooMuchWork, match="too much time or memory"):
        limited_output("tests.greedy", greed.encode())


def test_a_file_sees_no_secret_of_the_site(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    assert b"SECRET_KEY" not in limited_output("tests.greedy", b"tell").split()


def test_one_file_is_read_at_a_time(monkeypatch):
    monkeypatch.setattr(limited_process, "QUEUE_SECONDS", 0.01)
    with limited_process._one_at_a_time, pytest.raises(TooMuchWork, match="Another file"):
        limited_output("tests.greedy", b"tell")
    limited_output("tests.greedy", b"tell")


def test_a_workbook_says_the_same_in_a_process_of_its_own():
    data = xlsx_of(("slug", "name", "weight_g"), ("one", "ライツ\u2028フォン", 211), (None,), ("two", "=1+1", True))
    sheet, expected = workbook_texts.workbook_sheet(data), xlsx_sheet(data)
    rows, expected_rows = list(sheet.rows), list(expected.rows)
    assert rows == expected_rows
    assert [list(map(type, row.texts)) for row in rows] == [list(map(type, row.texts)) for row in expected_rows]
    assert (sheet.total, sheet.notes, sheet.merged) == (expected.total, expected.notes, expected.merged)


def test_a_workbook_that_takes_too_much_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(workbook_texts, "MODULE", "tests.greedy")
    with pytest.raises(UnreadableSpreadsheet, match="Split it, or import it as CSV"):
        workbook_texts.workbook_sheet(b"die")


def test_a_photograph_becomes_the_same_in_a_process_of_its_own():
    data = image_file((500, 400))
    assert photo_renditions(data) == make_renditions(open_photo(data))


def test_what_is_no_photograph_is_refused_in_the_same_words():
    with pytest.raises(InvalidPhoto, match="not a photograph"):
        photo_renditions(b"nothing of the kind")
