"""Where a line may end: between words, and between any two letters of Japanese."""

import re

_WIDE = "\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff01-\uff60"
_CLOSING = "、。」』）！？：；ー"
"""Signs that begin no line."""
_WIDE_LETTER = re.compile(f"[{_WIDE}]")
_PIECE = re.compile(f"( ?)((?:[^ {_WIDE}]+|[{_WIDE}])[{_CLOSING}]*)")


def has_wide_letters(text):
    return bool(_WIDE_LETTER.search(text))


def letter_count(text):
    """How many letters of the usual width ``text`` is as wide as; one of Japanese is as wide as two."""
    return len(text) + len(_WIDE_LETTER.findall(text))


def unbroken_pieces(text):
    """(space before it or none, piece) of each piece of ``text`` that stays on one line."""
    if has_wide_letters(text):
        return _PIECE.findall(text)
    first, *others = text.split(" ")
    return [("", first), *((" ", word) for word in others)]


def broken_lines(text, is_fitting):
    """``text`` in lines for which ``is_fitting`` holds, as long as it does for each piece."""
    lines = []
    for space, piece in unbroken_pieces(text):
        longer = f"{lines[-1]}{space}{piece}" if lines else piece
        if lines and is_fitting(longer):
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines
