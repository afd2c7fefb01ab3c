"""What can be asked: every row of the sheet that filters, of the phone itself and of what it has in several."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from itertools import count

from django.utils.translation import gettext_noop

from catalog.coverage.depth_store import depth_form
from catalog.facts.phone_versions import phone_versions
from catalog.languages.active_language import gettext
from catalog.languages.listed_words import label_words
from catalog.languages.localised_text import localised
from catalog.models.vocabulary import Facing, Fingerprint, Section
from catalog.quantities.formatters import label_in_sentence
from catalog.sheet import phone_parts
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, ENTRY_GROUP_BY_KEY, PHONE_SPECS
from catalog.sheet.spec import Filter, Spec

NOT_KNOWN = "?"
"""Word of no vocabulary: the fact is not known."""
MORE_POSSIBLE = "+"
"""Word of no vocabulary: the list may go on."""
NONE_LISTED = "none"
PREPARATION_VERSION = "12"
"""To be raised when phones are prepared in another way though no row has another name."""
COUNTRY_KEYS = ("sold_in", "not_sold_in", "country")
"""Rows whose values are countries."""
IMPLIED_KEYS = ("facing", "main_facing", "main_role")
"""Rows that the kind of entry has answered. No form offers them; they can be asked in the address."""
WORLDWIDE = "001"
"""A market that may be any country: many, without saying which."""
UNSPECIFIC_VALUES = {**dict.fromkeys(("sold_in", "country"), WORLDWIDE), "fingerprint": Fingerprint.PRESENT.value}
"""Row → the value that may stand for any other of its values, but not for none."""


@dataclass(frozen=True, eq=False)
class Facet:
    """One row of the sheet that filters; there is one object of each. ``name`` is its parameter; ``column`` its place
    among the numbers of its kind, None where its values are words; ``place`` its place among the facets of its
    kind."""

    name: str
    kind: "EntryKind"
    spec: Spec
    place: int
    column: int | None

    @property
    def is_number(self):
        return self.column is not None

    @property
    def is_date(self):
        return self.spec.filter == Filter.DATES

    @property
    def is_flag(self):
        return self.spec.filter == Filter.FLAG

    @property
    def is_price(self):
        return bool(self.spec.unit_column)

    @property
    def currency_facet(self):
        """The row that says in which currency a price is."""
        return self.kind.by_key[self.spec.unit_column]

    @property
    def label(self):
        """As a heading of its own: “Lens: f-number”."""
        label = self.spec.label
        if not self.kind.label:
            return label
        return f"{self.kind.label}: {label_in_sentence(label)}"

    @property
    def heading(self):
        """Its ``label`` in the language of the page."""
        label = self.spec.label
        if not self.kind.label:
            return localised(label)
        return gettext("{kind}: {label}").format(kind=localised(self.kind.label), label=label_words(label))


@dataclass(frozen=True, eq=False)
class EntryKind:
    """The phone itself, or something it has in several and of which one entry must meet all conditions together.

    ``label`` is English. ``records`` lists the entries of a phone, ``section`` is the list that an editor may mark as
    whole, ``more`` says of one entry's row whether it may have more values than are listed; None for a row that is no
    such list.
    """

    key: str
    label: str
    specs: tuple[Spec, ...]
    records: Callable
    section: str | None = None
    more: Callable = lambda spec, record: None

    @property
    def prefix(self):
        if not self.section:
            return ""
        return f"{self.key}."

    @cached_property
    def facets(self):
        facets = []
        columns = count()
        for place, spec in enumerate(filter(_can_filter, self.specs)):
            is_number = spec.filter in (Filter.RANGE, Filter.DATES)
            column = next(columns) if is_number else None
            facets.append(Facet(f"{self.prefix}{spec.key}", self, spec, place, column))
        return tuple(facets)

    @cached_property
    def by_key(self):
        return {facet.spec.key: facet for facet in self.facets}

    @cached_property
    def numbers(self):
        """The facets that are numbers, by their column."""
        return [facet for facet in self.facets if facet.is_number]


def _can_filter(spec):
    return bool(spec.filter)


def _phone_alone(phone):
    return [phone]


def _is_market_list_open(spec, phone):
    """The list of countries or carriers may go on, unless it is marked as whole."""
    if spec.key not in ("sold_in", "carrier"):
        return None
    return not phone.is_whole(Section.MARKETS)


def _is_band_list_open(spec, code):
    """A list of bands may go on unless it is empty or marked as complete; None for one that is not known."""
    if not spec.key.endswith("_bands"):
        return None
    bands = getattr(code, spec.key)
    if bands is None:
        return None
    return bands != [] and not code.bands_complete


PHONE = EntryKind(
    "phone", "", (*PHONE_SPECS.values(), *DISPLAY_SPECS.values()), _phone_alone, more=_is_market_list_open
)
LENS = EntryKind(
    "lens", gettext_noop("Rear lens"), tuple(CAMERA_SPECS.values()),
    lambda phone: phone_parts.cameras_facing(phone, Facing.REAR), Section.REAR_CAMERAS,
)  # fmt: skip
FRONT = EntryKind(
    "front", gettext_noop("Front camera"), tuple(CAMERA_SPECS.values()),
    lambda phone: phone_parts.cameras_facing(phone, Facing.FRONT), Section.FRONT_CAMERAS,
)  # fmt: skip
MARKET = EntryKind(
    "market", gettext_noop("One market"), ENTRY_GROUP_BY_KEY["market"].specs,
    lambda phone: list(phone.markets.all()), Section.MARKETS,
)  # fmt: skip
CODE = EntryKind(
    "code", gettext_noop("One model code"), ENTRY_GROUP_BY_KEY["code"].specs,
    lambda phone: list(phone.model_codes.all()), Section.MODEL_CODES, more=_is_band_list_open,
)  # fmt: skip

ENTRY_KINDS = {kind.key: kind for kind in (PHONE, LENS, FRONT, MARKET, CODE)}
FACETS = {facet.name: facet for kind in ENTRY_KINDS.values() for facet in kind.facets}
"""Every facet by its parameter."""
PRICE_FACETS = [facet for facet in FACETS.values() if facet.is_price]


VERSION = EntryKind("version", "", PHONE.specs, phone_versions, more=PHONE.more)
"""The versions of a phone of which facts differ: asked by the facets of the phone itself, and known by its words."""
STORED_KINDS = {**ENTRY_KINDS, VERSION.key: VERSION}
KNOWN_ROW = "row with a value"
"""Key of the words that name the rows that cannot be asked and of which the phone has a value."""
CERTAIN_VERSION = "certain version"
"""Key of the word that says of a version that it is known to exist."""


def facet_by_name(name):
    """The facet of a parameter; a camera's row alone means the main camera's. None where there is none."""
    return FACETS.get(name) or FACETS.get(f"main_{name}")


def open_list_key(kind):
    """Key of the words that say of a phone that its list of this kind may go on."""
    return f"list of {kind.key}"


@cache
def index_format():
    """Hash of the rows of the sheet, of what it filters by and of ``PREPARATION_VERSION``: phones that were prepared by
    another format are prepared again."""
    names = [f"{name}:{facet.column}" for name, facet in FACETS.items()]
    rows = [spec.key for kind in ENTRY_KINDS.values() for spec in kind.specs]
    text = "\n".join([PREPARATION_VERSION, depth_form(), *names, *rows])
    return blake2b(text.encode(), digest_size=8).hexdigest()
