"""How tests read the head of a page: what search engines and link previews are told."""

import html
import json
import re

from catalog.finder.index_cache import current_snapshot
from catalog.pages.sitemap_entries import sitemap_entries, sitemap_length

ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')


def tags(markup, name):
    """The attributes of every tag of this name in the head."""
    head = markup.partition("</head>")[0]
    found = re.findall(rf"<{name}\s([^>]*)>", head)
    return [{key: html.unescape(value) for key, value in ATTRIBUTE.findall(text)} for text in found]


def title(markup):
    (found,) = re.findall(r"<title>(.*?)</title>", markup.partition("</head>")[0], re.DOTALL)
    return html.unescape(found).strip()


def meta(markup, name):
    """The content of the one meta tag of this name or property; None where there is none."""
    found = [tag["content"] for tag in tags(markup, "meta") if name in (tag.get("name"), tag.get("property"))]
    assert len(found) < 2, f"{name} is there {len(found)} times"
    return found[0] if found else None


def canonical(markup):
    found = [tag["href"] for tag in tags(markup, "link") if tag["rel"] == "canonical"]
    assert len(found) < 2, found
    return found[0] if found else None


def is_indexed(markup):
    return meta(markup, "robots") is None


def json_ld(markup):
    """The one JSON-LD document of a page, as a program reads it; None where there is none."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', markup, re.DOTALL)
    assert len(found) < 2
    return json.loads(found[0]) if found else None


def node(markup, kind):
    """The one node of this type in a page's JSON-LD."""
    (found,) = [node for node in json_ld(markup)["@graph"] if node["@type"] == kind]
    return found


def sitemap_paths():
    """All that search engines are offered."""
    snapshot = current_snapshot()
    return [entry.path for entry in sitemap_entries(snapshot, 0, sitemap_length(snapshot))]
