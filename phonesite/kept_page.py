"""A page as it is kept, in one encoding, with its headers and its ETag; and the answers that are made of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import set_response_etag
from django.utils.http import parse_etags

from catalog.models.read_replica import StampMark

from .content_encoding import IDENTITY, compressed, decompressed, is_compressible

OVERHEAD_BYTES = 3_000
"""What a page takes beside address and body: headers, objects."""
HEADERS_OF_ENCODING = ("Content-Length", "Content-Encoding", "ETag", "Vary")
HEADERS_OF_BODY = ("Content-Type", "Content-Encoding", "Content-Disposition", "Link", "X-Robots-Tag")
"""What a 304 does not repeat."""


@dataclass
class KeptPage:
    """The answer to ``address`` while the catalogue has ``mark``, and before ``due`` (None: for ever).

    ``body`` is in ``encoding``; ``headers`` are those that all encodings have; ``etag`` is that of the body as it was
    before, in quotes; ``route`` is the pattern of the address, for the log. ``is_shared`` once other machines can have
    it too.
    """

    address: str
    encoding: str
    mark: StampMark
    due: datetime | None
    headers: dict
    etag: str
    is_compressible: bool
    body: bytes
    route: str = ""
    is_shared: bool = False

    @property
    def key(self):
        return self.address, self.encoding

    def holds(self, mark, at):
        """Whether it is the answer for a catalogue of ``mark`` at a moment."""
        return self.mark == mark and (self.due is None or at < self.due)

    @property
    def size(self):
        """Bytes in memory, about."""
        return OVERHEAD_BYTES + len(self.address) + len(self.body)

    def encoded(self, encoding):
        """The same page in another encoding; the page itself where it is not one to compress."""
        if encoding == self.encoding or not self.is_compressible:
            return self
        body = compressed(decompressed(self.body, self.encoding), encoding)
        return replace(self, encoding=encoding, body=body, is_shared=False)

    def response(self, request):
        """The answer to ``request``: the page, or a 304 to a reader who has it."""
        headers = self.headers | self._encoding_headers()
        asked = request.META.get("HTTP_IF_NONE_MATCH")
        if asked and self._is_named_in(asked):
            return HttpResponseNotModified(headers=without_body_headers(headers))
        headers["Content-Length"] = str(len(self.body))
        body = b"" if request.method == "HEAD" else self.body
        return HttpResponse(body, headers=headers)

    def _encoding_headers(self):
        """A compressed body need not be the same to the byte when it is made again: its ETag is weak."""
        if not self.is_compressible:
            return {"ETag": self.etag}
        if self.encoding == IDENTITY:
            return {"ETag": self.etag, "Vary": "Accept-Encoding"}
        return {"ETag": f"W/{self.etag}", "Vary": "Accept-Encoding", "Content-Encoding": self.encoding}

    def _is_named_in(self, if_none_match):
        """Whether a reader has this page already, in whatever encoding (RFC 9110: weak comparison)."""
        tags = parse_etags(if_none_match)
        return "*" in tags or self.etag in (tag.removeprefix("W/") for tag in tags)


def page_of_response(response, address, mark, due):
    """The ``KeptPage`` of a response that was begun while ``mark`` held; not compressed yet."""
    if not response.has_header("ETag"):
        set_response_etag(response)
    headers = {}
    for name, value in response.items():
        if name not in HEADERS_OF_ENCODING:
            headers[name] = value
    body = response.content
    may_shrink = is_compressible(response["Content-Type"], len(body))
    return KeptPage(address, IDENTITY, mark, due, headers, response["ETag"], may_shrink, body)


def without_body_headers(headers):
    return {name: value for name, value in headers.items() if name not in HEADERS_OF_BODY}
