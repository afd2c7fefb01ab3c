"""What one place in a data set says of a phone: its statements, and the claims that it has made before."""

from dataclasses import dataclass

from catalog.evidence.claim_update import with_claim
from catalog.evidence.decision import Statement

LONGEST_QUOTE = 500
PARTIAL_LIST_NOTE = "names only a part"


@dataclass(frozen=True)
class DatasetClaims:
    """``source`` is its slug, ``locator`` the place; ``keys`` are those that it speaks of now."""

    source: str
    locator: str
    keys: frozenset[str]

    def is_own_claim(self, claim):
        return (claim["source"], claim.get("locator")) == (self.source, self.locator)

    def has_claim(self, claims, key, told):
        own = filter(self.is_own_claim, claims)
        return any((claim["key"], claim.get("value")) == (key, told) for claim in own)

    def statement(self, value, told, *, key=None, obstacle="", row=None):
        """What the place says of a fact: ``told``, in the words of ``value``.

        Where part of a list is not accepted, its claim says so: it is no list to follow.
        """
        return Statement(
            key or value.key,
            self.source,
            told,
            wording={"quote": shortened_quote(value), "locator": self.locator},
            each_place=True,
            obstacle=obstacle,
            note_if_kept=PARTIAL_LIST_NOTE if value.part else "",
            row=row,
        )

    def note(self, claims, statement, *, accepted):
        """Make a claim of its own for one item of a list; one that is there already stays as an editor has left it."""
        if not self.has_claim(claims, statement.key, statement.value):
            claims += with_claim([], statement, accepted=accepted)

    def was_moved(self, claims, statement):
        """Whether an editor has put the claim of a statement to another key, of which the place says nothing now."""
        words = statement.wording["quote"], statement.value
        for claim in filter(self.is_own_claim, claims):
            if claim["key"] not in self.keys and (claim.get("quote"), claim.get("value")) == words:
                return True
        return False


def shortened_quote(value):
    quote = value.quote or value.text
    if len(quote) <= LONGEST_QUOTE:
        return quote
    return f"{quote[: LONGEST_QUOTE - 1]}…"
