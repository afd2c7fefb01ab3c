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
    LaunchPrice,
    Market,
    MemoryVersion,
    ModelCode,
    OldSlug,
    Operator,
    Page,
    PagePhone,
    Phone,
    PhoneChipset,
    Relation,
    Sensor,
    SoftwareObservation,
    Source,
    UsbPort,
    Variation,
)
from catalog.models.column_constraints import WithinBounds
from catalog.models.guides import MAX_GUIDE_PHONES, MIN_GUIDE_PHONES
from catalog.models.site_pages import MAX_PAGE_PHONES

from .constraints import condition_columns

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
        hidden = {*_INTERNAL_COLUMNS, *self.owners}
        if self.model is OldSlug:
            hidden.discard("slug")
        fields = {field.name: field for field in self.model._meta.concrete_fields}
        return {name: field for name, field in fields.items() if name not in hidden}

    @cached_property
    def rows(self):
        """Shape by the name of its list."""
        return dict(self.lists)

    @cached_property
    def references(self):
        """Key → kind of the record that it names by slug; a camera names another of its phone by its place."""
        found = {}
        for name, field in self.columns.items():
            kind = kind_of_model(field.related_model)
            if kind:
                found[name] = kind
        return found

    @cached_property
    def defaults(self):
        """Key → the default of its column, for those that have one; content leaves it out."""
        return {name: field.get_default() for name, field in self.columns.items() if field.has_default()}

    @cached_property
    def has_order(self):
        """Whether the order of the rows means something."""
        columns = {field.name for field in self.model._meta.fields}
        return "position" in columns and not self.sorted_by

    def sort_key(self, row):
        """What rows whose order means nothing are sorted by."""
        return [str(row.get(key)) for key in self.sorted_by]

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
    def required_lists(self):
        """Names of the lists that must have rows."""
        return [name for name, rows in self.lists if rows.least]

    @cached_property
    def unique_together(self):
        """Tuples of keys that no two rows of one list, or no two records, share."""
        found = []
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                keys = tuple(key for key in constraint.fields if key in self.columns)
                found.append(keys)
        found += [(name,) for name, field in self.columns.items() if field.unique]
        return [keys for keys in found if keys]

    @cached_property
    def checks(self):
        """(check constraint, the columns that it looks at) for each of the database's that looks at more than one."""
        found = []
        for constraint in self.model._meta.constraints:
            is_check = isinstance(constraint, models.CheckConstraint)
            if is_check and not isinstance(constraint, WithinBounds):
                found.append((constraint, condition_columns(constraint.condition)))
        return found


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
        ("launch_prices", _phone_rows(LaunchPrice)),
        ("usb_ports", _phone_rows(UsbPort)),
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

PAGE_SHAPE = Shape(Page, lists=(("phones", Shape(PagePhone, owners=("page",), alone="phone", most=MAX_PAGE_PHONES)),))

RECORD_SHAPES = {
    "brand": Shape(Brand),
    "source": Shape(Source),
    "chipset": Shape(Chipset),
    "sensor": Shape(Sensor),
    "operator": Shape(Operator),
    "phone": PHONE_SHAPE,
    "collection": Shape(Collection),
    "guide": GUIDE_SHAPE,
    "page": PAGE_SHAPE,
}
"""In the order in which they are loaded: what others name comes first."""

EDITORIAL_KINDS = ("collection", "guide", "page")
"""Kinds that no phone hangs on."""


@cache
def kind_of_model(model):
    """“brand” for Brand; None for a model that is no record of its own."""
    for kind, shape in RECORD_SHAPES.items():
        if shape.model is model:
            return kind
    return None


def with_sorted_rows(content, shape):
    """The same content, with the rows whose order means nothing in the one order they are compared in."""
    found = dict(content)
    for name, inner in shape.lists:
        if inner.sorted_by and name in content:
            found[name] = sorted(content[name], key=inner.sort_key)
    return found


def without_empty_lists(content, shape):
    """The same content without empty lists of rows, which ``check_content`` would refuse; a form or an import may
    leave them behind. Lists that are written as single values stay: they may be empty, or have a limit of their own."""
    found = {}
    for key, value in content.items():
        inner = shape.rows.get(key)
        if inner is None or inner.alone:
            found[key] = value
        elif value:
            found[key] = [without_empty_lists(row, inner) for row in value]
    return found


def normalised_content(content, shape):
    """The same content as it would be read from the database: without unknown values, defaults and empty lists of
    rows, and with rows in order."""
    found = {}
    for key, value in with_sorted_rows(content, shape).items():
        if value is None or value == shape.defaults.get(key):
            continue
        inner = shape.rows.get(key)
        if inner is None:
            found[key] = value
        elif value:
            found[key] = [normalised_content(row, inner) for row in value]
    return found


def field_path(path, key):
    """The path of a key in the row at ``path``: ``cameras[2].f_number``."""
    if not path:
        return key
    return f"{path}.{key}"


def record_folder(kind, content):
    """Where a record of that kind lies, relative to the catalogue."""
    if kind == "phone":
        return f"phones/{content['brand']}"
    return f"{kind}s"
