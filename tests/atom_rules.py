"""What RFC 4287 demands of an Atom feed, checked without the library that writes it."""

import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

NAMESPACE = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
"""RFC 3339, with capital T and Z (section 3.3)."""
ONCE = {"id", "title", "updated"}
"""Must be there exactly once (sections 4.1.1 and 4.1.2)."""
AT_MOST_ONCE = {"subtitle", "rights", "logo", "icon", "generator", "published", "summary", "content", "source"}
MAY_REPEAT = {"author", "category", "contributor", "link"}
OF_FEED = {"subtitle", "logo", "icon", "generator", "entry"}
OF_ENTRY = {"published", "summary", "content", "source"}
TEXTS = {"title", "subtitle", "rights", "summary"}
TEXT_TYPES = {"text", "html", "xhtml"}


def atom_faults(document):
    """What is wrong with a feed (bytes), in words; empty where nothing is."""
    feed = ElementTree.fromstring(document)
    if feed.tag != f"{NAMESPACE}feed":
        return ["the root is no feed"]
    entries = feed.findall(f"{NAMESPACE}entry")
    faults = [*element_faults(feed, "feed", OF_ENTRY), *repeated_ids(entries)]
    for number, entry in enumerate(entries, 1):
        faults += element_faults(entry, f"entry {number}", OF_FEED)
        faults += entry_faults(entry, f"entry {number}", feed)
    entries_have_authors = bool(entries) and all(map(has_author, entries))
    if not has_author(feed) and not entries_have_authors:
        faults.append("there is no author")
    return faults


def element_faults(element, where, strange):
    names = [child.tag.removeprefix(NAMESPACE) for child in element]
    for name in sorted(ONCE):
        if names.count(name) != 1:
            yield f"{where}: {names.count(name)} × {name}"
    for name in sorted(set(names)):
        if name in AT_MOST_ONCE and names.count(name) > 1:
            yield f"{where}: {name} twice"
        if name in strange or name not in ONCE | AT_MOST_ONCE | MAY_REPEAT | OF_FEED:
            yield f"{where}: {name} has no place here"
    yield from link_faults(element, where)
    for child in element:
        yield from value_faults(child, f"{where}, {child.tag.removeprefix(NAMESPACE)}")


def value_faults(child, where):
    name = child.tag.removeprefix(NAMESPACE)
    text = (child.text or "").strip()
    if name in ("updated", "published") and not DATE.fullmatch(text):
        yield f"{where}: “{text}” is no date"
    if name == "id" and not urlsplit(text).scheme:
        yield f"{where}: “{text}” is no absolute address"
    if name in TEXTS and child.get("type", "text") not in TEXT_TYPES:
        yield f"{where}: type {child.get('type')}"
    if name == "author" and [one.tag for one in child].count(f"{NAMESPACE}name") != 1:
        yield f"{where}: not one name"
    if name == "title" and not text:
        yield f"{where}: empty"


def link_faults(element, where):
    seen = set()
    for link in element.findall(f"{NAMESPACE}link"):
        if not urlsplit(link.get("href", "")).scheme:
            yield f"{where}: a link to “{link.get('href')}”"
        kind = (link.get("type"), link.get("hreflang"))
        if link.get("rel", "alternate") == "alternate":
            if kind in seen:
                yield f"{where}: two alternates of one type"
            seen.add(kind)


def entry_faults(entry, where, feed):
    has_alternate = any(link.get("rel", "alternate") == "alternate" for link in entry.findall(f"{NAMESPACE}link"))
    if entry.find(f"{NAMESPACE}content") is None and not has_alternate:
        yield f"{where}: neither content nor an alternate link"
    if entry.findtext(f"{NAMESPACE}updated") > feed.findtext(f"{NAMESPACE}updated"):
        yield f"{where}: newer than its feed"


def repeated_ids(entries):
    ids = [entry.findtext(f"{NAMESPACE}id") for entry in entries]
    return [f"the id {one} twice" for one in sorted(set(ids)) if ids.count(one) > 1]


def has_author(element):
    return element.find(f"{NAMESPACE}author") is not None
