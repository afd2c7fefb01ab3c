"""``python -m tests.audits [pages|security|NAME …]``: the pages and the security of the shipped catalogue's site.

Without a word, everything. A NAME is one of ``PAGES`` or ``SECURITY``.
"""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.benches.load import ROOT, serving

from .crawling import crawl_faults
from .deploy_check import deploy_faults
from .lighthouse import lighthouse_faults
from .packages import package_faults
from .sqlmap import editors_faults, readers_faults
from .wapiti import editors_scan_faults, readers_scan_faults

EARNEST = {"SECRET_KEY": "only-for-the-audit-of-pages-on-this-machine", "DEBUG": "false"}
UNTHROTTLED = {
    "LOG_LEVEL": "WARNING",
    "GUNICORN_CMD_ARGS": "--keep-alive 75",  # scanners are slow to ask again
}


def on_shipped_site(check):
    def faults():
        with shipped_site() as (address, _):
            return check(address)

    return faults


def on_unthrottled_site(check):
    """``check(address)`` of a copy of its own, which may be scanned as hard as one likes."""

    def faults():
        with shipped_site("tests.audits.unthrottled", **UNTHROTTLED) as (address, _):
            return check(address)

    return faults


def at_the_desk(check):
    """``check(address, cookies)``, the cookies being those of an editor who is signed in."""

    def faults():
        with shipped_site("tests.audits.unthrottled", **UNTHROTTLED) as (address, env):
            return check(address, desk_cookies(env))

    return faults


PAGES = {"lighthouse": on_shipped_site(lighthouse_faults), "crawl": on_shipped_site(crawl_faults)}
SECURITY = {
    "settings": deploy_faults,
    "packages": package_faults,
    "wapiti": on_unthrottled_site(readers_scan_faults),
    "wapiti-desk": at_the_desk(editors_scan_faults),
    "sqlmap": on_unthrottled_site(readers_faults),
    "sqlmap-desk": at_the_desk(editors_faults),
}
CHECKS = PAGES | SECURITY
GROUPS = {"pages": PAGES, "security": SECURITY}


def main(words):
    faults = {name: list(CHECKS[name]()) for name in chosen(words)}
    for name, found in faults.items():
        print(f"\n{name}: {len(found)} faults", *found, sep="\n  ")
    sys.exit(1 if any(faults.values()) else 0)


def chosen(words):
    """The names of the checks that are asked for, each once; SystemExit where there is no such check."""
    names = {}
    for word in words or GROUPS:
        if word not in CHECKS and word not in GROUPS:
            sys.exit(f"There is no audit “{word}”. There are: {', '.join([*GROUPS, *CHECKS])}")
        names.update(dict.fromkeys(GROUPS.get(word, [word])))
    return list(names)


@contextmanager
def shipped_site(app="phonesite.wsgi", **more):
    """(address, environment) of a site with the shipped catalogue, in a database and folders of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, **EARNEST, **more, "DATABASE_URL": f"sqlite:///{Path(folder) / 'audit.sqlite3'}"}
        for name in ("MEDIA_ROOT", "INDEX_ROOT"):
            env[name] = str(Path(folder) / name.lower())
            os.mkdir(env[name])
        for words in ("collectstatic --noinput --verbosity 0", "load_catalogue catalog/data --migrate --brief"):
            subprocess.run([sys.executable, "manage.py", *words.split()], cwd=ROOT, check=True, env=env)
        with serving(env, app) as server:
            host, port = server.address
            yield f"http://{host}:{port}", env


def desk_cookies(env):
    command = [sys.executable, "-m", "tests.audits.desk_session"]
    return subprocess.run(command, cwd=ROOT, check=True, env=env, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main(sys.argv[1:])
