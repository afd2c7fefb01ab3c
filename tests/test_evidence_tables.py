"""Evidence tables: a row is what one source says of one fact, in its words; all of a table or nothing."""

import pytest
from django.core.management import CommandError, call_command

from catalog.evidence.outcomes import CONTRADICTS, NOTED, REFUSED
from catalog.history.recorder import EditRecorder
from catalog.importers.evidence_tables.evidence_import import import_evidence
from catalog.importers.spreadsheets.files.file_formats import read_table
from catalog.importers.spreadsheets.files.tables import FileReading, UnreadableSpreadsheet
from catalog.models import Claim, Edit, MemoryVersion, Phone
from catalog.models.vocabulary import Act

from .factories import make_camera, make_claim, make_display, make_phone, make_sensor, make_source
from .sheets import csv_of

pytestmark = pytest.mark.django_db

HEAD = ("phone", "key", "value", "source", "quote", "locator", "notes", "accept")


def imported(*rows, head=HEAD, **options):
    """(result, (state, words) of each row)."""
    outcomes = []
    recording = EditRecorder(Act.IMPORTED, why="Test")
    table = read_table(csv_of(head, *rows), FileReading(heading_line=1))
    result = import_evidence(table, recording=recording, tell=outcomes.append, **options)
    return result, [(row.cells[0].state, row.cells[0].words) for row in outcomes]


def claims(**which):
    rows = Claim.objects.filter(**which).values_list("key", "value", "quote", "locator", "accepted")
    return [(key, value, quote, locator or "", accepted) for key, value, quote, locator, accepted in rows]


def test_a_row_fills_a_fact_that_nobody_knows_and_keeps_the_words_of_its_source():
    phone = make_phone("One")
    make_camera(phone)
    make_source("a-page")
    result, _ = imported(("acme-one", "main_f_number", "f/1.9", "a-page", "f/1.9 aperture", "specifications", "", ""))
    assert result.stored
    assert phone.cameras.get().f_number == 1.9
    assert claims() == [("f_number", 1.9, "f/1.9 aperture", "specifications", True)]


def test_each_camera_has_its_own_row():
    phone = make_phone("One")
    make_camera(phone, role="main")
    make_camera(phone, role="tele")
    make_source("a-page")
    imported(
        ("acme-one", "cameras[2].focal_length_eq_mm", "70", "a-page", "70mm", "", "", ""),
        ("acme-one", "cameras[1].focal_length_eq_mm", "23 mm", "a-page", "23mm", "", "", ""),
    )
    assert list(phone.cameras.values_list("focal_length_eq_mm", flat=True)) == [23, 70]


def test_a_fact_that_is_known_otherwise_stays_and_the_claim_stands_beside_it():
    make_phone("One", weight_g=211)
    make_source("a-page")
    result, told = imported(("acme-one", "weight_g", "230", "a-page", "230 g", "", "", ""))
    assert result.stored
    assert told == [(CONTRADICTS, "stays as it is")]
    assert Phone.objects.get().weight_g == 211
    assert claims() == [("weight_g", 230, "230 g", "", False)]


def test_yes_under_accept_follows_the_source_and_no_only_notes_it():
    make_phone("One", weight_g=211)
    make_source("a-page")
    make_source("another")
    imported(("acme-one", "weight_g", "230", "a-page", "230 g", "", "weighed", "yes"))
    assert Phone.objects.get().weight_g == 230
    imported(("acme-one", "weight_g", "240", "another", "240 g", "", "with its case", "no"))
    assert Phone.objects.get().weight_g == 230
    assert claims(source__slug="another") == [("weight_g", 240, "240 g", "", False)]


def test_a_source_that_is_known_to_hold_wrong_records_is_never_followed():
    make_phone("One", weight_g=211, ip_codes=["IP68"])
    make_source("a-page", unverified=True)
    make_claim(Phone.objects.get(), "ip_codes", ["IP68"], "another")
    imported(
        ("acme-one", "weight_g", "230", "a-page", "230 g", "", "", "yes"),
        ("acme-one", "ip_codes", "IP69", "a-page", "IP69", "", "", ""),
    )
    assert Phone.objects.values_list("weight_g", "ip_codes").get() == (211, ["IP68"])
    assert ("weight_g", 230, "230 g", "", False) in claims(source__slug="a-page")


def test_no_under_accept_adds_nothing_to_a_list():
    make_phone("One", ip_codes=["IP68"])
    make_source("a-page")
    imported(("acme-one", "ip_codes", "IP69", "a-page", "IP69", "", "of another version", "no"))
    assert Phone.objects.get().ip_codes == ["IP68"]
    assert claims() == [("ip_codes", ["IP69"], "IP69", "", False)]
    result, told = imported(("acme-one", "model_code", "AC-9", "a-page", "AC-9", "", "", "no"))
    assert not result.stored
    assert "leave the row out" in told[0][1]


def test_a_row_without_a_source_fills_what_is_not_known_and_nothing_else():
    make_phone("One", weight_g=211)
    _, told = imported(
        ("acme-one", "weight_g", "230", "", "", "", "", ""), ("acme-one", "nfc", "yes", "", "", "", "", "")
    )
    assert [state for state, _ in told] == [CONTRADICTS, "added"]
    assert Phone.objects.values_list("weight_g", "nfc").get() == (211, True)
    assert not Claim.objects.exists()


