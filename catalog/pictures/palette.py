"""The colours of pictures: those of the site in its light theme, read from where the site has them."""

import re
from functools import cache

from django.conf import settings

_TOKEN = re.compile(r"--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}),")


@cache
def colours():
    """Name of a token → its light colour."""
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    return dict(_TOKEN.findall(css))


def colour(name):
    """The light colour of a token: ``ink`` → ``#17191c``; “none” is none."""
    if name == "none":
        return name
    return colours()[name]
