"""Loading and dumping, with the whole shipped catalogue and with made-up records."""

import filecmp
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
import yaml
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings

from catalog.history.recorder import EditRecorder
from catalog.importers.record_loader import load_records
from catalog.models import Brand, Camera, Claim, OldSlug, Phone, Relation, Stamp
from catalog.models.vocabulary import Act
from catalog.records.dump import dump_catalogue
from catalog.records.json_schema import record_json_schema
from catalog.records.serializer import record_content
from catalog.records.shapes import kind_of_model
from catalog.records.yaml_writer import record_yaml
from tests import strategies
from tests.factories import make_brand, make_phone

SHIPPED = Path(__file__).parent.parent / "catalog" / "data"

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path):
    """A function that writes a record file by its kind, slug and lines, and returns the folder."""

    def write(kind, slug, lines):
        path = tmp_path / "in" / f"{slug}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{kind}: {slug}\n{lines}\n")
        return path.parent

    return write


@pytest.fixture
def acme(files):
    """A folder with the brand Acme and its phone One of 200 g."""
    files("brand", "acme", "name: Acme")
    return files("phone", "acme-one", "name: One\nbrand: acme\nstatus: published\nannounced: 2022-11\nweight_g: 200")


def told(folder, **options):
    """What loading a folder tells, outcome by outcome."""
    outcomes = []
    load_records([folder], tell=lambda outcome: outcomes.append(str(outcome)), **options)
    return outcomes


