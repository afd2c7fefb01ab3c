"""What pages are about, in the words of schema.org (JSON-LD): only what is known, nothing that we do not publish.

Every function gives a node; ``graph`` puts the nodes of a page into one document.
"""

from django.conf import settings
from django.utils.translation import gettext, gettext_lazy

from catalog.facts.phone_serializer import LICENCE
from catalog.languages.language_links import page_language, text_language
from catalog.languages.localised_text import localised
from catalog.languages.shipped_texts import shipped_text
from catalog.models.vocabulary import Qualifier
from catalog.quantities.partial_dates import QUARTER, PartialDate
from catalog.sheet.phone_parts import main_display
from catalog.sheet.registry import DISPLAY_SPECS, PHONE_SPECS
from catalog.sheet.spec import ESTIMATED

from .page_addresses import absolute_url, page_path, page_path_if_known
from .page_titles import plain

UNIT_CODES = {
    "mm": "MMT", "cm": "CMT", "m": "MTR", "µm": "4H", "nm": "C45", "in": "INH", "mm²": "MMK", "cm³": "CMQ", "g": "GRM",
    "mAh": "E09", "W": "WTT", "Hz": "HTZ", "GHz": "A86", "h": "HUR", "min": "MIN", "GB": "E34", "MP": "E38",
    "px": "E37", "Mbit/s": "E20", "Gbit/s": "B80", "cd/m²": "A24", "%": "P1", "°": "DD",
}  # fmt: skip
"""Our unit → its common code in UN/CEFACT Recommendation 20. Others are given as text."""
SIZES = {"height": "height_mm", "width": "width_mm", "depth": "depth_mm", "weight": "weight_g"}
"""Property of a Product → our key."""
DESCRIBED_FACTS = {
    "announced": gettext_lazy("Announced"),
    "main_sensor_type": gettext_lazy("Main camera: sensor type"),
    "main_sensor_area_mm2": gettext_lazy("Main camera: sensor area"),
    "main_megapixels": gettext_lazy("Main camera: resolution"),
    "main_f_number": gettext_lazy("Main camera: f-number"),
    "main_equivalent_f_number": gettext_lazy("Main camera: equivalent f-number"),
    "focal_lengths_eq_mm": gettext_lazy("Rear lenses: equivalent focal lengths"),
    "display_size_in": gettext_lazy("Display diagonal"),
    "battery_mah": gettext_lazy("Battery capacity"),
    "wired_charging_w": gettext_lazy("Wired charging power"),
    "chipset": gettext_lazy("Chipset"),
    "ram_gb": gettext_lazy("RAM"),
    "storage_gb": gettext_lazy("Storage"),
    "os_at_launch": gettext_lazy("Operating system at launch"),
    "supported_until": gettext_lazy("Supported until"),
}
"""Row of the sheet → what the property of a phone's Product is called, where nothing stands around it."""
DOWNLOADS = {
    "phones_json": (gettext_lazy("Phones"), "application/json"),
    "phones_csv": (gettext_lazy("Phones"), "text/csv"),
    "record_schema": (gettext_lazy("JSON Schema of the records"), "application/schema+json"),
}
"""Name of an address → (title, media type) of what the data page offers. Names that no address has are left out."""


def graph(*nodes):
    """One JSON-LD document of all ``nodes``; None where there is none."""
    nodes = list(filter(None, nodes))
    if not nodes:
        return None
    return {"@context": "https://schema.org", "@graph": nodes}


def phone_product(phone, image=None):
    """A Product of a phone fetched whole. No offers and no ratings: there are none here."""
    path = page_path("phone", phone.slug)
    node = {
        "@type": "Product",
        "@id": f"{absolute_url(path)}#phone",
        "url": absolute_url(path),
        "name": phone.full_name,
        "brand": _brand_node(phone.brand),
        "category": gettext("Mobile phone"),
        **_sizes(phone),
        "additionalProperty": list(_properties(phone)),
    }
    if phone.released and phone.released.precision != QUARTER:
        node["releaseDate"] = str(phone.released)
    codes = [code.code for code in phone.model_codes.all()]
    if codes:
        node["mpn"] = codes
    if image:
        node["image"] = image
    return node


def _brand_node(brand):
    return {"@type": "Brand", "name": brand.name, "url": absolute_url(page_path("brand", brand.slug))}


