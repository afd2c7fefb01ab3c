"""One cell: from its text to the values that it gives a phone, or why it gives none."""

import re
from functools import cache

from django.db.models import BooleanField, ForeignKey

from catalog.models import Brand, Chipset, Market, Sensor
from catalog.models.fields import Bounded, Listed, PartialDateField
from catalog.quantities import parsers
from catalog.records.values import BadValue, check_value

from .xlsx_files import UNCOUNTED

CLEARED, NOT_PUBLISHED = object(), object()
"""What the words “unknown” and “not published” stand for."""
_CLEARED = {"unknown", "not known"}
_NOT_PUBLISHED = {"not published", "checked, not published"}
_NONE = {"none"}
_UNSAID = {"-", "–", "—", "?", "n/a", "na", "n.a.", "null", "nil", "tbd", "tba"}
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|GETTING_DATA|CALC!)", re.IGNORECASE)
LONGEST = 5000
_MOST_ITEMS = 200


def read_cell(column, text, names):
    """{key: value} that the text of a cell gives in its column; a value may be ``CLEARED`` or ``NOT_PUBLISHED``.

    ``names`` (``Names``) knows what other records are called. Raises ``BadValue``.
    """
    _refuse_no_values(text)
    word = text.casefold()
    if word in _CLEARED | _NOT_PUBLISHED:
        return {column.name: _without_value(column, word)}
    try:
        if column.kind in ("list", "which"):
            return {column.name: _LISTS[column.name](text, names) if column.kind == "list" else text}
        return _checked(column, _read(column.field, text, names))
    except ValueError as fault:
        raise fault if isinstance(fault, BadValue) else BadValue(str(fault).removesuffix(".")) from fault


def _refuse_no_values(text):
    if text == UNCOUNTED:
        raise BadValue("the file does not hold what this formula comes to: open it in a spreadsheet program, save it")
    if _ERROR.fullmatch(text):
        raise BadValue(f"“{text}” is an error in the spreadsheet")
    if text.casefold() in _UNSAID:
        raise BadValue(f"“{text}” may mean several things: write none, unknown or not published; empty changes nothing")
    if len(text) > LONGEST:
        raise BadValue(f"{len(text):,} characters are too many: at most {LONGEST:,}")
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise BadValue("there are characters in it that cannot be stored")


def _without_value(column, word):
    if column.kind in ("list", "which", "code") or column.name in ("brand", "name", "facing", "role", "display_role"):
        raise BadValue(f"“{word}” says nothing here: leave the cell empty, it then changes nothing")
    if word in _NOT_PUBLISHED and not column.claimed:
        raise BadValue(f"sources do not speak of {column.key}: leave the cell empty")
    return CLEARED if word in _CLEARED else NOT_PUBLISHED


def _checked(column, values):
    for key, value in values.items():
        field = column.field if key == column.name else column.field.model._meta.get_field(key)
        check_value(field, value)
    return values


def _read(field, text, names):
    """{column: value} for the text; most give one."""
    if field.name in ("launch_price", "price"):
        amount, currency = parsers.money(text, bounds=field.hard)
        return {field.name: amount, **({f"{field.name}_currency": currency} if currency else {})}
    if isinstance(field, ForeignKey):
        return {field.name: names.slug(field.related_model, text)}
    return {field.name: _reader_of(field)(text)}


@cache
def _reader_of(field):
    """The function that makes a value of this column of a text."""
    if isinstance(field, PartialDateField):
        return lambda text: str(parsers.moment(text))
    if isinstance(field, Bounded):
        return lambda text: _figure(field, text)
    if isinstance(field, BooleanField):
        return parsers.yes_or_no
    if isinstance(field, Listed):
        return lambda text: _list(field, text)
    if field.flatchoices:
        return lambda text: _chosen(text, field.flatchoices)
    return {"launch_price_currency": parsers.currency, "sensor_type": parsers.type_label}.get(field.name, _words)


