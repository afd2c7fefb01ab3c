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
    return _is_published(after) and not _is_published(before)


def _is_published(content):
    if not content:
        return False
    return content.get("status") == Status.PUBLISHED


def publishing_faults(content):
    """A ``Fault`` for each of ``PUBLISHING_REQUIREMENTS`` that a phone of this content lacks, in their order, and for
    each fact that its sources contradict."""
    lacking = [requirement for requirement in PUBLISHING_REQUIREMENTS if not requirement.holds(content)]
    faults = [Fault(1, requirement.field, requirement.words) for requirement in lacking]
    faults += _contradicted_facts(content)
    return faults


def _has_dates(content):
    return bool(content.get("announced") or content.get("released"))


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


def _has_display(content):
    return bool(content.get("displays")) or _is_complete(content, Section.DISPLAYS)


def _has_camera(content):
    cameras = _rear_cameras(content)
    if not cameras:
        return _is_complete(content, Section.REAR_CAMERAS)
    return any(_has_figures(camera) for camera in cameras)


FIGURES_OF_CAMERA = ("megapixels", "focal_length_eq_mm", "stated_angle_of_view_deg")
"""Of which a camera must have one for its phone to be published."""


def _has_figures(camera):
    return any(camera.get(key) is not None for key in FIGURES_OF_CAMERA)


def _is_complete(content, section):
    """Whether the list is marked as whole, so that an empty one says that there are none."""
    return section in content.get("complete_sections", ())


def _rear_cameras(content):
    return [row for row in content.get("cameras", ()) if row["facing"] == Facing.REAR]


def _has_size(content):
    return "weight_g" in content or {"height_mm", "width_mm"} <= set(content)


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
