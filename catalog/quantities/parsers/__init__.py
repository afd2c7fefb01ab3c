"""Parsers of what people type or paste: text in, plain values out, or ValueError with a sentence for the person.

Pure functions, but for the language of the messages. A text that may mean two things raises ValueError with both
readings.
"""

from .choices import parse_boolean, parse_choice
from .code_lists import parse_codes
from .dates import parse_date
from .dimensions import parse_dimensions, parse_resolution
from .measures import parse_quantity, unit_of_column, units_of_text
from .memory_sizes import parse_memory_sizes, parse_memory_versions
from .network_bands import parse_bands
from .numbers import parse_number
from .prices import parse_currency, parse_price
from .type_labels import parse_type_label

__all__ = [
    "parse_bands",
    "parse_boolean",
    "parse_choice",
    "parse_codes",
    "parse_currency",
    "parse_date",
    "parse_dimensions",
    "parse_memory_sizes",
    "parse_memory_versions",
    "parse_number",
    "parse_price",
    "parse_quantity",
    "parse_resolution",
    "parse_type_label",
    "unit_of_column",
    "units_of_text",
]
