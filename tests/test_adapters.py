"""Other people's data sets brought in: drafts and claims, conflicts, and nothing that is published touched."""

import csv
import io
import json
import signal

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from catalog.history.recorder import EditRecorder
from catalog.history.undo import undo_edit
from catalog.models import Brand, Chipset, Claim, Edit, Entries, Phone, Revision, Stamp
from catalog.models.vocabulary import Act
from catalog.records.serializer import RecordSerializer

from .factories import make_brand, make_chipset, make_model_code, make_phone, make_source
from .filling import form_on
from .others import device, imported, write
from .processes import start

pytestmark = pytest.mark.django_db


def stored():
    return [model.objects.count() for model in (Phone, Brand, Chipset, Edit)]


def claims_of(slug):
    """key: value, “!” behind it where it is not accepted, of each claim of a phone and its cameras."""
    found = Claim.objects.filter(phone__slug=slug).order_by("key", "id")
    return [f"{claim.key}: {claim.value}{'' if claim.accepted else ' !'}" for claim in found]


def content_of(slug):
    return next(RecordSerializer().all_of("phone", [slug]))


def test_a_phone_that_is_not_here_becomes_a_draft_with_a_claim_for_every_value(tmp_path):
    imported(write(tmp_path, brick=device(screen=None, cameras=None, battery=None)))
    phone = Phone.objects.get()
    assert (phone.slug, phone.status, phone.weight_g, phone.height_mm) == ("acme-brick", "draft", None, 150.1)
    assert claims_of("acme-brick") == [
        "alias: brick", "depth_mm: 8.2", "height_mm: 150.1", "model_code: AC-1", "released: 2019-08", "width_mm: 71",
    ]  # fmt: skip
    claim = Claim.objects.get(key="height_mm")
    assert (claim.source.slug, claim.quote, claim.locator) == ("lineageos", "150.1", "_data/devices/brick.yml")


def test_its_display_and_cameras_come_with_their_claims(tmp_path):
    imported(write(tmp_path, brick=device()))
    content = content_of("acme-brick")
    assert content["displays"] == [
        {
            "display_role": "main", "display_size_in": 6.1, "display_width_px": 1080, "display_height_px": 2400,
            "display_technology": "OLED", "refresh_hz": 90,
        }
    ]  # fmt: skip
    assert [(row["facing"], row["role"], row["megapixels"]) for row in content["cameras"]] == [
        ("rear", "main", 12), ("front", "front", 8),
    ]  # fmt: skip
    assert [claim["key"] for claim in content["cameras"][0]["claims"]] == ["megapixels", "flash"]
    assert "display_width_px: 1080" in claims_of("acme-brick")


def test_an_address_that_is_taken_gets_a_number(tmp_path):
    make_phone("Brick!", slug="acme-brick")
    imported(write(tmp_path, brick=device()))
    assert Phone.objects.get(name="Brick").slug == "acme-brick-2"


def test_a_brand_that_is_not_here_is_entered_once(tmp_path):
    result, _ = imported(write(tmp_path, one=device(), two=device(name="Slab", models=["AC-2"])))
    assert [(brand.slug, brand.name) for brand in Brand.objects.all()] == [("acme", "Acme")]
    assert result.records["brand"] == 1


@pytest.mark.parametrize(
    ("vendor", "name", "slug"),
    [
        ("Acme", "Acme Brick", "acme-brick"),
        ("Acme", "Offshoot Brick", "offshoot-brick"),
        ("Acme", "Offshoot", "acme-offshoot"),
        ("Acme", "3+", "acme-3-plus"),
        ("Acme", "Brick (4G/5G)", "acme-brick-4g-5g"),
        ("Acme", "Brick vs Wall", "acme-brick-wall"),
    ],
)
def test_a_name_that_begins_with_a_brand_is_of_that_brand(tmp_path, vendor, name, slug):
    make_brand("Offshoot")
    imported(write(tmp_path, brick=device(vendor=vendor, name=name)))
    assert Phone.objects.get().slug == slug