def test_a_sensor_is_named_by_its_address_or_name():
    phone = make_phone("One")
    make_camera(phone)
    sensor = make_sensor("IMX989", maker="Sony")
    make_source("a-page")
    imported(("acme-one", "main_sensor", "sony-imx989", "a-page", "Sony IMX989", "", "", ""))
    assert phone.cameras.get().sensor == sensor
    assert claims() == [("sensor", "Sony IMX989", "Sony IMX989", "", True)]


def test_sizes_of_memory_are_claims_on_what_all_versions_tell_together():
    phone = make_phone("One")
    MemoryVersion.objects.create(phone=phone, ram_gb=8, storage_gb=128)
    make_source("a-page")
    result, told = imported(
        ("acme-one", "ram", "8 GB", "a-page", "8 GB RAM", "", "", ""),
        ("acme-one", "storage", "128, 256 GB", "a-page", "128 or 256 GB", "", "", ""),
    )
    assert result.stored
    assert [state for state, _ in told] == [NOTED, CONTRADICTS]
    assert claims() == [
        ("ram_gb", [8], "8 GB RAM", "", True),
        ("storage_gb", [128, 256], "128 or 256 GB", "", False),
    ]
    assert MemoryVersion.objects.values_list("ram_gb", "storage_gb").get() == (8, 128)


def test_the_first_display_may_be_numbered_and_sources_speak_of_it():
    phone = make_phone("One")
    make_display(phone)
    make_source("a-page")
    imported(("acme-one", "displays[1].refresh_hz", "120", "a-page", "120 Hz", "", "", ""))
    assert phone.displays.get().refresh_hz == 120
    assert claims() == [("refresh_hz", 120, "120 Hz", "", True)]


def test_a_key_of_several_facts_is_refused_with_theirs():
    make_phone("One")
    _, told = imported(("acme-one", "resolution", "1440 x 3120", "", "", "", "", ""))
    assert told == [(REFUSED, "write display_width_px, display_height_px in rows of their own")]


def test_sizes_of_memory_without_a_source_are_to_be_told_as_versions():
    make_phone("One")
    result, told = imported(("acme-one", "ram", "8 GB", "", "", "", "", ""))
    assert not result.stored
    assert "write the versions under memory: 8+256" in told[0][1]


def test_one_refused_row_keeps_the_whole_table_out_and_every_reason_is_told():
    make_phone("One")
    result, told = imported(
        ("acme-one", "weight_g", "211", "", "", "", "", ""),
        ("acme-two", "shoe_size", "44", "nobody", "so it says", "", "", "perhaps"),
        ("acme-one", "depth_mm", "thick", "", "", "", "", ""),
        ("acme-one", "depth_mm", "9", "", "nine", "", "", ""),
    )
    assert not result.stored
    assert Phone.objects.get().weight_g is None
    assert [state for state, _ in told] == ["added", REFUSED, REFUSED, REFUSED]
    for words in ("no phone with the address “acme-two”", "“shoe_size”", "no source “nobody”", "“perhaps”"):
        assert words in told[1][1]
    assert "nobody is named whose quote this is" in told[3][1]


def test_a_value_that_cannot_stand_beside_others_is_refused_at_its_row():
    phone = make_phone("One")
    make_camera(phone, focal_length_eq_mm=70)
    result, told = imported(("acme-one", "main_focal_length_eq_max_mm", "24", "", "", "", "", ""))
    assert not result.stored
    assert told[0][0] == REFUSED


def test_the_same_table_again_changes_nothing():
    make_phone("One")
    make_source("a-page")
    row = ("acme-one", "weight_g", "230", "a-page", "230 g", "", "", "")
    imported(row)
    result, told = imported(row)
    assert told == [("unchanged", "")]
    assert result.changed_phones == set()
    assert Edit.objects.count() == 1


def test_a_dry_run_stores_nothing():
    make_phone("One")
    result, told = imported(("acme-one", "weight_g", "230", "", "", "", "", ""), dry_run=True)
    assert told == [("added", "")]
    assert not result.stored
    assert Phone.objects.get().weight_g is None


@pytest.mark.parametrize(
    ("head", "words"), [(("phone", "value"), "key"), ((*HEAD, "colour of the sky"), "colour of the sky")]
)
def test_a_table_of_another_sort_is_refused_by_its_headings(head, words):
    with pytest.raises(UnreadableSpreadsheet, match=words):
        imported(("acme-one", "weight_g", "211"), head=head)


def test_the_command_tells_what_contradicts_and_fails_where_a_row_is_refused(tmp_path, capsys):
    phone = make_phone("One", weight_g=211)
    make_claim(phone, "weight_g", 211)
    make_source("another")
    file = tmp_path / "evidence.csv"
    file.write_bytes(csv_of(HEAD, ("acme-one", "weight_g", "230", "another", "230 g", "", "", "")))
    call_command("import_evidence", file)
    assert "line 2, acme-one, weight_g: 230: contradicts: stays as it is (known: 211)" in capsys.readouterr().out
    file.write_bytes(csv_of(HEAD, ("acme-one", "weight_g", "heavy", "another", "", "", "", "")))
    with pytest.raises(CommandError, match=r"evidence\.csv"):
        call_command("import_evidence", file)
