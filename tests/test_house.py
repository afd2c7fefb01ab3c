"""How the house is kept: names that lead to one place, and short functions (docs/design.md: “The house”)."""

import pytest

from .code_measures import (
    figures,
    gerunds,
    module_names,
    most_complex,
    public_classes,
    read_modules,
)

OWN_NOUNS = {
    "cameras", "claims", "collections", "guides", "lines", "parts", "people", "phones", "photos", "sensors",
    "site_pages",
}  # fmt: skip
"""What the models are called: a room may name its module about one of them by that word."""


@pytest.fixture(scope="module")
def catalog():
    return read_modules("catalog")


@pytest.fixture(scope="module")
def house():
    return read_modules("catalog", "phonesite")


@pytest.fixture(scope="module")
def house_figures(house):
    return figures(house)


def test_no_two_modules_have_one_name_but_those_about_a_model(catalog):
    twice = {name for name, count in module_names(catalog).items() if count > 1}
    assert twice - OWN_NOUNS == set()


def test_no_two_public_classes_have_one_name(catalog):
    twice = {name: places for name, places in public_classes(catalog).items() if len(places) > 1}
    twice.pop("Command")  # Django asks for this name in every module of management/commands
    assert twice == {}


def test_modules_are_named_by_nouns(catalog):
    assert len(gerunds(catalog)) <= 10


@pytest.mark.parametrize(
    ("label", "most"),
    [
        ("complexity a line of functions", 0.44),
        ("comprehensions per 1,000 lines", 34),
        ("conditional expressions per 1,000 lines", 11),
        ("lines a function, mean", 8),
        ("lines a function, 95th percentile", 25),
        ("functions over 25 lines", 3),
        ("modules over 300 lines", 0),
    ],
)
def test_the_code_stays_readable(label, most, house, house_figures):
    """What has been reached: a bound goes down with the figure, and never up."""
    assert house_figures[label] <= most, most_complex(house)
