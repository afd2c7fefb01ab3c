"""The device files of the LineageOS wiki (``_data/devices/*.yml``)."""

import re
from contextlib import suppress
from pathlib import PurePosixPath

from catalog.quantities import parsers

from .lineageos_cameras import parse_cameras
from .parsed_phone import FileRefused, ParsedPart, ParsedPhone, ParsedValue

PHONE_TYPES = {"phone": None, "phone (slider)": "slide", "foldable": None}
"""Types that are phones → the form that the type tells."""
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
}
"""What is listed is there; of what is not listed, the wiki does not say that it is missing."""
_RAM_TECHNOLOGY, _STORAGE_TECHNOLOGY = re.compile(r"LPDDR\d[A-Z]*", re.I), re.compile(r"(UFS|eMMC) ?(\d\.\d)", re.I)
_REMARKS = re.compile(r"\([^()]*\)|\bfor [^/,]*|\b(?:UFS|LPDDR\w*|eMMC|\d-LANE|flash storage)(?: ?\d\.\d)?(?!\w)", re.I)
_CHIPSET_NAME = re.compile(r"(?P<maker>\S+) (?:(?P<part>[A-Z]{2,4}\d{3,5}[A-Z]*(?:-[A-Z]{2})?(?: Pro)?) )?(?P<name>.+)")
_CLOCK_SPEED = re.compile(r"(\d+[.,]\d+|\d+(?= ?[GM]?Hz)) ?(M?)", re.I)


def parse_phone(content, place):
    """The ``ParsedPhone`` of one device file; ``FileRefused`` where it is none, or of something else than a phone."""
    kind, name, vendor = (_single_text(content.get(key)) for key in ("type", "name", "vendor"))
    if not (name and vendor):
        raise FileRefused("it names no vendor and name")
    if kind not in PHONE_TYPES:
        raise FileRefused(f"it is no phone but a {kind}" if kind else "it does not say what type of device it is")
    stem = PurePosixPath(place).name
    said = ParsedPhone(vendor, name, f"_data/devices/{stem}")
    _add_value(said, "code_name", content.get("codename"))
    if PHONE_TYPES[kind]:
        said.values.append(ParsedValue("form_factor", PHONE_TYPES[kind], kind))
    for reader in (
        _add_model_codes,
        _add_release,
        _add_dimensions,
        _add_displays,
        _add_battery,
        _add_memory,
        _add_chipsets,
        _add_networks,
        _add_peripherals,
        _add_memory_card,
    ):
        reader(content, said)
    _add_cameras(content, said)
    return said


def _single_text(value):
    """The text of a single value; None for all else."""
    return value if isinstance(value, str) else None


def _text_list(value):
    """The texts in a list, or the text alone."""
    return [word for word in (value if isinstance(value, list) else [value]) if isinstance(word, str)]


def _version_pairs(value):
    """[(for which version or "", what is said of it)] of a value, or of a list of one-key mappings."""
    if not isinstance(value, list):
        return [("", value)]
    return [pair for item in value if isinstance(item, dict) for pair in item.items()]


def _add_value(said, key, text, quote=None):
    """Add a plain value; nothing where there is none, a doubt where it is of an unexpected form."""
    if isinstance(text, str):
        said.values.append(ParsedValue(key, text, quote or text))
    elif text is not None:
        said.doubts.append(f"{key}: one value was expected")


def _versioned_value(key, pairs, said):
    """The value of (version, text) pairs, equal ones once; None where there is none. Where one version is told two
    values, neither is said to be of it."""
    found, pairs = {}, [(version, text) for version, text in pairs if text is not None]
    if any(not isinstance(text, str) for _, text in pairs):
        said.doubts.append(f"{key}: one value was expected")
        return None
    for version, text in pairs:
        found.setdefault(text, version)
    if len(found) < 2:
        return ParsedValue(key, *found, *found) if found else None
    quote = ", ".join(f"{version}: {text}" for text, version in found.items())
    versions = list(found.values())
    (first, _), *others = ((text, version if versions.count(version) == 1 else "") for text, version in found.items())
    return ParsedValue(key, first, quote, tuple(others))


def _add_versioned_values(into, said, content, keys):
    """Add of each of (our key, its key) what every version in ``content`` ((version, mapping) pairs) says."""
    maps = [(version, item) for version, item in content if isinstance(item, dict)]
    if len(maps) < len([item for _, item in content if item is not None]):
        said.doubts.append(f"{keys[0][0]}: keys with values were expected")
    for key, its in keys:
        value = _versioned_value(key, [(version, item.get(its)) for version, item in maps], said)
        into += [value] if value else []


