"""How a body is compressed: which encoding a reader gets, and the encoding itself."""

import gzip
import zlib
from functools import lru_cache

import brotli

BROTLI = "br"
GZIP = "gzip"
IDENTITY = "identity"
PREFERENCE = (BROTLI, GZIP, IDENTITY)
"""What is sent of several that a reader likes equally."""
BROTLI_QUALITY = 4
GZIP_LEVEL = 4
MIN_COMPRESSED_BYTES = 200
"""What is shorter grows when it is compressed."""
TEXT_TYPES = ("text/", "application/json", "application/xml", "application/atom+xml", "image/svg+xml")
"""How the content types begin that are text."""


@lru_cache(maxsize=500)
def best_encoding(accepted):
    """The encoding that an ``Accept-Encoding`` header likes best; ``identity`` where it names no other of ours."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    best = max(PREFERENCE, key=lambda name: weights.get(name, 0))
    return best if weights.get(best) else IDENTITY


def _weight(parameters):
    """Of the parameters of one encoding: 0 to 1, 1 where they say nothing, 0 where they cannot be read."""
    name, _, number = parameters.replace(" ", "").partition("=")
    if name != "q":
        return 1
    try:
        return float(number)
    except ValueError:
        return 0


def is_compressible(content_type, size):
    """Whether a body of this type and of so many bytes is sent compressed."""
    return size >= MIN_COMPRESSED_BYTES and content_type.startswith(TEXT_TYPES)


def compressed(body, encoding):
    """The bytes of ``body`` in an encoding."""
    if encoding == BROTLI:
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    if encoding == GZIP:
        return gzip.compress(body, GZIP_LEVEL, mtime=0)
    return body


def decompressed(body, encoding):
    """What ``compressed`` made these bytes of."""
    if encoding == BROTLI:
        return brotli.decompress(body)
    if encoding == GZIP:
        return zlib.decompress(body, zlib.MAX_WBITS | 16)
    return body
