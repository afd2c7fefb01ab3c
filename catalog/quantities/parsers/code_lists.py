"""Lists of names in one text."""

import re

_MAX_CODE_LENGTH, _MAX_CODES = 60, 100


def parse_codes(text):
    """``SM-S908B, SM-S908U`` → both, without repeats. Commas, semicolons and lines part them; a slash does not."""
    found = list(dict.fromkeys(" ".join(code.split()) for code in re.split(r"[,;\n\u3001]", text) if code.strip()))
    if len(found) > _MAX_CODES:
        raise ValueError(f"At most {_MAX_CODES} at once.")
    if long := next((code for code in found if len(code) > _MAX_CODE_LENGTH), None):
        raise ValueError(f"“{long[:_MAX_CODE_LENGTH]}…” is too long for a code: at most {_MAX_CODE_LENGTH} characters.")
    return found
