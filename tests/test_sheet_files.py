"""Spreadsheet files as programs write them: encodings, separators, workbooks, and what is none."""

import io
import signal
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from catalog.importers.spreadsheets.files.file_formats import read_table
from catalog.importers.spreadsheets.files.tables import UnreadableSpreadsheet, column_letters
from catalog.importers.spreadsheets.files.text_encodings import ENCODINGS
from catalog.models import Claim, Edit, Heading, Phone, Stamp, Upload
from catalog.quantities.spreadsheet_formulas import escape_formula

from .factories import make_brand, make_phone, make_source
from .processes import start
from .sheets import csv_of, imported, refusals, xlsx_of


def table(data):
    found = read_table(data)
    return found.headings, [(row.line, row.texts) for row in found.rows], found.notes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_in_every_usual_form(encoding, separator):
    data = csv_of(("slug", "name"), ("one", "Café, „eins“; zwei"), encoding=encoding, separator=separator)
    headings, rows, notes = table(data)
    assert (headings, rows) == (("slug", "name"), [(2, ("one", "Café, „eins“; zwei"))])
    assert notes == [f"Read as {ENCODINGS[encoding]}."]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The spreadsheet is empty."),
        (b"\n\n", "The spreadsheet is empty."),
        (b"slug\0name\0", "This is not a spreadsheet"),
        (b"slug,name\none,\xff\x98\x81", "This is not a spreadsheet"),
        (b"PK\x05\x06" + b"\0" * 18, "not an XLSX workbook"),
        (b",".join(b"a%d" % number for number in range(1001)), "more than 1000 columns"),
        (b"a" * 300 + b",b", "is not a heading"),
        (b"a" * 20_000_001, "larger than 20 MB"),
        (b"slug,name\n" + b"\n" * 200_001, "more than 200,000 rows, with the empty ones"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data, why):
    with pytest.raises(UnreadableSpreadsheet, match=why):
        table(data)


def test_lines_are_those_of_the_file_even_where_a_cell_has_several():
    _, rows, _ = table(b'sep=;\nslug;text\none;"a\nb"\n\ntwo;c\n')
    assert rows == [(3, ("one", "a\nb")), (6, ("two", "c"))]


def test_cells_of_a_workbook_become_what_one_would_type():
    data = xlsx_of(
        ("slug", "a", "b", "c", "d", "e"),
        ("one", 211, 9.3, True, date(2022, 11, 18), datetime(2022, 11, 18, 9, 30)),  # noqa: DTZ001 - workbooks know no time zones
        (None, None),
        ("two", 211.0, 0.1 + 0.2, False, None, "#N/A"),
    )
    _, rows, _ = table(data)
    assert rows == [
        (2, ("one", "211", "9.3", "yes", "2022-11-18", "2022-11-18 09:30:00")),
        (4, ("two", "211", "0.3", "no", "", "#N/A")),
    ]


def test_a_formula_without_its_result_is_told_and_not_taken_for_empty():
    _, rows, _ = table(xlsx_of(("slug", "weight_g"), ("one", "=200+11")))
    assert rows == [(2, ("one", "#UNCOUNTED!"))]


def test_of_several_sheets_the_first_is_read_and_what_was_merged_or_hidden_is_said():
    book = openpyxl.Workbook()
    book.active.append(("slug", "name"))
    book.active.append(("one", "One"))
    book.active.merge_cells("A3:A4")
    book.active.row_dimensions[2].hidden = True
    book.create_sheet("More")
    out = io.BytesIO()
    book.save(out)
    _, rows, notes = table(out.getvalue())
    assert rows == [(2, ("one", "One"))]
    assert [note.split(",")[0] for note in notes] == [
        "Only the first sheet",
        "Hidden rows and columns were read like the others.",
        "There are merged cells: the value counts for the first of them only.",
    ]


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("catalog.importers.spreadsheets.files.xlsx_files.LARGEST_UNPACKED", 1000)
    with pytest.raises(UnreadableSpreadsheet, match="too large once it is unpacked"):
        read_table(xlsx_of(("slug",), ("one",)))


def test_a_workbook_of_very_many_rows_is_refused_though_they_are_empty(monkeypatch):
    monkeypatch.setattr("catalog.importers.spreadsheets.files.xlsx_files.MOST_ROW_ELEMENTS", 10)
    rows = [("slug",), *(10 * [("",)]), ("one",)]
    with pytest.raises(UnreadableSpreadsheet, match="more than 10 rows, empty ones among them"):
        read_table(xlsx_of(*rows))


def test_a_workbook_of_very_many_cells_is_refused(monkeypatch):
    monkeypatch.setattr("catalog.importers.spreadsheets.files.xlsx_files.MOST_CELLS", 3)
    with pytest.raises(UnreadableSpreadsheet, match="more than 3 cells"):
        read_table(xlsx_of(("slug", "name"), ("one", "One")))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"", b"<a>", b"\x00\xff" * 50])
