"""Slots: places in what a template has printed, to be filled in when the page is sent.

A slot begins with a key that comes of the site's secret: what readers and editors type is never taken for one.
"""

import re

from django.utils.crypto import salted_hmac

SLOT_KEY = salted_hmac("catalog.pages.page_slots", "").hexdigest()[:12]
SLOT_PATTERN = re.compile(f"\ue000{SLOT_KEY}([^\ue001]*)\ue001")


def slot(name):
    """A place to be filled in later, under this name or number."""
    return f"\ue000{SLOT_KEY}{name}\ue001"


def with_slots_filled(html, values):
    """``html`` with ``values[name]`` in the slots of these names: text that is safe as it stands. Other slots stay."""
    return SLOT_PATTERN.sub(lambda found: values.get(found[1], found[0]), html)