def test_running_it_again_changes_nothing(tmp_path):
    write(tmp_path, brick=device(), slab=device(name="Slab", models=["AC-2"], soc="Chipworks CH1234 Thinker 1"))
    imported(tmp_path)
    edits, stamp, before = Edit.objects.count(), Stamp.current(), list(RecordSerializer().all_of("phone"))
    result, outcomes = imported(tmp_path)
    assert dict(result.phones) == {"unchanged": 2}
    assert {value.state for outcome in outcomes.values() for value in outcome.values} == {"unchanged"}
    assert (Edit.objects.count(), Stamp.current(), list(RecordSerializer().all_of("phone"))) == (edits, stamp, before)


def test_a_published_phone_keeps_its_facts_and_gets_claims_that_wait(tmp_path):
    make_phone("Brick", height_mm=150)
    imported(write(tmp_path, brick=device(models=None, codename=None, screen=None, cameras=None, battery=None)))
    phone = Phone.objects.get()
    assert (phone.height_mm, phone.width_mm, phone.released) == (150, None, None)
    assert claims_of("acme-brick") == ["depth_mm: 8.2 !", "height_mm: 150.1", "released: 2019-08 !", "width_mm: 71 !"]


def test_a_value_that_contradicts_an_accepted_one_becomes_a_conflict(tmp_path):
    make_phone("Brick", status="draft", height_mm=160, claims=[{"key": "height_mm", "value": 160}])
    _, outcomes = imported(write(tmp_path, brick=device()))
    assert Phone.objects.get().height_mm == 160
    assert [line for line in claims_of("acme-brick") if "height_mm" in line] == ["height_mm: 160", "height_mm: 150.1 !"]
    said = next(value for value in outcomes["brick.yml"].values if value.path == "height_mm")
    assert (said.state, said.was, said.words) == ("contradicts", "160", "stays as it is")


def test_what_an_editor_has_typed_without_a_source_stays_as_well(tmp_path):
    make_phone("Brick", status="draft", height_mm=160)
    imported(write(tmp_path, brick=device()))
    assert Phone.objects.get().height_mm == 160


def test_a_gap_in_a_draft_is_not_filled_against_another_source(tmp_path):
    make_phone("Brick", status="draft", claims=[{"key": "height_mm", "value": 160}])
    imported(write(tmp_path, brick=device()))
    assert Phone.objects.get().height_mm is None
    assert "height_mm: 150.1 !" in claims_of("acme-brick")


def test_what_an_editor_did_with_a_claim_stays_when_the_file_comes_again(tmp_path):
    imported(write(tmp_path, brick=device()))
    Phone.objects.update(height_mm=None)
    Claim.objects.filter(key="height_mm").update(accepted=False)
    Claim.objects.filter(key="released").update(key="announced")
    result, _ = imported(tmp_path)
    assert dict(result.phones) == {"unchanged": 1}


def test_what_an_editor_has_put_right_in_a_claim_stays_too(tmp_path):
    imported(write(tmp_path, brick=device(ram="8 GB")))
    Claim.objects.filter(key="ram_gb").update(value=[6, 8])
    assert dict(imported(tmp_path)[0].phones) == {"unchanged": 1}


def test_what_an_editor_has_taken_out_does_not_come_back(tmp_path):
    cover, inner = {"size": 5.8, "resolution": "1080x2092"}, {"size": 7.6, "resolution": "1840x2208"}
    fold = device(models=["AC-1", "AC-2"], ram="8 GB", storage="128 GB", screen=[{"Cover": cover}, {"Inner": inner}])
    imported(write(tmp_path, fold=fold))
    phone = Phone.objects.get()
    phone.model_codes.filter(code="AC-2").delete()
    phone.cameras.filter(role="front").delete()
    phone.memory_versions.all().delete()
    phone.displays.filter(display_role="cover").update(display_size_in=None)
    before = content_of("acme-brick")
    imported(tmp_path)
    assert content_of("acme-brick") == before
    phone.displays.filter(display_role="cover").delete()
    imported(tmp_path)
    assert [row["display_role"] for row in content_of("acme-brick")["displays"]] == ["main"]


