"""A phone with a word of its own in everything that can hold words, and everything that readers can ask for."""

import re
from urllib.parse import quote

from django.db import models

from catalog.finder.facets import ENTRY_KINDS
from catalog.finder.indexed_phone import indexed_phone_of
from catalog.models import Alias, ExtraRow, MemoryVersion, ModelCode, OldSlug, Phone
from catalog.models.fields import Listed
from catalog.urls import page_patterns, urlpatterns

from . import factories as make
from .everything import CHECKED, fill

MARK = "Qzx"
"""Begins every word of the secret phone, and no other word."""
LIST = "Colour"


def make_secret(**facts):
    """A phone of which every text, of its own, of its rows, parts and sources, has ``MARK`` in it. It is related, both
    ways, to “Acme Shown”, which readers see."""
    brand = make.make_brand(f"{MARK} Brand", slug="qzx-brand")
    maker = make.make_brand(f"{MARK} Maker", slug="qzx-maker")
    chipset = make.make_chipset(f"{MARK} Chip", f"{MARK} Chipmaker", slug="qzx-chip")
    sensor = make.make_sensor(f"{MARK} Eye", f"{MARK} Eyemaker", slug="qzx-eye", width_mm=8, height_mm=6)
    source = make.make_source("qzx-press", title=f"{MARK} press release")
    phone = make.make_phone(f"{MARK} One", brand, slug="qzx-one", manufacturer=maker, **facts)
    camera = make.make_camera(phone, sensor=sensor)
    rows = [
        *(camera, make.make_display(phone), make.make_market(phone), make.fit_chipset(phone, chipset)),
        *(model(phone=phone) for model in (Alias, ExtraRow, MemoryVersion, ModelCode)),
        make.make_variation(phone, "colours", [f"{MARK} Pink"], f"{MARK} country"),
        make.make_observation(phone, f"{MARK} OS", "2022-11", source=source),
        OldSlug(phone=phone, slug="qzx-before"),
    ]
    for record in (brand, maker, chipset, sensor, source, phone, *rows):
        mark_texts(record)
    make.make_claim(
        phone, "weight_g", 199, source, quote=f"{MARK} quote", notes=f"{MARK} note", locator=f"{MARK} place"
    )
    make.make_claim(phone, "f_number", 1.9, source, camera=camera, quote=f"{MARK} quote")
    relate_to_shown(phone, source)
    return Phone.objects.get(pk=phone.pk)


def relate_to_shown(phone, source):
    """“Acme Shown” stands in every relation to ``phone``, in a guide with it, and a source says so at it."""
    shown = make.make_phone("Shown", weight_g=200, cameras=[{"sensor": make.make_sensor("Common")}])
    make.make_relation(shown, "successor_of", phone)
    make.make_relation(phone, "based_on", shown)
    make.make_claim(shown, "successor_of", phone.slug, make.make_source("known"))
    make.make_claim(shown, "weight_g", 200, make.make_source("known"))
    make.make_guide("Both", [shown, phone])
    make.make_page("Home", [shown, phone], slug="home")
    make.make_page("Not yet", [shown], status="draft", slug="imprint", text=f"{MARK} imprint", in_footer=True)
    make.make_guide("Not yet", [shown, phone], [source], status="draft", text=f"{MARK} guide")
    make.make_collection("All", "sort=weight_g&unknown=match")
    make.make_collection("Later", "brand=acme", status="draft", text=f"{MARK} collection")
    make.make_operator()


LONG_ENOUGH = 80
"""Characters that a marked text may have; shorter columns hold codes, such as those of currencies."""


def mark_texts(record):
    """Fill a record, and begin its free texts with ``MARK``."""
    fill(record)
    for field in record._meta.concrete_fields:
        value = getattr(record, field.attname)
        if isinstance(field, models.URLField):
            setattr(record, field.attname, f"https://example.org/{MARK}")
        elif is_free_text(field) and not str(value).startswith(MARK):
            setattr(record, field.attname, marked(value))
    record.save()


def is_free_text(field):
    """Whether a column takes any words."""
    if field.is_relation or field.choices or field.primary_key:
        return False
    if any(check in field.validators for check in CHECKED):
        return False
    if isinstance(field, Listed):
        return field.of is str and not (field.words or field.check_value)
    is_code = (field.max_length or LONG_ENOUGH) < LONG_ENOUGH
    return field.get_internal_type() in ("CharField", "TextField") and field.name != "key" and not is_code


def marked(value):
    if isinstance(value, list):
        return [f"{MARK} {LIST}"]
    return f"{MARK} {value}"[:LONG_ENOUGH]


# What readers can ask for


def addresses(phone, photo_names=()):
    """Every address of the readers' pages, with the words of ``phone`` in each place that takes words."""
    slugs = ["qzx-one", "qzx-before", "qzx-on", "acme-shown", "qzx-brand", "qzx-maker", "qzx-chip", "qzx-eye", "both"]
    slugs += ["not-yet", "all", "later"]
    paths = list(SINGLE)
    for route in SLUG_ROUTES:
        paths += [route.format(slug) for slug in slugs]
    for route in COMPARISON_ROUTES:
        paths += [route.format(pair) for pair in ("qzx-one", "acme-shown", "acme-shown-vs-qzx-one", "acme-shown-vs-qz")]
    paths += [f"/photos/{name}" for name in photo_names]
    for text in sorted(words_of(phone)):
        paths += [route + quote(text.lower()) for route in WORD_ROUTES]
    return [*paths, *facet_addresses(phone)]


