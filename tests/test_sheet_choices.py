"""What an editor chooses of an import: what becomes of lists, which rows are left out, whose word it is."""

import csv
import io

import pytest
from django.core.management import call_command

from catalog.models import ModelCode, Phone, Upload

from .desk import said_after
from .factories import make_brand, make_claim, make_model_code, make_phone, make_source
from .filling import form_on
from .sheets import cells, csv_of, imported
from .test_sheet_uploads import hand_in, press_import, words

pytestmark = pytest.mark.django_db

BANDS = ("phone", "model_code", "nr_bands")


def accepted(phone, key):
    return sorted(phone.claims.filter(key=key).values_list("source__slug", "value", "accepted"), key=str)


# Lists


def test_bands_of_a_model_code_are_added_to():
    make_model_code(make_phone("One"), "AC-1", nr_bands=[1, 3, 77, 78])
    _, rows = imported(csv_of(BANDS, ("acme-one", "AC-1", "n28, n78")))
    assert ModelCode.objects.get().nr_bands == [1, 3, 28, 77, 78]
    assert cells(rows) == ["2 C: changed: added to the list: 28; stays in the list: 1, 3, 77"]


def test_lists_are_replaced_where_the_editor_says_so():
    make_model_code(make_phone("One"), "AC-1", nr_bands=[1, 3, 77, 78])
    imported(csv_of(BANDS, ("acme-one", "AC-1", "n28, n78")), replaces_lists=True, source=make_source())
    assert ModelCode.objects.get().nr_bands == [28, 78]


def test_a_source_that_adds_to_a_list_claims_what_it_tells_and_nobody_is_contradicted():
    phone = make_phone("One", ip_codes=["IP68"])
    make_claim(phone, "ip_codes", ["IP68"], source="label")
    data = csv_of(("slug", "ip_codes"), ("acme-one", "IP69"))
    imported(data, source=make_source())
    assert Phone.objects.get().ip_codes == ["IP68", "IP69"]
    assert accepted(phone, "ip_codes") == [("a-page", ["IP69"], True), ("label", ["IP68"], True)]
    assert cells(imported(data, source=make_source())[1]) == []


def test_a_list_that_tells_a_part_of_what_is_known_changes_nothing():
    phone = make_phone("One", wifi=["4", "5", "6"])
    _, rows = imported(csv_of(("slug", "wifi"), ("acme-one", "4, 5")), source=make_source())
    assert cells(rows) == ["2 B: evidence only: stays in the list: 6"]
    assert (Phone.objects.get().wifi, accepted(phone, "wifi")) == (["4", "5", "6"], [("a-page", ["4", "5"], True)])


@pytest.mark.parametrize(("stored", "told", "now"), [([], "IP68", ["IP68"]), (["IP68"], "none", [])])
def test_none_is_no_list_to_add_to(stored, told, now):
    make_phone("One", ip_codes=stored)
    imported(csv_of(("slug", "ip_codes"), ("acme-one", told)), source=make_source())
    assert Phone.objects.get().ip_codes == now


def test_a_source_that_is_known_to_hold_wrong_records_adds_nothing_to_what_another_bears_out():
    phone = make_phone("One", ip_codes=["IP68"])
    make_claim(phone, "ip_codes", ["IP68"], source="label")
    data = csv_of(("slug", "ip_codes"), ("acme-one", "IP69"))
    _, rows = imported(data, source=make_source("unsound", unverified=True))
    assert Phone.objects.get().ip_codes == ["IP68"]
    assert cells(rows) == ["2 B: contradicts: stays as it is"]


def test_two_rows_may_add_the_same_but_not_different_items():
    make_phone("One", ip_codes=["IP65"])
    rows = [("acme-one", "IP68"), ("acme-one", "IP68"), ("acme-one", "IP69")]
    for source in (None, make_source()):
        _, outcomes = imported(csv_of(("slug", "ip_codes"), *rows), source=source)
        assert cells(outcomes)[-1] == "4 B: refused: line 2 says otherwise of this phone"


