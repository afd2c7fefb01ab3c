"""wapiti over the running copy: as a reader, and as somebody signed in at the desk."""

import json
import subprocess
import tempfile
from pathlib import Path

from .packages import last_line
from .scanners import program

MODULES = (
    "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers", "ldap", "methods", "permanentxss",
    "redirect", "sql", "timesql", "upload", "xss",
)  # fmt: skip
"""Those that need no host elsewhere that answers."""
CRAWL_SECONDS = 300
ATTACK_SECONDS = 120
"""For each module."""
MOST_PARAMETERS = 60
BOUNDS = (
    "--scope", "folder", "--depth", "4", "--max-links-per-page", "60", "--max-files-per-dir", "12",
    "--max-scan-time", str(CRAWL_SECONDS), "--max-attack-time", str(ATTACK_SECONDS),
    "--max-parameters", str(MOST_PARAMETERS), "--tasks", "4", "--timeout", "20",
)  # fmt: skip
QUIET = ("--flush-session", "--no-bugreport", "--format", "json", "--verbose", "1")
JUDGED = {
    ("Secure Flag cookie", "*"): "the copy speaks plain HTTP; with https:// in SITE_URL they are (test_settings.py)",
}
"""(kind of finding, path) → why it is none. With “*” for any path."""


def readers_scan_faults(address):
    return scan_faults(f"{address}/", "--exclude", f"{address}/desk/*")


def editors_scan_faults(address, cookies):
    """Whatever ends the session is left out."""
    desk = f"{address}/desk/"
    ends = (f"{desk}logout/*", f"{desk}password_change/*", f"{desk}second-factor/*")
    excluded = [word for end in ends for word in ("--exclude", end)]
    return scan_faults(desk, "--cookie-value", cookies, *excluded)


def scan_faults(start, *more):
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [program("wapiti"), "--url", start, "--module", ",".join(MODULES), *BOUNDS, *QUIET, *more]
        command += ["--store-session", folder, "--output", report]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
        if not report.exists():
            return [f"wapiti made no report: {last_line(done.stdout + done.stderr)}"]
        found = json.loads(report.read_text())
    print(f"wapiti: {found['infos']['crawled_pages_nbr']} pages of {start} crawled", flush=True)
    return [*findings(found["vulnerabilities"]), *findings(found["anomalies"])]


def findings(by_kind):
    for kind, found in by_kind.items():
        for one in found:
            if (kind, one["path"]) not in JUDGED and (kind, "*") not in JUDGED:
                yield f"{kind}: {one['method']} {one['path']} {one['parameter'] or ''} {one['info']}"
