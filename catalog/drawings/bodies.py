"""Bodies to scale: each phone from before, from the side, from behind and shut, beside a bank card or over one another.

Every view is a drawing of its own. At one size of type all are at one scale, and they stand on one baseline wherever
the lines break.
"""

from dataclasses import dataclass
from functools import partial
from itertools import filterfalse
from operator import attrgetter

from django.utils.translation import gettext_lazy

from catalog.facts.derived_values import derived_once_a_language
from catalog.languages.active_language import gettext, pgettext
from catalog.languages.listed_words import clause_list, joined_list
from catalog.languages.localised_text import localised
from catalog.models import Phone
from catalog.models.vocabulary import DisplayRole

from .camera_islands import camera_island, camera_island_words
from .scale_drawing import (
    Drawing,
    Rectangle,
    body_rectangle,
    centred_rectangle,
    display_size,
    front_rectangles,
    has_front,
    millimetres_text,
    row_drawing,
    side_rectangle,
    side_text,
)
from .size_differences import SizeDifference, size_differences

BANK_CARD_MM = (53.98, 85.6, 3.18)
"""A bank card upright: width, height, corner radius (ISO/IEC 7810 ID-1)."""
WIDE_MM = 100
"""Bodies wider than this, in mm, are of phones that open like a book."""
MAIN_VIEWS = ("back", "front")
"""Sides at the top of a phone's page: the cameras first."""
BROAD_MM = 200
"""Views wider than this, in mm, need a smaller scale on narrow screens."""


@dataclass(frozen=True)
class FoldedState:
    """A way to hold a folding phone that is not open; ``prefix`` is that of its columns."""

    key: str
    label: str
    side_label: str
    prefix: str
    display_roles: tuple[str, ...]

    def sides(self, phone):
        """Height, width and thickness in mm, None for what is not known."""
        return tuple(getattr(phone, f"{self.prefix}_{side}_mm") for side in ("height", "width", "depth"))


HALF_FOLDED = FoldedState(
    "half-folded",
    gettext_lazy("Half folded"),
    gettext_lazy("Half folded, side"),
    "half_folded",
    (DisplayRole.HALF_FOLDED,),
)
FOLDED = FoldedState(
    "folded",
    gettext_lazy("Folded"),
    gettext_lazy("Folded, side"),
    "folded",
    (DisplayRole.COVER, DisplayRole.FOLDED),
)


@dataclass(frozen=True)
class BodyView:
    """One side of a phone; ``lines`` are its caption."""

    key: str
    label: str
    lines: tuple[str, ...]
    drawing: Drawing


@dataclass(frozen=True)
class Body:
    """A phone with its views; ``missing`` says in words what is not drawn, and why."""

    phone: Phone
    views: tuple[BodyView, ...]
    missing: str

    @property
    def main_views(self):
        """Its back, where the cameras are, and its front."""
        return sorted((view for view in self.views if view.key in MAIN_VIEWS), key=attrgetter("key"))

    @property
    def is_wide(self):
        """Whether its front, as of a phone that opens like a book, is wider than that of any bar."""
        return any(view.drawing.width > WIDE_MM for view in self.main_views)

    @property
    def is_broad(self):
        return any(view.drawing.width > BROAD_MM for view in self.views)


@dataclass(frozen=True)
class Bodies:
    """Phones beside one another and a card; ``undrawn`` are those of which no view can be drawn."""

    drawn: tuple[Body, ...]
    undrawn: tuple[Body, ...]
    card: BodyView
    differences: list[SizeDifference]

    @property
    def is_broad(self):
        return any(body.is_broad for body in self.drawn)


def bodies_side_by_side(phones, imperial=False):
    """``Bodies`` of phones fetched with ``whole``; asks the database nothing more."""
    bodies = [body_of(phone, imperial) for phone in phones]
    return Bodies(
        drawn=tuple(filter(attrgetter("views"), bodies)),
        undrawn=tuple(filterfalse(attrgetter("views"), bodies)),
        card=bank_card(imperial),
        differences=size_differences(phones, imperial),
    )


def bank_card(imperial=False):
    width, height, _ = BANK_CARD_MM
    drawing = row_drawing([[Rectangle("card", 0, 0, *BANK_CARD_MM)]], gettext("A bank card, upright"))
    return BodyView("card", gettext("Bank card"), (sides_text(width, height, imperial=imperial),), drawing)


