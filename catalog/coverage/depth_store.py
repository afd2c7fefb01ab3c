"""The depth of each phone in the database: a byte for each row, so that sums over all phones need no phone's facts.

A row that is missing is worked out when it is asked for; see ``models.search_index``.
"""

from functools import cache
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

import numpy as np
from django.db.models import IntegerField
from django.db.models.functions import Coalesce

from catalog.facts.depth import DEPTH_SPECS
from catalog.facts.lens_facts import LENS_FACTS
from catalog.facts.phone_facts import PhoneFacts
from catalog.facts.prefetch import with_all_rows
from catalog.models import Phone, StoredDepth

APPLIES, ANSWERED, KNOWN, SOURCED = 1, 2, 4, 8
"""The bits of a row's byte."""
MAIN_LENS = 1
DEPTH_VERSION = "3"
"""To be raised when phones are counted, or held against the floor, in another way though no row has another name."""
YEAR_UNIT = 100_000
"""What a year counts in ``PartialDate.number``."""
LENS_WIDTH = 1 + len(LENS_FACTS)
"""Bytes of a lens: whether it is the main camera, then its facts."""
CHUNK_SIZE = 5000
BATCH_SIZE = 200


@cache
def depth_form():
    """Hash of what is counted: depths of another form are not used."""
    text = "\n".join([DEPTH_VERSION, *DEPTH_SPECS, *LENS_FACTS])
    return blake2b(text.encode(), digest_size=8).hexdigest()


def packed_row(row):
    """The byte of a ``RowDepth``."""
    bits = {APPLIES: row.applies, ANSWERED: row.answered, KNOWN: row.known, SOURCED: row.sourced}
    return sum(bit for bit, holds in bits.items() if holds)


def packed_lenses(lenses):
    packed = bytearray()
    for lens in lenses:
        packed.append(MAIN_LENS if lens.is_main else 0)
        packed.extend(packed_row(lens.facts[name]) for name in LENS_FACTS)
    return bytes(packed)


def stored_depth(key, depth):
    """The row of the phone with that key."""
    return StoredDepth(
        phone_id=key,
        form=depth_form(),
        rows=bytes(packed_row(depth.rows[name]) for name in DEPTH_SPECS),
        lenses=packed_lenses(depth.lenses),
        is_rear_list_whole=depth.is_rear_list_whole,
        is_main_size_exact=depth.is_main_size_exact,
        gaps="\n".join(depth.gap_phrases),
    )


def store_depths(depths):
    """Store ``Depth``s (by the key of their phone) in place of what was stored."""
    StoredDepth.objects.filter(phone__in=depths.keys()).delete()
    StoredDepth.objects.bulk_create([stored_depth(key, depth) for key, depth in depths.items()])


class ReadDepth(NamedTuple):
    """What is stored of a phone's depth, with its slug, its brand's name and its year."""

    slug: str
    brand: str
    year: int
    rows: bytes
    lenses: bytes
    is_rear_list_whole: bool
    is_main_size_exact: bool | None
    gaps: str


def read_depths(at=None):
    """Yield the ``ReadDepth``s of all phones that readers may see at ``at``, some thousand at a time. Those that are
    not stored are worked out."""
    published = Phone.objects.published(at)
    current = StoredDepth.objects.filter(form=depth_form())
    stored = map(ReadDepth._make, stored_values(current.filter(phone__in=published)).iterator(CHUNK_SIZE))
    while some := list(islice(stored, CHUNK_SIZE)):
        yield some
    missing = published.exclude(pk__in=current.values("phone")).order_by("pk")
    keys = list(missing.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH_SIZE):
        phones = with_all_rows(published.filter(pk__in=keys[start : start + BATCH_SIZE]), at)
        yield list(map(read_depth_of, phones))


def stored_values(depths):
    """The columns of ``ReadDepth`` of ``StoredDepth``s (a queryset). In no order: all of them are added up."""
    date = Coalesce("phone__announced", "phone__released", output_field=IntegerField())
    return depths.order_by().values_list(
        "phone__slug", "phone__brand__name", date / YEAR_UNIT, "rows", "lenses", *ReadDepth._fields[5:]
    )


def read_depth_of(phone):
    """The ``ReadDepth`` of a phone fetched whole."""
    stored = stored_depth(phone.pk, PhoneFacts.of(phone).depth)
    year = (phone.announced or phone.released).year
    columns = [getattr(stored, name) for name in ReadDepth._fields[3:]]
    return ReadDepth(phone.slug, phone.brand.name, year, *columns)


def row_bits(depths):
    """Phones × counted rows, as bits."""
    packed = b"".join(depth.rows for depth in depths)
    return np.frombuffer(packed, dtype=np.uint8).reshape(len(depths), len(DEPTH_SPECS))


def lens_bits(depths):
    """Lenses of all phones × (whether main, then ``LENS_FACTS``), as bits."""
    packed = b"".join(depth.lenses for depth in depths)
    return np.frombuffer(packed, dtype=np.uint8).reshape(-1, LENS_WIDTH)
