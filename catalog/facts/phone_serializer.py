"""A phone as JSON: the same cells as on its page, with every row that the sheet has."""

from catalog.models import Camera, Display, Phone
from catalog.sheet.phone_parts import main_display
from catalog.sheet.registry import spec_groups

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
        "relations": relations_data(phone),
        "sources": {slug: source_data(source) for slug, source in sorted(claim_sources(phone).items())},
        "licence": LICENCE,
        "stamp": stamp,
    }


def claim_sources(phone):
    """Slug → source of every claim on a fact of the sheet; for a phone of which all cells have been worked out."""
    cells = PhoneFacts.of(phone).cells.values()
    return {said.source.slug: said.source for cell in cells for said in cell.claims}


def cells_data(table, model, record):
    specs = [spec for group in spec_groups(model) for spec in group.specs]
    return {spec.key: cell_data(spec, table.cell(spec, record), record) for spec in specs}


def cell_data(spec, cell, record):
    return {
        "value": cell.value,
        "unit": spec.unit_for(record) or None,
        "state": cell.state.value,
        "estimated": cell.estimated,
        "sources": [claim.source.slug for claim in cell.accepted],
        "claims": [claim_data(claim) for claim in cell.claims],
    }


def claim_data(claim):
    return {
        "source": claim.source.slug,
        "state": claim.state,
        "value": claim.value,
        "quote": claim.quote or None,
        "locator": claim.locator or None,
        "accepted": claim.accepted,
        "notes": claim.notes or None,
    }


def relations_data(phone):
    """What the phone is to others; what others are to it stands in theirs and, turned round, under ``of``."""
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
        "url": source.url,
        "dated": str(source.dated) if source.dated else None,
        "seen_on": str(source.seen_on) if source.seen_on else None,
        "licence": source.licence,
        "unverified": source.unverified,
    }


def comparison_data(choice, stamp):
    """Several phones, each in the shape of its own JSON but for the licence and the stamp, which stand once."""
    entries = [phone_data(phone, stamp) for phone in choice.phones]
    for entry in entries:
        del entry["licence"], entry["stamp"]
    unshown = {"unknown": list(choice.unknown), "left_out": list(choice.left_out)}
    return {"phones": entries, **unshown, "licence": LICENCE, "stamp": stamp}
