"""The rows of the sheet for one phone of the desk, as its worklists look at them."""

from dataclasses import dataclass
from functools import cache

from catalog.evidence.claimable_facts import LIST_FACT_READERS, is_claimable_column
from catalog.facts.cells import Cell
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Camera, Display, Phone
from catalog.sheet import phone_parts
from catalog.sheet.registry import spec_groups
from catalog.sheet.spec import Spec

from .findings import WorklistFinding

FORM_ROW_IDS = {Display: "id_displays-{}-{}", Camera: "id_cameras-{}-{}"}


@dataclass(frozen=True)
class SheetFact:
    """A row of the sheet that sources may speak of. ``title`` names its camera; ``number`` is its place, from 0."""

    spec: Spec
    record: Phone | Display | Camera
    cell: Cell
    title: str = ""
    number: int = 0

    @property
    def label(self):
        return f"{self.title}: {self.spec.label}" if self.title else self.spec.label

    def found(self, words, **more):
        return WorklistFinding(
            self.spec.key, words, self.camera, form_field_id(self.record, self.spec.key, self.number), **more
        )

    @property
    def camera(self):
        return self.record.pk if isinstance(self.record, Camera) else None


def sheet_facts_of_phone(phone, names=None):
    """Yield every ``SheetFact`` of a phone fetched whole: its own, of its first display, of each camera. Only those of
    ``names`` (“Phone:weight_g”), where they are given."""
    known = PhoneFacts.of(phone)
    parts = [(phone, "", 0), *((display, "", 0) for display in known.displays[:1]), *titled_cameras(known.cameras)]
    for record, title, number in parts:
        for spec in claimable_specs(type(record)):
            if names is None or qualified_key(spec) in names:
                yield SheetFact(spec, record, known.cell(spec, record), title, number)


def qualified_key(spec):
    """What tells a row of the sheet from one of the same key of another kind of record: “Camera:f_number”."""
    return f"{spec.of.__name__}:{spec.key}"


def titled_cameras(cameras):
    return zip(cameras, phone_parts.camera_titles(cameras), range(len(cameras)), strict=True)


@cache
def claimable_specs(model):
    specs = [spec for group in spec_groups(model) for spec in group.specs if spec.inner is None]
    return [
        spec
        for spec in specs
        if spec.on_page and (is_claimable_column(spec) or (spec.key in LIST_FACT_READERS and model is Phone))
    ]


def form_field_id(record, key, number=0):
    """The id of the box of a column on the form of a phone."""
    column = key in {field.name for field in record._meta.concrete_fields}
    if not column:
        return ""
    return FORM_ROW_IDS[type(record)].format(number, key) if type(record) in FORM_ROW_IDS else f"id_{key}"
