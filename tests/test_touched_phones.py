"""What a change touches: every phone of which something else is stored now, and no other."""

import pytest
from django.db import transaction
from django.db.models import ForeignKey

from catalog.admin.shared.change_recorder import update_derived_data
from catalog.admin.shared.record_store import save_with_dependents
from catalog.facts.prepared_rows import record_of as record_from_row
from catalog.facts.prepared_rows import row_of
from catalog.finder.index_store import index_missing_phones
from catalog.history.phone_merge import PhoneMergeChoice
from catalog.history.phone_merge_save import merge_phones
from catalog.history.recorder import EditRecorder
from catalog.history.undo import undo_edit
from catalog.importers.record_loader import load_records
from catalog.models import Entries, Examined, Phone, Photo, PreparedPage, Stamp, Texts
from catalog.models.change_stamp import DERIVED_ROWS, delete_derived_rows
from catalog.models.touched_phones import LOOKUPS_OF_KIND, NOT_ON_PHONES
from catalog.models.vocabulary import Act
from catalog.records.record_save import save_record
from catalog.records.serializer import record_content
from catalog.records.shapes import PHONE_SHAPE, RECORD_SHAPES, kind_of_model
from catalog.records.yaml_writer import record_yaml
from catalog.worklists.task_store import examine_phones

from . import factories as make
from .desk import save, saved

pytestmark = pytest.mark.django_db

ROWS_MADE_WITH_CHANGES = tuple(model for model in DERIVED_ROWS if model is not PreparedPage)
"""Pages are printed later; ``test_prepared_frames`` holds them to pages that are printed afresh."""

CHANGES = {
    "brand": ("maker", "name", "Builder and Sons", {"one", "built", "twin"}),
    "source": ("press", "title", "Another title", {"one", "observed", "twin"}),
    "chipset": ("chipworks-thinker", "name", "Thinker 9", {"one", "twin"}),
    "sensor": ("lightworks-eye", "width_mm", 11.5, {"one", "twin"}),
    "phone": ("one", "weight_g", 299, {"one", "twin"}),
    "operator": ("farcall-jp", "name", "Nearcall", set()),
    "collection": ("light", "title", "Heavy ones", set()),
    "guide": ("pair", "title", "Another pair", set()),
    "page": ("rules", "title", "Other rules", set()),
}
"""Kind → (record, column, its new value, slugs of the phones whose rows then are others)."""


@pytest.fixture
def catalogue():
    """Phones that have something to do with the records of ``CHANGES``, and two that have not."""
    maker, source = make.make_brand("Maker", slug="maker"), make.make_source("press", title="A title")
    sensor = make.make_sensor("Eye", slug="lightworks-eye", width_mm=9.8)
    one = make.make_phone("One", slug="one", weight_g=211, manufacturer=maker)
    make.make_camera(one, sensor=sensor, role="main")
    make.make_claim(one, "weight_g", 211, source)
    make.fit_chipset(one, make.make_chipset("Thinker", slug="chipworks-thinker"))
    make.make_phone("Built", brand=make.make_brand("Sold", maker=maker), slug="built")
    make.make_observation(make.make_phone("Observed", slug="observed"), "Android 12", "2022-11", source=source)
    make.make_relation(make.make_phone("Twin", slug="twin"), "rebadge_of", one)
    other, another = make.make_phone("Other", slug="other"), make.make_phone("Another", slug="another")
    make.make_operator("Farcall", "JP")
    make.make_collection(slug="light")
    make.make_guide(phones=[other, another], slug="pair")
    make.make_page(slug="rules")
    Stamp.move()
    prepare()


def prepare():
    index_missing_phones()
    examine_phones()


def stored_rows():
    """(model, key of the phone) → all that is stored of it, without the keys of the rows."""
    found = {}
    for model in ROWS_MADE_WITH_CHANGES:
        for row in model.objects.order_by("pk").values():
            own = {name: bytes(value) if isinstance(value, memoryview) else value for name, value in row.items()}
            own.pop("id", None)
            found.setdefault((model, own.pop("phone_id")), []).append(own)
    return found


def assert_true():
    """What is stored of every phone is what would be worked out now."""
    prepare()
    stored = stored_rows()
    delete_derived_rows(None)
    prepare()
    fresh = stored_rows()
    assert stored.keys() == fresh.keys()
    wrong = [f"{model.__name__} of {key}" for (model, key), rows in fresh.items() if stored[model, key] != rows]
    assert not wrong


def slugs(keys):
    return set(Phone.objects.filter(pk__in=keys).values_list("slug", flat=True))


def record_of(kind):
    return RECORD_SHAPES[kind].model.objects.get(slug=CHANGES[kind][0])


def changed_content(kind):
    _, column, value, _ = CHANGES[kind]
    return record_content(record_of(kind)) | {column: value}


def by_loader(kind, folder):
    content = changed_content(kind)
    file = folder / f"{content[kind]}.yaml"
    file.write_text(record_yaml(kind, content))
    assert not load_records([file], overwrite=True).faults


def by_desk(kind, folder):
    save_with_dependents(EditRecorder(Act.SAVED), kind, changed_content(kind), record_of(kind))


def by_undoing(kind, folder):
    recording = EditRecorder(Act.SAVED)
    save_record(recording, kind, changed_content(kind), record_of(kind))
    Stamp.move()
    prepare()
    undone = undo_edit(recording.edit)
    update_derived_data(undone.phones, undone.records)


