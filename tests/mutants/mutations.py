"""The mutants of a source file: each is the whole file with one node of its syntax tree replaced."""

import ast
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from .operators import replacements

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / ".mutants"
"""What is kept from one run to the next."""
PARTS = {
    "evidence": ("catalog/evidence",),
    "optics": (
        "catalog/quantities/optics.py", "catalog/quantities/lens_pairs.py", "catalog/quantities/parsers/type_labels.py",
    ),
    "finder": ("catalog/finder",),
    "comparison": ("catalog/comparison",),
}  # fmt: skip
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LEFT_OUT = {"annotation", "returns", "decorator_list", "format_spec"}
"""Fields of nodes in which nothing is changed: they say how a value is typed, printed or kept, not what it is."""


@dataclass(frozen=True)
class Place:
    """Where a node stands: ``number`` counts it in the list that is the field ``name`` of ``parent``; None in a field
    that is no list. ``scope`` are the classes and functions around it, the outermost first."""

    parent: ast.AST
    name: str
    number: int | None
    node: ast.AST
    statement: ast.stmt | None
    scope: tuple[ast.AST, ...]

    def put(self, node):
        if self.number is None:
            setattr(self.parent, self.name, node)
        else:
            getattr(self.parent, self.name)[self.number] = node

    @contextmanager
    def replaced(self, node):
        self.put(node)
        yield
        self.put(self.node)


@dataclass(frozen=True)
class Mutant:
    """``number`` counts the mutants of its file; ``name`` tells it from others, whatever line it stands in."""

    path: str
    number: int
    name: str
    place: Place = field(repr=False, compare=False)
    replacement: ast.AST = field(repr=False, compare=False)

    @property
    def lines(self):
        """Those of the statement, without the block below it."""
        return statement_lines(self.place.statement)

    @property
    def outer_function(self):
        """(qualified name, first line) as its code object has them; None outside of functions."""
        scope = self.place.scope
        for depth, node in enumerate(scope, 1):
            if isinstance(node, FUNCTIONS):
                first = node.decorator_list[0] if node.decorator_list else node
                return ".".join(outer.name for outer in scope[:depth]), first.lineno
        return None

    def code(self):
        """The compiled file with the fault in it."""
        with self.place.replaced(self.replacement):
            return compile(parsed(self.path), str(ROOT / self.path), "exec")


@lru_cache
def parsed(path):
    return ast.parse((ROOT / path).read_text())


@lru_cache
def mutants_of(path):
    """Every ``Mutant`` of a file, in the order of the file."""
    found = []
    names = Counter()
    for place in list(_places(parsed(path), None, ())):
        for node in replacements(place.node):
            name = _name(path, place, node)
            names[name] += 1
            mark = f" ({names[name]})" if names[name] > 1 else ""
            found.append(Mutant(path, len(found), name + mark, place, node))
    return found


def all_mutants(part):
    return [mutant for place in PARTS[part] for path in _source_files(place) for mutant in mutants_of(path)]


def _source_files(place):
    paths = [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py"))
    return [str(path.relative_to(ROOT)) for path in paths]


def _places(parent, statement, scope):
    for name, value in ast.iter_fields(parent):
        if name in LEFT_OUT:
            continue
        inside = (*scope, parent) if name == "body" and isinstance(parent, (*FUNCTIONS, ast.ClassDef)) else scope
        nodes = value if isinstance(value, list) else [value]
        for number, node in enumerate(nodes):
            if isinstance(node, ast.AST):
                own = node if isinstance(node, ast.stmt) else statement
                yield Place(parent, name, number if isinstance(value, list) else None, node, own, inside)
                yield from _places(node, own, inside)


def _name(path, place, node):
    before = _head(place.statement)
    with place.replaced(node):
        after = _head(node if place.node is place.statement else place.statement)
    scope = ".".join(outer.name for outer in place.scope) or "module"
    return f"{path}: {scope}\n- {before}\n+ {after}"


def _head(statement):
    """The statement as one line, without the block below it."""
    lines = ast.unparse(statement).splitlines()
    if hasattr(statement, "body"):
        lines = [next(line for line in lines if not line.startswith("@"))]
    return " ".join(line.strip() for line in lines)


def statement_lines(statement):
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno
    return range(statement.lineno, max(last, statement.lineno) + 1)
