"""What a phone must have before readers see it: asked when it becomes published, never of those that are."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import ForeignKey
from django.utils import timezone

from catalog.facts.claim_agreement import values_agree
from catalog.models.vocabulary import ClaimState, Facing, Section, Status
from catalog.quantities.partial_dates import PartialDate

from .shapes import PHONE_SHAPE
from .yaml_tree import Fault

CAMERA_SHAPE = PHONE_SHAPE.rows["cameras"]


@dataclass(frozen=True)
class PublishingRequirement:
    """One thing that must be so; ``words`` say what is missing where it is not. ``field`` is where it is entered: a
    column, or a list of rows."""

    words: str
    field: str
    holds: Callable[[dict], bool]


def becomes_published(before, after):
    """Whether a content is published that was not; either may be None."""
    was, now = ((one or {}).get("status") == Status.PUBLISHED for one in (before, after))
    return now and not was


def publishing_faults(content):
    """A ``Fault`` for each of ``PUBLISHING_REQUIREMENTS`` that a phone of this content lacks, in their order."""
    return [Fault(1, needed.field, needed.words) for needed in PUBLISHING_REQUIREMENTS if not needed.holds(content)] + [
        Fault(1, field, words) for field, words in _contradicted_facts(content)
    ]


def _has_dates(content):
    return bool(content.get("announced") or content.get("released"))


def _is_announced(content):
    """Whether it is announced by the moment at which readers will see it. A date known to the month may have come as
    soon as the month has."""
    date, due = content.get("announced") or content.get("released"), content.get("publish_at")
    moment = max(timezone.now(), datetime.fromisoformat(due)) if due else timezone.now()
    return not date or PartialDate.parse(date).first_day <= moment.date()


def _has_display(content):
    return bool(content.get("displays")) or Section.DISPLAYS in content.get("complete_sections", ())


def _has_camera(content):
    if Section.REAR_CAMERAS in content.get("complete_sections", ()) and not _rear_cameras(content):
        return True
    return any(
        row.get(key) is not None for row in _rear_cameras(content) for key in ("megapixels", "focal_length_eq_mm")
    )


def _rear_cameras(content):
    return [row for row in content.get("cameras", ()) if row["facing"] == Facing.REAR]


def _has_size(content):
    return "weight_g" in content or {"height_mm", "width_mm"} <= set(content)


def _has_source(content):
    return any(row.get("accepted", True) for _, row in _numbered_claims(content))


def _numbered_claims(content):
    """(number of the camera or 0, claim) for every claim."""
    rows = enumerate([content, *content.get("cameras", ())])
    return [(number, claim) for number, row in rows for claim in row.get("claims", ())]


def _contradicted_facts(content):
    """(field, words) of each fact of which every accepted source says something else."""
    said = defaultdict(list)
    for number, claim in _numbered_claims(content):
        if claim.get("accepted", True) and claim.get("state", ClaimState.VALUE) == ClaimState.VALUE:
            said[number, claim["key"]].append(claim["value"])
    rows = [content, *content.get("cameras", ())]
    for (number, key), values in said.items():
        column, value = (CAMERA_SHAPE if number else PHONE_SHAPE).columns.get(key), rows[number].get(key)
        if isinstance(column, ForeignKey) or value is None or any(values_agree(one, value) for one in values):
            continue
        field = f"cameras[{number}].{key}" if number else key
        yield field, f"Every accepted source says something else: {', '.join(map(str, values))}, not {value}."


PUBLISHING_REQUIREMENTS = (
    PublishingRequirement("The date on which it was announced, or first sold, is not known.", "announced", _has_dates),
    PublishingRequirement(
        "It is announced only after readers would see it: set “publish at”, or wait.", "announced", _is_announced
    ),
    PublishingRequirement(
        "No display is entered. If it has none, mark the list of displays as whole.", "displays", _has_display
    ),
    PublishingRequirement("No rear camera with its megapixels or focal length is entered.", "cameras", _has_camera),
    PublishingRequirement("Neither its weight nor its height and width are known.", "weight_g", _has_size),
    PublishingRequirement("No source is named: it needs one accepted claim at least.", "claims", _has_source),
)
"""Brand and name need no mention: there is no phone without them."""
