"""What one place in a source has said of a phone, and says now: its claims."""

from dataclasses import dataclass

from catalog.facts.claim_agreement import agree
from catalog.models.vocabulary import ClaimState

from .dataset_report import CONTRADICTS, NOTED, UNCHANGED
from .load_report import value_words

LONGEST_QUOTE = 500
A_PART = "names only a part"


@dataclass(frozen=True)
class Words:
    """``source`` is its slug, ``locator`` the place; ``keys`` are those that it speaks of now."""

    source: str
    locator: str
    keys: frozenset[str]

    def are_in(self, claim):
        return (claim["source"], claim.get("locator")) == (self.source, self.locator)

    def have_said(self, claims, key, told):
        return any(self.are_in(claim) and (claim["key"], claim.get("value")) == (key, told) for claim in claims)

    def note(self, claims, value, told, *, accepted=True, key=None):
        """Add a claim; what was said before in the same words stays as an editor has left it. One on a part of a list
        says so: it is no list to follow."""
        key = key or value.key
        if not self.have_said(claims, key, told):
            new = {"key": key, "source": self.source, "value": told, "quote": quoted(value), "locator": self.locator}
            claims.append({**new, "accepted": accepted, **({"notes": A_PART} if value.part and not accepted else {})})

    def heard_before(self, claims, value, told, old):
        """(state, words) where this place has spoken of the fact before, None where it has not. Where an editor has put
        a claim right, or elsewhere, it stays so."""
        quote, own = quoted(value), [claim for claim in claims if self.are_in(claim)]
        mine = [claim for claim in own if claim["key"] == value.key]
        if any(claim.get("quote") == quote or claim.get("value") == told for claim in mine):
            return UNCHANGED, ""
        if any(
            (claim.get("quote"), claim.get("value")) == (quote, told) for claim in own if claim["key"] not in self.keys
        ):
            return UNCHANGED, "an editor has put it elsewhere"
        return self.anew(mine[-1], value, told, old) if mine else None

    def anew(self, claim, value, told, old):
        """The source has changed its word: its claim says the new one, and is followed where that is what is known."""
        fits, words = old is not None and covers(told, old), f"the source said {value_words(claim.get('value'))} before"
        claim |= {"value": told, "quote": quoted(value), "state": ClaimState.VALUE.value, "accepted": fits}
        return NOTED if fits else CONTRADICTS, words

    def are_contradicted(self, claims, key, told):
        """Whether somebody else who is followed says that there is none, or something else."""
        others = [claim for claim in claims if claim["key"] == key and not self.are_in(claim)]
        return any(claim.get("accepted", True) and not _says(claim, told) for claim in others)


def _says(claim, told):
    return claim.get("state", ClaimState.VALUE) == ClaimState.VALUE and covers(told, claim.get("value"))


def covers(told, old):
    """Whether what a source tells is what is known, or a part of it: of 4, 6 and 8 GB it tells 4 and 6."""
    if isinstance(told, list) and isinstance(old, list):
        return all(item in old for item in told)
    if isinstance(told, list) or isinstance(old, list):
        return any(agree(one, other) for one in _items(told) for other in _items(old))
    return agree(told, old)


def _items(value):
    return value if isinstance(value, list) else [value]


def quoted(value):
    quote = value.quote or value.text
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[: LONGEST_QUOTE - 1]}…"