def test_a_square_display_has_two_sides(tmp_path):
    imported(write(tmp_path, brick=device(screen={"resolution": "720x720"})))
    assert {"display_width_px: 720", "display_height_px: 720"} <= set(claims_of("acme-brick"))


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (["gsm", "lte", "nr"], "network_technologies: ['lte', 'nr']"),
        (["lte"], "network_technologies: ['lte', 'nr'] !"),
        (["gsm"], "network_technologies: ['lte', 'nr'] !"),
    ],
)
def test_a_list_is_borne_out_by_a_source_that_tells_no_more_than_is_in_it(tmp_path, known, line):
    make_phone("Brick", status="draft", network_technologies=known)
    imported(write(tmp_path, brick=device(network=["4G LTE", "5G NR"])))
    assert line in claims_of("acme-brick")


def test_esim_among_the_peripherals_says_nothing_of_the_other_sims(tmp_path):
    imported(write(tmp_path, brick=device(peripherals=["eSIM", "NFC"])))
    phone = Phone.objects.get()
    assert (phone.sim_types, phone.esim, phone.nfc) == (None, True, True)


def test_a_source_that_says_otherwise_than_before_makes_a_conflict_of_its_own_claim(tmp_path):
    imported(write(tmp_path, brick=device()))
    imported(write(tmp_path, brick=device(dimensions={"height": 160, "width": 71, "depth": 8.2})))
    assert Phone.objects.get().height_mm == 150.1
    assert [line for line in claims_of("acme-brick") if "height_mm" in line] == ["height_mm: 160 !"]


def test_a_file_finds_the_phone_it_spoke_of_before_whatever_that_is_called_now(tmp_path):
    imported(write(tmp_path, brick=device()))
    Phone.objects.update(name="Block", slug="acme-block")
    imported(tmp_path)
    assert [phone.slug for phone in Phone.objects.all()] == ["acme-block"]


def test_two_files_of_one_name_speak_of_one_phone_each_with_its_own_claims(tmp_path):
    write(tmp_path, a=device(), b=device(battery={"capacity": 4100}))
    _, outcomes = imported(tmp_path)
    assert Phone.objects.get().battery_mah == 4000
    assert [line for line in claims_of("acme-brick") if "battery_mah" in line] == [
        "battery_mah: 4000", "battery_mah: 4100 !",
    ]  # fmt: skip
    assert (outcomes["a.yml"].new, outcomes["b.yml"].new) == (True, False)
    assert dict(imported(tmp_path)[0].phones) == {"unchanged": 2}


def test_another_name_with_the_same_model_code_is_a_phone_of_its_own_with_a_warning(tmp_path):
    make_model_code(make_phone("Old Brick"), "AC-1")
    _, outcomes = imported(write(tmp_path, brick=device()))
    assert outcomes["brick.yml"].warnings == ["acme-old-brick has one of its model codes"]
    assert Phone.objects.count() == 2


def test_a_chipset_is_found_by_its_part_number_or_name_however_it_is_spelt(tmp_path):
    make_chipset("Snapdragon 8 Gen 2", "Qualcomm", part_number="SM8550")
    write(
        tmp_path,
        a=device(soc="Qualcomm SM8550 Snapdragon 8 Gen2"),
        b=device(name="Slab", soc="Qualcomm Snapdragon 8 Gen2"),
    )
    imported(tmp_path)
    assert Chipset.objects.count() == 1
    assert [phone.phone_chipsets.get().chipset.name for phone in Phone.objects.all()] == ["Snapdragon 8 Gen 2"] * 2


def test_of_several_chipsets_with_one_part_number_the_name_decides(tmp_path):
    for name in ("Snapdragon 888", "Snapdragon 888 4G"):
        make_chipset(name, "Qualcomm", part_number="SM8350")
    imported(write(tmp_path, brick=device(soc="Qualcomm SM8350 Snapdragon 888")))
    assert Phone.objects.get().phone_chipsets.get().chipset.name == "Snapdragon 888"


def test_a_chipset_that_may_be_several_is_left_out(tmp_path):
    for name in ("Snapdragon 888", "Snapdragon 888 4G"):
        make_chipset(name, "Qualcomm", part_number="SM8350")
    _, outcomes = imported(write(tmp_path, brick=device(soc="SM8350")))
    why = "chipset: “SM8350” may be qualcomm-snapdragon-888 or qualcomm-snapdragon-888-4g"
    assert outcomes["brick.yml"].warnings == [why]
    assert "chipset: SM8350 !" in claims_of("acme-brick")