@derived_once_a_language
def body_of(phone, imperial=False):
    island = camera_island(phone)
    words_of = partial(sides_text, imperial=imperial)
    front = [words_of(phone.width_mm, phone.height_mm)]
    back = [camera_island_words(phone, imperial)]
    side = _side_lines(phone, imperial)
    views = (
        _body_view("front", pgettext("side of a phone", "Front"), front_rectangles(phone, display_size(phone)), front),
        _body_view("side", pgettext("side of a phone", "Side"), _side_rectangles(phone, island), side),
        _body_view("back", pgettext("side of a phone", "Back"), _back_rectangles(phone, island), back),
        *_folded_views(phone, HALF_FOLDED, words_of),
        *_folded_views(phone, FOLDED, words_of),
    )
    return Body(phone, tuple(filter(None, views)), _missing_words(phone))


def _folded_views(phone, state, words_of):
    """Front and side in one folded state."""
    height, width, depth = state.sides(phone)
    front = _folded_rectangles(phone, state)
    side = _folded_side_rectangles(depth, height)
    return (
        _body_view(state.key, str(state.label), front, [words_of(width, height)]),
        _body_view(f"{state.key}-side", str(state.side_label), side, [words_of(depth)]),
    )


def _body_view(key, label, shapes, lines):
    """None without ``shapes``."""
    if not shapes:
        return None
    return BodyView(key, label, tuple(lines), row_drawing([shapes], clause_list(lines)))


def sides_text(*sides, imperial=False):
    """Sides in words; empty where one is not known, as then nothing is drawn."""
    if not all(sides):
        return ""
    return localised(millimetres_text(*sides, imperial=imperial))


def _missing_words(phone):
    """“height and width not known”, “folded size not known”; empty where all is known that can be drawn."""
    unknown = joined_list(_unknown_sides(phone))
    is_measured_folded = _is_measured_folded(phone)
    missing = []
    if unknown:
        words = gettext("when open, {sides} not known") if is_measured_folded else gettext("{sides} not known")
        missing.append(words.format(sides=unknown))
    if phone.folds and not is_measured_folded:
        missing.append(gettext("folded size not known"))
    return clause_list(missing)


def _unknown_sides(phone):
    sides = {
        gettext("height"): phone.height_mm,
        gettext("width"): phone.width_mm,
        gettext("thickness"): phone.depth_mm,
    }
    return [word for word, side in sides.items() if not side]


def _is_measured_folded(phone):
    return phone.folded_height_mm and phone.folded_width_mm


def _side_rectangles(phone, island):
    """Upright, the display to the left. The bump is as long as the island where that is drawn, else it is dashed along
    the whole length."""
    if not (phone.depth_mm and phone.height_mm):
        return []
    shapes = [side_rectangle(phone.depth_mm, phone.height_mm)]
    rise = (phone.depth_with_bump_mm or 0) - phone.depth_mm
    if rise > 0:
        shapes.append(_bump_rectangle(phone, rise, island))
    return shapes


def _bump_rectangle(phone, rise, island):
    if not (island and phone.camera_island_position):
        return Rectangle("bump", phone.depth_mm, 0, rise, phone.height_mm, sure=False)
    return Rectangle("bump", phone.depth_mm, island.top, rise, island.height, sure=bool(island.sure))


def _side_lines(phone, imperial):
    if not phone.depth_mm:
        return []
    bump = gettext("bump not known")
    if phone.depth_with_bump_mm:
        thickness = side_text(phone.depth_with_bump_mm, imperial)
        bump = gettext("{thickness} at the camera").format(thickness=thickness)
    return [sides_text(phone.depth_mm, imperial=imperial), bump]


def _back_rectangles(phone, island):
    if not has_front(phone):
        return []
    shapes = [body_rectangle("body", phone.width_mm, phone.height_mm)]
    if island:
        shapes += island.shapes
    return shapes


def _folded_rectangles(phone, state):
    height, width, _ = state.sides(phone)
    if not (height and width):
        return []
    shapes = [body_rectangle("folded", width, height)]
    display = _display_size_of_roles(phone, state.display_roles)
    if display and display.width_mm <= width and display.height_mm <= height:
        shapes.append(centred_rectangle("display", display, width, height, corner=3))
    return shapes


def _display_size_of_roles(phone, roles):
    """The ``Size`` of the first display of ``roles``, None where there is none or it is not known."""
    for display in phone.displays.all():
        if display.display_role in roles:
            return display.size
    return None


def _folded_side_rectangles(depth_mm, height_mm):
    if not (depth_mm and height_mm):
        return []
    return [side_rectangle(depth_mm, height_mm)]
