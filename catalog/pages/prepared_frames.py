"""The frames of phones' pages in the database: printed after a change, so that the next reader's page is only joined.

They are in English and in metric units, for the plain address of a phone. Printing one takes as long as a page did, too
long for the transaction of a change: ``manage.py prepare_phones`` does it beside the site.
"""

from functools import cache
from hashlib import blake2b

from django.conf import settings
from django.db import transaction
from django.templatetags.static import static
from django.urls import get_script_prefix

from catalog.facts.code_digest import CATALOG, code_digest
from catalog.facts.phone_cache import cached_phones_of_keys
from catalog.facts.prepared_phones import prepared_form
from catalog.facts.prepared_rows import packed_json, unpacked_json
from catalog.languages.active_language import language_activated
from catalog.models import PreparedPage, PreparedPhone, Stamp

from .page_slots import SLOT_KEY
from .phone_frame import PhoneFrame, phone_frame

BATCH_SIZE = 10
STEP = 100
"""Phones between two calls of ``progress``."""
ROOMS = (
    "quantities", "models", "sheet", "languages", "facts", "coverage", "history", "comparison", "drawings", "pages",
    "views", "locale",
)  # fmt: skip
CODE = (
    *(CATALOG / room for room in ROOMS),
    CATALOG.parent / "templates" / "site",
    CATALOG.parent / "static",
    CATALOG.parent / "requirements.txt",
)
"""What a page is printed by."""
PRINTED_SETTINGS = ("SITE_NAME", "SITE_URL", "STATIC_URL", "STORAGES", "LANGUAGES", "VERSION")
ROOT_PREFIX = "/"
ANY_STATIC_FILE = "favicon.svg"


def frame_form():
    """Digest of what prints frames: code, templates, static files, settings, key of slots. Another's are not used."""
    values = [SLOT_KEY, *(getattr(settings, name) for name in PRINTED_SETTINGS)]
    return blake2b(f"{_digest_of_code()} {values}".encode(), digest_size=8).hexdigest()


@cache
def _digest_of_code():
    """Reads some 600 files, once per process."""
    return code_digest(CODE)


def prepared_frame(phone):
    """The ``PhoneFrame`` of a published phone as it was printed; None where it is not. One query."""
    if settings.DEBUG or get_script_prefix() != ROOT_PREFIX:
        return None
    packed = PreparedPage.objects.filter(phone=phone.pk, form=frame_form()).values_list("frame", flat=True).first()
    return packed and PhoneFrame.from_json(unpacked_json(packed))


def unprinted_phone_keys():
    """Keys of the prepared phones without a frame of this form."""
    printed = PreparedPage.objects.filter(form=frame_form()).values("phone")
    missing = PreparedPhone.objects.filter(form=prepared_form()).exclude(phone__in=printed)
    return list(missing.order_by("phone").values_list("phone", flat=True))


def can_print_frames():
    """Whether the static files have been collected: pages name them by their hashes."""
    try:
        static(ANY_STATIC_FILE)
    except ValueError:
        return False
    return True


def print_frames(keys, progress=None):
    """Print and store the frames of these phones; ``progress`` is called with (phones done, phones in all)."""
    for start in range(0, len(keys), BATCH_SIZE):
        some = keys[start : start + BATCH_SIZE]
        stamp = Stamp.current()  # before the phones: what changes after it is not stored
        with language_activated(None):
            frames = {phone.pk: phone_frame(phone) for phone in cached_phones_of_keys(some)}
        _store_unchanged(frames, stamp)
        done = start + len(some)
        if progress and (done % STEP == 0 or done == len(keys)):
            progress(done, len(keys))


@transaction.atomic
def _store_unchanged(frames, stamp):
    """Store those frames (by phone) whose phones are prepared and have not changed since ``stamp``."""
    untouched = Stamp.untouched_since(stamp, frames)
    keys = list(PreparedPhone.objects.filter(phone__in=untouched).values_list("phone", flat=True))
    PreparedPage.objects.filter(phone__in=keys).delete()
    PreparedPage.objects.bulk_create(
        PreparedPage(phone_id=key, form=frame_form(), frame=packed_json(frames[key].as_json())) for key in keys
    )