def _add_model_codes(content, said):
    """Codes of several versions in one are written apart: SCH-R970/C/X. What stands in brackets is for whom."""
    for text in _text_list(content.get("models")):
        whole, *ends = re.sub(r"\s*\(.*", "", text).split("/")
        dual = [end for end in ends if end.startswith("DS")]
        codes = [whole + "".join(f"/{end}" for end in dual)]
        codes += [_code_with_ending(whole, end) for end in ends if end not in dual]
        said.values += [ParsedValue("model_code", code.strip(), text) for code in codes if code.strip()]


def _code_with_ending(code, end):
    """SGH-I317 with I317M → SGH-I317M; SCH-R970 with C → SCH-R970C."""
    head = code.rpartition("-")[0]
    return f"{head}-{end}" if len(end) > 2 and "-" not in end and head else end if len(end) > 2 else code + end


def _add_release(content, said):
    pairs = _version_pairs(content.get("release"))
    if value := _versioned_value("released", sorted(pairs, key=lambda pair: str(pair[1])), said):
        said.values.append(value)


def _add_dimensions(content, said):
    found = _version_pairs(content.get("dimensions"))
    folded = [pair for pair in found if pair[0] == "Folded"]
    sides = ("height", "width", "depth")
    _add_versioned_values(
        said.values, said, [pair for pair in found if pair not in folded], [(f"{side}_mm", side) for side in sides]
    )
    _add_versioned_values(said.values, said, folded, [(f"folded_{side}_mm", side) for side in sides])


def _add_displays(content, said):
    found = _version_pairs(content.get("screen"))
    roles = {"Cover": "cover", "Inner": "main"}
    for role in ("main", "cover"):
        values, mine = [], [pair for pair in found if roles.get(pair[0], "main") == role]
        _add_versioned_values(values, said, mine, [("display_size_in", "size"), ("resolution", "resolution")])
        _add_versioned_values(
            values, said, mine, [("display_technology", "technology"), ("refresh_hz", "refresh_rate")]
        )
        values = [value for one in values for value in (_pixel_values(one, said) if one.key == "resolution" else [one])]
        said.displays += [ParsedPart(role, values)] if values else []


def _pixel_values(value, said):
    """The smaller number is the width: the wiki writes both orders."""
    try:
        found = [(parsers.parse_resolution(text), version) for text, version in ((value.text, ""), *value.others)]
    except ValueError as fault:
        said.doubts.append(str(fault).removesuffix("."))
        return []
    sides = []
    for place, key in enumerate(("display_width_px", "display_height_px")):
        (first, _), *others = ((str(pixels[place]), version) for pixels, version in found)
        sides.append(ParsedValue(key, first, value.quote, tuple(other for other in others if other[0] != first)))
    return sides


def _add_battery(content, said):
    found = _version_pairs(content.get("battery"))
    _add_versioned_values(said.values, said, found, [("battery_mah", "capacity"), ("battery_removable", "removable")])
    _add_versioned_values(
        types := [], said, [pair for pair in found if isinstance(pair[1], dict)], [("battery_type", "tech")]
    )
    for value in types:
        if value.others:
            said.doubts.append(f"battery_type: {value.quote}")
        else:
            _add_choices(said, "battery_type", _BATTERIES, [value.text])


def _add_choices(said, key, words, given, part=False):
    """Add the words of ours for those of theirs; unknown ones are doubts."""
    said.doubts += [f"{key}: “{word}” is not known" for word in given if word not in words]
    found = [word for word in given if word in words]
    if found:
        ours = dict.fromkeys(words[word] for word in found)
        order = [word for word in dict.fromkeys(words.values()) if word in ours]
        said.values.append(ParsedValue(key, ", ".join(order), ", ".join(found), part=part))


