"""What a LineageOS device file says of the battery, memory, chipset, radios and sensors."""

import re
from contextlib import suppress

from catalog.quantities import parsers

from . import lineageos_fields as fields
from .parsed_phone import ParsedValue

_BATTERIES = {"Li-Ion": "li_ion", "Li-Po": "li_po"}
_NETWORKS = {
    "2G GSM": "gsm", "2G CDMA": "cdma", "3G CDMA2000": "cdma", "3G UMTS": "umts", "4G LTE": "lte", "5G NR": "nr",
}  # fmt: skip
_WIFI = {"g": "3", "n": "4", "ac": "5", "ax": "6", "be": "7"}
_POSITIONING = {
    "GPS": "gps", "A-GPS": "gps", "GLONASS": "glonass", "Galileo": "galileo", "BeiDou": "beidou", "QZSS": "qzss",
    "NavIC": "navic",
}  # fmt: skip
_PERIPHERALS = {
    "3.5mm jack": ("headphone_jack", "yes"),
    "Accelerometer": ("accelerometer", "yes"),
    "Barometer": ("barometer", "yes"),
    "Compass": ("compass", "yes"),
    "DP over USB-C": ("usb_display_out", "yes"),
    "Dual SIM": ("sim_count", "2"),
    "Fingerprint reader": ("fingerprint", "present"),
    "FM radio": ("fm_radio", "yes"),
    "Gyroscope": ("gyroscope", "yes"),
    "Heart rate sensor": ("heart_rate", "yes"),
    "IR blaster": ("infrared", "yes"),
    "NFC": ("nfc", "yes"),
    "Proximity sensor": ("proximity", "yes"),
    "Qi reverse wireless charging": ("reverse_wireless_charging", "yes"),
    "Qi wireless charging": ("wireless_charging", "yes"),
    "Stereo front speakers": ("speakers", "stereo"),
    "Stereo speakers": ("speakers", "stereo"),
    "Ultra Wideband (UWB)": ("uwb", "yes"),
    "Ultrasound proximity sensor": ("proximity", "yes"),
    "eSIM": ("esim", "yes"),
}
"""What is listed is there; of what is not listed, the wiki does not say that it is missing."""
_RAM_TECHNOLOGY = re.compile(r"LPDDR\d[A-Z]*", re.I)
_STORAGE_TECHNOLOGY = re.compile(r"(UFS|eMMC) ?(\d\.\d)", re.I)
_MEMORY_CARD = re.compile("sdcard", re.I)
_REMARKS = re.compile(r"\([^()]*\)|\bfor [^/,]*|\b(?:UFS|LPDDR\w*|eMMC|\d-LANE|flash storage)(?: ?\d\.\d)?(?!\w)", re.I)
_CHIPSET_NAME = re.compile(r"(?P<maker>\S+) (?:(?P<part>[A-Z]{2,4}\d{3,5}[A-Z]*(?:-[A-Z]{2})?(?: Pro)?) )?(?P<name>.+)")
_CORES = re.compile(r"\d{1,2}(\+\d{1,2})*")
_CLOCK_SPEED = re.compile(r"(\d+[.,]\d+|\d+(?= ?[GM]?Hz)) ?(M?)", re.I)
_HIGHEST_GHZ = 10


def add_battery(content, parsed):
    pairs = fields.version_pairs(content.get("battery"))
    fields.add_versioned_values(
        parsed.values, parsed, pairs, [("battery_mah", "capacity"), ("battery_removable", "removable")]
    )
    types = []
    for version, battery in pairs:
        if isinstance(battery, dict):
            types.append((version, battery.get("tech")))
    value = fields.versioned_value("battery_type", types, parsed)
    if value is None:
        return
    if value.others:
        parsed.doubts.append(f"battery_type: {value.quote}")
        return
    fields.add_choices(parsed, "battery_type", _BATTERIES, [value.text])


def add_memory(content, parsed):
    ram = fields.single_text(content.get("ram"))
    storage = fields.single_text(content.get("storage"))
    _add_sizes("ram_gb", ram, parsed)
    _add_sizes("storage_gb", storage, parsed)
    _add_technology("ram_technology", _ram_technologies(ram), ram, parsed)
    _add_technology("storage_technology", _storage_technologies(storage), storage, parsed)


def _add_sizes(key, text, parsed):
    """The sizes in a text, without what else is said of the memory; a doubt where no size is left."""
    if not text:
        return
    bare = _MEMORY_CARD.sub(" ", text)
    sizes = _REMARKS.sub(" ", bare).strip(" /,")
    if sizes:
        parsed.values.append(ParsedValue(key, sizes, text))
    elif "card" not in text.casefold():
        parsed.doubts.append(f"{key}: “{text}” is not understood")


