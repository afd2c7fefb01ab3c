"""Checks one after another, a line each."""

from dataclasses import dataclass

from catalog.backups.stored_facts import STORAGE_ERRORS

SHOWN_EXAMPLES = 5


@dataclass(frozen=True)
class Check:
    """``find_faults`` yields what it finds, each fault a phrase; ``advice`` says what to do about any of them."""

    name: str
    find_faults: object
    advice: str


def check_lines(checks):
    """(whether it is sound, a line) for each of ``checks``: its name, and its first faults. One that cannot be carried
    out is a fault."""
    for check in checks:
        try:
            faults = list(check.find_faults())
        except (*STORAGE_ERRORS, ValueError) as failure:
            faults = [f"cannot be looked at: {failure}".strip()]
        yield not faults, _line(check, faults)


def _line(check, faults):
    if not faults:
        return f"ok     {check.name}"
    listed = "; ".join(faults[:SHOWN_EXAMPLES])
    more = len(faults) - SHOWN_EXAMPLES
    if more > 0:
        listed += f"; and {more:,} more"
    return f"FAULT  {check.name}: {listed}. {check.advice}"
