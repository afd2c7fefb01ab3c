"""What people type or paste, understood: text in, plain values out, or ValueError with a sentence for the person.

Pure functions, without Django. What may mean two things is refused with both readings named, and never guessed.
"""

from .bands import band_numbers
from .labels import type_label
from .lists import codes
from .memory import memory_sizes, memory_versions
from .moments import moment
from .money import currency, money
from .numbers import number
from .quantities import measured_in, quantity
from .sizes import dimensions, pixels
from .words import chosen, yes_or_no

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
