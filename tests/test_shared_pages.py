"""Kept pages that machines share through Redis; without one, a cache of Django's in its place."""

import os
import pickle
import socket
from uuid import uuid4

import pytest
from django.core.cache import caches

from catalog.models import Stamp
from phonesite import build_digest, environment
from phonesite.cache import FaultTolerantRedisClient

from .factories import make_phone
from .test_kept_pages import ask, plain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_request_number")]


def use_redis(settings, url):
    settings.CACHES = {**settings.CACHES, "pages": environment.caches(url)["pages"] | {"KEY_PREFIX": uuid4().hex}}


@pytest.fixture
def pages_cache(settings):
    """Where pages are shared, with nothing in it yet."""
    url = os.environ.get("CACHE_URL", "")
    if url.startswith("redis"):
        use_redis(settings, url)
    else:
        own = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": uuid4().hex}
        settings.CACHES = {**settings.CACHES, "pages": own}
    return caches["pages"]


def test_a_page_that_was_asked_for_twice_is_there_for_another_machine(client, kept_pages, pages_cache):
    make_phone("Brick")
    first = [ask(client, "/phones/acme-brick/") for _ in range(2)][1]
    kept_pages.clear()
    elsewhere = ask(client, "/phones/acme-brick/")
    assert kept_pages.counts["made"] == 0
    assert (elsewhere.content, elsewhere.headers) == (first.content, first.headers)


def test_what_was_asked_for_once_is_not_shared(client, kept_pages, pages_cache):
    ask(client, "/about/")
    kept_pages.clear()
    ask(client, "/about/")
    assert kept_pages.counts["made"] == 1


def test_another_stamp_another_due_time_and_another_build_share_nothing(client, kept_pages, pages_cache, monkeypatch):
    for change in (Stamp.move, lambda: monkeypatch.setattr("phonesite.shared_pages.build_digest", lambda: "next")):
        ask(client, "/about/")
        ask(client, "/about/")
        change()
        kept_pages.clear()
        ask(client, "/about/")
        assert kept_pages.counts["made"] == 1


class Kept:
    """What a test looks into: keys and values as they go to the cache."""

    def __init__(self, monkeypatch):
        self.values = {}
        monkeypatch.setattr(caches["pages"], "set", lambda key, value, timeout: self.values.update({key: value}))
        monkeypatch.setattr(caches["pages"], "get", self.values.get)


@pytest.mark.parametrize(
    "value", [pickle.dumps({"a": 1}), b"", b"{}\n", b'["/about/", "br", {}, "x", true]\n<p>', b"\xff\n", 7]
)
def test_what_somebody_else_has_put_there_is_a_miss_and_never_unpickled(
    client, kept_pages, pages_cache, monkeypatch, value
):
    kept = Kept(monkeypatch)
    page = [ask(client, "/about/") for _ in range(2)][1]
    (key,) = kept.values
    assert kept.values[key].startswith(b"[")
    kept.values[key] = value
    kept_pages.clear()
    assert plain(ask(client, "/about/")) == plain(page)
    assert kept_pages.counts["made"] == 1


def test_a_dead_redis_is_a_miss(client, kept_pages, settings, monkeypatch):
    monkeypatch.setattr(FaultTolerantRedisClient, "paused_until", 0)
    use_redis(settings, "redis://127.0.0.1:1/0")
    texts = {plain(ask(client, "/about/")) for _ in range(3)}
    assert len(texts) == 1


def test_a_redis_that_says_nothing_is_asked_once_and_then_left_alone(client, kept_pages, settings, monkeypatch):
    monkeypatch.setattr(FaultTolerantRedisClient, "paused_until", 0)
    with socket.create_server(("127.0.0.1", 0), backlog=50) as silent:
        silent.settimeout(0.01)
        use_redis(settings, f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        for path in ("/about/", "/glossary/", "/about/", "/glossary/"):
            assert ask(client, path).status_code == 200
        assert count_connections(silent) == 1


def count_connections(server):
    """How many clients have come so far."""
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except TimeoutError:
            return count
        count += 1


def test_the_digest_of_the_build_is_of_code_templates_and_settings(settings, tmp_path):
    digests = set()

    def note():
        build_digest.build_digest.cache_clear()
        digests.add(build_digest.build_digest())
        return len(digests)

    settings.BASE_DIR = tmp_path
    assert note() == 1
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "home.html").write_text("<p>")
    assert note() == 2
    assert note() == 2
    (tmp_path / "templates" / "home.html").write_text("<b>")
    assert note() == 3
    settings.SITE_NAME = "Another"
    assert note() == 4
    build_digest.build_digest.cache_clear()
