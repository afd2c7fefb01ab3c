"""What one place in a source has said of a phone, and says now: its claims."""

from dataclasses import dataclass

from catalog.facts.claim_agreement import values_agree
from catalog.models.vocabulary import ClaimState
from catalog.records.value_words import value_words

from .dataset_report import CONTRADICTS, NOTED, UNCHANGED

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
        return any(self.is_own_claim(claim) and (claim["key"], claim.get("value")) == (key, told) for claim in claims)

    def note(self, claims, value, told, *, accepted=True, key=None):
        """Add a claim; what was said before in the same words stays as an editor has left it. One on a part of a list
        says so: it is no list to follow."""
        key = key or value.key
        if not self.has_claim(claims, key, told):
            new = {
                "key": key,
                "source": self.source,
                "value": told,
                "quote": shortened_quote(value),
                "locator": self.locator,
            }
            claims.append(
                {**new, "accepted": accepted, **({"notes": PARTIAL_LIST_NOTE} if value.part and not accepted else {})}
            )

    def repeated_claim_result(self, claims, value, told, old):
        """(state, words) where this place has spoken of the fact before, None where it has not. Where an editor has put
        a claim right, or elsewhere, it stays so."""
        quote, own = shortened_quote(value), [claim for claim in claims if self.is_own_claim(claim)]
        mine = [claim for claim in own if claim["key"] == value.key]
        if any(claim.get("quote") == quote or claim.get("value") == told for claim in mine):
            return UNCHANGED, ""
        if any(
            (claim.get("quote"), claim.get("value")) == (quote, told) for claim in own if claim["key"] not in self.keys
        ):
            return UNCHANGED, "an editor has put it elsewhere"
        return self.update_claim(mine[-1], value, told, old) if mine else None

    def update_claim(self, claim, value, told, old):
        """The source has changed its word: its claim says the new one, and is followed where that is what is known."""
        fits, words = (
            old is not None and value_covers(told, old),
            f"the source said {value_words(claim.get('value'))} before",
        )
        claim |= {"value": told, "quote": shortened_quote(value), "state": ClaimState.VALUE.value, "accepted": fits}
        return NOTED if fits else CONTRADICTS, words

    def is_contradicted_by_others(self, claims, key, told):
        """Whether somebody else who is followed says that there is none, or something else."""
        others = [claim for claim in claims if claim["key"] == key and not self.is_own_claim(claim)]
        return any(claim.get("accepted", True) and not _claim_agrees(claim, told) for claim in others)


def _claim_agrees(claim, told):
    return claim.get("state", ClaimState.VALUE) == ClaimState.VALUE and value_covers(told, claim.get("value"))


def value_covers(told, old):
    """Whether what a source tells is what is known, or a part of it: of 4, 6 and 8 GB it tells 4 and 6."""
    if isinstance(told, list) and isinstance(old, list):
        return all(item in old for item in told)
    if isinstance(told, list) or isinstance(old, list):
        return any(values_agree(one, other) for one in _as_list(told) for other in _as_list(old))
    return values_agree(told, old)


def _as_list(value):
    return value if isinstance(value, list) else [value]


def shortened_quote(value):
    quote = value.quote or value.text
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[: LONGEST_QUOTE - 1]}…"
