"""Which phone somebody else speaks of."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from catalog.models import ModelCode, OldSlug, Phone
from catalog.models.validators import validate_slug
from catalog.quantities.parsers.text_normalisation import normalise_name
from catalog.records.value_parser import InvalidValue


class PhoneLookup:
    """All phones by address, by brand and name, by name and by model code, those among them that rows have just made.

    Four queries, once: a spreadsheet asks in every row.
    """

    def __init__(self):
        self.slugs, self.by_name, self.by_code = {}, defaultdict(set), defaultdict(set)
        self.titles = {}
        for slug, brand, brand_name, name in Phone.objects.values_list("slug", "brand__slug", "brand__name", "name"):
            self.add(slug, brand, brand_name, name)
        self.slugs |= dict(OldSlug.objects.values_list("slug", "phone__slug"))
        for slug, code in ModelCode.objects.values_list("phone__slug", "code"):
            self.add_code(slug, code)

    def add(self, slug, brand, brand_name, name):
        self.slugs[slug] = slug
        self.titles[slug] = f"{brand_name} {name}"
        self.by_name[brand, normalise_name(name)].add(slug)
        self.by_name[None, normalise_name(name)].add(slug)
        self.by_name[None, normalise_name(f"{brand_name} {name}")].add(slug)

    def add_code(self, slug, code):
        self.by_code[normalise_name(code)].add(slug)

    def slug_for(self, values):
        """(slug, whether it is new) for what a row says of which phone it is; ``InvalidValue`` names the key."""
        if "phone" in values:
            return self.existing(values["phone"]), False
        if "slug" in values:
            return self.addressed(values)
        found = self.named(values) if "name" in values else set()
        coded = self.coded(values.get("model_code", ()))
        if not found and "name" not in values:
            return self.only(coded, "model_code", _given_codes(values)), False
        if found:
            return self.only(found, "name", values["name"]), False
        if coded:
            raise UnclearPhone(
                "model_code", f"{_slug_choices(coded)} has such a code: give the row its slug, or no code"
            )
        return self.new(values), True

    def existing(self, text):
        found = {self.slugs[text]} if text in self.slugs else self.by_name.get((None, normalise_name(text)), set())
        if not found:
            raise UnclearPhone("phone", f"there is no phone “{text}”")
        return self.only(found, "phone", text)

    def addressed(self, values):
        slug = values["slug"]
        if slug in self.slugs:
            return self.slugs[slug], False
        try:
            validate_slug(slug)
        except ValidationError as fault:
            raise UnclearPhone("slug", fault.messages[0].removesuffix(".")) from fault
        return self.new(values), True

    def named(self, values):
        return self.by_name.get((values.get("brand"), normalise_name(values["name"])), set())

    def coded(self, codes):
        return set().union(*(self.by_code.get(normalise_name(code), set()) for code in codes))

    def only(self, slugs, key, said):
        if len(slugs) > 1:
            raise UnclearPhone(key, f"“{said}” may be {_slug_choices(slugs)}: give the row its slug")
        if not slugs:
            raise UnclearPhone(
                "", "which phone is this? Give its slug, its brand and name, or a model code that is known"
            )
        return next(iter(slugs))

    def new(self, values):
        """The slug of a phone that is not there yet."""
        for key in ("brand", "name"):
            if key not in values:
                raise UnclearPhone(key, f"no phone is known by this; a new one needs its {key}")
        slug = values.get("slug") or slugify(f"{values['brand']} {values['name']}")[:120].strip("-")
        if slug in self.slugs or "-vs-" in slug or not slug or slug == slugify(values["brand"]):
            raise UnclearPhone("name", f"its address cannot be “{slug}” (taken, or empty): give the row a slug")
        return slug


class UnclearPhone(InvalidValue):
    """Why a row speaks of no phone, with the key of the cell that is to blame ("": the whole row)."""

    def __init__(self, key, reason):
        super().__init__(reason)
        self.key = key


def _given_codes(values):
    return ", ".join(values.get("model_code", ()))


def _slug_choices(slugs):
    return " or ".join(sorted(slugs)[:5])
