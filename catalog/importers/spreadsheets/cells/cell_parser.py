"""One cell: from its text to the values that it gives a phone, or why it gives none."""

import re
from functools import cache, partial

from django.db.models import BooleanField, ForeignKey

from catalog.facts.csv_cells import LIST_SEPARATOR
from catalog.models import Chipset, Market
from catalog.models.fields import Bounded, Listed, PartialDateField
from catalog.quantities import parsers
from catalog.quantities.parsers.text_normalisation import UNSTORABLE_CHARACTERS
from catalog.records.value_parser import InvalidValue, validate_value

from ..files.tables import NumberText
from ..files.xlsx_files import UNCALCULATED
from .typed_cells import reject_wrong_type

CLEARED = object()
NOT_PUBLISHED = object()
"""What the words “unknown” and “not published” stand for."""
_CLEARED_WORDS = {"unknown", "not known"}
_NOT_PUBLISHED_WORDS = {"not published", "checked, not published"}
MISSING_WORDS = _CLEARED_WORDS | _NOT_PUBLISHED_WORDS
_NONE_WORDS = {"none"}
_AMBIGUOUS_WORDS = {"-", "–", "—", "?", "n/a", "na", "n.a.", "null", "nil", "tbd", "tba"}
_FORMULA_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|GETTING_DATA|CALC!)", re.IGNORECASE)
_THREE_DECIMALS = re.compile(r"\.\d{3}(?!\d)", re.ASCII)
LONGEST_CELL = 5000
_MOST_ITEMS = 200
_KINDS_WITH_VALUES = ("list", "which", "code")
_KEYS_WITH_VALUES = ("brand", "name", "facing", "role", "display_role")
"""Columns that always have a value: it is never unknown, nor unpublished."""
_TEXT_PARSERS = {"launch_price_currency": parsers.parse_currency, "sensor_type": parsers.parse_type_label}


def parse_cell(column, text, names):
    """{key: value} that the text of a cell gives in its column; a value may be ``CLEARED`` or ``NOT_PUBLISHED``.

    ``names`` (``RecordNames``) knows what other records are called. Raises ``InvalidValue``.
    """
    _reject_unusable_text(text)
    reject_wrong_type(column, text)
    word = text.casefold()
    if word in MISSING_WORDS:
        return {column.name: _parse_missing_word(column, word)}
    try:
        return _parse_value(column, _with_plain_point(text), names)
    except InvalidValue:
        raise
    except ValueError as fault:
        raise InvalidValue(str(fault).removesuffix(".")) from fault


def _with_plain_point(text):
    """A number of a workbook with a fourth decimal where it has three: its point separates no thousands."""
    if not isinstance(text, NumberText):
        return text
    return _THREE_DECIMALS.sub(r"\g<0>0", text)


def _parse_value(column, text, names):
    """{key: value} of a text that is no word for a missing value."""
    if column.kind == "which":
        return {column.name: text}
    if column.kind == "list":
        return {column.name: _LIST_PARSERS[column.name](text, names)}
    values = _parse_field(column.field, text, names)
    for key, value in values.items():
        field = column.field if key == column.name else column.field.model._meta.get_field(key)
        validate_value(field, value)
    return values


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
    if UNSTORABLE_CHARACTERS.search(text):
        raise InvalidValue("there are characters in it that cannot be stored")


def _parse_missing_word(column, word):
    """``CLEARED`` or ``NOT_PUBLISHED``; ``InvalidValue`` where the column cannot be without a value."""
    if column.kind in _KINDS_WITH_VALUES or column.name in _KEYS_WITH_VALUES:
        raise InvalidValue(f"“{word}” says nothing here: leave the cell empty, it then changes nothing")
    if word in _CLEARED_WORDS:
        return CLEARED
    if not column.claimed:
        raise InvalidValue(f"sources do not speak of {column.key}: leave the cell empty")
    return NOT_PUBLISHED


def _parse_field(field, text, names):
    """{column: value} for the text; most give one."""
    if field.name in ("launch_price", "price"):
        return _parse_price(field, text)
    if isinstance(field, ForeignKey):
        return {field.name: names.slug(field.related_model, text)}
    return {field.name: _parser_for(field)(text)}


