"""What people type or paste, understood: text in, plain values out, or ValueError with a sentence for the person.

Pure functions, without Django. What may mean two things is refused with both readings named, and never guessed.
"""

from .choices import chosen, yes_or_no
from .code_lists import codes
from .dates import moment
from .dimensions import dimensions, pixels
from .measures import measured_in, quantity
from .memory_sizes import memory_sizes, memory_versions
from .network_bands import band_numbers
from .numbers import number
from .prices import currency, money
from .type_labels import type_label

__all__ = [
    "band_numbers",
    "chosen",
    "codes",
    "currency",
    "dimensions",
    "measured_in",
    "memory_sizes",
    "memory_versions",
    "moment",
    "money",
    "number",
    "pixels",
    "quantity",
    "type_label",
    "yes_or_no",
]
