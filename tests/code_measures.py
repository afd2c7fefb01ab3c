"""How the code reads, in figures: ``python -m tests.code_measures`` prints them; ``tests/test_house.py`` holds some."""

import ast
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, quantiles

ROOT = Path(__file__).parent.parent
DECISIONS = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.Assert, ast.match_case)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """One source file. ``name`` is dotted; ``lines`` counts those that are neither blank nor a comment."""

    name: str
    path: Path
    source: str
    tree: ast.Module

    @property
    def length(self):
        return self.source.count("\n")

    @property
    def lines(self):
        texts = (line.strip() for line in self.source.splitlines())
        return sum(1 for text in texts if text and not text.startswith("#"))

    def nodes(self, *kinds):
        return [node for node in ast.walk(self.tree) if isinstance(node, kinds)]


def read_modules(*folders):
    """The ``Module`` of each Python file below these folders of the repository, without migrations."""
    paths = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [read_module(path) for path in paths if "migrations" not in path.parts]


def read_module(path):
    source = path.read_text()
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return Module(name, path, source, ast.parse(source))


def complexity(function):
    """McCabe's cyclomatic complexity: 1 and each decision, those of comprehensions and Boolean operators included."""
    total = 1
    for node in ast.walk(function):
        if isinstance(node, DECISIONS):
            total += 1
        elif isinstance(node, ast.comprehension):
            total += 1 + len(node.ifs)
        elif isinstance(node, ast.BoolOp):
            total += len(node.values) - 1
    return total


def length_of(node):
    return node.end_lineno - node.lineno + 1


def module_names(modules):
    """Last part of the name → how many modules have it; packages are not counted."""
    files = [module for module in modules if module.path.name != "__init__.py"]
    return Counter(module.name.rpartition(".")[2] for module in files)


def public_classes(modules):
    """Name of a top-level class → the modules that define one of that name."""
    found = {}
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(module.name)
    return found


def gerunds(modules):
    """Names of modules that end in -ing."""
    return sorted(name for name in module_names(modules) if name.endswith("ing"))


def figures(modules):
    """Label → figure, in the order in which they are printed."""
    functions = [node for module in modules for node in module.nodes(*FUNCTIONS)]
    lengths = [length_of(function) for function in functions]
    lines = sum(module.lines for module in modules)
    names = module_names(modules)
    classes = public_classes(modules)
    return {
        "modules": len(modules),
        "lines, without blank ones and comments": lines,
        "longest module": max(module.length for module in modules),
        "modules over 300 lines": sum(module.length > 300 for module in modules),
        "modules in -ing": len(gerunds(modules)),
        "module names that stand twice": sum(count > 1 for count in names.values()),
        "public class names that stand twice": sum(len(places) > 1 for places in classes.values()),
        "functions": len(functions),
        "lines a function, mean": round(mean(lengths), 1),
        "lines a function, 95th percentile": round(quantiles(lengths, n=20)[-1]),
        "functions over 25 lines": sum(length > 25 for length in lengths),
        "complexity a line of functions": round(sum(map(complexity, functions)) / sum(lengths), 2),
        "comprehensions per 1,000 lines": round(1000 * count_of(modules, *COMPREHENSIONS) / lines),
        "conditional expressions per 1,000 lines": round(1000 * count_of(modules, ast.IfExp) / lines),
    }


def count_of(modules, *kinds):
    return sum(len(module.nodes(*kinds)) for module in modules)


def most_complex(modules, most=20):
    """(complexity a line, complexity, function) of the functions with most decisions a line, from complexity 5 on."""
    found = []
    for module in modules:
        for function in module.nodes(*FUNCTIONS):
            decisions = complexity(function)
            if decisions >= 5:
                place = f"{module.name}:{function.lineno} {function.name}"
                found.append((decisions / length_of(function), decisions, place))
    return sorted(found, reverse=True)[:most]


def main():
    modules = read_modules("catalog", "phonesite")
    for label, figure in figures(modules).items():
        print(f"{figure:>8} {label}")
    print("\nMost decisions a line:")
    for density, decisions, place in most_complex(modules):
        print(f"{density:8.2f} {decisions:3} {place}")


if __name__ == "__main__":
    main()
