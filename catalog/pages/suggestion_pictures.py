"""Small pictures beside the names that are suggested while one types: the photograph, else the back or front drawn.

Each is prepared once per process and phone; see ``IndexSnapshot.printed``.
"""

from dataclasses import astuple

from catalog.drawings.camera_islands import camera_island
from catalog.drawings.scale_drawing import body_rectangle, display_size, front_rectangles, has_front
from catalog.models import Phone


def suggestion_pictures(snapshot, phones):
    """Key of each of ``phones`` → its picture as JSON has it, or None. Four queries where any is not prepared yet."""
    missing = [phone.pk for phone in phones if ("suggested", phone.pk) not in snapshot.printed]
    if missing:
        whole = Phone.objects.filter(pk__in=missing).prefetch_related("cameras", "displays", "photos")
        snapshot.printed.update({("suggested", phone.pk): suggestion_picture(phone) for phone in whole})
    return {phone.pk: snapshot.printed.get(("suggested", phone.pk)) for phone in phones}


def suggestion_picture(phone):
    """``{"photo": address}``, or ``{"box": [width, height], "shapes": [[kind, x, y, width, height, corner], …]}`` in
    millimetres; None where neither is there."""
    photos = [photo for photo in phone.photos.all() if photo.sizes]
    if photos:
        return {"photo": photos[0].address}
    if not has_front(phone):
        return None
    shapes = [astuple(shape)[:6] for shape in _shapes(phone)]
    return {"box": [phone.width_mm, phone.height_mm], "shapes": [_rounded(shape) for shape in shapes]}


def _shapes(phone):
    """The back, where the place of its cameras can be drawn, else the front."""
    island = camera_island(phone)
    if island is None:
        return front_rectangles(phone, display_size(phone))
    return [body_rectangle("body", phone.width_mm, phone.height_mm), *island.shapes]


def _rounded(shape):
    kind, *numbers = shape
    return [kind, *(round(number, 1) for number in numbers)]
