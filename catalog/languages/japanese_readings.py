"""How Japanese labels are read, for their order: dictionaries and indexes go by kana."""

import re

READINGS = {
    "焦点距離": "しょうてんきょり",
}  # fmt: skip
"""Word in Chinese characters → its reading. A label with a word that is not here stands at the end of the index."""
_WORD = re.compile("|".join(sorted(READINGS, key=len, reverse=True)))
_KATAKANA = {ord("ァ") + number: ord("ぁ") + number for number in range(ord("ヶ") - ord("ァ") + 1)}
_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", "ー・")


def japanese_reading(text):
    """“最短撮影距離” → “さいたんさつえいきより”: in hiragana that are all large, as they are sorted."""
    return _WORD.sub(_reading, text).translate(_KATAKANA).translate(_LARGE)


def _reading(found):
    return READINGS[found[0]]
