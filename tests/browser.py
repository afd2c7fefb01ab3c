"""Finds the browser for the browser tests; `python -m tests.browser` fails where there is none."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The headless shell comes first: `chromium --headless` draws a window of controls for every context, in twice the time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SEARCH_FIELD = "Find a phone by name, model code or what it has"
"""The label of the search field, the same on any page that has it in its header, and at home."""
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules of axe that depend on the theme; all others say the same of a page in any colours."""
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path(browser_type):
    """The system's Chromium, else the one that Playwright downloaded for this browser type, else None."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    downloaded = browser_type.executable_path
    return found or (downloaded if Path(downloaded).exists() else None)


if __name__ == "__main__":
    with sync_playwright() as playwright:
        sys.exit(0 if chromium_path(playwright.chromium) else 1)
