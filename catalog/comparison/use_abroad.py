"""Using a phone in another country: what is known of its bands on each network there, of its sale, of calls over LTE.

Nothing here says that a phone can be used. A network decides that, not a list of bands.
"""

from dataclasses import dataclass
from functools import partial
from itertools import filterfalse
from operator import attrgetter

from django.utils.translation import gettext_noop

from catalog.facts.cells import Cell, FactRow, FactSection, State
from catalog.facts.once_a_stamp import once_a_stamp
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import comma_list
from catalog.languages.localised_text import is_default_language, localised
from catalog.models import Operator, Phone
from catalog.quantities.countries import country_name, country_with_article
from catalog.sheet.abroad_specs import SIM_SPEC, network_bands_spec
from catalog.sheet.spec import GATHERED, Spec

from .band_support import BAND_KINDS, LTE, NR, PhoneVersion, phone_versions
from .sale_by_country import NOT_KNOWN, SALE_CELLS, sale_cells
from .volte import volte_cell

VOICE_SPEC = Spec(
    "volte",
    gettext_noop("Voice over LTE"),
    gettext_noop("Networks decide which phones may call over LTE; it is not known unless a source says so."),
)


@dataclass(frozen=True)
class UseAbroad:
    """``facts`` are (row, cell) of its sale; ``voice`` is (network, cell) of calls over LTE."""

    phone: Phone
    country: str
    operators: tuple[Operator, ...]
    versions: tuple[PhoneVersion, ...]
    facts: tuple[tuple[Spec, Cell], ...]
    voice: tuple[tuple[Operator, Cell], ...]

    @property
    def place(self):
        return place_words(self.country)

    @property
    def answered_facts(self):
        """Whether it is sold there, and what else is known of its sale."""
        sold, *others = self.facts
        return [sold, *(fact for fact in others if fact[1].is_answered)]

    @property
    def unanswered_labels(self):
        """“On sale there from”, “Warranty there”: what is not known of its sale."""
        _, *others = self.facts
        return [spec.label for spec, cell in others if not cell.is_answered]

    @property
    def receptions(self):
        """(network, what the version that receives most of it receives)."""
        return [(operator, best_reception_cell(self.phone, operator)) for operator in self.operators]

    @property
    def listed_versions(self):
        """Those whose bands are on record, in whole or in part."""
        return list(filter(attrgetter("is_listed"), self.versions))

    @property
    def unlisted_names(self):
        return list(map(attrgetter("name"), filterfalse(attrgetter("is_listed"), self.versions)))

    @property
    def kinds(self):
        """The kinds of bands that any of the networks is known to have, LTE in any case."""
        return [kind for kind in BAND_KINDS if kind is LTE or any(map(attrgetter(kind.key), self.operators))]

    @property
    def answered_voice(self):
        return [(operator, cell) for operator, cell in self.voice if cell.claims]

    @property
    def unanswered_voice(self):
        """Names of the networks of which no source says whether calls go over LTE."""
        return [operator.name for operator, cell in self.voice if not cell.claims]


def place_words(country):
    """A country within a sentence: “the United States”; only English gives it an article."""
    if is_default_language():
        return country_with_article(country)
    return localised(country_name(country))


def operators_in(country):
    """The networks of a country, by name. One query."""
    return tuple(Operator.objects.filter(country=country).order_by("name"))


@once_a_stamp
def countries_with_networks():
    """The countries that have networks on record, by code."""
    return list(Operator.objects.order_by("country").values_list("country", flat=True).distinct())


def use_abroad(phone, country, operators):
    """Of a phone fetched whole."""
    return UseAbroad(
        phone,
        country,
        operators=tuple(operators),
        versions=phone_versions(phone, operators),
        facts=(*sale_cells(phone, country), (SIM_SPEC, sim_cell(phone))),
        voice=tuple((operator, volte_cell(phone, operator)) for operator in operators),
    )


def sim_cell(phone):
    """“nano SIM + eSIM (A3106)” for each version of which it is known."""
    codes = filter(attrgetter("sim_arrangement"), phone.model_codes.all())
    texts = [f"{code.sim_arrangement} ({code.code})" for code in codes]
    if not texts:
        return NOT_KNOWN
    return Cell(State.KNOWN, "; ".join(texts), texts, GATHERED)


def abroad_section(phones, country, operators):
    """The same of several phones as rows of a comparison: a row per network, then what a buyer asks."""
    rows = []
    for operator in operators:
        spec = network_bands_spec(operator.slug, operator.name)
        rows.append(_fact_row(spec, phones, partial(best_reception_cell, operator=operator)))
    rows.append(_fact_row(VOICE_SPEC, phones, partial(_voice_summary, operators=operators)))
    for spec, cell_of in SALE_CELLS:
        rows.append(_fact_row(spec, phones, partial(cell_of, code=country)))
    rows.append(_fact_row(SIM_SPEC, phones, sim_cell))
    return FactSection("abroad", gettext("In {place}").format(place=place_words(country)), tuple(rows))


def _fact_row(spec, phones, cell_of):
    """``cell_of`` is a function of a phone."""
    return FactRow(spec, tuple(map(cell_of, phones)))


def _voice_summary(phone, operators):
    """The only answer that is known, or a pointer to the page that has them all."""
    cells = [volte_cell(phone, operator) for operator in operators]
    known = list(filter(attrgetter("claims"), cells))
    if not known:
        return NOT_KNOWN
    if len(known) == 1:
        return known[0]
    return Cell(State.KNOWN, gettext_noop("see the phone's own page"), True)


def best_reception_cell(phone, operator):
    """“6 of 7 LTE, 3 of 3 5G (SH-52C)”: of its versions the one that is known to receive most."""
    versions = []
    for version in phone_versions(phone, [operator]):
        if version.receptions[0].is_known:
            versions.append(version)
    if not versions:
        return NOT_KNOWN
    best = max(versions, key=lambda version: version.receptions[0].received_count)
    shares = comma_list(_reception_shares(best.receptions[0]))
    text = gettext("{shares} ({version})").format(shares=shares, version=localised(best.name))
    return Cell(State.KNOWN, text, text, GATHERED)


def _reception_shares(reception):
    for held in reception.held:
        if held.kind in (LTE, NR) and held.all.of:
            yield gettext("{share} {network}").format(share=held.all.share, network=held.kind.label)


def abroad_data(shown):
    """As JSON has it."""
    return {
        "country": shown.country,
        "networks": [_network_data(shown, number) for number in range(len(shown.voice))],
        "facts": {spec.key: abroad_cell_data(cell) for spec, cell in shown.facts},
    }


def _network_data(shown, number):
    operator, voice = shown.voice[number]
    return {
        "network": operator.slug,
        "voice_over_lte": abroad_cell_data(voice),
        "versions": [_version_data(version, number) for version in shown.versions],
    }


def _version_data(version, number):
    """What a version receives of the network of that number."""
    bands = {held.kind.key: _band_data(held.all) for held in version.receptions[number].held}
    return {"version": version.name, "bands_complete": version.complete, **bands}


def abroad_cell_data(cell):
    sources = [said.source.slug for said in cell.claims]
    return {"value": cell.value, "text": cell.text, "state": cell.state.value, "sources": sources}


def _band_data(overlap):
    return {
        "network": None if overlap.of is None else list(overlap.of),
        "has": list(overlap.has),
        "not_in_its_list": list(overlap.lacks),
        "not_known": list(overlap.not_known),
    }