def test_chipsets_of_one_name_and_different_parts_are_told_apart(tmp_path):
    make_chipset("Snapdragon 400", "Qualcomm", part_number="MSM8226")
    imported(write(tmp_path, brick=device(soc="Qualcomm MSM8230 Snapdragon 400", gpu="Adreno 305", cpu_cores="2")))
    new = Phone.objects.get().phone_chipsets.get().chipset
    assert (new.name, new.part_number, new.gpu, new.cpu_cores) == (
        "Snapdragon 400 (MSM8230)",
        "MSM8230",
        "Adreno 305",
        2,
    )


def test_memory_versions_follow_where_one_of_the_two_is_the_same_in_all(tmp_path):
    write(
        tmp_path, a=device(ram="8 GB", storage="128/256 GB"), b=device(name="Slab", ram="6/8 GB", storage="128/256 GB")
    )
    _, outcomes = imported(tmp_path)
    assert content_of("acme-brick")["memory_versions"] == [
        {"ram_gb": 8, "storage_gb": 128}, {"ram_gb": 8, "storage_gb": 256},
    ]  # fmt: skip
    assert content_of("acme-slab")["memory_versions"] == [
        {"ram_gb": 6}, {"ram_gb": 8}, {"storage_gb": 128}, {"storage_gb": 256},
    ]  # fmt: skip
    assert "memory: which RAM goes with which storage is not said" in outcomes["b.yml"].warnings


def test_what_differs_by_version_is_a_fact_with_variations_and_one_claim(tmp_path):
    battery = [{"EU": {"capacity": 5200, "tech": "Li-Po"}}, {"Global": {"capacity": 6800, "tech": "Li-Po"}}]
    imported(write(tmp_path, brick=device(battery=battery)))
    content = content_of("acme-brick")
    assert (content["battery_mah"], content["battery_type"]) == (5200, "li_po")
    assert content["variations"] == [{"key": "battery_mah", "value": 6800, "applies_to": "Global"}]
    assert "battery_mah: [5200, 6800]" in claims_of("acme-brick")


def test_two_values_for_one_version_leave_the_fact_open(tmp_path):
    battery = [{"Brick": {"capacity": 2000}}, {"Brick": {"capacity": 3000}}]
    imported(write(tmp_path, brick=device(battery=battery)))
    assert {"battery_mah", "variations"}.isdisjoint(content_of("acme-brick"))
    assert "battery_mah: [2000, 3000] !" in claims_of("acme-brick")


def test_a_display_that_differs_by_version_is_left_open(tmp_path):
    screen = [{"A1": {"size": 5, "resolution": "1280x720"}}, {"A2": {"size": 5, "resolution": "720x1440"}}]
    imported(write(tmp_path, brick=device(screen=screen)))
    (display,) = content_of("acme-brick")["displays"]
    assert display == {"display_role": "main", "display_size_in": 5, "display_width_px": 720}
    assert "display_height_px: [1280, 1440] !" in claims_of("acme-brick")


def test_a_camera_that_differs_by_version_is_left_open(tmp_path):
    imported(write(tmp_path, brick=device(cameras=[{"flash": "LED", "info": "5 MP or 8 MP"}])))
    assert "megapixels" not in content_of("acme-brick")["cameras"][0]
    assert "megapixels: [5, 8] !" in claims_of("acme-brick")


def cameras(*infos):
    """Cameras of such texts, the last without a flash."""
    return [{"info": info, "flash": "LED" if number < len(infos) else "None"} for number, info in enumerate(infos, 1)]


def megapixels_told(slug):
    """Role → what is told of its megapixels."""
    found = Claim.objects.filter(phone__slug=slug, key="megapixels").order_by("id")
    return {claim.camera.role: claim.value for claim in found}


def test_a_camera_that_only_habit_takes_for_the_front_one_is_found_by_its_megapixels(tmp_path):
    rear = [
        {"role": "main", "megapixels": 40},
        {"role": "monochrome", "megapixels": 20},
        {"role": "tele", "megapixels": 8},
    ]
    make_phone("Brick", cameras=[*rear, {"facing": "front", "role": "front", "megapixels": 24}])
    imported(write(tmp_path, brick=device(cameras=cameras("40 MP", "20 MP", "8 MP"))))
    assert megapixels_told("acme-brick") == {"main": 40, "monochrome": 20, "tele": 8}


