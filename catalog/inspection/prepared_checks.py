"""What is prepared of phones, held against what is worked out anew. Rows of another form are not looked at."""

from collections import defaultdict

from django.utils import timezone

from catalog.coverage.depth_store import depth_form, stored_depth
from catalog.facts.prepared_phones import prepared_form, prepared_rows
from catalog.facts.prepared_rows import packed_json, unpacked_json, unpacked_jsons, unpacked_text
from catalog.finder.facets import index_format
from catalog.finder.index_store import (
    entries_to_store,
    fetch_phones_by_key,
    in_batches,
    kind_of_words,
    stored_word_numbers,
)
from catalog.finder.indexed_phone import indexed_phone_of
from catalog.finder.stored_phone_data import StoredPhoneData, json_text
from catalog.languages.active_language import language_activated
from catalog.models import Entries, Phone, PreparedPage, PreparedPhone, StoredDepth, Texts
from catalog.pages.phone_frame import phone_frame
from catalog.pages.prepared_frames import can_print_frames, frame_form

from .record_checks import sampled

BATCH = 50
NO_WORD = 0


def prepared_faults(*, is_whole):
    """Published phones of which something else is prepared than what is worked out now."""
    at = timezone.now()
    keys = list(sampled(Phone.objects.published(at), is_whole=is_whole).values_list("pk", flat=True))
    for some in in_batches(sorted(keys), BATCH):
        phones = list(fetch_phones_by_key(some, at))
        outdated = {
            "facts": _other_facts(phones),
            "index": _other_entries(phones),
            "page": _other_frames(phones),
        }
        for phone in phones:
            for what, others in outdated.items():
                if phone.pk in others:
                    yield f"{what} of {phone.slug}"


def _other_facts(phones):
    stored = PreparedPhone.objects.filter(phone__in=phones, form=prepared_form()).in_bulk(field_name="phone_id")
    others = set()
    for row in prepared_rows([phone for phone in phones if phone.pk in stored]):
        if _facts_of(row) != _facts_of(stored[row.phone_id]):
            others.add(row.phone_id)
    return others


def _facts_of(row):
    return unpacked_jsons(row.record), unpacked_text(row.facts)


def _other_entries(phones):
    """By the finder's entries, the texts of its lists, and the depth."""
    entries = Entries.objects.filter(phone__in=phones, form=index_format()).in_bulk()
    texts = Texts.objects.filter(phone__in=phones).in_bulk()
    depths = StoredDepth.objects.filter(phone__in=phones, form=depth_form()).in_bulk()
    indexed = [indexed_phone_of(phone) for phone in phones if phone.pk in entries]
    numbers = _word_numbers(indexed)
    others = set()
    for phone in indexed:
        key = phone.phone
        is_same = _is_same_row(entries_to_store(phone, numbers), entries[key])
        if key in texts:
            is_same &= _texts_of(texts[key]) == (phone.shown, json_text(phone.data))
        if key in depths:
            is_same &= _is_same_row(stored_depth(key, phone.depth), depths[key])
        if not is_same:
            others.add(key)
    return others


def _word_numbers(indexed):
    """(kind, key, value) → number of the words that are stored; others have none."""
    words = set()
    for phone in indexed:
        for kind, (_, _, own_words) in phone.entries.items():
            words.update((kind_of_words(kind), key, value) for _, key, value, _ in own_words)
    return defaultdict(lambda: NO_WORD, stored_word_numbers(words))


def _texts_of(row):
    return row.shown, StoredPhoneData.unpacked(row.data).text


def _is_same_row(made, stored):
    """Whether two rows of a model have the same columns."""
    for field in made._meta.concrete_fields:
        if _comparable(getattr(made, field.attname)) != _comparable(getattr(stored, field.attname)):
            return False
    return True


def _comparable(value):
    """PostgreSQL gives bytes as a memoryview."""
    if isinstance(value, memoryview):
        return bytes(value)
    return value


def _other_frames(phones):
    if not can_print_frames():
        return set()
    frames = dict(PreparedPage.objects.filter(phone__in=phones, form=frame_form()).values_list("phone", "frame"))
    others = set()
    with language_activated(None):
        for phone in phones:
            if phone.pk in frames and unpacked_json(frames[phone.pk]) != _frame_json(phone):
                others.add(phone.pk)
    return others


def _frame_json(phone):
    """As it comes back from the database: lists for tuples."""
    return unpacked_json(packed_json(phone_frame(phone).as_json()))
