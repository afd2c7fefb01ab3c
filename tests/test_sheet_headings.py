"""Where a sheet has its headings, and what they mean: below a title, in two rows, with units, in other languages."""

import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from catalog.importers.spreadsheets.columns.heading_words import HEADING_WORDS
from catalog.importers.spreadsheets.columns.headings import match_headings
from catalog.importers.spreadsheets.columns.spreadsheet_columns import column_for_key
from catalog.importers.spreadsheets.files.file_formats import read_table
from catalog.importers.spreadsheets.files.tables import FileReading, UnclearReading, UnreadableSpreadsheet
from catalog.models import Phone, Upload

from .factories import make_brand, make_phone
from .filling import form_on
from .sheets import csv_of, imported, xlsx_of
from .test_sheet_uploads import hand_in, words

pytestmark = pytest.mark.django_db


def read(data, line=None):
    """(headings, rows, notes but for the encoding) of a file."""
    table = read_table(data, FileReading(heading_line=line))
    rows = [row.texts for row in table.rows]
    return table.headings, rows, [note for note in table.notes if not note.startswith("Read as")]


def keys_of(*texts):
    found = match_headings(texts)
    assert found.faults == ()
    return [column and column.key for column in found.columns]


def workbook(*rows, merged=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Which row


@pytest.mark.parametrize("made", [csv_of, xlsx_of])
def test_headings_below_a_title_are_found_and_the_title_is_told(made):
    rows = (("Our phones",), ("As of May", "", "Draft"), (), ("Brand", "Name", "Weight"), ("Acme", "One", 211))
    headings, rows, notes = read(made(*rows))
    assert (headings, rows) == (("Brand", "Name", "Weight"), [("Acme", "One", "211")])
    assert notes == [
        "What stands above the headings was not read: “Our phones”, “As of May”, “Draft”.",
        "The headings are in line 4.",
    ]  # fmt: skip


def test_the_first_row_with_headings_that_nobody_knows_is_still_asked_about():
    headings, rows, notes = read(csv_of(("Foo", "Bar", "Baz"), ("1", "2", "3")))
    assert (headings, rows, notes) == (("Foo", "Bar", "Baz"), [("1", "2", "3")], [])


@pytest.mark.parametrize(
    "rows",
    [
        (("Brand", "Name", "Weight"), ("Acme", "One", 211), ("Brand", "Name", "Height"), ("Acme", "Two", 151)),
        (("Our phones",), ("Foo", "Bar", "Baz"), ("1", "2", "3")),
    ],
    ids=["two rows of headings", "a title above unknown headings"],
)
def test_between_two_rows_nobody_guesses(rows):
    with pytest.raises(UnclearReading, match="does not show which row holds the headings: line"):
        read(csv_of(*rows))
    assert read(csv_of(*rows), line=2)[0] == tuple(map(str, rows[1]))


def test_a_line_that_is_empty_or_too_far_down_holds_no_headings():
    data = csv_of(("Brand", "Name"), (), ("Acme", "One"))
    for line in (2, 30):
        with pytest.raises(UnreadableSpreadsheet, match=f"Line {line} cannot hold the headings"):
            read(data, line=line)


def test_headings_that_are_repeated_further_down_are_refused_as_a_row():
    make_brand("Acme")
    head = ("Brand", "Name", "Weight")
    result, rows = imported(csv_of(head, ("Acme", "One", 211), head, ("Acme", "Two", 200)))
    assert [row.state for row in rows] == ["added", "refused", "added"]
    assert not result.stored


# Two rows


def test_headings_merged_over_several_columns_belong_to_those_below_them():
    data = workbook(
        ("Brand", "Name", "Dimensions", None, None, "Display", None),
        (None, None, "Height", "Width", "Thickness", "Size", "Resolution"),
        ("Acme", "One", 160, 70, 8, 6.7, "1080 x 2640"),
        merged=("A1:A2", "B1:B2", "C1:E1", "F1:G1"),
    )
    headings, rows, notes = read(data)
    assert headings[:3] == ("Brand", "Name", "Height")
    assert headings[5:] == ("Display Size", "Display Resolution")
    assert rows == [("Acme", "One", "160", "70", "8", "6.7", "1080 x 2640")]
    assert notes == ["The headings are in lines 1 and 2."]


def test_two_rows_of_headings_in_csv():
    data = csv_of(
        ("Brand", "Name", "Dimensions", "", "", "Weight"),
        ("", "", "Height", "Width", "Depth", ""),
        ("Acme", "One", 151, 70, 8, 200),
    )
    headings, rows, _ = read(data)
    assert headings == ("Brand", "Name", "Height", "Width", "Depth", "Weight")
    assert rows == [("Acme", "One", "151", "70", "8", "200")]


def test_a_group_that_changes_what_its_headings_mean_is_not_passed_over():
    data = workbook(
        ("Brand", "Name", "Folded", None), (None, None, "Height", "Width"), ("Acme", "One", 80, 70), merged=("C1:D1",)
    )
    headings, _, _ = read(data)
    assert match_headings(headings).unknown == ("Folded Height", "Folded Width")


def test_one_word_below_two_headings_is_told_apart_by_them():
    data = workbook(
        ("Phone", None, "Body", None, "Box", None),
        ("Brand", "Name", "Width", "Weight", "Width", "Weight"),
        ("Acme", "One", 70, 200, 90, 400),
        merged=("A1:B1", "C1:D1", "E1:F1"),
    )
    headings, _, _ = read(data)
    assert headings == ("Brand", "Phone Name", "Body Width", "Body Weight", "Box Width", "Box Weight")
    assert set(match_headings(headings).unknown) == set(headings[2:])


def test_a_row_of_data_is_no_second_row_of_headings():
    make_brand("Acme")
    rows = (("Brand", "Name", "Remarks", "", "Weight"), ("Acme", "One", "Fine", "", 200), ("", "", "Odd", "", ""))
    headings, read_rows, _ = read(csv_of(*rows))
    assert (headings[0], len(read_rows)) == ("Brand", 2)


def test_a_row_of_units_belongs_to_the_headings_and_counts():
    make_brand("Acme")
    data = csv_of(("Brand", "Name", "Weight", "Height"), ("", "", "oz", "cm"), ("Acme", "One", "6.0", "15.1"))
    assert read(data)[0] == ("Brand", "Name", "Weight (oz)", "Height (cm)")
    imported(data)
    assert Phone.objects.values_list("weight_g", "height_mm").get() == (170.1, 151)


# What they mean


@pytest.mark.parametrize(
    ("texts", "keys"),
    [
        (("Marke", "Gewicht (g)", "Höhe", "Akkukapazität"), ["brand", "weight_g", "height_mm", "battery_mah"]),
        (("Marque", "Poids", "Largeur", "Définition"), ["brand", "weight_g", "width_mm", "resolution"]),
        (("Marca", "Peso", "Grosor", "Fecha de lanzamiento"), ["brand", "weight_g", "depth_mm", "released"]),
        (("Marca", "Altezza", "Spessore", "Batteria"), ["brand", "height_mm", "depth_mm", "battery_mah"]),
        (("ブランド", "製品名", "重さ", "発売日"), ["brand", "name", "weight_g", "released"]),
        (("品牌", "产品名称", "重量", "屏幕尺寸"), ["brand", "name", "weight_g", "display_size_in"]),
        (("品牌", "名稱", "顏色", "處理器"), ["brand", "name", "colours", "chipset"]),
        (("브랜드", "제품명", "무게", "배터리 용량"), ["brand", "name", "weight_g", "battery_mah"]),
        (("Dimensions", "RAM", "Storage", "WLAN", "GPS"), ["dimensions", "ram", "storage", "wifi", "positioning"]),
        (("MARKE", "Weight [g]", "ＮＦＣ"), ["brand", "weight_g", "nfc"]),
    ],
)
def test_common_headings_of_other_languages_are_known(texts, keys):
    assert keys_of(*texts) == keys


@pytest.mark.parametrize("text", ["Modell", "Model", "型号", "모델명", "Hersteller", "Masse", "Preis"])
def test_words_that_mean_several_things_are_asked_about(text):
    assert match_headings(["slug", text]).unknown == (text,)


def test_every_word_leads_to_one_column_that_there_is():
    words_of_all = [word.strip().casefold() for row in HEADING_WORDS.values() for word in row.split(",")]
    assert len(set(words_of_all)) == len(words_of_all)
    assert all(map(column_for_key, HEADING_WORDS))


def test_no_label_of_ours_means_something_else_in_the_table_of_words():
    for key, row in HEADING_WORDS.items():
        for word in map(str.strip, row.split(",")):
            assert (word, keys_of(word)) == (word, [key])


def test_what_an_editor_has_said_goes_before_the_table():
    found = match_headings(["slug", "Gewicht"], {"Gewicht": None})
    assert [column and column.key for column in found.columns] == ["slug", None]


@pytest.mark.parametrize(
    ("heading", "cell", "facts"),
    [
        ("Weight (oz)", "6", {"weight_g": 170.1}),
        ("Weight in oz", "6", {"weight_g": 170.1}),
        ("Weight, kg", "0.17", {"weight_g": 170}),
        ("Weight (oz)", "170 g", {"weight_g": 170}),
        ("Weight (approx.)", "170", {"weight_g": 170}),
        ("Height [in]", "6", {"height_mm": 152.4}),
        ("UVP (€)", "899", {"launch_price": 899, "launch_price_currency": "EUR"}),
        ("Price at launch (JPY)", "225,360", {"launch_price": 225360, "launch_price_currency": "JPY"}),
    ],
)
def test_the_unit_in_a_heading_counts_where_a_cell_has_none(heading, cell, facts):
    make_brand("Acme")
    for name, made in (("One", csv_of), ("Two", xlsx_of)):
        imported(made(("brand", "name", heading), ("Acme", name, cell)))
        assert Phone.objects.values(*facts).latest("pk") == facts


def test_a_unit_that_its_column_cannot_have_is_asked_about():
    found = match_headings(["slug", "Weight (mm)"])
    assert found.faults == ("“Weight (mm)”: mm is not a unit of weight_g. Say what the column is, or leave it out.",)


# The command and the desk

TITLED = csv_of(("Our phones",), ("slug", "Foo", "Bar"), ("acme-one", "1", "2"))


def test_the_command_is_told_in_which_line_the_headings_are(tmp_path):
    make_phone("One")
    file = tmp_path / "a.csv"
    file.write_bytes(TITLED)
    maps = ("--map", "Foo=sim_count", "--map", "Bar=")
    with pytest.raises(CommandError, match=r"which row holds the headings.*--heading-line"):
        call_command("import_sheet", str(file), "--no-source", *maps)
    call_command("import_sheet", str(file), "--no-source", "--heading-line", "2", *maps)
    assert Phone.objects.get().sim_count == 1


def test_an_editor_is_asked_in_which_line_the_headings_are(desk):
    make_phone("One")
    asked = hand_in(desk, TITLED)
    assert "heading_line" not in form_on(asked, "reading_form"), "nothing is proposed"
    form = form_on(asked, "reading_form") | {"heading_line": "2"}
    headings = desk.post(asked.request["PATH_INFO"], form, follow=True)
    assert "headings_form" in words(headings)
    assert Upload.objects.get().choices == {"encoding": "utf-8", "heading_line": 2}


def test_a_title_is_told_on_the_page_of_the_trial(desk):
    make_phone("One")
    preview = hand_in(desk, csv_of(("Our phones",), ("slug", "Gewicht"), ("acme-one", "211")))
    assert "What stands above the headings was not read: “Our phones”. The headings are in line 2." in words(preview)
