"""Which brand, phone and chipset of ours a source speaks of."""

import re
from collections import defaultdict
from functools import cached_property

from django.utils.text import slugify

from catalog.facts.claim_agreement import values_agree
from catalog.models import Brand, Claim, Phone
from catalog.quantities.parsers.text_normalisation import normalise_name
from catalog.records.serializer import RecordSerializer
from catalog.records.value_parser import InvalidValue

from .adapters.parsed_phone import FileRefused
from .phone_lookup import PhoneLookup

LONGEST_SLUG = 100
_BRACKETS_AT_END = re.compile(r"\s*\((?!\d+\))[^()]*\)$")
"""But for years and numbers, which tell phones apart: “moto g (2014)”, “Phone (2)”."""


class BrandLookup:
    """All brands by their names. ``new`` are contents of those that files name and that are not in the catalogue."""

    def __init__(self):
        self.names = {}
        self.slugs = {}
        self.new = []
        for brand in Brand.objects.all():
            self.add(brand.slug, brand.name, brand.other_names or ())

    def add(self, slug, name, others=()):
        """Make a brand known by its slug and all its names."""
        self.names[slug] = name
        for one in (slug, name, *others):
            self.slugs[normalise_name(one)] = slug

    def of(self, parsed):
        """(slug of the brand, name without it). A name that begins with a brand is of that brand, whoever made it:
        Xiaomi's “POCO F3”, LG's “LG G3”."""
        own_name = normalise_name(parsed.brand)
        own_slug = self.slugs.get(own_name) or _brand_slug(parsed.brand)
        slugs = {**self.slugs, own_name: own_slug}
        words = parsed.name.split()
        for length in range(len(words) - 1, 0, -1):
            beginning = normalise_name(" ".join(words[:length]))
            if beginning in slugs:
                return slugs[beginning], " ".join(words[length:])
        return own_slug, parsed.name

    def keep(self, slug, name):
        """Enter the brand if it is new."""
        if slug not in self.names:
            self.add(slug, name)
            self.new.append({"brand": slug, "name": name})


class DatasetPhoneLookup(PhoneLookup):
    """All phones, by their other names too, and by the places where the source has spoken of them before."""

    def __init__(self, source):
        super().__init__()
        claims = Claim.objects.filter(source=source, locator__isnull=False).order_by("locator", "phone__slug")
        self.by_locator = dict(claims.values_list("locator", "phone__slug").distinct())
        aliases = Phone.objects.filter(aliases__kind="name").values_list("slug", "brand__slug", "aliases__name")
        for slug, brand, alias in aliases:
            self.by_name[brand, normalise_name(alias)].add(slug)

    def found(self, locator, brand, name):
        """The slug of the phone that is meant; None where it is not there yet. By the place where the source has spoken
        of it before, else by brand and name."""
        if locator in self.by_locator:
            return self.by_locator[locator]
        found = self.slugs_named(brand, name)
        if len(found) > 1:
            raise FileRefused(f"“{name}” may be {' or '.join(sorted(found))}")
        return next(iter(found), None)

    def free_slug(self, brand, name):
        """A free address for a new phone: “+” is written “plus”, “-vs-” is left to comparisons, and a number follows
        where the address is taken."""
        words = name.replace("+", " plus ").replace("/", " ")
        slug = slugify(f"{brand} {words}").replace("-vs-", "-")[:LONGEST_SLUG].strip("-")
        if not slug or slug == slugify(brand):
            raise FileRefused(f"no address can be made of “{name}”")
        address = slug
        number = 1
        while address in self.slugs:
            number += 1
            address = f"{slug}-{number}"
        return address

    def wider_phone(self, slug, brand, name):
        """The slug of the one phone that is called so without the brackets at the end: “Galaxy S4” of “Galaxy S4
        (SCH-I545)”; None where there is none, or several."""
        wider_name = _BRACKETS_AT_END.sub("", name)
        if wider_name == name:
            return None
        found = self.slugs_named(brand, wider_name) - {slug}
        return next(iter(found)) if len(found) == 1 else None

    def others_with(self, codes, slug):
        """Other phones that have one of these model codes: they may be the same."""
        return sorted(self.coded(codes) - {slug})


def _brand_slug(brand):
    slug = slugify(brand)[:LONGEST_SLUG]
    if not slug:
        raise FileRefused(f"no address can be made of the brand “{brand}”")
    return slug


