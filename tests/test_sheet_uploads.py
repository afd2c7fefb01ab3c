"""Bringing in a spreadsheet at the desk: hand it in, explain it, look at it, import it."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from catalog.models import Edit, Heading, Phone, Upload

from .desk import said_after
from .factories import make_brand, make_phone, make_source
from .filling import form_on
from .people import make_person, sign_in
from .sheets import csv_of

pytestmark = pytest.mark.django_db

ADD = "/desk/catalog/upload/add/"


def hand_in(desk, data, name="phones.csv", **fields):
    """The answer to a spreadsheet handed in, after the redirects that follow."""
    form = {"source": make_source().pk, "why": "A list", "sheet": SimpleUploadedFile(name, data), **fields}
    return desk.post(ADD, form, follow=True)


def press_import(desk, preview):
    return desk.post(
        reverse("admin:catalog_upload_import", args=[Upload.objects.get().pk]), form_on(preview, "import_form")
    )


def words(response):
    return " ".join(response.content.decode().split())


def test_a_spreadsheet_is_looked_at_and_then_imported_in_one_act(desk, admin_user):
    make_phone("One", weight_g=211)
    preview = hand_in(desk, csv_of(("brand", "name", "weight_g"), ("Acme", "One", 213), ("Acme", "Two", "8 oz")))
    assert "2 rows: 1 added, 1 changed" in words(preview)
    assert "<td>213</td> <td>changed</td> <td>211</td>" in words(preview)
    assert Phone.objects.count() == 1
    answer = press_import(desk, preview)
    assert said_after(answer)[0].startswith("Imported. 2 rows: 1 added, 1 changed")
    assert list(Phone.objects.values_list("slug", "weight_g", "status")) == [
        ("acme-one", 213, "published"), ("acme-two", 226.8, "draft"),
    ]  # fmt: skip
    edit = Edit.objects.get()
    assert (edit.by, edit.act, edit.why) == (admin_user, "imported", "phones.csv: A list")


def test_readers_see_what_was_imported_with_the_next_request(desk, client):
    make_phone("One", weight_g=211)
    assert client.get("/phones.json?weight_g_min=300").json()["total"] == 0
    press_import(desk, hand_in(desk, csv_of(("slug", "weight_g"), ("acme-one", 310))))
    assert client.get("/phones.json?weight_g_min=300").json()["total"] == 1


def test_a_spreadsheet_is_imported_once(desk):
    make_phone("One")
    preview = hand_in(desk, csv_of(("slug", "weight_g"), ("acme-one", 213)))
    press_import(desk, preview)
    again = press_import(desk, preview)
    assert Edit.objects.count() == 1
    assert "changed in the meantime" in said_after(again)[-1]
    assert "Imported on" in words(desk.get(again.url))


def test_what_has_changed_since_the_preview_is_shown_and_not_overwritten(desk):
    phone = make_phone("One", weight_g=211)
    preview = hand_in(desk, csv_of(("slug", "weight_g"), ("acme-one", 213)))
    Phone.objects.filter(pk=phone.pk).update(weight_g=199)
    answer = press_import(desk, preview)
    assert "changed in the meantime" in said_after(answer)[0]
    assert Phone.objects.get().weight_g == 199


def test_refused_cells_are_shown_with_their_place_and_nothing_can_be_imported(desk):
    make_brand("Acme")
    preview = hand_in(desk, csv_of(("brand", "name", "weight_g"), ("Acme", "One", "heavy"), ("Acme", "Two", 200)))
    assert "C weight_g</td> <td>heavy</td> <td>refused</td> <td></td> <td>Enter a number</td>" in words(preview)
    assert "import_form" not in words(preview)
    assert "acme-two" not in words(desk.get(preview.request["PATH_INFO"], {"show": "refused"}))


def test_the_report_lists_every_cell_and_holds_no_formula(desk):
    make_phone("One")
    preview = hand_in(desk, csv_of(("slug", "weight_g", "os_skin"), ("acme-one", "=1+1", "=HYPERLINK(1)")))
    report = desk.get(f"{preview.request['PATH_INFO'].replace('change/', 'report/')}")
    rows = list(csv.reader(io.StringIO(report.content.decode("utf-8-sig"))))
    assert rows[1:] == [
        ["2", "B", "weight_g", "acme-one", "'=1+1", "refused", "", "Enter a number"],
        ["2", "C", "os_skin", "acme-one", "'=HYPERLINK(1)", "added", "", ""],
    ]


def test_unknown_headings_are_asked_about_once_and_remembered(desk):
    make_phone("One")
    data = csv_of(("slug", "Wieght g", "Our remarks"), ("acme-one", 211, "bah"))
    asked = hand_in(desk, data)
    form = form_on(asked, "headings_form")
    assert (form["heading-0"], form["heading-1"]) == (["weight_g"], [""])
    preview = desk.post(asked.request["PATH_INFO"], form, follow=True)
    assert "1 row: 0 added, 1 changed" in words(preview)
    assert set(Heading.objects.values_list("text", "key")) == {("wieght g", "weight_g"), ("our remarks", None)}
    assert "import_form" in words(hand_in(desk, data))


def test_two_headings_for_one_key_are_refused_where_they_are_explained(desk):
    make_phone("One")
    asked = hand_in(desk, csv_of(("slug", "weight_g", "Weight"), ("acme-one", 211, 212)))
    assert "Columns B and C (“Weight”) both mean weight_g: leave one out." in words(asked)
    form = form_on(asked, "headings_form") | {"heading-2": ""}
    assert "import_form" in words(desk.post(asked.request["PATH_INFO"], form, follow=True))


def test_contradictions_are_shown_and_can_be_followed(desk):
    make_phone("One", weight_g=211, claims=[{"key": "weight_g", "value": 211, "source": "label"}])
    preview = hand_in(desk, csv_of(("slug", "weight_g"), ("acme-one", 215)))
    assert "stays as it is, supported by label" in words(preview)
    overwriting = desk.get(preview.request["PATH_INFO"], {"overwrite": "1"})
    press_import(desk, overwriting)
    assert Phone.objects.get().weight_g == 215


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The submitted file is empty."),
        (b"%PDF-1.4 ...", "This is a PDF: a spreadsheet is XLSX or CSV."),
        (b"PK\x03\x04 no zip", "This is not an XLSX workbook: save it as XLSX or CSV."),
        (b"\xd0\xcf\x11\xe0 old", "This is an old .xls file, or one with a password: save it as XLSX or CSV."),
        (b'slug,name\n"one', "Line 2: no CSV (unexpected end of data)."),
        (b"slug\n" * 50_002, "The spreadsheet has more than 50,000 rows: split it."),
    ],
)
def test_a_file_that_is_no_spreadsheet_is_refused_at_its_field(desk, data, why):
    answer = hand_in(desk, data)
    assert answer.context["adminform"].form.errors["sheet"] == [why]
    assert not Upload.objects.exists()


def test_a_source_must_be_chosen(desk):
    answer = hand_in(desk, csv_of(("slug",), ("acme-one",)), source="")
    assert answer.context["adminform"].form.errors["source"] == ["This field is required."]


def test_large_files_are_left_to_the_command(desk, monkeypatch):
    monkeypatch.setattr("catalog.admin.imports.dry_run.MAX_ROWS", 2)
    make_phone("One")
    answer = hand_in(desk, csv_of(("slug", "weight_g"), *[("acme-one", 211)] * 3))
    assert f"manage.py import_sheet --upload {Upload.objects.get().pk} --dry-run" in words(answer)


def test_a_long_preview_comes_in_pages(desk):
    make_brand("Acme")
    rows = [("Acme", f"Phone {number}", 200) for number in range(60)]
    preview = hand_in(desk, csv_of(("brand", "name", "weight_g"), *rows))
    assert "60 rows, page 1 of 2" in words(preview)
    assert "Acme Phone 59" in words(desk.get(preview.request["PATH_INFO"], {"page": 2}))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_template_can_be_handed_in_again_as_it_is(desk, form):
    make_brand("Acme")
    data = desk.get(reverse("admin:catalog_upload_template", args=[form])).content
    assert "0 rows" in words(hand_in(desk, data, name=f"template.{form}"))


def test_the_xlsx_template_explains_every_column(desk):
    data = desk.get(reverse("admin:catalog_upload_template", args=["xlsx"])).content
    book = openpyxl.load_workbook(io.BytesIO(data))
    headings = [cell.value for cell in book["Phones"][1]]
    explained = {row[0]: row[1:3] for row in book["What the columns mean"].values}
    assert explained["weight_g"] == ("Weight", "g")
    assert set(headings) <= set(explained)
    assert book["Phones"].max_row == 1


PAGES = ["upload_changelist", "upload_add", "heading_changelist"]


@pytest.mark.parametrize("name", PAGES)
def test_contributors_may_not_bring_in(contributor, name):
    assert contributor.get(reverse(f"admin:catalog_{name}")).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_editors_may_bring_in(editor, name):
    assert editor.get(reverse(f"admin:catalog_{name}")).status_code == 200


@pytest.mark.parametrize(("who", "offered"), [("contributor", False), ("editor", True)])
def test_the_list_of_phones_offers_it_to_those_who_may(request, who, offered):
    page = request.getfixturevalue(who).get("/desk/catalog/phone/").content.decode()
    assert ("Import a spreadsheet" in page) is offered


def test_the_pages_of_an_upload_are_closed_to_others(desk, client):
    make_phone("One")
    hand_in(desk, csv_of(("slug", "weight_g"), ("acme-one", 211)))
    number = Upload.objects.get().pk
    sign_in(client, make_person("contributor", "Contributor"))
    for name in ("change", "headings", "report"):
        assert client.get(reverse(f"admin:catalog_upload_{name}", args=[number])).status_code == 403
    assert client.post(reverse("admin:catalog_upload_import", args=[number])).status_code == 403
    assert client.get(reverse("admin:catalog_upload_template", args=["csv"])).status_code == 403


def test_a_preview_asks_few_questions(desk, django_assert_max_num_queries):
    for number in range(30):
        make_phone(f"Phone {number}")
    preview = hand_in(desk, csv_of(("slug", "weight_g"), *[(f"acme-phone-{number}", 211) for number in range(30)]))
    with django_assert_max_num_queries(15):
        desk.get(preview.request["PATH_INFO"])
