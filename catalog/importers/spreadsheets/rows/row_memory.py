"""RAM and storage of a row, where they stand in columns of their own: which go together, as far as that is certain."""

from dataclasses import replace
from itertools import product

from ..columns.spreadsheet_columns import MEMORY_PARTS

_NOT_PAIRED = "which RAM goes with which storage is not said: each stands alone"


def pair_memory(row):
    """Turn the sizes that a ``ParsedRow`` has under “ram” and “storage” into memory versions: (RAM, storage).

    They go together where there is one RAM or one storage for all.
    """
    places = {}
    for column, key in row.values:
        if column.key in MEMORY_PARTS:
            places[column.key] = (column, key)
    sizes = {part: row.values[place][1] for part, place in places.items()}
    if len(places) == len(MEMORY_PARTS) and min(map(len, sizes.values())) == 1:
        _pair(row, places, product(sizes["ram"], sizes["storage"]))
        return
    for part, place in places.items():
        cell_place, values = row.values[place]
        row.values[place] = cell_place, [_lone_version(part, size) for size in values]
        if len(places) == len(MEMORY_PARTS):
            row.cells[cell_place] = replace(row.cells[cell_place], words=_NOT_PAIRED)


def _lone_version(part, size):
    if part == "ram":
        return size, None
    return None, size


def _pair(row, places, versions):
    """Let the cell of the RAM give all versions, and that of the storage share its outcome."""
    ram_place, _ = row.values[places["ram"]]
    storage_place, _ = row.values.pop(places["storage"])
    row.values[places["ram"]] = ram_place, list(versions)
    row.followers[storage_place] = ram_place
