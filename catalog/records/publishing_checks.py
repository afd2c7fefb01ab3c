"""What a phone must have before readers see it: asked when it becomes published, never of those that are."""

from collections import defaultdict
from datetime import datetime

from django.db.models import ForeignKey
from django.utils import timezone

from catalog.facts.claim_agreement import values_agree
from catalog.facts.floor import floor_gaps
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.prefetch import fetch_phones
from catalog.models import Phone
from catalog.models.vocabulary import ClaimState, Status
from catalog.quantities.partial_dates import PartialDate

from .serializer import record_content
from .shapes import PHONE_SHAPE
from .yaml_tree import Fault

NOT_ANNOUNCED = "It is announced only after readers would see it: set “publish at”, or wait."
NO_SOURCE = "No source is named: it needs one accepted claim at least."
CAMERA_SHAPE = PHONE_SHAPE.rows["cameras"]


def becomes_published(before, after):
    """Whether a content is published that was not; either may be None."""
    return _is_published(after) and not _is_published(before)


def _is_published(content):
    if not content:
        return False
    return content.get("status") == Status.PUBLISHED


def publishing_faults(phone):
    """A ``Fault`` for everything that a stored phone lacks: what is below the floor, the other requirements, and each
    fact that its sources contradict."""
    content = record_content(phone)
    faults = [Fault(1, gap.field, gap.reason) for gap in phone_floor_gaps(phone)]
    if not _is_announced(content):
        faults.append(Fault(1, "announced", NOT_ANNOUNCED))
    if not _has_source(content):
        faults.append(Fault(1, "claims", NO_SOURCE))
    faults += _contradicted_facts(content)
    return faults


def phone_floor_gaps(phone):
    """What is below the floor (``facts/floor``) of a stored phone, with all its rows as they are stored now."""
    (whole,) = fetch_phones(Phone.objects.filter(pk=phone.pk))
    return floor_gaps(PhoneFacts.of(whole))


def _is_announced(content):
    """Whether it is announced by the moment at which readers will see it. A date known to the month may have come as
    soon as the month has. True where no date is known: that is another requirement."""
    date = content.get("announced") or content.get("released")
    if not date:
        return True
    seen_at = timezone.now()
    due = content.get("publish_at")
    if due:
        seen_at = max(seen_at, datetime.fromisoformat(due))
    return PartialDate.parse(date).first_day <= seen_at.date()


def _has_source(content):
    return any(row.get("accepted", True) for _, row in _numbered_claims(content))


def _numbered_claims(content):
    """(number of the camera or 0, claim) for every claim."""
    for number, row in enumerate([content, *content.get("cameras", ())]):
        for claim in row.get("claims", ()):
            yield number, claim


def _contradicted_facts(content):
    """A ``Fault`` for each fact of which every accepted source says something else."""
    rows = [content, *content.get("cameras", ())]
    for (number, key), claimed in _accepted_values(content).items():
        value = rows[number].get(key)
        if value is None or _names_record(number, key):
            continue
        if not any(values_agree(one, value) for one in claimed):
            yield _contradiction(number, key, claimed, value)


def _names_record(number, key):
    """Whether the column of the phone (0) or of a camera holds another record, which claims name in their own words."""
    shape = CAMERA_SHAPE if number else PHONE_SHAPE
    return isinstance(shape.columns.get(key), ForeignKey)


def _contradiction(number, key, claimed, value):
    field = f"cameras[{number}].{key}" if number else key
    words = ", ".join(map(str, claimed))
    return Fault(1, field, f"Every accepted source says something else: {words}, not {value}.")


def _accepted_values(content):
    """(number of the camera or 0, key) → the values that accepted sources give."""
    values = defaultdict(list)
    for number, claim in _numbered_claims(content):
        gives_value = claim.get("state", ClaimState.VALUE) == ClaimState.VALUE
        if gives_value and claim.get("accepted", True):
            values[number, claim["key"]].append(claim["value"])
    return values
