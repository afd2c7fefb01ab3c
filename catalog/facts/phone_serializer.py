"""A phone as JSON: the same cells as on its page, with every row that the sheet has."""

from catalog.models import Camera, Display, Phone
from catalog.quantities.web_addresses import web_address
from catalog.sheet.phone_parts import main_display
from catalog.sheet.registry import ENTRY_GROUP_BY_KEY, spec_groups

from .fact_table import FactTable
from .phone_facts import PhoneFacts

LICENCE = {"name": "CC BY-SA 4.0", "url": "https://creativecommons.org/licenses/by-sa/4.0/"}


def phone_data(phone, stamp):
    """The shape promised for ``/phones/<slug>.json``."""
    table = FactTable([phone])
    facts = cells_data(table, Phone, phone)
    facts |= cells_data(table, Display, main_display(phone) or Display(phone=phone))
    return {
        "slug": phone.slug,
        "name": phone.name,
        "brand": phone.brand.name,
        "facts": facts,
        "displays": [cells_data(table, Display, display) for display in phone.displays.all()],
        "cameras": [cells_data(table, Camera, camera) for camera in phone.cameras.all()],
        "model_codes": [row_cells_data(table, "code", code) for code in phone.model_codes.all()],
        "markets": [row_cells_data(table, "market", market) for market in phone.markets.all()],
        "relations": relations_data(phone),
        "sources": {slug: source_data(source) for slug, source in sorted(claim_sources(phone).items())},
        "licence": LICENCE,
        "stamp": stamp,
    }


def claim_sources(phone):
    """Slug → source of every claim on a fact of the sheet, once all cells of the phone have been computed."""
    sources = {}
    for cell in PhoneFacts.of(phone).cells.values():
        sources |= {claim.source.slug: claim.source for claim in cell.claims}
    return sources


def cells_data(table, model, record):
    data = {}
    for group in spec_groups(model):
        for spec in group.specs:
            data[spec.key] = cell_data(spec, table.cell(spec, record), record)
    return data


def row_cells_data(table, group, record):
    """The cells of one model code (group “code”) or market (“market”)."""
    specs = ENTRY_GROUP_BY_KEY[group].specs
    return {spec.key: cell_data(spec, table.cell(spec, record), record) for spec in specs}


def cell_data(spec, cell, record):
    return {
        "value": cell.value,
        "unit": spec.unit_for(record) or None,
        "state": cell.state.value,
        "qualifier": cell.qualifier,
        "estimated": cell.estimated,
        "versions": versions_data(cell),
        "sources": [claim.source.slug for claim in cell.accepted],
        "claims": [claim_data(claim) for claim in cell.claims],
    }


def versions_data(cell):
    """What the fact is in other versions; a value of None is not known."""
    return [version._asdict() for version in cell.versions]


def claim_data(claim):
    return {
        "source": claim.source.slug,
        "state": claim.state,
        "value": claim.value,
        "qualifier": claim.qualifier,
        "quote": claim.quote or None,
        "locator": claim.locator or None,
        "accepted": claim.accepted,
        "notes": claim.notes or None,
    }


def relations_data(phone):
    """What the phone is to others; then what others (``of``) are to the phone."""
    forth = [{"kind": relation.kind, "slug": relation.other.slug} for relation in phone.relations.all()]
    back = [
        {"kind": relation.kind, "slug": phone.slug, "of": relation.phone.slug}
        for relation in phone.relations_back.all()
    ]
    return forth + back


def source_data(source):
    return {
        "title": source.title,
        "publisher": source.publisher,
        "kind": source.kind,
        "url": web_address(source.url),
        "dated": _iso_date(source.dated),
        "seen_on": _iso_date(source.seen_on),
        "licence": source.licence,
        "unverified": source.unverified,
    }


def _iso_date(date):
    return str(date) if date else None


def comparison_data(choice, stamp):
    """Several phones, each in the shape of its own JSON but for the licence and the stamp, which stand once."""
    entries = [phone_data(phone, stamp) for phone in choice.phones]
    for entry in entries:
        del entry["licence"], entry["stamp"]
    return {
        "phones": entries,
        "unknown": list(choice.unknown),
        "left_out": list(choice.left_out),
        "licence": LICENCE,
        "stamp": stamp,
    }
