"""One cell: from its text to the values that it gives a phone, or why it gives none."""

import re
from functools import cache

from django.db.models import BooleanField, ForeignKey

from catalog.models import Brand, Chipset, Market, Sensor
from catalog.models.fields import Bounded, Listed, PartialDateField
from catalog.quantities import parsers
from catalog.quantities.parsers.text_normalisation import normalise_name
from catalog.records.value_parser import InvalidValue, validate_value

from .xlsx_files import UNCALCULATED

CLEARED, NOT_PUBLISHED = object(), object()
"""What the words “unknown” and “not published” stand for."""
_CLEARED_WORDS = {"unknown", "not known"}
_NOT_PUBLISHED_WORDS = {"not published", "checked, not published"}
_NONE_WORDS = {"none"}
_AMBIGUOUS_WORDS = {"-", "–", "—", "?", "n/a", "na", "n.a.", "null", "nil", "tbd", "tba"}
_FORMULA_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|GETTING_DATA|CALC!)", re.IGNORECASE)
LONGEST_CELL = 5000
_MOST_ITEMS = 200


def parse_cell(column, text, names):
    """{key: value} that the text of a cell gives in its column; a value may be ``CLEARED`` or ``NOT_PUBLISHED``.

    ``names`` (``RecordNames``) knows what other records are called. Raises ``InvalidValue``.
    """
    _reject_unusable_text(text)
    word = text.casefold()
    if word in _CLEARED_WORDS | _NOT_PUBLISHED_WORDS:
        return {column.name: _parse_missing_word(column, word)}
    try:
        if column.kind in ("list", "which"):
            return {column.name: _LIST_PARSERS[column.name](text, names) if column.kind == "list" else text}
        return _validated_values(column, _parse_field(column.field, text, names))
    except ValueError as fault:
        raise fault if isinstance(fault, InvalidValue) else InvalidValue(str(fault).removesuffix(".")) from fault


def _reject_unusable_text(text):
    if text == UNCALCULATED:
        raise InvalidValue(
            "the file does not hold what this formula comes to: open it in a spreadsheet program, save it"
        )
    if _FORMULA_ERROR.fullmatch(text):
        raise InvalidValue(f"“{text}” is an error in the spreadsheet")
    if text.casefold() in _AMBIGUOUS_WORDS:
        raise InvalidValue(
            f"“{text}” may mean several things: write none, unknown or not published; empty changes nothing"
        )
    if len(text) > LONGEST_CELL:
        raise InvalidValue(f"{len(text):,} characters are too many: at most {LONGEST_CELL:,}")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidValue("there are characters in it that cannot be stored")


def _parse_missing_word(column, word):
    if column.kind in ("list", "which", "code") or column.name in ("brand", "name", "facing", "role", "display_role"):
        raise InvalidValue(f"“{word}” says nothing here: leave the cell empty, it then changes nothing")
    if word in _NOT_PUBLISHED_WORDS and not column.claimed:
        raise InvalidValue(f"sources do not speak of {column.key}: leave the cell empty")
    return CLEARED if word in _CLEARED_WORDS else NOT_PUBLISHED


def _validated_values(column, values):
    for key, value in values.items():
        field = column.field if key == column.name else column.field.model._meta.get_field(key)
        validate_value(field, value)
    return values


def _parse_field(field, text, names):
    """{column: value} for the text; most give one."""
    if field.name in ("launch_price", "price"):
        amount, currency = parsers.parse_price(text, bounds=field.hard)
        return {field.name: amount, **({f"{field.name}_currency": currency} if currency else {})}
    if isinstance(field, ForeignKey):
        return {field.name: names.slug(field.related_model, text)}
    return {field.name: _parser_for(field)(text)}


@cache
def _parser_for(field):
    """The function that makes a value of this column of a text."""
    if isinstance(field, PartialDateField):
        return lambda text: str(parsers.parse_date(text))
    if isinstance(field, Bounded):
        return lambda text: _parse_figure(field, text)
    if isinstance(field, BooleanField):
        return parsers.parse_boolean
    if isinstance(field, Listed):
        return lambda text: _parse_list(field, text)
    if field.flatchoices:
        return lambda text: _parse_choice(text, field.flatchoices)
    return {"launch_price_currency": parsers.parse_currency, "sensor_type": parsers.parse_type_label}.get(
        field.name, _parse_text
    )


