"""The facts of one phone that claims may be about, for its worklists."""

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
    """A row of the sheet that claims may be about, with its cell. ``title`` names its camera; ``number`` is the place
    of ``record`` among the cameras or displays, from 0."""

    spec: Spec
    record: Phone | Display | Camera
    cell: Cell
    title: str = ""
    number: int = 0

    @property
    def label(self):
        if not self.title:
            return self.spec.label
        return f"{self.title}: {self.spec.label}"

    @property
    def camera(self):
        """The key of its camera, or None."""
        if not isinstance(self.record, Camera):
            return None
        return self.record.pk

    @property
    def place(self):
        """(key of the camera or None, key of the fact), as claims name it."""
        return self.camera, self.spec.key

    def found(self, words, due=None):
        """The finding that something is to do at this fact."""
        field = form_field_id(self.record, self.spec.key, self.number)
        return WorklistFinding(self.spec.key, words, camera=self.camera, field=field, due=due)


def sheet_facts_of_phone(phone, names=None):
    """Yield every ``SheetFact`` of a phone fetched with all rows: its own, of its first display, of each camera.
    Only those of ``names`` (“Phone:weight_g”), where they are given."""
    facts = PhoneFacts.of(phone)
    records = [(phone, "", 0)]
    records += [(display, "", 0) for display in facts.displays[:1]]
    records += titled_cameras(facts.cameras)
    for record, title, number in records:
        for spec in claimable_specs(type(record)):
            if names is None or qualified_key(spec) in names:
                yield SheetFact(spec, record, facts.cell(spec, record), title=title, number=number)


def qualified_key(spec):
    """Unique among the rows of all kinds of records: “Camera:f_number”."""
    return f"{spec.of.__name__}:{spec.key}"


def titled_cameras(cameras):
    """(camera, its title, its place from 0) of each."""
    titles = phone_parts.camera_titles(cameras)
    return list(zip(cameras, titles, range(len(cameras)), strict=True))


@cache
def claimable_specs(model):
    """The rows printed of a record of ``model`` that claims may be about, as a list."""
    specs = []
    for group in spec_groups(model):
        specs += filter(is_claimable_spec, group.specs)
    return specs


def is_claimable_spec(spec):
    """Whether claims may be about the row itself: it is printed, repeats no other row, and is a column or a list."""
    if spec.inner is not None or not spec.on_page:
        return False
    is_list = spec.of is Phone and spec.key in LIST_FACT_READERS
    return is_list or is_claimable_column(spec)


def form_field_id(record, key, number=0):
    """The HTML id of a column's input on the form of a phone; empty for a fact that is no column."""
    columns = {field.name for field in record._meta.concrete_fields}
    if key not in columns:
        return ""
    if type(record) in FORM_ROW_IDS:
        return FORM_ROW_IDS[type(record)].format(number, key)
    return f"id_{key}"