def _parse_price(field, text):
    """The amount in its column, and the currency in the column beside it where the text names one."""
    amount, currency = parsers.parse_price(text, bounds=field.hard)
    values = {field.name: amount}
    if currency:
        values[f"{field.name}_currency"] = currency
    return values


@cache
def _parser_for(field):
    """The function that makes a value of this column of a text."""
    if isinstance(field, PartialDateField):
        return _parse_date
    if isinstance(field, Bounded):
        return partial(_parse_figure, field)
    if isinstance(field, BooleanField):
        return parsers.parse_boolean
    if isinstance(field, Listed):
        return partial(_parse_list, field)
    if field.flatchoices:
        return partial(_parse_choice, choices=field.flatchoices)
    return _TEXT_PARSERS.get(field.name, _parse_text)


def _parse_date(text):
    return str(parsers.parse_date(text))


def _parse_figure(field, text):
    if text.casefold() in _NONE_WORDS:
        raise InvalidValue("a figure cannot be none: leave the cell empty, or write unknown")
    whole = field.get_internal_type() == "IntegerField"
    return parsers.parse_quantity(text, parsers.unit_of_column(field.name), whole=whole, bounds=field.hard)


def _parse_text(text):
    if text.casefold() in _NONE_WORDS:
        raise InvalidValue("“none” is not a text for this: leave the cell empty, or write unknown")
    return text.replace("\r\n", "\n")


def _parse_list(field, text):
    """The items of a text, each as its column has it; “none” is an empty list."""
    if text.casefold() in _NONE_WORDS:
        return []
    if "bands" in field.name and re.search("[A-Za-z]", text):
        return _parse_bands(text, _network_in(field.name))
    parse_item = _item_parser(field)
    return list(map(parse_item, split_items(text)))


def _item_parser(field):
    if field.words:
        return partial(_parse_choice, choices=field.words.choices)
    if field.of is str:
        return str
    return partial(_parse_number, field=field)


def _network_in(name):
    """The network in the name of a column: “lte” in “bands_lte”; None where it names none."""
    words = name.split("_")
    for network in ("fr2", "nr", "lte", "3g", "2g"):
        if network in words:
            return network
    return None


def _parse_choice(text, choices):
    """The word of a vocabulary; what its label has in brackets will do: 802.11n."""
    by_brackets = {}
    for value, label in choices:
        if label.endswith(")"):
            inside = label.partition("(")[2].rstrip(")")
            by_brackets[inside.casefold()] = value
    word = text.casefold()
    if word in by_brackets:
        return by_brackets[word]
    return parsers.parse_choice(text, choices)


def _parse_number(item, field):
    return parsers.parse_quantity(item, parsers.unit_of_column(field.name), whole=field.of is int)


def _parse_bands(text, network):
    """The bands of one network: B1, n78; ``InvalidValue`` where some are of another."""
    bands = parsers.parse_bands(text, network)
    for other, numbers in bands.items():
        if other != network:
            raise InvalidValue(f"{', '.join(map(str, numbers))}: these are bands of another network")
    return bands.get(network, [])


def split_items(text):
    """What stands between commas, semicolons and lines, without repeats; where there are bars, between these alone."""
    separators = re.escape(LIST_SEPARATOR) if LIST_SEPARATOR in text else r"[,;\n\u3001]"
    items = map(str.strip, re.split(separators, text))
    found = list(dict.fromkeys(filter(None, items)))
    if not found:
        raise InvalidValue("there is nothing between the commas")
    if len(found) > _MOST_ITEMS:
        raise InvalidValue(f"at most {_MOST_ITEMS} at once")
    return found


def _parse_countries(text, names):
    found = [item.upper() for item in split_items(text)]
    for code in found:
        validate_value(Market._meta.get_field("country"), code)
    return found


_LIST_PARSERS = {
    "model_code": lambda text, names: parsers.parse_codes(text.replace(LIST_SEPARATOR, "\n")),
    "alias": lambda text, names: split_items(text),
    "sold_in": _parse_countries,
    "chipset": lambda text, names: [names.slug(Chipset, item) for item in split_items(text)],
    "memory": lambda text, names: parsers.parse_memory_versions(text),
}
