"""Reads and checks what the environment says, so that a wrong value stops the start and not the tenth request.

No message repeats a URL: it may hold a password.
"""

import ipaddress
import os
import re
import warnings
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from .log_formats import FORMATS

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
REDIS = "django.core.cache.backends.redis.RedisCache"

BOOLEAN_WORDS = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
READER_PATHS = (
    ".well-known", "about", "brands", "changes", "chipsets", "collections", "compare", "contact", "data", "de",
    "favicon.ico", "feeds", "glossary", "guides", "healthz", "imprint", "ja", "metrics", "opensearch.xml", "pages",
    "phones", "phones.csv", "phones.json", "photos", "preview", "privacy", "readyz", "report", "robots.txt", "search",
    "sensors", "sitemap.xml", "sitemaps", "static",
)  # fmt: skip
"""What addresses of readers begin with. The addresses themselves cannot be imported before the settings are read."""

CONNECTION_LIMITS = {
    "connect_timeout": 2,  # seconds
    "tcp_user_timeout": 3000,  # milliseconds until what was sent must have arrived
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
}
"""PostgreSQL's own options of a connection (libpq), against a machine that has gone without a word."""

PAGES_TIMEOUT_S = 0.05
"""A page that comes later than that out of Redis is made sooner here."""

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4000;"


def boolean(env, name):
    """True or false; false where the variable is not set."""
    text = env.str(name, default="") or "false"
    if text.lower() not in BOOLEAN_WORDS:
        raise ImproperlyConfigured(f"{name} must be true or false.")
    return BOOLEAN_WORDS[text.lower()]


def whole_number(env, name, *, default):
    """A whole number from 0."""
    text = env.str(name, default="") or str(default)
    if not re.fullmatch("[0-9]+", text):
        raise ImproperlyConfigured(f"{name} must be a whole number, 0 or more.")
    return int(text)


def log_level(text):
    """From which weight on messages are logged, in any case."""
    if text.upper() not in LOG_LEVELS:
        raise ImproperlyConfigured(f"LOG_LEVEL must be one of {', '.join(LOG_LEVELS)}.")
    return text.upper()


def log_format(text):
    """How lines of the log are written."""
    if text not in FORMATS:
        raise ImproperlyConfigured(f"LOG_FORMAT must be one of {', '.join(FORMATS)}.")
    return text


def count_in(folder):
    """Have the library for metrics count in files in ``folder``, which it asks the environment for."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise ImproperlyConfigured(f"METRICS_ROOT cannot be made: {fault}.") from fault
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def secret_key(env, *, debug):
    """The key that signs sessions; DEBUG may go without one, nothing else may."""
    key = env.str("SECRET_KEY", default="")
    if not key and not debug:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set: put a long random text into the environment variable SECRET_KEY, "
            "or start with `make run`, which makes one and keeps it in .secret."
        )
    return key or "a-key-for-debugging-only"


def site_url(url):
    """The site's own address without a closing slash; anything but http(s)://host[:port] is refused."""
    parts = split_url("SITE_URL", url)
    rest = (parts.path.strip("/"), parts.query, parts.fragment, parts.username)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(rest):
        raise ImproperlyConfigured("SITE_URL must look like https://phones.example.org, without a path.")
    return f"{parts.scheme}://{parts.netloc}"


def admin_path(path):
    """The editors' desk below the site's root, always with a closing slash."""
    if not path.strip("/"):
        raise ImproperlyConfigured("ADMIN_PATH is empty: name the path of the editors' desk, for example desk/.")
    if path.strip("/").partition("/")[0] in READER_PATHS:
        raise ImproperlyConfigured(f"ADMIN_PATH is {path}, where readers have pages: name another, for example desk/.")
    return path.strip("/") + "/"


def security_contact(address):
    """Where to report a hole in the site; empty: the contact page says so."""
    if address and not re.fullmatch(r"(https://|mailto:|tel:)[!-~]+", address):
        raise ImproperlyConfigured("SECURITY_CONTACT must begin with mailto:, https:// or tel:, without blanks.")
    return address


def networks(addresses):
    """Addresses such as 10.0.0.5 and networks such as 10.0.0.0/8, ready to be compared."""
    try:
        return [ipaddress.ip_network(address) for address in addresses]
    except ValueError as error:
        raise ImproperlyConfigured(f"TRUSTED_PROXIES: {error}.") from error


