"""The device files of the LineageOS wiki: each of its forms, the real files, and files that are broken."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.importers.adapters import load_adapter
from catalog.importers.adapters.parsed_phone import FileRefused
from catalog.importers.dataset_files import parse_data_file, parse_yaml
from catalog.importers.dataset_lookups import BrandLookup, ChipsetLookup, SensorLookup
from catalog.importers.dataset_value_parser import DatasetValueParser
from catalog.importers.record_names import RecordNames
from catalog.models import Edit, Phone, Source
from catalog.models.vocabulary import Status
from catalog.records.serializer import RecordSerializer

from .others import device, folder_of_others, imported, told_in, write

parse_phone = load_adapter("lineageos")
VERIFIED = yaml.load((Path(__file__).parent / "verified_lineageos.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
FEWEST = 0.98
"""Share of the phones that must be imported."""


def said_of(**facts):
    return parse_phone(parse_yaml(yaml.safe_dump(device(**facts), allow_unicode=True)), "brick.yml")


def told(said):
    return told_in(said, DatasetValueParser(RecordNames(), ChipsetLookup(), SensorLookup()), BrandLookup())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("release", "date"),
    [
        ("2014-05", "2014-05"),
        ("2018-5-15", "2018-05-15"),
        (2016, "2016"),
        ([{"AC-1": "2014-06"}, {"AC-2": "2014-04"}, {"AC-3": "2014-06"}], ["2014-04", "2014-06"]),
    ],
)
def test_a_release_is_as_exact_as_it_is_written(release, date):
    assert told(said_of(release=release))["released"] == date


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ram", "sizes"),
    [
        ("4 GB", [4]),
        ("2 / 3 GB", [2, 3]),
        ("4 or 6 GB", [4, 6]),
        ("3 GB, 4 GB", [3, 4]),
        ("8/12GB LPDDR5", [8, 12]),
        ("1.5 GB / 2 GB", [1.5, 2]),
        ("2 GB (R5), 3 GB (R5s)", [2, 3]),
        ("12 GB LPDDR5X / 16 GB LPDDR5T", [12, 16]),
        ("2 GB / 1 GB for IQ II", [1, 2]),
        ("6/8 GB LPDDR5 (uMPC5)", [6, 8]),
        ("512 MB", [0.5]),
    ],
)
def test_ram_is_read_in_every_form(ram, sizes):
    assert told(said_of(ram=ram))["ram_gb"] == sizes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("storage", "sizes", "technology"),
    [
        ("256/512/1 TB UFS4.0", [256, 512, 1024], "UFS 4.0"),
        ("128 GB UFS3.1 / 256/512 GB UFS4.0", [128, 256, 512], None),
        ("64/128 GB UFS 2.1 2-LANE", [64, 128], "UFS 2.1"),
        ("64 / 128 GB eMMC 5.1 flash storage", [64, 128], "eMMC 5.1"),
        ("Sdcard/16 GB", [16], None),
        ("Sdcard", None, None),
        ("256/512 TB UFS4.0", None, "UFS 4.0"),
        ("32/64 B", None, None),
    ],
)
def test_storage_is_read_in_every_form_and_nonsense_is_left_out(storage, sizes, technology):
    found = told(said_of(storage=storage))
    assert (found.get("storage_gb"), found.get("storage_technology")) == (sizes, technology)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("speed", "ghz"),
    [
        ("4 x 2.8 GHz + 4 x 1.8 GHz", 2.8),
        ("2,84 GHz", 2.84),
        ("2.2Ghz & 1.8Ghz", 2.2),
        ("2 x 2.73 GHz + 2x 2.31 + 4 x 1.95 GHz", 2.73),
        ("1.5 GHz and 1.0 GHz", 1.5),
        ("2.3/1.8 GHz", 2.3),
        ("1200 MHz", 1.2),
        ("2 GHz", 2),
        ("8 cores", None),
    ],
)
def test_the_fastest_core_counts(speed, ghz):
    assert told(said_of(cpu_freq=speed)).get("cpu_max_ghz") == ghz


@pytest.mark.django_db
@pytest.mark.parametrize(("cores", "number"), [("8", 8), (4, 4), ("2+2", 4), ("8/4", None)])
def test_cores_are_counted(cores, number):
    assert told(said_of(cpu_cores=cores)).get("cpu_cores") == number


@pytest.mark.parametrize(
    ("model", "codes"),
    [
        ("SM-A217F/DS", ["SM-A217F/DS"]),
        ("SCH-R970/C/X", ["SCH-R970", "SCH-R970C", "SCH-R970X"]),
        ("GT-N7105/N7105T", ["GT-N7105", "GT-N7105T"]),
        ("SHV-E250S/E250K/E250L", ["SHV-E250S", "SHV-E250K", "SHV-E250L"]),
        ("v1 (odin)", ["v1"]),
        ("2016111", ["2016111"]),
    ],
)
def test_several_codes_in_one_are_told_apart(model, codes):
    assert [value.text for value in said_of(models=[model]).values if value.key == "model_code"] == codes


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("size", "gb"),
    [("32 GB (SDHC) or 2 TB (SDXC)", 2048), ("64 GB (microSD)", 64), ("1 TB", 1024), ("much", None)],
)
def test_of_two_card_sizes_the_larger_counts(size, gb):
    assert told(said_of(sdcard={"size_max": size, "slot": "hybrid"})).get("card_slot_max_gb") == gb


def cameras(*infos, flash="LED"):
    """Cameras of such texts, the last without a flash."""
    return [{"info": info, "flash": "None" if info is infos[-1] else flash} for info in infos]


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (cameras("12 MP", "8 MP"), "rear main 12, front front 8"),
        ([{"info": "16 MP", "flash": "LED"}, {"info": "5 MP", "flash": "LED"}], "rear main 16, front front 5"),
        ([{"info": "16 MP", "flash": "LED"}, {"info": "24 MP", "flash": "LED"}], "rear main 16, rear None 24"),
        (
            [{"info": "16 MP", "flash": "LED"}, {"info": "8 MP", "flash": "LED"}, {"info": "5 MP", "flash": "LED"}],
            "rear main 16, rear None 8, rear None 5",
        ),
        (cameras("12 MP"), "rear main 12"),
        (cameras("50 MP (wide)", "8 MP (wide)", "5 MP (front)"), "rear main 50, rear ultrawide 8, front front 5"),
        (
            cameras("48 MP (wide)", "8 MP (ultra-wide angle)", "2 MP (bokeh)", "16 MP (Front Facing)"),
            "rear main 48, rear ultrawide 8, rear depth 2, front front 16",
        ),
        (
            cameras("50 MP (Primary)", "8 MP (wide angle)", "2 MP (telemacro)", "20 MP (front popup)"),
            "rear main 50, rear ultrawide 8, rear macro 2, front front 20",
        ),
        (
            cameras(
                "108 MP (7P lens)", "12 MP (tele 2x)", "8 MP (periscope telephoto)", "0.3 MP (TOF 3D)", "9 MP (Selfie)"
            ),
            "rear main 108, rear tele 12, rear periscope 8, rear tof 0.3, front front 9",
        ),
        (cameras("12 MP (Main) (India)", "13 MP (Main) (China)", "5 MP (Front)"), "rear main 12/13, front front 5"),
        (cameras("16 MP (w/ 2 MP depth sensor)", "8 MP"), "rear main 16, rear depth 2, front front 8"),
        (cameras("13 MP (LTE) or 8 MP (3G)", "5 MP"), "rear main 13/8, front front 5"),
        (cameras("48 MP (or 12 MP)", "5 MP (or 2 MP, depth)"), "rear main 48/12, rear depth 5/2"),
        (cameras("20 MP (16 MP effective)", "8 MP"), "rear main 16, front front 8"),
        (cameras("12 MP", "10 MP", "8 MP (depth sensor)"), "rear main 12, rear None 10, rear depth 8"),
        ([*cameras("12 MP", "10 MP"), *cameras("8 MP (depth sensor)")], "rear main 12, front front 10, rear depth 8"),
        ([], ""),
        ([{"flash": "LED"}, "12 MP", {"info": "good"}], ""),
    ],
)
def test_cameras_are_told_apart_by_their_words_and_by_habit(listed, found):
    assert ", ".join(map(shortly, said_of(cameras=listed).cameras)) == found


def shortly(camera):
    megapixels = camera.values[0]
    return f"{camera.facing} {camera.role} {'/'.join([megapixels.text, *(text for text, _ in megapixels.others)])}"


@pytest.mark.parametrize(
    ("info", "told"),
    [
        ("20 MP (front popup)", ["megapixels: 20", "mounting: pop_up", "flash: led"]),
        ("108 MP (7P lens)", ["megapixels: 108", "lens_elements: 7", "flash: led"]),
        ("108 MP (7P/8P lens)", ["megapixels: 108", "flash: led"]),
        ("20 MP (16 MP effective)", ["megapixels: 16", "sensor_megapixels: 20", "flash: led"]),
    ],
)
def test_what_else_stands_in_the_text_of_a_camera_is_told_of_it(info, told):
    (camera,) = said_of(cameras=[{"info": info, "flash": "LED"}]).cameras
    assert [f"{value.key}: {value.text}" for value in camera.values] == told


def test_a_slider_is_told_by_its_type_and_graphics_only_where_there_is_one():
    said = said_of(type="phone (slider)", gpu=["Adreno 320", "PowerVR SGX544"])
    assert [value.text for value in said.values if value.key in ("form_factor", "gpu")] == ["slide"]


@pytest.mark.django_db
def test_nothing_is_said_in_five_ways():
    for nothing in ("None", None, "~", "", "null"):
        said = said_of(
            battery=nothing, screen=nothing, dimensions=nothing, network=nothing, peripherals=nothing, soc=nothing
        )
        assert {"battery_mah", "height_mm", "network_technologies", "nfc", "chipset"}.isdisjoint(told(said))
        assert said.doubts == []


@pytest.mark.django_db
def test_words_that_are_not_known_are_doubts_and_unknown_keys_are_passed_over():
    said = said_of(network=["4G LTE", "6G"], battery={"capacity": 4000, "tech": "Nuclear"}, unheard_of={"a": [1]})
    assert said.doubts == ["battery_type: “Nuclear” is not known", "network_technologies: “6G” is not known"]
    assert told(said)["network_technologies"] == ["lte"]


# The real files


@pytest.mark.django_db
def test_sixty_real_files_are_read_as_somebody_has_read_them(shipped):
    folder = folder_of_others("lineage_wiki", "devices")
    reader, brands = DatasetValueParser(RecordNames(), ChipsetLookup(), SensorLookup()), BrandLookup()
    found = {name: parse_phone(parse_data_file(folder / f"{name}.yml"), f"{name}.yml") for name in VERIFIED}
    wrong = {}
    for name, said in found.items():
        read = told_in(said, reader, brands)
        del read["camera_count"]
        wrong |= {
            (name, key): read.get(key) for key in {**read, **VERIFIED[name]} if read.get(key) != VERIFIED[name].get(key)
        }
    assert (len(VERIFIED), wrong) == (60, {})


@pytest.mark.django_db
def test_every_real_file_ends_and_nearly_all_phones_are_imported(shipped):
    folder = folder_of_others("lineage_wiki", "devices")
    published = set(Phone.objects.filter(status=Status.PUBLISHED))
    facts = {phone["phone"]: without_claims(phone) for phone in RecordSerializer().all_of("phone")}
    result, outcomes = imported(folder, source=Source.objects.get(slug="lineageos"))

    phones = [
        outcome for outcome in outcomes.values() if not any("it is not a phone" in why for why in outcome.reasons)
    ]
    refused = [f"{outcome.place}: {outcome.reasons}" for outcome in phones if outcome.reasons]
    assert len(outcomes) == len(list(folder.glob("*.yml")))
    assert len(refused) <= len(phones) * (1 - FEWEST), refused

    after = {phone["phone"]: phone for phone in RecordSerializer().all_of("phone")}
    assert {slug: without_claims(after[slug]) for slug in facts} == facts
    assert set(Phone.objects.filter(status=Status.PUBLISHED)) == published
    new = [phone for slug, phone in after.items() if slug not in facts]
    assert result.phones["added"] == len(new)
    told_before = [value for outcome in phones if outcome.new for value in outcome.values if value.state == "unchanged"]
    assert told_before == []
    assert [unclaimed for phone in new for unclaimed in facts_without_claims(phone)] == []

    edits, again = Edit.objects.count(), imported(folder, source=Source.objects.get(slug="lineageos"))[0]
    assert dict(again.phones) == {"unchanged": len(phones) - len(refused)}
    assert Edit.objects.count() == edits
    assert {phone["phone"]: phone for phone in RecordSerializer().all_of("phone")} == after


def without_claims(content):
    cameras = [
        {key: value for key, value in camera.items() if key != "claims"} for camera in content.get("cameras", ())
    ]
    return {key: value for key, value in content.items() if key != "claims"} | {"cameras": cameras}


def facts_without_claims(content):
    """Facts of a new draft that no claim tells. Of what lists consist of, claims speak in words of their own."""
    of_phone = {claim["key"] for claim in content.get("claims", ())}
    facts = {
        key
        for key, value in content.items()
        if not isinstance(value, list) or not (value and isinstance(value[0], dict))
    }
    facts |= {key for display in content.get("displays", ())[:1] for key in display} - {"display_role"}
    yield from facts - of_phone - {"phone", "name", "brand", "status"}
    for camera in content.get("cameras", ()):
        yield from set(camera) - {claim["key"] for claim in camera.get("claims", ())} - {"facing", "role", "claims"}


# Broken files

WORDS = (
    "None", "12 MP (", "MP", "w/", "(w/ 2 MP)", "1/2/3", "/", "2018-99", "5 TB", "7P/8P lens", "٣ MP", "1e999",
)  # fmt: skip
TEXT = st.text(max_size=8)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=20),
    st.sampled_from(WORDS),
    st.lists(TEXT, max_size=3),
    st.dictionaries(st.sampled_from(["Cover", "Inner", "Folded", "size", "info", "spec"]), TEXT, max_size=3),
    st.lists(st.dictionaries(st.sampled_from(["a", "Inner", "info", "flash"]), TEXT, max_size=2), max_size=3),
)
KEYS = (
    "battery", "bluetooth", "cameras", "codename", "cpu_cores", "cpu_freq", "dimensions", "gpu", "models", "name",
    "network", "peripherals", "ram", "release", "screen", "sdcard", "soc", "storage", "type", "vendor", "wifi",
)  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.dictionaries(st.sampled_from(KEYS), ODD, min_size=1, max_size=6))
def test_whatever_stands_in_a_file_it_is_taken_or_refused_with_words(tmp_path, facts):
    try:
        text = yaml.safe_dump(device() | facts, allow_unicode=True)
    except yaml.YAMLError:
        return
    result, outcomes = imported(write(tmp_path, brick=text), dry_run=True)
    outcome = outcomes["brick.yml"]
    assert bool(outcome.phone) != bool(outcome.reasons)
    assert all(outcome.reasons + outcome.warnings)
    assert sum(result.files.values()) == 1


@pytest.mark.django_db
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 600), length=st.integers(0, 40), piece=st.binary(max_size=6))
def test_a_file_with_a_piece_torn_out_is_taken_or_refused_with_words(tmp_path, at, length, piece):
    data = yaml.safe_dump(device()).encode()
    at %= len(data)
    (tmp_path / "brick.yml").write_bytes(data[:at] + piece + data[at + length :])
    outcome = imported(tmp_path, dry_run=True)[1]["brick.yml"]
    assert bool(outcome.phone) != bool(outcome.reasons)


@pytest.mark.parametrize("text", ["{" * 5000, "[" * 5000, "a: " * 5000, "- " * 5000])
def test_deep_nesting_is_refused(text):
    with pytest.raises(FileRefused):
        parse_yaml(text)


def test_a_fingerprint_reader_is_there_though_its_place_is_not_said():
    (value,) = [value for value in said_of(peripherals=["Fingerprint reader"]).values if value.key == "fingerprint"]
    assert (value.text, value.quote) == ("present", "Fingerprint reader")


def test_peripherals_that_are_not_taken_are_named_with_the_reason():
    said = said_of(peripherals=["NFC", "GPS", "Fingerprint reader", "Hygrometer"])
    assert {key: why for key, why in said.keys_not_taken.items() if key.startswith("peripherals")} == {
        "peripherals: Hygrometer": "it answers no row of the sheet",
    }
