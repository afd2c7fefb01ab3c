"""The bands that networks use, compared with those that the versions of a phone receive."""

from dataclasses import dataclass, field, replace
from itertools import filterfalse

from django.utils.translation import gettext_noop

from catalog.languages.active_language import gettext
from catalog.models import ModelCode, Operator, Phone
from catalog.quantities import formatters
from catalog.sheet.registry import PHONE_SPECS

ALL_VERSIONS = gettext_noop("All versions combined")


@dataclass(frozen=True)
class BandKind:
    """Bands counted together. ``key`` is their column at a network and a model code, ``of_phone`` at a phone; ``core``
    is the network's column of those that carry most of its coverage, empty where there is none."""

    key: str
    label: str
    prefix: str
    of_phone: str
    core: str = ""


LTE = BandKind("lte_bands", "LTE", "B", "bands_lte", "core_lte_bands")
NR = BandKind("nr_bands", "5G", "n", "bands_nr")
FR2 = BandKind("nr_fr2_bands", gettext_noop("5G, millimetre wave"), "n", "bands_nr")
BAND_KINDS = (LTE, NR, FR2)


@dataclass(frozen=True)
class BandOverlap:
    """Bands of one network by whether a version receives them; each is in one of the last three.

    ``of`` are the network's bands: None where they are not known, empty where it has none of this kind.
    """

    of: tuple[int, ...] | None
    has: tuple[int, ...] = ()
    lacks: tuple[int, ...] = ()
    not_known: tuple[int, ...] = ()

    @property
    def is_known(self):
        """Whether anything is known of any band."""
        return bool(self.has or self.lacks)

    @property
    def share(self):
        """“5 of 7”; “at least 5 of 7” where more may be received; else why there is none."""
        if self.of is None:
            return gettext("bands of this network not known")
        if not self.of:
            return gettext("none used here")
        if not self.is_known:
            return gettext("not known")
        words = gettext("at least {number} of {all}") if self.not_known else gettext("{number} of {all}")
        return words.format(number=len(self.has), all=len(self.of))


def band_overlap(of, received, complete):
    """The network's bands ``of`` beside the list ``received``; each may be None, not known.

    What is not listed is lacking only where the list is ``complete``. An empty list is complete by itself: it says
    that there are none.
    """
    if of is None:
        return BandOverlap(None)
    bands = tuple(dict.fromkeys(of))
    if received is None:
        return BandOverlap(bands, not_known=bands)
    is_listed = frozenset(received).__contains__
    has = tuple(filter(is_listed, bands))
    rest = tuple(filterfalse(is_listed, bands))
    if complete is True or not received:
        return BandOverlap(bands, has, lacks=rest)
    return BandOverlap(bands, has, not_known=rest)


@dataclass(frozen=True)
class BandComparison:
    """One kind of a network's bands compared with those of one version.

    ``core`` is None where the kind has no core bands.
    """

    kind: BandKind
    all: BandOverlap
    core: BandOverlap | None = None

    @property
    def lines(self):
        """(words, bands) of what is received, of what is not listed in a complete list, and of what is not known."""
        words = (
            (gettext("has"), self.all.has),
            (gettext("not in its list"), self.all.lacks),
            (gettext("not known"), self.all.not_known),
        )
        format_bands = formatters.band_formatter(self.kind.prefix)
        return [(word, format_bands(bands)) for word, bands in words if bands]


@dataclass(frozen=True)
class Reception:
    operator: Operator
    held: tuple[BandComparison, ...]

    @property
    def is_known(self):
        """Whether anything is known of any band of any kind."""
        return any(held.all.is_known for held in self.held)

    @property
    def received_count(self):
        return sum(len(held.all.has) for held in self.held)


@dataclass(frozen=True)
class PhoneVersion:
    """One model code, or (``code`` is None) all versions of a phone together: what any of them receives.

    ``lists`` are the bands on record by the key of their kind: None is not known, empty is none.
    """

    name: str
    code: ModelCode | None
    lists: dict[str, list[int] | None] = field(hash=False)
    receptions: tuple[Reception, ...] = ()

    @property
    def is_listed(self):
        """Whether any list of bands is on record."""
        return any(bands is not None for bands in self.lists.values())

    @property
    def complete(self):
        if self.code is None:
            return None
        return self.code.bands_complete


def phone_versions(phone, operators):
    """The model codes of a phone; all its versions together too, where a list for them is on record or no code is."""
    versions = [_code_version(phone, code) for code in phone.model_codes.all()]
    together = _all_versions(phone)
    if together.is_listed or not versions:
        versions.append(together)
    return tuple(_with_receptions(version, operators) for version in versions)


def _code_version(phone, code):
    lists = {kind.key: _band_list(phone, kind, getattr(code, kind.key)) for kind in BAND_KINDS}
    return PhoneVersion(code.code, code, lists)


def _all_versions(phone: Phone):
    """A list for all versions tells no millimetre waves apart: an empty one, or a band in it, holds for both."""
    lists = {kind.key: _band_list(phone, kind, getattr(phone, kind.of_phone)) for kind in BAND_KINDS}
    return PhoneVersion(ALL_VERSIONS, None, lists)


def _band_list(phone, kind, bands):
    """A phone known to be without this network altogether receives none of its bands."""
    if bands is None and not PHONE_SPECS[kind.of_phone].applies(phone):
        return []
    return bands


def _with_receptions(version, operators):
    receptions = []
    for operator in operators:
        held = tuple(_band_comparison(version, operator, kind) for kind in BAND_KINDS)
        receptions.append(Reception(operator, held))
    return replace(version, receptions=tuple(receptions))


def _band_comparison(version, operator, kind):
    bands = version.lists[kind.key]
    everything = band_overlap(getattr(operator, kind.key), bands, version.complete)
    if not kind.core:
        return BandComparison(kind, everything)
    core = band_overlap(getattr(operator, kind.core), bands, version.complete)
    return BandComparison(kind, everything, core)
