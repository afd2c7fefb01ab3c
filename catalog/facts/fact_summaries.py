"""A fact in short, without its evidence: for cards, lists and the pages of chipsets and sensors."""

from dataclasses import dataclass

from catalog.sheet.spec import COMPUTED, ESTIMATED, STATED

from .phone_facts import text_of_reading

NOT_KNOWN = "not known"


@dataclass(frozen=True)
class FactSummary:
    label: str
    text: str = NOT_KNOWN
    how: str = STATED
    is_known: bool = True
    key: str = ""

    @property
    def mark(self):
        """The word to print beside it, if any."""
        if self.how in (COMPUTED, ESTIMATED):
            return self.how
        return ""


def fact_summary(spec, record, label=None):
    """What is known of one row of the sheet for ``record``."""
    label = label or spec.label
    found = spec.reading(record)
    if found is None:
        return unknown_summary(label)
    return FactSummary(label, text_of_reading(spec, record, found), found.how, key=spec.key)


def text_summary(label, text):
    """A fact that has no row: ``text`` as it stands; None or empty is not known."""
    if not text:
        return unknown_summary(label)
    return FactSummary(label, str(text))


def unknown_summary(label):
    return FactSummary(label, is_known=False)
