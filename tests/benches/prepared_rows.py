"""What the site prepares of made-up phones: of the first ones by the site's own means, of the others copied by SQL."""

from django.db import connection
from django.utils import timezone

from catalog.finder.index_store import BATCH_SIZE, fetch_phones_by_key, in_batches, store_indexed_phones
from catalog.finder.indexed_phone import indexed_phone_of
from catalog.models import Entries, Phone

from .made_up_phones import REPEATED

COPIED_TABLES = {
    "catalog_entries": ("form", "counts", "numbers", "words"),
    "catalog_texts": ("shown", "data"),
    "catalog_storeddepth": ("form", "rows", "lenses", "is_rear_list_whole", "is_main_size_exact", "gaps"),
}
"""Table → its columns beside the phone's key."""


def prepare_made_up_phones():
    """Of every phone that has nothing prepared yet. The first ``REPEATED`` phones are told apart; a copy has the names
    of its first in lists and data."""
    missing = Phone.objects.filter(pk__lte=REPEATED).exclude(pk__in=Entries.objects.values("phone"))
    keys = list(missing.order_by("pk").values_list("pk", flat=True))
    for some in in_batches(keys, BATCH_SIZE):
        store_indexed_phones([indexed_phone_of(phone) for phone in fetch_phones_by_key(some, timezone.now())])
    for table, columns in COPIED_TABLES.items():
        copy_prepared(table, ", ".join(columns))


def copy_prepared(table, columns):
    copied = ", ".join(f"first.{column}" for column in columns.split(", "))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (phone_id, {columns}) SELECT phone.id, {copied} FROM catalog_phone phone "
            f"JOIN {table} first ON first.phone_id = (phone.id - 1) %% {REPEATED} + 1 "
            f"WHERE phone.id > {REPEATED} AND phone.id NOT IN (SELECT phone_id FROM {table})",
            [],
        )
