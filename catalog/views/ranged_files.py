"""Files sent piece by piece, whole or from where an interrupted download is taken up (RFC 9110, ranges of bytes)."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import http_date

CHUNK = 64 * 1024
RANGE_PATTERN = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


@dataclass(frozen=True)
class SentFile:
    """A file with what is said of it: ``etag`` in quotes, ``modified`` in seconds since 1970."""

    path: Path
    size: int
    etag: str
    modified: float
    content_type: str

    @property
    def headers(self):
        return {
            "ETag": self.etag,
            "Last-Modified": http_date(self.modified),
            "Accept-Ranges": "bytes",
            "Content-Disposition": f'attachment; filename="{self.path.name}"',
        }


def ranged_file_response(request, file):
    """The whole ``SentFile``, or the one range asked for; 416 where it has none such."""
    asked = _asked_range(request, file)
    if asked is None:
        return _file_response(file, 0, file.size)
    first, end = asked
    if first >= end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{file.size}", "Accept-Ranges": "bytes"})
    response = _file_response(file, first, end)
    response.status_code = 206
    response["Content-Range"] = f"bytes {first}-{end - 1}/{file.size}"
    return response


def _asked_range(request, file):
    """(first byte, end) that is asked for; None for the whole file: several ranges, a range of another version of it
    (``If-Range``), and what cannot be read are answered by the whole."""
    match = RANGE_PATTERN.fullmatch(request.headers.get("Range", ""))
    condition = request.headers.get("If-Range")
    if match is None or condition not in (None, file.etag, http_date(file.modified)):
        return None
    first, last = match.groups()
    if first:
        end = min(int(last) + 1, file.size) if last else file.size
        return None if last and int(last) < int(first) else (int(first), end)
    if not last:
        return None
    return (max(0, file.size - int(last)), file.size) if int(last) else (file.size, file.size)


def _file_response(file, first, end):
    pieces = _file_pieces(file.path, first, end)
    response = StreamingHttpResponse(pieces, content_type=file.content_type, headers=file.headers)
    response["Content-Length"] = end - first
    return response


def _file_pieces(path, first, end):
    """Opened when the first piece is asked for, and never if only the headers are."""
    with path.open("rb") as opened:
        opened.seek(first)
        left = end - first
        while left > 0 and (piece := opened.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
