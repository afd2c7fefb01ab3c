"""The score of a sample of mutants, and which of them are excused."""

from dataclasses import dataclass
from math import sqrt
from pathlib import Path

EXCUSED = Path(__file__).parent / "excused.txt"
Z_95 = 1.96


@dataclass(frozen=True)
class Score:
    """Equivalent mutants, which no test can notice, count neither as killed nor as survived."""

    mutants: int
    killed: int
    equivalent: int

    @property
    def judged(self):
        return self.mutants - self.equivalent

    @property
    def survived(self):
        return self.judged - self.killed

    @property
    def share(self):
        return self.killed / self.judged

    @property
    def interval(self):
        """Wilson's 95 % interval of the share of all mutants that would be killed."""
        total = self.judged
        middle = self.share + Z_95**2 / (2 * total)
        half = Z_95 * sqrt(self.share * (1 - self.share) / total + Z_95**2 / (4 * total**2))
        scale = 1 + Z_95**2 / total
        return (middle - half) / scale, min(1, (middle + half) / scale)

    def row(self, part, *, is_sample):
        """A row of the table in docs/reliability.md."""
        low, high = self.interval
        interval = f"{low:.1%} – {high:.1%}" if is_sample else "all of them"
        figures = (self.mutants, self.killed, self.survived, self.equivalent)
        return (part, *map(str, figures), f"{self.share:.1%}", interval)


HEAD = ("part", "mutants", "killed", "survived", "equivalent", "score", "95 % interval")


def excused():
    """Name of each mutant that no test can notice → the reason. Blocks: place, before, after, reason."""
    reasons = {}
    for block in EXCUSED.read_text().strip().split("\n\n"):
        lines = block.splitlines()
        if len(lines) > 3:
            reasons["\n".join(lines[:3])] = " ".join(lines[3:])
    return reasons
