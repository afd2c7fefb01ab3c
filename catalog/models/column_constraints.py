"""Check constraints of columns that know what they hold. A model with such columns declares ``constraints`` in its
Meta, empty if need be."""

from django.db import models


class WithinBounds(models.CheckConstraint):
    """Hard bounds, checked by the database. Forms skip it: the column's validators refuse the same in words."""

    def validate(self, *args, **options):
        pass

    def deconstruct(self):
        return "django.db.models.CheckConstraint", *super().deconstruct()[1:]


def keep_within(model, column, bounds):
    """Add a check constraint: ``column`` is within ``bounds`` (lowest, highest)."""
    inside = models.Q(**{f"{column}__range": bounds})
    name = f"{model.__name__.lower()}_{column}_within_bounds"
    model._meta.constraints.append(WithinBounds(condition=inside, name=name))


def keep_to_words(model, column, choices):
    """Add to the one such check constraint of ``model``: ``column`` holds one of the words of ``choices``."""
    name = f"{model.__name__.lower()}_words_of_vocabularies"
    words = [value for value, _ in choices]
    known = models.Q(**{f"{column}__in": words})
    for constraint in model._meta.constraints:
        if constraint.name == name:
            constraint.condition &= known
            return
    model._meta.constraints.append(WithinBounds(condition=known, name=name))


def keep_to_web(model, column):
    """Add a check constraint: ``column`` begins as an address of the web does."""
    plain, secure = (
        models.Q(**{f"{column}__istartswith": "http://"}),
        models.Q(**{f"{column}__istartswith": "https://"}),
    )
    name = f"{model.__name__.lower()}_{column}_of_the_web"
    model._meta.constraints.append(WithinBounds(condition=plain | secure, name=name))