def _parse_figure(field, text):
    if text.casefold() in _NONE_WORDS:
        raise InvalidValue("a figure cannot be none: leave the cell empty, or write unknown")
    whole = field.get_internal_type() == "IntegerField"
    return parsers.parse_quantity(text, parsers.unit_of_column(field.name), whole=whole, bounds=field.hard)


def _parse_text(text):
    if text.casefold() in _NONE_WORDS:
        raise InvalidValue("“none” is no text for this: leave the cell empty, or write unknown")
    return text.replace("\r\n", "\n")


def _parse_list(field, text):
    if text.casefold() in _NONE_WORDS:
        return []
    if field.words:
        return [_parse_choice(item, field.words.choices) for item in split_items(text)]
    if field.of is str:
        return split_items(text)
    kind = next((kind for kind in ("fr2", "nr", "lte", "3g", "2g") if kind in field.name.split("_")), None)
    if "bands" in field.name and re.search("[A-Za-z]", text):
        return _parse_bands(text, kind)
    return [_parse_number(item, field) for item in split_items(text)]


def _parse_choice(text, choices):
    """The word of a vocabulary; what its label has in brackets will do: 802.11n."""
    inside = {label.partition("(")[2].rstrip(")").casefold(): value for value, label in choices if label.endswith(")")}
    return inside.get(text.casefold()) or parsers.parse_choice(text, choices)


def _parse_number(item, field):
    return parsers.parse_quantity(item, parsers.unit_of_column(field.name), whole=field.of is int)


def _parse_bands(text, kind):
    found = parsers.parse_bands(text, kind)
    if strange := [numbers for other, numbers in found.items() if other != kind]:
        raise InvalidValue(f"{', '.join(map(str, strange[0]))}: these are bands of another network")
    return found.get(kind, [])


def split_items(text):
    """What stands between commas, semicolons and lines, without repeats."""
    found = list(dict.fromkeys(item.strip() for item in re.split(r"[,;\n\u3001]", text) if item.strip()))
    if not found or len(found) > _MOST_ITEMS:
        raise InvalidValue(f"at most {_MOST_ITEMS} at once" if found else "there is nothing between the commas")
    return found


def _parse_countries(text, names):
    found = [item.upper() for item in split_items(text)]
    for code in found:
        validate_value(Market._meta.get_field("country"), code)
    return found


_LIST_PARSERS = {
    "model_code": lambda text, names: parsers.parse_codes(text),
    "alias": lambda text, names: split_items(text),
    "sold_in": _parse_countries,
    "chipset": lambda text, names: [names.slug(Chipset, item) for item in split_items(text)],
    "memory": lambda text, names: parsers.parse_memory_versions(text),
}


class RecordNames:
    """What the records that a phone is made of are called. Fetched once."""

    def __init__(self):
        self.found = {}

    def slug(self, model, text):
        """The slug of the one record of that address or name; ``InvalidValue`` where there is none, or several."""
        names = self.found.get(model) or self.found.setdefault(model, _slugs_by_name(model))
        slugs = names.get(normalise_name(text), set())
        kind = model._meta.verbose_name
        if len(slugs) > 1:
            raise InvalidValue(f"“{text}” may be {' or '.join(sorted(slugs))}: write which")
        if not slugs:
            raise InvalidValue(f"there is no {kind} “{text}”: enter it at the desk first, or write its address")
        return next(iter(slugs))

    def name(self, model, slug):
        return self.titles(model)[slug]

    def titles(self, model):
        key = ("titles", model)
        return self.found.get(key) or self.found.setdefault(
            key, {record.slug: str(record) for record in model.objects.all()}
        )


_OTHER_NAMES = {
    Brand: lambda record: [record.name, *(record.other_names or ())],
    Chipset: lambda record: [record.name, str(record), record.part_number],
    Sensor: lambda record: [record.name, str(record)],
}


def _slugs_by_name(model):
    found = {}
    for record in model.objects.all():
        for name in {record.slug, *_OTHER_NAMES[model](record)} - {None, ""}:
            found.setdefault(normalise_name(name), set()).add(record.slug)
    return found