def _sizes(phone):
    sizes = {}
    for name, key in SIZES.items():
        value = getattr(phone, key)
        if value is not None:
            sizes[name] = {"@type": "QuantitativeValue", **_measured(PHONE_SPECS[key], phone, value)}
    return sizes


def _properties(phone):
    """A PropertyValue for each of ``DESCRIBED_FACTS`` that is known, and not only estimated."""
    display = main_display(phone)
    for key, name in DESCRIBED_FACTS.items():
        spec, record = (PHONE_SPECS[key], phone) if key in PHONE_SPECS else (DISPLAY_SPECS[key], display)
        found = record and spec.reading(record)
        if found and found.how != ESTIMATED:
            measured = _measured(spec, record, found.value)
            yield {"@type": "PropertyValue", "propertyID": key, "name": str(name), **measured}


def _measured(spec, record, value):
    """A number with its unit, a list of numbers one by one, a date in the form of ISO 8601; all else in words. Of what
    is stated as a bound, the bound."""
    if _is_number(value):
        return {_bound(spec.key, record): round(value, spec.digits), **_unit(spec.unit)}
    if isinstance(value, list) and all(map(_is_number, value)):
        return {"value": [round(number, spec.digits) for number in value], **_unit(spec.unit)}
    if isinstance(value, PartialDate):
        return {"value": str(value)}
    return {"value": plain(localised(spec.text(value)))}


def _bound(key, record):
    return {Qualifier.AT_MOST: "maxValue", Qualifier.AT_LEAST: "minValue"}.get(record.qualifier_of(key), "value")


def _is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def _unit(unit):
    if not unit:
        return {}
    if unit in UNIT_CODES:
        return {"unitCode": UNIT_CODES[unit], "unitText": unit}
    return {"unitText": unit}


def breadcrumbs(*steps):
    """``steps`` are (name, path), from the top down to the page itself."""
    items = []
    for number, (name, path) in enumerate(steps, 1):
        items.append({"@type": "ListItem", "position": number, "name": name, "item": absolute_url(path)})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def item_list(name, entries, first=1):
    """``entries`` are (name, path), of which the first has the number ``first``; None where there are none."""
    items = []
    for number, (text, path) in enumerate(entries, first):
        items.append({"@type": "ListItem", "position": number, "name": text, "url": absolute_url(path)})
    if not items:
        return None
    return {"@type": "ItemList", "name": name, "itemListElement": items}


def website():
    """The site and its search."""
    search = absolute_url(page_path("search"))
    return {
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": absolute_url(page_path("home")),
        "inLanguage": page_language(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def publisher():
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": absolute_url(page_path("home"))}


def guide_article(guide, phones, description, image):
    """An Article, in English until it is translated; ``phones`` are those that it is about and readers may see."""
    path = guide.get_absolute_url()
    return {
        "@type": "Article",
        "headline": shipped_text(guide.title),
        "description": description,
        "mainEntityOfPage": absolute_url(path),
        "dateModified": str(guide.reviewed),
        "inLanguage": text_language(guide.text),
        "author": publisher(),
        "publisher": publisher(),
        "license": LICENCE["url"],
        "image": image,
        "about": list(map(_named_phone, phones)),
    }


def _named_phone(phone):
    path = page_path("phone", phone.slug)
    return {"@type": "Thing", "@id": f"{absolute_url(path)}#phone", "name": phone.full_name, "url": absolute_url(path)}


def dataset(description, modified=None):
    """The whole catalogue, whose data are in English; ``modified`` is when anything of it was changed last."""
    node = {
        "@type": "Dataset",
        "name": gettext("Phone cameras: the catalogue of {site}").format(site=settings.SITE_NAME),
        "description": description,
        "inLanguage": "en",
        "url": absolute_url(page_path("data")),
        "license": LICENCE["url"],
        "isAccessibleForFree": True,
        "creator": publisher(),
        "keywords": [gettext("phone cameras"), gettext("image sensors"), gettext("smartphone specifications")],
        "distribution": list(_downloads()),
    }
    if modified:
        node["dateModified"] = modified.isoformat()
    return node


def _downloads():
    for name, (title, media_type) in DOWNLOADS.items():
        path = page_path_if_known(name)
        if path:
            url = absolute_url(path)
            yield {"@type": "DataDownload", "name": str(title), "encodingFormat": media_type, "contentUrl": url}
