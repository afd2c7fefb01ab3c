"""One text that fills several fields: “161 x 77 x 9.3 mm”, “¥225,360”, “B1/3, n77”, pasted into any of them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from catalog.models import Camera, Display, LaunchPrice, Market, MemoryVersion, ModelCode, Operator, Phone, Sensor
from catalog.quantities import parsers

_SIDES_PATTERN = re.compile(r"\d[^\d]*[xX×✕*][^\d]*\d|\d\s+by\s+\d")
_BANDS_PATTERN = re.compile(r"[bn] ?\d|lte|nr|wcdma|gsm|[2345]g|mmwave", re.IGNORECASE)
_NON_NUMBER_PATTERN = re.compile(r"[^\d\s.,']")
_MEMORY_PATTERN = re.compile(r"\d[^\d]*[+/][^\d]*\d|\d.*\d.*ram|ram.*\d.*\d", re.IGNORECASE)


@dataclass(frozen=True)
class FieldGroup:
    """Columns into which a text may be typed that fills several. ``looks`` is found in such a text; ``read``
    takes it and the column it was typed into, and gives column → value or raises ValueError."""

    columns: tuple[str, ...]
    looks: re.Pattern
    read: Callable[[str, str], dict]
    boxes: tuple[str, ...] = ()
    """Those of the fields that are no columns: any text in them is to be spread."""

    def matches(self, text, column):
        """Whether what was typed into ``column`` is a text that fills several."""
        if column in self.boxes and text.strip():
            return True
        return bool(self.looks.search(text))


def _dimension_group(*columns, descending=False):
    def read(text, column):
        sides = parsers.parse_dimensions(text)
        if len(sides) > len(columns):
            raise ValueError(f"“{text}” has {len(sides)} sides: here are {len(columns)}.")
        if descending:
            sides = sorted(sides, reverse=True)
        return dict(zip(columns, sides, strict=False))

    return FieldGroup(columns, _SIDES_PATTERN, read)


def _pixel_group(*columns):
    """``columns`` from the one with fewer pixels."""
    return FieldGroup(
        columns, _SIDES_PATTERN, lambda text, column: dict(zip(columns, parsers.parse_resolution(text), strict=True))
    )


def _price_group(amount, code):
    """The amount with its currency; the other way round nothing is filled."""

    def read(text, column):
        figure, currency = parsers.parse_price(text)
        values = {amount: figure}
        if currency:
            values[code] = currency
        return values

    return FieldGroup((amount,), _NON_NUMBER_PATTERN, read)


def _band_group(columns, *also):
    """``columns`` (kind of band → column), and text fields of no column that bands may be pasted into."""

    def read(text, column):
        kind_of_column = {name: kind for kind, name in columns.items()}
        values = {}
        for kind, numbers in parsers.parse_bands(text, kind_of_column.get(column)).items():
            if kind not in columns:
                where = "at a model code" if kind == "fr2" else "at the phone"
                raise ValueError(f"{', '.join(map(str, numbers))}: bands of this sort are entered {where}.")
            values[columns[kind]] = numbers
        return values

    return FieldGroup((*columns.values(), *also), _BANDS_PATTERN, read, also)


def _parse_memory(text, column):
    versions = parsers.parse_memory_versions(text)
    if len(versions) > 1:
        raise ValueError(f"“{text}” is {len(versions)} versions: paste them above the rows.")
    return dict(zip(("ram_gb", "storage_gb"), versions[0], strict=True))


_MEMORY_GROUP = FieldGroup(("ram_gb", "storage_gb"), _MEMORY_PATTERN, _parse_memory)
_MODEL_CODE_BANDS = {"lte": "lte_bands", "nr": "nr_bands", "fr2": "nr_fr2_bands"}
FIELD_GROUPS = {
    Phone: (
        _dimension_group("height_mm", "width_mm", "depth_mm"),
        _dimension_group("folded_height_mm", "folded_width_mm", "folded_depth_mm"),
        _dimension_group("half_folded_height_mm", "half_folded_width_mm", "half_folded_depth_mm"),
        _price_group("launch_price", "launch_price_currency"),
        _band_group({"2g": "bands_2g", "3g": "bands_3g", "lte": "bands_lte", "nr": "bands_nr"}),
    ),
    Display: (_pixel_group("display_width_px", "display_height_px"),),
    Camera: (
        _dimension_group("sensor_width_mm", "sensor_height_mm", descending=True),
        _dimension_group("used_width_mm", "used_height_mm", descending=True),
    ),
    Sensor: (_dimension_group("width_mm", "height_mm", descending=True), _pixel_group("height_px", "width_px")),
    Market: (_price_group("price", "price_currency"),),
    LaunchPrice: (_price_group("price", "price_currency"), _MEMORY_GROUP),
    MemoryVersion: (_MEMORY_GROUP,),
    ModelCode: (_band_group(_MODEL_CODE_BANDS, "pasted_bands"),),
    Operator: (_band_group(_MODEL_CODE_BANDS),),
}


class PastedValuesMixin:
    """A form in which one text may fill several fields.

    ``spread`` are (text, columns that it filled). A sibling that was typed too, and says something else, is a fault.
    """

    def full_clean(self):
        self.spread, self.spread_faults = [], {}
        if self.is_bound:
            for together in FIELD_GROUPS.get(self._meta.model, ()):
                self._spread_all(together)
        super().full_clean()
        for column, fault in self.spread_faults.items():
            self.cleaned_data.pop(column, None)
            self._errors[column] = self.error_class([fault], renderer=self.renderer)

    def _spread_all(self, together):
        for column in together.columns:
            text = self.data.get(self.add_prefix(column), "")
            if column in self.fields and together.matches(text, column):
                try:
                    self._fill(column, text, together.read(text, column))
                except ValueError as fault:
                    self.spread_faults[column] = str(fault)

    def _fill(self, column, text, values):
        self.data = self.data.copy()
        filled = [name for name in values if name in self.fields]
        for name in filled:
            written = str(self.fields[name].prepare_value(values[name]))
            if name != column and self._was_typed(name, written):
                self.spread_faults[name] = f"“{text}” says {written} here: which is it?"
            else:
                self.data[self.add_prefix(name)] = written
        if values and column not in values:
            self.data[self.add_prefix(column)] = ""
        if filled:
            self.spread.append((text, filled))

    def _was_typed(self, name, written):
        """Whether an editor has just typed something else into this field."""
        typed_here = self.data.get(self.add_prefix(name), "").strip()
        return typed_here not in ("", written) and self.fields[name].has_changed(self.initial.get(name), typed_here)
