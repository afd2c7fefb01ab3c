"""What records look like, read off the models: a new column is in the format as soon as it is in the model."""

from dataclasses import dataclass
from functools import cache, cached_property

from django.db import models

from catalog.models import (
    Alias,
    Brand,
    Camera,
    Chipset,
    Claim,
    Collection,
    Display,
    ExtraRow,
    Guide,
    GuidePhone,
    GuideSource,
    Market,
    MemoryVersion,
    ModelCode,
    OldSlug,
    Operator,
    Phone,
    PhoneChipset,
    Relation,
    Sensor,
    SoftwareObservation,
    Source,
    Variation,
)
from catalog.models.guides import MAX_GUIDE_PHONES, MIN_GUIDE_PHONES

_INTERNAL_COLUMNS = {"id", "position", "slug"}


@dataclass(frozen=True)
class Shape:
    """One kind of record or row: its columns in order, and the lists of rows in it.

    ``owners`` are the foreign keys that lead back to what holds the row; ``block`` rows are written over several lines;
    ``sorted_by`` orders rows whose order means nothing. Rows of one column, ``alone``, are written as a list of its
    values: ``phones: [a, b]``. ``least`` and ``most`` say how many rows there must be, where that is limited.
    """

    model: type[models.Model]
    lists: tuple[tuple[str, "Shape"], ...] = ()
    owners: tuple[str, ...] = ()
    block: bool = False
    sorted_by: tuple[str, ...] = ()
    alone: str = ""
    least: int = 0
    most: int | None = None

    @cached_property
    def columns(self):
        """Field by key, in the order of the model."""
        hidden = (_INTERNAL_COLUMNS - ({"slug"} if self.model is OldSlug else set())) | set(self.owners)
        return {field.name: field for field in self.model._meta.concrete_fields if field.name not in hidden}

    @cached_property
    def rows(self):
        """Shape by the name of its list."""
        return dict(self.lists)

    @cached_property
    def defaults(self):
        """Key → the value that goes without saying."""
        return {name: field.get_default() for name, field in self.columns.items() if field.has_default()}

    @cached_property
    def order(self):
        """All keys in the order in which content has them: columns as in the model, then lists."""
        return [*self.columns, *self.rows]

    @cached_property
    def required(self):
        """Keys of the columns that must be known."""
        required = []
        for name, field in self.columns.items():
            may_be_missing = field.null or field.blank or field.has_default()
            if not may_be_missing:
                required.append(name)
        return required

    @cached_property
    def unique_together(self):
        """Tuples of keys that no two rows of one list, or no two records, share."""
        sets = [c.fields for c in self.model._meta.constraints if isinstance(c, models.UniqueConstraint)]
        alone = [(name,) for name, field in self.columns.items() if field.unique]
        return [
            tuple(key for key in keys if key in self.columns)
            for keys in sets
            if set(keys) - {"position"} - set(self.owners)
        ] + alone

    @cached_property
    def checks(self):
        """The database's check constraints that look at more than one column."""
        return [
            c
            for c in self.model._meta.constraints
            if isinstance(c, models.CheckConstraint) and "within_bounds" not in c.name
        ]


_CLAIM_SHAPE = Shape(Claim, owners=("phone", "camera"))


def _phone_rows(model, **options):
    return Shape(model, owners=("phone",), **options)


PHONE_SHAPE = Shape(
    Phone,
    lists=(
        ("old_slugs", _phone_rows(OldSlug, sorted_by=("slug",))),
        ("aliases", _phone_rows(Alias)),
        ("displays", _phone_rows(Display, block=True)),
        ("phone_chipsets", _phone_rows(PhoneChipset)),
        ("memory_versions", _phone_rows(MemoryVersion)),
        ("cameras", _phone_rows(Camera, block=True, lists=(("claims", _CLAIM_SHAPE),))),
        ("model_codes", _phone_rows(ModelCode)),
        ("markets", _phone_rows(Market)),
        ("relations", _phone_rows(Relation, sorted_by=("kind", "other"))),
        ("variations", _phone_rows(Variation)),
        ("software_observations", _phone_rows(SoftwareObservation)),
        ("extra_rows", _phone_rows(ExtraRow)),
        ("claims", _CLAIM_SHAPE),
    ),
)

GUIDE_SHAPE = Shape(
    Guide,
    lists=(
        ("phones", Shape(GuidePhone, owners=("guide",), alone="phone", least=MIN_GUIDE_PHONES, most=MAX_GUIDE_PHONES)),
        ("sources", Shape(GuideSource, owners=("guide",), alone="source")),
    ),
)

RECORD_SHAPES = {
    "brand": Shape(Brand),
    "source": Shape(Source),
    "chipset": Shape(Chipset),
    "sensor": Shape(Sensor),
    "operator": Shape(Operator),
    "phone": PHONE_SHAPE,
    "collection": Shape(Collection),
    "guide": GUIDE_SHAPE,
}
"""In the order in which they are loaded: what others name comes first."""

EDITORIAL_KINDS = ("collection", "guide")
"""Kinds that no phone hangs on."""


@cache
def kind_of_model(model):
    """“brand” for Brand; None for a model that is no record of its own."""
    return next((kind for kind, shape in RECORD_SHAPES.items() if shape.model is model), None)


def with_sorted_rows(content, shape):
    """The same content, with the rows whose order means nothing in the one order they are compared in."""
    rows = {
        name: sorted(content[name], key=lambda row, keys=inner.sorted_by: [str(row.get(key)) for key in keys])
        for name, inner in shape.lists
        if inner.sorted_by and name in content
    }
    return {**content, **rows}


def without_empty_lists(content, shape):
    """The same content without lists of rows that are empty, which a record would be refused for. Those that are
    written as lists of values stay: there an empty one is no mistake of form."""
    found = {}
    for key, value in content.items():
        inner = shape.rows.get(key)
        if inner is None or inner.alone:
            found[key] = value
        elif value:
            found[key] = [without_empty_lists(row, inner) for row in value]
    return found


def normalised_content(content, shape):
    """The same content as it would be read from the database: without what goes without saying, rows in order."""
    found = {
        key: value
        for key, value in with_sorted_rows(content, shape).items()
        if value is not None and value != shape.defaults.get(key) and (key not in shape.rows or value)
    }
    rows = {
        name: [normalised_content(row, inner) for row in found[name]] for name, inner in shape.lists if name in found
    }
    return {**found, **rows}


def record_folder(kind, content):
    """Where a record of that kind lies, relative to the catalogue."""
    return f"phones/{content['brand']}" if kind == "phone" else f"{kind}s"