def test_a_number_of_cameras_above_those_that_are_listed_contradicts_no_open_list(tmp_path, desk):
    cameras = [{"flash": "LED", "info": "12 MP (main)"}, {"info": "8 MP (front)"}, {"info": "2 MP (thermal)"}]
    _, files = imported(write(tmp_path, brick=device(cameras=cameras)))
    (outcome,) = [value for value in files["brick.yml"].values if value.path == "camera_count"]
    assert (outcome.state, outcome.was) == ("evidence only", "2")
    phone = Phone.objects.get()
    assert claims_of(phone.slug).count("camera_count: 3 !") == 1
    page = reverse("admin:catalog_phone_evidence", args=[phone.pk])
    shown = desk.get(page, {"show": "all"}).context["sections"]
    (row,) = [row for section in shown for row in section.rows if row.name == ":camera_count"]
    assert "disputed" not in row.marks


def test_a_number_of_cameras_contradicts_lists_that_are_marked_whole(tmp_path):
    phone = make_phone("Brick", complete_sections=["rear_cameras", "front_cameras"], cameras=[{"role": "main"}])
    _, files = imported(write(tmp_path, brick=device()))
    assert [value.state for value in files["brick.yml"].values if value.path == "camera_count"] == ["contradicts"]
    assert claims_of(phone.slug).count("camera_count: 2 !") == 1


def test_a_camera_without_a_role_is_not_taken_for_another_when_the_file_comes_again(tmp_path):
    imported(write(tmp_path, brick=device(cameras=cameras("12 MP", "5 MP", "5 MP"))))
    before = content_of("acme-brick")
    assert [(row["role"], row.get("flash")) for row in before["cameras"]] == [("main", ["led"]), ("front", None)]
    imported(tmp_path)
    assert content_of("acme-brick") == before


def test_a_camera_that_is_not_here_is_told_of_a_phone_that_is_no_draft(tmp_path):
    make_phone("Brick", cameras=[{"role": "main", "megapixels": 12}])
    _, outcomes = imported(write(tmp_path, brick=device(cameras=cameras("12 MP", "2 MP (macro)", "8 MP (front)"))))
    assert outcomes["brick.yml"].warnings == [
        "there is no such camera here: 2 MP (macro)", "there is no such camera here: 8 MP (front)",
    ]  # fmt: skip


def test_what_is_told_of_a_display_that_is_not_entered_waits_as_well(tmp_path):
    make_phone("Brick")
    imported(write(tmp_path, brick=device()))
    assert "refresh_hz: 90 !" in claims_of("acme-brick")
    assert "displays" not in content_of("acme-brick")


def test_many_files_come_in_batches_that_know_of_one_another(tmp_path, monkeypatch):
    monkeypatch.setattr("catalog.importers.import_run.BATCH", 1)
    soc = "Qualcomm SM8550 Snapdragon 8 Gen 2"
    write(tmp_path, a=device(soc=soc), b=device(soc=soc, battery={"capacity": 4100}), c=device(name="Slab", soc=soc))
    result, _ = imported(tmp_path)
    assert (dict(result.phones), stored()[:3]) == ({"added": 2, "changed": 1}, [2, 1, 1])
    assert dict(imported(tmp_path)[0].phones) == {"unchanged": 3}


def test_a_phone_is_found_by_another_name_of_its(tmp_path):
    make_phone("Ziegel", aliases=["Brick"])
    imported(write(tmp_path, brick=device()))
    assert Phone.objects.count() == 1


def test_what_cannot_stand_beside_what_is_known_is_left_out(tmp_path):
    make_phone("Brick", status="draft", displays=[{"refresh_min_hz": 100}])
    _, outcomes = imported(write(tmp_path, brick=device()))
    content = content_of("acme-brick")
    assert "refresh_hz" not in content["displays"][0]
    assert content["battery_mah"] == 4000
    assert any("refresh" in words for words in outcomes["brick.yml"].warnings)


