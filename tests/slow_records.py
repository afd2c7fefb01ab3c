"""What is known of each phone, as plain dicts, for the slow finder: read off the stored rows by the sheet.

A record holds the ``facts`` of a phone by row, and those of each rear lens, front camera, market and model code.
"""

from datetime import date, timedelta
from itertools import combinations

from catalog.facts.prefetch import with_all_rows
from catalog.models import Display, Phone
from catalog.models.vocabulary import ClaimState, Section
from catalog.quantities import optics
from catalog.quantities.partial_dates import DAY, MONTH, QUARTER, YEAR, PartialDate
from catalog.sheet.phone_parts import main_camera
from catalog.sheet.registry import CAMERA_SPECS, DISPLAY_SPECS, ENTRY_GROUP_BY_KEY, PHONE_SPECS
from catalog.sheet.zoom_positions import zoom_positions

from .slow_depth import slow_depth

MARKET_SPECS, CODE_SPECS = ({spec.key: spec for spec in ENTRY_GROUP_BY_KEY[name].specs} for name in ("market", "code"))
SPECS = {
    "": {**DISPLAY_SPECS, **PHONE_SPECS},
    "lens": CAMERA_SPECS,
    "front": CAMERA_SPECS,
    "market": MARKET_SPECS,
    "code": CODE_SPECS,
}
"""The rows by what they are asked of; "" stands for the phone itself."""

LISTS = {
    "lens": Section.REAR_CAMERAS,
    "front": Section.FRONT_CAMERAS,
    "market": Section.MARKETS,
    "code": Section.MODEL_CODES,
}


def plain(value):
    """A date as the first and last day it may mean; all else as it is."""
    return days(value) if isinstance(value, PartialDate) else value


def days(day):
    first = date(day.year, day.month or 1, day.day or 1)
    if day.precision == DAY:
        return first, first
    months = first.year * 12 + first.month - 1 + {YEAR: 12, QUARTER: 3, MONTH: 1}[day.precision]
    return first, date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def fact(*values, is_open=False, at_least=False, qualifier=None):
    """A known fact. An open list may hold more than is listed; a count may be the least it can be; a figure may be only
    about, at most or at least so much."""
    values = list(map(plain, values))
    return {"state": "known", "values": values, "is_open": is_open, "at_least": at_least, "qualifier": qualifier}


UNKNOWN = {**fact(), "state": "unknown"}
NONE = {**fact(), "state": "none"}
NOT_APPLICABLE = {**fact(), "state": "not_applicable"}


def fact_of(spec, record, denied=frozenset(), **options):
    """What the sheet reads of ``record``; of the keys ``denied``, a source that we follow says that there is none."""
    found = spec.reading(record)
    if found is not None:
        options |= qualified(spec, record, found)
        return fact(*(found.value if isinstance(found.value, list | tuple) else [found.value]), **options)
    if not spec.applies(record):
        return NOT_APPLICABLE
    return NONE if spec.absent(record) or denied & set(spec.claim_keys) else at_least(spec, record)


def qualified(spec, record, found):
    """The first of the record's three lists that names the row, where its figure is stated."""
    lists = ("about", "at_most", "at_least") if found.how == "stated" else ()
    named = [name for name in lists if spec.key in (getattr(record, name, None) or [])]
    return {"qualifier": named[0]} if named else {}


def at_least(spec, record):
    """The least it can be; “at least 0” says nothing."""
    least = spec.at_least and spec.at_least(record)
    return fact(least, at_least=True) if least else UNKNOWN


def catalogue():
    """A record of every phone that readers may see."""
    return [record_of(phone) for phone in with_all_rows(Phone.objects.published())]


def record_of(phone):
    lists = {group: phone.is_whole(section) for group, section in LISTS.items()}
    cameras = [(camera.facing, camera_facts(phone, camera)) for camera in phone.cameras.all()]
    return {
        "slug": phone.slug,
        "names": names_of(phone),
        "facts": phone_facts(phone) | market_lists(phone, is_open=not lists["market"]),
        "lens": [facts for facing, facts in cameras if facing == "rear"],
        "front": [facts for facing, facts in cameras if facing == "front"],
        "market": [market_facts(market) for market in phone.markets.all()],
        "code": [code_facts(code) for code in phone.model_codes.all()],
        "whole": lists,
        "versions": versions_of(phone),
    }


def versions_of(phone):
    """The facts of each version, the usual one first, and whether it is certain that there is one: what has two labels
    at once may not exist, and two labels that say two values of one fact do not meet."""
    said = {}
    for row in phone.variations.all():
        said.setdefault(row.applies_to, {})[row.key] = row.value
    sets = [labels for size in range(len(said) + 1) for labels in combinations(said, size)]
    found = []
    for labels in sets:
        rows = [pair for label in labels for pair in said[label].items()]
        values = dict(rows)
        if all(values[key] == value for key, value in rows):
            found.append({"facts": facts_of_version(phone.pk, values), "certain": len(labels) < 2})
    return found


