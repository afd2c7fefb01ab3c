"""What is known of one phone: a cell for every row of the sheet, each worked out once."""

from catalog.models import Camera, Display, Phone, vocabulary
from catalog.quantities import formatters
from catalog.quantities.partial_dates import PartialDate

from .cells import Cell, State
from .claim_agreement import cell_claim, claims_by_fact, value_text


class PhoneFacts:
    """The cells of a phone fetched with ``whole``, of its displays and of its cameras."""

    def __init__(self, phone):
        self.phone, self.cameras, self.displays = phone, list(phone.cameras.all()), list(phone.displays.all())
        self.claims, self.cells, self.columns = claims_by_fact(phone), {}, {}

    @classmethod
    def of(cls, phone):
        """Of each phone there is one as long as the phone is kept."""
        kept = vars(phone)
        if "known" not in kept:
            kept["known"] = cls(phone)
        return kept["known"]

    def cell(self, spec, record):
        """What is known of one fact of ``record``: the phone, or one of its displays or cameras."""
        key = spec.key, type(record), record.pk
        if record.pk is None or key not in self.cells:
            self.cells[key] = self.worked_out(spec, record)
        return self.cells[key]

    def column(self, specs, record):
        """The cells of ``record`` for ``specs``, a tuple that is the same each time."""
        key = id(specs), record.pk
        if record.pk is None or key not in self.columns:
            self.columns[key] = [self.cell(spec, record) for spec in specs]
        return self.columns[key]

    def worked_out(self, spec, record):
        if spec.inner:
            inner = spec.through(record)
            return self.cell(spec.inner, inner) if inner else Cell(State.NOT_KNOWN, "not known")
        claims = self.claims_on(spec, record)
        found = spec.reading(record)
        if found is None:
            return Cell(*_state_without_value(spec, record, claims), claims=claims)
        text = spec.text(found.value, spec.unit_for(record))
        others = _variation_texts(spec, record), _other_names(spec, record)
        unusual = spec.is_unusual(found.value) and not _is_expected_outlier(spec, record)
        date = found.value if isinstance(found.value, PartialDate) else None
        open_ended = spec.open_ended(record)
        return Cell(
            _state_of(found.value), text, json_value(found.value), found.how, claims, *others, unusual, date, open_ended
        )

    def claims_on(self, spec, record):
        """What sources say of the fact. They speak of a phone's first display only."""
        if isinstance(record, Display) and record.position != 1:
            return ()
        camera_id, unit = record.id if isinstance(record, Camera) else None, spec.unit_for(record)
        claims = (claim for key in spec.claim_keys for claim in self.claims.get((camera_id, key), ()))
        return tuple(cell_claim(claim, spec, unit) for claim in claims)


def json_value(value):
    """A value as JSON has it: numbers as numbers, dates as ISO text."""
    if isinstance(value, list):
        return [json_value(item) for item in value]
    if isinstance(value, float):
        return formatters.int_if_whole(round(value, 4))
    return str(value) if isinstance(value, PartialDate) else value


def _state_of(value):
    return State.NO if value is False or value in ([], "none") else State.KNOWN


def _is_expected_outlier(spec, record):
    """Whether it is no wonder that a figure is unlike others: of a phone that unfolds, of a helper for depth."""
    if isinstance(record, Phone):
        return spec.key in ("width_mm", "depth_mm") and bool(record.folds)
    return isinstance(record, Camera) and record.role in vocabulary.HELPER_ROLES


def _state_without_value(spec, record, claims):
    """State and words for a fact that has no value."""
    if not spec.applies(record):
        return State.NOT_APPLICABLE, "does not apply"
    accepted = {claim.state: claim for claim in claims if claim.accepted}
    if spec.absent(record) or vocabulary.ClaimState.NONE in accepted:
        return State.NO, "none"
    if checked := accepted.get(vocabulary.ClaimState.NOT_PUBLISHED):
        return State.NOT_PUBLISHED, _not_published_text(checked)
    return State.NOT_KNOWN, "not known"


def _not_published_text(claim):
    when = claim.seen_on or claim.source.seen_on
    return f"not published (checked {when})" if when else "not published"


def _variation_texts(spec, record):
    """“210 g (nano-skin back)” for each version in which the fact is another."""
    if not isinstance(record, Phone):
        return ()
    return tuple(
        f"{value_text(other.value, spec, spec.unit_for(record))} ({other.applies_to})"
        for other in record.variations.all()
        if other.key == spec.key
    )


def _other_names(spec, record):
    """Other names of the value."""
    found = spec.also(record) if spec.also else None
    return tuple(found.value) if found else ()
