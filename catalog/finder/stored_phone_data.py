"""A phone's data as it is stored: one JSON text, from which an answer takes what it needs without reading all of it.

Quotes within texts are escaped, so what stands between two members of the object is found nowhere else in it.
"""

import json
import zlib
from functools import cached_property

BEFORE_SOURCES = ',"fact_sources":{'
BEFORE_CAMERAS = ',"cameras":['
BEFORE_VERSIONS = '],"versions":['


def json_text(data):
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class StoredPhoneData:
    """``text`` is the JSON of ``IndexedPhone.data``."""

    def __init__(self, text):
        self.text = text

    @classmethod
    def unpacked(cls, packed):
        return cls(zlib.decompress(packed).decode())

    def packed(self):
        return zlib.compress(self.text.encode(), 6)

    @property
    def flat(self):
        """The data without cameras, which are half of it."""
        return json.loads(self.text[: self.cameras_at] + self.text[self.versions_at :])

    @cached_property
    def sources_and_versions(self):
        start = self.text.index(BEFORE_SOURCES) + 1
        return json.loads("{" + self.text[start : self.cameras_at] + self.text[self.versions_at :])

    @cached_property
    def cameras_at(self):
        return self.text.index(BEFORE_CAMERAS)

    @cached_property
    def versions_at(self):
        return self.text.rindex(BEFORE_VERSIONS) + 1

    def text_with(self, more):
        """The JSON of the phone with the members of ``more`` at its end."""
        return f"{self.text[:-1]},{json_text(more)[1:]}"
