"""What sources say of one model code, one market or one version: entered, shown, followed, kept and read again."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from catalog.models import Claim, MemoryVersion, Phone
from catalog.records.record_save import check_alone
from catalog.records.serializer import record_content
from catalog.sheet.registry import CAMERA_SPECS, CLAIM_ONLY_SPECS, PHONE_CLAIM_SPECS, ROW_CLAIM_SPECS

from .desk import change_url, faults_at, row_faults, save, saved
from .factories import make_camera, make_claim, make_market, make_memory, make_model_code, make_phone, make_source
from .filling import form_on, new_row
from .reading import data, page, words

pytestmark = pytest.mark.django_db

PRICE = {"price": 225360, "price_currency": "JPY", "price_on": "2022-11-18"}
MARKET = "JP, SoftBank, 2022-11-18"


@pytest.fixture
def phone():
    """Two codes with bands, a market with a price, a version of memory."""
    phone = make_phone("One")
    make_model_code(phone, "SH-51C", lte_bands=[1, 3, 8])
    make_model_code(phone, "A202SH", lte_bands=[1, 3])
    make_market(phone, "JP", carrier="SoftBank", **PRICE)
    make_memory(phone, ram_gb=12, storage_gb=512)
    return Phone.objects.get(pk=phone.pk)


@pytest.fixture
def filing():
    return make_source("filing", title="A filing")


def claims():
    return list(Claim.objects.order_by("row", "key").values_list("row", "key", "value", "accepted"))


def test_no_key_of_a_row_is_a_key_of_the_phone_or_a_camera():
    assert not ROW_CLAIM_SPECS.keys() & {*PHONE_CLAIM_SPECS, *CAMERA_SPECS, *CLAIM_ONLY_SPECS}


# Readers


def test_bands_are_shown_with_the_source_of_their_own_code(client, phone, filing):
    make_claim(phone, "lte_bands", [1, 3, 8], filing, row="SH-51C", quote="LTE 1/3/8")
    html = page(client, "/phones/acme-one/")
    grid = html.partition('id="model-codes"')[2].partition("</table>")[0]
    first, second = grid.split("<tr>")[2:4]
    assert ("SH-51C" in first, 'href="#source-1"' in first, "no source yet" in first) == (True, True, False)
    assert ("A202SH" in second, 'href="#source-1"' in second, "no source yet" in second) == (True, False, True)
    sources = words(page(client, "/phones/acme-one/sources/"))
    assert "Model codes and bands: LTE bands (SH-51C) : B1, B3, B8 LTE 1/3/8" in sources


def test_what_a_source_says_otherwise_of_a_price_is_shown_beside_it(client, phone, filing):
    make_claim(phone, "price", 198000, filing, row=MARKET, accepted=False, notes="Without tax")
    text = words(page(client, "/phones/acme-one/"))
    shown = text.replace("\N{NO-BREAK SPACE}", " ")
    assert "¥225,360" in shown
    assert "¥198,000 according to A filing" in shown
    assert "(Without tax)" in shown
    assert "Markets and prices: Price (Japan)" in text.partition("Sources disagree")[2]


def test_a_code_and_a_version_are_shown_with_the_source_that_names_them(client, phone, filing):
    make_claim(phone, "model_code", "A202SH", filing)
    make_claim(phone, "memory_version", "12+512", filing)
    html = page(client, "/phones/acme-one/")
    for key, marked in (("model-codes", [False, True]), ("memory-versions", [True])):
        rows = html.partition(f'id="{key}"')[2].partition("</table>")[0].split("<tr>")[2:]
        names = [one.partition("</th>")[0] for one in rows]
        assert ['href="#source-1"' in name for name in names] == marked


def test_data_have_the_claims_at_their_row(client, phone, filing):
    make_claim(phone, "price", 225360, filing, row=MARKET)
    make_claim(phone, "lte_bands", [1, 3, 8, 41], filing, row="SH-51C", accepted=False)
    given = data(client, "/phones/acme-one.json")
    (market,) = given["markets"]
    assert (market["price"]["value"], market["price"]["unit"], market["price"]["sources"]) == (
        225360,
        "JPY",
        ["filing"],
    )
    first, second = given["model_codes"]
    assert [said["value"] for said in first["lte_bands"]["claims"]] == [[1, 3, 8, 41]]
    assert second["lte_bands"] == {**second["lte_bands"], "value": [1, 3], "claims": []}
    assert "filing" in given["sources"]


# Records


def test_a_record_is_read_again_as_it_was_written(phone, filing):
    make_claim(phone, "lte_bands", [1, 3, 8], filing, row="SH-51C")
    make_claim(phone, "price", 225360, filing, row=MARKET)
    content = record_content(phone)
    assert [(claim["key"], claim["row"]) for claim in content["claims"]] == [("lte_bands", "SH-51C"), ("price", MARKET)]
    assert check_alone("phone", json.loads(json.dumps(content))) == (content, [])


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ({"key": "lte_bands"}, "“lte_bands” is a fact of one model code or market: “row” says of which"),
        ({"key": "weight_g", "row": "SH-51C"}, "“weight_g” is not a key here"),
    ],
)
def test_a_record_says_of_which_row_a_claim_is(phone, claim, reason):
    content = record_content(phone) | {"claims": [{"source": "filing", "value": 1, **claim}]}
    _, faults = check_alone("phone", content)
    assert [fault.reason for fault in faults] == [reason]


def test_a_claim_on_a_camera_names_no_row(phone):
    claim = {"key": "price", "source": "filing", "value": 1, "row": MARKET}
    content = record_content(phone) | {"cameras": [{"facing": "rear", "role": "main", "claims": [claim]}]}
    _, faults = check_alone("phone", content)
    assert [fault.reason for fault in faults] == ["a claim on a camera names no model code or market"]
    with pytest.raises(ValidationError):
        Claim(phone=phone, camera=make_camera(phone), key="price", row=MARKET, value=1).validate_constraints()


# The desk


def test_a_form_that_names_its_source_lets_it_say_what_was_changed_in_rows(desk, phone, filing):
    changes = {"model_codes-1-lte_bands": "1, 3, 18", "markets-0-price": "230000"}
    assert saved(save(desk, phone, source=str(filing.pk), **changes))
    assert claims() == [("A202SH", "lte_bands", [1, 3, 18], True), (MARKET, "price", 230000, True)]


def test_a_new_version_comes_from_the_source_of_its_form(desk, phone, filing):
    fields = new_row(form_on(desk.get(change_url(phone))), "memory_versions", ram_gb="16", storage_gb="1024")
    assert saved(desk.post(change_url(phone), fields | {"source": str(filing.pk)}))
    assert (None, "memory_version", "16+1024", True) in claims()
    assert (None, "memory_version", "12+512", True) not in claims()


def test_bands_that_a_source_bears_out_are_not_typed_over_without_a_word(desk, phone, filing):
    make_claim(phone, "lte_bands", [1, 3, 8], filing, row="SH-51C")
    response = save(desk, phone, **{"model_codes-0-lte_bands": "1, 3"})
    assert (
        "SH-51C: LTE bands: B1, B3 instead of B1, B3, B8, which has a source (A filing)." in response.content.decode()
    )
    answer = form_on(response) | {"typed_over-SH-51C-lte_bands": "error"}
    assert saved(desk.post(change_url(phone), answer))
    assert claims() == [("SH-51C", "lte_bands", [1, 3], True)]


def test_a_claim_is_followed_on_the_evidence_page(desk, phone, filing):
    claim = make_claim(phone, "lte_bands", [1, 3, 8, 41], filing, row="SH-51C", accepted=False)
    path = change_url(phone).replace("change", "evidence")
    assert "Model code SH-51C" in desk.get(path).content.decode()
    desk.post(path, {"act": f"follow:{claim.pk}"})
    assert Phone.objects.get().model_codes.get(code="SH-51C").lte_bands == [1, 3, 8, 41]
    assert Phone.objects.get().model_codes.get(code="A202SH").lte_bands == [1, 3]


def test_a_source_says_so_of_one_row(desk, phone, filing):
    path = change_url(phone).replace("change", "evidence")
    desk.post(path, {"act": f"says:{MARKET}:price", "source": str(filing.pk)})
    assert claims() == [(MARKET, "price", 225360, True)]


def test_a_claim_that_is_entered_names_a_row_that_is_there(desk, phone, filing):
    entered = {"key": "lte_bands", "source": str(filing.pk), "state": "value", "value": "[1, 3]", "accepted": "on"}
    for row, fault in (("", "Say which"), ("SH-99", "Say which model code or market: SH-51C; A202SH; JP")):
        fields = new_row(form_on(desk.get(change_url(phone))), "claims", row=row, **entered)
        assert fault in row_faults(desk.post(change_url(phone), fields), "claims")
    fields = new_row(form_on(desk.get(change_url(phone))), "claims", row="A202SH", **entered)
    assert saved(desk.post(change_url(phone), fields))
    assert claims() == [("A202SH", "lte_bands", [1, 3], True)]
    claim = Claim.objects.get()
    assert "not a fact of a model code" in faults_at(save(desk, claim, key="weight_g", value="1"), "row")[0]


def test_claims_go_along_with_a_row_that_is_renamed_and_with_one_that_goes(desk, phone, filing):
    make_claim(phone, "lte_bands", [1, 3, 8], filing, row="SH-51C")
    make_claim(phone, "price", 225360, filing, row=MARKET)
    assert saved(save(desk, phone, **{"model_codes-0-code": "SH-51D", "markets-0-DELETE": "on"}))
    assert claims() == [("SH-51D", "lte_bands", [1, 3, 8], True)]


def test_a_row_that_is_gone_leaves_its_claim_readable(desk, client, phone, filing):
    make_claim(phone, "lte_bands", [1], filing, row="SH-00X")
    MemoryVersion.objects.all().delete()
    assert client.get("/phones/acme-one/").status_code == 200
    assert "SH-00X: LTE bands" in desk.get(change_url(phone).replace("change", "evidence")).content.decode()


def test_the_history_says_of_which_row(desk, phone, filing):
    entered = {"key": "lte_bands", "source": str(filing.pk), "state": "value", "value": "[1, 3]", "row": "A202SH"}
    fields = new_row(form_on(desk.get(change_url(phone))), "claims", **entered)
    assert saved(desk.post(change_url(phone), fields))
    html = desk.get(f"/desk/catalog/edit/record/phone/{phone.pk}/", follow=True).content.decode()
    assert "Claim on A202SH: LTE bands by A filing" in html


# Spreadsheets


def bring_in(tmp_path, text, *options):
    path = tmp_path / "codes.csv"
    path.write_text(text)
    call_command("import_sheet", path, *options)


SHEET = 'phone,model_code,lte_bands,for_whom\nacme-one,A202SH,"1, 3, 18",SoftBank\n'


def test_bands_from_a_spreadsheet_are_claims_on_their_code(tmp_path, phone, filing):
    bring_in(tmp_path, SHEET, "--source", "filing")
    assert Phone.objects.get().model_codes.get(code="A202SH").lte_bands == [1, 3, 18]
    assert ("A202SH", "lte_bands", [1, 3, 18], True) in claims()
    assert {key for row, key, *_ in claims() if row} == {"lte_bands"}


def test_bands_of_a_spreadsheet_are_added_to_those_that_another_source_bears_out(tmp_path, phone, filing):
    make_claim(phone, "lte_bands", [1, 3], make_source("maker"), row="A202SH")
    bring_in(tmp_path, SHEET, "--source", "filing")
    assert Phone.objects.get().model_codes.get(code="A202SH").lte_bands == [1, 3, 18]
    rows = Claim.objects.filter(key="lte_bands").order_by("source__slug").values_list("source__slug", "accepted")
    assert list(rows) == [("filing", True), ("maker", True)]


def test_versions_of_memory_from_a_spreadsheet_are_claims(tmp_path, phone, filing):
    bring_in(tmp_path, "phone,memory\nacme-one,16+1TB\n", "--source", "filing")
    assert claims() == [(None, "memory_version", "16+1024", True)]