def test_a_mangled_workbook_is_refused_in_words(part, content):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_of(("slug",), ("one",)))) as whole, zipfile.ZipFile(out, "w") as mangled:
        for name in whole.namelist():
            mangled.writestr(name, content if name == part else whole.read(name))
    with pytest.raises(UnreadableSpreadsheet):
        table(out.getvalue())


@pytest.mark.parametrize(
    ("text", "safe"),
    [("=1", "'=1"), ("@a", "'@a"), ("+1", "'+1"), ("-a", "'-a"), ("-5", "-5"), ("weight", "weight")],
)
def test_no_text_of_a_report_is_a_formula(text, safe):
    assert escape_formula(text) == safe


def test_columns_have_the_letters_that_programs_show():
    assert [column_letters(number) for number in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.django_db
def test_a_cell_without_a_heading_is_refused():
    make_phone("One")
    _, rows = imported(b"slug,weight_g\nacme-one,211,stray\n")
    assert refusals(rows) == ["2 C: refused: there is no heading above it"]


# The command


def write(tmp_path, *rows, name="phones.csv"):
    path = tmp_path / name
    path.write_bytes(csv_of(*rows))
    return str(path)


@pytest.mark.django_db
def test_the_command_imports_and_moves_the_stamp(tmp_path, capsys):
    make_phone("One", weight_g=211)
    make_source()
    file = write(tmp_path, ("slug", "weight_g"), ("acme-one", 213))
    before = Stamp.current()
    call_command("import_sheet", file, "--source", "a-page", "--dry-run")
    assert (Stamp.current(), Phone.objects.get().weight_g) == (before, 211)
    call_command("import_sheet", file, "--source", "a-page", "--why", "Weighed")
    assert (Stamp.current(), Phone.objects.get().weight_g, Edit.objects.get().why) == (
        before + 1, 213, "phones.csv: Weighed",
    )  # fmt: skip
    assert "1 row: 0 added, 1 changed" in capsys.readouterr().out
    call_command("import_sheet", file, "--source", "a-page")
    assert Stamp.current() == before + 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "why"),
    [
        ([], "Say where it comes from"),
        (["--source", "nobody"], "There is no source “nobody”"),
        (["--source", "a-page", "--no-source"], "Say where it comes from"),
        (["--no-source", "--map", "Gewicht=heaviness"], "write HEADING=KEY"),
        (["--no-source"], "“Schwere” is not a key"),
        (["--no-source", "--map", "Schwere=weight_g"], "Nothing was imported. 1 row: 0 added, 0 changed"),
    ],
)
def test_the_command_refuses_in_words(tmp_path, options, why):
    make_source()
    with pytest.raises(CommandError, match=why):
        call_command("import_sheet", write(tmp_path, ("slug", "Schwere"), ("acme-one", 211)), *options)
    assert not Edit.objects.exists()


@pytest.mark.django_db
def test_the_command_remembers_what_headings_mean_and_writes_a_report(tmp_path):
    make_phone("One")
    file = write(tmp_path, ("slug", "Gewicht", "Unsinn"), ("acme-one", 211, "x"))
    report = tmp_path / "report.csv"
    call_command(
        "import_sheet", file, "--no-source", "--map", "Gewicht=weight_g", "--map", "Unsinn=", "--report", str(report)
    )
    assert Heading.objects.count() == 2
    assert report.read_text("utf-8-sig").splitlines()[1] == "2,B,Gewicht,acme-one,211,added,,"
    call_command("import_sheet", file, "--no-source")


@pytest.mark.django_db
def test_the_command_takes_what_was_handed_in_at_the_desk_once(admin_user):
    make_phone("One")
    data = csv_of(("slug", "Gewicht"), ("acme-one", 211))
    upload = Upload.objects.create(
        name="a.csv", file=data, by=admin_user, source=make_source(), columns={"Gewicht": "weight_g"}
    )
    call_command("import_sheet", "--upload", str(upload.pk))
    assert (Edit.objects.get().by, Claim.objects.get().value) == (admin_user, 211)
    with pytest.raises(CommandError, match="was imported already"):
        call_command("import_sheet", "--upload", str(upload.pk))


@pytest.mark.django_db(transaction=True)
def test_killing_the_command_in_the_middle_leaves_nothing(tmp_path, settings):
    make_brand("Acme")
    rows = [("Acme", f"Phone {number}", 200) for number in range(1500)]
    file = write(tmp_path, ("brand", "name", "weight_g"), *rows)
    with start("import_sheet", file, "--no-source") as process:
        process.stdout.readline()
        said = process.stdout.readline()
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert "1,000 of 1,500 rows" in said
    assert (Phone.objects.exists(), Edit.objects.exists()) == (False, False)
