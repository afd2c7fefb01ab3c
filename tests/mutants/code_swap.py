"""A fault put into a process that has imported the code already: the code objects of its functions are replaced.

So it is in force wherever a function was imported to, decorated or bound, and no module is read again.
"""

import gc
import re
import sys
from collections import defaultdict
from types import CodeType, FunctionType

from .mutations import ROOT

PLAIN = (int, float, str, tuple, list, dict, set, frozenset, re.Pattern)
"""Types of constants that can be told apart by their value."""


def functions_by_code(folder):
    """(file, qualified name, first line) → functions of the files below ``folder``."""
    functions = defaultdict(list)
    gc.unfreeze()
    for function in gc.get_objects():
        if type(function) is FunctionType and function.__code__.co_filename.startswith(folder):
            functions[_key(function.__code__)].append(function)
    return functions


def _key(code):
    return code.co_filename, code.co_qualname, code.co_firstlineno


def mutated_codes(mutant):
    """The code objects of the function that has the fault, and of those inside of it."""
    path = str(ROOT / mutant.path)
    [outer] = [code for code in _codes_inside(mutant.code()) if _key(code) == (path, *mutant.outer_function)]
    return [outer, *_codes_inside(outer)]


def _codes_inside(code):
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes_inside(constant)


def put_fault(mutant, functions):
    """Whether the fault is in force now, at least where the code is not asked at import."""
    if mutant.outer_function:
        return _swap_code(mutant, functions)
    return _swap_values(mutant)


def _swap_code(mutant, functions):
    """False where no function has the code, or one of them closes over other names."""
    swapped = False
    for code in mutated_codes(mutant):
        for function in functions.get(_key(code), []):
            if len(function.__code__.co_freevars) != len(code.co_freevars):
                return False
            function.__code__ = code
            swapped = True
    return swapped


def _swap_values(mutant):
    """Replaces constants of the module, wherever they were imported to; False where none is another by the fault."""
    name = mutant.path.removesuffix(".py").replace("/", ".")
    before = vars(sys.modules[name])
    now = dict.fromkeys(("__name__", "__package__", "__file__"))
    now = {key: before[key] for key in now}
    exec(mutant.code(), now)  # noqa: S102 - the code under test, with a fault
    other = {key: value for key, value in now.items() if _is_plain(value) and value != before[key]}
    for key, value in other.items():
        _replace_everywhere(key, before[key], value)
    return bool(other)


def _is_plain(value):
    return isinstance(value, PLAIN) and " at 0x" not in repr(value)


def _replace_everywhere(key, before, now):
    for name, module in list(sys.modules.items()):
        if name.startswith(("catalog", "tests")) and vars(module).get(key) is before:
            setattr(module, key, now)
