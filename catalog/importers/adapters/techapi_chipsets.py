"""The chipsets of TechAPI (``data/soc/<maker>/<year>/*.json``): one JSON object a chipset."""

import re
from pathlib import PurePosixPath

from .parsed_phone import FileRefused, ParsedChipset, ParsedValue
from .techapi_fields import add_values, list_at, mapping_at, nonzero_text

_NO_ROW = "the sheet has no row for it"
_SCORE = "a score of a program, which depends on the phone and its day"
KEYS_NOT_TAKEN = {
    "release_date": _NO_ROW,
    "transistors_billion": _NO_ROW,
    "gpu_cores": _NO_ROW,
    "gpu_clock_mhz": _NO_ROW,
    "npu_tops": "it is not said at which precision",
    "geekbench_single": _SCORE,
    "geekbench_multi": _SCORE,
    "antutu_score": _SCORE,
    "verified": "files that are called verified are wrong as often; the source as a whole is marked as unverified",
    "source_urls": "an editor's reading list: it is not said what was read where",
}
"""Path of the key → why nothing is taken from it."""

_KEYS = (("process_nm", "process_nm"), ("gpu", "gpu_name"), ("modem", "modem"))
_CORE_COUNT = re.compile(r"(\d+)x\s")


def parse_chipset(content, place):
    """The ``ParsedChipset`` of one file; ``FileRefused`` where it names none."""
    slug = content.get("slug")
    name = content.get("name")
    maker = content.get("manufacturer")
    if not all(isinstance(text, str) for text in (slug, name, maker)) or "cpu_config" not in content:
        raise FileRefused("it is not a chipset")
    parsed = ParsedChipset(slug, maker, name, "/".join(("data/soc", *PurePosixPath(place).parts[-3:])))
    add_values(parsed.values, parsed, content, _KEYS)
    _add_cores(mapping_at(content, "cpu_config", parsed), parsed)
    return parsed


def _add_cores(cores, parsed):
    """What its cores are, how many they are, and the clock of the fastest."""
    kinds = nonzero_text(cores.get("architecture"))
    counts = [cores.get("performance"), cores.get("efficiency")]
    if kinds:
        parsed.values.append(ParsedValue("cpu", kinds, kinds))
        _add_core_count(kinds, list(filter(nonzero_text, counts)), parsed)
    clocks = list(filter(nonzero_text, list_at(cores, "clocks_ghz", parsed)))
    if clocks:
        parsed.values.append(ParsedValue("cpu_max_ghz", max(clocks, key=float), ", ".join(clocks)))


def _add_core_count(kinds, counts, parsed):
    """The number of cores where the kinds of cores say the same: the two counts alone leave out the middle cores."""
    quote = "+".join(counts)
    total = sum(map(int, counts))
    if total and total == sum(map(int, _CORE_COUNT.findall(kinds))):
        parsed.values.append(ParsedValue("cpu_cores", str(total), quote))
    else:
        parsed.doubts.append(f"cpu_cores: “{kinds}” does not match {quote} cores")
