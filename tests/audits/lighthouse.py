"""Lighthouse on the kinds of pages that readers come to, as a slow phone would see them."""

import json
import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium_path

VERSION = "12.8.2"
FOLDER = Path(sys.prefix) / "lighthouse"
PROGRAM = FOLDER / "node_modules" / ".bin" / "lighthouse"

SIX = (
    "leica-leitz-phone-2",
    "sharp-aquos-r7",
    "nokia-lumia-1020",
    "xiaomi-13-ultra",
    "sony-xperia-1-iv",
    "apple-iphone-15-pro-max",
)
OF_SIX = f"/compare/{'-vs-'.join(SIX)}/"
PAGES = (
    "/",
    "/phones/",
    "/phones/leica-leitz-phone-2/",
    "/compare/leica-leitz-phone-2-vs-sharp-aquos-r7/",
    OF_SIX,
    "/guides/leica-on-phones/",
    "/sensors/",
    "/glossary/",
)
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
KEPT_OUT_OF_SEARCH = (OF_SIX,)
"""Pages that are not to be indexed, which costs them their points of SEO."""
RUNS = 3
"""Of each page; the median counts, because one run differs from the next by some points of performance."""


def lighthouse_faults(address):
    install()
    faults = []
    for page in PAGES:
        scores = median_scores(f"{address}{page}")
        print(page, *(f"{name} {score}" for name, score in scores.items()), flush=True)
        if page in KEPT_OUT_OF_SEARCH:
            del scores["seo"]
        faults += [f"{page}: {name} {score}" for name, score in scores.items() if score < BARS[name]]
    return faults


def install():
    if not PROGRAM.exists():
        package = f"lighthouse@{VERSION}"
        subprocess.run(["npm", "install", "--silent", "--prefix", FOLDER, package], check=True)


def median_scores(address):
    runs = [scores_of(address) for _ in range(RUNS)]
    return {name: sorted(run[name] for run in runs)[RUNS // 2] for name in BARS}


def scores_of(address):
    with sync_playwright() as playwright:
        env = {**os.environ, "CHROME_PATH": chromium_path(playwright.chromium)}
    flags = "--headless --no-sandbox --disable-gpu"
    command = [PROGRAM, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    report = json.loads(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)
    return {name: round(100 * report["categories"][name]["score"]) for name in BARS}
