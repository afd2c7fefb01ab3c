"""Worklists about evidence: facts without a source, in conflict, never checked, or seen long ago."""

from collections import defaultdict
from datetime import date, timedelta

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
    """Stated values that no accepted claim supports."""
    for fact in facts:
        if fact.cell.unsourced:
            yield fact.found(f"{fact.label}: {fact.cell.text}")


def conflicts(phone, facts):
    """Disputed values with an accepted claim that says otherwise, or without one that supports them."""
    for fact in facts:
        if is_open_conflict(fact.cell):
            yield fact.found(conflict_words(fact))


def contradicted(phone, facts):
    """Disputed values that accepted claims support; some claim that says otherwise has no note on why."""
    for fact in facts:
        if is_unexplained_conflict(fact.cell):
            yield fact.found(conflict_words(fact))


def offered(phone, facts):
    """Facts that are not known, with a claim that nobody has accepted, or turned down with a note."""
    for fact in facts:
        if not fact.cell.offered:
            continue
        waiting = claims_without_note(fact.cell)
        if waiting:
            yield fact.found(f"{fact.label}: {claim_words(waiting)}")


def is_open_conflict(cell):
    """Whether a source says otherwise, and accepted claims do not decide it."""
    return cell.disputed and not is_settled_conflict(cell)


def is_unexplained_conflict(cell):
    """Whether accepted claims decide it, and some claim that says otherwise has no note."""
    if not cell.disputed or not is_settled_conflict(cell):
        return False
    return bool(claims_without_note(cell))


def is_settled_conflict(cell):
    """Whether accepted claims support the value and none says otherwise."""
    if not cell.accepted:
        return False
    return not any(claim.accepted for claim in cell.contradicting)


def claims_without_note(cell):
    """The claims that say otherwise and have no note on why they are not followed."""
    return [claim for claim in cell.contradicting if not claim.notes]


def conflict_words(fact):
    """“Weight: 211 g, but 213 g (Some source)”."""
    others = claim_words(fact.cell.contradicting)
    return f"{fact.label}: {fact.cell.text}, but {others}"


def claim_words(claims):
    return "; ".join(f"{claim.text} ({claim.source})" for claim in claims)


def not_checked(phone, facts):
    """Main facts that are not known, and of which no source says anything."""
    records = (phone, phone_parts.main_display(phone), phone_parts.main_camera(phone))
    main_facts = []
    for fact in facts:
        if fact.record in records and fact.spec.key in MAIN_FACT_KEYS:
            main_facts.append(fact)
    for fact in main_facts:
        if has_no_claims(fact.cell):
            yield fact.found(fact.label)
    yield from missing_rows(phone)


def has_no_claims(cell):
    """Whether nothing is known, not even that a source does not publish it."""
    return cell.state == State.NOT_KNOWN and not cell.claims


def missing_rows(phone):
    """Displays and cameras, where none is entered and their list is not complete."""
    rows = (
        ("displays", "Display", phone_parts.main_display(phone), Section.DISPLAYS),
        ("cameras", "Main camera", phone_parts.main_camera(phone), Section.REAR_CAMERAS),
    )
    for name, words, record, section in rows:
        if record is None and not phone.is_whole(section):
            yield WorklistFinding(name, words, field=f"{name}-heading")


def stale(phone, facts):
    """Prices of phones that may still be sold, and promises that run on, last seen 180 days ago or more."""
    yield from stale_prices(phone)
    yield from stale_promises(phone, facts)


def stale_prices(phone):
    """The newest price of each country and carrier, due when it becomes stale."""
    if phone.sale_status in NO_LONGER_SOLD:
        return
    for (country, carrier), markets in markets_with_price(phone).items():
        newest = max(markets, key=price_date_number)
        where = " ".join(filter(None, [country, carrier]))
        price = f"{newest.price:,g} {newest.price_currency}"
        words = f"Price in {where}: {price}, {seen_words(newest.price_on)}"
        yield WorklistFinding("markets", words, field="markets-heading", due=due_after(newest.price_on))


def markets_with_price(phone):
    """(country, carrier) → the phone's markets of both that have a price."""
    found = defaultdict(list)
    for market in phone.markets.all():
        if market.price is not None:
            found[market.country, market.carrier].append(market)
    return found


def price_date_number(market):
    """Sort key of prices by their day; unknown days first."""
    if not market.price_on:
        return 0
    return market.price_on.number


def stale_promises(phone, facts):
    """Promises with a source, due when the source becomes stale; not those that end before."""
    if phone.sale_status == SaleStatus.CANCELLED:
        return
    for fact in facts:
        if is_sourced_promise(fact):
            when = max(filter(None, map(seen_on, fact.cell.accepted)), default=None)
            due = due_after(when)
            if not ends_before(promise_end(fact), due):
                yield fact.found(f"{fact.label}: {fact.cell.text}, {seen_words(when)}", due=due)


def is_sourced_promise(fact):
    """Whether the fact is a promise of updates with an accepted claim."""
    if fact.spec.key not in PROMISE_KEYS:
        return False
    return fact.cell.is_known and bool(fact.cell.accepted)


def ends_before(end, due):
    """Whether both days are known and ``end`` comes first."""
    if not (end and due):
        return False
    return end < due


def seen_on(claim):
    """When the source was read, else when it was published."""
    return claim.seen_on or claim.source.seen_on or claim.source.dated


def seen_words(when):
    if not when:
        return "no date on record when that was seen"
    return f"seen {when.words}"


def due_after(when):
    """When a fact seen on a ``PartialDate`` becomes stale; None where that is not known: at once."""
    if not when:
        return None
    return when.last_day + STALE_AFTER


def promise_end(fact):
    """The last day of the year in which a promise surely ends, a new version counted as a year; None: not known."""
    began = fact.record.released or fact.record.announced
    if not began or not isinstance(fact.cell.value, int | float):
        return None
    year = began.last_day.year + int(fact.cell.value) + 1
    return date(year, 12, 31)
