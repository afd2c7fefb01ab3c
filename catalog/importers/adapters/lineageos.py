"""The device files of the LineageOS wiki (``_data/devices/*.yml``)."""

import re
from contextlib import suppress
from pathlib import PurePosixPath

from catalog.quantities import parsers

from .lineageos_cameras import cameras_in
from .statements import Part, Refused, Said, Value

PHONES = {"phone": None, "phone (slider)": "slide", "foldable": None}
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
_RAM, _STORAGE = re.compile(r"LPDDR\d[A-Z]*", re.I), re.compile(r"(UFS|eMMC) ?(\d\.\d)", re.I)
_ASIDE = re.compile(r"\([^()]*\)|\bfor [^/,]*|\b(?:UFS|LPDDR\w*|eMMC|\d-LANE|flash storage)(?: ?\d\.\d)?(?!\w)", re.I)
_CHIP = re.compile(r"(?P<maker>\S+) (?:(?P<part>[A-Z]{2,4}\d{3,5}[A-Z]*(?:-[A-Z]{2})?(?: Pro)?) )?(?P<name>.+)")
_SPEED = re.compile(r"(\d+[.,]\d+|\d+(?= ?[GM]?Hz)) ?(M?)", re.I)


def phone_in(content, place):
    """The ``Said`` of one device file; ``Refused`` where it is none, or of something else than a phone."""
    kind, name, vendor = (_word(content.get(key)) for key in ("type", "name", "vendor"))
    if not (name and vendor):
        raise Refused("it names no vendor and name")
    if kind not in PHONES:
        raise Refused(f"it is no phone but a {kind}" if kind else "it does not say what type of device it is")
    stem = PurePosixPath(place).name
    said = Said(vendor, name, f"_data/devices/{stem}")
    _add(said, "code_name", content.get("codename"))
    if PHONES[kind]:
        said.values.append(Value("form_factor", PHONES[kind], kind))
    for reader in (_codes, _release, _body, _screen, _battery, _memory, _chips, _radio, _peripherals, _card):
        reader(content, said)
    _cameras(content, said)
    return said


def _word(value):
    """The text of a single value; None for all else."""
    return value if isinstance(value, str) else None


def _words(value):
    """The texts in a list, or the text alone."""
    return [word for word in (value if isinstance(value, list) else [value]) if isinstance(word, str)]


def _versions(value):
    """[(for which version or "", what is said of it)] of a value, or of a list of one-key mappings."""
    if not isinstance(value, list):
        return [("", value)]
    return [pair for item in value if isinstance(item, dict) for pair in item.items()]


def _add(said, key, text, quote=None):
    """Add a plain value; nothing where there is none, a doubt where it is of an unexpected form."""
    if isinstance(text, str):
        said.values.append(Value(key, text, quote or text))
    elif text is not None:
        said.doubts.append(f"{key}: one value was expected")


def _several(key, pairs, said):
    """The value of (version, text) pairs, equal ones once; None where there is none. Where one version is told two
    values, neither is said to be of it."""
    found, pairs = {}, [(version, text) for version, text in pairs if text is not None]
    if any(not isinstance(text, str) for _, text in pairs):
        said.doubts.append(f"{key}: one value was expected")
        return None
    for version, text in pairs:
        found.setdefault(text, version)
    if len(found) < 2:
        return Value(key, *found, *found) if found else None
    quote = ", ".join(f"{version}: {text}" for text, version in found.items())
    versions = list(found.values())
    (first, _), *others = ((text, version if versions.count(version) == 1 else "") for text, version in found.items())
    return Value(key, first, quote, tuple(others))


def _fill(into, said, content, keys):
    """Add of each of (our key, its key) what every version in ``content`` ((version, mapping) pairs) says."""
    maps = [(version, item) for version, item in content if isinstance(item, dict)]
    if len(maps) < len([item for _, item in content if item is not None]):
        said.doubts.append(f"{keys[0][0]}: keys with values were expected")
    for key, its in keys:
        value = _several(key, [(version, item.get(its)) for version, item in maps], said)
        into += [value] if value else []