@pytest.mark.parametrize("change", [by_loader, by_desk, by_undoing])
@pytest.mark.parametrize("kind", CHANGES)
def test_phones_whose_rows_are_others_are_touched_and_no_others(catalogue, tmp_path, kind, change):
    before = Stamp.current()
    Texts.objects.filter(phone__slug="another").update(shown="kept as it was")
    change(kind, tmp_path)
    if change is not by_undoing:
        assert slugs(Stamp.touched_since(before)) == CHANGES[kind][3]
        assert Texts.objects.get(phone__slug="another").shown == "kept as it was"
    Texts.objects.filter(phone__slug="another").delete()
    Entries.objects.filter(phone__slug="another").delete()
    assert_true()


def test_a_form_touches_the_phones_that_show_its_record(desk, catalogue):
    before = Stamp.current()
    assert saved(save(desk, record_of("source"), title="Said in a form"))
    assert slugs(Stamp.touched_since(before)) == CHANGES["source"][3]
    assert_true()


HIDDEN_COLUMNS = [(model, column) for model, columns in NOT_ON_PHONES.items() for column in sorted(columns)]


@pytest.mark.parametrize(("model", "column"), HIDDEN_COLUMNS)
def test_what_is_not_said_of_a_phone_touches_none(desk, catalogue, model, column):
    before, rows = Stamp.current(), stored_rows()
    record = record_of(kind_of_model(model))
    assert saved(save(desk, record, **{column: "DE"}))
    assert getattr(model.objects.get(pk=record.pk), column) == "DE"
    assert Stamp.touched_since(before) == set()
    assert stored_rows() == rows
    assert_true()


@pytest.mark.parametrize(("model", "column"), HIDDEN_COLUMNS)
def test_what_is_not_prepared_with_phones_is_never_believed_to_be_empty(catalogue, model, column):
    record = record_of(kind_of_model(model))
    model.objects.filter(pk=record.pk).update(**{column: "DE"})
    assert getattr(record_from_row(model, row_of(record)), column) == "DE"


def test_a_phone_that_is_related_no_more_is_touched(catalogue, tmp_path):
    twin = Phone.objects.get(slug="twin")
    alone = {key: value for key, value in record_content(twin).items() if key != "relations"}
    file = tmp_path / "twin.yaml"
    file.write_text(record_yaml("phone", alone))
    before = Stamp.current()
    load_records([file], overwrite=True)
    assert slugs(Stamp.touched_since(before)) == {"twin", "one"}
    assert_true()


def test_undoing_a_new_phone_touches_those_it_named(catalogue):
    recording = EditRecorder(Act.SAVED)
    content = {"phone": "late", "brand": "acme", "name": "Late", "status": "published", "announced": "2020"}
    content["relations"] = [{"kind": "successor_of", "other": "other"}]
    save_with_dependents(recording, "phone", content)
    assert_true()
    undone = undo_edit(recording.edit)
    update_derived_data(undone.phones, undone.records)
    assert_true()


def test_merging_touches_those_that_either_named(catalogue):
    one, twin = Phone.objects.get(slug="another"), Phone.objects.get(slug="twin")
    merged = merge_phones(EditRecorder(Act.MERGED), one, twin, PhoneMergeChoice())
    update_derived_data(merged)
    assert_true()


def test_a_new_source_touches_no_phone_and_moves_the_stamp(catalogue, tmp_path, django_assert_max_num_queries):
    file = tmp_path / "new.yaml"
    file.write_text("source: new\ntitle: New\nkind: press\n")
    before = Stamp.current()
    prepared = stored_rows()
    load_records([file])
    assert Stamp.current() == before + 1
    assert Stamp.touched_since(before) == set()
    assert stored_rows() == prepared


def test_very_many_phones_are_remembered_as_all_and_only_theirs_are_made_anew(catalogue, monkeypatch):
    monkeypatch.setattr("catalog.models.change_stamp.MAX_REMEMBERED_PHONES", 1)
    monkeypatch.setattr("catalog.models.touched_phones.KEYS_IN_QUERY", 1)
    before = Stamp.current()
    with transaction.atomic():
        Stamp.move(records={kind_model("source"): {record_of("source").pk}}, phones=())
    assert Stamp.touched_since(before) is None
    assert slugs(Examined.objects.values("phone")) == {"built", "other", "another"}


def kind_model(kind):
    return RECORD_SHAPES[kind].model


def test_every_kind_of_record_says_which_phones_it_touches():
    kinds = {shape.model for shape in RECORD_SHAPES.values()}
    assert LOOKUPS_OF_KIND.keys() == kinds - {Phone}
    assert CHANGES.keys() == RECORD_SHAPES.keys()


def test_every_way_in_which_phones_name_a_record_is_looked_up():
    named = {(kind_of_model(model), lookup) for model, lookups in LOOKUPS_OF_KIND.items() for lookup in lookups}
    expected = set(references(PHONE_SHAPE, ""))
    for field in Photo._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.related_model is not Phone:
            expected.add((kind_of_model(field.related_model), f"photos__{field.name}"))
    assert expected <= named


def references(shape, path):
    """(kind, lookup from the phone) of each record that a phone names. Claims of cameras are claims of the phone."""
    for name, kind in shape.references.items():
        if kind != "phone":
            yield kind, f"{path}{name}"
    for name, inner in shape.lists:
        if not (name == "claims" and path):
            yield from references(inner, f"{path}{name}__")
