"""Chipsets from TechAPI's files: entered, filled in, claimed at the phones that have them; every key accounted for."""

import json

import pytest
from django.core.management import call_command

from catalog.importers.adapters import load_chipset_adapter
from catalog.importers.adapters.parsed_phone import FileRefused
from catalog.importers.adapters.techapi_chipsets import KEYS_NOT_TAKEN
from catalog.importers.dataset_files import parse_data_file, parse_json
from catalog.models import Chipset, Claim, Edit, Source

from .factories import fit_chipset, make_chipset, make_phone, make_source
from .others import folder_of_others
from .reading import page, words

chipset_in = load_chipset_adapter("techapi")
PLACE = "qualcomm/2021/snapdragon-8-gen-1.json"
PLAIN = {
    "slug": "snapdragon-8-gen-1", "name": "Snapdragon 8 Gen 1", "manufacturer": "qualcomm",
    "release_date": "2021-12-01", "process_nm": 4.0, "transistors_billion": None,
    "cpu_config": {
        "performance": 4, "efficiency": 4, "architecture": "1x Cortex-X2 + 3x A710 + 4x A510",
        "clocks_ghz": [3.0, 2.5, 1.8],
    },
    "gpu_name": "Adreno 730", "gpu_cores": None, "gpu_clock_mhz": 818, "npu_tops": None, "modem": "Snapdragon X65 5G",
    "geekbench_single": 1200, "geekbench_multi": 3600, "antutu_score": 1000000, "verified": True, "source_urls": [],
}  # fmt: skip
FACTS = ("process_nm", "cpu", "cpu_cores", "cpu_max_ghz", "gpu", "modem")
EXPECTED = (4, "1x Cortex-X2 + 3x A710 + 4x A510", 8, 3, "Adreno 730", "Snapdragon X65 5G")


def said_of(**facts):
    return chipset_in(parse_json(json.dumps(PLAIN | facts)), PLACE)


def texts(said):
    return {value.key: value.text for value in said.values}


def bring_in(folder, *options, **facts):
    file = folder / PLACE
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(PLAIN | facts))
    call_command("import_chipsets", folder, *options)


def facts_of(**of):
    return Chipset.objects.filter(**of).values_list(*FACTS).get()


@pytest.fixture
def techapi(db):
    return make_source("techapi", title="TechAPI", licence="CC BY-SA 4.0")


def test_every_key_is_taken_or_named_with_the_reason():
    said = said_of()
    assert (said.unread_keys, set(said.keys_not_taken)) == ([], set(KEYS_NOT_TAKEN))
    assert said_of(cache_mb=8).unread_keys == ["cache_mb"]


@pytest.mark.parametrize(
    ("cores", "told"),
    [
        ({"performance": 4, "efficiency": 4, "architecture": "1x Cortex-X2 + 3x A710 + 4x A510"}, "8"),
        ({"performance": 1, "efficiency": 1, "architecture": "Kryo 475"}, None),
        ({"performance": 4, "efficiency": 4, "architecture": "1x Cortex-X3 + 4x A715 + 4x A510"}, None),
    ],
)
def test_cores_are_counted_where_both_counts_say_the_same(cores, told):
    said = said_of(cpu_config={"clocks_ghz": [], **cores})
    assert texts(said).get("cpu_cores") == told
    assert bool(said.doubts) == (told is None)


def test_the_fastest_core_is_the_highest_number_and_not_the_first_text():
    assert texts(said_of(cpu_config={**PLAIN["cpu_config"], "clocks_ghz": [9.5, 10.25]}))["cpu_max_ghz"] == "10.25"


def test_the_file_of_a_phone_is_refused():
    with pytest.raises(FileRefused, match="it is not a chipset"):
        chipset_in({"slug": "mi-11", "name": "Mi 11", "brand": "xiaomi"}, "xiaomi/2021/mi-11.json")


def test_a_chipset_that_is_not_here_is_entered_with_the_makers_name_as_it_is_written_here(techapi, tmp_path):
    make_chipset("Snapdragon 888", "QUALCOMM")
    bring_in(tmp_path, name="Qualcomm Snapdragon 8 Gen 1")
    assert facts_of(maker="QUALCOMM", name="Snapdragon 8 Gen 1") == EXPECTED


def test_a_maker_that_the_name_begins_with_is_the_maker(techapi, tmp_path):
    make_chipset("Kirin 970", "HiSilicon")
    bring_in(tmp_path, slug="kirin-9000", name="HiSilicon Kirin 9000", manufacturer="huawei")
    assert Chipset.objects.filter(maker="HiSilicon", name="Kirin 9000", slug="hisilicon-kirin-9000").exists()


