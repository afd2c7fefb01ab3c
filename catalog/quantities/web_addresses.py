"""Addresses that a page may make a link of."""

import re

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


def web_address(text):
    """``text`` where it is an address of the web, http or https; None for anything else, whatever has stored it."""
    if text and _WEB_ADDRESS.fullmatch(text):
        return text
    return None
