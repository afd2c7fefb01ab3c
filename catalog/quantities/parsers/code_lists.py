"""Parser of lists of model codes."""

import re

_MAX_CODE_LENGTH = 60
_MAX_CODES = 100
_SEPARATOR = re.compile(r"[,;\n\u3001]")


def parse_codes(text):
    """``SM-S908B, SM-S908U`` → both, without repeats. Separators are commas, semicolons and lines; a slash is none."""
    parts = (" ".join(part.split()) for part in _SEPARATOR.split(text))
    codes = list(dict.fromkeys(filter(None, parts)))
    if len(codes) > _MAX_CODES:
        raise ValueError(f"At most {_MAX_CODES} at once.")
    for code in codes:
        if len(code) > _MAX_CODE_LENGTH:
            start = code[:_MAX_CODE_LENGTH]
            raise ValueError(f"“{start}…” is too long for a code: at most {_MAX_CODE_LENGTH} characters.")
    return codes
