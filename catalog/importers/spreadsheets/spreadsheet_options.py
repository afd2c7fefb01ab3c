"""What its editor says of an import: whose word it is, and what it may change."""

from dataclasses import dataclass
from typing import Any

from catalog.evidence.decision import Boldness


@dataclass(frozen=True)
class SpreadsheetOptions:
    """``source`` (a ``Source``) is whom it all comes from, None where nobody is named. ``overwrite`` changes facts that
    stay otherwise; ``replaces_lists`` lets a list of facts be what the sheet says, instead of adding to it.
    ``left_out`` are the lines of rows that are not taken."""

    source: Any = None
    overwrite: bool = False
    replaces_lists: bool = False
    left_out: frozenset = frozenset()

    @property
    def source_slug(self):
        return self.source.slug if self.source else None

    @property
    def is_unsound(self):
        """Whether its source is known to hold wrong records."""
        return bool(self.source and self.source.unverified)

    @property
    def may_add_to_sourced(self):
        """Whether a list that another source bears out may grow by it."""
        if self.boldness == Boldness.OVERWRITE:
            return True
        return bool(self.source) and not self.is_unsound

    @property
    def boldness(self):
        """Nobody's word fills what is not known, and changes nothing by itself. A source that is known to hold wrong
        records never overwrites."""
        if self.overwrite and not self.is_unsound:
            return Boldness.OVERWRITE
        return Boldness.CHANGE if self.source else Boldness.FILL
