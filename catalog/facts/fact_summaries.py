"""A fact in short, without its evidence: for cards, lists and the pages of chipsets and sensors."""

from dataclasses import dataclass

from catalog.sheet.spec import COMPUTED, ESTIMATED, STATED

NOT_KNOWN = "not known"


@dataclass(frozen=True)
class FactSummary:
    label: str
    text: str = NOT_KNOWN
    how: str = STATED
    is_known: bool = True

    @property
    def mark(self):
        """The word to print beside it, if any."""
        return self.how if self.how in (COMPUTED, ESTIMATED) else ""


def fact_summary(spec, record, label=None):
    """What is known of one row of the sheet for ``record``."""
    found = spec.reading(record)
    if found is None:
        return unknown_summary(label or spec.label)
    return FactSummary(label or spec.label, spec.text(found.value, spec.unit_for(record)), found.how)


def text_summary(label, text):
    """A fact that has no row: ``text`` as it stands; None or empty is not known."""
    return FactSummary(label, str(text)) if text else unknown_summary(label)


def unknown_summary(label):
    return FactSummary(label, is_known=False)