def _codes(content, said):
    """Codes of several versions in one are written apart: SCH-R970/C/X. What stands in brackets is for whom."""
    for text in _words(content.get("models")):
        whole, *ends = re.sub(r"\s*\(.*", "", text).split("/")
        dual = [end for end in ends if end.startswith("DS")]
        codes = [whole + "".join(f"/{end}" for end in dual)]
        codes += [_ended(whole, end) for end in ends if end not in dual]
        said.values += [Value("model_code", code.strip(), text) for code in codes if code.strip()]


def _ended(code, end):
    """SGH-I317 with I317M → SGH-I317M; SCH-R970 with C → SCH-R970C."""
    head = code.rpartition("-")[0]
    return f"{head}-{end}" if len(end) > 2 and "-" not in end and head else end if len(end) > 2 else code + end


def _release(content, said):
    pairs = _versions(content.get("release"))
    if value := _several("released", sorted(pairs, key=lambda pair: str(pair[1])), said):
        said.values.append(value)


def _body(content, said):
    found = _versions(content.get("dimensions"))
    folded = [pair for pair in found if pair[0] == "Folded"]
    sides = ("height", "width", "depth")
    _fill(said.values, said, [pair for pair in found if pair not in folded], [(f"{side}_mm", side) for side in sides])
    _fill(said.values, said, folded, [(f"folded_{side}_mm", side) for side in sides])


def _screen(content, said):
    found = _versions(content.get("screen"))
    roles = {"Cover": "cover", "Inner": "main"}
    for role in ("main", "cover"):
        values, mine = [], [pair for pair in found if roles.get(pair[0], "main") == role]
        _fill(values, said, mine, [("display_size_in", "size"), ("resolution", "resolution")])
        _fill(values, said, mine, [("display_technology", "technology"), ("refresh_hz", "refresh_rate")])
        values = [value for one in values for value in (_sides(one, said) if one.key == "resolution" else [one])]
        said.displays += [Part(role, values)] if values else []


def _sides(value, said):
    """The smaller number is the width: the wiki writes both orders."""
    try:
        found = [(parsers.pixels(text), version) for text, version in ((value.text, ""), *value.others)]
    except ValueError as fault:
        said.doubts.append(str(fault).removesuffix("."))
        return []
    sides = []
    for place, key in enumerate(("display_width_px", "display_height_px")):
        (first, _), *others = ((str(pixels[place]), version) for pixels, version in found)
        sides.append(Value(key, first, value.quote, tuple(other for other in others if other[0] != first)))
    return sides


def _battery(content, said):
    found = _versions(content.get("battery"))
    _fill(said.values, said, found, [("battery_mah", "capacity"), ("battery_removable", "removable")])
    _fill(types := [], said, [pair for pair in found if isinstance(pair[1], dict)], [("battery_type", "tech")])
    for value in types:
        if value.others:
            said.doubts.append(f"battery_type: {value.quote}")
        else:
            _chosen(said, "battery_type", _BATTERIES, [value.text])


def _chosen(said, key, words, given, part=False):
    """Add the words of ours for those of theirs; unknown ones are doubts."""
    said.doubts += [f"{key}: “{word}” is not known" for word in given if word not in words]
    found = [word for word in given if word in words]
    if found:
        ours = dict.fromkeys(words[word] for word in found)
        order = [word for word in dict.fromkeys(words.values()) if word in ours]
        said.values.append(Value(key, ", ".join(order), ", ".join(found), part=part))


def _memory(content, said):
    ram, storage = _word(content.get("ram")), _word(content.get("storage"))
    for key, text in (("ram_gb", ram), ("storage_gb", storage)):
        if text and (sizes := _ASIDE.sub(" ", re.sub("sdcard", " ", text, flags=re.I)).strip(" /,")):
            said.values.append(Value(key, sizes, text))
        elif text and "card" not in text.casefold():
            said.doubts.append(f"{key}: “{text}” is not understood")
    kinds = {found.upper() for found in _RAM.findall(ram or "")}
    if len(kinds) == 1:
        _add(said, "ram_technology", *kinds, ram)
    kinds = {
        f"{'UFS' if name.upper() == 'UFS' else 'eMMC'} {number}" for name, number in _STORAGE.findall(storage or "")
    }
    if len(kinds) == 1:
        _add(said, "storage_technology", *kinds, storage)


