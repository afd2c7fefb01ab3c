"""Displays and cameras of a phone's content, while a file says something of them."""

import re
from functools import partial

from catalog.facts.claim_agreement import values_agree

_MEGAPIXELS = re.compile(r"\d{1,4}(\.\d{1,4})?")


def merge_display(builder, part):
    """Let a file speak of a display. Sources can be named for the first display only, even where it is not entered;
    another one of a new draft is entered as it is told."""
    rows = builder.content.setdefault("displays", [])
    place = _display_place(rows, part.role)
    if place is None and builder.may_add:
        rows.append({"display_role": part.role})
        place = len(rows) - 1
    if place is None:
        _merge_unlisted_display(builder, part, rows)
    elif place == 0:
        _merge_part(builder, rows[0], ("displays", 1), part.values, builder.claims)
    elif builder.may_add:
        _merge_part(builder, rows[place], ("displays", place + 1), part.values, [])


def _display_place(rows, role):
    """The index of the first display of that role; None where there is none."""
    for place, row in enumerate(rows):
        if row["display_role"] == role:
            return place
    return None


def _merge_unlisted_display(builder, part, rows):
    """Claims on the first display of a phone that lists none wait for an editor; of other displays nothing is known."""
    is_first = part is builder.parsed.displays[0]
    if builder.is_draft or rows or not is_first:
        builder.warnings.append(f"there is no {part.role} display here")
        return
    _merge_part(builder, {}, ("displays", 1), part.values, builder.claims)


def merge_cameras(builder):
    """Let a file speak of the cameras that it means; those without a role are not added."""
    rows = builder.content.setdefault("cameras", [])
    places = match_cameras(builder.parsed.cameras, rows, is_own_claim=builder.dataset_claims.is_own_claim)
    for number, part in enumerate(builder.parsed.cameras):
        place = places.get(number)
        if place is None and not part.role:
            continue
        if place is None and not builder.may_add:
            builder.warnings.append(f"there is no such camera here: {part.values[0].quote}")
            continue
        if place is None:
            place = len(rows)
            rows.append({"facing": part.facing, "role": part.role})
        claims = rows[place].setdefault("claims", [])
        _merge_part(builder, rows[place], ("cameras", place + 1), part.values, claims)


def _merge_part(builder, row, place, values, claims):
    """Let each value speak of ``row``, which stands at ``place``: (“cameras”, its number from 1)."""
    kind, number = place
    for value in values:
        path = f"{kind}[{number}].{value.key}"
        read = builder.read(kind, value, path, claims)
        if read is not None:
            builder.merge_fact(row, value, read, claims=claims, path=path)


def match_cameras(parts, rows, *, is_own_claim):
    """Number of a part → number of the camera in ``rows`` that it means; what is left over on either side is not in it.

    The surest test comes first, for all parts: the quote of an earlier claim of the source (``is_own_claim``), role and
    megapixels, megapixels alone where the role is not told or only guessed, role alone.
    """
    is_quoted = partial(_is_quoted, is_own_claim=is_own_claim)
    tests = (
        lambda part, row: _same_role(part, row) and is_quoted(part, row),
        is_quoted,
        lambda part, row: _same_role(part, row) and _same_megapixels(part, row),
        lambda part, row: _has_unsure_role(part) and _same_megapixels(part, row),
        _same_role,
    )
    found = {}
    for test in tests:
        for number, part in enumerate(parts):
            if number in found:
                continue
            place = _first_match(part, rows, test, taken=found.values())
            if place is not None:
                found[number] = place
    return found


def _first_match(part, rows, test, *, taken):
    """The number of the first row that passes the test; None where none does."""
    for place, row in enumerate(rows):
        if place not in taken and test(part, row):
            return place
    return None


def _is_quoted(part, row, *, is_own_claim):
    quotes = [value.quote for value in part.values if value.key == "megapixels"]
    own_claims = filter(is_own_claim, row.get("claims", ()))
    return any(claim.get("quote") in quotes for claim in own_claims)


def _same_role(part, row):
    return (row["facing"], row["role"]) == (part.facing, part.role)


def _has_unsure_role(part):
    return part.role is None or part.guessed


def _same_megapixels(part, row):
    if "megapixels" not in row:
        return False
    texts = [value.text for value in part.values if value.key == "megapixels"]
    amounts = map(float, filter(_MEGAPIXELS.fullmatch, texts))
    return any(values_agree(amount, row["megapixels"]) for amount in amounts)
