"""sqlmap on every parameter of readers' addresses that gets near the database, and on what a signed-in editor asks."""

import re
import shutil
import subprocess
import tempfile
import urllib.request
from dataclasses import dataclass

from .packages import last_line

PHONE = "leica-leitz-phone-2"
PAIR = f"{PHONE}-vs-sharp-aquos-r7"
CLEAN = "all tested parameters do not appear to be injectable"
OPENED = re.compile(r'name="opened" value="([^"]*)"')
OPTIONS = (
    "--batch",
    "--dbms=SQLite",
    "--level=2",
    "--risk=2",
    "--threads=4",
    "--flush-session",
    "--disable-coloring",
    "--timeout=60",
    "--ignore-code=404",  # which it takes for a reason to try nothing
)
SECONDS = 1_800


@dataclass(frozen=True)
class Target:
    """``parameters`` are those that are tried; all of the address where there are none. ``data`` is sent by POST."""

    path: str
    parameters: str = ""
    data: str = ""


READERS = (
    Target("/phones/?q=leica&brand=Leica&weight_g_max=230&sort=-announced&page=1"),
    Target("/phones.json?lens.role=tele&lens.focal_length_eq_mm_min=65&not.brand=Acme&unknown=hide&units=metric"),
    Target("/phones.csv?camera_count=4&main_sensor=Sony&more=brand&view=table"),
    Target("/search/?q=leica"),
    Target("/search/suggestions.json?q=leica"),
    Target("/search/completions.json?q=leica"),
    Target("/compare/?q=leica&phone=sharp-aquos-r7&add=1"),
    Target(f"/compare/{PAIR}/?baseline=sharp-aquos-r7&rows=differences&units=metric"),
    Target(f"/compare/{PAIR}/rows/?group=body"),
    Target(f"/phones/{PHONE}/?against=sharp-aquos-r7&units=metric"),
    Target(f"/phones/{PHONE}/abroad/?country=DE"),
    Target(f"/phones/{PHONE}/sources/?row=weight_g"),
    Target(f"/phones/{PHONE}*/"),
    Target("/brands/leica*/"),
    Target("/sensors/sony*/"),
    Target("/compare/leica*-vs-sharp-aquos-r7/"),
    Target("/photos/0123*.webp?key=1"),
    Target("/preview/abc*/"),
    Target("/data/sources/?kind=page&q=leica&page=1"),
    Target("/changes/?page=1"),
)
EDITORS = (
    Target("/desk/catalog/phone/?q=leica&status__exact=published&o=1&p=0"),
    Target("/desk/catalog/claim/?q=leica&o=-1"),
    Target("/desk/catalog/source/?q=leica&kind__exact=page"),
    Target("/desk/search/?q=leica"),
)


def readers_faults(address):
    faults = []
    for target in (*READERS, report_target(address)):
        faults += faults_at(address, target)
    return faults


def editors_faults(address, cookies):
    faults = []
    for target in EDITORS:
        faults += faults_at(address, target, "--cookie", cookies, "--skip-static")
    return faults


def report_target(address):
    """The form of a report, as it is open now."""
    path = f"/phones/{PHONE}/report/"
    with urllib.request.urlopen(address + path) as response:
        opened = OPENED.search(response.read().decode())[1]
    data = f"key=weight_g&camera=&value=211&why=seen&url=https://example.org/&website=&opened={opened}"
    return Target(path, "key,camera,value,why,url", data)


def faults_at(address, target, *more):
    """Nothing where sqlmap says that it has tried all and found nothing; else the last that it says."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sqlmap(), "--url", address + target.path, *OPTIONS, "--output-dir", folder, *more]
        command += ["-p", target.parameters] if target.parameters else []
        command += ["--data", target.data] if target.data else []
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    if CLEAN in done.stdout:
        return []
    return [f"{target.path}: {last_line(done.stdout)}"]


def sqlmap():
    found = shutil.which("sqlmap")
    if found is None:
        raise FileNotFoundError("sqlmap is missing. On Debian and Ubuntu: apt install sqlmap")
    return found
