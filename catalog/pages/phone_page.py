"""All that one phone's page prints."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter, itemgetter

from django.utils.translation import gettext, gettext_lazy

from catalog.comparison import related_phones
from catalog.comparison.citations import Citation, citations_in, cited_sources, disagreements_in, labelled_cells
from catalog.comparison.phone_marks import marked_phones
from catalog.comparison.related_phones import RelatedPhone
from catalog.comparison.twins import TwinComparison, cells_of_other_twin, twin_comparisons
from catalog.drawings import scale_drawing
from catalog.drawings.bodies import Bodies, bodies_side_by_side, sides_text
from catalog.drawings.light_chart import light_chart_of_marked
from catalog.drawings.sensor_drawings import SensorDrawings, sensors_to_scale
from catalog.facts.cells import Cell, FactSection
from catalog.facts.claim_agreement import cell_claim_with_text
from catalog.facts.fact_table import FactTable
from catalog.facts.imperial_facts import imperial_cell, imperial_section
from catalog.facts.phone_facts import PhoneFacts
from catalog.models import Phone
from catalog.models.vocabulary import AliasKind, ClaimState, RelationKind
from catalog.quantities import formatters
from catalog.sheet.phone_parts import builder
from catalog.sheet.registry import CLAIM_ONLY_SPECS, PHONE_SPECS, SPECS

from .detail_tables import DetailTable, phone_detail_tables
from .lens_strip import lens_strip
from .missing_fact_words import missing_fact_words
from .phone_opening import opening_sentences
from .spec_groups import folded_groups
from .unknown_facts import unknown_specs

SUMMARY_FACTS = {
    "launch_price": gettext_lazy("Launch price"),
    "weight_g": gettext_lazy("Weight"),
    "battery_mah": gettext_lazy("Battery"),
    "wired_charging_w": gettext_lazy("Charging"),
    "chipset": gettext_lazy("Chipset"),
    "sold_in": gettext_lazy("Sold in"),
    "supported_until": gettext_lazy("Supported until"),
}
"""Key → its label at the top of the page."""
NAME_LABELS = {
    AliasKind.NAME: gettext_lazy("Other names"),
    AliasKind.CODE_NAME: gettext_lazy("Code names"),
    AliasKind.IDENTIFIER: gettext_lazy("Identifier in softwares"),
}
MOST_TWINS = 3
"""That a page compares its phone with."""
PRINTED_KEYS = frozenset(chain.from_iterable(spec.claim_keys for spec in SPECS.values() if spec.on_page))
"""Keys of the claims that a row of the page prints."""


@dataclass
class PhonePage:
    """``sections`` are the sheet without cameras; ``camera_sections`` have a column per entry of ``camera_titles``.
    ``sides`` are height, width and, where known, thickness in words; empty unless the first two are known. ``unknown``
    are the rows without a value or a claim, by section."""

    phone: Phone
    decisive: list[tuple[str, Cell]]
    twins: list[TwinComparison]
    camera_titles: list[str]
    camera_sections: list[FactSection]
    sections: list[FactSection]
    grids: list[DetailTable]
    disagreements: list
    sources: list

    sides: str
    bodies: Bodies
    unknown: list

    caveat = scale_drawing.DRAWING_CAVEAT

    @property
    def depth(self):
        """How much is known of the phone."""
        return PhoneFacts.of(self.phone).depth

    @property
    def missing_words(self):
        """What is missing below the floor for publishing."""
        return missing_fact_words(self.depth.gaps)

    @cached_property
    def ties(self) -> list[RelatedPhone]:
        return related_phones.related_phones(self.phone)

    @property
    def sensors(self) -> SensorDrawings:
        return sensors_to_scale([self.phone])

    @cached_property
    def strip(self):
        return lens_strip(self.phone)

    @property
    def opening(self):
        return opening_sentences(self.phone)

    @property
    def groups(self):
        return folded_groups(self.sections)

    @property
    def camera_headline(self):
        """The focal lengths of the rear lenses."""
        return [card.focal_length for card in self.strip.cards if card.focal_length]

    @property
    def bodies_missing(self):
        """What of the phone is not drawn and why, as a sentence; empty where all is."""
        missing = [body.missing for body in self.bodies.drawn if body.missing]
        sentence = gettext("{sentence}.")
        return "".join(sentence.format(sentence=formatters.sentence_case(words)) for words in missing)

    @property
    def light_chart(self):
        """None where nothing can be drawn."""
        return light_chart_of_marked(marked_phones([self.phone]))

    @property
    def other_twins(self):
        """Ties to twins that have no panel of their own."""
        shown = [twin.other for twin in self.twins]
        return [tie for tie in self.ties if tie.is_twin and tie.other not in shown]

    @property
    def line(self):
        return related_phones.product_line_text(self.phone, self.ties)

    @property
    def maker(self):
        """Who builds it; None where that is not known."""
        return builder(self.phone)

    @property
    def names(self):
        """(label, names) for each kind of other name it has; its own full name is not another one."""
        own = self.phone.full_name.casefold()
        names = defaultdict(list)
        for alias in self.phone.aliases.all():
            if alias.name.casefold() != own:
                names[alias.kind].append(alias.name)
        return [(label, names[kind]) for kind, label in NAME_LABELS.items() if kind in names]

    @property
    def shared_parts(self):
        """(label, chipsets or sensors) whose own pages list the other phones with them."""
        chipsets = list(map(attrgetter("chipset"), self.phone.phone_chipsets.all()))
        sensors = map(attrgetter("sensor"), self.phone.cameras.all())
        parts = {
            gettext("Phones with the same chipset"): chipsets,
            gettext("Phones with the same sensor"): list(dict.fromkeys(filter(None, sensors))),
        }
        return list(filter(itemgetter(1), parts.items()))

    @property
    def model_codes(self):
        return list(map(attrgetter("code"), self.phone.model_codes.all()))

    @property
    def extra_rows(self):
        """(group, rows) in the order in which the groups first appear."""
        groups = {}
        for row in self.phone.extra_rows.all():
            groups.setdefault(row.group, []).append(row)
        return list(groups.items())

    @property
    def camera_notes(self):
        cameras = zip(self.camera_titles, self.phone.cameras.all(), strict=True)
        return [(title, camera.notes) for title, camera in cameras if camera.notes]


def twin_slugs(phone):
    """The slugs of those of its twins that its page compares it with."""
    ties = related_phones.related_phones(phone)
    return [tie.other.slug for tie in ties if tie.is_twin][:MOST_TWINS]


def phone_page(phone, others=(), imperial=False):
    """The ``PhonePage`` of a phone fetched whole, as are its twins among ``others``; asks the database nothing more."""
    table = FactTable([phone])
    titles, camera_sections = table.cameras_side_by_side(phone)
    sections = _sections_in_units(table.phone_sections(), imperial)
    grids = phone_detail_tables(phone)
    facts = [*labelled_cells(camera_sections, titles), *labelled_cells(sections)]
    facts += chain.from_iterable(grid.labelled_cells for grid in grids)
    twins = twin_comparisons(phone, others, imperial)
    return PhonePage(
        phone,
        decisive=_summary_cells(table, phone, imperial),
        twins=twins,
        camera_titles=titles,
        camera_sections=camera_sections,
        sections=sections,
        grids=grids,
        disagreements=disagreements_in(facts),
        sources=_sources(phone, facts, twins),
        sides=sides_text(*_known_sides(phone), imperial=imperial),
        bodies=bodies_side_by_side([phone], imperial),
        unknown=unknown_specs([*camera_sections, *sections]),
    )


def _known_sides(phone):
    """Height, width and, where it is known, thickness in mm."""
    sides = [phone.height_mm, phone.width_mm]
    if phone.depth_mm:
        sides.append(phone.depth_mm)
    return sides


def _sections_in_units(sections, imperial):
    if not imperial:
        return sections
    return list(map(imperial_section, sections))


def _summary_cells(table, phone, imperial):
    """(label, cell) of ``SUMMARY_FACTS``."""
    cells = []
    for key, label in SUMMARY_FACTS.items():
        cell = table.cell(PHONE_SPECS[key], phone)
        if imperial:
            cell = imperial_cell(PHONE_SPECS[key], cell)
        cells.append((label, cell))
    return cells


def _sources(phone, facts, twins):
    """All that the page cites: for ``facts``, for what ``twins`` say of the others, and where software was seen."""
    facts_of_twins = chain.from_iterable(map(cells_of_other_twin, twins))
    citations = [*citations_in([*facts, *facts_of_twins]), *_citations_without_row(phone)]
    seen = map(attrgetter("source"), phone.software_observations.all())
    return cited_sources(citations, filter(None, seen))


def _citations_without_row(phone):
    """Claims that no row of the page prints: on relations that readers may see, and on facts that only data has."""
    names = {relation.other.slug: relation.other.full_name for relation in phone.relations.all()}
    for (place, key), claims in PhoneFacts.of(phone).claims.items():
        if key in PRINTED_KEYS or isinstance(place, str):
            continue
        for claim in claims:
            if not _names_hidden_phone(claim, names):
                yield _claim_citation(key, claim, names)


def _claim_citation(key, claim, names):
    words = _claim_words(claim, names)
    return Citation(_claim_label(key), _claim_anchor(key), cell_claim_with_text(claim, words))


def _names_hidden_phone(claim, names):
    """Whether a claim names a phone that is not among the relations shown: it may be one under embargo."""
    if claim.key not in RelationKind.values or claim.state != ClaimState.VALUE:
        return False
    return str(claim.value) not in names


def _claim_words(claim, names):
    if claim.state != ClaimState.VALUE:
        return claim.get_state_display()
    values = claim.value if isinstance(claim.value, list) else [claim.value]
    texts = map(str, values)
    return formatters.format_list([names.get(text, text) for text in texts])


def _claim_anchor(key):
    return "relations" if key in RelationKind.values else ""


def _claim_label(key):
    if key in RelationKind.values:
        return RelationKind(key).label
    spec = SPECS.get(key) or CLAIM_ONLY_SPECS.get(key)
    if spec is None:
        return formatters.label_of_key(key)
    return spec.label
