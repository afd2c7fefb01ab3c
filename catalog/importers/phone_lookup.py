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
        self.slugs = {}
        self.titles = {}
        self.by_name = defaultdict(set)
        self.by_code = defaultdict(set)
        for slug, brand, brand_name, name in Phone.objects.values_list("slug", "brand__slug", "brand__name", "name"):
            self.add(slug, brand, brand_name, name)
        self.slugs |= dict(OldSlug.objects.values_list("slug", "phone__slug"))
        for slug, code in ModelCode.objects.values_list("phone__slug", "code"):
            self.add_code(slug, code)

    def add(self, slug, brand, brand_name, name):
        """Make a phone known by its address, and by its name with and without its brand."""
        self.slugs[slug] = slug
        self.titles[slug] = f"{brand_name} {name}"
        self.by_name[brand, normalise_name(name)].add(slug)
        self.by_name[None, normalise_name(name)].add(slug)
        self.by_name[None, normalise_name(f"{brand_name} {name}")].add(slug)

    def add_code(self, slug, code):
        self.by_code[normalise_name(code)].add(slug)

    def slug_for(self, values):
        """(slug, whether it is new) for what a row says of which phone it is; ``UnclearPhone`` names the key."""
        if "phone" in values:
            return self.existing(values["phone"]), False
        if "slug" in values:
            return self.addressed(values)
        if "name" in values:
            return self.named(values)
        codes = values.get("model_code", ())
        return self.only(self.coded(codes), "model_code", ", ".join(codes)), False

    def existing(self, text):
        """The slug of the stored phone of that address or full name, or of that name where only one has it."""
        if text in self.slugs:
            return self.slugs[text]
        slugs = self.slugs_named(None, text)
        if not slugs:
            raise UnclearPhone("phone", f"there is no phone “{text}”")
        return self.only(slugs, "phone", text)

    def addressed(self, values):
        """(slug, whether it is new) where a row gives an address, perhaps an old one."""
        slug = values["slug"]
        if slug in self.slugs:
            return self.slugs[slug], False
        try:
            validate_slug(slug)
        except ValidationError as fault:
            raise UnclearPhone("slug", fault.messages[0].removesuffix(".")) from fault
        return self.new(values), True

    def named(self, values):
        """(slug, whether it is new) where a row gives a name. A known model code under another name is no new phone."""
        slugs = self.slugs_named(values.get("brand"), values["name"])
        if slugs:
            return self.only(slugs, "name", values["name"]), False
        coded = self.coded(values.get("model_code", ()))
        if coded:
            raise UnclearPhone(
                "model_code", f"{_slug_choices(coded)} has such a code: give the row its slug, or no code"
            )
        return self.new(values), True

    def slugs_named(self, brand, name):
        return self.by_name.get((brand, normalise_name(name)), set())

    def coded(self, codes):
        """The slugs of all phones that have one of these model codes."""
        slugs = set()
        for code in codes:
            slugs |= self.by_code.get(normalise_name(code), set())
        return slugs

    def only(self, slugs, key, text):
        """The one slug of a set; ``UnclearPhone`` where there are several or none."""
        if len(slugs) > 1:
            raise UnclearPhone(key, f"“{text}” may be {_slug_choices(slugs)}: give the row its slug")
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
        if not self.is_usable(slug, values["brand"]):
            raise UnclearPhone("name", f"its address cannot be “{slug}” (taken, or empty): give the row a slug")
        return slug

    def is_usable(self, slug, brand):
        """Whether a new phone may have that address: “-vs-” stands in addresses of comparisons only."""
        if not slug or slug in self.slugs:
            return False
        return "-vs-" not in slug and slug != slugify(brand)


class UnclearPhone(InvalidValue):
    """Why a row speaks of no phone, with the key of the cell that is to blame ("": the whole row)."""

    def __init__(self, key, reason):
        super().__init__(reason)
        self.key = key


def _slug_choices(slugs):
    return " or ".join(sorted(slugs)[:5])
