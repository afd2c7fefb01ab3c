"""How many rows of a comparison differ, are alike, and are not known of all, in words."""

from catalog.facts.cells import RowKind
from catalog.languages.active_language import gettext, ngettext
from catalog.languages.localised_text import localised
from catalog.quantities import formatters


def row_counts_in_words(total, counts, is_alone):
    """``counts``: ``RowKind`` → how many rows of the ``total`` are of it; ``is_alone`` where there is one phone."""
    rows = _counted(ngettext("{number} row", "{number} rows", total), total)
    if is_alone:
        words = gettext("One phone is shown; add another to compare. Something is known in {rows}.")
        return words.format(rows=rows)
    unknown = counts[RowKind.OPEN]
    places = {
        "rows": rows,
        "differing": _differing_words(counts[RowKind.DIFFERS]),
        "alike": _alike_words(counts[RowKind.SAME]),
    }
    if not unknown:
        return gettext("Of {rows} with something known, {differing} and {alike}.").format(**places)
    words = gettext("Of {rows} with something known, {differing} and {alike}; {open}.")
    return words.format(**places, open=_open_words(unknown))


def hidden_rows_in_words(alike):
    """Of rows that are alike, one or more."""
    words = ngettext("{number} row that is alike is hidden.", "{number} rows that are alike are hidden.", alike)
    return _counted(words, alike)


def _differing_words(number):
    """“1 differs”, “5 differ”, “none differ”."""
    if not number:
        return gettext("none differ")
    return _counted(ngettext("{number} differs", "{number} differ", number), number)


def _alike_words(number):
    """“1 is alike”, “5 are alike”, “none are alike”."""
    if not number:
        return gettext("none are alike")
    return _counted(ngettext("{number} is alike", "{number} are alike", number), number)


def _open_words(number):
    words = ngettext(
        "{number} is known of some of the phones only", "{number} are known of some of the phones only", number
    )
    return _counted(words, number)


def _counted(words, number):
    """``words`` with the number in its place."""
    return words.format(number=localised(formatters.format_number(number)))
