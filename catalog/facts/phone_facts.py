"""The facts of one phone: a cell for every row of the sheet, each computed once."""

from django.utils.functional import cached_property

from catalog.models import Camera, Display, Phone, vocabulary
from catalog.models.qualifiers import QualifiedFigures
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate
from catalog.sheet.spec import GATHERED, STATED

from .cell_columns import CellColumn
from .cells import Cell, State, VersionValue
from .claim_agreement import cell_claim, claims_by_fact, qualified_text, value_text
from .depth import depth_of
from .phone_readings import PhoneReadings
from .price_conversion import price_of


class PhoneFacts:
    """The cells of a phone fetched by ``prefetch.fetch_phones``, of its displays and of its cameras."""

    def __init__(self, phone):
        self.phone = phone
        self.cells = {}
        self.columns = {}

    @classmethod
    def of(cls, phone):
        """The one instance of a phone object; it lives as long as that."""
        if phone.known is None:
            phone.known = cls(phone)
        return phone.known

    @cached_property
    def cameras(self):
        return list(self.phone.cameras.all())

    @cached_property
    def displays(self):
        return list(self.phone.displays.all())

    @cached_property
    def claims(self):
        """``Claim.fact`` → the claims on that fact."""
        return claims_by_fact(self.phone)

    @cached_property
    def readings(self):
        """The ``PhoneReadings``."""
        return PhoneReadings.of(self.phone)

    def cell(self, spec, record):
        """The cell of one fact of ``record``: the phone, or one of its displays or cameras. Unsaved ones have no
        cache."""
        key = spec.key, type(record), record.id
        if record.id is None or key not in self.cells:
            self.cells[key] = self.compute_cell(spec, record)
        return self.cells[key]

    def column(self, specs, record):
        """The ``CellColumn`` of ``record`` for ``specs``, a tuple that must be the same object each time."""
        key = id(specs), record.id
        if record.id is None or key not in self.columns:
            self.columns[key] = CellColumn.of([self.cell(spec, record) for spec in specs])
        return self.columns[key]

    def compute_cell(self, spec, record):
        if spec.inner:
            return self.inner_cell(spec, record)
        if spec.tally:
            return self.tally_cell(spec)
        claims = self.claims_on(spec, record)
        found = spec.reading(record)
        if found is None:
            state, text = _state_without_value(spec, record, claims)
            return Cell(state, text, claims=claims, **_place_of_cell(spec, record))
        value = found.value
        return Cell(
            state=_state_of(value),
            text=text_of_reading(spec, record, found),
            value=json_value(value),
            how=found.how,
            claims=claims,
            **_place_of_cell(spec, record),
            also=_other_names(spec, record),
            unusual=spec.is_unusual(value) and not _is_expected_outlier(spec, record),
            date=value if isinstance(value, PartialDate) else None,
            open_ended=spec.open_ended(record),
            price=_price(spec, record),
            qualifier=qualifier_of_figure(spec, record, found),
        )

    @cached_property
    def depth(self):
        """How much is known of the phone."""
        return depth_of(self)

    def tally_cell(self, spec):
        """How many of the other rows are as the row counts them."""
        count = getattr(self.depth, spec.tally)
        return Cell(State.KNOWN, spec.text(count), value=count, how=GATHERED)

    def inner_cell(self, spec, record):
        """The cell of the record that the row repeats: the main camera's."""
        inner = spec.through(record)
        if inner is None:
            return Cell(State.NOT_KNOWN, "not known")
        return self.cell(spec.inner, inner)

    def claims_on(self, spec, record):
        """The claims on the fact, for the page."""
        unit = spec.unit_for(record)
        return tuple(cell_claim(claim, spec, unit) for claim in self.claims_of_fact(spec, record))

    def claims_of_fact(self, spec, record):
        """The claims on the fact as they are stored. Claims are about a phone's first display only."""
        if isinstance(record, Display) and record.position != 1:
            return []
        place = claim_place(record)
        claims = []
        for key in spec.claim_keys:
            claims.extend(self.claims.get((place, key), ()))
        return claims


