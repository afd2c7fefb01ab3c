"""The columns that facts are kept in: with their bounds, and NULL for what is not known."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from catalog.forms.form_fields import (
    CurrencyFormField,
    FlagSelect,
    ListFormField,
    LongTextFormField,
    MeasureFormField,
    PartialDateFormField,
    TypeLabelFormField,
    VocabularyFormField,
)
from catalog.quantities import formatters
from catalog.quantities.parsers import unit_of_column
from catalog.quantities.partial_dates import DAY, PartialDate

FIRST_YEAR, LAST_DAY = PartialDate(1990), PartialDate(2035, 12, 31, DAY)


class WithinBounds(models.CheckConstraint):
    """Hard bounds, kept by the database. Forms need not ask it: the column's validators refuse the same in words."""

    def validate(self, *args, **options):
        pass

    def deconstruct(self):
        return "django.db.models.CheckConstraint", *super().deconstruct()[1:]


def keep_within(model, column, bounds):
    """Let the database refuse what is not within ``bounds`` (lowest, highest)."""
    inside = models.Q(**{f"{column}__range": bounds})
    name = f"{model.__name__.lower()}_{column}_within_bounds"
    model._meta.constraints.append(WithinBounds(condition=inside, name=name))


class Fact:
    """A column in which NULL means “not known”. Migrations see Django's own (``plain``), so that ours may change."""

    plain = ""

    def __init__(self, **options):
        super().__init__(**{"null": True, "blank": True, **options})

    def deconstruct(self):
        name, _, args, options = super().deconstruct()
        return name, f"django.db.models.{self.plain}", args, options


class AtLeast(MinValueValidator):
    def clean(self, value):
        """As it is typed: 5, not 5.0."""
        return formatters.int_if_whole(value)


class AtMost(MaxValueValidator):
    def clean(self, value):
        return formatters.int_if_whole(value)


class Bounded(Fact):
    """A number with hard bounds, which the database refuses to break, and soft ones, outside which editors are warned.

    The hard bounds are a check constraint, so a model with such columns declares ``constraints`` in its Meta, empty if
    need be.
    """

    def __init__(self, *, hard=None, soft=None, **options):
        self.hard, self.soft = hard, soft
        super().__init__(**options)

    @property
    def validators(self):
        if not self.hard:
            return []
        low, high = self.hard
        return [
            AtLeast(low, f"%(show_value)s is impossible: at least {low}."),
            AtMost(high, f"%(show_value)s is impossible: at most {high}."),
        ]

    def contribute_to_class(self, cls, name, **options):
        super().contribute_to_class(cls, name, **options)
        if self.hard:
            keep_within(cls, name, self.hard)

    def formfield(self, **options):
        figure = {"form_class": MeasureFormField, "unit": unit_of_column(self.name), "bounds": self.hard}
        return models.Field.formfield(self, **{**figure, **options})


class Measure(Bounded, models.FloatField):
    """A measured quantity; its unit is the end of its name."""

    plain = "FloatField"


class Count(Bounded, models.IntegerField):
    """A whole number."""

    plain = "IntegerField"

    def formfield(self, **options):
        return super().formfield(**{"whole": True, **options})


class Flag(Fact, models.BooleanField):
    """Yes, no, or NULL."""

    plain = "BooleanField"

    def formfield(self, **options):
        return super().formfield(**{"widget": FlagSelect, **options})


class Text(Fact, models.CharField):
    """Free words, a line at most. The empty string is stored as NULL, whichever way it comes."""

    plain = "CharField"

    def __init__(self, **options):
        super().__init__(**{"max_length": 200, **options})

    def formfield(self, **options):
        """More than a line is typed into a box of several."""
        if self.max_length > 200:
            options |= {"form_class": LongTextFormField, "widget": forms.Textarea(attrs={"rows": 2, "cols": 100})}
        return super().formfield(**options)

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(None if value == "" else value, connection)


class TypeLabel(Text):
    """What a sensor is sold as: “1/1.31”."""

    def formfield(self, **options):
        return models.Field.formfield(self, **{"form_class": TypeLabelFormField, **options})


class Currency(Text):
    """ISO 4217: “JPY”."""

    def formfield(self, **options):
        return models.Field.formfield(self, **{"form_class": CurrencyFormField, **options})


class Term(Text):
    """One word of a vocabulary (``choices``)."""

    def __init__(self, **options):
        super().__init__(**{"max_length": 40, **options})

    def get_choices(self, *args, **options):
        return super().get_choices(*args, **{"blank_choice": [("", "Not known")], **options})


class Listed(Fact, models.JSONField):
    """Several values in a fixed order, as a JSON list. NULL: not known. Empty: known to be none.

    ``of`` is the type of each value; ``words`` a vocabulary they come from; ``check`` raises ValidationError for one
    that is bad.
    """

    plain = "JSONField"

    def __init__(self, *, of=str, words=None, check=None, **options):
        self.of, self.words, self.check_value = of, words, check
        super().__init__(**options)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, list):
            raise ValidationError("Write a list: [a, b].")
        faults = [fault for item in value for fault in self.faults_of(item)]
        if faults:
            raise ValidationError(faults)

    @property
    def bands(self):
        """Which network's bands it lists, as ``specs.typed`` calls them; None where it lists something else."""
        words = set(self.name.split("_")) - {"bands", "core"}
        found = [kind for kind in ("fr2", "nr", "lte", "3g", "2g") if kind in words and "bands" in self.name]
        return found[0] if found else None

    def faults_of(self, item):
        """Why ``item`` may not stand in the list: messages, none if it may."""
        allowed = (int, float) if self.of is float else self.of
        if not isinstance(item, allowed) or isinstance(item, bool) or item == "":
            return [f"“{item}” is not a {'number' if self.of in (int, float) else 'word'}."]
        if self.words and item not in self.words.values:
            return [f"“{item}” is not one of: {', '.join(self.words.values)}."]
        return self.faults_by_check(item)

    def faults_by_check(self, item):
        try:
            return (self.check_value and self.check_value(item)) or []
        except ValidationError as fault:
            return fault.messages

    def formfield(self, **options):
        words = {"form_class": VocabularyFormField, "words": self.words}
        typed = {"form_class": ListFormField, "of": self.of, "unit": unit_of_column(self.name), "bands": self.bands}
        return models.Field.formfield(self, **{**(words if self.words else typed), **options})


class PartialDateField(Fact, models.IntegerField):
    """A ``PartialDate``, kept as its sortable number; the database refuses years before 1990 and after 2035."""

    description = "date known to the year, quarter, month or day"
    plain = "IntegerField"

    def contribute_to_class(self, cls, name, **options):
        super().contribute_to_class(cls, name, **options)
        keep_within(cls, name, (FIRST_YEAR.number, LAST_DAY.number))

    def from_db_value(self, value, expression, connection):
        return None if value is None else PartialDate.from_number(value)

    def to_python(self, value):
        if value is None or isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(value)
        except ValueError as fault:
            raise ValidationError(str(fault)) from fault

    def get_prep_value(self, value):
        if isinstance(value, int):
            return value
        value = self.to_python(value)
        return None if value is None else value.number

    @property
    def validators(self):
        return [_check_year]

    def formfield(self, **options):
        return models.Field.formfield(self, **{"form_class": PartialDateFormField, **options})

    def value_to_string(self, obj):
        return str(self.value_from_object(obj) or "")


def _check_year(day):
    if not FIRST_YEAR <= day <= LAST_DAY:
        raise ValidationError(f"{day} is impossible: between {FIRST_YEAR} and {LAST_DAY.year}.")
