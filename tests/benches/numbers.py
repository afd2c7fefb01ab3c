"""Figures of a measurement, and how they are printed."""

import statistics
from pathlib import Path

median = statistics.median


def p95(values):
    """The value that 19 in 20 do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]


def resident_mb(pid="self"):
    """What the process holds in memory, pages that it shares with others included."""
    return _kilobytes(f"/proc/{pid}/status", "VmRSS") / 1024


def proportional_mb(pid="self"):
    """The same, but of each shared page only its part: what a process costs. It takes the kernel some milliseconds."""
    return _kilobytes(f"/proc/{pid}/smaps_rollup", "Pss") / 1024


def _kilobytes(path, name):
    line = next(line for line in Path(path).read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])


def table(title, rows):
    """Lines of ``rows`` (name, then figures as text), the first of them the head, in columns below ``title``."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join([title, *(_line(row, widths) for row in rows)])


def _line(row, widths):
    name, *figures = row
    return "  ".join(["", name.ljust(widths[0]), *map(str.rjust, figures, widths[1:])])


def figures(milliseconds):
    """Median, p95 and requests a second of one after the other, as text."""
    rate = 1000 * len(milliseconds) / sum(milliseconds)
    return f"{median(milliseconds):,.2f}", f"{p95(milliseconds):,.2f}", f"{rate:,.4g}"