def test_the_choice_between_adding_and_replacing_is_on_the_page(desk):
    make_phone("One", ip_codes=["IP65"])
    preview = hand_in(desk, csv_of(("slug", "ip_codes"), ("acme-one", "IP68")))
    assert "Lists are added to (<a" in words(preview)
    replacing = desk.get(preview.request["PATH_INFO"], {"lists": "replace"})
    assert "become what the sheet says" in words(replacing)
    press_import(desk, replacing)
    assert Phone.objects.get().ip_codes == ["IP68"]


def test_a_list_is_not_replaced_by_an_import_that_was_shown_as_an_addition(desk):
    make_phone("One", ip_codes=["IP65"])
    preview = hand_in(desk, csv_of(("slug", "ip_codes"), ("acme-one", "IP68")))
    address = preview.request["PATH_INFO"].replace("change/", "import/")
    answer = desk.post(address, form_on(preview, "import_form") | {"lists": "replace"})
    assert "changed in the meantime" in said_after(answer)[0]
    assert Phone.objects.get().ip_codes == ["IP65"]


def test_the_command_replaces_lists_where_it_is_told_to(tmp_path):
    make_phone("One", ip_codes=["IP65"])
    file = tmp_path / "a.csv"
    file.write_bytes(csv_of(("slug", "ip_codes"), ("acme-one", "IP68")))
    make_source()
    call_command("import_sheet", str(file), "--source", "a-page", "--replace-lists")
    assert Phone.objects.get().ip_codes == ["IP68"]


# Rows that are left out

ROWS = (("brand", "name", "weight_g"), ("Acme", "One", 211), ("Acme", "Two", "heavy"), ("Acme", "Three", "odd"))


def choose_rows(desk, preview, **fields):
    address = preview.request["PATH_INFO"].replace("change/", "rows/")
    return desk.post(address, form_on(preview, "rows_form") | fields, follow=True)


def test_a_bad_row_is_left_out_by_name_and_the_rest_is_taken(desk):
    make_brand("Acme")
    preview = choose_rows(desk, hand_in(desk, csv_of(*ROWS)), line=["3"])
    assert "Left out: line 3, Acme Two." in words(preview)
    assert "import_form" not in words(preview), "another row is still refused"
    preview = choose_rows(desk, preview, line=["3", "4"])
    assert "Left out: line 3, Acme Two; line 4, Acme Three." in words(preview)
    answer = press_import(desk, preview)
    assert "1 added, 0 changed, 0 unchanged, 0 refused, 2 left out" in said_after(answer)[0]
    assert [phone.name for phone in Phone.objects.all()] == ["One"]


def test_all_refused_rows_are_left_out_at_once_and_taken_again_one_by_one(desk):
    make_brand("Acme")
    preview = choose_rows(desk, hand_in(desk, csv_of(*ROWS)), all_refused="1")
    assert Upload.objects.get().choices["left_out"] == [3, 4]
    choose_rows(desk, desk.get(preview.request["PATH_INFO"], {"show": "all"}), line=["4"])
    assert Upload.objects.get().choices["left_out"] == [4]


def test_rows_on_other_pages_stay_left_out(desk, monkeypatch):
    monkeypatch.setattr("catalog.admin.imports.uploads.ROWS_PER_PAGE", 1)
    make_brand("Acme")
    preview = choose_rows(desk, hand_in(desk, csv_of(*ROWS)), all_refused="1")
    second = desk.get(preview.request["PATH_INFO"], {"show": "left out", "page": 2})
    choose_rows(desk, second, line=[])
    assert Upload.objects.get().choices["left_out"] == [3]


