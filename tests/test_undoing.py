"""An edit undone: what nobody has changed since stands as it stood before, all of it or nothing."""

import pytest

from catalog.history.recorder import EditRecorder
from catalog.history.undo import CannotUndo, undo_edit
from catalog.importers.record_loader import load_records
from catalog.models import Edit, Guide, OldSlug, Page, Phone, Revision, Sensor
from catalog.models.vocabulary import Act
from catalog.records.record_save import save_record
from catalog.records.serializer import record_content
from catalog.records.yaml_writer import record_yaml

from .desk import delete, save, withdrawn
from .everything import make_full_phone
from .factories import make_brand, make_phone, make_relation, make_sensor

pytestmark = pytest.mark.django_db


def act(*contents, act=Act.IN_BULK):
    """One edit that stores these (record or None, content)."""
    recording = EditRecorder(act)
    for record, content in contents:
        kind = next(iter(content))
        save_record(recording, kind, content, record)
    return recording.edit


def phone_content(name, **facts):
    return {"phone": f"acme-{name.lower()}", "name": name, "brand": "acme", **facts}


def last_edit():
    return Edit.objects.first()


def test_changed_records_stand_as_before_and_the_history_says_so(admin_user):
    one, two = make_phone("One", weight_g=211), make_phone("Two", weight_g=150)
    edit = act((one, {**record_content(one), "weight_g": 300}), (two, {**record_content(two), "weight_g": 301}))
    undone = undo_edit(edit, by=admin_user, why="Wrong table")
    assert list(Phone.objects.values_list("weight_g", flat=True)) == [211, 150]
    assert (undone.edit.act, undone.edit.undoes, undone.edit.by) == (Act.UNDONE, edit, admin_user)
    assert (undone.count, undone.left_out, undone.phones) == (2, [], {one.pk, two.pk})


def test_an_undo_is_undone_like_any_edit():
    one = make_phone("One", weight_g=211)
    edit = act((one, {**record_content(one), "weight_g": 300}))
    undo_edit(undo_edit(edit).edit)
    assert Phone.objects.get().weight_g == 300


def test_what_was_added_is_deleted_with_the_parts_it_brought():
    make_brand("Acme")
    eye = {"sensor": "lightworks-eye", "maker": "Lightworks", "name": "Eye"}
    camera = {"facing": "rear", "role": "main", "sensor": "lightworks-eye"}
    edit = act((None, eye), (None, phone_content("One", cameras=[camera])), (None, phone_content("Two")))
    assert undo_edit(edit).count == 3
    assert not Phone.objects.exists()
    assert not Sensor.objects.exists()


def test_what_was_deleted_comes_back_whole_under_its_own_key_with_its_history(desk):
    phone = withdrawn(make_full_phone())
    save(desk, phone, weight_g="213")
    phone.claims.filter(key="weight_g").update(value=211)
    key, content = phone.pk, record_content(phone)
    twin = Phone.objects.get(name="Twin")
    tied = record_content(twin)
    Guide.objects.all().delete()
    Page.objects.all().delete()
    delete(desk, phone)
    assert record_content(twin) != tied
    undo_edit(last_edit())
    back = Phone.objects.get(slug=content["phone"])
    assert back.pk == key
    assert record_content(back) == content
    assert record_content(twin) == tied
    assert [one.edit.act for one in Revision.objects.of("phone", key)] == ["undone", "deleted", "saved"]


def test_deleted_phones_that_name_one_another_come_back_together(desk):
    one, two = make_phone("One"), make_phone("Two")
    make_relation(two, "successor_of", one)
    recording = EditRecorder(Act.IN_BULK)
    befores = {phone: record_content(phone) for phone in (one, two)}
    for phone, before in befores.items():
        recording.note("phone", phone.pk, before, None)
    Phone.objects.all().delete()
    undo_edit(recording.edit)
    assert [record_content(phone) for phone in Phone.objects.order_by("slug")] == list(befores.values())


