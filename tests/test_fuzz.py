"""A few hundred bad requests of the kinds that ``make fuzz`` sends in their thousands, to a site with hostile texts in
every column."""

import pytest

from catalog.views import reader_reports, report_limits

from .fuzz.kinds import KINDS
from .fuzz.runs import run_of_kind, run_of_pages
from .fuzz.stage import FuzzedSite

pytestmark = pytest.mark.django_db

OF_EACH = 40
LONG = ("The desk's forms, as an editor", "Uploaded files, as an editor")
"""Kinds that take long, of which other tests try much."""


@pytest.fixture
def fuzzed_site(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(reader_reports, "MIN_SECONDS_OPEN", 0)
    monkeypatch.setattr(report_limits, "MAX_REPORTS_PER_DAY", 1_000)
    return FuzzedSite()


def test_no_bad_request_and_no_stored_text_breaks_a_page(fuzzed_site):
    tables = [run_of_pages(fuzzed_site)]
    tables += [run_of_kind(kind, OF_EACH, 1, fuzzed_site) for kind in KINDS if kind.name not in LONG]
    assert sum(table.count for table in tables) > OF_EACH * (len(KINDS) - len(LONG))
    assert [fault for table in tables for fault in table.faults.values()] == []
