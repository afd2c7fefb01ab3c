"""Displays and cameras of a phone's content, while a file says something of them."""

from .dataset_lookups import match_cameras


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
    return next((place for place, row in enumerate(rows) if row["display_role"] == role), None)


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
    places = match_cameras(builder.parsed.cameras, rows, spoken_by=builder.dataset_claims.is_own_claim)
    for number, part in enumerate(builder.parsed.cameras):
        place = places.get(number)
        if place is None and part.role and builder.may_add:
            place = len(rows)
            rows.append({"facing": part.facing, "role": part.role})
        if place is not None:
            claims = rows[place].setdefault("claims", [])
            _merge_part(builder, rows[place], ("cameras", place + 1), part.values, claims)
        elif part.role:
            builder.warnings.append(f"there is no such camera here: {part.values[0].quote}")


def _merge_part(builder, row, place, values, claims):
    """Let each value speak of ``row``, which stands at ``place``: (“cameras”, its number from 1)."""
    kind, number = place
    for value in values:
        path = f"{kind}[{number}].{value.key}"
        read = builder.read(kind, value, path, claims)
        if read is not None:
            builder.merge_fact(row, value, read, claims=claims, path=path)
