"""Which brand, phone, display and camera of ours a source speaks of."""

import re

from django.utils.text import slugify

from catalog.facts.claim_agreement import values_agree
from catalog.models import Brand, Claim, Phone
from catalog.quantities.parsers.text_normalisation import normalise_name
from catalog.records.serializer import RecordSerializer
from catalog.records.value_parser import InvalidValue

from .adapters.parsed_phone import FileRefused
from .phone_lookup import PhoneLookup

LONGEST_SLUG = 100


class BrandLookup:
    """All brands by what they are called. ``new`` are contents of those that files name and that are not there."""

    def __init__(self):
        self.names, self.slugs, self.new = {}, {}, []
        for brand in Brand.objects.all():
            self.add(brand.slug, brand.name, brand.other_names or ())

    def add(self, slug, name, others=()):
        self.names[slug] = name
        self.slugs |= {normalise_name(one): slug for one in (slug, name, *others)}

    def of(self, said):
        """(slug of the brand, name without it). A name that begins with a brand is of that brand, whoever made it:
        Xiaomi's “POCO F3”, LG's “LG G3”."""
        known = self.slugs
        if normalise_name(said.brand) not in known:
            known = {**known, normalise_name(said.brand): _brand_slug(said.brand)}
        for length in range(len(words := said.name.split()) - 1, 0, -1):
            if slug := known.get(normalise_name(" ".join(words[:length]))):
                return slug, " ".join(words[length:])
        return known[normalise_name(said.brand)], said.name

    def keep(self, slug, name):
        """Enter the brand if it is new."""
        if slug not in self.names:
            self.add(slug, name)
            self.new.append({"brand": slug, "name": name})


class DatasetPhoneLookup(PhoneLookup):
    """All phones, and of which of them the source has spoken before, by the place where it did."""

    def __init__(self, source):
        super().__init__()
        spoken = Claim.objects.filter(source=source, locator__isnull=False).order_by("locator", "phone__slug")
        self.by_locator = dict(spoken.values_list("locator", "phone__slug").distinct())
        for slug, brand, alias in Phone.objects.filter(aliases__kind="name").values_list(
            "slug", "brand__slug", "aliases__name"
        ):
            self.by_name[brand, normalise_name(alias)].add(slug)

    def found(self, locator, brand, name):
        """The slug of the phone that is meant; None where it is not there yet. By the place where the source has spoken
        of it before, else by brand and name."""
        if locator in self.by_locator:
            return self.by_locator[locator]
        found = self.by_name.get((brand, normalise_name(name)), set())
        if len(found) > 1:
            raise FileRefused(f"“{name}” may be {' or '.join(sorted(found))}")
        return next(iter(found), None)

    def free_slug(self, brand, name):
        """An address for a new phone: “+” is told from nothing, “-vs-” stands between two only, and a number behind it
        where it is taken."""
        words = name.replace("+", " plus ").replace("/", " ")
        slug = slugify(f"{brand} {words}").replace("-vs-", "-")[:LONGEST_SLUG].strip("-")
        if not slug or slug == slugify(brand):
            raise FileRefused(f"no address can be made of “{name}”")
        return next(one for number in range(1, 1000) if (one := _numbered(slug, number)) not in self.slugs)

    def others_with(self, codes, slug):
        """Other phones that have one of these model codes: they may be the same."""
        return sorted(self.coded(codes) - {slug})


def _brand_slug(brand):
    slug = slugify(brand)[:LONGEST_SLUG]
    if not slug:
        raise FileRefused(f"no address can be made of the brand “{brand}”")
    return slug


def _numbered(slug, number):
    return slug if number == 1 else f"{slug}-{number}"


