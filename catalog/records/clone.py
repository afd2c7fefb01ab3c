"""A new phone made from another: its twin, its version for another country, its successor."""

from catalog.models.vocabulary import RelationKind, Section

from .serializer import record_content

CLONE_KINDS = {
    RelationKind.REBADGE: "twin",
    RelationKind.REGIONAL: "regional version",
    RelationKind.SUCCESSOR: "successor",
}
"""What the new phone is to the other → what that is called at the desk."""

NOT_CLONED = {
    "slug": "it has its own address",
    "name": "it has its own name",
    "brand": "it may carry another brand",
    "text": "written about the other phone",
    "notes": "written about the other phone",
    "status": "it begins as a draft",
    "publish_at": "it begins as a draft",
    "publicly_known": "it begins as a draft",
    "announced": "asked for, as it is rarely the same day",
    "released": "sold from another day",
    "sale_status": "sold by another company, or elsewhere",
    "launch_price": "set by another seller, or elsewhere",
    "launch_price_currency": "set by another seller, or elsewhere",
    "colours": "each brand has its own names",
    "bands_2g": "they follow model codes and countries",
    "bands_3g": "they follow model codes and countries",
    "bands_lte": "they follow model codes and countries",
    "bands_nr": "they follow model codes and countries",
    "os_skin": "the brand's own",
    "os_upgrades_promised": "a promise of the brand",
    "security_years_promised": "a promise of the brand",
    "supported_until": "a promise of the brand",
    "sar_head_wkg": "measured for each model code",
    "sar_body_wkg": "measured for each model code",
    "sar_eu_head_wkg": "measured for each model code",
    "sar_eu_body_wkg": "measured for each model code",
    "eu_energy_class": "registered for each model code",
    "eu_endurance_h": "registered for each model code",
    "eu_battery_cycles": "registered for each model code",
    "eu_free_fall_class": "registered for each model code",
    "eu_repairability_class": "registered for each model code",
    "old_slugs": "it has had no other address",
    "aliases": "it has its own names",
    "model_codes": "each version has its own",
    "launch_prices": "set by another seller, or elsewhere",
    "not_sold_in": "sold elsewhere, or by another company",
    "markets": "sold elsewhere, or by another company",
    "relations": "it has its own, of which one is set",
    "variations": "versions of the other phone",
    "software_observations": "seen on the other phone",
    "claims": "about the other phone, so not evidence for this one",
}
"""Columns and lists that a twin does not take over, and why; all others are of the body, and it does."""

SUCCESSOR_COLUMNS = ("form_factor",)
"""All that a successor takes over: the rest is likely to be another, and would be taken for known."""

COPIED_SECTIONS = (Section.REAR_CAMERAS, Section.FRONT_CAMERAS, Section.DISPLAYS, Section.MEMORY, Section.CHIPSETS)
"""Sections that are as whole in the copy as they were."""


def cloned_content(original, kind, own):
    """The content of a new phone that is ``kind`` the ``original``; ``own`` is its content as far as it has its own."""
    content = record_content(original)
    if kind == RelationKind.SUCCESSOR:
        copied = {key: content[key] for key in SUCCESSOR_COLUMNS if key in content}
    else:
        copied = _twin_content(content)
        manufacturer = _copied_manufacturer(original, own["brand"])
        if manufacturer:
            copied = {"manufacturer": manufacturer, **copied}
    relation = {"kind": str(kind), "other": original.slug}
    return {**own, **copied, "relations": [relation]}


def _twin_content(content):
    """What a phone of the same body takes over, in the order of ``content``."""
    copied = {}
    for key, value in content.items():
        if key not in ("phone", *NOT_CLONED):
            copied[key] = value
    for name, rows in _copied_lists(content).items():
        if rows or content.get(name) == []:
            copied[name] = rows
        else:
            copied.pop(name, None)
    return copied


def _copied_lists(content):
    """Lists of the copy where they are not just copied: cameras without claims, and what is whole of them."""
    sections = content.get("complete_sections", ())
    return {
        "cameras": [_without_claims(camera) for camera in content.get("cameras", ())],
        "complete_sections": [section for section in sections if section in COPIED_SECTIONS],
    }


def _without_claims(camera):
    return {key: value for key, value in camera.items() if key != "claims"}


def _copied_manufacturer(original, brand):
    """Slug of the brand that builds the copy, where the brand of the copy must name it; None otherwise.

    The maker of a brand builds its phones under every name; a brand that is the maker itself is not named again.
    """
    maker = original.brand.maker or original.brand
    if brand in (original.brand.slug, maker.slug):
        return None
    return maker.slug
