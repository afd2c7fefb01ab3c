"""Which database a reader's request reads: the replica where there is one and it is new enough, else the primary.

A replica follows the primary with a lag. The stamp guards against it: a request that has been told a stamp reads only
rows that are at least as new. While the primary does not answer, the replica answers readers alone, and the other way
round. Everything that is no reader's request uses the primary.
"""

import logging
from threading import local
from time import monotonic, sleep
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connections

PRIMARY = "default"
REPLICA = "replica"
CONNECTION_ERRORS = (OperationalError, InterfaceError)
PAUSE_S = 2
"""How long a database that kept a request waiting in vain is left alone, so that not every request waits for it."""
QUICK_REFUSAL_S = 0.1
"""One that says no within that time is asked by each request: once it is back, an edit may be stored at any moment."""
MAX_WAIT_S = 0.5
"""How long a request waits for the replica when the primary stopped answering in the middle of the request."""

log = logging.getLogger(__name__)


class StampMark(NamedTuple):
    """A state of the catalogue: the stamp's number, and when it moved last, in the database's own words. The moment
    tells an older backup that was brought back from what had the same number before."""

    number: int
    moved_at: str


class _RequestState(local):
    """Of the request that this thread answers. ``needed`` is the stamp that the request has been told, None before
    that; ``alias`` is where it reads, None before it is chosen."""

    is_readers = False
    needed = None
    alias = None
    has_switched = False


_request = _RequestState()
_paused_until = {}
"""Alias → when it may be asked again, for all threads; only aliases that did not answer when they were last asked. 0.0:
at any time."""


def has_replica():
    return REPLICA in connections.settings


def begin_request(*, is_readers):
    """Forget the request before. Call it at the start of every request: what is streamed is read after its end."""
    _request.is_readers = is_readers and has_replica()
    _request.needed = None
    _request.alias = None
    _request.has_switched = False


def reading_alias():
    """The alias that the request of this thread reads from."""
    if not _request.is_readers:
        return PRIMARY
    if _request.alias is None:
        _request.alias = _newer_alias()
    return _request.alias


def current_mark():
    """The catalogue's ``StampMark``; one query. A reader's request is told the primary's, or while that does not answer
    the replica's."""
    if not _request.is_readers:
        return _stored_mark(PRIMARY)
    mark = _mark_if_answered(PRIMARY)
    if mark is None:
        mark = _stored_mark(REPLICA)
    if _request.needed is None or mark.number > _request.needed:
        _request.needed = mark.number
        _request.alias = None
    return mark


def is_left_alone(alias):
    """Whether this database has just failed to answer, so that nobody should wait for it."""
    until = _paused_until.get(alias)
    return until is not None and monotonic() < until


def switch_alias():
    """Leave the database that has just failed in this request alone; whether the request may be tried with another."""
    if not _request.is_readers or _request.has_switched or _request.alias is None:
        return False
    _pause(_request.alias, 0.0, "it failed in the middle of a request")
    _request.alias = None
    _request.has_switched = True
    return True


def _newer_alias():
    """The first database that has the stamp that is needed."""
    if _request.needed is None:
        current_mark()
    until = monotonic() + MAX_WAIT_S
    while monotonic() < until:
        for alias in (REPLICA, PRIMARY):
            mark = _mark_if_answered(alias)
            if mark is not None and mark.number >= _request.needed:
                return alias
        sleep(0.02)
    raise OperationalError("No database answers with what this request has been told is there.")


def _mark_if_answered(alias):
    """The mark of this database; None where it does not answer, and for some seconds after that."""
    if _is_paused(alias):
        return None
    began = monotonic()
    try:
        mark = _stored_mark(alias)
    except CONNECTION_ERRORS as error:
        _pause(alias, monotonic() - began, error)
        return None
    if _paused_until.pop(alias, None) is not None:
        log.warning("The %s database answers again.", alias)
    return mark


def _is_paused(alias):
    """Once the pause is over one request tries the database, and the others go on without it until it has answered."""
    until = _paused_until.get(alias)
    if not until:
        return False
    now = monotonic()
    if now < until:
        return True
    _paused_until[alias] = now + PAUSE_S
    return False


def _pause(alias, waited_s, error):
    """Note that a database does not answer, and leave it alone if a request has ``waited_s`` seconds for it."""
    if alias not in _paused_until:
        log.warning("The %s database does not answer; readers go on without it: %s", alias, error)
    _paused_until[alias] = monotonic() + PAUSE_S if waited_s > QUICK_REFUSAL_S else 0.0
    connections[alias].close()


def _stored_mark(alias):
    """By SQL, because it is asked at every request. 0 before anything was stored."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT number, moved_at FROM catalog_stamp")
        row = cursor.fetchone()
    if row is None:
        return StampMark(0, "")
    return StampMark(row[0], str(row[1]))
