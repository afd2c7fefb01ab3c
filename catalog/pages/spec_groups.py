"""The groups of a phone's specs: each is folded, with the values in its heading that people look for first."""

from dataclasses import dataclass

from django.utils.translation import gettext

from catalog.facts.cells import FactSection
from catalog.languages.listed_words import label_words
from catalog.languages.printed_cells import with_notes

GROUP_HEADLINES = {
    "launch": ("launch_price", "sold_in"),
    "body": ("height_mm", "width_mm", "depth_mm", "weight_g"),
    "platform": ("chipset", "os_at_launch"),
    "memory": ("ram_gb", "storage_gb"),
    "cameras": ("focal_lengths_eq_mm",),
    "sound": ("speakers", "headphone_jack"),
    "network": ("network_technologies",),
    "connectivity": ("usb_connector", "usb_version", "nfc"),
    "features": ("fingerprint", "fingerprint_technology"),
    "battery": ("battery_mah", "wired_charging_w", "wireless_charging_w"),
    "labels": ("eu_energy_class", "eu_endurance_h", "sar_eu_head_wkg"),
}
"""Key of a group → the rows whose values its heading has, as far as they are known."""
DISPLAY_HEADLINE = ("display_size_in", "display_technology", "refresh_hz")


@dataclass(frozen=True)
class FoldedGroup:
    """``headline`` are values in words, none where none of them is known."""

    section: FactSection
    headline: tuple[str, ...]


def folded_groups(sections):
    """A ``FoldedGroup`` for each of the phone's sections that has rows."""
    return [FoldedGroup(section, tuple(_headline(section))) for section in sections if section.rows]


def _headline(section):
    cells = {row.spec.key: (row.spec, row.cells[0]) for row in section.rows}
    for key in GROUP_HEADLINES.get(section.key, DISPLAY_HEADLINE):
        spec, cell = cells.get(key, (None, None))
        if cell and cell.is_known:
            yield _words(spec, cell)


def _words(spec, cell):
    """The value; of a yes or no, what there is or is not: “no headphone jack”."""
    if cell.value is True:
        return label_words(spec.label)
    if cell.value is False:
        return gettext("no {thing}").format(thing=label_words(spec.label))
    return with_notes(cell.text, cell.key)
