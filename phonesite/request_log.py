"""One line in the log for each request, and a number by which all that it has logged is found: docs/operating.md."""

import logging
import re
from contextvars import ContextVar
from secrets import token_hex
from time import perf_counter

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import FileResponse, StreamingHttpResponse

from .metrics import figures

MAX_ADDRESS = 400
"""Characters of an address that are logged."""
UNKNOWN = "-"
_GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_SECRET_QUERY_PATHS = ("/photos/",)

log = logging.getLogger("phonesite.requests")
request_id = ContextVar("request_id", default=UNKNOWN)
"""Of the request that this thread is answering."""
_queries = ContextVar("queries", default=0)


class RequestLogMiddleware:
    """The outermost but for the one that believes proxies. ``request.id`` is for error pages."""

    def __init__(self, get_response):
        self.get_response = get_response
        figures()  # made here, before there are threads

    def __call__(self, request):
        request.id = given_id(request.META) or token_hex(8)
        request_id.set(request.id)
        begin_to_count_queries()
        began = perf_counter()
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.id
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = logged_at_its_end(response.streaming_content, request, response, began)
        else:
            log_request(request, response, began)
        return response


class RequestFilter(logging.Filter):
    """Adds ``request_id`` to whatever is logged. What Django refuses for safety's sake, such as a foreign host, is a
    line without a traceback: nothing of ours has failed."""

    def filter(self, record):
        record.request_id = request_id.get()
        if record.name.startswith("django.security"):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
        return True


def logged_at_its_end(pieces, request, response, began):
    """The ``pieces`` of a long answer; how long they took is known after the last."""
    try:
        yield from pieces
    finally:
        log_request(request, response, began)


def given_id(meta):
    """The number that a proxy of ours has given to the request; None where none has."""
    given = meta.get("HTTP_X_REQUEST_ID", "")
    return given if _GIVEN_ID.fullmatch(given) else None


def begin_to_count_queries():
    _queries.set(0)
    for name in connections:
        wrappers = connections[name].execute_wrappers
        if count_query not in wrappers:
            wrappers.insert(0, count_query)  # others take the last one away again


def count_query(execute, sql, params, many, context):
    _queries.set(_queries.get() + 1)
    return execute(sql, params, many, context)


def log_request(request, response, began):
    """``route`` is the pattern of the address, ``kept`` what became of it in the kept pages; of readers nothing is
    logged but that, unless LOG_IP says so."""
    counted = figures()
    if not counted and not log.isEnabledFor(logging.INFO):
        return
    seconds = perf_counter() - began
    fields = {
        "method": request.method,
        "address": loggable_address(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "queries": _queries.get(),
        "kept": getattr(request, "kept", UNKNOWN),
        "stamp": getattr(request, "stamp", UNKNOWN),
        "route": route_of(request),
        "person": person_of(request),
    }
    if settings.LOG_IP:
        fields["ip"] = request.META.get("REMOTE_ADDR", UNKNOWN)
    log.info("%s", RequestLine(fields), extra=fields)
    if counted:
        counted.observe(fields, seconds)


class RequestLine:
    """The fields of a request as text, put together only where the line is written."""

    def __init__(self, fields):
        self.fields = fields

    def __str__(self):
        rest = dict(self.fields)
        head = [str(rest.pop(name)) for name in ("method", "address", "status")]
        return " ".join([*head, *(f"{name}={value}" for name, value in rest.items())])


def route_of(request):
    """The pattern of the address; UNKNOWN where it has none, or nobody has looked because the page was kept."""
    match = request.resolver_match
    return f"/{match.route}" if match else getattr(request, "kept_route", "") or UNKNOWN


def loggable_address(request):
    """The address as it was asked for. What opens something for whoever has it, is left out."""
    match = request.resolver_match
    if match and "token" in match.kwargs:
        return f"/{match.route}"
    address = request.get_full_path()
    if is_of_desk(request) or request.path_info.startswith(_SECRET_QUERY_PATHS):
        address = address.partition("?")[0]
    return "".join(letter if "!" <= letter <= "~" else "?" for letter in address[:MAX_ADDRESS])


def person_of(request):
    """Who is signed in, at the desk alone: nothing that readers ask looks for it."""
    if not is_of_desk(request) or not hasattr(request, "user"):
        return UNKNOWN
    try:
        return request.user.get_username() or UNKNOWN
    except DatabaseError:
        return UNKNOWN


def is_of_desk(request):
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")
