"""Lists of names in one text."""

import re

_LONGEST, _MOST = 60, 100


def codes(text):
    """``SM-S908B, SM-S908U`` → both, without repeats. Commas, semicolons and lines part them; a slash does not."""
    found = list(dict.fromkeys(" ".join(code.split()) for code in re.split(r"[,;\n\u3001]", text) if code.strip()))
    if len(found) > _MOST:
        raise ValueError(f"At most {_MOST} at once.")
    if long := next((code for code in found if len(code) > _LONGEST), None):
        raise ValueError(f"“{long[:_LONGEST]}…” is too long for a code: at most {_LONGEST} characters.")
    return found
