"""Publishing a phone by its form: the last step of a save, once all the rest is stored and can be looked at whole."""

from catalog.models.vocabulary import Status
from catalog.records.publishing_checks import publishing_faults
from catalog.worklists.form_anchors import form_field_anchor


class PublishingRefused(Exception):
    """A phone lacks what published phones have. As a panel above the form it says what."""

    template = "desk/refused.html"

    def __init__(self, faults):
        self.reasons = [(fault.reason, form_field_anchor(fault.field)) for fault in faults]
        super().__init__()

    @property
    def messages(self):
        return [reason for reason, _ in self.reasons]


def publish_phone(phone):
    """Let readers see a phone that is stored with all its rows; ``PublishingRefused`` with everything that it lacks."""
    faults = publishing_faults(phone)
    if faults:
        raise PublishingRefused(faults)
    phone.status = Status.PUBLISHED
    phone.save(update_fields=["status"])
