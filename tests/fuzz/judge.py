"""What is wrong with an answer, whatever was asked."""

import json
import re
import time
from html.parser import HTMLParser

from tests.permission_matrix import read_whole
from tests.test_headers import faults_of

from . import hostile

MOST_CPU_SECONDS = 5
SHOWN_ELSEWHERE = ("image/svg+xml", "image/png")
MARKUP = ("text/html", "image/svg+xml", "application/atom+xml", "application/xml", "text/xml")
LINK = re.compile(rf'(?:href|src|action)="\s*{hostile.SCHEME}', re.IGNORECASE)


class AttributeNames(HTMLParser):
    """Whether an element has the attribute that was typed."""

    found = False

    def handle_starttag(self, tag, attributes):
        self.found |= any(name == hostile.ATTRIBUTE for name, _ in attributes)


def answer_of(asked, client):
    """(response, CPU seconds of this process) of a request."""
    before = time.process_time()
    response = asked.send(client)
    if response.streaming:
        read_whole(response)
    return response, time.process_time() - before


def faults(response, cpu):
    """In words; none for an answer as it should be."""
    found = []
    if response.status_code >= 500:
        found.append(f"{response.status_code} {exception_of(response)}")
    if cpu > MOST_CPU_SECONDS:
        found.append("more CPU than allowed")
    if not response.streaming:
        found += content_faults(response)
    return found + header_faults(response)


def exception_of(response):
    kind = (getattr(response, "exc_info", None) or [None])[0]
    return kind.__name__ if kind else ""


def header_faults(response):
    shared = response.get("Cross-Origin-Resource-Policy") == "cross-origin"
    is_drawing = response.get("Content-Type", "").startswith(SHOWN_ELSEWHERE)
    missing = faults_of(response, status=response.status_code, shared=shared and is_drawing)
    found = [f"header {name}" for name in missing]
    return found + ["a header that was typed"] * response.has_header(hostile.HEADER)


def content_faults(response):
    kind = response.get("Content-Type", "").partition(";")[0]
    if kind == "application/json" and response.content:
        return json_faults(response.content)
    text = response.content.decode("utf-8", "replace")
    if kind in MARKUP:
        return markup_faults(text)
    return ["a traceback"] if "Traceback (most recent call last)" in text else []


def json_faults(content):
    try:
        json.loads(content, parse_constant=float)
    except ValueError:
        return ["JSON that cannot be read"]
    return ["NaN in JSON"] if re.search(rb"[:\[,]\s*(NaN|-?Infinity)\b", content) and not is_strict(content) else []


def is_strict(content):
    """Whether the words are within texts."""
    seen = []
    json.loads(content, parse_constant=seen.append)
    return not seen


def markup_faults(text):
    found = []
    if "Traceback (most recent call last)" in text:
        found.append("a traceback")
    if hostile.TAG in text.lower():
        found.append("an element that was typed")
    if LINK.search(text):
        found.append("a link to a script")
    if hostile.ATTRIBUTE in text:
        names = AttributeNames()
        names.feed(text)
        found += ["an attribute that was typed"] * names.found
    return found
