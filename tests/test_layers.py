"""The rooms of the house: a module imports only from rooms above its own (docs: “The house”)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

STOREYS = (
    ("catalog.processes",),
    ("catalog.quantities",),
    ("catalog.forms",),
    ("catalog.models",),
    ("catalog.sheet",),
    ("catalog.languages",),
    ("catalog.languages",),
    ("catalog.facts",),
    ("catalog.coverage",),
    ("catalog.records",),
    ("catalog.evidence",),
    ("catalog.history",),
    ("catalog.finder", "catalog.comparison", "catalog.importers"),
    ("catalog.drawings", "catalog.dumps", "catalog.openapi", "catalog.backups"),
    ("catalog.pages",),
    ("catalog.pictures", "catalog.inspection"),
    ("catalog.worklists",),
    ("catalog.admin.shared",),
    ("catalog.admin.forms",),
    ("catalog.admin.history",),
    ("catalog.admin.saving",),
    ("catalog.admin.imports", "catalog.admin.pages"),
    ("catalog.views", "catalog.admin", "catalog.management"),
    ("catalog.urls",),
    ("phonesite",),
)
"""From the top down. Rooms side by side do not import one another either."""

OUTSIDE = ("catalog.migrations", "catalog.apps")
"""Written or read by Django itself."""

STOREY_OF = {room: number for number, rooms in enumerate(STOREYS) for room in rooms}


def room_of(name):
    """The innermost room of a module or name, or None: ``catalog.models.phones.Phone`` → ``catalog.models``."""
    return max((room for room in STOREY_OF if f"{name}.".startswith(f"{room}.")), key=len, default=None)


def imported_names(module, source, *, is_package=False):
    """Every full name that the source of ``module`` imports, wherever in it the import stands."""
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = absolute(node, package)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def absolute(node, package):
    """What ``from … import`` starts from, its dots resolved."""
    if not node.level:
        return node.module
    parts = package.split(".")
    return ".".join([*parts[: len(parts) - node.level + 1], *filter(None, [node.module])])


def faults(module, source, *, is_package=False):
    """“room imports name” for each import that does not lead up."""
    here = room_of(module)
    names = imported_names(module, source, is_package=is_package)
    elsewhere = [name for name in names if room_of(name) not in (here, None)]
    return [f"{module} imports {name}" for name in elsewhere if STOREY_OF[room_of(name)] >= STOREY_OF[here]]


def modules():
    """(name, path) of every module of ours that has a room to keep."""
    paths = [path for folder in ("catalog", "phonesite") for path in sorted((ROOT / folder).rglob("*.py"))]
    named = [(module_name(path), path) for path in paths]
    return [(name, path) for name, path in named if not name.startswith(OUTSIDE) and name != "catalog"]


def module_name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize(("name", "path"), modules(), ids=[name for name, path in modules()])
def test_a_module_imports_only_from_the_rooms_above(name, path):
    assert room_of(name), "this module is in no room: give it one in STOREYS"
    assert faults(name, path.read_text(), is_package=path.name == "__init__.py") == []


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("catalog.models.phones", "from catalog.finder import index", "catalog.finder.index"),
        ("catalog.models.phones", "import catalog.views.pages", "catalog.views.pages"),
        ("catalog.models.validators", "from catalog.sheet import registry", "catalog.sheet.registry"),
        ("catalog.models.validators", "from ..sheet.spec import Spec", "catalog.sheet.spec.Spec"),
        (
            "catalog.models.validators",
            "def later():\n    from catalog.sheet.registry import SHEET",
            "catalog.sheet.registry.SHEET",
        ),
        ("catalog.quantities.optics", "from catalog.models import Phone", "catalog.models.Phone"),
        ("catalog.comparison.phone_selection", "from ..drawings.bodies import Body", "catalog.drawings.bodies.Body"),
        ("catalog.finder.index", "from ..comparison import phone_selection", "catalog.comparison.phone_selection"),
        ("catalog.management.commands.bench", "from ...views import pages", "catalog.views.pages"),
        ("catalog.views.pages", "from phonesite.cache import kept", "phonesite.cache.kept"),
    ],
)
def test_an_import_that_leads_down_or_sideways_is_seen(module, source, fault):
    assert faults(module, source) == [f"{module} imports {fault}"]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("catalog.models.validators", "from catalog.quantities import optics\nfrom .vocabulary import Role\nimport re"),
        ("catalog.sheet.registry", "from catalog.models import Phone\nfrom . import readers, units"),
        ("catalog.views.pages", "from catalog.facts.fact_table import Table\nfrom .jinja import url"),
        ("phonesite.urls", "from catalog.urls import urlpatterns\nfrom django.urls import path"),
    ],
)
def test_imports_that_lead_up_or_stay_in_the_room_are_none_of_its_business(module, source):
    assert faults(module, source) == []


def test_a_packages_own_relative_imports_start_from_itself():
    assert faults("catalog.comparison", "from .table import Table", is_package=True) == []
    assert faults("catalog.comparison", "from ..pages import phone_page", is_package=True) == [
        "catalog.comparison imports catalog.pages.phone_page"
    ]