def test_a_folding_phone_has_both_sizes_and_both_displays(tmp_path):
    sides = [
        {"Folded": {"height": 140, "width": 79, "depth": 12}},
        {"Unfolded": {"height": 140, "width": 158, "depth": 6}},
    ]
    cover, inner = {"size": 5.8, "resolution": "1080x2092"}, {"size": 7.6, "resolution": "1840x2208"}
    imported(
        write(tmp_path, fold=device(type="foldable", dimensions=sides, screen=[{"Cover": cover}, {"Inner": inner}]))
    )
    content = content_of("acme-brick")
    assert [content[key] for key in ("width_mm", "depth_mm", "folded_width_mm", "folded_depth_mm")] == [158, 6, 79, 12]
    assert [(row["display_role"], row["display_size_in"]) for row in content["displays"]] == [
        ("main", 7.6),
        ("cover", 5.8),
    ]


def test_impossible_values_are_left_out_and_the_rest_is_taken(tmp_path):
    file = device(dimensions={"height": 15000, "width": 71, "depth": "76.4 mm (3.01 in)"})
    _, outcomes = imported(write(tmp_path, brick=file))
    assert outcomes["brick.yml"].state == "imported with warnings"
    assert outcomes["brick.yml"].warnings == [
        "height_mm: 15000 is impossible: at most 400",
        "depth_mm: “76.4 mm (3.01 in)”: Enter a number",
    ]
    assert Phone.objects.get().width_mm == 71


def test_unlikely_values_are_taken_and_warned_of(tmp_path):
    _, outcomes = imported(write(tmp_path, brick=device(dimensions={"height": 76.4, "width": 162.9, "depth": 8})))
    assert Phone.objects.get().width_mm == 162.9
    assert "width_mm: width 162.9 is not less than height 76.4: swapped?" in outcomes["brick.yml"].warnings


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ({"name": "Slate", "vendor": "Acme", "type": "tablet"}, "it is not a phone but a tablet"),
        ({"name": "Slate", "vendor": "Acme"}, "it does not say what type of device it is"),
        ({"type": "phone", "vendor": "Acme"}, "it gives no vendor and name"),
        ({"type": "phone", "vendor": "…", "name": "Brick"}, "no address can be made of the brand “…”"),
        ({"type": "phone", "vendor": "Acme", "name": "…"}, "no address can be made of “…”"),
        ("name: [", "line 2: not YAML"),
        ("", "line 1: the file is empty"),
        ("- a", "it holds no keys with values"),
        ("name: a\nname: b", "line 2: “name” stands here again"),
        ("name: !!python/object:os.system a", "tags are not allowed"),
        ("name: &a b\nvendor: *a", "anchors are not allowed"),
    ],
)
def test_a_file_that_is_refused_says_why_and_keeps_no_other_out(tmp_path, text, why):
    result, outcomes = imported(write(tmp_path, a=text, b=device()))
    assert why in "; ".join(outcomes["a.yml"].reasons)
    assert (result.files["refused"], Phone.objects.get().slug) == (1, "acme-brick")


def test_a_file_may_begin_with_a_mark_and_others_are_passed_over(tmp_path):
    (tmp_path / "brick.yml").write_text(json.dumps(device()), encoding="utf-8-sig")
    (tmp_path / "README.md").write_text("name: Slab")
    _, outcomes = imported(tmp_path)
    assert {place: outcome.state for place, outcome in outcomes.items()} == {"brick.yml": "imported"}


def test_a_file_that_is_larger_than_any_device_file_is_refused(tmp_path):
    _, outcomes = imported(write(tmp_path, a="name: a\n# " + "x" * 2_000_000))
    assert outcomes["a.yml"].reasons == ["it is larger than 2,000,000 bytes"]


def test_a_model_code_that_is_none_is_left_out_alone(tmp_path):
    _, outcomes = imported(write(tmp_path, brick=device(models=["AC-1", "x" * 61])))
    assert [row["code"] for row in content_of("acme-brick")["model_codes"]] == ["AC-1"]
    assert outcomes["brick.yml"].warnings[0].startswith("model_code: “xxx")


