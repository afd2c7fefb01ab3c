"""The phones of brands, chipsets and image sensors by the finder's index, as sets of bits.

The index knows what phones are made of by name. Two chipsets or sensors whose maker and name read alike are one to it.
"""

from operator import attrgetter

import numpy as np

from catalog.models import Brand, Chipset, Sensor

from .bitsets import count_bits
from .facets import FACETS

PART_FACETS = {Brand: ("brand",), Chipset: ("chipset",), Sensor: ("lens.sensor", "front.sensor")}


def phones_of_part(snapshot, part):
    """The phones of a brand, chipset or sensor that readers may see."""
    phones = np.zeros_like(snapshot.index.living)
    for columns, rows in _word_rows(snapshot.index, type(part)):
        if str(part) in rows:
            phones |= columns.phones_having([rows[str(part)]])
    return phones & snapshot.index.living


def parameter_of_sensor(snapshot, sensor):
    """By which lenses the finder is asked for the phones that have a sensor: the rear ones, else the front."""
    rear, front = PART_FACETS[Sensor]
    columns, rows = next(_word_rows(snapshot.index, Sensor))
    row = rows.get(str(sensor))
    if row is not None and (columns.phones_having([row]) & snapshot.index.living).any():
        return rear
    return front


def with_phone_counts(snapshot, parts):
    """Those of ``parts`` (a queryset) that phones have which readers may see, each with their ``phone_count``."""
    counts = snapshot.get_or_set(("phones of parts", parts.model), lambda: _counts(snapshot.index, parts.model))
    counted = []
    for part in parts:
        part.phone_count = counts.get(str(part), 0)
        counted.append(part)
    return list(filter(attrgetter("phone_count"), counted))


def _counts(index, model):
    """Name → the number of phones."""
    sets = {}
    for columns, rows in _word_rows(index, model):
        for name, row in rows.items():
            sets[name] = sets.get(name, 0) | columns.phones_having([row]) & index.living
    return {name: count_bits(phones) for name, phones in sets.items()}


def _word_rows(index, model):
    """For each row of the sheet that names such parts: (the columns, name → the row of its set)."""
    for name in PART_FACETS[model]:
        facet = FACETS[name]
        columns = index.columns[facet.kind.key]
        yield columns, columns.words.rows.get(facet.spec.key, {})