def all_files(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*.yaml"))


def test_the_shipped_catalogue_comes_back_to_the_byte_and_loads_again_unchanged(shipped, tmp_path):
    dump_catalogue(tmp_path)
    assert all_files(tmp_path) == all_files(SHIPPED)
    _, differing, missing = filecmp.cmpfiles(SHIPPED, tmp_path, all_files(SHIPPED), shallow=False)
    assert (differing, missing) == ([], [])
    again = load_records([SHIPPED])
    assert again.counts == {"unchanged": len(all_files(SHIPPED))}


def test_the_shipped_catalogue_holds_the_story(shipped):
    assert Phone.objects.published().count() == 422
    assert Camera.objects.count() == 1936
    leitz = Phone.objects.get(slug="leica-leitz-phone-2")
    assert leitz.relations.get(kind="rebadge_of").other.slug == "sharp-aquos-r7"
    storage = {
        (claim.source.slug, tuple(claim.value), claim.accepted) for claim in leitz.claims.filter(key="storage_gb")
    }
    assert {("inferse-leitz2", (256,), False), ("slashgear-leitz2", (512,), True)} <= storage
    front = leitz.cameras.get(facing="front")
    assert set(front.claims.filter(key="megapixels").values_list("value", "accepted")) == {(12.6, True), (16, False)}
    for slug in ("leica-leitz-phone-1", "sharp-aquos-r6", "nokia-lumia-1020", "xiaomi-13-ultra", "huawei-p30-pro"):
        assert Phone.objects.published().filter(slug=slug).exists()


def test_every_shipped_record_fits_the_schema():
    validator = jsonschema.Draft202012Validator(record_json_schema("https://phones.example/record.schema.json"))
    for path in SHIPPED.rglob("*.yaml"):
        record = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
        assert [fault.message for fault in validator.iter_errors(record)] == [], path


def test_the_schema_refuses_what_the_loader_refuses():
    validator = jsonschema.Draft202012Validator(record_json_schema("https://phones.example/record.schema.json"))
    good = {"phone": "one", "name": "One", "brand": "acme", "weight_g": 200}
    assert validator.is_valid(good)
    for bad in (
        {"weight_g": 5000},
        {"weigth_g": 200},
        {"announced": "2022-13-1"},
        {"status": "publish"},
        {"brand": None},
    ):
        assert not validator.is_valid(good | bad)


@settings(deadline=None, max_examples=25, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=strategies.phones())
def test_made_up_records_come_back_to_the_byte(content, tmp_path_factory):
    folder = tmp_path_factory.mktemp("records")
    for kind, slugs in strategies.KNOWN.items():
        for slug in slugs:
            maker = "maker: Maker\n" if kind in ("chipset", "sensor") else ""
            (folder / f"{slug}.yaml").write_text(
                f"{kind}: {slug}\n{'title' if kind == 'source' else 'name'}: {slug}\n{maker}"
            )
    (folder / "made-up.yaml").write_text(f"# made up\n{record_yaml('phone', content)}")
    assert load_records([folder], overwrite=True).faults == []
    dump_catalogue(folder / "out")
    assert (folder / "out/phones/acme/made-up.yaml").read_text() == (folder / "made-up.yaml").read_text()
    assert set(load_records([folder / "out"]).counts) == {"unchanged"}


def test_loading_tells_record_by_record_what_it_did(acme, files):
    assert told(acme) == ["added: brand acme", "added: phone acme-one"]
    assert told(acme) == ["unchanged: brand acme", "unchanged: phone acme-one"]
    files("phone", "acme-one", "name: One\nbrand: acme\nstatus: published\nannounced: 2022-11\nweight_g: 201\nnfc: yes")
    assert told(acme)[1] == "changed: phone acme-one\n    weight_g: 200 → 201\n    nfc: not known → True"
    assert Phone.objects.get().weight_g == 201


def test_a_dry_run_tells_the_same_and_stores_nothing(acme):
    assert told(acme, dry_run=True) == ["added: brand acme", "added: phone acme-one"]
    assert not Phone.objects.exists()


def test_one_fault_anywhere_stores_nothing_at_all(acme, files):
    files("phone", "acme-two", "name: Two\nbrand: acme\nweight_g: 5000")
    report = load_records([acme])
    assert [fault.removeprefix(str(acme)) for fault in report.faults] == [
        "/acme-two.yaml:4: weight_g: 5000 is impossible: at most 1000"
    ]
    assert not Phone.objects.exists()
    assert Stamp.current() == 0


def change_here(record, rows, **values):
    """Change ``rows``, a queryset of what belongs to ``record``, and note it as the desk does."""
    before = record_content(record)
    rows.update(**values)
    record.refresh_from_db()
    EditRecorder(Act.SAVED).note(kind_of_model(type(record)), record.pk, before, record_content(record))


def test_what_was_changed_here_is_left_alone_and_reported(acme):
    load_records([acme])
    change_here(Phone.objects.get(), Phone.objects.all(), weight_g=222)
    assert told(acme)[1] == "in conflict: phone acme-one was changed here; left alone\n    weight_g: 222 → 200"
    assert Phone.objects.get().weight_g == 222
    assert told(acme)[1].startswith("in conflict")
    assert told(acme, overwrite=True)[1] == "changed: phone acme-one\n    weight_g: 222 → 200"
    assert Phone.objects.get().weight_g == 200


def test_a_changed_camera_or_claim_counts_as_changed_here(acme, files):
    files("source", "a-page", "title: A page")
    claim = "claims:\n- {key: weight_g, source: a-page, value: 200}"
    files("phone", "acme-one", f"name: One\nbrand: acme\ncameras:\n- {{facing: rear, role: main}}\n{claim}")
    load_records([acme])
    change_here(Phone.objects.get(), Claim.objects.all(), value=199)
    assert "claims[1].value: 199 → 200" in told(acme)[2]


def test_a_phone_entered_here_is_not_overwritten_by_a_file(acme):
    make_phone("One", slug="acme-one", weight_g=199)
    assert told(acme)[1].startswith("in conflict: phone acme-one")
    assert Phone.objects.get().weight_g == 199


def test_a_changed_record_is_dumped_anew_with_its_comments(acme, files, tmp_path):
    files("phone", "acme-one", "name: One\nbrand:   acme\nweight_g: 200  # on our scales")
    load_records([acme])
    Phone.objects.update(weight_g=222)
    dump_catalogue(tmp_path / "out")
    assert "weight_g: 222  # on our scales\n" in (tmp_path / "out/phones/acme/acme-one.yaml").read_text()


def test_cameras_keep_their_ids_when_another_fact_of_them_changes(acme, files):
    cameras = "cameras:\n- {facing: rear, role: main}\n- {facing: rear, role: tele, shares_sensor_with: 1}"
    files("phone", "acme-one", f"name: One\nbrand: acme\n{cameras}")
    load_records([acme])
    before = list(Camera.objects.values_list("id", flat=True))
    files(
        "phone",
        "acme-one",
        f"name: One\nbrand: acme\n{cameras}\n- {{facing: front, role: front}}".replace("main}", "main, raw: yes}"),
    )
    load_records([acme])
    assert list(Camera.objects.values_list("id", flat=True))[:2] == before
    assert Camera.objects.get(role="main").raw is True
    assert Camera.objects.get(role="tele").shares_sensor_with.role == "main"


def test_a_phone_may_name_another_that_is_loaded_after_it(acme, files):
    files("phone", "acme-a", "name: A\nbrand: acme\nrelations:\n- {kind: successor_of, other: acme-one}")
    load_records([acme])
    assert Relation.objects.get().other.slug == "acme-one"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("brand: nobody", "there is no brand “nobody”"),
        ("brand: acme\nrelations:\n- {kind: based_on, other: nobody}", "there is no phone “nobody”"),
        (
            "brand: acme\nrelations:\n- {kind: based_on, other: acme-two}",
            "closes a loop: “acme-two” already leads back here",
        ),
        (
            "brand: acme\ncameras:\n- {facing: rear, role: main, shares_sensor_with: 1}",
            "“1” is not the place of another camera",
        ),
        ("brand: acme\nold_slugs:\n- {slug: acme-one}", "“acme-one” belongs to another phone"),
    ],
)
def test_faults_between_records_are_named(acme, files, lines, reason):
    files("phone", "acme-two", f"name: Two\n{lines}")
    assert load_records([acme]).faults[0].endswith(reason)


