"""``python -m tests.audits``: Lighthouse, the HTML checker and a crawl of every page, over the shipped catalogue."""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.benches.load import ROOT, serving

from .crawling import crawl_faults
from .lighthouse import lighthouse_faults

EARNEST = {"SECRET_KEY": "only-for-the-audit-of-pages-on-this-machine", "DEBUG": "false"}
CHECKS = {"Lighthouse": lighthouse_faults, "Links and HTML": crawl_faults}


def main():
    with shipped_site() as address:
        faults = {name: check(address) for name, check in CHECKS.items()}
    for name, found in faults.items():
        print(f"\n{name}: {len(found)} faults", *found, sep="\n  ")
    sys.exit(1 if any(faults.values()) else 0)


@contextmanager
def shipped_site():
    """Address of a site with the shipped catalogue, in a database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, **EARNEST, "DATABASE_URL": f"sqlite:///{Path(folder) / 'audit.sqlite3'}"}
        for words in ("collectstatic --noinput --verbosity 0", "load_catalogue catalog/data --migrate --brief"):
            subprocess.run([sys.executable, "manage.py", *words.split()], cwd=ROOT, check=True, env=env)
        with serving(env) as server:
            host, port = server.address
            yield f"http://{host}:{port}"


if __name__ == "__main__":
    main()
