"""What the audit counts as a fault: whatever was not looked into is one."""

import json

import pytest

from .audits import __main__ as audits
from .audits import packages, wapiti

pytestmark = pytest.mark.pure

WANTED = ["django==5.2.19", "charset_normalizer==3.5.0"]
CLEAN = [{"name": "django", "version": "5.2.19", "vulns": []}, {"name": "charset-normalizer", "vulns": []}]


@pytest.fixture
def reports(monkeypatch):
    """Service → what pip-audit reports of it; no report where it cannot be reached."""
    found = {}
    monkeypatch.setattr(packages, "installed_packages", lambda: WANTED)
    monkeypatch.setattr(packages, "audited", lambda _, service: (found.get(service), "cannot be reached"))
    return found


def test_no_connection_is_a_fault_said_loudly(reports, capsys):
    assert packages.package_faults()[0] == packages.NOT_LOOKED_UP
    assert packages.NOT_LOOKED_UP in capsys.readouterr().err


def test_the_second_service_is_asked_where_the_first_is_away(reports):
    reports["osv"] = {"dependencies": CLEAN}
    assert packages.package_faults() == []


def test_a_package_that_was_not_looked_up_is_a_fault(reports):
    reports["pypi"] = {"dependencies": [CLEAN[0], {"name": "charset-normalizer", "skip_reason": "not found"}]}
    assert packages.package_faults() == ["NOT LOOKED UP: charset-normalizer"]


def test_a_vulnerability_is_a_fault(reports):
    hole = {"id": "PYSEC-1", "fix_versions": ["5.2.20"]}
    reports["pypi"] = {"dependencies": [CLEAN[0] | {"vulns": [hole]}, CLEAN[1]]}
    assert packages.package_faults() == ["django 5.2.19: PYSEC-1, mended in 5.2.20"]


def test_what_pip_audit_says_without_a_report_is_the_reason(monkeypatch, tmp_path):
    broken = tmp_path / "pip-audit"
    broken.write_text("#!/bin/sh\necho 'No known vulnerabilities found'\necho 'no route' >&2\n")
    broken.chmod(0o700)
    monkeypatch.setattr(packages, "program", lambda name: broken)
    assert packages.audited(WANTED, "pypi") == (None, "no route")


def test_every_finding_of_the_scanner_is_a_fault():
    one = {"method": "GET", "path": "/phones/", "parameter": "q", "info": "injected"}
    found = json.loads(json.dumps({"SQL Injection": [one], "Backup file": []}))
    assert list(wapiti.findings(found)) == ["SQL Injection: GET /phones/ q injected"]


def test_parts_of_the_audit_are_asked_for_by_name():
    assert audits.chosen([]) == list(audits.CHECKS)
    assert audits.chosen(["packages", "security"])[0] == "packages"
    with pytest.raises(SystemExit):
        audits.chosen(["nonsense"])
