"""How fast a phone's USB is, in Gbit/s: as stated, else by the version of the standard that is named for it."""

import re

from catalog.quantities import formatters

from .spec import GATHERED, SpecValue, computed_value, list_value

PORT_COLUMNS = ("edge", "usb_connector", "usb_version", "usb_gbps", "usb_display_out")

GBPS_BY_VERSION = {
    "1.0": 0.012,
    "1.1": 0.012,
    "2.0": 0.48,
    "3.0": 5,
    "3.1 gen 1": 5,
    "3.1 gen 2": 10,
    "3.2 gen 1": 5,
    "3.2 gen 2": 10,
    "3.2 gen 2x2": 20,
    "4 gen 2x2": 20,
    "4 gen 3x2": 40,
}
"""Signalling rate of each version that has only one (USB-IF)."""
LEAST_GBPS_BY_VERSION = {"3.1": 5, "3.2": 5, "4": 20, "4.0": 20}
"""Versions that name several rates, and the lowest of them."""


def usb_gbps(phone):
    """Of a phone or one port of it: as stated, else the one rate of the version; None where that has several."""
    if phone.usb_gbps is not None:
        return SpecValue(phone.usb_gbps)
    return computed_value(GBPS_BY_VERSION.get(_version_key(phone.usb_version)))


def least_usb_gbps(phone):
    """The lowest rate of a version that has several; 0 where nothing is known."""
    return LEAST_GBPS_BY_VERSION.get(_version_key(phone.usb_version), 0)


def usb_speed_text(port):
    """``10 Gbit/s``; None where it is not known."""
    speed = usb_gbps(port)
    return speed and formatters.format_quantity(speed.value, "Gbit/s", 3)


def usb_ports(phone):
    """Each port in words: “Left edge: USB-C, 3.1, 10 Gbit/s, picture”."""
    return list_value(map(_port_text, phone.usb_ports.all()), GATHERED)


def _port_text(port):
    picture = "picture" if port.usb_display_out else None
    known = filter(None, [port.get_usb_connector_display(), port.usb_version, usb_speed_text(port), picture])
    facts = ", ".join(known)
    return f"{port.get_edge_display()}: {facts}" if facts else port.get_edge_display()


def _version_key(text):
    """``USB 3.2 Gen2×2`` → ``3.2 gen 2x2``; “Gen 1x1” is “Gen 1”."""
    key = re.sub(r"\s+|usb", "", (text or "").casefold()).replace("×", "x").replace("x1", "")
    version = re.sub(r"^([2-3])$", r"\1.0", key.partition("gen")[0])
    generation = key.partition("gen")[2]
    return " ".join(filter(None, [version, generation and f"gen {generation}"]))
