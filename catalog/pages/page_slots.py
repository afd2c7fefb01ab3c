"""Slots: places in what a template has printed, to be filled in when the page is sent."""

import re

SLOT_PATTERN = re.compile("\ue000([^\ue001]*)\ue001")


def slot(name):
    """A place to be filled in later, under this name or number."""
    return f"\ue000{name}\ue001"


def with_slots_filled(html, values):
    """``html`` with ``values[name]`` in the slots of these names: text that is safe as it stands. Other slots stay."""
    return SLOT_PATTERN.sub(lambda found: values.get(found[1], found[0]), html)