def databases(url, replica_url):
    """Django's databases: ``default`` takes every change; ``replica``, where one is named, follows it."""
    primary = database("DATABASE_URL", url)
    if not replica_url:
        return {"default": primary}
    replica = database("DATABASE_REPLICA_URL", replica_url)
    if primary["ENGINE"] != POSTGRESQL or replica["ENGINE"] != POSTGRESQL:
        raise ImproperlyConfigured("DATABASE_REPLICA_URL is for PostgreSQL only, and so must DATABASE_URL be.")
    return {"default": primary, "replica": {**replica, "TEST": {"MIRROR": "default"}}}


def database(variable, url):
    """Django's settings of one database, a SQLite file or a PostgreSQL server, named by this variable."""
    split_url(variable, url)
    with warnings.catch_warnings(action="ignore"):
        config = environ.Env.db_url_config(url)
    engine, name = config.get("ENGINE"), config.get("NAME")
    if engine == SQLITE and name != ":memory:":
        check_folder(variable, name)
        return {**config, **sqlite_options()}
    if engine == POSTGRESQL and name:
        return {**config, **postgresql_options(config.get("OPTIONS", {}))}
    raise ImproperlyConfigured(
        f"{variable} must be sqlite:////path/to/file or postgres://user:password@host/name; "
        "percent-encode the special characters of a password."
    )


def check_folder(variable, file):
    """SQLite makes a missing file, but no missing folder."""
    folder = Path(file).parent
    if not folder.is_dir():
        raise ImproperlyConfigured(f"{variable} names a file in {folder}, which is not a folder: make it first.")


def folder(name, path, *, default):
    """A folder for files; the default is made when it is needed, any other must be there."""
    if not path:
        return default
    if not Path(path).is_dir():
        raise ImproperlyConfigured(f"{name} is {path}, which is not a folder: make it first.")
    return Path(path)


def sqlite_options():
    """Readers never wait for a writer (WAL); a writer waits up to 20 s for another (IMMEDIATE)."""
    return {
        "ENGINE": "phonesite.sqlite",
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS},
        # Browser tests use several connections, which an in-memory database cannot serve.
        "TEST": {"NAME": "test.sqlite3"},
    }


def postgresql_options(options):
    """A lasting connection per thread, checked once a request. A server that has gone is noticed at once, one whose
    machine has gone in seconds; a pool would let every request wait for it, and find it again late."""
    return {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "OPTIONS": {**CONNECTION_LIMITS, **options}}


def caches(url):
    """Django's ``CACHES``; where there is a Redis it has the kept pages too, and is given little time for each."""
    default = cache(url)
    if "LOCATION" not in default:
        return {"default": default}
    options = {
        "socket_connect_timeout": PAGES_TIMEOUT_S,
        "socket_timeout": PAGES_TIMEOUT_S,
        "serializer": "phonesite.shared_pages.BytesSerializer",
    }
    return {"default": default, "pages": {**default, "KEY_PREFIX": "phonesite-pages", "OPTIONS": options}}


def cache(url):
    """Django's cache settings for Redis (a dead one is a miss) or for this process's own memory."""
    parts = split_url("CACHE_URL", url)
    if parts.scheme == "locmemcache":
        return {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "OPTIONS": {"MAX_ENTRIES": 2000},
        }
    if parts.scheme in ("redis", "rediss") and parts.hostname and not parts.fragment:
        return redis_cache(url)
    raise ImproperlyConfigured(
        "CACHE_URL must be locmemcache:// or redis://host:6379/0 (rediss:// for TLS); "
        "percent-encode the special characters of a password."
    )


def redis_cache(url):
    return {
        "BACKEND": "phonesite.cache.FaultTolerantRedisCache",
        "LOCATION": [url],  # a list: Django would cut a text at its commas
        "KEY_PREFIX": "phonesite",
        "OPTIONS": {"socket_connect_timeout": 0.25, "socket_timeout": 0.25},
    }


def split_url(name, url):
    """The URL's parts; one that cannot be taken apart is refused under the name of its variable."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a URL; percent-encode its special characters.") from error
    return parts
