"""What each claim says of a fact, and whether it supports or contradicts the value that we have."""

import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from itertools import product, starmap

from catalog.models import Source, vocabulary
from catalog.models.fields import PartialDateField
from catalog.models.vocabulary import Fingerprint
from catalog.quantities.partial_dates import PartialDate
from catalog.quantities.qualified_figures import qualified_span

NONE_VALUES = (None, False, [], "none")
"""Values that say that there is none; 0 equals False."""
SAME_TOLERANCE = Decimal("0.01")
"""Share of the larger number by which two may differ and be the same."""
ROUGH_TOLERANCE = Decimal("0.05")
"""The same for roughly the same."""
ROUNDING_TOLERANCE = Decimal("0.07")
"""The same for numbers that are equal when rounded: 7.5 W given as 7, but not f/2.4 as f/2."""
BROADER_TERMS = {
    "sensor_shift": "ois",
    **dict.fromkeys(("front", "rear", "side", "under_display"), Fingerprint.PRESENT.value),
}
"""Term of a vocabulary → the wider term that includes it."""
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
    qualifier: str | None = None
    seen_on: PartialDate | None = None
    key: str = ""

    @property
    def mark(self):
        return source_mark(self.source)


def claims_by_fact(phone):
    """``Claim.fact`` → the phone's claims on that fact."""
    index = defaultdict(list)
    for claim in phone.claims.all():
        index[claim.fact].append(claim)
    return index


def cell_claim(claim, spec, unit=None):
    return cell_claim_with_text(claim, claim_text(claim, spec, unit), spec.key)


def source_mark(source):
    """Placeholder for the number of a source, until a page has numbered its sources."""
    return f"source-{source.id}"


def latest_per_source(claims):
    """The last claim of each source, sources in the order of their slugs."""
    by_source = {claim.source.id: claim for claim in claims}
    return tuple(sorted(by_source.values(), key=lambda claim: claim.source.slug))


def cell_claim_with_text(claim, text, key=""):
    """``claim`` as a page prints it, with ``text`` for its value, on the row ``key``."""
    return CellClaim(
        text=text,
        source=claim.source,
        quote=claim.quote or "",
        locator=claim.locator or "",
        notes=claim.notes or "",
        accepted=claim.accepted,
        value=claim.value,
        state=claim.state,
        qualifier=claim.qualifier,
        seen_on=claim.seen_on,
        key=key,
    )


def claim_text(claim, spec, unit=None):
    """What the claim says, printed as the row prints its value."""
    if claim.state != vocabulary.ClaimState.VALUE:
        return claim.get_state_display()
    return qualified_text(value_text(claim.value, spec, unit), claim.qualifier)


def qualified_text(text, qualifier):
    """``500 g`` → ``at most 500 g``."""
    if not qualifier:
        return text
    return f"{vocabulary.Qualifier(qualifier).label.lower()} {text}"


def value_text(value, spec, unit=None):
    """A value of a record or claim, printed as the row prints its own; as it stands if the row has no such values."""
    try:
        return spec.text(_parsed_value(value, spec), unit)
    except (TypeError, ValueError, OverflowError):
        return str(value)


def _parsed_value(value, spec):
    """The ISO text of a date as ``PartialDate``; every other value as it is."""
    if isinstance(spec.field, PartialDateField):
        return PartialDate.parse(value)
    return value


def claim_supports(claim, value, *, is_no=False):
    """Whether ``claim`` says what we have: ``value``, that there is none (``is_no``), or that nothing is known."""
    if claim.state == vocabulary.ClaimState.NONE:
        return is_no or value == 0
    if claim.state != vocabulary.ClaimState.VALUE:
        return value is None and not is_no
    if is_no:
        return claim.value in NONE_VALUES
    if value is None:
        return False
    return values_agree(claim.value, value)


def claim_contradicts(claim, value, *, is_no=False):
    """Whether ``claim`` says something else.

    That a source does not publish or know a value contradicts nothing. A claim that no editor accepted contradicts
    every value but the very same, however near.
    """
    if claim.state in (vocabulary.ClaimState.NOT_PUBLISHED, vocabulary.ClaimState.OPEN):
        return False
    if not claim.accepted and claim.value not in (None, value):
        return True
    return not claim_supports(claim, value, is_no=is_no)


