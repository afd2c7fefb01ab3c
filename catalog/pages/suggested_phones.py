"""The phones that are suggested while one types: names, and beside them the photograph, else the back or front drawn.

Each is prepared once per process; see ``IndexSnapshot.printed``.
"""

from dataclasses import dataclass
from operator import attrgetter

from catalog.drawings.camera_islands import camera_island
from catalog.drawings.scale_drawing import body_rectangle, display_size, front_rectangles, has_front
from catalog.models import Phone

from .page_addresses import phone_path


@dataclass(frozen=True)
class SuggestedPhone:
    """``picture`` is None where there is none, see ``suggestion_picture``."""

    name: str
    slug: str
    picture: dict | None

    @property
    def path(self):
        return phone_path(self.slug)


def suggested_phones(snapshot, matches):
    """The ``SuggestedPhone``s of ``NameMatch``es, in their order. Four queries where any is not prepared yet, else
    none."""
    keys = list(map(attrgetter("phone"), matches))
    missing = [key for key in keys if ("suggested", key) not in snapshot.printed]
    if missing:
        phones = Phone.objects.published().named().filter(pk__in=missing)
        for phone in phones.prefetch_related("cameras", "displays", "photos"):
            picture = suggestion_picture(phone)
            snapshot.printed["suggested", phone.pk] = SuggestedPhone(phone.full_name, phone.slug, picture)
    return list(filter(None, (snapshot.printed.get(("suggested", key)) for key in keys)))


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
