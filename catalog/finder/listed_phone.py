"""What lists print of a phone, as one text: fast to store, and to read the few facts of it that a page needs.

Lines of fields between tabs. The first names the phone and says how its back looks; then come, for the phone and for
each of its entries, a line of texts and a line of the number of sources that support each, in the order of the sheet.
"""

from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from catalog.facts.fact_table import State
from catalog.models.vocabulary import ApertureKind
from catalog.quantities import formatters
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS
from catalog.sheet.spec import COMPUTED, ESTIMATED, GATHERED

from .facets import ENTRY_KINDS, VERSION

STATED_SIGN = " "
MARKS_BY_SIGN = {"=": COMPUTED, "~": ESTIMATED, "+": "", STATED_SIGN: ""}
_SIGNS_BY_ORIGIN = {COMPUTED: "=", ESTIMATED: "~", GATHERED: "+"}
ZOOM_ENDS = {"focal_length_eq_mm": "focal_length_eq_max_mm", "f_number": "f_number_max"}
"""Row of a lens → the row of the other end, where it zooms."""
LISTED_SPECS = {key: spec for key, spec in {**PHONE_SPECS, **DISPLAY_SPECS}.items() if spec.inner is None}
BACK_SIDES = ("height_mm", "width_mm", "folded_width_mm", "camera_island_width_mm", "camera_island_height_mm")
BACK_WORDS = ("camera_island_shape", "camera_island_position", "camera_layout", "flash_position")
"""Columns of the phone that its back is drawn from; in the first line of the text in this order, sides first."""
MAIN_CAMERA_KEYS = {key: spec.inner.key for key, spec in PHONE_SPECS.items() if spec.inner}


def _field_places():
    """Kind of entry, or "" for the phone → {key: place of its field in a line}."""
    places = {"": _places_by_key(LISTED_SPECS)}
    for kind in ENTRY_KINDS.values():
        if kind.section:
            places[kind.key] = _places_by_key(spec.key for spec in kind.specs)
    places[VERSION.key] = places[""]
    return places


def _places_by_key(keys):
    return {key: place for place, key in enumerate(keys)}


_FIELD_PLACES = _field_places()


class ListedFact(NamedTuple):
    """``mark`` is “computed”, “estimated” or empty; ``sources`` the number of sources that support it, None for what
    is computed or gathered from other rows."""

    text: str
    mark: str
    sources: int | None
    disputed: bool

    def with_text(self, text):
        return self._replace(text=text)


class ListedPhone:
    """A phone as lists print it."""

    def __init__(self, text):
        self.lines = text.split("\n")
        self.slug, self.name, self.brand, self.main, self.lens_order, *back = self.lines[0].split("\t")
        self.back_fields = back

    @property
    def full_name(self):
        return f"{self.brand} {self.name}"

    @property
    def back(self):
        """Column → value of what its back is drawn from; None for what is not known."""
        facts = dict.fromkeys((*BACK_SIDES, *BACK_WORDS))
        for column, text in zip(facts, self.back_fields, strict=True):
            if text:
                facts[column] = float(text) if column in BACK_SIDES else text
        return facts

    @property
    def lens_lines(self):
        """The lines of the rear lenses that take pictures, the shortest focal length first."""
        return list(map(lens_line, filter(None, self.lens_order.split(","))))

    @property
    def main_line(self):
        """The line of the main camera; None where there is none."""
        return lens_line(self.main) if self.main else None

    def fact(self, key):
        """A row of the phone; None where it is not known."""
        if key not in MAIN_CAMERA_KEYS:
            return self.fact_at(1, _FIELD_PLACES[""][key])
        if not self.main:
            return None
        return self.entry_fact("lens", self.main_line, MAIN_CAMERA_KEYS[key])

    def fact_at(self, line, place):
        text = self.split(line)[place]
        if not text:
            return None
        sign = text[0]
        count = self.split(line + 1)[place]
        sources = None
        if sign == STATED_SIGN:
            sources = int(count.rstrip("!") or 0)
        return ListedFact(text[1:], MARKS_BY_SIGN[sign], sources, count.endswith("!"))

    def split(self, line):
        if line not in self.fields:
            self.fields[line] = self.lines[line].split("\t")
        return self.fields[line]

    @cached_property
    def fields(self):
        return {}

    def entries(self, kind):
        """(title, line) of each entry of a kind."""
        return self.entries_by_kind.get(kind, [])

    @cached_property
    def entries_by_kind(self):
        entries = {}
        for line in range(3, len(self.lines), 2):
            kind, title = self.lines[line].split("\t", 2)[:2]
            entries.setdefault(kind, []).append((title, line))
        return entries

    def version_fact(self, line, key):
        """A fact of a version that is other than usual; None where it is as usual or not known."""
        if key in MAIN_CAMERA_KEYS:
            return None
        return self.entry_fact(VERSION.key, line, key)

    def entry_fact(self, kind, line, key):
        """A row of an entry; None where it is not known. Of a zoom, focal length and f-number are from end to end."""
        fact = self.row_of_entry(kind, line, key)
        if fact is None or key not in ZOOM_ENDS:
            return fact
        long_end = self.row_of_entry(kind, line, ZOOM_ENDS[key])
        if long_end is None or not self.changes_with_zoom(kind, line, key):
            return fact
        return fact._replace(text=formatters.format_span(fact.text, long_end.text))

    def row_of_entry(self, kind, line, key):
        return self.fact_at(line, 2 + _FIELD_PLACES[kind][key])

    def changes_with_zoom(self, kind, line, key):
        """Whether the two ends of a row are those of the zoom; a narrowest f-number may be one that is set by hand."""
        if key != "f_number":
            return True
        aperture = self.row_of_entry(kind, line, "aperture_kind")
        return aperture is not None and aperture.text == ApertureKind.ZOOM.label


def lens_line(place):
    """The line of the rear lens at this place (a number as text) among all: lenses are the first entries."""
    return 3 + 2 * int(place)


def listed_phone_text(phone, lenses, cells, entries):
    """``lenses`` is (the place of the main camera among the rear lenses or None, the places of those that take pictures
    in order), ``cells`` are those of ``LISTED_SPECS``, ``entries`` (kind, title, cells)."""
    main, in_order = lenses
    names = (phone.slug, phone.name, phone.brand.name)
    lines = [
        [*names, _number_text(main), ",".join(map(str, in_order)), *_back_texts(phone)],
        list(map(_cell_text, cells)),
        list(map(_source_count, cells)),
    ]
    for kind, title, entry_cells in entries:
        lines.append([kind, title, *map(_cell_text, entry_cells)])
        lines.append(["", "", *map(_source_count, entry_cells)])
    return "\n".join(map(_joined_fields, lines))


def _back_texts(phone):
    *sides, shape, position, layout, flash = attrgetter(*BACK_SIDES, *BACK_WORDS)(phone)
    return [*map(_number_text, sides), shape or "", position or "", layout or "", flash or ""]


def _joined_fields(fields):
    return "\t".join(text.replace("\t", " ").replace("\n", " ") for text in fields)


def _number_text(number):
    if number is None:
        return ""
    return f"{number:g}"


def _cell_text(cell):
    if cell.state == State.NOT_KNOWN and not cell.variations:
        return ""
    sign = _SIGNS_BY_ORIGIN.get(cell.how, STATED_SIGN)
    return sign + "; ".join([cell.text, *cell.variations])


def _source_count(cell):
    """``3!``: three sources support it, and another contradicts it."""
    count = str(len(cell.accepted) or "")
    if cell.disputed:
        return f"{count}!"
    return count
