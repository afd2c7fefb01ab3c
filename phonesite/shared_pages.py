"""Kept pages in Redis, for the other processes and machines: never pickled, and no page of another build."""

import json
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches

from .build_digest import build_digest
from .kept_page import KeptPage

CACHE_NAME = "pages"
LIFETIME_S = 24 * 60 * 60
LARGEST_SHARED_BYTES = 1_000_000


class BytesSerializer:
    """For ``CACHES``: bytes go to Redis and come back as they are."""

    def dumps(self, value):
        return value

    def loads(self, data):
        return data


class SharedPages:
    """What one process reads and writes. Where the settings name no Redis nothing is found and nothing kept."""

    @property
    def is_on(self):
        return CACHE_NAME in settings.CACHES

    def find(self, address, encoding, mark, due):
        """The page that some process has put there; None where there is none, or where Redis does not answer."""
        if not self.is_on:
            return None
        data = caches[CACHE_NAME].get(page_key(address, encoding, mark, due))
        if not isinstance(data, bytes):
            return None
        try:
            headers, etag, is_compressible, route, body = _read(data, address, encoding)
        except (TypeError, ValueError):  # not JSON, or not the few things that are written there
            return None
        return KeptPage(address, encoding, mark, due, headers, etag, is_compressible, body, route, is_shared=True)

    def add(self, page):
        """Put there a page that is asked for a second time: what one stray address asked for is nobody else's."""
        if page.is_shared:
            return
        page.is_shared = True
        if self.is_on and page.size <= LARGEST_SHARED_BYTES:
            key = page_key(page.address, page.encoding, page.mark, page.due)
            caches[CACHE_NAME].set(key, _written(page), LIFETIME_S)


def page_key(address, encoding, mark, due):
    """The key in Redis: no two states of the catalogue or builds of the site have one in common."""
    names = json.dumps([address, encoding, *mark, str(due), build_digest()])
    return blake2b(names.encode(), digest_size=24).hexdigest()


def _written(page):
    """A line of JSON, and the body."""
    head = [page.address, page.encoding, page.headers, page.etag, page.is_compressible, page.route]
    return json.dumps(head).encode() + b"\n" + page.body


def _read(data, address, encoding):
    """(headers, ETag, whether it is compressible, route, body). ValueError or TypeError for anything but that page."""
    head, mark, body = data.partition(b"\n")
    of_address, of_encoding, headers, etag, is_compressible, route = json.loads(head)
    if not mark or (of_address, of_encoding) != (address, encoding):
        raise ValueError(address)
    return headers, etag, is_compressible, route, body
