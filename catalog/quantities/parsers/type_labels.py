"""Parser of the type labels of sensors."""

import re

from .text_normalisation import normalise_text

_LABEL = re.compile(
    r"(type )?(?P<top>[14])(?:/(?P<bottom>\d{1,2}(?:[.,]\d{1,3})?)|[.,]0{1,2})?[ -]?"
    r"(\"|''|in|inch|inches|zoll|pouces?|pulgadas?|pollic[ei]|インチ|型|英寸|吋|인치|type|″)?\.?"
    r"( ?-?type| ?-?format| ?-?sensor)?",
    re.IGNORECASE | re.ASCII,
)


def parse_type_label(text):
    """``1/1.31-inch``, ``1/1.31"`` → ``1/1.31``; ``1 inch``, ``1.0-type`` → ``1/1.0``; ``4/3`` → ``1/0.75``."""
    found = _LABEL.fullmatch(normalise_text(text))
    if found:
        bottom = found["bottom"] or "1.0"
        if found["top"] == "1":
            return f"1/{bottom.replace(',', '.')}"
        if bottom == "3":
            return "1/0.75"
    raise ValueError(f"“{text}” is not a sensor type: write 1/1.31.")
