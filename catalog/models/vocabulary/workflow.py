"""Terms of editing: publication, complete lists, edits and decisions."""

from django.db.models import TextChoices


class Status(TextChoices):
    """Where a phone's page stands with its editors."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Section(TextChoices):
    """A list that an editor has marked as whole: what is not in it does not exist."""

    REAR_CAMERAS = "rear_cameras", "Rear cameras"
    FRONT_CAMERAS = "front_cameras", "Front cameras"
    DISPLAYS = "displays", "Displays"
    MARKETS = "markets", "Markets"
    MEMORY = "memory", "Memory versions"
    MODEL_CODES = "model_codes", "Model codes"
    CHIPSETS = "chipsets", "Chipsets"


class Act(TextChoices):
    """What somebody did when the catalogue changed."""

    SAVED = "saved", "Saved at the desk"
    PROPOSED = "proposed", "Proposal accepted"
    REPORTED = "reported", "Reader's report accepted"
    UPLOADED = "uploaded", "Record uploaded"
    IMPORTED = "imported", "Imported"
    LOADED = "loaded", "Loaded from record files"
    IN_BULK = "in_bulk", "Changed in bulk"
    MERGED = "merged", "Merged"
    BROUGHT_BACK = "brought_back", "Restored"
    UNDONE = "undone", "Undone"
    DELETED = "deleted", "Deleted"


class Decision(TextChoices):
    """What became of what somebody handed in."""

    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
