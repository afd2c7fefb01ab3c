"""Which rows of a sheet hold its headings: not always the first, and sometimes two, with a row of units after them."""

import re
from itertools import chain, islice

from catalog.quantities.parsers.measures import is_unit
from catalog.quantities.parsers.text_normalisation import normalise_name

from ..files.tables import (
    LONGEST_HEADING,
    MOST_COLUMNS,
    OWN_EXPORT_NOTE,
    SpreadsheetTable,
    UnclearReading,
    UnreadableSpreadsheet,
    is_filled,
    is_own_export,
    limited_rows,
    without_trailing_cells,
)
from .headings import is_known_heading, known_heading_key

MOST_ROWS_BEFORE = 20
"""Among so many rows that are not empty the headings are looked for."""
_LEAST_KNOWN = 2
_LEAST_COLUMNS = 3
_UNCLEAR_HEADINGS = "It does not show which row holds the headings"
_MERGED_NOTE = "There are merged cells: the value counts for the first of them only."
_PLAIN_GROUPS = frozenset(
    {
        *(
            "phone",
            "device",
            "general",
            "body",
            "dimensions",
            "gerät",
            "allgemein",
            "gehäuse",
            "abmessungen",
            "appareil",
        ),
        *(
            "boîtier",
            "dispositivo",
            "cuerpo",
            "dimensiones",
            "corpo",
            "dimensioni",
            "本体",
            "寸法",
            "机身",
            "尺寸",
            "본체",
            "크기",
        ),
    }
)
_KEYS_IN_PLAIN_GROUPS = frozenset(
    {"brand", "name", "model_code", "height_mm", "width_mm", "depth_mm", "dimensions", "weight_g", "colours"}
)
"""Groups of headings, and what a heading below them means whether or not they stand there."""
_UNIT_AT_END = re.compile(r"[)\]]$")


def build_table(sheet, heading_line=None):
    """The ``SpreadsheetTable`` of a ``RawSheet``. ``heading_line`` is where somebody says that its headings are;
    ``UnclearReading`` where nobody does and several rows may hold them."""
    filled = filter(is_filled, sheet.rows)
    first = list(islice(filled, MOST_ROWS_BEFORE))
    if not first:
        raise UnreadableSpreadsheet("The spreadsheet is empty.")
    place = _heading_place(first, heading_line, sheet.merged)
    head = _HeadRows(first, place, sheet.merged)
    headings = _checked(head.texts)
    rows = limited_rows(chain(first[head.end :], filled))
    notes = [*sheet.notes, *head.notes()]
    if is_own_export(headings):
        notes.append(OWN_EXPORT_NOTE)
    return SpreadsheetTable(headings, rows, sheet.total, notes, sheet.samples, first[head.place].line)


def _heading_place(rows, heading_line, merged):
    """The number of the row with the headings, or with the upper ones of two, among ``rows``."""
    if heading_line is None:
        return _shown_place(rows, merged)
    for place, row in enumerate(rows):
        if row.line == heading_line:
            return place
    raise UnreadableSpreadsheet(f"Line {heading_line} cannot hold the headings: it is empty, or too far down.")


def _shown_place(rows, merged):
    """The first row of the site's own export, else the one row most of whose cells are headings that are known here,
    else the one with several of them."""
    if is_own_export(rows[0].texts):
        return 0
    known = _known_places(rows, merged)
    mostly = []
    for place in known:
        if 2 * _count_known(rows[place]) >= _count_filled(rows[place]):
            mostly.append(place)
    for places in (mostly, known):
        if len(places) == 1:
            return places[0]
    if known:
        lines = " or ".join(f"line {rows[place].line}" for place in known)
        raise UnclearReading(f"{_UNCLEAR_HEADINGS}: {lines}.")
    if _count_filled(rows[0]) == 1 and any(_count_filled(row) >= _LEAST_COLUMNS for row in rows):
        raise UnclearReading(f"{_UNCLEAR_HEADINGS}: line {rows[0].line} has one cell only.")
    return 0


def _known_places(rows, merged):
    """The numbers of all rows with several known headings; not of those that repeat one, or are its second line."""
    places = []
    for place, row in enumerate(rows):
        is_repeated = any(rows[other].texts == row.texts for other in places)
        is_second = place - 1 in places and _has_parts_below(rows, place - 1, merged)
        if _count_known(row) >= _LEAST_KNOWN and not is_repeated and not is_second:
            places.append(place)
    return places


def _has_parts_below(rows, place, merged):
    """Whether the next line fills only what stands below headings that reach over several columns."""
    if not _follows(rows, place + 1) or any(map(_begins_with_digit, rows[place + 1].texts)):
        return False
    groups = _spread_texts(rows[place].texts, _spans(merged, rows[place].line))
    shared = set()
    for number, group in enumerate(groups):
        if group and groups.count(group) > 1:
            shared.add(number)
    filled = {number for number, text in enumerate(rows[place + 1].texts) if text}
    return filled <= shared


