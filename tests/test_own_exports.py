"""The CSV of the finder handed in again: unchanged it changes nothing; what somebody has changed in it counts."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command

from catalog.models import Claim, Edit, Phone
from catalog.quantities.spreadsheet_formulas import escape_formula

from .factories import make_camera, make_chipset, make_model_code, make_phone, make_sensor, make_source
from .sheets import cells, csv_of, imported, xlsx_of
from .test_sheet_uploads import hand_in, press_import

pytestmark = pytest.mark.django_db


def exported(client, question=""):
    """The lines of ``/phones.csv``, the headings first."""
    text = client.get(f"/phones.csv?{question}").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def with_changes(lines, **texts):
    """The lines with other texts in the first phone's cells."""
    head, first, *others = lines
    first = list(first)
    for key, text in texts.items():
        first[head.index(key)] = text
    return [head, first, *others]


def make_known_phone():
    make_chipset("Thinker 1", cpu="8 cores")
    phone = make_phone(
        "One", weight_g=211, depth_mm=9.3, height_mm=150, width_mm=70, colours=["Black", "Sea, green"], nfc=True,
        launch_price=899, launch_price_currency="EUR", card_slot="none", chipsets=["Thinker 1"],
        aliases=["=Uno", "Eins"], displays=[{"display_size_in": 6.1, "display_width_px": 1080}],
    )  # fmt: skip
    sensor = make_sensor("Eye 1", sensor_type="1/1.3", width_mm=9.8, height_mm=7.3)
    make_camera(phone, megapixels=50, sensor=sensor, f_number=1.8, focal_length_eq_mm=24)
    make_camera(make_phone("Two", weight_g=190), megapixels=12, sensor_type="1/2.55", f_number=1.8)
    return phone


def test_the_shipped_catalogue_comes_back_and_changes_nothing(client, shipped, tmp_path, capsys):
    file = tmp_path / "phones.csv"
    file.write_bytes(csv_of(*exported(client)))
    make_source()
    before = Claim.objects.count()
    call_command("import_sheet", str(file), "--source", "a-page")
    said = capsys.readouterr().out
    assert "This is an export of this site" in said
    assert f"0 added, 0 changed, {Phone.objects.published().count():,} unchanged, 0 refused." in said
    assert (Claim.objects.count(), Edit.objects.exists()) == (before, False)


@pytest.mark.parametrize("form", [csv_of, xlsx_of])
def test_an_export_handed_in_at_the_desk_changes_nothing(client, desk, form):
    make_known_phone()
    preview = hand_in(desk, form(*exported(client)))
    assert "2 rows: 0 added, 0 changed, 2 unchanged, 0 refused" in preview.content.decode()
    press_import(desk, preview)
    assert not Edit.objects.exists()


def test_numbers_and_dates_that_excel_has_made_of_it_change_nothing(client):
    make_known_phone()
    head, *lines = exported(client)
    book = openpyxl.Workbook()
    book.active.append(head)
    for line in lines:
        book.active.append([float(text) if text.replace(".", "", 1).isdecimal() else text for text in line])
    out = io.BytesIO()
    book.save(out)
    _, rows = imported(out.getvalue(), source=make_source())
    assert [row.state for row in rows] == ["unchanged", "unchanged"], cells(rows)


@pytest.mark.parametrize(
    ("key", "facts", "saved"),
    [
        ("announced", {"announced": "2019-08-07"}, "07.08.2019"),
        ("announced", {"announced": "2019-08-07"}, "8/7/2019"),
        ("announced", {"announced": "2019-08"}, "Aug-19"),
        ("depth_mm", {"depth_mm": 9.3}, "9,3"),
        ("usb_version", {"usb_version": "2.0"}, "2"),
        ("sold_in", {"markets": [{"country": "001"}]}, "1"),
    ],
)
def test_a_csv_that_a_spreadsheet_program_has_saved_changes_nothing(client, key, facts, saved):
    make_phone("One", **facts)
    lines = with_changes(exported(client), **{key: saved})
    _, rows = imported(csv_of(*lines, separator=";"), source=make_source())
    assert rows[0].state == "unchanged", cells(rows)


