"""Numbers in what a browser sends: keys of records and of revisions."""

import re

_KEY = re.compile(r"[0-9]{1,18}")


def parse_key(text):
    """The key that ``text`` is; None where it is none that the database takes."""
    return int(text) if _KEY.fullmatch(text) else None
