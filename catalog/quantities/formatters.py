"""Formatters of numbers, quantities, money and lists, the same for every page."""

import re

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
_CODED_MONEY = re.compile(rf"([\d,]+(?:\.\d+)?){THIN_SPACE}([A-Z]{{3}})\b")
_UNIT = re.compile(r"[^\W\d][\w/²³]*|%|°|×|fps")
_PRINTED_NUMBER = re.compile(r"[\d,]*\.?\d+")
NO_DIFFERENCE = "the same"


def format_number(value, digits=2):
    """``9.30`` → ``9.3``, ``211.0`` → ``211``, ``12140`` → ``12,140``; at most ``digits`` decimals."""
    text = f"{round(float(value), digits):,.{digits}f}"
    if "." not in text:
        return text
    return text.rstrip("0").rstrip(".")


def format_quantity(value, unit, digits=2):
    """A number and its unit with a no-break space between them: ``211 g``; no space before °."""
    space = "" if unit in ("", "°") else THIN_SPACE
    return f"{format_number(value, digits)}{space}{unit}"


def format_fixed(value, unit, digits):
    """As ``format_quantity``, with exactly ``digits`` decimals: ``163.0 mm²``."""
    space = THIN_SPACE if unit else ""
    return f"{value:,.{digits}f}{space}{unit}"


UNIT_NAMES = {"in": "inches", "bit": "bits", "min": "minutes", "h": "hours", "m": "metres"}
"""Units whose signs read as other words beside a label."""


def label_with_unit(label, unit):
    """``"Display size", "in"`` → ``Display size (inches)``, ``"Weight", "g"`` → ``Weight (g)``."""
    return f"{label} ({unit_name(unit)})" if unit else label


def unit_name(unit):
    """A unit where no figure stands before it: “inches”, and “mm” as it is."""
    return UNIT_NAMES.get(unit, unit)


def split_unit(text):
    """``211 g`` → (``211``, `` g``): a figure, and its unit with the space before it. The unit is empty where there is
    none, or where the text holds several quantities."""
    figure, space, unit = text.partition(THIN_SPACE)
    if not space or THIN_SPACE in unit or not _UNIT.fullmatch(unit):
        return text, ""
    return figure, f"{space}{unit}"


def format_difference(difference, unit="", digits=2):
    """``18, "g"`` → ``+18 g``, ``-0.7, "stops"`` → ``−0.7 stops``; what rounds to 0 is ``the same``."""
    size = abs(difference)
    if format_number(size, digits) == "0":
        return NO_DIFFERENCE
    sign = "−" if difference < 0 else "+"
    return f"{sign}{format_quantity(size, unit, digits)}"


def format_span(least, most):
    """``"85 mm", "125 mm"`` → ``85–125 mm``, ``"f/3.1", "f/6.3"`` → ``f/3.1–6.3``: two printed quantities.

    The first alone where the other says no more, or is no such quantity.
    """
    first, second = _PRINTED_NUMBER.search(least), _PRINTED_NUMBER.search(most)
    if not (first and second) or least == most:
        return least
    around = [least[: first.start()], least[first.end() :]]
    if around != [most[: second.start()], most[second.end() :]]:
        return least
    return f"{around[0]}{first[0]}–{second[0]}{around[1]}"


def format_count(number, word):
    """``1, "phone"`` → ``1 phone``, ``280, "phone"`` → ``280 phones``."""
    ending = "" if number == 1 else "s"
    return f"{format_number(number)} {word}{ending}"


def format_gigabytes(value):
    """``512`` → ``512 GB``, ``1024`` → ``1 TB``, ``0.16`` → ``160 MB``.

    The factor to MB is 1,024; for sizes that are no binary fraction (0.16) it is 1,000, as makers write them.
    """
    if value >= 1024:
        return format_quantity(value / 1024, "TB")
    if value >= 1:
        return format_quantity(value, "GB")
    megabytes = value * 1024
    if megabytes != int(megabytes):
        megabytes = value * 1000
    return format_quantity(megabytes, "MB")


CURRENCY_SYMBOLS = {
    "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "KRW": "₩", "CAD": "CA$", "AUD": "A$",
    "NZD": "NZ$", "HKD": "HK$", "SGD": "S$", "TWD": "NT$", "MXN": "MX$", "BRL": "R$", "ILS": "₪", "PHP": "₱",
    "VND": "₫",
}  # fmt: skip
"""Before the amount, without a space. Currencies without one keep their code behind it."""
US_DOLLAR = "USD"
OTHER_DOLLARS = frozenset({"CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN"})