def test_only_what_is_changed_in_it_is_imported_with_the_claim_of_its_source(client, desk):
    make_known_phone()
    lines = with_changes(exported(client, "q=one"), weight_g="213", colours="Black | Sea, green | Red", volume_cm3="1")
    press_import(desk, hand_in(desk, csv_of(*lines)))
    phone = Phone.objects.get(slug="acme-one")
    assert phone.weight_g == 213
    assert phone.colours == ["Black", "Sea, green", "Red"]
    assert set(Claim.objects.values_list("key", flat=True)) == {"weight_g", "colours"}


def test_estimates_are_marked_and_never_become_facts(client, desk):
    make_known_phone()
    head, *lines = exported(client)
    rows = {row["slug"]: row for row in (dict(zip(head, line, strict=True)) for line in lines)}
    two = rows["acme-two"]
    assert two["main_sensor_width_mm"] != ""
    assert (two["main_sensor_width_mm.state"], two["main_sensor_type.state"]) == ("estimated", "known")
    two["main_sensor_width_mm"] = "5.1"
    press_import(desk, hand_in(desk, csv_of(head, list(two.values()))))
    assert not Edit.objects.exists()


def test_estimates_are_marked_in_the_csv_of_a_comparison(client):
    make_known_phone()
    lines = list(csv.reader(io.StringIO(client.get("/compare/acme-two.csv").content.decode("utf-8-sig"))))
    states = {line[1]: line[5] for line in lines[1:] if len(line) > 5}
    assert states["sensor_area_mm2"] == "estimated"
    assert states["weight_g"] == "known"


def test_no_cell_of_the_csv_is_a_formula(client):
    make_known_phone()
    Phone.objects.filter(slug="acme-one").update(name="=1+1", os_skin="@SUM(A1)")
    lines = exported(client)
    assert {"'=1+1"} <= {text for line in lines for text in line}
    assert not [text for line in lines for text in line if text.startswith(("=", "+", "@"))]


HOSTILE = ["=1+1", "+1+1", "-1+1", "-5", "@SUM(A1)", "＝1+1", "＠x", "'=1+1", "''=1+1", "'plain", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("form", [csv_of, xlsx_of])
def test_a_text_like_a_formula_comes_back_as_it_was(client, desk, form):
    for number, text in enumerate(HOSTILE):
        make_phone(f"Phone {number}", os_skin=text)
    lines = exported(client)
    column = lines[0].index("os_skin")
    assert not [line[column] for line in lines if line[column].startswith(("=", "+", "-", "@", "＝", "＠"))]
    Phone.objects.update(os_skin=None)
    press_import(desk, hand_in(desk, form(*lines)))
    assert dict(Phone.objects.values_list("name", "os_skin")) == {
        f"Phone {number}": text for number, text in enumerate(HOSTILE)
    }


def test_numbers_below_zero_stay_numbers():
    numbers = [-5, -0.5, 0, None, True]
    assert [escape_formula(number, keep_numbers=False) for number in numbers] == numbers


def test_every_door_by_which_a_spreadsheet_leaves_asks_the_one_function():
    """Or is given lines by one that does."""
    doors = {}
    for path in sorted(Path("catalog").rglob("*.py")):
        text = path.read_text()
        if "csv.writer(" in text or "openpyxl.Workbook(" in text:
            doors[path.as_posix()] = "escape_formula" in text
    assert {door for door, asks in doors.items() if not asks} == {"catalog/views/responses.py"}
    assert len(doors) > 4


def test_a_list_of_codes_that_is_changed_grows(client, desk):
    phone = make_phone("One")
    make_model_code(phone, "AC-1")
    make_model_code(phone, "AC-2")
    lines = with_changes(exported(client), model_code="AC-1 | AC-2 | AC-3")
    press_import(desk, hand_in(desk, csv_of(*lines)))
    assert set(Phone.objects.get().model_codes.values_list("code", flat=True)) == {"AC-1", "AC-2", "AC-3"}


def test_a_sheet_of_somebody_else_is_asked_about_its_headings(desk):
    make_phone("One")
    preview = hand_in(desk, csv_of(("slug", "volume_cm3"), ("acme-one", "90")))
    assert "Column B" in preview.content.decode()