def _add_technology(key, technologies, quote, parsed):
    if len(technologies) == 1:
        fields.add_value(parsed, key, *technologies, quote)


def _ram_technologies(text):
    return {name.upper() for name in _RAM_TECHNOLOGY.findall(text)}


def _storage_technologies(text):
    technologies = set()
    for name, number in _STORAGE_TECHNOLOGY.findall(text):
        spelling = "UFS" if name.upper() == "UFS" else "eMMC"
        technologies.add(f"{spelling} {number}")
    return technologies


def add_chipsets(content, parsed):
    for quote in fields.text_list(content.get("soc")):
        text = " ".join(quote.replace("™", " ").replace("®", " ").split())
        parsed.values.append(ParsedValue("chipset", text, quote, new=_chipset_content(text)))
    gpus = fields.text_list(content.get("gpu"))
    if len(gpus) == 1:
        fields.add_value(parsed, "gpu", gpus[0])
    _add_core_count(fields.single_text(content.get("cpu_cores")), parsed)
    _add_clock_speed(fields.single_text(content.get("cpu_freq")), parsed)


def _chipset_content(text):
    """The record of “Qualcomm MSM8996 Pro Snapdragon 821”: maker, name, and part number where there is one."""
    found = _CHIPSET_NAME.fullmatch(text)
    if not found:
        return None
    content = {"maker": found["maker"], "name": re.sub(r"\bGen(?=\d)", "Gen ", found["name"])}
    if found["part"]:
        content["part_number"] = found["part"]
    return content


def _add_core_count(text, parsed):
    """The sum of “4+3+1”."""
    if not text:
        return
    if _CORES.fullmatch(text):
        total = sum(map(int, text.split("+")))
        fields.add_value(parsed, "cpu_cores", str(total), text)
    else:
        parsed.doubts.append(f"cpu_cores: “{text}” is not understood")


def _add_clock_speed(text, parsed):
    """The speed of the fastest core, in GHz."""
    if not text:
        return
    speeds = []
    for number, mega in _CLOCK_SPEED.findall(text):
        speed = float(number.replace(",", "."))
        if mega:
            speed /= 1000
        speeds.append(speed)
    if not speeds or max(speeds) > _HIGHEST_GHZ:
        parsed.doubts.append(f"cpu_freq: “{text}” is not understood")
        return
    fields.add_value(parsed, "cpu_max_ghz", f"{max(speeds):g}", text)


def add_networks(content, parsed):
    fields.add_choices(parsed, "network_technologies", _NETWORKS, fields.text_list(content.get("network")))
    _add_wifi(fields.single_text(content.get("wifi")), parsed)
    bluetooth = content.get("bluetooth")
    if isinstance(bluetooth, dict):
        _add_bluetooth(fields.single_text(bluetooth.get("spec")), parsed)


def _add_wifi(text, parsed):
    """The generations of “802.11 a/b/g/n/ac”."""
    letters = re.split(r"[\s/,]+", text.removeprefix("802.11"))
    generations = [_WIFI[letter] for letter in letters if letter in _WIFI]
    if generations:
        parsed.values.append(ParsedValue("wifi", ", ".join(generations), text))


def _add_bluetooth(text, parsed):
    if text:
        version, _, _ = text.partition(" ")
        fields.add_value(parsed, "bluetooth_version", version, text)


def add_peripherals(content, parsed):
    listed = fields.text_list(content.get("peripherals"))
    systems = [word for word in listed if word in _POSITIONING]
    fields.add_choices(parsed, "positioning", _POSITIONING, systems)
    quotes = {}
    for word in listed:
        if word in _PERIPHERALS:
            quotes.setdefault(_PERIPHERALS[word], word)
    for (key, text), quote in quotes.items():
        parsed.values.append(ParsedValue(key, text, quote))
    _account_for_other_peripherals(listed, parsed)


def _account_for_other_peripherals(listed, parsed):
    """Name the peripherals that are not taken."""
    taken = {*_PERIPHERALS, *_POSITIONING}
    for word in listed:
        if word not in taken:
            parsed.keys_not_taken[f"peripherals: {word}"] = "it answers no row of the sheet"


def add_memory_card(content, parsed):
    """The largest of several sizes, as for SDHC and SDXC."""
    card = content.get("sdcard")
    if not isinstance(card, dict):
        return
    text = fields.single_text(card.get("size_max"))
    if not text:
        return
    sizes = []
    for part in re.split(r"\bor\b", text):
        bare = re.sub(r"\(.*?\)", "", part)
        with suppress(ValueError):
            sizes.append(parsers.parse_quantity(bare, "gb"))
    if sizes:
        fields.add_value(parsed, "card_slot_max_gb", f"{max(sizes):g}", text)
    else:
        parsed.doubts.append(f"sdcard: “{text}” is not understood")
