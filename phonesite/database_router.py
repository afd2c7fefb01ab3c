"""Readers' requests read from the replica, where there is one (`catalog/models/read_replica.py`); all else goes to the
primary."""

import logging

from django.conf import settings
from django.db import connections
from django.utils.translation import get_language_from_path

from catalog.models import read_replica

from .failure_pages import unavailable

FRESHEST_PATHS = ("/preview/", "/report/")
"""Of readers' addresses those that show what does not move the stamp."""

log = logging.getLogger(__name__)


class ReplicaRouter:
    """Only reading is divided: writing, and the tables themselves, are the primary's."""

    def db_for_read(self, model, **hints):
        return read_replica.reading_alias()

    def db_for_write(self, model, **hints):
        return read_replica.PRIMARY

    def allow_relation(self, first, second, **hints):
        return True  # they are two copies of one database

    def allow_migrate(self, db, app_label, **hints):
        return db == read_replica.PRIMARY


class ReadersDatabaseMiddleware:
    """Says which requests are readers'. One whose database stops answering is answered from the other; where none is
    left, the answer is 503."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        read_replica.begin_request(is_readers=is_readers_request(request.method, request.path_info))
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, read_replica.CONNECTION_ERRORS):
            return None
        if read_replica.switch_alias():
            return answer_again(request)
        if does_primary_answer():
            return None
        return unavailable_response(request, exception)


def is_readers_request(method, path):
    if method not in ("GET", "HEAD") or path.startswith(f"/{settings.ADMIN_PATH}"):
        return False
    language = get_language_from_path(path)
    if language:
        path = path.removeprefix(f"/{language}")
    return not path.startswith(FRESHEST_PATHS)


def answer_again(request):
    view, arguments, options = request.resolver_match
    try:
        return view(request, *arguments, **options)
    except read_replica.CONNECTION_ERRORS as error:
        return unavailable_response(request, error)


def does_primary_answer():
    """Whether the primary is there: an error with one that is there is a mistake of ours."""
    try:
        connections[read_replica.PRIMARY].ensure_connection()
    except read_replica.CONNECTION_ERRORS:
        return False
    return connections[read_replica.PRIMARY].is_usable()


def unavailable_response(request, exception):
    log.error("No database answers %s", request.path, exc_info=exception)
    response = unavailable(request)
    response._has_been_logged = True  # which Django would do once more
    return response
