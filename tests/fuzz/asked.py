"""A request of one kind, as hypothesis makes it up, and how a test client sends it."""

from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes, urlencode

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Asked:
    """``path`` with its query string; ``kind`` is that of the body. ``at_desk``: by somebody who is signed in."""

    path: str
    method: str = "GET"
    body: bytes = b""
    kind: str = FORM
    headers: dict = field(default_factory=dict)
    at_desk: bool = False

    def __str__(self):
        return f"{self.method} {self.path} {self.kind if self.body else ''} {self.body[:300]!r} {self.headers}"

    def send(self, client):
        return client.generic(self.method, self.path, self.body, self.kind, headers=self.headers)


def with_query(path, pairs):
    """Values may be bytes that are no text."""
    question = urlencode(pairs)
    if not question:
        return path
    return f"{path}{'&' if '?' in path else '?'}{question}"


def segment(value):
    """A part of a path, percent-encoded; slashes stay."""
    return quote_from_bytes(value if isinstance(value, bytes) else value.encode("utf-8", "replace"), safe="/")


def form_body(fields):
    """Name → list of values."""
    return urlencode([(name, value) for name, found in fields.items() for value in found]).encode()