def _add_memory(content, said):
    ram, storage = _single_text(content.get("ram")), _single_text(content.get("storage"))
    for key, text in (("ram_gb", ram), ("storage_gb", storage)):
        if text and (sizes := _REMARKS.sub(" ", re.sub("sdcard", " ", text, flags=re.I)).strip(" /,")):
            said.values.append(ParsedValue(key, sizes, text))
        elif text and "card" not in text.casefold():
            said.doubts.append(f"{key}: “{text}” is not understood")
    kinds = {found.upper() for found in _RAM_TECHNOLOGY.findall(ram or "")}
    if len(kinds) == 1:
        _add_value(said, "ram_technology", *kinds, ram)
    kinds = {
        f"{'UFS' if name.upper() == 'UFS' else 'eMMC'} {number}"
        for name, number in _STORAGE_TECHNOLOGY.findall(storage or "")
    }
    if len(kinds) == 1:
        _add_value(said, "storage_technology", *kinds, storage)


def _add_chipsets(content, said):
    for quote in _text_list(content.get("soc")):
        text = " ".join(quote.replace("™", " ").replace("®", " ").split())
        said.values.append(ParsedValue("chipset", text, quote, new=_chipset_content(text)))
    gpus = _text_list(content.get("gpu"))
    if len(gpus) == 1:
        _add_value(said, "gpu", gpus[0])
    cores = _single_text(content.get("cpu_cores"))
    if cores and re.fullmatch(r"\d{1,2}(\+\d{1,2})*", cores):
        _add_value(said, "cpu_cores", str(sum(map(int, cores.split("+")))), cores)
    elif cores:
        said.doubts.append(f"cpu_cores: “{cores}” is not understood")
    if speed := _single_text(content.get("cpu_freq")):
        _add_clock_speed(speed, said)


def _chipset_content(text):
    """The record of “Qualcomm MSM8996 Pro Snapdragon 821”: maker, part number if it is told, name."""
    found = _CHIPSET_NAME.fullmatch(text)
    if not found:
        return None
    part = {"part_number": found["part"]} if found["part"] else {}
    return {"maker": found["maker"], "name": re.sub(r"\bGen(?=\d)", "Gen ", found["name"]), **part}


def _add_clock_speed(text, said):
    """The fastest of all its cores, in GHz."""
    found = [(float(number.replace(",", ".")), mega) for number, mega in _CLOCK_SPEED.findall(text)]
    speeds = [number / 1000 if mega else number for number, mega in found]
    if speeds and max(speeds) <= 10:
        _add_value(said, "cpu_max_ghz", f"{max(speeds):g}", text)
    else:
        said.doubts.append(f"cpu_freq: “{text}” is not understood")


def _add_networks(content, said):
    if networks := _text_list(content.get("network")):
        _add_choices(said, "network_technologies", _NETWORKS, networks)
    if wifi := _single_text(content.get("wifi")):
        letters = [letter for letter in re.split(r"[\s/,]+", wifi.removeprefix("802.11")) if letter in _WIFI]
        if letters:
            said.values.append(ParsedValue("wifi", ", ".join(_WIFI[letter] for letter in letters), wifi))
    bluetooth = content.get("bluetooth")
    if isinstance(bluetooth, dict) and (spec := _single_text(bluetooth.get("spec"))):
        _add_value(said, "bluetooth_version", spec.partition(" ")[0], spec)


def _add_peripherals(content, said):
    listed = _text_list(content.get("peripherals"))
    if "eSIM" in listed:
        said.values.append(ParsedValue("sim_types", "esim", "eSIM", part=True))
    positioning = [word for word in listed if word in _POSITIONING]
    if positioning:
        _add_choices(said, "positioning", _POSITIONING, positioning)
    found = {}
    for word in listed:
        if word in _PERIPHERALS:
            found.setdefault(_PERIPHERALS[word], word)
    said.values += [ParsedValue(key, text, word) for (key, text), word in found.items()]


def _add_memory_card(content, said):
    """Of two sizes, as for SDHC and SDXC, the larger counts."""
    card = content.get("sdcard")
    size = _single_text(card.get("size_max")) if isinstance(card, dict) else None
    found = []
    for part in re.split(r"\bor\b", size or ""):
        with suppress(ValueError):
            found.append(parsers.parse_quantity(re.sub(r"\(.*?\)", "", part), "gb"))
    if found:
        _add_value(said, "card_slot_max_gb", f"{max(found):g}", size)
    elif size:
        said.doubts.append(f"sdcard: “{size}” is not understood")


def _add_cameras(content, said):
    listed = content.get("cameras")
    if listed is None:
        return
    if not isinstance(listed, list):
        said.doubts.append("cameras: a list was expected")
        return
    said.cameras, count, doubts = parse_cameras(listed)
    said.doubts += doubts
    if count:
        said.values.append(ParsedValue("camera_count", str(count), f"{count} cameras"))
