"""What became of each mutant of a sample: kept in a file, so that a run that was stopped goes on where it was."""

import json
from functools import lru_cache
from hashlib import sha256

from .mutations import FOLDER, ROOT
from .scoring import excused


class Outcomes:
    """``killed`` and ``survived`` are name of a mutant → what noticed it, and how many tests did not."""

    def __init__(self, part, number, seed):
        self.file = FOLDER / f"outcomes-{part}-{number or 'all'}-{seed}.json"
        self.killed = {}
        self.survived = {}

    def read(self, *, again):
        """Those of an earlier run of the same code and tests. ``again``: of whatever code, without the survivors."""
        if not self.file.exists():
            return
        kept = json.loads(self.file.read_text())
        if again or kept["digest"] == digest():
            self.killed = kept["killed"]
        if not again and kept["digest"] == digest():
            self.survived = kept["survived"]

    def note(self, name, killer, tests):
        if killer:
            self.killed[name] = killer
        else:
            self.survived[name] = tests
        state = {"digest": digest(), "killed": self.killed, "survived": self.survived}
        self.file.write_text(json.dumps(state))

    def take_back(self, killer):
        """What this test killed has survived, in truth."""
        for name in [name for name, test in self.killed.items() if test == killer]:
            del self.killed[name]
            self.note(name, "", 1)

    def is_open(self, mutant):
        return mutant.name not in self.killed and mutant.name not in self.survived

    @property
    def unexcused(self):
        """Names of survivors that a test could notice."""
        return self.survived.keys() - excused().keys()


@lru_cache
def digest():
    """Of the code and its tests, as they are now."""
    total = sha256()
    for folder in ("catalog", "phonesite", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            total.update(path.read_bytes())
    return total.hexdigest()
