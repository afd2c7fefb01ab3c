"""Model fields of facts: with bounds, and with NULL for what is not known."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
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

from .column_constraints import keep_to_web, keep_to_words, keep_within

FIRST_YEAR = PartialDate(1990)
LAST_DAY = PartialDate(2035, 12, 31, DAY)


class Fact:
    """A column in which NULL means “not known”. Migrations see Django's own (``plain``), so that ours may change."""

    plain = ""

    def __init__(self, **options):
        super().__init__(**{"null": True, "blank": True, **options})

    def deconstruct(self):
        name, _, args, options = super().deconstruct()
        return name, f"django.db.models.{self.plain}", args, options

    def clone(self):
        """A copy that may be unknown only where this may: ``deconstruct`` leaves out that it may not."""
        _, _, args, options = self.deconstruct()
        return self.__class__(*args, **{"null": self.null, "blank": self.blank, **options})


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
        self.hard = hard
        self.soft = soft
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
        defaults = {"form_class": MeasureFormField, "unit": unit_of_column(self.name), "bounds": self.hard}
        return models.Field.formfield(self, **{**defaults, **options})


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
    """Free text. The empty string is stored as NULL, also where no form cleaned it."""

    plain = "CharField"

    def __init__(self, **options):
        super().__init__(**{"max_length": 200, **options})

    def formfield(self, **options):
        """Texts of more than 200 characters have a textarea."""
        if self.max_length > 200:
            options |= {"form_class": LongTextFormField, "widget": forms.Textarea(attrs={"rows": 2, "cols": 100})}
        return super().formfield(**options)

    def get_db_prep_save(self, value, connection):
        if value == "":
            value = None
        return super().get_db_prep_save(value, connection)


class TypeLabel(Text):
    """The type label of a sensor: “1/1.31”."""

    def formfield(self, **options):
        return models.Field.formfield(self, **{"form_class": TypeLabelFormField, **options})


class Currency(Text):
    """ISO 4217: “JPY”."""

    def formfield(self, **options):
        return models.Field.formfield(self, **{"form_class": CurrencyFormField, **options})


class Term(Text):
    """One term of a vocabulary (``choices``)."""

    def __init__(self, **options):
        super().__init__(**{"max_length": 40, **options})

    def contribute_to_class(self, cls, name, **options):
        super().contribute_to_class(cls, name, **options)
        keep_to_words(cls, name, self.choices)

    def get_choices(self, *args, **options):
        return super().get_choices(*args, **{"blank_choice": [("", "Not known")], **options})


class Choice(models.CharField):
    """One term of a vocabulary that is never unknown, such as a status."""

    def contribute_to_class(self, cls, name, **options):
        super().contribute_to_class(cls, name, **options)
        keep_to_words(cls, name, self.choices)

    def deconstruct(self):
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


class WebAddress(Fact, models.URLField):
    """An address of the web that pages make a link of: http or https, which the database holds it to."""

    plain = "URLField"
    default_validators = [URLValidator(["http", "https"], message="Write an address: https://example.org.", code="web")]

    def contribute_to_class(self, cls, name, **options):
        super().contribute_to_class(cls, name, **options)
        keep_to_web(cls, name)


class Listed(Fact, models.JSONField):
    """Several values in a fixed order, as a JSON list. NULL: not known. Empty: known to be none.

    ``of`` is the type of each value; ``words`` a vocabulary they come from; ``check`` raises ValidationError for one
    that is bad.
    """

    plain = "JSONField"

    def __init__(self, *, of=str, words=None, check=None, **options):
        self.of = of
        self.words = words
        self.check_value = check
        super().__init__(**options)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, list):
            raise ValidationError("Write a list: [a, b].")
        faults = []
        for item in value:
            faults.extend(self.faults_of(item))
        if faults:
            raise ValidationError(faults)

    @property
    def bands(self):
        """Which network's bands it lists, as a key of ``parse_bands``; None where it lists something else."""
        words = self.name.split("_")
        if "bands" not in words:
            return None
        for kind in ("fr2", "nr", "lte", "3g", "2g"):  # fr2 first: nr_fr2_bands
            if kind in words:
                return kind
        return None

    def faults_of(self, item):
        """Why ``item`` may not stand in the list: messages, none if it may."""
        if not self.is_of_type(item):
            sort = "number" if self.of in (int, float) else "word"
            return [f"“{item}” is not a {sort}."]
        if self.words and item not in self.words.values:
            return [f"“{item}” is not one of: {', '.join(self.words.values)}."]
        return self.faults_by_check(item)

    def is_of_type(self, item):
        """Whether ``item`` is of the type ``of``; booleans are no numbers and the empty text is no word."""
        if isinstance(item, bool) or item == "":
            return False
        if self.of is float:
            return isinstance(item, int | float)
        return isinstance(item, self.of)

    def faults_by_check(self, item):
        if not self.check_value:
            return []
        try:
            self.check_value(item)
        except ValidationError as fault:
            return fault.messages
        return []

    def formfield(self, **options):
        if self.words:
            defaults = {"form_class": VocabularyFormField, "words": self.words}
        else:
            unit = unit_of_column(self.name)
            defaults = {"form_class": ListFormField, "of": self.of, "unit": unit, "bands": self.bands}
        return models.Field.formfield(self, **{**defaults, **options})


class PartialDateField(Fact, models.IntegerField):
    """A ``PartialDate``, stored as its sortable number; the database refuses years before 1990 and after 2035."""

    description = "date known to the year, quarter, month or day"
    plain = "IntegerField"

    def contribute_to_class(self, cls, name, **options):
        super().contribute_to_class(cls, name, **options)
        keep_within(cls, name, (FIRST_YEAR.number, LAST_DAY.number))

    def from_db_value(self, value, expression, connection):
        if value is None:
            return None
        return PartialDate.from_number(value)

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
        date = self.to_python(value)
        if date is None:
            return None
        return date.number

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
