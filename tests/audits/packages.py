"""Known vulnerabilities of what is installed, as pip-audit finds them at PyPI, or else at OSV.

An answer counts only where every package was looked up: no connection is a fault, and not “no vulnerabilities”.
"""

import json
import subprocess
import sys
import tempfile

from .scanners import program

SERVICES = ("pypi", "osv")
NOT_LOOKED_UP = "NOT LOOKED UP: nobody can say whether the packages have known vulnerabilities."
SECONDS = 600


def package_faults():
    wanted = installed_packages()
    reasons = []
    for service in SERVICES:
        report, reason = audited(wanted, service)
        if report is not None:
            return vulnerabilities(report) + left_out(report, wanted)
        reasons.append(f"{service}: {reason}")
    print(f"\n!!! {NOT_LOOKED_UP}\n", file=sys.stderr, flush=True)
    return [NOT_LOOKED_UP, *reasons]


def installed_packages():
    """“name==version” of all in the site's environment."""
    listed = [sys.executable, "-m", "pip", "list", "--format", "freeze", "--disable-pip-version-check"]
    return subprocess.run(listed, capture_output=True, text=True, check=True).stdout.split()


def audited(wanted, service):
    """(pip-audit's report, ""), or (None, why there is none)."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(wanted))
        file.flush()
        options = ["--strict", "--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
        command = [program("pip-audit"), "--vulnerability-service", service, *options, "--requirement", file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)
    try:
        return json.loads(done.stdout), ""
    except ValueError:
        return None, last_line(done.stderr)


def last_line(text):
    return (text.strip() or "it said nothing").splitlines()[-1][:300]


def vulnerabilities(report):
    faults = []
    for package in report["dependencies"]:
        for found in package.get("vulns", []):
            fixed = ", ".join(found["fix_versions"]) or "no version"
            faults.append(f"{package['name']} {package['version']}: {found['id']}, mended in {fixed}")
    return faults


def left_out(report, wanted):
    looked_up = {package["name"] for package in report["dependencies"] if "vulns" in package}
    missing = {plain_name(line) for line in wanted} - set(map(plain_name, looked_up))
    return [f"NOT LOOKED UP: {name}" for name in sorted(missing)]


def plain_name(requirement):
    """As PyPI compares names."""
    return requirement.partition("==")[0].lower().replace("_", "-").replace(".", "-")
