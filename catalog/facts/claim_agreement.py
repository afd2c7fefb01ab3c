"""Who says what of each fact, and whether that bears it out."""

import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from catalog.models import Source, vocabulary
from catalog.models.fields import PartialDateField
from catalog.quantities.partial_dates import PartialDate

NONE_VALUES = (None, False, [], "none")
"""Values that say that there is none; 0 is False."""
SAME_TOLERANCE, ROUGH_TOLERANCE, ROUNDING_TOLERANCE = Decimal("0.01"), Decimal("0.05"), Decimal("0.07")
"""Shares of the larger number by which two may differ: to be the same, nearly so, or the same but for rounding (7.5 W
told as 7; but not f/2.4 as f/2)."""
BROADER_TERMS = {"sensor_shift": "ois"}
"""Words of a vocabulary → the wider one that also covers them."""
NUMBER_BOUNDARY = r"(?!(?<=\d)\d)"
"""No match begins or ends inside a number: “Android 1” is not in “Android 12”."""


@dataclass(frozen=True)
class CellClaim:
    """One claim as a page prints it."""

    text: str
    source: Source
    quote: str
    locator: str
    notes: str
    accepted: bool
    value: object
    state: str
    seen_on: PartialDate | None = None

    @property
    def mark(self):
        return source_mark(self.source)


def claims_by_fact(phone):
    """(camera id or None, key) → the phone's claims on that fact."""
    index = defaultdict(list)
    for claim in phone.claims.all():
        index[claim.camera_id, claim.key].append(claim)
    return index


def cell_claim(claim, spec, unit=None):
    return cell_claim_with_text(claim, claim_text(claim, spec, unit))


def source_mark(source):
    """What the number of a source goes by until a page has numbered its sources."""
    return f"source-{source.id}"


def latest_per_source(said):
    """The last of what each source says, sources in the order of their slugs."""
    by_source = {one.source.id: one for one in said}
    return tuple(sorted(by_source.values(), key=lambda one: one.source.slug))


def cell_claim_with_text(claim, text):
    """``claim`` as a page prints it; ``text`` says what it says."""
    return CellClaim(
        text=text,
        source=claim.source,
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
        return spec.text(_parsed_value(value, spec), unit)
    except (TypeError, ValueError, OverflowError):
        return str(value)


def _parsed_value(value, spec):
    """As the row's own type: dates are read, all else is as it is."""
    return PartialDate.parse(value) if isinstance(spec.field, PartialDateField) else value


def claim_supports(claim, value, *, is_no=False):
    """Whether ``claim`` says what a page says: ``value``, that there is none (``is_no``), or that nothing is known."""
    if claim.state == vocabulary.ClaimState.NONE:
        return is_no or value == 0
    if claim.state != vocabulary.ClaimState.VALUE:
        return value is None and not is_no
    if is_no:
        return claim.value in NONE_VALUES
    return value is not None and values_agree(claim.value, value)


def claim_contradicts(claim, value, *, is_no=False):
    """Whether ``claim`` says something else. That a source does not publish or know a value contradicts nobody; one
    that an editor did not accept does, however near, unless it says the very same."""
    if claim.state in (vocabulary.ClaimState.NOT_PUBLISHED, vocabulary.ClaimState.OPEN):
        return False
    may_agree = claim.accepted or claim.value in (None, value)
    return not (may_agree and claim_supports(claim, value, is_no=is_no))


def values_agree(one, other):
    """Whether two values may stand for the same fact: told more or less precisely, or one a part of the other.

    Numbers, words, yes or no, dates as ISO text, or lists of these.
    """
    if isinstance(one, list) or isinstance(other, list):
        return one == other or any(values_agree(mine, yours) for mine in _as_list(one) for yours in _as_list(other))
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) or isinstance(other, int | float):
        return any(_same_number(mine, yours) for mine in _numbers(one) for yours in _numbers(other))
    return _same_text(str(one), str(other))


def same_but_for_precision(claimed, known):
    """Whether a claim says what is known, if perhaps less exactly: 6.8 of 6.78, 2019 of 2019-08, or part of a list.

    Narrower than ``values_agree``, for which 211 and 213 may be one weight told by two sources.
    """
    if isinstance(known, list):
        return all(any(same_but_for_precision(one, other) for other in known) for one in _as_list(claimed))
    if isinstance(claimed, list):
        return any(same_but_for_precision(one, known) for one in claimed)
    if isinstance(claimed, bool) or isinstance(known, bool):
        return claimed is known
    if isinstance(claimed, int | float) or isinstance(known, int | float):
        return any(_same_when_rounded(one, other) for one in _numbers(claimed) for other in _numbers(known))
    return _same_text(str(claimed), str(known))


def numbers_roughly_agree(one, other):
    """Whether two numbers differ by 5 % at most; what is no number never agrees roughly."""
    numbers = [isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other)]
    return all(numbers) and _differ_by(Decimal(str(one)), Decimal(str(other))) <= ROUGH_TOLERANCE


def _as_list(value):
    return value if isinstance(value, list) else [value]


def _numbers(value):
    """The numbers in a text, or the number itself, without zeros at their end."""
    return [Decimal(digits).normalize() for digits in _number_texts(value)]


def _number_texts(value):
    return re.findall(r"\d+(?:\.\d+)?", value) if isinstance(value, str) else [str(value)]


def _same_number(one, other):
    difference = _differ_by(one, other)
    return difference <= SAME_TOLERANCE or (difference <= ROUNDING_TOLERANCE and _same_when_rounded(one, other))


def _differ_by(one, other):
    """Their difference as a share of the larger."""
    return abs(one - other) / (max(abs(one), abs(other)) or 1)


def _same_when_rounded(one, other):
    """To the decimals of the coarser; a half may have been rounded either way."""
    decimals = min(max(0, -number.as_tuple().exponent) for number in (one, other))
    return abs(one - other) <= Decimal("0.5").scaleb(-decimals)


def _same_text(one, other):
    """Of two dates, whether both may be the same day."""
    with suppress(ValueError):
        mine, yours = PartialDate.parse(one), PartialDate.parse(other)
        return not (mine.ends_before(yours) or yours.ends_before(mine))
    return _same_words(one, other)


def _same_words(one, other):
    one, other = one.casefold().strip(), other.casefold().strip()
    return (
        other in (one, BROADER_TERMS.get(one))
        or one == BROADER_TERMS.get(other)
        or _names_within(one, other)
        or _names_within(other, one)
        or bool(_distinctive_words(one) & _distinctive_words(other))
    )


def _names_within(part, whole):
    """Whether ``whole`` names ``part`` and more; words of a vocabulary (quad_bayer) are whole as they stand."""
    return bool(part) and bool(re.search(f"{NUMBER_BOUNDARY}(?<!_){re.escape(part)}(?!_){NUMBER_BOUNDARY}", whole))


def _distinctive_words(text):
    """Words with a digit that tell one thing from another: “imx989”, “888”; of “sm8550-ac” also “sm8550”."""
    words = [word.strip("()[],;:") for word in text.split()]
    words += [word.partition("-")[0] for word in words]
    return {word for word in words if len(word) >= 3 and re.search(r"\d", word)}
