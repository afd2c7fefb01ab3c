"""Figures of a measurement, and how they are printed."""

import statistics
from pathlib import Path

median = statistics.median


def p95(values):
    """The value that 19 in 20 do not exceed."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)]


def proportional_mb(pid="self"):
    """What the process holds in memory, of each page that it shares with others only its part. It takes the kernel some
    milliseconds."""
    return _kilobytes(f"/proc/{pid}/smaps_rollup", "Pss") / 1024


def _kilobytes(path, name):
    line = next(line for line in Path(path).read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])


def markdown_table(rows):
    """``rows`` (name, then figures as text), the first of them the head, as a table in Markdown."""
    head, *rest = rows
    marks = [":--", *("--:" for _ in head[1:])]
    widths = [max(map(len, column)) for column in zip(head, marks, *rest, strict=True)]
    return "\n".join(f"| {' | '.join(_padded(row, widths))} |" for row in (head, marks, *rest))


def _padded(row, widths):
    name, *figures = row
    return [name.ljust(widths[0]), *map(str.rjust, figures, widths[1:])]