def test_a_loop_over_two_kinds_of_twins_is_refused(acme, files):
    files("phone", "acme-a", "name: A\nbrand: acme\nrelations:\n- {kind: rebadge_of, other: acme-b}")
    files("phone", "acme-b", "name: B\nbrand: acme\nrelations:\n- {kind: regional_version_of, other: acme-a}")
    assert len(load_records([acme]).faults) == 2


def test_two_phones_of_one_brand_and_name_are_refused(acme, files):
    files("phone", "acme-two", "name: One\nbrand: acme")
    assert "phone “acme-one” has the same brand and name" in load_records([acme]).faults[0]


def test_a_renamed_record_takes_the_place_of_the_old_one(acme, files):
    load_records([acme])
    (acme / "acme-one.yaml").unlink()
    files(
        "phone",
        "acme-uno",
        "name: One\nbrand: acme\nstatus: published\nannounced: 2022-11\nweight_g: 200\nold_slugs:\n- {slug: acme-one}",
    )
    assert told(acme)[1] == "changed: phone acme-uno\n    slug: acme-one → acme-uno"
    assert Phone.objects.get().slug == "acme-uno"
    assert OldSlug.objects.get().slug == "acme-one"


def test_a_rename_does_not_make_two_stored_phones_one(acme, files):
    files("phone", "acme-two", "name: Two\nbrand: acme")
    load_records([acme])
    (acme / "acme-one.yaml").unlink()
    files("phone", "acme-two", "name: Two\nbrand: acme\nold_slugs:\n- {slug: acme-one}")
    assert load_records([acme]).faults[0].endswith("acme-one and acme-two are different phones here")
    assert Phone.objects.count() == 2


def test_a_phone_that_was_renamed_here_is_left_alone_and_others_still_find_it(acme, files):
    relation = "relations:\n- {kind: successor_of, other: acme-one}"
    files("phone", "acme-two", f"name: Two\nbrand: acme\n{relation}")
    load_records([acme])
    phone = Phone.objects.get(slug="acme-one")
    phone.slug = "acme-uno"
    phone.save()
    files("phone", "acme-three", f"name: Three\nbrand: acme\n{relation}")
    assert sorted(told(acme)) == [
        "added: phone acme-three",
        "in conflict: phone acme-one is stored here as “acme-uno”; left alone",
        "unchanged: brand acme",
        "unchanged: phone acme-two",
    ]
    assert {relation.other for relation in Relation.objects.all()} == {phone}


def test_a_phone_entered_here_under_another_slug_is_left_alone(acme):
    make_phone("One", slug="one-by-hand", weight_g=199)
    assert "in conflict: phone acme-one is stored here as “one-by-hand”; left alone" in told(acme)
    assert Phone.objects.get().weight_g == 199


def test_a_brand_that_was_renamed_here_is_left_alone_and_its_phones_follow(acme):
    load_records([acme])
    change_here(Brand.objects.get(), Brand.objects.all(), slug="acme-inc")
    assert told(acme) == [
        "unchanged: phone acme-one",
        "in conflict: brand acme is stored here as “acme-inc”; left alone",
    ]


