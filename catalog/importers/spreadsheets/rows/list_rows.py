"""Lists of a phone's content as a row adds to them: what is in them already, what is missing, and both in words."""

from catalog.records.value_words import value_words

LIST_ROWS = {
    "alias": ("aliases", lambda value: {"name": value}),
    "model_code": ("model_codes", lambda value: {"code": value}),
    "sold_in": ("markets", lambda value: {"country": value}),
    "chipset": ("phone_chipsets", lambda value: {"chipset": value}),
    "memory": ("memory_versions", lambda pair: _memory_row(*pair)),
    "ram": ("memory_versions", lambda pair: _memory_row(*pair)),
    "storage": ("memory_versions", lambda pair: _memory_row(*pair)),
}
"""Key → the list it grows, and the row that one value makes in it."""


def grown_list(old, missing):
    """A list with what is missing at its end, or in its place where the list is of numbers in their order."""
    grown = [*old, *missing]
    if old == sorted(old) and not isinstance(old[0], str):
        grown.sort()
    return grown


def item_words(missing, kept):
    """What a list has got, and what it has beyond that which is told."""
    told = (("added to the list", missing), ("stays in the list", kept))
    return "; ".join(f"{what}: {value_words(items)}" for what, items in told if items)


def _memory_row(ram, storage):
    row = {}
    if ram is not None:
        row["ram_gb"] = ram
    if storage is not None:
        row["storage_gb"] = storage
    return row


def is_listed(row, rows):
    """Whether a row says what ``row`` says, in whatever case, and perhaps more."""
    items = _casefolded_row(row).items()
    return any(items <= _casefolded_row(other).items() for other in rows)


def _casefolded_row(row):
    folded = dict(row)
    for key, value in row.items():
        if isinstance(value, str):
            folded[key] = value.casefold()
    return folded


def list_words(rows, *, columns):
    """The rows of a list in words, with these columns alone; "" where there are none."""
    if not rows:
        return ""
    texts = []
    for row in rows:
        values = [str(value) for key, value in row.items() if key in columns]
        texts.append(" ".join(values))
    return value_words(texts)
