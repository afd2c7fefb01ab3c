"""Using a phone in another country: what is known of its bands on each network there, of its sale, of calls over LTE.

Nothing here says that a phone can be used. A network decides that, not a list of bands.
"""

from dataclasses import dataclass
from functools import partial

from catalog.facts.cells import Cell, FactRow, FactSection, State
from catalog.models import Operator, Phone
from catalog.quantities.countries import country_with_article
from catalog.sheet.abroad_specs import SIM_SPEC, network_bands_spec
from catalog.sheet.spec import GATHERED, Spec

from .band_support import LTE, NR, PhoneVersion, phone_versions
from .sale_by_country import NOT_KNOWN, SALE_CELLS, sale_cells
from .volte import volte_cell


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
        return country_with_article(self.country)


def operators_in(country):
    """The networks of a country, by name. One query."""
    return tuple(Operator.objects.filter(country=country).order_by("name"))


def countries_with_networks():
    """The countries that have networks on record, by code. One query."""
    return list(Operator.objects.order_by("country").values_list("country", flat=True).distinct())


def use_abroad(phone, country, operators):
    """Of a phone fetched whole."""
    facts = (*sale_cells(phone, country), (SIM_SPEC, sim_cell(phone)))
    voice = tuple((operator, volte_cell(phone, operator)) for operator in operators)
    return UseAbroad(phone, country, tuple(operators), phone_versions(phone, operators), facts, voice)


def sim_cell(phone):
    """“nano SIM + eSIM (A3106)” for each version of which it is known."""
    codes = [code for code in phone.model_codes.all() if code.sim_arrangement]
    texts = [f"{code.sim_arrangement} ({code.code})" for code in codes]
    return Cell(State.KNOWN, "; ".join(texts), texts, GATHERED) if texts else NOT_KNOWN


def abroad_section(phones, country, operators):
    """The same of several phones as rows of a comparison: a row per network, then what a buyer asks."""
    reach = [
        FactRow(
            network_bands_spec(operator.slug, operator.name),
            tuple(best_reception_cell(phone, operator) for phone in phones),
        )
        for operator in operators
    ]
    asked = (*SALE_CELLS, (SIM_SPEC, lambda phone, code: sim_cell(phone)))
    rows = [FactRow(spec, tuple(ask(phone, country) for phone in phones)) for spec, ask in asked]
    return FactSection("abroad", f"In {country_with_article(country)}", (*reach, _voice_row(phones, operators), *rows))


def _voice_row(phones, operators):
    spec = Spec(
        "volte",
        "Voice over LTE",
        "Networks admit phones to calls over LTE by lists of their own; it is not known unless a source says so.",
    )
    return FactRow(
        spec, tuple(_voice_summary([volte_cell(phone, operator) for operator in operators]) for phone in phones)
    )


def _voice_summary(cells):
    known = [cell for cell in cells if cell.claims]
    return (
        known[0] if len(known) == 1 else NOT_KNOWN if not known else Cell(State.KNOWN, "see the phone's own page", True)
    )


def best_reception_cell(phone, operator):
    """“6 of 7 LTE, 3 of 3 5G (SH-52C)”: of its versions the one that is known to receive most."""
    found = [(version, version.receptions[0]) for version in phone_versions(phone, [operator])]
    known = [(version, reception) for version, reception in found if any(held.all.is_known for held in reception.held)]
    if not known:
        return NOT_KNOWN
    version, reception = max(known, key=lambda pair: _received_band_count(pair[1]))
    text = f"{', '.join(_reception_shares(reception))} ({version.name})"
    return Cell(State.KNOWN, text, text, GATHERED)


def _received_band_count(reception):
    return sum(len(held.all.has) for held in reception.held)


def _reception_shares(reception):
    for kind in (LTE, NR):
        held = reception.of(kind)
        if held.all.of:
            yield f"{held.all.share} {kind.label}"


def abroad_data(shown):
    """As JSON has it."""
    return {
        "country": shown.country,
        "networks": [
            {
                "network": operator.slug,
                "voice_over_lte": abroad_cell_data(cell),
                "versions": _versions_data(shown, number),
            }
            for number, (operator, cell) in enumerate(shown.voice)
        ],
        "facts": {spec.key: abroad_cell_data(cell) for spec, cell in shown.facts},
    }


def abroad_cell_data(cell):
    sources = [said.source.slug for said in cell.claims]
    return {"value": cell.value, "text": cell.text, "state": cell.state.value, "sources": sources}


def _versions_data(shown, number):
    return [
        {"version": version.name, "bands_complete": version.complete, **_reception_data(version.receptions[number])}
        for version in shown.versions
    ]


def _reception_data(reception):
    return {held.kind.key: _band_data(held) for held in reception.held}


def _band_data(held):
    lists = partial(map, list)
    has, lacks, not_known = lists((held.all.has, held.all.lacks, held.all.not_known))
    of = None if held.all.of is None else list(held.all.of)
    return {"network": of, "has": has, "not_in_its_list": lacks, "not_known": not_known}