def facts_of_version(key, values):
    """The phone is fetched anew, so that nothing of another version is left."""
    phone = with_all_rows(Phone.objects.filter(pk=key)).get()
    parts = [phone, *list(phone.displays.all())[:1]]
    for name, value in values.items():
        for part in parts:
            if any(field.name == name for field in part._meta.fields):
                setattr(part, name, part._meta.get_field(name).to_python(value))
                say_exactly(part, name)
    facts = phone_facts(phone) | market_lists(phone, is_open=not phone.is_whole(Section.MARKETS))
    return facts | {name: UNKNOWN for name, value in values.items() if value is None}


def say_exactly(record, name):
    """What is said of a version has no qualifier, whatever the usual figure has."""
    for qualifier in ("about", "at_most", "at_least"):
        setattr(record, qualifier, [key for key in getattr(record, qualifier) or () if key != name])


def names_of(phone):
    """What the phone may be asked for by, in full: a question that is only like a name is beyond this module."""
    chips = [fitted.chipset for fitted in phone.phone_chipsets.all()]
    sensors = [camera.sensor for camera in phone.cameras.all() if camera.sensor]
    parts = [name for part in (*chips, *sensors) for name in (part.name, str(part))]
    called = [row.name for row in phone.aliases.all()] + [row.code for row in phone.model_codes.all()]
    return [phone.name, phone.full_name, phone.brand.name, *(phone.brand.other_names or ()), *called, *parts]


def denied_of(phone, camera_id=None):
    claims = (claim for claim in phone.claims.all() if claim.accepted and claim.state == ClaimState.NONE)
    return {claim.key for claim in claims if claim.camera_id == camera_id}


def phone_facts(phone):
    own = {key: fact_of(spec, phone, denied_of(phone)) for key, spec in PHONE_SPECS.items() if not spec.inner}
    known, sourced = slow_depth(phone)
    own |= {"rows_known": fact(known), "rows_sourced": fact(sourced)}
    fitted = [str(row.chipset) for row in phone.phone_chipsets.all()]
    chipset = {"chipset": fact(*fitted)} if fitted else {}
    main = main_camera(phone)
    zoom = {"zoom": zoom_of(main) if main else []}
    return own | main_camera_facts(phone) | display_facts(phone) | chipset | zoom


def main_camera_facts(phone):
    """Not known where no rear camera is listed."""
    rows = [(key, spec, spec.through(phone)) for key, spec in PHONE_SPECS.items() if spec.inner]
    return {
        key: fact_of(spec.inner, camera, denied_of(phone, camera.id)) if camera else UNKNOWN
        for key, spec, camera in rows
    }


def display_facts(phone):
    """Of the first display; sources speak of none but that in the first place."""
    display = next(iter(phone.displays.all()), Display(phone=phone))
    denied = denied_of(phone) if display.position == 1 else set()
    return {key: fact_of(spec, display, denied) for key, spec in DISPLAY_SPECS.items()}


def camera_facts(phone, camera):
    facts = {key: fact_of(spec, camera, denied_of(phone, camera.id)) for key, spec in CAMERA_SPECS.items()}
    return facts | {"zoom": zoom_of(camera)}


def zoom_of(camera):
    """Where a zoom can stand, with its f-numbers and equivalent f-numbers at both ends; empty for other lenses."""
    size = camera.used_size
    crop = size and optics.crop_factor(size.diagonal_mm)
    return [position_of(position, crop) for position in zoom_positions(camera)]


def position_of(position, crop):
    f_numbers = (position.f_number, position.f_number_long)
    known = all(f_numbers)
    return {
        "mm": (position.short_mm, position.long_mm),
        "f_number": f_numbers if known else None,
        "equivalent_f_number": tuple(number * crop for number in f_numbers) if known and crop else None,
        "certain": position.is_certain,
        "placed": position.is_placed,
    }


def market_lists(phone, *, is_open):
    """Countries and carriers: what is not listed is not known, unless the list is whole."""
    markets = phone.markets.all()
    carriers = [market.carrier for market in markets if market.carrier]
    countries = [market.country for market in markets]
    sold = fact(*countries, is_open=is_open) | {"denied": phone.not_sold_in or []}
    return {"sold_in": sold, "carrier": fact(*carriers, is_open=is_open)}


def market_facts(market):
    return {key: fact_of(spec, market) for key, spec in MARKET_SPECS.items()}


def code_facts(code):
    """Bands that are not listed are not known, unless the lists are marked as complete; an empty list says none."""
    bands = [key for key in CODE_SPECS if key.endswith("_bands") and getattr(code, key) != []]
    open_rows = [] if code.bands_complete else bands
    return {key: fact_of(spec, code, is_open=key in open_rows) for key, spec in CODE_SPECS.items()}