def test_what_is_left_out_is_in_the_report(desk):
    make_brand("Acme")
    preview = choose_rows(desk, hand_in(desk, csv_of(*ROWS)), all_refused="1")
    report = desk.get(preview.request["PATH_INFO"].replace("change/", "report/"))
    rows = list(csv.reader(io.StringIO(report.content.decode("utf-8-sig"))))
    assert [(row[0], row[4]) for row in rows if row[5] == "left out"] == [
        ("3", "Acme"), ("3", "Two"), ("3", "heavy"), ("4", "Acme"), ("4", "Three"), ("4", "odd"),
    ]  # fmt: skip


def test_a_phone_whose_first_row_is_left_out_is_made_by_the_next():
    make_brand("Acme")
    data = csv_of(("brand", "name", "weight_g"), ("Acme", "One", "heavy"), ("Acme", "One", 211))
    result, _ = imported(data, left_out=frozenset({2}))
    assert result.stored
    assert Phone.objects.get().weight_g == 211


def test_leaving_everything_out_imports_nothing(desk):
    make_brand("Acme")
    preview = choose_rows(desk, hand_in(desk, csv_of(*ROWS)), line=["2", "3", "4"])
    assert "import_form" not in words(preview)


def test_the_command_leaves_rows_out_and_says_so(tmp_path, capsys):
    make_brand("Acme")
    file = tmp_path / "a.csv"
    file.write_bytes(csv_of(*ROWS))
    call_command("import_sheet", str(file), "--no-source", "--leave-out", "3", "--leave-out", "4")
    said = capsys.readouterr().out
    assert "line 3: Acme Two: left out" in said
    assert [phone.name for phone in Phone.objects.all()] == ["One"]


def test_the_command_goes_on_with_what_was_chosen_at_the_desk(desk, capsys):
    make_brand("Acme")
    choose_rows(desk, hand_in(desk, csv_of(*ROWS)), all_refused="1")
    call_command("import_sheet", "--upload", str(Upload.objects.get().pk))
    assert "2 left out" in capsys.readouterr().out


# Nobody's word


def test_a_sheet_without_a_source_fills_what_is_not_known_and_changes_nothing():
    phone = make_phone("One", weight_g=211, announced="2022-11")
    make_model_code(phone, "AC-1", for_whom="Japan")
    head = ("phone", "model_code", "for_whom", "weight_g", "height_mm", "announced")
    _, rows = imported(csv_of(head, ("acme-one", "AC-1", "Europe", 213, 151, "18 Nov 2022")))
    assert cells(rows) == [
        "2 C: contradicts: stays as it is; the sheet names no source",
        "2 D: contradicts: stays as it is; the sheet names no source",
        "2 E: added",
        "2 F: changed: says the same more precisely",
    ]
    phone.refresh_from_db()
    assert (phone.weight_g, phone.height_mm, str(phone.announced)) == (211, 151, "2022-11-18")


@pytest.mark.parametrize("source", [None, "label"])
def test_it_changes_what_is_known_only_where_it_is_told_to_overwrite(source):
    phone = make_phone("One", weight_g=211, ip_codes=["IP68"])
    if source:
        make_claim(phone, "weight_g", 211, source=source)
        make_claim(phone, "ip_codes", ["IP68"], source=source)
    data = csv_of(("slug", "weight_g", "ip_codes"), ("acme-one", 230, "IP69"))
    imported(data)
    phone.refresh_from_db()
    assert (phone.weight_g, phone.ip_codes) == (211, ["IP68"] if source else ["IP68", "IP69"])
    imported(data, overwrite=True)
    phone.refresh_from_db()
    assert (phone.weight_g, phone.ip_codes) == (230, ["IP68", "IP69"])


def test_it_takes_nothing_away():
    phone = make_phone("One", weight_g=211)
    _, rows = imported(csv_of(("slug", "weight_g"), ("acme-one", "unknown")))
    assert cells(rows) == ["2 B: contradicts: stays as it is; the sheet names no source"]
    phone.refresh_from_db()
    assert phone.weight_g == 211
