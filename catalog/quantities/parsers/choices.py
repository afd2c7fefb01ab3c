"""Parsers of yes and no, and of the terms of a vocabulary."""

from .text_normalisation import normalise_text

_YES = {
    "yes", "y", "true", "1", "✓", "✔", "on", "ja", "oui", "si", "sí", "sì", "available", "supported", "有", "あり", "○",
    "是", "支持", "支援", "はい", "対応", "예", "있음", "지원",
}  # fmt: skip
_NO = {
    "no", "n", "false", "0", "✗", "✘", "off", "nein", "non", "none", "not supported", "無", "なし",
    "否", "无", "不支持", "不支援", "いいえ", "非対応", "아니요", "없음", "미지원",
}  # fmt: skip


def parse_boolean(text):
    """``Yes``, ``✓`` → True; ``no``, ``✗`` → False."""
    word = normalise_text(text).casefold()
    if word not in _YES | _NO:
        raise ValueError(f"“{text}” is neither yes nor no.")
    return word in _YES


def parse_choice(text, choices):
    """The value that ``text`` stands for among ``choices`` (value, label): either of the two, in any case."""
    typed = _comparable_text(text)
    found = set()
    for value, label in choices:
        if typed in (_comparable_text(str(value)), _comparable_text(str(label))):
            found.add(value)
    if len(found) != 1:
        labels = ", ".join(str(label) for _, label in choices)
        raise ValueError(f"“{text}” is not one of: {labels}.")
    return found.pop()


def _comparable_text(text):
    """``text`` without case, and with one space for each run of hyphens, underscores and spaces."""
    folded = normalise_text(text).casefold()
    return " ".join(folded.replace("_", " ").replace("-", " ").split())