def values_agree(one, other):
    """Whether two values may stand for the same fact: given more or less precisely, or one a part of the other.

    Numbers, words, yes or no, dates as ISO text, or lists of these.
    """
    if isinstance(one, list) or isinstance(other, list):
        pairs = product(as_list(one), as_list(other))
        return one == other or any(starmap(values_agree, pairs))
    return _single_values_agree(one, other, numbers_agree=_same_number)


def same_but_for_precision(claimed, known):
    """Whether a claim says what is known, if perhaps less exactly: 6.8 of 6.78, 2019 of 2019-08, or part of a list.

    Narrower than ``values_agree``, for which 211 and 213 may be one weight as given by two sources.
    """
    if isinstance(known, list):
        return all(_is_in_list(item, known) for item in as_list(claimed))
    if isinstance(claimed, list):
        return any(same_but_for_precision(item, known) for item in claimed)
    return _single_values_agree(claimed, known, numbers_agree=_same_when_rounded)


def _is_in_list(claimed, known):
    return any(same_but_for_precision(claimed, item) for item in known)


def _single_values_agree(one, other, *, numbers_agree):
    """Whether two values that are no lists agree; ``numbers_agree`` compares two Decimals."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if _is_number(one) or _is_number(other):
        pairs = product(_numbers(one), _numbers(other))
        return any(starmap(numbers_agree, pairs))
    return _same_text(str(one), str(other))


def numbers_roughly_agree(one, other):
    """Whether two numbers differ by 5 % at most; False where one is no number."""
    if not (_is_number(one) and _is_number(other)):
        return False
    return _relative_difference(Decimal(str(one)), Decimal(str(other))) <= ROUGH_TOLERANCE


def spans_of_figures(*figures):
    """What each (value, qualifier) may mean; none where one of the values is no number."""
    if not all(_is_number(value) for value, _ in figures):
        return []
    return [qualified_span(value, qualifier) for value, qualifier in figures]


def _is_number(value):
    if isinstance(value, bool):
        return False
    return isinstance(value, int | float)


def as_list(value):
    if isinstance(value, list):
        return value
    return [value]


def _numbers(value):
    """The numbers in a text, or the number itself, without zeros at their end."""
    texts = [str(value)]
    if isinstance(value, str):
        texts = re.findall(r"\d+(?:\.\d+)?", value)
    return [Decimal(digits).normalize() for digits in texts]


def _same_number(one, other):
    difference = _relative_difference(one, other)
    if difference <= SAME_TOLERANCE:
        return True
    return difference <= ROUNDING_TOLERANCE and _same_when_rounded(one, other)


def _relative_difference(one, other):
    """The difference as a share of the larger number; 0 for two zeros."""
    larger = max(abs(one), abs(other))
    return abs(one - other) / (larger or 1)


def _same_when_rounded(one, other):
    """Whether they are equal to the decimals of the coarser one; a half may have been rounded either way."""
    decimals = min(_decimals(one), _decimals(other))
    return abs(one - other) <= Decimal("0.5").scaleb(-decimals)


def _decimals(number):
    return max(0, -number.as_tuple().exponent)


def _same_text(one, other):
    """Whether two dates may be the same day, or two other texts agree word by word."""
    with suppress(ValueError):
        mine = PartialDate.parse(one)
        yours = PartialDate.parse(other)
        return not (mine.ends_before(yours) or yours.ends_before(mine))
    return _same_words(one.casefold().strip(), other.casefold().strip())


def _same_words(one, other):
    """Whether they are the same, one names the other, or both have a distinctive word."""
    if _covers(one, other) or _covers(other, one):
        return True
    common_words = _distinctive_words(one) & _distinctive_words(other)
    return bool(common_words)


def _covers(broad, narrow):
    """Whether ``broad`` is ``narrow``, a wider term for it, or a part of its name."""
    if broad in (narrow, BROADER_TERMS.get(narrow)):
        return True
    return _names_within(broad, narrow)


def _names_within(part, whole):
    """Whether ``whole`` names ``part`` and more. A term with underscores (quad_bayer) counts as one word."""
    if not part:
        return False
    return bool(re.search(f"{NUMBER_BOUNDARY}(?<!_){re.escape(part)}(?!_){NUMBER_BOUNDARY}", whole))


def _distinctive_words(text):
    """Words of three characters or more with a digit: “imx989”, “888”; of “sm8550-ac” also “sm8550”."""
    words = [word.strip("()[],;:") for word in text.split()]
    stems = [word.partition("-")[0] for word in words]
    return set(filter(_is_distinctive, words + stems))


def _is_distinctive(word):
    if len(word) < 3:
        return False
    return bool(re.search(r"\d", word))