class ChipsetLookup:
    """All chipsets by what they are called, in whatever spelling: “Snapdragon 8 Gen2”, “snapdragon-888”, “SM8350”.

    ``new`` are contents of those that the files that were taken name and that are not there.
    """

    def __init__(self):
        self.named, self.parts, self.facts, self.new = {}, {}, {}, []
        for content in RecordSerializer().all_of("chipset"):
            self.add(content)

    def add(self, content):
        slug, name = content["chipset"], content["name"]
        self.facts[slug] = content
        for one in (slug, name, f"{content['maker']} {name}"):
            self.named.setdefault(_compact_name(one), set()).add(slug)
        if "part_number" in content:
            self.parts.setdefault(content["part_number"].casefold(), set()).add(slug)

    def content(self, value):
        """The content of the one chipset that a ``Value`` names, or that is to be entered. Raises ``InvalidValue``."""
        by_part, by_name = self.by_part(value), self.by_name(value)
        found = by_part & by_name or by_part or by_name
        if len(found) > 1:
            raise InvalidValue(f"“{value.text}” may be {' or '.join(sorted(found))}")
        return self.facts[next(iter(found))] if found else self.entered(value)

    def by_part(self, value):
        parts = [value.new["part_number"]] if value.new and "part_number" in value.new else value.text.split()
        return set().union(*(self.parts.get(part.casefold(), set()) for part in parts))

    def by_name(self, value):
        """Those of that name, unless they are told to be another part: there are several Snapdragon 400."""
        names = [value.text, f"{value.new['maker']} {value.new['name']}"] if value.new else [value.text]
        found = set().union(*(self.named.get(_compact_name(name), set()) for name in names))
        part = value.new and value.new.get("part_number")
        return {slug for slug in found if _compatible_part_numbers(self.facts[slug].get("part_number"), part)}

    def entered(self, value):
        """The content of a new chipset; its name has the part number where another one is called the same."""
        if value.new is None:
            raise InvalidValue(f"“{value.text}” is no chipset here: enter it at the desk")
        new = dict(value.new)
        if _compact_name(f"{new['maker']} {new['name']}") in self.named:
            new["name"] = f"{new['name']} ({new.get('part_number')})"
        slug = slugify(f"{new['maker']} {new['name']}")[:LONGEST_SLUG]
        if not slug or slug in self.facts:
            raise InvalidValue(f"no address can be made of the chipset “{value.text}”")
        return {"chipset": slug, **new}

    def keep(self, content):
        """Enter a chipset if it is new."""
        if content["chipset"] not in self.facts:
            self.add(content)
            self.new.append(content)


def match_cameras(parts, rows, *, spoken_by):
    """Number of a part → number of the camera in ``rows`` that it means; what is left over on either side is not in it.

    What is surest is told first, of all parts: the words in which the source spoke of a camera before (``spoken_by``
    tells its claims), role and megapixels, megapixels alone where the role is not told or only guessed, role alone.
    """
    meant = _same_quote_test(spoken_by)
    tests = (
        lambda part, row: _same_role(part, row) and meant(part, row),
        meant,
        lambda part, row: _same_role(part, row) and _same_megapixels(part, row),
        lambda part, row: (part.role is None or part.guessed) and _same_megapixels(part, row),
        _same_role,
    )
    found = {}
    for test in tests:
        for number, part in enumerate(parts):
            free = (place for place in range(len(rows)) if place not in found.values())
            place = next((place for place in free if number not in found and test(part, rows[place])), None)
            if place is not None:
                found[number] = place
    return found


def _same_quote_test(spoken_by):
    def test(part, row):
        quotes = {value.quote for value in part.values if value.key == "megapixels"}
        return any(spoken_by(claim) and claim.get("quote") in quotes for claim in row.get("claims", ()))

    return test


def _same_role(part, row):
    return (row["facing"], row["role"]) == (part.facing, part.role)


def _same_megapixels(said, row):
    amounts = [value.text for value in said.values if value.key == "megapixels"]
    return "megapixels" in row and any(
        values_agree(float(text), row["megapixels"]) for text in amounts if _is_number(text)
    )


def _is_number(text):
    return bool(re.fullmatch(r"\d{1,4}(\.\d{1,4})?", text))


def _compatible_part_numbers(one, other):
    """Whether two part numbers may be of one chipset: one is not known, or says less (SM7250, SM7250-AB)."""
    return not one or not other or one.startswith(other) or other.startswith(one)


def _compact_name(text):
    return re.sub(r"[^a-z0-9+]", "", text.casefold())
