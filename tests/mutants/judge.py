"""Which mutants are killed: each is put into a process, which runs the tests that execute it until one fails."""

import time

from .fork_session import CRASHED, KILLED, SURVIVED
from .fresh_process import run_fresh

TESTS_S = 10
"""Seconds of tests for a mutant: one that they do not notice has survived, though a further test might notice it."""
START_S = 30
"""Seconds that a process may take beside its tests, on a machine that has much else to do."""
FRESH_START_S = 120
TIMES_SLOWER = 8
"""A process that takes so many times longer than its tests did without a fault has noticed it."""


class Judge:
    """Finds the outcome of each mutant that has none yet, by ``seconds`` of tests for each."""

    def __init__(self, mutants, tests, outcomes, *, seconds=TESTS_S):
        self.seconds = seconds
        self.mutants = mutants
        self.tests = tests
        self.outcomes = outcomes

    def __call__(self, session):
        began = time.monotonic()
        for number, mutant in enumerate(self.mutants, 1):
            if self.outcomes.is_open(mutant):
                names = self.tests.chosen(mutant, session.items, seconds=self.seconds)
                killer = self.killer(session, mutant, names)
                self.note(mutant, killer, len(names))
                seconds = time.monotonic() - began
                said = f"killed by {killer}" if killer else f"survived {len(names)} tests"
                print(f"{number}/{len(self.mutants)}, {seconds:.0f} s, {said}: {mutant.name}", flush=True)
        self.check_killers(session)

    def killer(self, session, mutant, names):
        """What noticed the fault: the name of a test, or how the process ended. Empty where nothing did."""
        if not names:
            return ""
        seconds = START_S + TIMES_SLOWER * sum(self.tests.seconds[name] for name in names)
        status, killer = session.run(names, mutant, seconds=seconds)
        if status == KILLED:
            return killer
        if status == CRASHED:
            return "crash"
        if status == SURVIVED and not self.tests.runs_at_import(mutant):
            return ""
        return run_fresh(names, mutant, seconds=FRESH_START_S + seconds)

    def note(self, mutant, killer, tests):
        self.tests.killers[killer] += bool(killer)
        self.outcomes.note(mutant.name, killer, tests)

    def check_killers(self, session):
        """A test that fails without any fault, too, has killed nothing."""
        for name in sorted(set(self.outcomes.killed.values()) & set(session.items)):
            status, _ = session.run([name], seconds=FRESH_START_S)
            if status != SURVIVED:
                print(f"{name} fails without a fault: what it killed counts as survived")
                self.outcomes.take_back(name)