def _figure(field, text):
    if text.casefold() in _NONE:
        raise BadValue("a figure cannot be none: leave the cell empty, or write unknown")
    whole = field.get_internal_type() == "IntegerField"
    return parsers.quantity(text, parsers.measured_in(field.name), whole=whole, bounds=field.hard)


def _words(text):
    if text.casefold() in _NONE:
        raise BadValue("“none” is no text for this: leave the cell empty, or write unknown")
    return text.replace("\r\n", "\n")


def _list(field, text):
    if text.casefold() in _NONE:
        return []
    if field.words:
        return [_chosen(item, field.words.choices) for item in items(text)]
    if field.of is str:
        return items(text)
    kind = next((kind for kind in ("fr2", "nr", "lte", "3g", "2g") if kind in field.name.split("_")), None)
    if "bands" in field.name and re.search("[A-Za-z]", text):
        return _bands(text, kind)
    return [_number(item, field) for item in items(text)]


def _chosen(text, choices):
    """The word of a vocabulary; what its label has in brackets will do: 802.11n."""
    inside = {label.partition("(")[2].rstrip(")").casefold(): value for value, label in choices if label.endswith(")")}
    return inside.get(text.casefold()) or parsers.chosen(text, choices)


def _number(item, field):
    return parsers.quantity(item, parsers.measured_in(field.name), whole=field.of is int)


def _bands(text, kind):
    found = parsers.band_numbers(text, kind)
    if strange := [numbers for other, numbers in found.items() if other != kind]:
        raise BadValue(f"{', '.join(map(str, strange[0]))}: these are bands of another network")
    return found.get(kind, [])


def items(text):
    """What stands between commas, semicolons and lines, without repeats."""
    found = list(dict.fromkeys(item.strip() for item in re.split(r"[,;\n\u3001]", text) if item.strip()))
    if not found or len(found) > _MOST_ITEMS:
        raise BadValue(f"at most {_MOST_ITEMS} at once" if found else "there is nothing between the commas")
    return found


def _countries(text, names):
    found = [item.upper() for item in items(text)]
    for code in found:
        check_value(Market._meta.get_field("country"), code)
    return found


_LISTS = {
    "model_code": lambda text, names: parsers.codes(text),
    "alias": lambda text, names: items(text),
    "sold_in": _countries,
    "chipset": lambda text, names: [names.slug(Chipset, item) for item in items(text)],
    "memory": lambda text, names: parsers.memory_versions(text),
}


class Names:
    """What the records that a phone is made of are called. Fetched once."""

    def __init__(self):
        self.found = {}

    def slug(self, model, text):
        """The slug of the one record of that address or name; ``BadValue`` where there is none, or several."""
        names = self.found.get(model) or self.found.setdefault(model, _names(model))
        slugs = names.get(_folded(text), set())
        kind = model._meta.verbose_name
        if len(slugs) > 1:
            raise BadValue(f"“{text}” may be {' or '.join(sorted(slugs))}: write which")
        if not slugs:
            raise BadValue(f"there is no {kind} “{text}”: enter it at the desk first, or write its address")
        return next(iter(slugs))

    def name(self, model, slug):
        return self.titles(model)[slug]

    def titles(self, model):
        key = ("titles", model)
        return self.found.get(key) or self.found.setdefault(
            key, {record.slug: str(record) for record in model.objects.all()}
        )


_ALSO_CALLED = {
    Brand: lambda record: [record.name, *(record.other_names or ())],
    Chipset: lambda record: [record.name, str(record), record.part_number],
    Sensor: lambda record: [record.name, str(record)],
}


def _names(model):
    found = {}
    for record in model.objects.all():
        for name in {record.slug, *_ALSO_CALLED[model](record)} - {None, ""}:
            found.setdefault(_folded(name), set()).add(record.slug)
    return found


def _folded(text):
    return " ".join(text.casefold().split())
