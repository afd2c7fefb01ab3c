"""Workbooks as Excel, LibreOffice and Numbers make them: what a cell holds is read as the cell shows it."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from catalog.models import Phone

from .factories import make_brand, make_claim, make_phone, make_source
from .sheets import cells, csv_of, imported, refusals
from .test_sheet_uploads import hand_in, press_import

pytestmark = pytest.mark.django_db


def workbook_of(**columns):
    """The bytes of a workbook with one row, for acme-one: of each key a (value, number format)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["slug", *columns])
    sheet.append(["acme-one", *(value for value, _ in columns.values())])
    for number, (_, code) in enumerate(columns.values(), 2):
        sheet.cell(2, number).number_format = code
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stored(*keys):
    return Phone.objects.values_list(*keys).get()


DAY = datetime(2022, 5, 1)  # noqa: DTZ001 - workbooks know no time zones


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("mmm-yy", "2022-05"),
        ("yyyy", "2022"),
        ("Q YYYY", "2022-Q2"),
        ("[$-409]mmmm\\ yyyy;@", "2022-05"),
        ('yyyy"年"m"月"', "2022-05"),
        ("mm-dd-yy", "2022-05-01"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2022-05-01"),
        ("dd.mm.yyyy", "2022-05-01"),
        ("m/d/yy h:mm", "2022-05-01"),
    ],
)
def test_a_date_is_as_exact_as_its_cell_shows_it(desk, code, shown):
    make_phone("One", status="draft", announced=None)
    press_import(desk, hand_in(desk, workbook_of(announced=(DAY, code)), name="phones.xlsx"))
    assert str(stored("announced")[0]) == shown


@pytest.mark.parametrize("known", ["2022-05-09", "2022-06-09"])
def test_a_month_never_takes_the_place_of_a_day(tmp_path, known):
    make_phone("One", announced=known)
    make_source()
    file = tmp_path / "phones.xlsx"
    file.write_bytes(workbook_of(announced=(DAY, "mmm-yy")))
    call_command("import_sheet", str(file), "--source", "a-page")
    assert str(stored("announced")[0]) == known


def test_a_month_that_contradicts_a_known_day_is_told_and_can_be_followed():
    make_phone("One", announced="2022-06-09")
    data = workbook_of(announced=(DAY, "mmm-yy"))
    _, rows = imported(data, source=make_source())
    assert cells(rows) == ["2 B: contradicts: stays as it is: it is known more precisely"]
    imported(data, source=make_source(), overwrite=True)
    assert str(stored("announced")[0]) == "2022-05"


def test_a_date_without_its_year_is_refused():
    make_phone("One")
    _, rows = imported(workbook_of(announced=(DAY, "d-mmm")))
    assert refusals(rows) == ["2 B: refused: the cell shows no year (“1 May”): show it, or write the date as text"]


@pytest.mark.parametrize(
    ("key", "value", "code", "fact"),
    [
        ("weight_g", 5.96, '0.0 "oz"', 169),
        ("weight_g", 5.96, '0.0\\ "oz"', 169),
        ("weight_g", 0.2, '0.00" kg"', 200),
        ("weight_g", 211, "General", 211),
        ("weight_g", 211, '[Red]0" g"', 211),
        ("depth_mm", 0.35, '0.00\\"', 8.9),
        ("depth_mm", 8.125, "General", 8.125),
        ("battery_mah", 5000, "#,##0", 5000),
        ("battery_mah", 5000, '# ##0" mAh"', 5000),
        ("battery_mah", 5000, '0.0, "Ah"', 5000),
        ("os_at_launch", 10.1, "0.00", "10.10"),
    ],
)
def test_a_number_has_the_unit_that_its_cell_shows(desk, key, value, code, fact):
    make_phone("One")
    press_import(desk, hand_in(desk, workbook_of(**{key: (value, code)}), name="phones.xlsx"))
    assert stored(key) == (fact,)


def test_a_unit_of_another_sort_is_refused():
    make_phone("One")
    _, rows = imported(workbook_of(weight_g=(0.85, "0%")))
    assert refusals(rows) == ["2 B: refused: “85%” is not understood: write it in g"]


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ('"¥"#,##0', "JPY"),
        ("[$¥-411]#,##0", "JPY"),
        ("[$¥-804]#,##0.00", "CNY"),
        ("[$￥-zh-CN]#,##0", "CNY"),
        ("[$NT$-404]#,##0", "TWD"),
        ("[$$-409]#,##0", "USD"),
        ("[$$-1009]#,##0", "CAD"),
        ("[$kr-41D] #,##0", "SEK"),
        ("[$EUR] #,##0", "EUR"),
        ('#,##0.00\\ "€"', "EUR"),
        ('_-* #,##0.00\\ [$€-407]_-;\\-* #,##0.00\\ [$€-407]_-;_-* "-"??\\ [$€-407]_-;_-@_-', "EUR"),
        ('_("$"* #,##0.00_)_("$"* \\(#,##0.00\\)_("$"* "-"??_)_(@_)', "USD"),
    ],
)
def test_a_price_has_the_currency_that_its_cell_shows(desk, code, currency):
    make_phone("One")
    press_import(desk, hand_in(desk, workbook_of(launch_price=(120000, code)), name="phones.xlsx"))
    assert stored("launch_price", "launch_price_currency") == (120000, currency)