def _has_groups_above(rows, place, merged):
    """Whether the line before has several texts, some of which reach over headings."""
    if not place or not _follows(rows, place) or _count_filled(rows[place - 1]) == 1:
        return False
    above = _padded(rows[place - 1].texts, rows[place].texts)
    spread = _spread_texts(above, _spans(merged, rows[place - 1].line))
    return any(text and not own and group for own, group, text in zip(above, spread, rows[place].texts, strict=False))


def _follows(rows, place):
    """Whether there is such a row, in the line after the one before."""
    return place < len(rows) and rows[place].line == rows[place - 1].line + 1


def _spans(merged, line):
    """(first column, last column) of the cells merged across that line."""
    return [(first, last) for top, first, _, last in merged if top == line and last > first]


def _count_known(row):
    """How many different things the cells of a row name, taken as headings."""
    keys = set()
    for text in row.texts:
        if len(text) <= LONGEST_HEADING:
            keys.add(known_heading_key(text))
    return len(keys - {None, ""})


def _count_filled(row):
    return sum(map(bool, row.texts))


def _checked(texts):
    headings = without_trailing_cells(texts)
    if len(headings) > MOST_COLUMNS:
        raise UnreadableSpreadsheet(f"The spreadsheet has more than {MOST_COLUMNS} columns.")
    for text in headings:
        if len(text) > LONGEST_HEADING:
            why = "is not a heading: the first row must hold the names of the columns."
            raise UnreadableSpreadsheet(f"“{text[:40]}…” {why}")
    return headings


class _HeadRows:
    """The headings from the row at ``place`` on: with groups above or parts below them, and units below both."""

    def __init__(self, rows, place, merged):
        self.rows = rows
        self.place = place
        self.merged = merged
        self.end = place + 1
        self.start = place
        self.texts = _one_line_texts(rows[place])
        self.unit_line = None
        if _has_parts_below(rows, place, merged):
            self.combine(self.texts, _one_line_texts(rows[self.end]))
            self.end += 1
        elif _has_groups_above(rows, place, merged):
            self.start -= 1
            self.combine(_one_line_texts(rows[self.start]), self.texts)
        self.take_units()

    @property
    def leaves_merged(self):
        """Whether cells below the headings are merged."""
        last = self.rows[self.end - 1].line
        return any(last_line > last for _, _, last_line, _ in self.merged)

    def combine(self, upper, lower):
        """One heading for each column: both texts, or the lower one where it alone says what is meant."""
        spread = _spread_texts(_padded(upper, lower), _spans(self.merged, self.rows[self.start].line))
        columns = zip(_padded(upper, spread), spread, _padded(lower, spread), strict=True)
        self.texts = tuple(_combined_text(*texts, lower.count(texts[-1])) for texts in columns)

    def take_units(self):
        """Where the next line holds units alone, they go into the headings."""
        if self.end == len(self.rows):
            return
        below = self.rows[self.end]
        if not all(map(is_unit, filter(None, below.texts))):
            return
        self.unit_line = below.line
        self.end += 1
        pairs = zip(self.texts, _padded(below.texts, self.texts), strict=False)
        self.texts = tuple(_with_unit(text, unit) for text, unit in pairs)

    def notes(self):
        """What has been made of the first rows, where it is not that the first alone holds the headings."""
        above = [text for row in self.rows[: self.start] for text in row.texts if text]
        lines = []
        for row in self.rows[self.start : self.end]:
            if row.line != self.unit_line:
                lines.append(row.line)
        if above:
            yield f"What stands above the headings was not read: “{'”, “'.join(text[:80] for text in above[:5])}”."
        if above or len(lines) > 1:
            yield f"The headings are in line{'s' * (len(lines) > 1)} {' and '.join(map(str, lines))}."
        if self.unit_line:
            yield f"Line {self.unit_line} was read as the units of the columns."
        if self.leaves_merged:
            yield _MERGED_NOTE


def _begins_with_digit(text):
    return text[:1].isdigit()


def _one_line_texts(row):
    return tuple(" ".join(text.split()) for text in row.texts)


def _padded(texts, like):
    return (*texts, *[""] * (len(like) - len(texts)))


def _spread_texts(texts, spans):
    """The texts of a row of headings, each also over the columns that it reaches over: what is merged with it, else the
    empty cells after it."""
    spread = list(texts)
    if spans:
        length = max(len(spread), *(last for _, last in spans))
        spread += [""] * (length - len(spread))
        for first, last in spans:
            spread[first - 1 : last] = [spread[first - 1]] * (last - first + 1)
        return spread
    for number in range(1, len(spread)):
        spread[number] = spread[number] or spread[number - 1]
    return spread


def _combined_text(own, group, text, occurrences):
    """“Folded Height” of “Folded” and “Height”; “Height” alone below a group that adds nothing to it, where it stands
    once; without it the upper text of that very column."""
    if not text or not group:
        return text or own
    both = f"{group} {text}"
    is_plain = normalise_name(group) in _PLAIN_GROUPS and known_heading_key(text) in _KEYS_IN_PLAIN_GROUPS
    if occurrences == 1 and is_plain and not is_known_heading(both):
        return text
    return both


def _with_unit(text, unit):
    if not unit or not text or _UNIT_AT_END.search(text):
        return text
    return f"{text} ({unit})"
