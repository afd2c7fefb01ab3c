"""Which tests execute which lines, and how long each takes: recorded once by pytest-cov, again where tests change."""

import json
import subprocess
import sys
from collections import defaultdict
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from hashlib import sha256
from xml.etree import ElementTree

from coverage import CoverageData

from .mutations import FOLDER, ROOT

MEASURED = ("catalog/evidence", "catalog/quantities", "catalog/finder", "catalog/comparison")
SETTINGS = """[run]
branch = false
data_file = {data_file}
source =
    {source}
"""
QUIETLY = ("-qq", "-n", "auto", "-m", "not browser", "-p", "no:cacheprovider")
AT_IMPORT = ""
"""The context in which coverage notes what runs outside of tests."""
MODULES_AT_ONCE = 20
DEPENDS_ON_TIME = {"test_benches", "test_read_replica", "test_slow_finder", "test_slow_clients", "test_race"}
"""Modules whose tests may fail on a machine that has much else to do."""


def test_files():
    """Path below the repository → digest, of every module of tests that may judge a mutant."""
    files = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if path.stem not in DEPENDS_ON_TIME]
    return {str(path.relative_to(ROOT)): sha256(path.read_bytes()).hexdigest() for path in files}


class Recording:
    """What one run of tests left in a folder. Valid for the modules of tests that have not changed since."""

    def __init__(self, folder):
        self.folder = folder
        state = json.loads((folder / "state.json").read_text())
        now = test_files()
        self.valid_files = {path for path, digest in state["tests"].items() if now.get(path) == digest}
        self.sources = state["sources"]

    @cached_property
    def seconds(self):
        """Name of each test that passed → how long it took."""
        cases = ElementTree.parse(self.folder / "tests.xml").iter("testcase")
        passed = [case for case in cases if len(case) == 0]
        return {_test_name(case): float(case.get("time")) for case in passed}

    @cached_property
    def coverage(self):
        data = CoverageData(str(self.folder / "coverage"))
        data.read()
        return data

    def tests_by_line(self, path):
        """Line as it is counted now → names of the tests that executed it; ``AT_IMPORT`` among them."""
        by_line = self.coverage.contexts_by_lineno(str(ROOT / path))
        before = self.sources.get(path, "").splitlines()
        now = (ROOT / path).read_text().splitlines()
        tests = defaultdict(set)
        for first_before, first_now, size in SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks():
            for offset in range(1, size + 1):
                tests[first_now + offset] |= self._valid_tests(by_line.get(first_before + offset, []))
        return tests

    def _valid_tests(self, contexts):
        names = {context.rpartition("|")[0] for context in contexts}
        return {name for name in names if name == AT_IMPORT or name.partition("::")[0] in self.valid_files}


def _test_name(case):
    return f"{case.get('classname').replace('.', '/')}.py::{case.get('name')}"


def recordings():
    """All that are kept; tests that none of them is valid for are run now, some modules at a time: what has been
    recorded stays where the rest is stopped."""
    kept = [Recording(path.parent) for path in sorted(FOLDER.glob("recording-*/state.json"))]
    covered = {path for recording in kept for path in recording.valid_files}
    new = [(path, digest) for path, digest in test_files().items() if path not in covered]
    for first in range(0, len(new), MODULES_AT_ONCE):
        files = dict(new[first : first + MODULES_AT_ONCE])
        kept.append(record(files, FOLDER / f"recording-{_digest_of(files)}"))
    return kept


def _digest_of(files):
    return sha256(json.dumps(files).encode()).hexdigest()[:12]


def record(files, folder):
    """Run these modules of tests under coverage; ``files`` as ``test_files`` gives them."""
    print(f"Recording which lines {len(files)} modules of tests execute", flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "settings"
    settings.write_text(SETTINGS.format(data_file=folder / "coverage", source="\n    ".join(MEASURED)))
    measuring = ("--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report=")
    command = [sys.executable, "-m", "pytest", *QUIETLY, *measuring, f"--junitxml={folder / 'tests.xml'}", *files]
    subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
    paths = [path for name in MEASURED for path in (ROOT / name).rglob("*.py")]
    sources = {str(path.relative_to(ROOT)): path.read_text() for path in paths}
    (folder / "state.json").write_text(json.dumps({"tests": files, "sources": sources}))
    return Recording(folder)


class TestsOfMutants:
    """Chooses the tests that judge a mutant."""

    def __init__(self, kept):
        self.recordings = kept
        self.seconds = {}
        for recording in kept:
            self.seconds |= recording.seconds
        self.killers = defaultdict(int)

    @lru_cache(maxsize=8)  # noqa: B019
    def by_line(self, path):
        merged = defaultdict(set)
        for recording in self.recordings:
            for line, tests in recording.tests_by_line(path).items():
                merged[line] |= tests
        return merged

    def runs_at_import(self, mutant):
        """Whether a function was called at import: what came of that is kept, without the fault."""
        if not mutant.outer_function:
            return False
        by_line = self.by_line(mutant.path)
        return any(AT_IMPORT in by_line[line] for line in mutant.lines)

    def chosen(self, mutant, known, *, seconds):
        """Names of the tests that execute the fault, as many as take so many seconds: first those that have noticed
        most faults, then the quickest, of many modules of tests rather than of one.

        What is worked out at import may be read by any test of a module of which one executes code of the file.
        """
        by_line = self.by_line(mutant.path)
        if mutant.outer_function and not self.runs_at_import(mutant):
            names = {name for line in mutant.lines for name in by_line[line]}
        else:
            files = {name.partition("::")[0] for tests in by_line.values() for name in tests}
            names = {name for name in self.seconds if name.partition("::")[0] in files}
        names &= known.keys() & self.seconds.keys()
        return _within(_in_turn(names, self.killers, self.seconds), self.seconds, seconds)


def _in_turn(names, killers, seconds):
    turns = defaultdict(int)
    order = []
    for name in sorted(names, key=lambda name: (seconds[name], name)):
        module = name.partition("::")[0]
        turns[module] += 1
        order.append((-killers[name], turns[module] * seconds[name], name))
    return [name for *_, name in sorted(order)]


def _within(names, seconds, limit):
    chosen = []
    spent = 0
    for name in names:
        spent += seconds[name]
        if chosen and spent > limit:
            break
        chosen.append(name)
    return chosen
