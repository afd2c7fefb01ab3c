"""The rows of a comparison in groups: a camera is one group, and a lens that only one phone has is one line."""

from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from catalog.facts.cells import FactSection
from catalog.facts.fact_summaries import fact_summary
from catalog.languages.active_language import gettext, ngettext
from catalog.languages.listed_words import comma_list, label_words
from catalog.languages.localised_text import localised
from catalog.models.vocabulary import Facing, Section
from catalog.quantities import formatters
from catalog.sheet.phone_parts import camera_title
from catalog.sheet.registry import CAMERA_SPECS

CAMERA_KEY = "camera-"
LABEL_SEPARATOR = " · "
LONE_LENS_FACTS = ("focal_length_eq_mm", "megapixels", "f_number")
DERIVED_ROWS = {
    "focal_length_eq_mm": ("angle_of_view_deg", "stated_angle_of_view_deg", "stated_angle_kind"),
    "f_number": ("crop_factor", "equivalent_f_number"),
    "megapixels": ("picture_width_px", "picture_height_px", "sensor_megapixels", "used_megapixels"),
    "sensor_type": (
        "sensor_width_mm", "sensor_height_mm", "sensor_area_mm2", "used_area_mm2", "used_share_percent",
    ),
    "depth_mm": ("depth_with_bump_mm", "volume_cm3", "screen_to_body_percent"),
    "resolution": ("ppi", "stated_ppi", "aspect_ratio"),
}  # fmt: skip
"""Key of a row → keys of the rows that say the same in another measure, or part of it: they fold under it."""


@dataclass(frozen=True)
class RowGroup:
    """``sections`` are its rows, several for a camera. ``lone_words`` say all that is said of a lens that one phone
    alone has; it has no rows then. ``query`` opens or closes it, and is empty where it cannot be closed."""

    key: str
    label: str
    sections: tuple[FactSection, ...] = ()
    lone_words: str = ""
    query: str = ""
    is_open: bool = True

    @property
    def rows(self):
        return chain.from_iterable(map(attrgetter("rows"), self.sections))

    @property
    def difference_words(self):
        """“5 of 12 differ”; “no differences”."""
        counted = list(filter(attrgetter("says_something"), self.rows))
        differ = sum(map(attrgetter("differs"), counted))
        if not differ:
            return gettext("no differences")
        words = ngettext("{count} of {total} differs", "{count} of {total} differ", differ)
        return words.format(count=differ, total=len(counted))

    @property
    def parts(self):
        """(label, section) of each section; one alone needs no label."""
        if len(self.sections) == 1:
            return [("", self.sections[0])]
        return list(zip(map(_part_label, self.sections), self.sections, strict=True))


def _part_label(section):
    return formatters.sentence_case(section.label.rpartition(LABEL_SEPARATOR)[2])


def row_groups(sections):
    """``RowGroup``s of sections in their order: those of one camera together, any other by itself."""
    groups = []
    for key, members in groupby(sections, key=_group_key):
        found = tuple(members)
        label = found[0].label
        if key != found[0].key:
            label = label.rpartition(LABEL_SEPARATOR)[0]
        groups.append(RowGroup(key, label, found))
    return groups


def _group_key(section):
    """``"camera-1-lens"`` → ``"camera-1"``"""
    if CAMERA_KEY in section.key:
        return section.key.rpartition("-")[0]
    return section.key


def lone_lenses(table):
    """Key of a group → its ``RowGroup``, for each camera that only one of several phones has."""
    found = {}
    if len(table.phones) < 2:
        return found
    for number, match in enumerate(table.matches, 1):
        if len(match.present) == 1:
            key = f"{CAMERA_KEY}{number}"
            found[key] = RowGroup(key, match.title, lone_words=_lone_words(match, table.phones))
    return found


def without_lone_lenses(sections, lone):
    """The sections that are no part of a lens in ``lone``."""
    return [section for section in sections if _group_key(section) not in lone]


def with_lone_lenses(groups, lone, order):
    """``groups`` and the lines of ``lone``, in the order of the keys in ``order``."""
    by_key = {group.key: group for group in groups} | lone
    return list(filter(None, map(by_key.get, dict.fromkeys(order))))


def group_keys(sections):
    return list(map(_group_key, sections))


def _lone_words(match, phones):
    """“Only the 13 Ultra: periscope telephoto, 120 mm, 50 MP, f/3.0”; “only listed for” where another list of cameras
    may lack one."""
    owner, camera = next(pair for pair in zip(phones, match.cameras, strict=True) if pair[1])
    side = Section.FRONT_CAMERAS if camera.facing == Facing.FRONT else Section.REAR_CAMERAS
    incomplete = [phone for phone in phones if phone is not owner and not phone.is_whole(side)]
    words = gettext("Only listed for the {phone}: {lens}") if incomplete else gettext("Only the {phone}: {lens}")
    lens = comma_list([label_words(camera_title(camera)), *_known_facts(camera)])
    return words.format(phone=owner.name, lens=lens)


def _known_facts(camera):
    for key in LONE_LENS_FACTS:
        fact = fact_summary(CAMERA_SPECS[key], camera)
        if fact.is_known:
            yield localised(fact.text, key)


def row_families(rows):
    """Lists of rows, each with those that fold under its first; the order is kept otherwise."""
    keys = set(map(attrgetter("spec.key"), rows))
    parents = {}
    for parent in keys & DERIVED_ROWS.keys():
        parents |= dict.fromkeys(DERIVED_ROWS[parent], parent)
    families = {}
    for row in rows:
        key = row.spec.key
        families.setdefault(parents.get(key, key), []).append(row)
    return [_parent_first(key, family) for key, family in families.items()]


def _parent_first(key, family):
    return sorted(family, key=lambda row: row.spec.key != key)
