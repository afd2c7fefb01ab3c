"""Spreadsheets into the catalogue: which phone, which fact, whose word, and all of it or nothing."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from catalog.importers.spreadsheets.columns.spreadsheet_columns import template_columns
from catalog.models import Claim, Edit, Phone, Revision
from catalog.records.serializer import record_content

from .contents import changes_in
from .factories import (
    make_brand,
    make_camera,
    make_chipset,
    make_claim,
    make_model_code,
    make_phone,
    make_sensor,
    make_source,
)
from .sheets import cells, csv_of, imported, refusals

pytestmark = pytest.mark.django_db

HEAD = ("brand", "name")


def facts(*names):
    return Phone.objects.values_list(*names).get()


# Which phone a row is


def test_a_row_that_matches_no_phone_is_a_new_draft():
    make_brand("Acme")
    result, rows = imported(csv_of((*HEAD, "weight_g"), ("Acme", "One", "8 oz")))
    assert (result.stored, rows[0].state, rows[0].phone) == (True, "added", "acme-one")
    assert facts("slug", "status", "weight_g") == ("acme-one", "draft", 226.8)


@pytest.mark.parametrize(
    ("head", "cell"),
    [("slug", "acme-one"), ("phone", "acme one"), ("name", "ONE"), ("model_code", "ac-1")],
)
def test_a_row_finds_its_phone_by_address_name_or_model_code(head, cell):
    make_model_code(make_phone("One"), "AC-1")
    result, rows = imported(csv_of((head, "weight_g"), (cell, "211")))
    assert (result.stored, rows[0].phone, rows[0].new) == (True, "acme-one", False)
    assert facts("weight_g") == (211,)


def test_an_old_address_still_finds_the_phone():
    phone = make_phone("One")
    phone.slug = "acme-uno"
    phone.save()
    imported(csv_of(("slug", "weight_g"), ("acme-one", "211")))
    assert facts("slug", "weight_g") == ("acme-uno", 211)


def test_what_may_be_two_phones_is_refused():
    make_phone("One", brand="Acme"), make_phone("One", brand="Bolt")
    for phone in Phone.objects.all():
        make_model_code(phone, "X-1")
    _, rows = imported(csv_of(("name", "model_code", "weight_g"), ("One", "", 1), ("", "X-1", 211), ("", "X-9", 211)))
    assert refusals(rows) == [
        "2 A: refused: “One” may be acme-one or bolt-one: give the row its slug",
        "2 C: refused: 1 is impossible: at least 10",
        "3 B: refused: “X-1” may be acme-one or bolt-one: give the row its slug",
        "4 : refused: which phone is this? Give its slug, its brand and name, or a model code that is known",
    ]


def test_a_new_name_with_a_known_code_is_not_taken_for_a_new_phone():
    make_model_code(make_phone("One"), "AC-1")
    _, rows = imported(csv_of((*HEAD, "model_code"), ("Acme", "Uno", "AC-1")))
    assert refusals(rows) == ["2 C: refused: acme-one has such a code: give the row its slug, or no code"]


@pytest.mark.parametrize(
    ("name", "address"), [("One+", "acme-one"), ("シャープ", "acme"), ("Two vs Six", "acme-two-vs-six")]
)
def test_a_new_phone_needs_an_address_of_its_own(name, address):
    make_phone("One")
    _, rows = imported(csv_of(HEAD, ("Acme", name)))
    words = f"its address cannot be “{address}” (taken, or empty): give the row a slug"
    assert refusals(rows) == [f"2 B: refused: {words}"]


def test_an_address_that_no_record_could_have_is_refused():
    make_brand("Acme")
    _, rows = imported(csv_of(("slug", *HEAD), ("Acme_Two", "Acme", "Two")))
    assert "2 A: refused: “Acme_Two” is not a slug" in refusals(rows)[0]


def test_a_phone_of_another_brand_may_have_the_same_name():
    make_phone("One"), make_brand("Bolt")
    _, rows = imported(csv_of(HEAD, ("Bolt", "One"), ("Acme", "One")))
    assert [(row.phone, row.new) for row in rows] == [("bolt-one", True), ("acme-one", False)]


def test_several_rows_of_one_new_phone_make_one_phone_in_any_batch(monkeypatch):
    monkeypatch.setattr("catalog.importers.import_run.BATCH", 2)
    make_brand("Acme")
    codes = [("Acme", "One", f"AC-{number}", f"B{number}") for number in range(1, 6)]
    result, _ = imported(csv_of((*HEAD, "model_code", "lte_bands"), *codes))
    assert result.stored
    assert list(Phone.objects.get().model_codes.values_list("code", "lte_bands")) == [
        (f"AC-{number}", [number]) for number in range(1, 6)
    ]
    assert Edit.objects.count() == 1


def test_rows_that_contradict_each_other_are_refused(monkeypatch):
    monkeypatch.setattr("catalog.importers.import_run.BATCH", 2)
    make_phone("One")
    rows = [("acme-one", 211), ("acme-one", 211), ("acme-one", 213)]
    for source in (None, make_source()):
        _, outcomes = imported(csv_of(("slug", "weight_g"), *rows), source=source)
        assert refusals(outcomes) == ["4 B: refused: line 2 says otherwise of this phone"]


def test_each_row_that_names_a_camera_out_of_order_is_refused():
    make_phone("One")
    _, outcomes = imported(csv_of(("slug", "cameras[2].f_number"), ("acme-one", "1.9"), ("acme-one", "1.9")))
    why = "the phone has 0 cameras here: the next is cameras[1]"
    assert refusals(outcomes) == [f"2 B: refused: {why}", f"3 B: refused: {why}"]


# What a cell says


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("announced", "18 Nov 2022", "2022-11-18"),
        ("depth_mm", "9,3", 9.3),
        ("nfc", "✓", True),
        ("wifi", "802.11n; Wi-Fi 6 (802.11ax)", ["4", "6"]),
        ("ip_codes", "none", []),
        ("ip_codes", "IP65, IP68", ["IP65", "IP68"]),
        ("bands_lte", "B1/3/8/41", [1, 3, 8, 41]),
        ("card_slot", "none", "none"),
        ("headphone_jack", "none", False),
        ("sim_count", "2", 2),
        ("bluetooth_version", "5.3", 5.3),
        ("colours", "Black, White; Black", ["Black", "White"]),
    ],
)
def test_a_cell_is_understood_as_people_write_it(key, cell, value):
    make_brand("Acme")
    result, rows = imported(csv_of((*HEAD, key), ("Acme", "One", cell)))
    assert result.stored, cells(rows)
    assert record_content(Phone.objects.get())[key] == value


def test_a_price_brings_its_currency():
    make_brand("Acme")
    imported(csv_of((*HEAD, "launch_price"), ("Acme", "One", "¥225,360")))
    assert facts("launch_price", "launch_price_currency") == (225360, "JPY")


@pytest.mark.parametrize(
    ("key", "cell", "why"),
    [
        ("weight_g", "2 kg", "2000 is impossible: at most 1000"),
        ("weight_g", "heavy", "Enter a number"),
        ("weight_g", "none", "a figure cannot be none: leave the cell empty, or write unknown"),
        ("weight_g", "#REF!", "“#REF!” is an error in the spreadsheet"),
        (
            "weight_g",
            "n/a",
            "“n/a” may mean several things: write none, unknown or not published; empty changes nothing",
        ),
        ("weight_g", "not published", "only a source can leave something unpublished: choose one"),
        ("notes", "not published", "sources do not speak of notes: leave the cell empty"),
        ("notes", "x" * 5001, "5,001 characters are too many: at most 5,000"),
        ("os_skin", "none", "“none” is not a text for this: leave the cell empty, or write unknown"),
        ("alias", " ; ,", "there is nothing between the commas"),
        ("alias", ",".join(map(str, range(201))), "at most 200 at once"),
        ("name", "unknown", "“unknown” says nothing here: leave the cell empty, it then changes nothing"),
        ("announced", "03/04/2022", "“03/04/2022” may be 3 April 2022 or 4 March 2022: write 2022-04-03 or 2022-03-04"),
        ("announced", "1889", "1889 is impossible: between 1990 and 2035"),
        ("nfc", "perhaps", "“perhaps” is neither yes nor no"),
        ("bands_lte", "n77", "77: these are bands of another network"),
        ("chipset", "Unheard Of", "there is no chipset “Unheard Of”: enter it at the desk first, or write its address"),
        ("sold_in", "Japan", "“JAPAN” is not a country code: write DE, or 001 for many countries"),
        ("for_whom", "Japan", "this is said of one model code: the row must name exactly one under model_code"),
        ("cameras[2].f_number", "1.9", "the phone has 0 cameras here: the next is cameras[1]"),
        ("main_sensor_width_mm", "9.8", "The sensor width needs its height, and the other way round"),
        ("launch_price", "899", "A price needs its currency"),
    ],
)
def test_a_refused_cell_says_where_and_why(key, cell, why):
    make_phone("One")
    result, rows = imported(csv_of(("slug", key), ("acme-one", cell)))
    assert refusals(rows) == [f"2 B: refused: {why}"]
    assert (result.stored, Edit.objects.exists()) == (False, False)


def test_what_no_database_keeps_is_refused():
    make_phone("One")
    _, rows = imported(csv_of(("slug", "os_skin"), ("acme-one", "a\0b"), encoding="utf-16"))
    assert refusals(rows) == ["2 B: refused: there are characters in it that cannot be stored"]


def test_an_empty_cell_changes_nothing_and_unknown_takes_the_fact_away():
    make_phone("One", weight_g=211, nfc=True)
    _, rows = imported(csv_of(("slug", "weight_g", "nfc"), ("acme-one", "", "unknown")), source=make_source())
    assert cells(rows) == ["2 C: changed"]
    assert facts("weight_g", "nfc") == (211, None)


def test_doubts_warn_and_refuse_nothing():
    make_phone("One")
    result, rows = imported(csv_of(("slug", "weight_g", "width_mm"), ("acme-one", "900", "70")))
    assert (result.stored, result.warnings) == (True, 1)
    assert cells(rows) == ["2 B: added: 900 is unusual: most are between 70 and 320", "2 C: added"]


def test_a_doubt_is_told_in_that_row_of_a_phone_which_gives_cause_for_it():
    make_phone("One")
    _, rows = imported(csv_of(("slug", "weight_g", "width_mm"), ("acme-one", "", "70"), ("acme-one", "900", "")))
    assert cells(rows) == ["2 C: added", "3 B: added: 900 is unusual: most are between 70 and 320"]


@pytest.mark.parametrize("text", ["thinker 1", "Chipworks  Thinker 1", "chipworks-thinker-1", "TH-100"])
def test_a_chipset_is_found_by_any_of_its_names(text):
    phone = make_phone("One")
    make_chipset("Thinker 1", part_number="TH-100")
    imported(csv_of(("slug", "chipset"), ("acme-one", text)))
    assert phone.phone_chipsets.get().chipset.name == "Thinker 1"


def test_a_brand_is_found_by_its_name_in_another_script():
    make_brand("Sharp", other_names=["シャープ"])
    imported(csv_of(HEAD, ("シャープ", "One")))
    assert facts("slug") == ("sharp-one",)


def test_a_name_that_two_makers_give_is_not_guessed():
    make_phone("One", cameras=[{}])
    make_sensor("Eye", maker="Lightworks"), make_sensor("Eye", maker="Darkworks")
    _, rows = imported(csv_of(("slug", "main_sensor"), ("acme-one", "Eye")))
    assert refusals(rows) == ["2 B: refused: “Eye” may be darkworks-eye or lightworks-eye: write which"]


def test_the_main_camera_is_none_at_the_front():
    phone = make_phone("One", cameras=[{"facing": "front", "role": "front", "f_number": 2.4}])
    imported(csv_of(("slug", "main_f_number"), ("acme-one", "1.8")))
    assert list(phone.cameras.values_list("role", "f_number")) == [("front", 2.4), ("main", 1.8)]


def test_cameras_and_displays_are_found_or_made():
    phone = make_phone("One", cameras=[{"role": "tele"}, {"f_number": 1.9}])
    make_sensor("Eye 1")
    head = (
        "slug",
        "main_f_number",
        "main_sensor",
        "cameras[1].f_number",
        "cameras[3].facing",
        "cameras[3].role",
        "refresh_hz",
    )
    row = ("acme-one", "f/1.8", "eye 1", "2.4", "front", "front", "120 Hz")
    result, rows = imported(csv_of(head, row), source=make_source())
    assert result.stored, cells(rows)
    assert list(phone.cameras.values_list("role", "f_number", "sensor__name")) == [
        ("tele", 2.4, None), ("main", 1.8, "Eye 1"), ("front", None, None),
    ]  # fmt: skip
    assert phone.displays.get().refresh_hz == 120


def test_lists_grow_and_lose_nothing():
    phone = make_phone(
        "One", markets=[{"country": "JP", "carrier": "Farcall"}], memory=[(8, 256)], chipsets=["Thinker 1"]
    )
    make_chipset("Thinker 2")
    head = ("slug", "sold_in", "memory", "chipset", "alias")
    result, rows = imported(csv_of(head, ("acme-one", "JP, de", "8+256GB, 12+512GB", "thinker 2", "Uno")))
    assert result.stored, cells(rows)
    assert list(phone.markets.values_list("country", "carrier")) == [("JP", "Farcall"), ("DE", None)]
    assert list(phone.memory_versions.values_list("ram_gb", "storage_gb")) == [(8, 256), (12, 512)]
    assert [row.chipset.name for row in phone.phone_chipsets.all()] == ["Thinker 1", "Thinker 2"]


def test_a_sheet_of_model_codes_adds_rows_and_fills_those_that_are_there():
    phone = make_phone("One")
    make_model_code(phone, "AC-1", notes="Kept")
    head = ("phone", "model_code", "for_whom", "lte_bands", "bands_complete")
    result, rows = imported(
        csv_of(head, ("acme-one", "ac-1", "Japan", "1, 3", "yes"), ("Acme One", "AC-2", "", "B8", ""))
    )
    assert result.stored, cells(rows)
    assert list(phone.model_codes.values_list("code", "for_whom", "lte_bands", "bands_complete", "notes")) == [
        ("AC-1", "Japan", [1, 3], True, "Kept"), ("AC-2", None, [8], None, None),
    ]  # fmt: skip


# Whose word it is


def claims(phone):
    return sorted(phone.claims.values_list("key", "source__slug", "value", "state", "accepted"))


def test_every_value_becomes_a_claim_of_the_one_source():
    phone = make_phone("One", weight_g=211)
    make_camera(phone, f_number=1.9)
    row = ("acme-one", "211", "none", "f/1.9", "not published")
    _, rows = imported(
        csv_of(("slug", "weight_g", "ip_codes", "main_f_number", "height_mm"), row), source=make_source()
    )
    assert cells(rows) == ["2 B: evidence only", "2 C: added", "2 D: evidence only", "2 E: evidence only"]
    assert claims(phone) == [
        ("f_number", "a-page", 1.9, "value", True),
        ("height_mm", "a-page", None, "not_published", True),
        ("ip_codes", "a-page", None, "none", True),
        ("weight_g", "a-page", 211, "value", True),
    ]


def test_what_another_source_bears_out_stays_and_the_claim_is_kept_beside_it():
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 211, source="label")
    _, rows = imported(csv_of(("slug", "weight_g"), ("acme-one", "215")), source=make_source())
    assert cells(rows) == ["2 B: contradicts: stays as it is, supported by label"]
    assert facts("weight_g") == (211,)
    assert claims(phone) == [("weight_g", "a-page", 215, "value", False), ("weight_g", "label", 211, "value", True)]


@pytest.mark.parametrize(
    "claim",
    [
        {"value": 211, "source": "label", "accepted": False},
        {"state": "not_published", "source": "label"},
        {"value": 211, "source": "a-page"},
    ],
    ids=["not accepted", "not published", "its own"],
)
def test_a_fact_that_no_other_source_bears_out_is_changed(claim):
    make_phone("One", weight_g=211, claims=[{"key": "weight_g", **claim}])
    _, rows = imported(csv_of(("slug", "weight_g"), ("acme-one", "215")), source=make_source())
    assert (cells(rows), facts("weight_g")) == (["2 B: changed"], (215,))
    assert Claim.objects.filter(source__slug="a-page").values_list("value", "accepted").get() == (215, True)


def test_a_fact_that_is_not_known_is_filled_whatever_another_source_says():
    phone = make_phone("One")
    make_claim(phone, "weight_g", 211, source="label")
    _, rows = imported(csv_of(("slug", "weight_g"), ("acme-one", "215")), source=make_source())
    assert (cells(rows), facts("weight_g")) == (["2 B: added"], (215,))


def test_a_source_that_does_not_know_any_more_says_nothing_any_more():
    phone = make_phone("One")
    for weight in ("211", "unknown"):
        imported(csv_of(("slug", "weight_g"), ("acme-one", weight)), source=make_source())
    assert (facts("weight_g"), claims(phone)) == ((None,), [])


def test_a_contradiction_that_is_followed_after_all_is_accepted():
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 211, source="label")
    for overwrite in (False, True):
        imported(csv_of(("slug", "weight_g"), ("acme-one", "215")), source=make_source(), overwrite=overwrite)
    assert facts("weight_g") == (215,)
    assert claims(phone) == [("weight_g", "a-page", 215, "value", True), ("weight_g", "label", 211, "value", False)]


def test_a_date_told_more_exactly_takes_the_place_of_the_vaguer_one():
    make_phone("One", announced="2022-11")
    imported(csv_of(("slug", "announced"), ("acme-one", "18 Nov 2022")), source=make_source())
    assert str(facts("announced")[0]) == "2022-11-18"


def test_whoever_bears_the_vaguer_date_out_still_does_when_it_is_told_more_exactly():
    phone = make_phone("One", announced="2022-11")
    make_claim(phone, "announced", "2022-11", source="label")
    data = csv_of(("slug", "announced"), ("acme-one", "18 Nov 2022"))
    _, rows = imported(data, source=make_source())
    assert cells(rows) == ["2 B: changed: says the same more precisely"]
    assert str(facts("announced")[0]) == "2022-11-18"
    assert [claim.accepted for claim in Claim.objects.all()] == [True, True]
    assert cells(imported(data, source=make_source())[1]) == []


def test_overwriting_follows_the_new_source_unless_it_is_known_to_be_unsound():
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 211, source="label")
    data = csv_of(("slug", "weight_g"), ("acme-one", "215"))
    imported(data, source=make_source("unsound", unverified=True), overwrite=True)
    assert facts("weight_g") == (211,)
    imported(data, source=make_source(), overwrite=True)
    assert facts("weight_g") == (215,)
    assert [row[1:] for row in claims(phone)] == [
        ("a-page", 215, "value", True), ("label", 211, "value", False), ("unsound", 215, "value", True),
    ]  # fmt: skip


def test_the_same_told_less_exactly_contradicts_nobody():
    phone = make_phone("One", announced="2022-11-18", depth_mm=9.34)
    make_claim(phone, "depth_mm", 9.34, source="label")
    row = ("acme-one", "Nov 2022", "9.3")
    _, rows = imported(csv_of(("slug", "announced", "depth_mm"), row), source=make_source())
    assert [words.split(": ")[1] for words in cells(rows)] == ["evidence only", "evidence only"]
    assert [str(fact) for fact in facts("announced", "depth_mm")] == ["2022-11-18", "9.34"]


def test_bringing_in_the_same_file_again_changes_nothing():
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 211, source="label")
    make_chipset("Thinker 1")
    head = (
        "slug",
        "weight_g",
        "model_code",
        "sold_in",
        "memory",
        "chipset",
        "main_f_number",
        "wifi",
        "for_whom",
        "nfc",
    )
    row = ("acme-one", "215", "AC-1", "JP", "8+256GB", "Thinker 1", "1.9", "none", "Japan", "not published")
    imported(csv_of(head, row), source=make_source())
    before, edits = record_content(phone), Edit.objects.count()
    result, rows = imported(csv_of(head, row), source=make_source())
    assert cells(rows) == ["2 B: contradicts: stays as it is, supported by label"]
    assert (record_content(phone), Edit.objects.count(), result.changed_phones) == (before, edits, set())


# All of it or nothing


def test_500_faults_are_500_lines_and_nothing_is_stored():
    make_brand("Acme")
    rows = [("Acme", f"Phone {number}", "9000" if number % 2 else "heavy", "200") for number in range(500)]
    result, outcomes = imported(
        csv_of((*HEAD, "weight_g", "battery_mah"), *rows[:250], *rows[250:]), source=make_source()
    )
    assert [words.split(":")[0] for words in refusals(outcomes) if " C:" in words] == [f"{n} C" for n in range(2, 502)]
    assert [words.split(":")[0] for words in refusals(outcomes) if " D:" in words] == [f"{n} D" for n in range(2, 502)]
    assert (result.faults, Phone.objects.count(), Claim.objects.count(), Edit.objects.count()) == (1000, 0, 0, 0)


def test_one_bad_cell_at_the_end_keeps_everything_out():
    make_brand("Acme")
    rows = [("Acme", f"Phone {number}", 200) for number in range(450)]
    result, _ = imported(csv_of((*HEAD, "weight_g"), *rows, ("Acme", "Last", "heavy")))
    assert (result.stored, result.faults, Phone.objects.exists()) == (False, 1, False)


def test_a_trial_says_what_the_import_does_and_stores_nothing():
    make_phone("One", weight_g=211)
    data = csv_of((*HEAD, "weight_g"), ("Acme", "One", 213), ("Acme", "Two", 190))
    tried, said = imported(data, dry_run=True)
    assert (Phone.objects.count(), Revision.objects.count(), tried.stored) == (1, 0, False)
    done, outcomes = imported(data)
    assert (said, tried.digest, str(tried)) == (outcomes, done.digest, str(done))
    assert Phone.objects.count() == 2


def test_the_history_has_one_entry_with_every_phone_that_changed():
    make_phone("One", weight_g=211), make_phone("Three", weight_g=100)
    data = csv_of((*HEAD, "weight_g"), ("Acme", "One", 213), ("Acme", "Two", 190), ("Acme", "Three", 100))
    imported(data, why="list.csv", overwrite=True)
    edit = Edit.objects.get()
    assert (edit.act, edit.why) == ("imported", "list.csv")
    assert sorted(edit.revisions.values_list("slug", flat=True)) == ["acme-one", "acme-two"]
    assert changes_in(edit.revisions.get(slug="acme-one")) == [["weight_g", "211", "213"]]


def test_rows_of_a_phone_that_do_not_change_are_left_where_they_are():
    phone = make_phone(
        "One", cameras=[{"f_number": 1.9}], claims=[{"key": "weight_g", "value": 211}], memory=[(8, 256)]
    )
    code = make_model_code(phone, "AC-1")
    before = [phone.claims.get().pk, phone.memory_versions.get().pk, code.pk]
    imported(csv_of(("slug", "weight_g"), ("acme-one", "211"), ("acme-one", "211")))
    imported(csv_of(("slug", "nfc"), ("acme-one", "yes")))
    assert [phone.claims.get().pk, phone.memory_versions.get().pk, phone.model_codes.get().pk] == before


def test_every_column_of_the_template_has_words():
    assert [column.key for column in template_columns().values() if not column.label] == []


# Any phone: what a template would say of it is what it is already


SIMPLE = ("weight_g", "announced", "nfc", "wifi", "ip_codes", "form_factor", "battery_mah", "bands_lte", "sar_head_wkg")


@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.data())
def test_what_is_written_from_a_phone_and_read_again_changes_nothing(data):
    from catalog.importers.spreadsheets.columns.spreadsheet_columns import column_for_key  # noqa: PLC0415
    from catalog.records.value_words import value_words  # noqa: PLC0415
    from tests.strategies import values  # noqa: PLC0415

    Phone.objects.all().delete()
    phone = make_phone("One", status="draft", announced=None)
    drawn = {key: data.draw(values(column_for_key(key).field)) for key in SIMPLE}
    drawn = {key: list(dict.fromkeys(value)) if isinstance(value, list) else value for key, value in drawn.items()}
    row = [value_words(value) for value in drawn.values()]
    result, _ = imported(csv_of(("slug", *SIMPLE), ("acme-one", *row)))
    assert result.stored
    content = record_content(phone)
    assert {key: content[key] for key in SIMPLE} == drawn
    _, outcomes = imported(csv_of(("slug", *SIMPLE), ("acme-one", *row)))
    assert cells(outcomes) == []
