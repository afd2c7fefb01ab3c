"""Who says what of each fact on a page, and the numbers its sources go by there."""

from collections import defaultdict
from dataclasses import dataclass, field

from catalog.models import Source, vocabulary
from catalog.models.fields import PartialDateField
from catalog.specs.dates import PartialDate


@dataclass(frozen=True)
class Said:
    """One claim as a page prints it."""

    text: str
    source: Source
    number: int
    quote: str
    locator: str
    notes: str
    accepted: bool
    value: object
    state: str
    seen_on: PartialDate | None = None


@dataclass
class Footnotes:
    """Sources in the order in which a page first names them; their numbers start at 1."""

    numbers: dict[int, int] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)

    def number(self, source):
        if source.id not in self.numbers:
            self.sources.append(source)
            self.numbers[source.id] = len(self.sources)
        return self.numbers[source.id]


def claims_by_fact(phone):
    """(camera id or None, key) → the phone's claims on that fact."""
    index = defaultdict(list)
    for claim in phone.claims.all():
        index[claim.camera_id, claim.key].append(claim)
    return index


def said(claim, spec, footnotes, unit=None):
    return noted(claim, footnotes, claim_text(claim, spec, unit))


def noted(claim, footnotes, text):
    """``claim`` under the number of its source; ``text`` says what it says."""
    return Said(
        text=text,
        source=claim.source,
        number=footnotes.number(claim.source),
        quote=claim.quote or "",
        locator=claim.locator or "",
        notes=claim.notes or "",
        accepted=claim.accepted,
        value=claim.value,
        state=claim.state,
        seen_on=claim.seen_on,
    )


def claim_text(claim, spec, unit=None):
    """What the source says, printed as the row prints its value."""
    if claim.state != vocabulary.ClaimState.VALUE:
        return claim.get_state_display()
    return value_text(claim.value, spec, unit)


def value_text(value, spec, unit=None):
    """A value as written in a record or claim, printed as the row prints its own; as it stands if it is none for it."""
    try:
        return spec.text(_typed(value, spec), unit)
    except (TypeError, ValueError, OverflowError):
        return str(value)


def _typed(value, spec):
    """As the row's own type: dates are read, all else is as it is."""
    return PartialDate.parse(value) if isinstance(spec.field, PartialDateField) else value
