"""The worklist of phones below the floor for publishing: drafts that cannot be published, and published ones."""

from catalog.facts.phone_facts import PhoneFacts

from .findings import WorklistFinding
from .form_anchors import form_field_anchor


def below_floor(phone, facts):
    """What is missing below the floor."""
    for gap in PhoneFacts.of(phone).depth.gaps:
        yield WorklistFinding(gap.field.rpartition(".")[2], gap.words, field=form_field_anchor(gap.field))