def test_a_plus_makes_another_chipset(techapi, tmp_path):
    make_chipset("Snapdragon 8 Gen 1", "Qualcomm")
    bring_in(tmp_path, slug="snapdragon-8-plus-gen-1", name="Snapdragon 8+ Gen 1")
    bring_in(tmp_path, slug="snapdragon-8-gen-1-plus", name="Snapdragon 8 Gen 1+")
    slugs = list(Chipset.objects.values_list("slug", flat=True).order_by("slug"))
    assert slugs[1:] == ["qualcomm-snapdragon-8-gen-1-plus", "qualcomm-snapdragon-8-plus-gen-1"]


def test_what_is_not_known_of_a_chipset_is_filled_in_and_what_is_known_stays(techapi, tmp_path, capsys):
    make_chipset("Snapdragon 8 Gen 1", "Qualcomm", part_number="SM8450", gpu="Adreno 730 (818 MHz)", cpu_cores=6)
    bring_in(tmp_path)
    chipset = Chipset.objects.get()
    assert (chipset.gpu, chipset.cpu_cores, chipset.modem) == ("Adreno 730 (818 MHz)", 6, "Snapdragon X65 5G")
    assert "Chipsets: 1 changed." in capsys.readouterr().out


def test_each_phone_with_the_chipset_alone_gets_claims_with_words_and_place(techapi, tmp_path, client):
    chipset = make_chipset("Snapdragon 8 Gen 1", "Qualcomm", cpu_cores=6)
    one, both = make_phone("One"), make_phone("Both", chipsets=["Thinker 1"])
    for phone in (one, both):
        fit_chipset(phone, chipset)
    bring_in(tmp_path)
    claims = {claim.key: claim for claim in Claim.objects.all()}
    assert {claim.phone_id for claim in claims.values()} == {one.pk}
    assert claims.keys() == set(FACTS)
    assert (claims["gpu"].value, claims["gpu"].quote, claims["gpu"].accepted) == ("Adreno 730", "Adreno 730", True)
    assert claims["gpu"].locator == "data/soc/qualcomm/2021/snapdragon-8-gen-1.json"
    assert (claims["cpu_cores"].value, claims["cpu_cores"].accepted) == (8, False)
    assert "Snapdragon X65 5G" in words(page(client, "/phones/acme-one/"))
    assert "Modem Snapdragon X65 5G" in words(page(client, chipset.get_absolute_url()))


def test_bringing_it_in_again_changes_nothing(techapi, tmp_path, capsys):
    fit_chipset(make_phone("One"), make_chipset("Snapdragon 8 Gen 1", "Qualcomm"))
    bring_in(tmp_path)
    before = list(Claim.objects.values()), list(Chipset.objects.values()), Edit.objects.count()
    Claim.objects.filter(key="gpu").update(accepted=False)
    capsys.readouterr()
    bring_in(tmp_path)
    assert "Chipsets: 1 unchanged." in capsys.readouterr().out
    assert not Claim.objects.get(key="gpu").accepted
    assert (list(Chipset.objects.values()), Edit.objects.count()) == before[1:]


def test_a_dry_run_does_nothing(techapi, tmp_path):
    bring_in(tmp_path, "--dry-run")
    assert not Chipset.objects.exists()


def test_what_cannot_be_is_left_out_and_the_rest_taken(techapi, tmp_path):
    bring_in(tmp_path, process_nm=4000)
    assert facts_of() == (None, *EXPECTED[1:])


def test_the_real_chipsets_of_others_arrive_whole(db, tmp_path, capsys):
    folder = folder_of_others("techapi") / "soc"
    files = sorted(folder.rglob("*.json"))
    for file in files:
        said = chipset_in(parse_data_file(file), file.relative_to(folder).as_posix())
        assert (said.unread_keys, set(said.keys_not_taken)) == ([], set(KEYS_NOT_TAKEN)), file
        assert {"process_nm", "gpu", "cpu", "cpu_max_ghz"} <= texts(said).keys(), file
    Source.objects.create(slug="techapi", title="TechAPI", kind="dataset")
    call_command("import_chipsets", folder)
    assert Chipset.objects.count() == len(files)
    assert f"Chipsets: {len(files)} added." in capsys.readouterr().out
    call_command("import_chipsets", folder)
    assert f"Chipsets: {len(files)} unchanged." in capsys.readouterr().out