def claim_place(record):
    """How claims name what they speak of: the key of a camera, the name of a model code or market; None for the phone
    and its first display."""
    if isinstance(record, Camera):
        return record.pk
    return getattr(record, "row_name", None)


def value_cell(spec, value, unit):
    """The cell of a bare value, without claims; of None, that it is not known."""
    if value is None:
        return Cell(State.NOT_KNOWN, "not known")
    date = value if isinstance(value, PartialDate) else None
    return Cell(_state_of(value), spec.text(value, unit), value=json_value(value), date=date, key=spec.key)


def text_of_reading(spec, record, found):
    """What the row reads as it prints it: “at most 500 g”."""
    text = spec.text_of_reading(found, spec.unit_for(record))
    return qualified_text(text, qualifier_of_figure(spec, record, found))


def qualifier_of_figure(spec, record, found):
    """The ``Qualifier`` of a figure that stands in a column of the record; None where it is exact, or not its own."""
    if found.how != STATED or not isinstance(record, QualifiedFigures):
        return None
    return record.qualifier_of(spec.key)


def json_value(value):
    """A value as JSON has it: numbers as numbers, dates as ISO text."""
    if isinstance(value, list):
        return [json_value(item) for item in value]
    if isinstance(value, float):
        return formatters.int_if_whole(round(value, 4))
    if isinstance(value, PartialDate):
        return str(value)
    return value


def _price(spec, record):
    if not spec.unit_column:
        return None
    return price_of(spec, record)


def _state_of(value):
    if value is False or value in ([], "none"):
        return State.NO
    return State.KNOWN


def _is_expected_outlier(spec, record):
    """Whether an unusual figure is none here: the sides of a phone that folds, anything of a depth camera."""
    if isinstance(record, Phone):
        return bool(record.folds) and spec.key in ("width_mm", "depth_mm")
    if isinstance(record, Camera):
        return record.role in vocabulary.HELPER_ROLES
    return False


def _state_without_value(spec, record, claims):
    """State and words for a fact that has no value."""
    if not spec.applies(record):
        return State.NOT_APPLICABLE, "does not apply"
    accepted = {claim.state: claim for claim in claims if claim.accepted}
    if spec.absent(record) or vocabulary.ClaimState.NONE in accepted:
        return State.NO, "none"
    if vocabulary.ClaimState.NOT_PUBLISHED in accepted:
        claim = accepted[vocabulary.ClaimState.NOT_PUBLISHED]
        return State.NOT_PUBLISHED, _not_published_text(claim)
    return State.NOT_KNOWN, "not known"


def _not_published_text(claim):
    when = claim.seen_on or claim.source.seen_on
    if not when:
        return "not published"
    return f"not published (checked {when.words})"


def _place_of_cell(spec, record):
    """The ``key`` of a cell, its ``variations`` (“210 g (nano-skin back)”) and ``versions``; of displays, the first has
    any."""
    phone = _phone_that_varies(record)
    if phone is None:
        return {"key": spec.key}
    found = []
    for variation in phone.variations.all():
        if variation.key == spec.key:
            found.append(variation)
    texts = [f"{_variation_text(variation, spec, record)} ({variation.applies_to})" for variation in found]
    values = [VersionValue(variation.applies_to, variation.value) for variation in found]
    return {"key": spec.key, "variations": tuple(texts), "versions": tuple(values)}


def _phone_that_varies(record):
    """The phone whose variations speak of ``record``; None where none may."""
    if isinstance(record, Phone):
        return record
    if isinstance(record, Display) and record.position == 1:
        return record.phone
    return None


def _variation_text(variation, spec, record):
    if variation.value is None:
        return "not known"
    return value_text(variation.value, spec, spec.unit_for(record))


def _other_names(spec, record):
    """Other names of the value, where the row reads any."""
    if not spec.also:
        return ()
    found = spec.also(record)
    return tuple(found.value) if found else ()