def test_a_phone_that_was_changed_here_is_not_renamed_by_its_file(acme, files):
    load_records([acme])
    Phone.objects.update(weight_g=222)
    (acme / "acme-one.yaml").unlink()
    files("phone", "acme-uno", "name: One\nbrand: acme\nold_slugs:\n- {slug: acme-one}")
    assert told(acme)[1] == "in conflict: phone acme-one was changed here; not renamed to acme-uno"
    assert list(Phone.objects.values_list("slug", "weight_g")) == [("acme-one", 222)]


def test_an_old_address_is_never_given_up(acme, files):
    lines = "name: One\nbrand: acme\nweight_g: {}{}"
    files("phone", "acme-one", lines.format(200, "\nold_slugs:\n- {slug: acme-old}"))
    load_records([acme])
    files("phone", "acme-one", lines.format(201, ""))
    assert told(acme)[1] == "changed: phone acme-one\n    weight_g: 200 → 201"
    assert OldSlug.objects.get().slug == "acme-old"
    assert told(acme)[1] == "unchanged: phone acme-one"


def test_a_fault_in_a_relation_is_named_where_it_stands(acme, files):
    rows = "- {kind: successor_of, other: nobody}\n- {kind: based_on, other: acme-one}"
    files("phone", "acme-two", f"name: Two\nbrand: acme\nrelations:\n{rows}")
    assert load_records([acme]).faults[0].endswith("acme-two.yaml:5: relations[1].other: there is no phone “nobody”")


def test_folders_and_dangling_links_called_like_records_do_no_harm(acme):
    (acme / "folder.yaml").mkdir()
    (acme / "gone.yaml").symlink_to(acme / "nowhere.yaml")
    assert [fault.removeprefix(str(acme)) for fault in load_records([acme]).faults] == [
        "/gone.yaml:1: no such file or folder"
    ]


def test_the_stamp_moves_once_per_load_that_changed_something(acme):
    load_records([acme])
    assert Stamp.current() == 1
    load_records([acme])
    assert Stamp.current() == 1


def run(*arguments):
    out, err = StringIO(), StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=err)
    except CommandError as fault:
        return f"{out.getvalue()}{err.getvalue()}{fault}"
    return out.getvalue()


def test_the_command_is_quick_to_see_that_nothing_is_new(acme, django_assert_max_num_queries):
    assert run("load_catalogue", acme, "--if-new") == (
        "added: brand acme\nadded: phone acme-one\n  1 of 1 phones prepared\n"
        "2 added, 0 changed, 0 unchanged, 0 in conflict, 0 rejected.\n  1 of 1 phones examined\n"
        "  1 below the floor for publishing (manage.py coverage names them)\n  1 of 1 phones printed\n"
    )
    with django_assert_max_num_queries(4):  # whether it is loaded, and whether any phone or page is not prepared
        assert run("load_catalogue", acme, "--if-new") == "The catalogue is already loaded.\n"
    (acme / "acme-one.yaml").write_text("phone: acme-one\nname: One\nbrand: acme\n")
    assert "changed: phone acme-one" in run("load_catalogue", acme, "--if-new")


def test_the_command_names_faults_and_fails(acme, files):
    files("phone", "acme-one", "name: One\nbrand: acme\nweight_g: 5000")
    assert run("load_catalogue", acme).endswith(
        "acme-one.yaml:4: weight_g: 5000 is impossible: at most 1000\nNothing was loaded: 1 fault in 1 of 2 records."
    )


def test_a_path_that_is_not_there_is_a_fault(tmp_path):
    assert "no such file or folder" in run("load_catalogue", tmp_path / "nowhere")


def test_the_dump_command_says_what_it_wrote(tmp_path):
    make_brand("Acme")
    assert run("dump_catalogue", tmp_path / "out") == f"1 record written to {tmp_path / 'out'}.\n"
    assert (tmp_path / "out/brands/acme.yaml").read_text() == "brand: acme\nname: Acme\n"


def test_the_check_command_names_what_is_doubtful():
    make_phone(
        "Wide", width_mm=90, height_mm=80, cameras=[{"sensor_type": "1/1.0", "megapixels": 12, "pixel_pitch_um": 1}]
    )
    make_phone("Plain", height_mm=150, width_mm=70)
    lines = run("check_catalogue").splitlines()
    assert "acme-wide: width_mm: width 90 is not less than height 80: swapped?" in lines
    assert any(line.startswith("acme-wide: cameras[1].sensor_width_mm: the routes") for line in lines)
    assert not any(line.startswith("acme-plain") for line in lines)
    assert lines[-1] == f"{len(lines) - 1} doubts."