SINGLE = [
    "/", "/phones/", "/phones.json", "/phones.csv", "/phones/?view=table", "/phones/?sort=weight_g&unknown=match",
    "/compare/", "/compare/?phone=acme-shown&phone=qzx-one", "/collections/", "/guides/", "/changes/",
    "/feeds/changes.atom", "/feeds/phones.atom", "/feeds/guides.atom", "/brands/", "/sensors/",
    "/sitemaps/1.xml", "/opensearch.xml", "/glossary/", "/data/",
    "/data/record.schema.json", "/data/api/", "/data/openapi.json", "/data/sources/",
    "/about/", "/imprint/", "/privacy/", "/contact/", "/sitemap.xml", "/robots.txt", "/healthz",
    "/readyz", "/.well-known/security.txt", "/preview/qzx/", "/preview/qzx/report/", "/report/qzx/",
    "/data/latest/phones", "/data/files/phones.csv",
]  # fmt: skip
SLUG_ROUTES = [
    "/phones/{}/", "/phones/{}/sources/", "/phones/{}/line/", "/phones/{}.json", "/phones/{}/abroad/?country=JP",
    "/phones/{}/abroad.json?country=JP", "/phones/{}/report/", "/phones/{}/changes/", "/collections/{}/",
    "/guides/{}/", "/guides/{}/report/", "/pages/{}/", "/brands/{}/", "/brands/{}/feed.atom", "/chipsets/{}/",
    "/sensors/{}/", "/phones/{}/picture.png", "/phones/{}/line.svg",
    "/phones/{}/light.svg", "/phones/{}/lengths.svg", "/phones/{}/lenses.svg", "/phones/{}/bodies.svg",
    "/phones/{}/sensors.svg", "/phones/{}/picture.svg", "/sensors/{}/size.svg",
]  # fmt: skip
ROW_GROUPS = ["launch", "camera-1", "body", "display-1", "platform", "memory", "cameras", "network", "features"]
COMPARISON_ROUTES = [
    "/compare/{}/", "/compare/{}/sources/", "/compare/{}/light/", "/compare/{}/real-size/", "/compare/{}/report/",
    "/compare/{}.json", "/compare/{}.csv", "/compare/{}.txt", "/compare/{}.md", "/compare/{}/picture.png",
    "/compare/{}/picture.svg", "/compare/{}/light.svg", "/compare/{}/lengths.svg", "/compare/{}/bodies.svg",
    "/compare/{}/outlines.svg", "/compare/{}/sensors.svg", *("/compare/{}/rows/?group=" + key for key in ROW_GROUPS),
]  # fmt: skip
WORD_ROUTES = [
    "/search/?q=", "/search/suggestions.json?q=", "/search/completions.json?q=", "/data/sources/?q=", "/phones/?q=",
    "/compare/?find=1&q=", "/phones.json?q=", "/",
]  # fmt: skip


def words_of(phone):
    """Names by which somebody may look for the phone: its own, and those of all that it is made of."""
    words = {phone.name, phone.slug, str(phone), MARK, f"{MARK} pres"}
    words.update(str(part) for part in (phone.brand, phone.manufacturer))
    for chipset in phone.phone_chipsets.all():
        words.update([str(chipset.chipset), chipset.chipset.part_number])
    words.update(str(camera.sensor) for camera in phone.cameras.all())
    words.update(phone.aliases.values_list("name", flat=True))
    words.update(phone.model_codes.values_list("code", flat=True))
    return words


def facet_addresses(phone):
    """The finder asked for each word by which the phone would be found, and for the whole list of each row's values."""
    entries = indexed_phone_of(phone).entries
    for key, kind in ENTRY_KINDS.items():
        _, _, words = entries[key]
        for _, row, value, _ in words:
            if MARK.lower() in value.lower():
                name = kind.by_key[row].name
                for path in ("/phones/", "/phones.json"):
                    yield f"{path}?{name}={quote(value.lower())}"
                yield f"/phones/?more={name}"


def routes_left_out():
    """The readers' routes of which ``addresses`` has none."""
    known = [*SINGLE, *(route.format("x") for route in [*SLUG_ROUTES, *COMPARISON_ROUTES, *WORD_ROUTES])]
    paths = [path.partition("?")[0] for path in known]
    for pattern in (*urlpatterns, *page_patterns):
        if pattern.name != "picture" and not any(pattern.pattern.regex.search(path[1:]) for path in paths):
            yield pattern.name


def secrets_in(response, path):
    """What of the secret phone an answer has, other than what its address said."""
    text = b"".join(response) if response.streaming else response.content
    text = f"{text.decode(errors='replace')} {response.get('Location', '')} {response.get('Link', '')}"
    if MARK.lower() in path.lower():
        return re.findall(rf"{MARK}[\w -]*|qzx-(?:one|brand|maker|chip|eye|press)\b", without_echo(text, path))
    return re.findall(rf"\b(?:{MARK}|{MARK.lower()})\b[\w -]*", text)  # signed times hold any letters in any case


def without_echo(text, path):
    """``text`` without the words that the address itself has."""
    for slug in re.findall(r"qzx-\w+", path):
        text = text.replace(slug, "")
    return text
