"""Whatever changes what readers see moves the stamp, by whatever door: kept pages hang on nothing else."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from catalog.models import Photo, Stamp
from catalog.records.serializer import record_content
from catalog.records.shapes import RECORD_SHAPES
from catalog.records.yaml_writer import record_yaml

from .desk import save, saved
from .factories import (
    make_brand,
    make_camera,
    make_chipset,
    make_claim,
    make_collection,
    make_guide,
    make_operator,
    make_page,
    make_phone,
    make_sensor,
    make_source,
)

pytestmark = pytest.mark.django_db


def make_photo():
    return Photo.objects.create(
        phone=make_phone("Shown"), words="Its back", credit="Anna", licence="CC0", source=make_source("shop"),
        sizes=[{"width": 320, "height": 240, "format": "webp", "name": f"{7:032x}.webp", "bytes": 9}],
        original=SimpleUploadedFile("back.jpg", b"not looked at again"),
    )  # fmt: skip


CHANGES = {
    "brand": (lambda: make_brand("Acme"), {"name": "Acme & Co"}),
    "camera": (lambda: make_camera(make_phone("Brick"), role="main"), {"f_number": "1.9"}),
    "chipset": (make_chipset, {"name": "Thinker 2"}),
    "claim": (lambda: make_claim(make_phone("Brick", weight_g=211), "weight_g", 211), {"said": "about 211 g"}),
    "collection": (make_collection, {"title": "Other ones"}),
    "guide": (lambda: make_guide(phones=[make_phone("One"), make_phone("Two")]), {"title": "Which of them?"}),
    "operator": (make_operator, {"name": "Another name"}),
    "page": (lambda: make_page("privacy"), {"title": "What we know of you"}),
    "phone": (lambda: make_phone("Brick"), {"weight_g": "187"}),
    "photo": (make_photo, {"words": "Its front"}),
    "sensor": (make_sensor, {"name": "Ear"}),
    "source": (lambda: make_source("shop"), {"title": "Another title"}),
}
"""What readers see and has a form at the desk: one of it, and a change of its form. All other rows are in the forms of
these."""
ELSEWHERE = {
    "exchangerate": "comes by import_rates",
    "stamp": "is the stamp",
    "loadedrecord": "is shown to editors, and in dumps, which are not kept",
    "heading": "editors' own", "upload": "editors' own", "proposal": "editors' own", "report": "editors' own",
    "edit": "noted with a change", "revision": "noted with a change",
    "task": "editors' own", "examined": "editors' own",
    "entries": "made of phones", "texts": "made of phones", "word": "made of phones", "storeddepth": "made of phones",
    "touched": "made of changes",
}  # fmt: skip


def test_every_model_has_its_place_here():
    """A model is in the table, a row of one that is, or readers do not see it."""
    for model in apps.get_app_config("catalog").get_models():
        name = model._meta.model_name
        parents = {field.related_model._meta.model_name for field in model._meta.fields if field.is_relation}
        assert name in CHANGES or name in ELSEWHERE or parents & CHANGES.keys(), name


DELETED = CHANGES.keys() - {"phone"}
"""Phones are withdrawn, which is a change of their form."""


def make_record(name):
    """(a stored one of it, a change of its form, the stamp's mark)."""
    make, changes = CHANGES[name]
    record = make()
    Stamp.move()
    return record, changes, Stamp.read()


def desk_url(record, page, *arguments):
    return reverse(f"admin:catalog_{record._meta.model_name}_{page}", args=arguments)


@pytest.mark.parametrize("name", CHANGES)
def test_saving_it_moves_the_stamp(desk, name):
    record, changes, mark = make_record(name)
    response = save(desk, record, **changes)
    assert saved(response), response.context["errors"]
    assert Stamp.read().number > mark.number


@pytest.mark.parametrize("name", sorted(DELETED))
def test_deleting_it_moves_the_stamp(desk, name):
    record, _, mark = make_record(name)
    assert saved(desk.post(desk_url(record, "delete", record.pk), {"post": "yes"}))
    assert not type(record).objects.filter(pk=record.pk).exists()
    assert Stamp.read().number > mark.number


@pytest.mark.parametrize("name", sorted(DELETED))
def test_deleting_several_moves_the_stamp(desk, name):
    record, _, mark = make_record(name)
    form = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
    assert saved(desk.post(desk_url(record, "changelist"), form))
    assert not type(record).objects.filter(pk=record.pk).exists()
    assert Stamp.read().number > mark.number


@pytest.mark.parametrize("kind", RECORD_SHAPES)
def test_loading_another_record_of_it_moves_the_stamp(kind, tmp_path):
    make, changes = CHANGES[kind]
    content = record_content(make())
    column = next(iter(changes))
    value = int(changes[column]) if changes[column].isdigit() else changes[column]
    (tmp_path / f"{content[kind]}.yaml").write_text(record_yaml(kind, {**content, column: value}))
    Stamp.move()
    mark = Stamp.read()
    call_command("load_catalogue", tmp_path, overwrite=True, stdout=StringIO())
    assert Stamp.read().number > mark.number
