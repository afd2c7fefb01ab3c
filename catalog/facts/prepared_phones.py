"""Phones whole, with their cells, in the database: written when phones change, read in one query for a page."""

from functools import cache, partial

from django.db import transaction
from django.utils import timezone

from catalog.models import Claim, Phone, PreparedPhone, Relation, Stamp

from .cache_invalidation import embargo_dependent_keys
from .child_rows import CHILD_TABLES, link_shared_sensors
from .code_digest import CATALOG, code_digest
from .facts_text import facts_text
from .phone_facts import PhoneFacts
from .phone_readings import PhoneReadings
from .prefetch import with_all_rows
from .prepared_cells import PreparedFacts
from .prepared_rows import PreparedRows, first_json, packed_json, packed_text, record_of, row_of, unpacked_jsons

BATCH_SIZE = 50
RELATIONS = {"relations": "phone", "relations_back": "other"}
"""Name on the phone → foreign key to the phone itself."""


@cache
def prepared_form():
    """Digest of the code that works out facts: rows of another are not used. Reads its files once per process."""
    return code_digest(CATALOG / room for room in ("quantities", "models", "sheet", "facts"))


def prepare_phones(keys, progress=None):
    """Store the phones of ``unprepared_phone_keys`` as they are, in short transactions; those that change meanwhile
    are left out. ``progress`` is called with (phones done, phones in all)."""
    at = timezone.now()
    for start in range(0, len(keys), BATCH_SIZE):
        some = keys[start : start + BATCH_SIZE]
        stamp = Stamp.current()  # before the phones
        rows = prepared_rows(with_all_rows(Phone.objects.published(at).filter(pk__in=some), at))
        with transaction.atomic():
            untouched = Stamp.untouched_since(stamp, some)
            _store_rows([row for row in rows if row.phone_id in untouched])
        if progress:
            progress(start + len(some), len(keys))


def unprepared_phone_keys(at=None):
    """Keys of the published phones without a row of this form, but for those that change when an embargo ends. After an
    update of the site, perhaps all."""
    at = at or timezone.now()
    prepared = PreparedPhone.objects.filter(form=prepared_form()).values("phone")
    missing = Phone.objects.published(at).exclude(pk__in=prepared).exclude(pk__in=embargo_dependent_keys(at))
    return list(missing.order_by("pk").values_list("pk", flat=True))


def store_prepared_phones(phones):
    """Store what ``prepared_phones`` reads of these published phones, fetched whole, in place of what was stored."""
    _store_rows(prepared_rows(phones))


def prepared_rows(phones):
    """The ``PreparedPhone`` of each, not stored."""
    rows = []
    for phone in phones:
        record = packed_json(PhoneFacts.of(phone).readings.as_json()) + packed_json(record_json(phone))
        facts = packed_text(facts_text(PhoneFacts.of(phone)))
        rows.append(PreparedPhone(phone=phone, form=prepared_form(), record=record, facts=facts))
    return rows


def _store_rows(rows):
    PreparedPhone.objects.filter(phone__in=[row.phone_id for row in rows]).delete()
    PreparedPhone.objects.bulk_create(rows)


def record_json(phone):
    """The phone with its rows and relations."""
    return {
        "phone": row_of(phone),
        "tables": {name: list(map(row_of, getattr(phone, name).all())) for name in CHILD_TABLES},
        "relations": {
            name: [row_of(relation, without=(own,)) for relation in getattr(phone, name).all()]
            for name, own in RELATIONS.items()
        },
    }


def prepared_phones(phones):
    """(phone, its stored bytes) of those of ``phones`` (a queryset of few published ones) that are prepared. One
    query."""
    rows = PreparedPhone.objects.filter(phone__in=phones.values("pk"), form=prepared_form())
    found = []
    for packed, facts in rows.values_list("record", "facts"):
        readings, record = unpacked_jsons(packed)
        found.append((prepared_phone(record, facts, readings), len(packed) + len(facts)))
    return found


def prepared_readings(keys):
    """Key → ``PhoneReadings`` of those of these published phones that are prepared. One query."""
    rows = PreparedPhone.objects.filter(phone__in=keys, form=prepared_form())
    return {key: PhoneReadings.from_json(first_json(packed)) for key, packed in rows.values_list("phone", "record")}


def prepared_phone(record, facts, readings):
    """A phone as ``prefetch.fetch_phones`` has it, from what ``record_json`` gave, its packed facts and its readings.
    Rows are built, and facts unpacked, when they are asked for."""
    phone = record_of(Phone, record["phone"])
    phone._prefetched_objects_cache = {}
    for name, (model, _) in CHILD_TABLES.items():
        _set_rows(phone, name, model, partial(_own_records, phone, name, model, record["tables"][name]))
    for name, own in RELATIONS.items():
        _set_rows(phone, name, Relation, partial(_relations, phone, own, record["relations"][name]))
    phone.known = PreparedFacts(phone, facts, readings)
    _set_rows(phone, "claims", Claim, phone.known.stored_claims)
    return phone


def _set_rows(phone, name, model, build):
    phone._prefetched_objects_cache[name] = PreparedRows.of(model, build)


def _own_records(phone, name, model, rows):
    records = [record_of(model, row) for row in rows]
    for record in records:
        record._state.fields_cache["phone"] = phone
    if name == "cameras":
        link_shared_sensors(records)
    return records


def _relations(phone, own, rows):
    records = [record_of(Relation, row) for row in rows]
    for record in records:
        record._state.fields_cache[own] = phone
    return records