def test_a_long_quotation_is_cut(tmp_path):
    imported(write(tmp_path, brick=device(ram=f"8 GB ({'x' * 600})")))
    quote = Claim.objects.get(key="ram_gb").quote
    assert (len(quote), quote[-1]) == (500, "…")


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    (tmp_path / "a.yml").write_bytes("name: Pro¹".encode("latin-1"))
    _, outcomes = imported(tmp_path)
    assert outcomes["a.yml"].reasons == ["it is not UTF-8"]


def test_an_import_is_one_entry_in_the_history(tmp_path):
    make_phone("Brick")
    recording = EditRecorder(Act.IMPORTED, why="Test")
    imported(write(tmp_path, brick=device(), slab=device(name="Slab")), recording=recording)
    edit = Edit.objects.get()
    assert (edit.act, edit.why) == ("imported", "Test")
    assert list(Revision.objects.order_by("slug").values_list("kind", "slug")) == [
        ("phone", "acme-brick"), ("phone", "acme-slab"),
    ]  # fmt: skip


def test_an_import_is_undone_as_a_whole(tmp_path, admin_user):
    phone = make_phone("Brick")
    before = content_of("acme-brick")
    imported(write(tmp_path, brick=device(), slab=device(name="Slab", soc="Chipworks CH1234 Thinker 1")))
    assert Phone.objects.count() == 2
    undo_edit(Edit.objects.get(), by=admin_user)
    assert [found.pk for found in Phone.objects.all()] == [phone.pk]
    assert not Chipset.objects.exists()
    assert content_of("acme-brick") == before


def test_each_of_two_chipsets_keeps_its_claim_when_the_file_comes_again(tmp_path):
    write(tmp_path, brick=device(soc=["Acme A1 One", "Acme A2 Two"]))
    imported(tmp_path)
    phone = Phone.objects.get()
    before = content_of(phone.slug)
    assert [claim["value"] for claim in before["claims"] if claim["key"] == "chipset"] == ["Acme A1 One", "Acme A2 Two"]
    assert dict(imported(tmp_path)[0].phones) == {"unchanged": 1}
    assert content_of(phone.slug) == before


def test_a_draft_with_a_chipset_gets_no_other(tmp_path):
    make_phone("Brick", status="draft", chipsets=["Thinker 1"])
    _, outcomes = imported(write(tmp_path, brick=device(soc="Qualcomm SM8550 Snapdragon 8 Gen2")))
    assert [row["chipset"] for row in content_of("acme-brick")["phone_chipsets"]] == ["chipworks-thinker-1"]
    assert "chipset: Qualcomm SM8550 Snapdragon 8 Gen2 !" in claims_of("acme-brick")
    told = next(value for value in outcomes["brick.yml"].values if value.path == "phone_chipsets")
    assert told.words == "the phone has another"


@pytest.mark.parametrize(
    ("name", "wider"),
    [
        ("Brick (SCH-I545)", "acme-brick"),
        ("Brick (T-Mobile)", "acme-brick"),
        ("Brick (2016)", None),
        ("Brick Value Edition (SCH-I545)", None),
        ("Brick", None),
    ],
)
def test_a_variant_of_a_carrier_is_proposed_as_a_version_of_the_phone_that_is_here(tmp_path, name, wider):
    make_phone("Brick")
    _, outcomes = imported(write(tmp_path, variant=device(name=name)))
    warnings = [line for line in outcomes["variant.yml"].warnings if "version of" in line]
    words = f"it may be a version of {wider}: merge it into that, or say that it is another"
    assert warnings == ([words] if wider else [])


def test_a_variant_that_was_merged_into_its_phone_stays_there_when_it_is_brought_in_again(desk, tmp_path):
    brick = make_phone("Brick", weight_g=130)
    folder = write(tmp_path, variant=device(name="Brick (SCH-I545)", models=["SCH-I545"]))
    imported(folder)
    variant = Phone.objects.exclude(pk=brick.pk).get()
    address = reverse("admin:catalog_edit_merge", args=[variant.pk])
    assert desk.post(f"{address}?into={brick.pk}").status_code == 302
    kept = content_of("acme-brick")
    assert kept["model_codes"] == [{"code": "SCH-I545"}]
    assert {"name": "Brick (SCH-I545)"} in kept["aliases"]
    assert kept["weight_g"] == 130
    result, _ = imported(folder)
    assert (Phone.objects.count(), content_of("acme-brick")) == (1, kept)
    assert "1 unchanged" in str(result)


