"""What the environment may say, and what is refused at the start."""

import logging
import os
import runpy
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache.backends.redis import RedisCacheClient
from django.core.exceptions import ImproperlyConfigured

from catalog.urls import page_patterns, urlpatterns
from phonesite import environment
from phonesite.cache import FaultTolerantRedisCache, FaultTolerantRedisClient
from phonesite.settings import LANGUAGES
from phonesite.sqlite.base import DatabaseWrapper

ROOT = Path(__file__).parent.parent
VARIABLES = (
    "DATABASE_URL",
    "CACHE_URL",
    "KEPT_PAGES_MB",
    "DATABASE_REPLICA_URL",
    "SECRET_KEY",
    "DEBUG",
    "SITE_URL",
    "LOG_LEVEL",
    "LOG_FORMAT",
    "LOG_IP",
)


@pytest.fixture
def settings_with(monkeypatch):
    """Reads the settings afresh, with nothing in the environment but a secret and what is given."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def read(**variables):
        for name, value in {"SECRET_KEY": "a secret", **variables}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(ROOT / "phonesite" / "settings.py")

    return read


def test_debug_is_off_unless_asked_for(settings_with):
    assert settings_with()["DEBUG"] is False
    assert settings_with(DEBUG="true")["DEBUG"] is True


@pytest.mark.parametrize(
    "wrong",
    [
        {"DEBUG": "perhaps"},
        {"LOG_LEVEL": "LOUD"},
        {"LOG_FORMAT": "xml"},
        {"LOG_IP": "sometimes"},
        {"KEPT_PAGES_MB": "-1"},
        {"KEPT_PAGES_MB": "many"},
        {"SHARED_CACHE_SECONDS": "a minute"},
        {"SHARED_CACHE_SECONDS": "-1"},
        {"SECURITY_CONTACT": "security@phones.example.org"},
        {"DATABASE_URL": "sqlite:////no/such/folder/db.sqlite3"},
        {"DATABASE_REPLICA_URL": "postgres://user@replica/phones"},
        {"MEDIA_ROOT": "/no/such/folder"},
    ],
    ids=str,
)
def test_a_wrong_value_is_refused_in_one_sentence_under_its_name(settings_with, wrong):
    (name,) = wrong
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} [^\n]+\.$"):
        settings_with(**wrong)


def test_a_level_of_the_log_may_be_written_small(settings_with):
    assert settings_with(LOG_LEVEL="warning")["LOG_LEVEL"] == "WARNING"


def test_a_missing_secret_is_refused_with_what_to_do(settings_with):
    with pytest.raises(ImproperlyConfigured, match=r"SECRET_KEY is not set: put .* or start with `make run`"):
        settings_with(SECRET_KEY="")


def test_the_command_line_says_so_in_one_line():
    environment = {"PATH": os.environ["PATH"]}
    manage = [sys.executable, "manage.py", "migrate"]
    refused = subprocess.run(manage, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert refused.stderr.startswith("SECRET_KEY is not set")
    assert refused.stderr.count("\n") == 1


def test_debugging_needs_no_secret(settings_with):
    assert settings_with(SECRET_KEY="", DEBUG="true")["SECRET_KEY"]


def test_https_follows_the_scheme_of_the_sites_address(settings_with):
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    plain = settings_with(SITE_URL="http://phones.example.org")
    secure = settings_with(SITE_URL="https://phones.example.org/")
    assert not any(plain[name] for name in names)
    assert all(secure[name] for name in names)
    assert secure["SITE_URL"] == "https://phones.example.org"


@pytest.mark.parametrize(
    ("site_url", "names"),
    [
        ("http://phones.example.org", ("desk_session", "desk_csrf")),
        ("https://phones.example.org", ("__Secure-desk_session", "__Secure-desk_csrf")),
    ],
)
def test_cookies_are_the_desks_alone_and_secure_by_their_name_where_the_site_is(settings_with, site_url, names):
    read = settings_with(SITE_URL=site_url, ADMIN_PATH="back/büro", SCRIPT_NAME="/phones")
    assert (read["SESSION_COOKIE_NAME"], read["CSRF_COOKIE_NAME"]) == names
    assert read["SESSION_COOKIE_PATH"] == read["CSRF_COOKIE_PATH"] == "/phones/back/b%C3%BCro/"


def test_the_sites_own_host_is_always_allowed(settings_with):
    read = settings_with(SITE_URL="https://phones.example.org:8443", ALLOWED_HOSTS="10.0.0.5")
    assert read["ALLOWED_HOSTS"] == ["10.0.0.5", "phones.example.org"]
    assert read["CSRF_TRUSTED_ORIGINS"] == ["https://phones.example.org:8443"]


@pytest.mark.parametrize(
    "url", ["phones.example.org", "ftp://phones.example.org", "https://", "https://a.org/phones/", "https://a.org:x"]
)
def test_an_address_that_is_not_a_sites_is_refused(settings_with, url):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        settings_with(SITE_URL=url)


def test_sqlite_waits_for_other_writers_and_is_tested_in_a_file(settings_with):
    database = settings_with()["DATABASES"]["default"]
    assert database["NAME"] == str(ROOT / "db.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    assert database["TEST"]["NAME"] == "test.sqlite3"


def test_connections_to_postgresql_last_are_checked_and_give_up_a_server_that_has_gone(settings_with):
    read = settings_with(DATABASE_URL="postgres://editor:p%23%40ss@db:5433/phones?connect_timeout=7")
    database = read["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", 5433, "phones")
    assert database["PASSWORD"] == "p#@ss"
    assert database["CONN_MAX_AGE"] > 0
    assert database["CONN_HEALTH_CHECKS"]
    assert int(database["OPTIONS"]["connect_timeout"]) == 7
    assert database["OPTIONS"]["tcp_user_timeout"] == 3000


def test_a_replica_is_a_second_database_and_brings_the_router(settings_with):
    read = settings_with(DATABASE_URL="postgres://one/phones", DATABASE_REPLICA_URL="postgres://two/phones")
    assert read["DATABASES"]["default"]["HOST"] == "one"
    assert read["DATABASES"]["replica"]["HOST"] == "two"
    assert read["DATABASE_ROUTERS"]
    assert not settings_with(DATABASE_REPLICA_URL="")["DATABASE_ROUTERS"]


@pytest.mark.parametrize(
    "url", ["mysql://user:hunter2@db/phones", "postgres://user:hunter2@db", "postgres://x:hunter2/["]
)
def test_an_unusable_url_of_the_replica_is_refused_under_its_own_name(settings_with, url):
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_REPLICA_URL") as refusal:
        settings_with(DATABASE_URL="postgres://one/phones", DATABASE_REPLICA_URL=url)
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "sqlite://:memory:",
        "sqlite://db.sqlite3",
        "mysql://user:hunter2@db/phones",
        "postgres://user:hunter2@db",
        "postgres://user:hunter2/x@db/phones",
        "postgres://user:hunter2@[::1/phones",
    ],
)
def test_an_unusable_database_url_is_refused_without_showing_its_password(settings_with, url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refusal:
        settings_with(DATABASE_URL=url)
    assert "hunter2" not in str(refusal.value)


def test_pages_are_kept_unless_somebody_works_on_their_templates(settings_with):
    assert settings_with()["KEPT_PAGES_MB"] > 0
    assert settings_with(DEBUG="true")["KEPT_PAGES_MB"] == 0
    assert settings_with(KEPT_PAGES_MB="0")["KEPT_PAGES_MB"] == 0


@pytest.mark.parametrize("url", ["redis", "memcache://db", "redis://:hunter2#x@db/0", "redis://db:hunter2/0"])
def test_an_unusable_cache_url_is_refused_without_showing_its_password(settings_with, url):
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL") as refusal:
        settings_with(CACHE_URL=url)
    assert "hunter2" not in str(refusal.value)


def test_a_comma_in_the_password_of_redis_does_not_cut_its_url(settings_with):
    cache = settings_with(CACHE_URL="redis://:a,b@db:6379/0")["CACHES"]["default"]
    assert cache["LOCATION"] == ["redis://:a,b@db:6379/0"]


def test_forwarding_headers_count_only_behind_a_named_proxy(settings_with):
    assert "SECURE_PROXY_SSL_HEADER" not in settings_with()
    assert "SECURE_PROXY_SSL_HEADER" in settings_with(TRUSTED_PROXIES="127.0.0.1,10.0.0.0/8")
    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES"):
        settings_with(TRUSTED_PROXIES="proxy.example.org")


@pytest.mark.parametrize(("given", "path"), [("desk", "desk/"), ("/staff/desk/", "staff/desk/")])
def test_the_desks_path_ends_in_a_slash_and_starts_without(settings_with, given, path):
    assert settings_with(ADMIN_PATH=given)["ADMIN_PATH"] == path


def test_an_empty_path_of_the_desk_is_refused(settings_with):
    with pytest.raises(ImproperlyConfigured, match="ADMIN_PATH"):
        settings_with(ADMIN_PATH="/")


@pytest.mark.parametrize("path", ["phones/", "/static", "compare/desk/", "healthz"])
def test_a_path_of_the_desk_among_the_pages_of_readers_is_refused(settings_with, path):
    with pytest.raises(ImproperlyConfigured, match="ADMIN_PATH"):
        settings_with(ADMIN_PATH=path)


def test_every_address_of_readers_is_kept_from_the_desk():
    patterns = [*urlpatterns, *page_patterns]
    first_parts = {str(pattern.pattern).partition("/")[0] for pattern in patterns} - {""}
    others = {"de", "ja", "static", "favicon.ico", "metrics"}
    assert set(environment.READER_PATHS) == first_parts | others
    assert {code for code, _ in LANGUAGES} == {"en-gb", "de", "ja"}


@pytest.fixture
def dead_redis(monkeypatch):
    monkeypatch.setattr(FaultTolerantRedisClient, "paused_until", 0.0)
    return FaultTolerantRedisCache(["redis://127.0.0.1:1/0"], {"OPTIONS": {"socket_connect_timeout": 0.25}})


def test_a_dead_redis_is_a_miss(dead_redis):
    dead_redis.set("page", "Leitz")
    dead_redis.set_many({"page": "Leitz"})
    dead_redis.delete_many(["page"])
    assert dead_redis.get("page", "nothing") == "nothing"
    assert dead_redis.get_many(["page"]) == {}
    assert not dead_redis.add("page", "Leitz")
    assert not dead_redis.has_key("page")
    assert not dead_redis.touch("page")
    assert not dead_redis.delete("page")
    assert not dead_redis.clear()
    with pytest.raises(ValueError, match="not found"):
        dead_redis.incr("page")


def test_a_dead_redis_is_logged_once_and_left_alone_for_a_moment(dead_redis, monkeypatch, caplog):
    with caplog.at_level(logging.WARNING):
        dead_redis.get("page")
    monkeypatch.setattr(RedisCacheClient, "get", lambda *args: pytest.fail("asked again"))
    dead_redis.get("page")
    assert [record.name for record in caplog.records] == ["phonesite.cache"]


def test_the_secret_that_make_keeps_stays_out_of_the_repository_and_of_others_sight():
    assert ".secret" in (ROOT / ".gitignore").read_text().splitlines()
    secret = ROOT / ".secret"
    assert not secret.exists() or stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_a_new_database_file_is_its_owners_alone(tmp_path):
    path = tmp_path / "new.sqlite3"
    wrapper = DatabaseWrapper({"NAME": str(path), "OPTIONS": {}, "TIME_ZONE": None})
    wrapper.get_new_connection(wrapper.get_connection_params()).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
