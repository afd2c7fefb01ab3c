"""Readers' pages kept whole, and answered without a view: docs/caching.md says what is kept, and why none is stale."""

from functools import cache
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe

from catalog.facts import phone_cache
from catalog.finder import index_cache
from catalog.history.visibility import next_visible_change
from catalog.models import Stamp

from .content_encoding import best_encoding
from .kept_page import page_of_response
from .page_store import PageStore
from .request_log import route_of
from .shared_pages import SharedPages

UNKEPT_PATHS = (
    "/favicon.ico", "/healthz", "/readyz", "/metrics", "/photos/", "/preview/", "/report/", "/static/", "/data/files/",
    "/.well-known/",
)  # fmt: skip
"""Where nothing is ever kept: these are asked without a look at the database."""
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
"""What the kept page answers in place of the view."""
OTHER_CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")
"""What hardly anybody asks of pages, and what views answer."""
MAX_PAGE_BYTES = 2_000_000
"""A longer answer is not kept."""


@cache
def page_store():
    """The pages that this process keeps."""
    return PageStore(settings.KEPT_PAGES_MB * 1_000_000)


class KeptPagesMiddleware:
    """Reads the stamp once for a request, and answers with the page of that stamp if there is one."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.clock = PageClock()
        self.shared = SharedPages()

    def __call__(self, request):
        if not is_for_readers(request):
            return self.get_response(request)
        try:
            mark = Stamp.read()
        except DatabaseError:
            return self.get_response(request)
        self.clock.see(mark)
        request.stamp = mark.number
        with Stamp.held(mark):
            if not page_store().limit:
                return self.get_response(request)
            return self.answer(request, mark, timezone.now())

    def answer(self, request, mark, at):
        store = page_store()
        address = address_of(request)
        encoding = best_encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        page = store.find(address, encoding, mark, at)
        if page is not None:
            store.counts["found"] += 1
            self.shared.add(page)
            return kept_response(page, request, "found")
        making, is_maker = store.join((address, mark))
        if is_maker:
            return self.make(request, address, encoding, mark, at)
        page = making.wait()
        if page is None or not page.holds(mark, at):
            return self.get_response(request)
        store.counts["waited"] += 1
        return kept_response(page.encoded(encoding), request, "waited")

    def make(self, request, address, encoding, mark, at):
        """The first answer of this process; those who ask for the same meanwhile get it too."""
        store = page_store()
        page = response = None
        try:
            due = self.clock.due(mark, at)
            page = self.shared.find(address, encoding, mark, due)
            if page is None:
                response = self.view_response(request)
                page = page_to_keep(response, address, encoding, mark, due)
        finally:
            store.leave((address, mark), page)
        if page is None:
            return conditional_response(request, response)
        store.add(page)
        if response is None:
            return kept_response(page, request, "shared")
        page.route = route_of(request)
        return kept_response(page, request, "made")

    def view_response(self, request):
        """The answer of the view, not compressed, whatever the reader has already."""
        page_store().counts["made"] += 1
        conditions = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
        try:
            return self.get_response(request)
        finally:
            request.META |= conditions


def kept_response(page, request, how):
    """The answer of a kept page; the log is told ``how`` it was come by."""
    request.kept = how
    request.kept_route = page.route
    return page.response(request)


class PageClock:
    """Until when pages of one mark hold."""

    def __init__(self):
        self.mark = None
        self.next_due = None, None

    def see(self, mark):
        """Forget what this process has read of another database with the same stamp: an older backup that was brought
        back, and changed."""
        before = self.mark
        if mark == before:
            return
        self.mark = mark
        if before is not None and mark.number == before.number:
            phone_cache.forget()
            index_cache.forget()

    def due(self, mark, at):
        """When readers see something else though nothing is stored: the end of an embargo. None: never. Two queries
        for each mark."""
        known, due = self.next_due
        if known != mark or (due is not None and at >= due):
            due = next_visible_change(at)
            self.next_due = mark, due
        return due


def is_for_readers(request):
    """Whether what is asked for may be a page to keep."""
    if request.method not in ("GET", "HEAD"):
        return False
    if request.path_info.startswith((*UNKEPT_PATHS, f"/{settings.ADMIN_PATH}")):
        return False
    if not request.META.keys().isdisjoint(OTHER_CONDITIONS):
        return False
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def address_of(request):
    """The address in one spelling: “%41” and “A” are one."""
    query = request.META.get("QUERY_STRING", "")
    if "%" in query or "+" in query:
        query = urlencode(parse_qsl(query, keep_blank_values=True))
    return f"{request.path}?{query}"


def page_to_keep(response, address, encoding, mark, due):
    """The ``KeptPage`` of a view's response; None where it is long, not for everybody, or holds for an unknown time."""
    if response.status_code != 200 or response.streaming or not is_public(response):
        return None
    if len(response.content) > MAX_PAGE_BYTES:
        return None
    return page_of_response(response, address, mark, due).encoded(encoding)


def is_public(response):
    """Whether everybody gets this answer, as long as the catalogue stays as it is; see ``reader_view``."""
    control = response.get("Cache-Control", "")
    if "public" not in control or "must-revalidate" not in control or response.cookies:
        return False
    if response.has_header("Accept-Ranges") or response.has_header("Content-Encoding"):
        return False
    return response.get("Vary", "Accept-Encoding") == "Accept-Encoding" and getattr(response, "may_be_kept", True)


def conditional_response(request, response):
    """What is not kept, or a 304 to a reader who has it."""
    if not 200 <= response.status_code < 300:
        return response
    modified = parse_http_date_safe(response.get("Last-Modified", ""))
    return get_conditional_response(request, response.get("ETag"), modified, response)