@pytest.mark.parametrize("code", ["[$kr] #,##0", "[$$-380A]#,##0"])
def test_a_sign_of_several_countries_is_refused(code):
    make_phone("One")
    _, rows = imported(workbook_of(launch_price=(9900, code)))
    assert len(refusals(rows)) == 1


# Prices and their currencies


def test_a_price_without_a_currency_is_refused_over_one_that_has_one(desk):
    make_phone("One", launch_price=899, launch_price_currency="USD")
    preview = hand_in(desk, workbook_of(launch_price=(120000, "#,##0")), name="phones.xlsx")
    why = "which currency is this? 899 USD is stored: write 120000 USD, or what it is"
    assert why in preview.content.decode()
    press_import(desk, preview)
    assert stored("launch_price", "launch_price_currency") == (899, "USD")


def test_the_stored_price_again_changes_nothing_without_its_currency():
    make_phone("One", launch_price=899, launch_price_currency="USD")
    _, rows = imported(workbook_of(launch_price=(899, "#,##0")))
    assert rows[0].state == "unchanged"


def test_a_currency_without_a_price_does_not_change_what_an_amount_is_worth():
    make_phone("One", launch_price=899, launch_price_currency="USD")
    _, rows = imported(csv_of(("slug", "launch_price_currency"), ("acme-one", "EUR")))
    assert refusals(rows) == ["2 B: refused: 899 USD is stored: write the price in EUR as well"]


@pytest.mark.parametrize("head", [("launch_price_currency", "launch_price"), ("launch_price", "launch_price_currency")])
def test_two_currencies_in_a_row_are_refused_whichever_comes_first(tmp_path, head):
    make_phone("One")
    row = {"launch_price_currency": "USD", "launch_price": "499 EUR"}
    file = tmp_path / "phones.csv"
    file.write_bytes(csv_of(("slug", *head), ("acme-one", *map(row.get, head))))
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_sheet", str(file), "--no-source")
    assert stored("launch_price", "launch_price_currency") == (None, None)


@pytest.mark.parametrize(("key", "value"), [("launch_price", 899), ("launch_price_currency", "USD")])
@pytest.mark.parametrize("amount", [899, 900, 120000])
def test_a_price_that_others_bear_out_keeps_its_currency(key, value, amount):
    phone = make_phone("One", launch_price=899, launch_price_currency="USD")
    make_claim(phone, key, value, source=make_source("another"))
    data = workbook_of(launch_price=(amount, '"¥"#,##0'))
    imported(data, source=make_source())
    assert stored("launch_price", "launch_price_currency") == (899, "USD")
    imported(data, source=make_source(), overwrite=True)
    assert stored("launch_price", "launch_price_currency") == (amount, "JPY")


# Numbers and dates that were something else


@pytest.mark.parametrize(
    ("key", "value", "code", "why"),
    [
        ("model_code", 220410000000000, "General", "and a code may have lost characters by it"),
        ("model_code", 2201123, "0", "and a code may have lost characters by it"),
        ("model_code", date(2022, 3, 10), "d-mmm", "which may have been another text"),
        ("alias", 2000000, "0.00E+00", "is what a spreadsheet program has made of another text"),
        ("main_sensor_type", date(2022, 1, 2), "d-mmm", "which may have been another text"),
        ("weight_g", date(2022, 1, 2), "d-mmm", "which may have been another text"),
        ("announced", 2022.1, "General", "and no date"),
        ("bands_lte", 1.3, "General", "which may have been a list"),
        ("bands_lte", 1380, "#,##0", "which may have been a list"),
    ],
)
def test_what_a_program_has_made_of_a_text_is_refused(desk, key, value, code, why):
    make_phone("One")
    preview = hand_in(desk, workbook_of(**{key: (value, code)}), name="phones.xlsx")
    assert why in preview.content.decode()
    assert "format the column as text, and type it again" in preview.content.decode()


def test_a_code_that_was_saved_as_a_power_of_ten_is_refused_in_csv_too():
    make_phone("One")
    _, rows = imported(csv_of(("slug", "model_code"), ("acme-one", "2,2041E+14")))
    assert "2 B: refused: “2,2041E+14” is what a spreadsheet program has made of another text" in refusals(rows)[0]


def test_codes_and_names_that_are_text_or_plain_numbers_are_taken():
    make_brand("Acme")
    book = openpyxl.Workbook()
    book.active.append(["brand", "name", "model_code", "sold_in", "bands_lte"])
    book.active.append(["Acme", 3310, "TA-1030", 1, 3])
    book.active["D2"].number_format = "000"
    out = io.BytesIO()
    book.save(out)
    result, rows = imported(out.getvalue())
    assert result.stored, cells(rows)
    assert stored("name", "model_codes__code", "markets__country", "bands_lte") == ("3310", "TA-1030", "001", [3])


def test_the_columns_of_the_template_are_text(desk):
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/desk/catalog/upload/template.xlsx").content))
    sheet = book["Phones"]
    formats = {sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]}
    assert formats == {"@"}
    assert {cell.number_format for cell in sheet[1]} == {"@"}
