"""Rows at the desk that come by pasted text or by copying."""

import pytest

from catalog.models import ModelCode, Phone

from .desk import ADD_PHONE, enter_phone, row_faults, said_after, save, saved
from .factories import make_phone, make_sensor
from .filling import form_on

pytestmark = pytest.mark.django_db


def said(response):
    return " ".join(said_after(response))


def facts_of(record, *columns):
    return tuple(type(record).objects.filter(pk=record.pk).values_list(*columns).get())


# Rows from a text


def test_memory_versions_are_pasted_above_their_rows(desk):
    response = enter_phone(
        desk,
        ("memory_versions", {"ram_gb": "12", "storage_gb": "256"}),
        **pasted_memory("12+256GB, 12+512GB, 16GB/1TB"),
    )
    assert saved(response)
    rows = Phone.objects.get().memory_versions.values_list("position", "ram_gb", "storage_gb")
    assert list(rows) == [(1, 12, 256), (2, 12, 512), (3, 16, 1024)]
    assert "2 memory versions (from “12+256GB, 12+512GB, 16GB/1TB”)" in said(response)


def pasted_memory(text):
    return {"memory_versions-pasted": text}


def test_memory_that_is_not_clear_is_refused_above_its_rows_and_kept(desk):
    response = enter_phone(desk, **pasted_memory("8/12 GB"))
    assert "or several sizes of one" in row_faults(response, "memory_versions")
    assert form_on(response)["memory_versions-pasted"] == ["8/12 GB"]


def test_pasted_rows_come_back_as_rows_when_something_else_is_wrong(desk):
    response = enter_phone(desk, weight_g="heavy", **pasted_memory("12+512GB"))
    fields = form_on(response)
    assert (fields["memory_versions-0-ram_gb"], fields["memory_versions-pasted"]) == (["12"], [""])
    assert saved(desk.post(ADD_PHONE, fields | {"weight_g": "211"}))
    assert Phone.objects.get().memory_versions.count() == 1


def test_model_codes_are_pasted_and_come_once(desk):
    phone = make_phone("One")
    ModelCode.objects.create(phone=phone, code="SM-S908B")
    assert saved(save(desk, phone, **{"model_codes-pasted": "sm-s908b, SM-S908U; SM-S908N"}))
    assert list(phone.model_codes.values_list("code", flat=True)) == ["SM-S908B", "SM-S908U", "SM-S908N"]


def test_bands_are_pasted_at_a_model_code(desk):
    code = {"code": "A103SH", "pasted_bands": "B1/3/8/41, n77, n257"}
    assert saved(enter_phone(desk, ("model_codes", code)))
    stored = facts_of(ModelCode.objects.get(), "lte_bands", "nr_bands", "nr_fr2_bands")
    assert stored == ([1, 3, 8, 41], [77], [257])


@pytest.mark.parametrize(("typed", "words"), [("1 2", "which network"), ("B1, wifi", "“wifi” is not understood")])
def test_bands_that_are_not_clear_are_refused_where_they_were_pasted(desk, typed, words):
    response = enter_phone(desk, ("model_codes", {"code": "A103SH", "pasted_bands": typed}))
    assert words in row_faults(response, "model_codes")


# Copies


def test_a_camera_is_copied_behind_itself_with_every_fact(desk):
    main = {"role": "main", "f_number": 1.9, "stabilisation": ["ois"], "sensor": make_sensor("IMX800")}
    phone = make_phone("One", cameras=[main, {"role": "tele"}])
    assert saved(save(desk, phone, **{"cameras-0-copy": "on"}))
    rows = phone.cameras.values_list("position", "role", "f_number", "sensor__name")
    assert list(rows) == [(1, "main", 1.9, "IMX800"), (2, "main", 1.9, "IMX800"), (3, "tele", None, None)]
    assert [camera.stabilisation for camera in phone.cameras.all()][:2] == [["ois"], ["ois"]]


def test_a_camera_just_typed_is_copied_too(desk):
    camera = {"facing": "rear", "role": "main", "f_number": "f/1.9", "copy": "on"}
    assert saved(enter_phone(desk, ("cameras", camera)))
    assert list(Phone.objects.get().cameras.values_list("position", "f_number")) == [(1, 1.9), (2, 1.9)]


def test_a_model_code_is_copied_into_a_row_to_change(desk):
    phone = make_phone("One")
    ModelCode.objects.create(phone=phone, code="A103SH", lte_bands=[1, 3])
    response = save(desk, phone, **{"model_codes-0-copy": "on"})
    assert "correct the duplicate" in row_faults(response, "model_codes")
    assert form_on(response)["model_codes-1-lte_bands"] == ["1, 3"]