def format_money(amount, currency, beside=()):
    """``225360, "JPY"`` → ``¥225,360``, ``899, "CHF"`` → ``899 CHF``; two decimals only where there are cents.

    Where another dollar is among the currencies ``beside`` it, ``$`` is ``US$``.
    """
    symbol = CURRENCY_SYMBOLS.get(currency)
    if symbol is None:
        return format_coded_money(amount, currency)
    if currency == US_DOLLAR and not OTHER_DOLLARS.isdisjoint(beside):
        symbol = "US$"
    return f"{symbol}{_format_amount(amount)}"


def format_coded_money(amount, currency):
    """``225360, "JPY"`` → ``225,360 JPY``: as data has it."""
    return f"{_format_amount(amount)}{THIN_SPACE}{currency}"


def _format_amount(amount):
    digits = 0 if amount == int(amount) else 2
    return f"{amount:,.{digits}f}"


def symbols_for_codes(text, beside=()):
    """Amounts with their codes in a text of data with their symbols: ``999 EUR (Germany)`` → ``€999 (Germany)``."""
    return _CODED_MONEY.sub(lambda found: _money_of_match(found, beside), text)


def _money_of_match(found, beside):
    return format_money(float(found[1].replace(",", "")), found[2], beside)


def format_money_difference(difference, currency):
    """``54, "EUR"`` → ``+€54``; no difference is ``the same``."""
    if round(difference, 2) == 0:
        return NO_DIFFERENCE
    sign = "−" if difference < 0 else "+"
    return f"{sign}{format_money(abs(difference), currency)}"


def int_if_whole(value):
    """A float without a fraction as an int, so that records and JSON say 161 and not 161.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def band_formatter(prefix):
    """A formatter of lists of bands: ``[1, 3]`` → ``B1, B3``."""

    def format_bands(numbers):
        return format_list([f"{prefix}{number}" for number in numbers])

    return format_bands


PROPER_NOUNS = ("Bluetooth",)


def label_in_sentence(label):
    """A label within a sentence: “weight”; abbreviations and names of standards stay, such as “RAW” and “Wi-Fi”."""
    first_word = label.partition(" ")[0]
    if first_word in PROPER_NOUNS or any(letter.isupper() or letter.isdigit() for letter in first_word[1:]):
        return label
    return label[:1].lower() + label[1:]


def label_under_heading(heading, label):
    """“Body: Weight”; a label that begins as its heading does stands alone: “Battery capacity”."""
    if label.casefold().startswith(heading.casefold()):
        return label
    return f"{heading}: {label}"


def sentence_case(text):
    """With a capital at the beginning, and all else as it is."""
    return text[:1].upper() + text[1:]


_ABBREVIATIONS = {"os", "sim", "lte", "nr", "ram", "ip", "usb", "nfc"}


def label_of_key(key):
    """A key that no row of the sheet has as a label: ``os_version`` → ``OS version``."""
    words = [word.upper() if word in _ABBREVIATIONS else word for word in key.split("_")]
    return sentence_case(" ".join(words))


def format_list(texts):
    """Comma-separated. The empty list is “none”: it is known that there are none."""
    return ", ".join(texts) or "none"


_IMPERIAL = {
    "mm": (25.4, "in", 2),
    "cm": (2.54, "in", 2),
    "m": (0.3048, "ft", 1),
    "g": (28.349523125, "oz", 2),
    "cm³": (16.387064, "in³", 2),
}
"""Metric unit → (how much of it one imperial unit is, the imperial unit, decimals)."""
_METRIC = re.compile(rf"(?P<value>-?[\d,]*\.?\d+){THIN_SPACE}(?P<unit>mm|cm³|cm|m|g)(?![\w³²])")


def to_imperial(text):
    """Lengths, volumes and weights within a printed text in inches, feet and ounces: ``211 g`` → ``7.44 oz``."""
    return _METRIC.sub(_imperial_quantity, text)


def _imperial_quantity(found):
    factor, unit, digits = _IMPERIAL[found["unit"]]
    value = float(found["value"].replace(",", ""))
    return format_quantity(value / factor, unit, digits)
