"""Bodies at real size, on a scale that the reader sets with a bank card."""

from django.shortcuts import render

from catalog.comparison.phone_selection import select_phones
from catalog.drawings.bodies import bank_card, bodies_side_by_side
from catalog.drawings.scale_drawing import DRAWING_CAVEAT
from catalog.languages.listed_words import joined_list

from .compare import redirect_renamed_or_404
from .responses import reader_view
from .units import IMPERIAL, UNITS


@reader_view
def real_size(request, slugs):
    """Fronts or, with ``?views=all``, every side."""
    choice = select_phones(slugs)
    moved = redirect_renamed_or_404(request, "real_size", choice)
    if moved:
        return moved
    return render(request, "real_size.html", real_size_context(choice, request.GET))


def real_size_context(choice, query):
    """``title`` names the phones: “A, B and C”; ``shown`` has a phone with its views, or with the first of them."""
    imperial = query.get(UNITS) == IMPERIAL
    every = query.get("views") == "all"
    bodies = bodies_side_by_side(choice.phones, imperial)
    most_views = None if every else 1
    return {
        "choice": choice,
        "title": joined_list([phone.full_name for phone in choice.phones]),
        "caveat": DRAWING_CAVEAT,
        "bodies": bodies,
        "shown": [(body.phone, body.views[:most_views]) for body in bodies.drawn],
        "card": bank_card(imperial),
        "every": every,
    }
