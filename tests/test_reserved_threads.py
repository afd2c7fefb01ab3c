"""Changes that wait for one lock leave a thread for readers."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from phonesite.reserved_threads import ReservedThreadMiddleware


@pytest.fixture
def waiting(settings):
    """(the middleware of a process with three threads, what its view waits for, how many are in it)."""
    settings.THREADS = 3
    may_end, inside = Event(), []

    def view(request):
        inside.append(request)
        if request.method == "POST":
            may_end.wait(60)
        return HttpResponse("done")

    yield ReservedThreadMiddleware(view), may_end, inside
    may_end.set()


def send(middleware):
    return middleware(RequestFactory().post("/phones/brick/report/", {"value": "211 g"}))


def test_one_thread_is_left_for_readers_while_changes_wait(waiting):
    middleware, may_end, inside = waiting
    with ThreadPoolExecutor(3) as threads:
        under_way = [threads.submit(send, middleware) for _ in range(2)]
        while len(inside) < 2:
            pass
        refused = threads.submit(send, middleware).result(60)
        assert refused.status_code == 503
        assert 'value="211 g"' in refused.content.decode()
        assert middleware(RequestFactory().get("/")).status_code == 200
        may_end.set()
        assert [one.result(60).status_code for one in under_way] == [200, 200]
    assert send(middleware).status_code == 200