def _chips(content, said):
    for quote in _words(content.get("soc")):
        text = " ".join(quote.replace("™", " ").replace("®", " ").split())
        said.values.append(Value("chipset", text, quote, new=_chip(text)))
    gpus = _words(content.get("gpu"))
    if len(gpus) == 1:
        _add(said, "gpu", gpus[0])
    cores = _word(content.get("cpu_cores"))
    if cores and re.fullmatch(r"\d{1,2}(\+\d{1,2})*", cores):
        _add(said, "cpu_cores", str(sum(map(int, cores.split("+")))), cores)
    elif cores:
        said.doubts.append(f"cpu_cores: “{cores}” is not understood")
    if speed := _word(content.get("cpu_freq")):
        _speed(speed, said)


def _chip(text):
    """The record of “Qualcomm MSM8996 Pro Snapdragon 821”: maker, part number if it is told, name."""
    found = _CHIP.fullmatch(text)
    if not found:
        return None
    part = {"part_number": found["part"]} if found["part"] else {}
    return {"maker": found["maker"], "name": re.sub(r"\bGen(?=\d)", "Gen ", found["name"]), **part}


def _speed(text, said):
    """The fastest of all its cores, in GHz."""
    found = [(float(number.replace(",", ".")), mega) for number, mega in _SPEED.findall(text)]
    speeds = [number / 1000 if mega else number for number, mega in found]
    if speeds and max(speeds) <= 10:
        _add(said, "cpu_max_ghz", f"{max(speeds):g}", text)
    else:
        said.doubts.append(f"cpu_freq: “{text}” is not understood")


def _radio(content, said):
    if networks := _words(content.get("network")):
        _chosen(said, "network_technologies", _NETWORKS, networks)
    if wifi := _word(content.get("wifi")):
        letters = [letter for letter in re.split(r"[\s/,]+", wifi.removeprefix("802.11")) if letter in _WIFI]
        if letters:
            said.values.append(Value("wifi", ", ".join(_WIFI[letter] for letter in letters), wifi))
    bluetooth = content.get("bluetooth")
    if isinstance(bluetooth, dict) and (spec := _word(bluetooth.get("spec"))):
        _add(said, "bluetooth_version", spec.partition(" ")[0], spec)


def _peripherals(content, said):
    listed = _words(content.get("peripherals"))
    if "eSIM" in listed:
        said.values.append(Value("sim_types", "esim", "eSIM", part=True))
    positioning = [word for word in listed if word in _POSITIONING]
    if positioning:
        _chosen(said, "positioning", _POSITIONING, positioning)
    found = {}
    for word in listed:
        if word in _PERIPHERALS:
            found.setdefault(_PERIPHERALS[word], word)
    said.values += [Value(key, text, word) for (key, text), word in found.items()]


def _card(content, said):
    """Of two sizes, as for SDHC and SDXC, the larger counts."""
    card = content.get("sdcard")
    size = _word(card.get("size_max")) if isinstance(card, dict) else None
    found = []
    for part in re.split(r"\bor\b", size or ""):
        with suppress(ValueError):
            found.append(parsers.quantity(re.sub(r"\(.*?\)", "", part), "gb"))
    if found:
        _add(said, "card_slot_max_gb", f"{max(found):g}", size)
    elif size:
        said.doubts.append(f"sdcard: “{size}” is not understood")


def _cameras(content, said):
    listed = content.get("cameras")
    if listed is None:
        return
    if not isinstance(listed, list):
        said.doubts.append("cameras: a list was expected")
        return
    said.cameras, count, doubts = cameras_in(listed)
    said.doubts += doubts
    if count:
        said.values.append(Value("camera_count", str(count), f"{count} cameras"))
