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

_OWN_BUSINESS = {"id", "position", "slug"}


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
        hidden = (_OWN_BUSINESS - ({"slug"} if self.model is OldSlug else set())) | set(self.owners)
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


_CLAIMS = Shape(Claim, owners=("phone", "camera"))


def _of_phone(model, **options):
    return Shape(model, owners=("phone",), **options)


PHONE = Shape(
    Phone,
    lists=(
        ("old_slugs", _of_phone(OldSlug, sorted_by=("slug",))),
        ("aliases", _of_phone(Alias)),
        ("displays", _of_phone(Display, block=True)),
        ("phone_chipsets", _of_phone(PhoneChipset)),
        ("memory_versions", _of_phone(MemoryVersion)),
        ("cameras", _of_phone(Camera, block=True, lists=(("claims", _CLAIMS),))),
        ("model_codes", _of_phone(ModelCode)),
        ("markets", _of_phone(Market)),
        ("relations", _of_phone(Relation, sorted_by=("kind", "other"))),
        ("variations", _of_phone(Variation)),
        ("software_observations", _of_phone(SoftwareObservation)),
        ("extra_rows", _of_phone(ExtraRow)),
        ("claims", _CLAIMS),
    ),
)

GUIDE = Shape(
    Guide,
    lists=(
        ("phones", Shape(GuidePhone, owners=("guide",), alone="phone", least=MIN_GUIDE_PHONES, most=MAX_GUIDE_PHONES)),
        ("sources", Shape(GuideSource, owners=("guide",), alone="source")),
    ),
)

KINDS = {
    "brand": Shape(Brand),
    "source": Shape(Source),
    "chipset": Shape(Chipset),
    "sensor": Shape(Sensor),
    "operator": Shape(Operator),
    "phone": PHONE,
    "collection": Shape(Collection),
    "guide": GUIDE,
}
"""In the order in which they are loaded: what others name comes first."""

EDITORIAL = ("collection", "guide")
"""Kinds that no phone hangs on."""


@cache
def kind_of(model):
    """“brand” for Brand; None for a model that is no record of its own."""
    return next((kind for kind, shape in KINDS.items() if shape.model is model), None)


def in_order(content, shape):
    """The same content, with the rows whose order means nothing in the one order they are compared in."""
    rows = {
        name: sorted(content[name], key=lambda row, keys=inner.sorted_by: [str(row.get(key)) for key in keys])
        for name, inner in shape.lists
        if inner.sorted_by and name in content
    }
    return {**content, **rows}


def plainly(content, shape):
    """The same content as it would be read from the database: without what goes without saying, rows in order."""
    found = {
        key: value
        for key, value in in_order(content, shape).items()
        if value is not None and value != shape.defaults.get(key) and (key not in shape.rows or value)
    }
    rows = {name: [plainly(row, inner) for row in found[name]] for name, inner in shape.lists if name in found}
    return {**found, **rows}


def folder_of(kind, content):
    """Where a record of that kind lies, relative to the catalogue."""
    return f"phones/{content['brand']}" if kind == "phone" else f"{kind}s"
