"""How numbers, units and lists are printed. One place, so that a row reads the same on every page."""

import re

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
NO_DIFFERENCE = "the same"


def format_number(value, digits=2):
    """``9.30`` → ``9.3``, ``211.0`` → ``211``, ``12140`` → ``12,140``; at most ``digits`` decimals."""
    text = f"{round(float(value), digits):,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_quantity(value, unit, digits=2):
    """A number with its unit, which does not break over two lines: ``211 g``."""
    space = "" if unit in ("", "°") else THIN_SPACE
    return f"{format_number(value, digits)}{space}{unit}"


def format_difference(difference, unit="", digits=2):
    """``18, "g"`` → ``+18 g``, ``-0.7, "stops"`` → ``−0.7 stops``; what is nothing when rounded is ``the same``."""
    text = format_quantity(abs(difference), unit, digits)
    if format_number(abs(difference), digits) == "0":
        return NO_DIFFERENCE
    return f"{'−' if difference < 0 else '+'}{text}"


def format_gigabytes(value):
    """``512`` → ``512 GB``, ``1024`` → ``1 TB``, ``0.16`` → ``160 MB``. Factor 1,024 above a gigabyte, 1,000 below for
    sizes that are no binary fraction (0.16), as makers write them."""
    if value >= 1024:
        return format_quantity(value / 1024, "TB")
    if value >= 1:
        return format_quantity(value, "GB")
    binary = value * 1024
    return format_quantity(binary if binary == int(binary) else value * 1000, "MB")


def format_money(amount, currency):
    """``225360, "JPY"`` → ``225,360 JPY``; two decimals only where there are cents."""
    digits = 0 if amount == int(amount) else 2
    return f"{amount:,.{digits}f}{THIN_SPACE}{currency}"


def int_if_whole(value):
    """A float without a fraction as an int, so that records and JSON say 161 and not 161.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def band_formatter(prefix):
    """A printer of lists of bands: ``[1, 3]`` → ``B1, B3``."""
    return lambda numbers: format_list([f"{prefix}{number}" for number in numbers])


def format_list(texts):
    """Comma-separated; the empty list is “none”, which is an answer and not an unknown."""
    return ", ".join(texts) or "none"


_IMPERIAL = {
    "mm": (25.4, "in", 2),
    "cm": (2.54, "in", 2),
    "m": (0.3048, "ft", 1),
    "g": (28.349523125, "oz", 2),
    "cm³": (16.387064, "in³", 2),
}
_METRIC = re.compile(rf"(?P<value>-?[\d,]*\.?\d+){THIN_SPACE}(?P<unit>mm|cm³|cm|m|g)(?![\w³²])")


def to_imperial(text):
    """Lengths, volumes and weights within a printed text in inches, feet and ounces: ``211 g`` → ``7.44 oz``."""

    def converted(found):
        factor, unit, digits = _IMPERIAL[found["unit"]]
        return format_quantity(float(found["value"].replace(",", "")) / factor, unit, digits)

    return _METRIC.sub(converted, text)