class SensorLookup:
    """All image sensors by slug, read once they are asked for."""

    FIGURES = ("pixel_pitch_um", "sensor_type")

    @cached_property
    def facts(self):
        return {content["sensor"]: content for content in RecordSerializer().all_of("sensor")}

    def fits(self, slug, camera):
        """Whether a camera, as a content has it, may have this sensor: what is known of both agrees."""
        sensor = self.facts[slug]
        known = [key for key in self.FIGURES if key in camera and key in sensor]
        return all(values_agree(sensor[key], camera[key]) for key in known)


class ChipsetLookup:
    """All chipsets by name and part number, in any spelling: “Snapdragon 8 Gen2”,
    “snapdragon-8-plus-gen-1”, “SM8350”.

    ``facts`` are their contents by slug; ``new`` those that files name and that are not in the catalogue.
    """

    def __init__(self):
        self.by_name = defaultdict(set)
        self.by_part_number = defaultdict(set)
        self.facts = {}
        self.new = []
        for content in RecordSerializer().all_of("chipset"):
            self.add(content)

    def add(self, content):
        """Make a chipset known by its slug and name, each with and without the maker, and its part number."""
        slug = content["chipset"]
        self.facts[slug] = content
        without_maker = slug.removeprefix(f"{slugify(content['maker'])}-")
        for name in (slug, without_maker, content["name"], _maker_and_name(content)):
            self.by_name[_compact_name(name)].add(slug)
        if "part_number" in content:
            self.by_part_number[content["part_number"].casefold()].add(slug)

    def content(self, value):
        """The content of the one chipset that a ``ParsedValue`` names, or of a new one. Raises ``InvalidValue``."""
        slugs = self.matching_slugs(value)
        if not slugs:
            return self.new_content(value)
        if len(slugs) > 1:
            raise InvalidValue(f"“{value.text}” may be {' or '.join(sorted(slugs))}")
        (slug,) = slugs
        return self.facts[slug]

    def matching_slugs(self, value):
        """By part number and name, else by part number, else by name."""
        by_part_number = self.slugs_by_part_number(value)
        by_name = self.slugs_by_name(value)
        if not by_part_number:
            return by_name
        return by_part_number & by_name or by_part_number

    def slugs_by_part_number(self, value):
        """By the part number that is told, else by any word of the text."""
        parts = value.text.split()
        if value.new and "part_number" in value.new:
            parts = [value.new["part_number"]]
        slugs = set()
        for part in parts:
            slugs |= self.by_part_number.get(part.casefold(), set())
        return slugs

    def slugs_by_name(self, value):
        """Those of that name whose part number may be the same: there are several Snapdragon 400."""
        slugs = set(self.by_name.get(_compact_name(value.text), ()))
        if value.new is None:
            return slugs
        slugs |= self.by_name.get(_compact_name(_maker_and_name(value.new)), set())
        part_number = value.new.get("part_number")
        return {slug for slug in slugs if _are_compatible(self.facts[slug].get("part_number"), part_number)}

    def new_content(self, value):
        """The content of a new chipset; its name has the part number where another one is called the same."""
        if value.new is None:
            raise InvalidValue(f"“{value.text}” is not a chipset here: enter it at the desk")
        new = dict(value.new)
        if _compact_name(_maker_and_name(new)) in self.by_name:
            new["name"] = f"{new['name']} ({new.get('part_number')})"
        slug = slugify(_maker_and_name(new).replace("+", " plus "))[:LONGEST_SLUG]
        if not slug or slug in self.facts:
            raise InvalidValue(f"no address can be made of the chipset “{value.text}”")
        return {"chipset": slug, **new}

    def keep(self, content):
        """Enter a chipset if it is new."""
        if content["chipset"] not in self.facts:
            self.add(content)
            self.new.append(content)


def _maker_and_name(content):
    return f"{content['maker']} {content['name']}"


def _are_compatible(one, other):
    """Whether two part numbers may be of one chipset: one is not known, or says less (SM7250, SM7250-AB)."""
    if not one or not other:
        return True
    return one.startswith(other) or other.startswith(one)


def _compact_name(text):
    """A name in one spelling: “8+ Gen 1”, “8-plus-gen-1”."""
    return re.sub(r"[^a-z0-9]", "", text.casefold().replace("+", "plus"))
