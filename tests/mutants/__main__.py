"""``make mutants``: puts small faults into a part of the code, one at a time, and counts those that tests notice.

make mutants ARGS="evidence 300 --seed 1"     300 mutants that are drawn by chance; without a number, all
make mutants ARGS="evidence 300 --again"      once more those that survived, after tests have been added
make mutants ARGS="evidence 300 --again --seconds 40"    with slower tests, too
"""

import argparse
import os
import random
import sys

import pytest

from tests.benches.numbers import markdown_table

from .fork_session import ForkSession
from .judge import TESTS_S, Judge
from .mutations import PARTS, all_mutants
from .outcomes import Outcomes
from .recorded_tests import TestsOfMutants, recordings
from .scoring import HEAD, Score

SESSION = ("-q", "-s", "-m", "not browser", "-p", "no:cacheprovider", "tests")


def main():
    arguments = parsed_arguments()
    os.nice(arguments.nice)
    mutants = sample(arguments)
    outcomes = Outcomes(arguments.part, arguments.number, arguments.seed)
    outcomes.read(again=arguments.again)
    judge = Judge(mutants, TestsOfMutants(recordings()), outcomes, seconds=arguments.seconds)
    if pytest.main([*SESSION], plugins=[ForkSession(judge)]) != pytest.ExitCode.OK:
        sys.exit("The tests could not be run.")
    report(arguments, mutants, outcomes)


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=PARTS)
    parser.add_argument("number", type=int, nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--seconds", type=int, default=TESTS_S, help=f"of tests for each mutant ({TESTS_S})")
    parser.add_argument("--nice", type=int, default=10)
    return parser.parse_args()


def sample(arguments):
    mutants = all_mutants(arguments.part)
    if arguments.number and arguments.number < len(mutants):
        mutants = random.Random(arguments.seed).sample(mutants, arguments.number)
    return sorted(mutants, key=lambda mutant: (mutant.path, mutant.number))


def report(arguments, mutants, outcomes):
    unexcused = [mutant for mutant in mutants if mutant.name in outcomes.unexcused]
    for mutant in unexcused:
        print(f"\nline {mutant.lines.start} of {mutant.name}")
    killed = sum(mutant.name in outcomes.killed for mutant in mutants)
    score = Score(len(mutants), killed, len(mutants) - killed - len(unexcused))
    total = len(all_mutants(arguments.part))
    print(f"\n{score.mutants} of {total} mutants, seed {arguments.seed}\n")
    print(markdown_table([HEAD, score.row(arguments.part, is_sample=score.mutants < total)]))


if __name__ == "__main__":
    main()