def test_a_record_changed_since_is_named_and_nothing_happens(desk):
    one, two = make_phone("One", weight_g=211), make_phone("Two", weight_g=150)
    edit = act((one, {**record_content(one), "weight_g": 300}), (two, {**record_content(two), "weight_g": 301}))
    save(desk, one, height_mm="160")
    with pytest.raises(CannotUndo, match="phone acme-one: changed since"):
        undo_edit(edit)
    assert Phone.objects.get(pk=two.pk).weight_g == 301


def test_records_changed_since_can_be_left_out(desk):
    one, two = make_phone("One", weight_g=211), make_phone("Two", weight_g=150)
    edit = act((one, {**record_content(one), "weight_g": 300}), (two, {**record_content(two), "weight_g": 301}))
    save(desk, one, height_mm="160")
    undone = undo_edit(edit, leave_out=True)
    assert [stuck.slug for stuck in undone.left_out] == ["acme-one"]
    assert list(Phone.objects.values_list("weight_g", flat=True)) == [300, 150]


def test_a_change_that_no_history_tells_of_counts_as_one():
    one = make_phone("One", weight_g=211)
    edit = act((one, {**record_content(one), "weight_g": 300}))
    Phone.objects.update(height_mm=160)
    with pytest.raises(CannotUndo, match="changed since"):
        undo_edit(edit)


def test_what_is_in_use_since_stays_or_all_stays():
    make_brand("Acme")
    edit = act((None, {"sensor": "lightworks-eye", "maker": "Lightworks", "name": "Eye"}), (None, phone_content("Two")))
    make_phone("One", cameras=[{"sensor": make_sensor("Eye")}])
    with pytest.raises(CannotUndo, match="sensor lightworks-eye: in use by another record \\(camera\\)"):
        undo_edit(edit)
    assert Phone.objects.filter(name="Two").exists()
    assert [stuck.slug for stuck in undo_edit(edit, leave_out=True).left_out] == ["lightworks-eye"]
    assert not Phone.objects.filter(name="Two").exists()


def test_a_phone_whose_sensor_is_gone_cannot_come_back():
    eye = make_sensor("Eye")
    one = make_phone("One", cameras=[{"sensor": eye}])
    edit = act((one, {**record_content(one), "cameras": [{"facing": "rear", "role": "main"}]}))
    eye.delete()
    with pytest.raises(CannotUndo, match="there is no sensor “lightworks-eye”"):
        undo_edit(edit)


def test_a_rename_is_undone_and_both_addresses_lead_to_the_phone():
    one = make_phone("One")
    edit = act((one, {**record_content(one), "phone": "acme-uno"}))
    undo_edit(edit)
    assert Phone.objects.get().slug == "acme-one"
    assert OldSlug.objects.get().slug == "acme-uno"


def test_a_rename_left_out_is_left_as_it_is():
    """Its old content names what is gone: neither the content nor the address is put back."""
    eye = make_sensor("Eye")
    one = make_phone("One", cameras=[{"sensor": eye}])
    cameras = [{"facing": "rear", "role": "main"}]
    edit = act((one, {**record_content(one), "phone": "acme-uno", "cameras": cameras}))
    eye.delete()
    assert undo_edit(edit, leave_out=True).count == 0
    assert Phone.objects.get().slug == "acme-uno"
    assert not Edit.objects.filter(act=Act.UNDONE).exists()


def test_a_load_of_many_files_is_undone(tmp_path):
    make_brand("Acme")
    for number in range(3):
        content = phone_content(f"N{number}", weight_g=200)
        (tmp_path / f"acme-n{number}.yaml").write_text(record_yaml("phone", content))
    recording = EditRecorder(Act.IMPORTED)
    load_records([tmp_path], recording=recording)
    assert undo_edit(recording.edit).count == 3
    assert not Phone.objects.exists()
