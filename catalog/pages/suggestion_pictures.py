"""Small pictures beside the names that are suggested while one types: the photograph, else the back or front drawn.

Each is prepared once per process and phone; see ``IndexSnapshot.printed``.
"""

from operator import attrgetter

from catalog.drawings.camera_islands import camera_island
from catalog.drawings.scale_drawing import body_rectangle, display_size, front_rectangles, has_front
from catalog.models import Phone


def suggestion_pictures(snapshot, phones):
    """Key of each of ``phones`` → its picture as JSON has it, or None. Four queries where any is not prepared yet."""
    keys = list(map(attrgetter("pk"), phones))
    missing = [key for key in keys if ("suggested", key) not in snapshot.printed]
    if missing:
        whole = Phone.objects.filter(pk__in=missing).prefetch_related("cameras", "displays", "photos")
        for phone in whole:
            snapshot.printed["suggested", phone.pk] = suggestion_picture(phone)
    return {key: snapshot.printed.get(("suggested", key)) for key in keys}


def suggestion_picture(phone):
    """``{"photo": address}``, or ``{"box": [width, height], "shapes": [[kind, x, y, width, height, corner], …]}`` in
    millimetres; None where neither is there."""
    photo = next(filter(attrgetter("sizes"), phone.photos.all()), None)
    if photo:
        return {"photo": photo.address}
    if not has_front(phone):
        return None
    return {"box": [phone.width_mm, phone.height_mm], "shapes": list(map(_rounded_shape, _shapes(phone)))}


def _shapes(phone):
    """The back, where the place of its cameras can be drawn, else the front."""
    island = camera_island(phone)
    if island is None:
        return front_rectangles(phone, display_size(phone))
    return [body_rectangle("body", phone.width_mm, phone.height_mm), *island.shapes]


def _rounded_shape(shape):
    numbers = (shape.x, shape.y, shape.width, shape.height, shape.corner)
    return [shape.kind, *(round(number, 1) for number in numbers)]
