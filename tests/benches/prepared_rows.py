"""What the site prepares of made-up phones: of the first ones by the site's own means, of the others copied by SQL."""

from django.db import connection
from django.utils import timezone

from catalog.facts.prepared_phones import store_prepared_phones
from catalog.facts.prepared_rows import packed_json, unpacked_jsons
from catalog.finder.index_store import BATCH_SIZE, fetch_phones_by_key, in_batches, store_indexed_phones
from catalog.finder.indexed_phone import indexed_phone_of
from catalog.models import Entries, Phone, PreparedPhone
from catalog.pages.prepared_frames import can_print_frames, print_frames
from catalog.worklists.rules_version import rules_digest

from .made_up_phones import REPEATED

MAX_PREPARED_PAGES = 100_000
"""Phones that have what their pages are made of, some 35 KB each: of larger catalogues only these are asked for."""
COPIED_TABLES = {
    "catalog_entries": ("form", "counts", "numbers", "words"),
    "catalog_texts": ("shown", "data"),
    "catalog_storeddepth": ("form", "rows", "lenses", "is_rear_list_whole", "is_main_size_exact", "gaps"),
}
"""Table → its columns beside the phone's key."""
PAGES = ("catalog_preparedpage", ("form", "frame"))


def prepare_made_up_phones():
    """Of every phone that has nothing prepared yet. The first ``REPEATED`` phones are told apart; a copy has the names
    of its first in lists and data, and on its page."""
    missing = Phone.objects.filter(pk__lte=REPEATED).exclude(pk__in=Entries.objects.values("phone"))
    keys = list(missing.order_by("pk").values_list("pk", flat=True))
    for some in in_batches(keys, BATCH_SIZE):
        phones = list(fetch_phones_by_key(some, timezone.now()))
        store_indexed_phones(list(map(indexed_phone_of, phones)))
        store_prepared_phones(phones)
    if can_print_frames():
        print_frames(keys)
    mark_as_examined()
    copy_prepared_phones()
    copy_prepared(*PAGES, most=MAX_PREPARED_PAGES)
    for table, columns in COPIED_TABLES.items():
        copy_prepared(table, columns)


def mark_as_examined():
    """The desk has nothing to do at made-up phones: looking for it takes some 20 ms for each."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalog_examined (phone_id, rules) SELECT id, %s FROM catalog_phone "
            "WHERE id NOT IN (SELECT phone_id FROM catalog_examined)",
            [rules_digest()],
        )


def copy_prepared(table, columns, most=None):
    """To all phones that have no such row, up to the key ``most``."""
    copied = ", ".join(f"first.{column}" for column in columns)
    limit = f"AND phone.id <= {most}" if most else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (phone_id, {', '.join(columns)}) SELECT phone.id, {copied} FROM catalog_phone phone "
            f"JOIN {table} first ON first.phone_id = (phone.id - 1) %% {REPEATED} + 1 "
            f"WHERE phone.id > {REPEATED} {limit} AND phone.id NOT IN (SELECT phone_id FROM {table})",
            [],
        )


def copy_prepared_phones():
    """A phone that is read by its slug has to be itself: its own key, slug and name are written into each copy."""
    first_rows = {row.phone_id: row for row in PreparedPhone.objects.filter(phone__lte=REPEATED)}
    others = Phone.objects.filter(pk__gt=REPEATED, pk__lte=MAX_PREPARED_PAGES)
    others = others.exclude(pk__in=PreparedPhone.objects.values("phone"))
    copies = []
    for key, slug, name in others.order_by("pk").values_list("pk", "slug", "name").iterator(chunk_size=BATCH_SIZE):
        first = first_rows[(key - 1) % REPEATED + 1]
        readings, record = unpacked_jsons(first.record)
        full_name = readings[1].removesuffix(record["phone"]["name"]) + name
        record = packed_json([slug, full_name, *readings[2:]]) + packed_json(
            with_identity(record, id=key, slug=slug, name=name)
        )
        copies.append(PreparedPhone(phone_id=key, form=first.form, record=record, facts=first.facts))
        if len(copies) == BATCH_SIZE:
            PreparedPhone.objects.bulk_create(copies)
            copies = []
    PreparedPhone.objects.bulk_create(copies)


def with_identity(record, **identity):
    record["phone"] |= identity
    for rows in record["tables"].values():
        for row in rows:
            row["phone_id"] = identity["id"]
    return record
