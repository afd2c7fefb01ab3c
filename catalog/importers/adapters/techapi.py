"""The smartphones of TechAPI (``data/smartphone/<brand>/<year>/*.json``): one nested JSON object a phone.

Its zeros stand for “unknown” as well as for “none”, so nothing is taken from them. Its release dates are now the day of
the announcement, now that of the first or of the worldwide sale.
"""

import re
from pathlib import PurePosixPath

from .parsed_phone import FileRefused, ParsedPhone, ParsedValue
from .techapi_cameras import parse_cameras
from .techapi_display import parse_display
from .techapi_fields import add_values, list_at, mapping_at, nonzero_text

KEYS_NOT_TAKEN = {
    "slug": "its address there, which the place of the file gives as well",
    "image_url": "pictures of others are neither fetched nor shown",
    "source_urls": "an editor's reading list: it is not said what was read where",
    "display.brightness_nits": "it is not said whether of the whole display or of a bright spot",
    "cameras[].optical_zoom": "times a main lens whose focal length is not given: no millimetres follow from it",
}
"""Path of the key → why nothing is taken from it."""

_PHONE_KEYS = (
    ("released", "release_date"),
    ("chipset", "soc"),
    ("ram_gb", "ram_gb"),
    ("battery_mah", "battery_mah"),
    ("wired_charging_w", "charging_wired_w"),
    ("wireless_charging_w", "charging_wireless_w"),
    ("weight_g", "weight_g"),
)
_SIDES = (("height_mm", "height_mm"), ("width_mm", "width_mm"), ("depth_mm", "depth_mm"))
_IP_CODE = re.compile(r"IP[0-9X]{2}K?")
_USB_VERSION = re.compile(r"(?P<connector>.*\S)\s+(?P<version>\d\S*)")
_WIFI = re.compile(r"Wi-?Fi\s+(\d\w?)", re.IGNORECASE)
_FOLDING = re.compile("fold", re.IGNORECASE)


def parse_phone(content, place):
    """The ``ParsedPhone`` of one file; ``FileRefused`` where it names no phone."""
    name = content.get("name")
    brand = content.get("brand")
    if "cpu_config" in content and brand is None:
        raise FileRefused("it is not a phone but a chipset: import_chipsets takes those")
    if not isinstance(name, str) or not isinstance(brand, str):
        raise FileRefused("it gives no brand and name")
    parsed = ParsedPhone(brand, name, "/".join(("data/smartphone", *PurePosixPath(place).parts[-3:])))
    add_values(parsed.values, parsed, content, _PHONE_KEYS)
    _add_price(nonzero_text(content.get("msrp_usd")), parsed)
    _add_storage(content.get("storage_options_gb"), parsed)
    add_values(parsed.values, parsed, mapping_at(content, "dimensions", parsed), _SIDES)
    _add_ip_codes(nonzero_text(content.get("ip_rating")), parsed)
    _add_system(nonzero_text(content.get("os")), nonzero_text(content.get("os_version")), parsed)
    _add_connectivity(mapping_at(content, "connectivity", parsed), parsed)
    parse_display(mapping_at(content, "display", parsed), parsed)
    parse_cameras(list_at(content, "cameras", parsed), parsed)
    parsed.is_vouched_for = nonzero_text(content.get("verified")) == "yes"
    _doubt_folding_sizes(parsed)
    return parsed


def _add_price(amount, parsed):
    if amount:
        parsed.values.append(ParsedValue("launch_price", f"{amount} USD", f"{amount} USD"))


def _add_storage(value, parsed):
    sizes = value if isinstance(value, list) else [value]
    known = list(filter(nonzero_text, sizes))
    if known:
        parsed.values.append(ParsedValue("storage_gb", ", ".join(known), "/".join(known)))


def _add_ip_codes(text, parsed):
    """The codes in “IP68/IP69”, each once."""
    if not text:
        return
    codes = dict.fromkeys(_IP_CODE.findall(text.upper()))
    if codes:
        parsed.values.append(ParsedValue("ip_codes", ", ".join(codes), text))


def _add_system(name, version, parsed):
    """The operating system with its version; nothing where either is missing, as half of it is no answer."""
    if name and version:
        system = f"{name} {version}"
        parsed.values.append(ParsedValue("os_at_launch", system, system))


def _add_connectivity(connectivity, parsed):
    _add_wifi(nonzero_text(connectivity.get("wifi")), parsed)
    add_values(parsed.values, parsed, connectivity, (("bluetooth_version", "bluetooth"), ("nfc", "nfc")))
    _add_usb(nonzero_text(connectivity.get("usb")), parsed)


def _add_wifi(text, parsed):
    """Its newest generation: older ones that it has as well are not told, so that this is a part of the list."""
    found = _WIFI.fullmatch(text or "")
    if found:
        parsed.values.append(ParsedValue("wifi", found[1].lower(), text, part=True))
    elif text:
        parsed.doubts.append(f"wifi: “{text}” is not understood")


def _add_usb(text, parsed):
    """“USB-C 3.2” is a connector and a version, “Lightning” a connector."""
    if not text:
        return
    found = _USB_VERSION.fullmatch(text)
    connector = found["connector"] if found else text
    parsed.values.append(ParsedValue("usb_connector", connector, text))
    if found:
        parsed.values.append(ParsedValue("usb_version", found["version"], text))


def _doubt_folding_sizes(parsed):
    """Of folding phones the files have sides of the folded and of the unfolded body, and mix them in one phone."""
    quotes = [value.quote for part in parsed.displays for value in part.values]
    if _FOLDING.search(f"{parsed.name} {' '.join(quotes)}"):
        parsed.doubts.append("dimensions: it folds, and whether these are sides of the unfolded body is not said")
