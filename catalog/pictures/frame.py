"""The frame of a saved drawing: a title above it; below it where it is from, under which licence, of which day."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext

from catalog.facts.phone_serializer import LICENCE
from catalog.languages.localised_text import localised_date
from catalog.models import Stamp
from catalog.quantities.partial_dates import DAY, PartialDate

from .elements import Picture, PictureText, line_path
from .lettering import STRONG, shortened, wrapped

WIDTH = 1200
MARGIN = 48
INNER_WIDTH = WIDTH - 2 * MARGIN
TITLE_SIZE, SUBTITLE_SIZE, SOURCE_SIZE = 34, 20, 16
FOOT_HEIGHT = 64


@dataclass(frozen=True)
class PictureSource:
    """Where a picture is from: the path of the page that shows it, and the day of the last change to the catalogue."""

    path: str
    day: datetime

    @property
    def address(self):
        """Without the scheme: “phones.example.org/phones/acme-brick/”."""
        return f"{settings.SITE_URL.partition('://')[2]}{self.path}"

    @property
    def licence_words(self):
        day = PartialDate(self.day.year, self.day.month, self.day.day, DAY)
        return f"{LICENCE['name']} · {localised_date(day)}"

    @property
    def line(self):
        """“Phonesite · phones.example.org/… · CC BY-SA 4.0 · 29 November 2026”."""
        return f"{settings.SITE_NAME} · {self.address} · {self.licence_words}"


def picture_source(path):
    """One query."""
    return PictureSource(path, Stamp.last_moved_at())


@dataclass(frozen=True)
class DrawnBody:
    """What stands in a frame, placed from (0, 0) down; ``notes`` are sentences below it."""

    title: str
    subtitle: str
    text: str
    height: float
    elements: tuple
    notes: tuple[str, ...] = ()


def framed_picture(draw, source):
    """``draw(top)`` gives the ``DrawnBody`` with its elements below ``top``."""
    top = MARGIN + TITLE_SIZE + SUBTITLE_SIZE + 48
    body = draw(top)
    notes, end = _note_lines(body.notes, top + body.height)
    height = round(end + FOOT_HEIGHT)
    elements = (*_head(body), *body.elements, *notes, *_foot(source, height))
    title = gettext("{title}: {subtitle}").format(title=body.title, subtitle=body.subtitle)
    return Picture(WIDTH, height, elements, title, body.text)


def _head(body):
    title = MARGIN + TITLE_SIZE - 6
    subtitle = shortened(body.subtitle, INNER_WIDTH, SUBTITLE_SIZE)
    yield PictureText(MARGIN, title, body.title, TITLE_SIZE, STRONG)
    yield PictureText(MARGIN, title + SUBTITLE_SIZE + 14, subtitle, SUBTITLE_SIZE, ink="ink-soft")


def _note_lines(notes, top):
    """(texts, where they end)."""
    texts = []
    top += 10
    for note in notes:
        for line in wrapped(note, INNER_WIDTH, SOURCE_SIZE):
            top += 24
            texts.append(PictureText(MARGIN, top, line, SOURCE_SIZE, ink="ink-soft"))
    return texts, top + 16


def _foot(source, height):
    yield line_path(MARGIN, height - 52, WIDTH - MARGIN, height - 52, edge="line", thickness=1)
    words = shortened(source.line, INNER_WIDTH, SOURCE_SIZE)
    yield PictureText(MARGIN, height - 22, words, SOURCE_SIZE, ink="ink-soft")