def test_a_dry_run_says_the_same_and_stores_nothing(tmp_path):
    write(tmp_path, brick=device(soc="Chipworks CH1234 Thinker 1"))
    tried, _ = imported(tmp_path, dry_run=True)
    assert stored() == [0, 0, 0, 0]
    assert str(tried) == str(imported(tmp_path)[0])


def command(*arguments, **options):
    said = io.StringIO()
    call_command(*map(str, arguments), **options, stdout=said)
    return said.getvalue()


def test_the_command_says_what_became_of_each_file_and_writes_a_report(tmp_path):
    make_source("lineageos", title="Wiki")
    folder = tmp_path / "devices"
    folder.mkdir()
    write(folder, brick=device(wifi="802.11 b/g/n"), slate=device(type="tablet"))
    said = command("import_lineageos", folder, "--report", tmp_path / "report.csv")
    assert "slate.yml: refused: it is not a phone but a tablet" in said
    assert "Files: 1 imported, 1 refused.\nPhones: 1 added." in said
    rows = list(csv.DictReader((tmp_path / "report.csv").read_text("utf-8-sig").splitlines()))
    assert {
        "file": "brick.yml",
        "phone": "acme-brick",
        "where": "wifi",
        "text": "802.11 b/g/n",
        "what": "added",
    }.items() <= next(row for row in rows if row["where"] == "wifi").items()
    assert ("slate.yml", "refused", "it is not a phone but a tablet") in [
        (row["file"], row["what"], row["why"]) for row in rows
    ]
    assert Edit.objects.get().why == "Wiki"


def test_a_dry_run_of_the_command_stores_nothing(tmp_path):
    make_source("lineageos")
    assert command("import_lineageos", write(tmp_path, brick=device()), "--dry-run").count("nothing was imported") == 1
    assert not Phone.objects.exists()


def test_importing_moves_the_stamp_only_where_something_changed(tmp_path):
    make_source("lineageos")
    write(tmp_path, brick=device())
    make_phone("Slab")
    command("import_lineageos", tmp_path)
    stamp = Stamp.current()
    assert [entries.phone.name for entries in Entries.objects.all()] == ["Slab"]
    command("import_lineageos", tmp_path)
    assert stamp == Stamp.current() > 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["import_lineageos", "{}/none"], "there is no such file or folder"),
        (["import_lineageos", "{}"], "there are no files with a phone here"),
        (["import_lineageos", "{}", "--source", "wiki"], "There is no source “wiki”"),
        (["import_phones", "techapi", "{}"], "There is no source “techapi”"),
    ],
)
def test_the_command_says_what_is_missing(tmp_path, arguments, why):
    make_source("lineageos")
    with pytest.raises(CommandError, match=why):
        command(*(argument.format(tmp_path) for argument in arguments))


def test_what_waits_is_accepted_with_one_click(tmp_path, desk):
    phone = make_phone("Brick")
    imported(write(tmp_path, brick=device()))
    Stamp.move()
    page = reverse("admin:catalog_phone_evidence", args=[phone.pk])
    assert "Lithium polymer" in desk.get(page, {"show": "offered"}).content.decode()
    fields = form_on(desk.get(page), "evidence_form")
    desk.post(page, fields | {"act": f"follow:{Claim.objects.get(key='battery_type').pk}"})
    assert Phone.objects.get().battery_type == "li_po"
    assert "Lithium polymer" not in desk.get(page, {"show": "offered"}).content.decode()


@pytest.mark.django_db(transaction=True)
def test_killing_the_command_in_the_middle_leaves_nothing(tmp_path):
    make_source("lineageos")
    write(tmp_path, **{f"d{number}": device(name=f"Brick {number}", models=None) for number in range(1100)})
    with start("import_lineageos", tmp_path) as process:
        said = process.stdout.readline()
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert "1,000 of 1,100 files" in said
    assert stored() == [0, 0, 0, 0]
