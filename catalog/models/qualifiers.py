"""Figures of a record that are only about right, or a bound: “about 500 g”, “at most 500 g”."""

from functools import partial

from django.apps import apps
from django.core.exceptions import ValidationError

from .fields import Bounded, Listed
from .vocabulary import Qualifier


def qualified_figures(model_name, help_text):
    """A column that lists keys of those figures of a model that one qualifier holds for."""
    return Listed(check=partial(validate_figure, model_name), help_text=help_text)


def validate_figure(model_name, key):
    """A column of the model that holds a number."""
    fields = {field.name: field for field in apps.get_model("catalog", model_name)._meta.concrete_fields}
    if not isinstance(fields.get(key), Bounded):
        raise ValidationError(f"“{key}” is not a figure here: write the key of one, such as weight_g.")


class QualifiedFigures:
    """A record with a column for each ``Qualifier``, that lists keys of its figures."""

    def qualifier_of(self, key):
        """The ``Qualifier`` of the figure in the column ``key``; None where it is exact."""
        for qualifier in Qualifier:
            if key in (getattr(self, qualifier.value) or ()):
                return qualifier
        return None

    def set_qualifier(self, key, qualifier):
        """Let ``qualifier`` alone hold for the figure; None: it is exact."""
        for other in Qualifier:
            keys = getattr(self, other.value)
            if keys and key in keys:
                setattr(self, other.value, [one for one in keys if one != key] or None)
        if qualifier:
            setattr(self, qualifier, [*(getattr(self, qualifier) or ()), key])
