"""Worklists about who says so: facts without a source, in conflict, never checked, or seen long ago."""

from collections import defaultdict
from datetime import timedelta

from catalog.facts.cells import State
from catalog.models.vocabulary import SaleStatus, Section
from catalog.sheet import phone_parts

from .findings import WorklistFinding

STALE_AFTER = timedelta(days=180)
MAIN_FACT_KEYS = (
    "announced", "height_mm", "width_mm", "depth_mm", "weight_g", "battery_mah", "os_at_launch", "chipset",
    "display_size_in", "megapixels", "f_number", "focal_length_eq_mm", "sensor_type",
)  # fmt: skip
"""Keys of the facts that readers ask for first; of cameras, the main one's."""
PROMISE_KEYS = ("os_upgrades_promised", "security_years_promised")
NO_LONGER_SOLD = (SaleStatus.DISCONTINUED, SaleStatus.RECALLED, SaleStatus.CANCELLED)


def unsourced(phone, facts):
    """Stated values that no accepted claim bears out."""
    return [fact.found(f"{fact.label}: {fact.cell.text}") for fact in facts if fact.cell.unsourced]


def conflicts(phone, facts):
    """Nobody has settled these: an accepted claim says otherwise, or no accepted one bears the value out."""
    return [fact.found(conflict_words(fact)) for fact in facts if fact.cell.disputed and is_open_conflict(fact.cell)]


def contradicted(phone, facts):
    """A value is borne out, and a claim that is not followed says otherwise without a note on why it is not."""
    disputed = [fact for fact in facts if fact.cell.disputed and not is_open_conflict(fact.cell)]
    return [
        fact.found(conflict_words(fact)) for fact in disputed if any(not said.notes for said in fact.cell.contradicting)
    ]


def offered(phone, facts):
    """Not known, and a source gives a value that nobody has accepted, or turned down with a note."""
    waiting = (
        (fact, [said for said in fact.cell.contradicting if not said.notes]) for fact in facts if fact.cell.offered
    )
    return [fact.found(f"{fact.label}: {claim_words(says)}") for fact, says in waiting if says]


def is_open_conflict(cell):
    return not cell.accepted or any(said.accepted for said in cell.contradicting)


def conflict_words(fact):
    return f"{fact.label}: {fact.cell.text}, but {claim_words(fact.cell.contradicting)}"


def claim_words(claims):
    return "; ".join(f"{said.text} ({said.source})" for said in claims)


def not_checked(phone, facts):
    """Main facts that are not known, and of which no source says anything."""
    records = (phone, phone_parts.main_display(phone), phone_parts.main_camera(phone))
    asked = (fact for fact in facts if fact.spec.key in MAIN_FACT_KEYS and fact.record in records)
    return [fact.found(fact.label) for fact in asked if has_no_claims(fact.cell)] + missing_rows(phone)


def has_no_claims(cell):
    return cell.state == State.NOT_KNOWN and not cell.claims


def missing_rows(phone):
    """Displays and cameras, where none is entered and nobody says that there is none."""
    rows = (
        ("displays", "Display", phone_parts.main_display(phone), Section.DISPLAYS),
        ("cameras", "Main camera", phone_parts.main_camera(phone), Section.REAR_CAMERAS),
    )
    return [
        WorklistFinding(name, words, field=f"{name}-heading")
        for name, words, record, section in rows
        if record is None and not phone.is_whole(section)
    ]


def stale(phone, facts):
    """Prices of phones that may still be sold, and promises that run on, last seen 180 days ago or more."""
    return [*stale_prices(phone), *stale_promises(phone, facts)]


def stale_prices(phone):
    if phone.sale_status in NO_LONGER_SOLD:
        return
    prices = defaultdict(list)
    for market in phone.markets.all():
        if market.price is not None:
            prices[market.country, market.carrier].append(market)
    for (country, carrier), markets in prices.items():
        newest = max(markets, key=lambda market: market.price_on.number if market.price_on else 0)
        where, when = " ".join(filter(None, [country, carrier])), newest.price_on
        words = f"Price in {where}: {newest.price:,g} {newest.price_currency}, {seen_words(when)}"
        yield WorklistFinding("markets", words, field="markets-heading", due=due_after(when))


def stale_promises(phone, facts):
    if phone.sale_status == SaleStatus.CANCELLED:
        return
    for fact in facts:
        if fact.spec.key in PROMISE_KEYS and fact.cell.is_known and fact.cell.accepted:
            when = max(filter(None, map(seen_on, fact.cell.accepted)), default=None)
            due, end = due_after(when), promise_end(fact)
            if not (due and end and due > end):
                yield fact.found(f"{fact.label}: {fact.cell.text}, {seen_words(when)}", due=due)


def seen_on(said):
    """When the source was read, else when it was written."""
    return said.seen_on or said.source.seen_on or said.source.dated


def seen_words(when):
    return f"seen {when.words}" if when else "nobody noted when that was seen"


def due_after(when):
    return when and when.last_day + STALE_AFTER


def promise_end(fact):
    """The last day of the year in which a promise surely ends, a new version counted as a year; None: not known."""
    began = fact.record.released or fact.record.announced
    if not began or not isinstance(fact.cell.value, int | float):
        return None
    return began.last_day.replace(month=12, day=31, year=began.last_day.year + int(fact.cell.value) + 1)
